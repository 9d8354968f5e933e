/* Listing somebody, correcting a dossier, taking it out again. */
#include "base/crypto.h"
#include "base/text.h"
#include "registry/candidate.h"
#include "registry/candidate_parts.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "rules/formation.h"

#include <string.h>

enum err candidate_journal(struct work *w, const struct candidate *c, const char *op,
                           const char *fields, const char *before, const char *after)
{
    struct change change = {.resource = "candidates",
                            .row_id = c->id,
                            .uid = c->uid,
                            .op = op,
                            .version = c->version + 1,
                            .org_id = c->cell_id,
                            .fields = fields,
                            .before = before,
                            .after = after};
    return journal_change(w->conn, w->tx, &change);
}

enum err candidate_step_write(struct work *w, const struct candidate *c,
                              const struct step_input *in, const char *judged, int64_t *id)
{
    char uid[UID_LEN];
    uid_new(uid);
    stmt *s = conn_stmt(w->conn, SQL_candidate_step_insert);
    stmt_bind(s, "tiittit", uid, c->id, c->cell_id, admission_step_code(in->step), in->day,
              (int64_t)in->agreed, in->received_on);
    const int votes[] = {in->vote.eligible, in->vote.in_favour, in->vote.against,
                         in->vote.absent,   in->away,           in->exempt_absent};
    for (int i = 0; i < 6; i++) {
        if ((i < 4 && !in->vote.given) || votes[i] < 0)
            stmt_bind_null(s, 8 + i);
        else
            stmt_bind_int(s, 8 + i, votes[i]);
    }
    stmt_bind_text(s, 14, in->decision_number);
    stmt_bind_text(s, 15, in->decided_by);
    stmt_bind_text(s, 16, in->place);
    stmt_bind_text(s, 17, in->note);
    stmt_bind_text(s, 18, judged);
    stmt_bind_int(s, 19, tx_begin(w->conn, w->tx));
    enum err e = stmt_run(s);
    *id = conn_last_id(w->conn);
    return e;
}

/* ---- what a body must not say */

static enum err check_cell(struct work *w, int64_t cell_id)
{
    struct org_row cell;
    if (!org_get(w, cell_id, &cell))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/cell_id", "not_found", "không có chi bộ này",
                          "no such cell");
    if (!formation_holds_members(cell.kind))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/cell_id", "not_a_cell",
                          "hồ sơ kết nạp do chi bộ lập", "a dossier belongs to a cell");
    if (strcmp(cell.status, "active") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/cell_id", "not_active",
                          "chi bộ không hoạt động", "the cell is not active");
    return OK;
}

/* Only who left the Party can come back to it. */
static enum err check_earlier(struct work *w, int64_t person_id)
{
    static const char pointer[] = "/previous_member_id";
    struct member_place place;
    struct member m;
    if (!member_place(w, person_id, &place) || !member_load(w, person_id, &m))
        return fault_fail(ERR_BAD_BODY, &w->faults, pointer, "not_found", "không có đảng viên này",
                          "no such member");
    const char *why = member_last_spell(&m)->v[MEMBERSHIP_left_reason];
    if (place.counted || why == NULL)
        return fault_fail(ERR_BAD_BODY, &w->faults, pointer, "still_member",
                          "người này đang là đảng viên", "this person is a member now");
    return strcmp(why, "death") == 0 || strcmp(why, "transferred_out") == 0
               ? fault_fail(ERR_BAD_BODY, &w->faults, pointer, "not_out",
                            "người này không ra khỏi Đảng", "this person did not leave the Party")
               : OK;
}

static int64_t person_after(const struct record *r, const char *field, int64_t now)
{
    return record_has(r, field) ? record_int(r, field) : now;
}

/* Who helps and introduces is in the register; two of a pair are two people. */
static enum err check_people(struct work *w, const struct candidate *c, const struct record *r)
{
    static const char *const names[] = {"helper_id", "helper2_id", "introducer_id",
                                        "introducer2_id"};
    int64_t id[4];
    for (int i = 0; i < 4; i++) {
        struct member_place place;
        int64_t now = c == NULL ? 0 : i < 2 ? c->helper[i] : c->introducer[i - 2];
        id[i] = person_after(r, names[i], now);
        if (record_int(r, names[i]) != 0 && !member_place(w, id[i], &place))
            fault_add(&w->faults, arena_printf(w->arena, "/%s", names[i]), "not_found",
                      "không có đảng viên này", "no such member");
        if (i % 2 == 1 && id[i] != 0 && id[i] == id[i - 1])
            fault_add(&w->faults, arena_printf(w->arena, "/%s", names[i]), "same_person",
                      "phải là hai người khác nhau", "must be two people");
    }
    if (record_int(r, "previous_member_id") != 0)
        check_earlier(w, record_int(r, "previous_member_id"));
    return w->faults.count > 0 ? ERR_BAD_BODY : OK;
}

/* A person who is a member needs no dossier; nothing is said of where. */
static enum err check_number(struct work *w, const struct record *r)
{
    const char *number = record_text(r, "personal_id");
    if (number == NULL ||
        conn_get_int(w->conn, SQL_identifier_find, 0, "tt", "personal_id", number) == 0)
        return OK;
    return fault_fail(ERR_CONFLICT, &w->faults, "/personal_id", "duplicate",
                      "số này đã được ghi cho một đảng viên", "this number is a member's");
}

static enum err taken(struct work *w, enum err e, const struct record *r)
{
    if (e == ERR_CONFLICT && w->faults.count == 0)
        fault_add(&w->faults,
                  record_text(r, "personal_id") ? "/personal_id" : "/previous_member_id",
                  "duplicate", "đã có hồ sơ đang theo dõi của người này",
                  "there is an open dossier of this person");
    return e;
}

static enum err set_keys(struct work *w, int64_t id, const char *name)
{
    struct name_parts parts;
    name_split(w->arena, name, &parts);
    return conn_run(w->conn, SQL_candidate_keys, "itt", id, text_fold(w->arena, name),
                    name_sort_key(w->arena, &parts));
}

/* ---- the acts */

static enum err list_now(struct work *w, int64_t id, const char *day)
{
    struct candidate c;
    int64_t step;
    if (!candidate_load_any(w, id, &c))
        return ERR_STORE;
    struct step_input in = {
        .step = STEP_LISTED, .day = day, .agreed = true, .away = -1, .exempt_absent = -1};
    enum err e = candidate_step_write(w, &c, &in, NULL, &step);
    return e != OK ? e : candidate_derive(w, id);
}

enum err candidate_create(struct work *w, const struct record *r, int64_t *id)
{
    const char *day = record_text(r, "listed_on");
    enum err e = check_cell(w, record_int(r, "cell_id"));
    if (e == OK)
        e = check_people(w, NULL, r);
    if (e == OK && strcmp(day, w->today) > 0)
        e = fault_fail(ERR_BAD_BODY, &w->faults, "/listed_on", "future", "chưa đến ngày này",
                       "lies in the future");
    if (e == OK)
        e = check_number(w, r);
    if (e == OK)
        e = taken(w, record_insert(w, r, NULL, 0, record_int(r, "cell_id"), id), r);
    if (e == OK)
        e = set_keys(w, *id, record_text(r, "full_name"));
    return e != OK ? e : list_now(w, *id, day);
}

static enum err check_open(struct work *w, const struct candidate *c, const struct record *r)
{
    static const char *const later[] = {"helper_id", "helper2_id", "note"};
    if (strcmp(c->state, "open") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "closed", "hồ sơ đã kết thúc",
                          "the dossier is closed");
    for (size_t i = 0; i < r->dict->n && c->person_id != 0; i++) {
        const char *name = r->dict->fields[i].name;
        bool may = !record_has_at(r, i);
        for (size_t k = 0; k < sizeof later / sizeof *later && !may; k++)
            may = strcmp(name, later[k]) == 0;
        if (!may)
            fault_add(&w->faults, arena_printf(w->arena, "/%s", name), "member",
                      "người này đã là đảng viên: sửa ở hồ sơ đảng viên",
                      "this person is a member: change the member's record");
    }
    return w->faults.count > 0 ? ERR_CONFLICT : OK;
}

enum err candidate_change(struct work *w, const struct candidate *c, const struct record *r)
{
    enum err e = check_open(w, c, r);
    if (e == OK)
        e = check_people(w, c, r);
    if (e == OK)
        e = check_number(w, r);
    if (e == OK)
        e = taken(w, record_update(w, r, c->id, c->cell_id, "correct"), r);
    if (e == OK && record_has(r, "full_name"))
        e = set_keys(w, c->id, record_text(r, "full_name"));
    return e != OK ? e : candidate_derive(w, c->id);
}

enum err candidate_remove(struct work *w, const struct candidate *c)
{
    if (c->last_step_id != 0 || strcmp(c->state, "open") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "used",
                          "hồ sơ đã có bước được ghi: hãy kết thúc hồ sơ",
                          "steps have been recorded: end the dossier instead");
    return record_delete(w, &dict_candidate, c->id, c->cell_id);
}
