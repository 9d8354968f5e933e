/* Letters from places outside: of members who came for good, and of guests who stay for a time. */
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/transfer.h"
#include "registry/transfer_parts.h"
#include "registry/tree.h"

#include <string.h>

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

static enum err check_letter(struct work *w, const struct record *r)
{
    const char *sent = record_text(r, "sent_on");
    return sent != NULL && record_text(r, "letter_number") != NULL
               ? OK
               : bad(w, sent ? "/letter_number" : "/sent_on", "required",
                     "cần số và ngày giấy giới thiệu", "number and day of the letter are needed");
}

/* The letter is older than the arrival; presented late it is told. */
static enum err set_arrived(struct work *w, struct record *r, const char *day)
{
    const char *sent = record_text(r, "sent_on");
    if (strcmp(sent, day) > 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/sent_on", "order", "sau ngày chuyển đến %s",
                          "after the arrival on %s", fault_day(&w->faults, day));
    const char *by = transfer_due(w, "transfer_present_working_days", sent, 30);
    record_set_text(r, "state", "arrived");
    record_set_text(r, "present_by", by);
    record_set_text(r, "arrived_on", day);
    transfer_tell_late(w, "transfer_present_working_days", day, by, "/sent_on");
    return OK;
}

/* ---- for good: the member is here already */

static enum err check_arrival(struct work *w, const struct member *m, const struct spell *spell,
                              const struct record *r)
{
    struct org_row cell;
    const char *joined = spell->v[MEMBERSHIP_joined_on];
    if (strcmp(record_text(r, "kind"), "official") != 0)
        return bad(w, "/kind", "stay", "người sinh hoạt tạm thời không thuộc sổ này",
                   "somebody on a temporary stay is not of this register");
    if (record_has(r, "to_cell_id") || record_has(r, "to_outside"))
        return bad(w, "/to_cell_id", "receiver", "nơi nhận là chi bộ của đảng viên",
                   "the receiver is the member's cell");
    enum err e = check_letter(w, r);
    if (e != OK)
        return e;
    if (joined == NULL || !org_get(w, spell->cells[0].cell_id, &cell))
        return fault_fail(ERR_CONFLICT, &w->faults, "/from_outside", "not_joined",
                          "chưa ghi ngày đảng viên này chuyển đến đây",
                          "no day is recorded on which the member came here");
    return conn_get_int(w->conn, SQL_transfer_arrived_of, 0, "it", m->id, joined) == 0
               ? OK
               : fault_fail(ERR_CONFLICT, &w->faults, "/from_outside", "duplicate",
                            "đã ghi giấy giới thiệu của lần chuyển đến này",
                            "the letter of this arrival is recorded");
}

enum err transfer_came_in(struct work *w, const struct member *m, const struct spell *spell,
                          struct record *r, int64_t *id)
{
    enum err e = check_arrival(w, m, spell, r);
    if (e == OK)
        e = set_arrived(w, r, spell->v[MEMBERSHIP_joined_on]);
    if (e != OK)
        return e;
    int64_t cell = spell->cells[0].cell_id;
    record_set_int(r, "to_cell_id", cell);
    const struct fixed_column to[] = {{"person_id", m->id}};
    return record_insert(w, r, to, 1, cell, id);
}

/* ---- for a time: a guest */

static enum err check_host(struct work *w, const struct record *r)
{
    struct org_row cell;
    if (record_text(r, "to_outside") != NULL || !org_get(w, record_int(r, "to_cell_id"), &cell))
        return bad(w, "/to_cell_id", "not_found", "không có chi bộ này", "no such cell");
    return receiver_check(w, r, 0, &transfer_receiver);
}

static enum err check_guest(struct work *w, const struct record *r, const char *day)
{
    if (strcmp(record_text(r, "kind"), "temporary") != 0)
        return bad(w, "/kind", "guest", "chuyển chính thức đến thì thêm thành đảng viên",
                   "who comes for good is entered as a member");
    if (record_text(r, "guest_name") == NULL)
        return bad(w, "/guest_name", "required", "cần họ và tên", "the name is needed");
    if (record_text(r, "from_outside") == NULL)
        return bad(w, "/from_outside", "required", "cần nơi giới thiệu đến",
                   "the place that sent the letter is needed");
    if (strcmp(day, w->today) > 0)
        return bad(w, "/arrived_on", "future", "chưa đến ngày này", "lies in the future");
    if (record_text(r, "ends_on") != NULL && strcmp(record_text(r, "ends_on"), day) <= 0)
        return bad(w, "/ends_on", "order", "phải sau ngày tiếp nhận", "must be after the arrival");
    enum err e = check_letter(w, r);
    if (e == OK)
        e = check_host(w, r);
    return e != OK ? e : transfer_check_stay(w, r);
}

enum err transfer_guest_add(struct work *w, const struct record *body, const char *day, int64_t *id)
{
    struct record r = *body;
    enum err e = check_guest(w, &r, day);
    if (e == OK)
        e = set_arrived(w, &r, day);
    return e != OK ? e : record_insert(w, &r, NULL, 0, record_int(&r, "to_cell_id"), id);
}
