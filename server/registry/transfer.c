/* Transfers: proposing, sending, arriving, coming back; see the header for the rules. */
#include "registry/transfer.h"
#include "base/date.h"
#include "registry/calendar.h"
#include "registry/conditions.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"
#include "registry/member_act.h"
#include "registry/member_move.h"
#include "registry/transfer_parts.h"
#include "registry/undo.h"
#include "rules/movement.h"

#include <string.h>

const struct receiver_words transfer_receiver = {
    "đảng viên đang ở chi bộ này", "the member is in this cell", "đảng viên chỉ ở chi bộ",
    "members belong to cells"};

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

static const char *keep(struct work *w, stmt *s, int col)
{
    return stmt_is_null(s, col) ? NULL : arena_dup(w->arena, stmt_text(s, col));
}

/* Wherever it is: what ends with a membership ends out of sight, too. */
static bool load_any(struct work *w, int64_t id, struct transfer *out)
{
    stmt *s = conn_stmt(w->conn, SQL_transfer_row);
    stmt_bind(s, "i", id);
    if (!stmt_row(s, NULL))
        return false;
    *out = (struct transfer){
        .id = id,
        .version = stmt_int(s, 0),
        .uid = keep(w, s, 1),
        .person_id = stmt_int(s, 2),
        .kind = keep(w, s, 3),
        .state = keep(w, s, 4),
        .from_cell_id = stmt_int(s, 5),
        .to_cell_id = stmt_int(s, 6),
        .sent_on = keep(w, s, 7),
        .basis_on = keep(w, s, 8),
        .arrived_on = keep(w, s, 9),
        .present_by = keep(w, s, 10),
        .sends = !stmt_is_null(s, 11) && scope_has_path(&w->scope, stmt_text(s, 11)),
        .receives = !stmt_is_null(s, 12) && scope_has_path(&w->scope, stmt_text(s, 12))};
    stmt_reset(s);
    return true;
}

bool transfer_load(struct work *w, int64_t id, struct transfer *out)
{
    return load_any(w, id, out) && (out->sends || out->receives);
}

/* ---- the member */

struct mover {
    struct member m;
    struct spell *spell;
    int64_t cell_id;
    const char *activity;
};

static enum err find_mover(struct work *w, int64_t person_id, struct mover *out)
{
    if (!member_load(w, person_id, &out->m))
        return ERR_NOT_FOUND;
    out->spell = member_last_spell(&out->m);
    out->cell_id = out->spell->cells[out->spell->n_cells - 1].cell_id;
    out->activity = spell_activity_on(out->spell, w->today, NULL);
    return OK;
}

static enum err judge_standing(struct work *w, const struct mover *x)
{
    struct rule_param order;
    struct standing now = {.counted = x->spell->v[MEMBERSHIP_left_on] == NULL,
                           .activity = x->activity,
                           .left_reason = x->spell->v[MEMBERSHIP_left_reason]};
    rule_value(w, "movement_order", w->today, 0, &order);
    return movement_transfer_open(&now)
               ? OK
               : rule_breach(w, &order, "/member_id", "order",
                             "đảng viên không ở tình trạng chuyển sinh hoạt được",
                             "the member's state does not allow a transfer");
}

/* ---- the body */

enum err transfer_check_stay(struct work *w, const struct record *r)
{
    const char *ends = record_text(r, "ends_on");
    bool stay = strcmp(record_text(r, "kind"), "temporary") == 0;
    if (stay != (ends != NULL))
        return bad(w, "/ends_on", "stay",
                   stay ? "sinh hoạt tạm thời cần ngày hết hạn"
                        : "chuyển chính thức không có ngày hết hạn",
                   stay ? "a temporary stay needs its end" : "an official transfer has no end");
    if (!stay)
        return OK;
    struct conditions judged = {.n = 0};
    const char *from = record_text(r, "sent_on") ? record_text(r, "sent_on") : w->today;
    if (strcmp(ends, from) <= 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/ends_on", "order", "phải sau ngày %s",
                          "must be after %s", fault_day(&w->faults, from));
    struct condition *k = condition_add(w, "temporary_transfer_months", from, 12, &judged);
    date_text last;
    date_add_months(from, k->rule.number, last);
    condition_say(
        w, k, strcmp(ends, last) <= 0, "/ends_on", "too_long",
        arena_printf(w->arena, "không quá %d tháng, đến %s", k->rule.number,
                     fault_day(&w->faults, last)),
        arena_printf(w->arena, "no longer than %d months, until %s", k->rule.number, last));
    return conditions_apply(w, &judged);
}

/* ---- deadlines: being late is told, the act stands (294-QĐ/TW §6.3.1) */

const char *transfer_due(struct work *w, const char *rule, const char *from, int usual)
{
    struct work_calendar calendar;
    struct rule_param p;
    date_text day;
    rule_value(w, rule, from, usual, &p);
    calendar_load(w, &calendar);
    working_days_add(&calendar, from, p.number, day);
    return arena_dup(w->arena, day);
}

/* NULL when there is no decision to count from. */
static const char *begin_by(struct work *w, const char *basis_on)
{
    return basis_on != NULL ? transfer_due(w, "transfer_start_working_days", basis_on, 60) : NULL;
}

void transfer_tell_late(struct work *w, const char *rule, const char *day, const char *by,
                        const char *pointer)
{
    struct conditions judged = {.n = 0};
    struct condition *k = condition_add(w, rule, day, 0, &judged);
    k->only_told = true;
    condition_say(w, k, strcmp(day, by) <= 0, pointer, "late",
                  arena_printf(w->arena, "hạn là ngày %s", fault_day(&w->faults, by)),
                  arena_printf(w->arena, "due by %s", by));
    conditions_apply(w, &judged);
}

/* ---- what it does to the membership */

static enum err under_way(struct work *w, int64_t person_id, const char *kind, const char *sent_on)
{
    struct mover x;
    enum err e = find_mover(w, person_id, &x);
    if (e == OK)
        e = judge_standing(w, &x);
    if (e == OK)
        e = member_act_day(w, x.spell, sent_on, "/sent_on");
    if (e != OK || strcmp(kind, "temporary") == 0)
        return e;
    e = discipline_judge_pending(w, person_id, "discipline_pending_transfer", sent_on, false);
    if (e == OK)
        e = member_activity_set(w, x.spell, sent_on, "in_transfer", DATE_MAX);
    return e != OK ? e
                   : member_saved(w, person_id, "[\"activity\"]",
                                  arena_printf(w->arena, "{\"activity\":\"%s\"}", x.activity),
                                  "{\"activity\":\"in_transfer\"}");
}

static enum err no_longer_under_way(struct work *w, int64_t person_id, const char *day)
{
    struct mover x;
    enum err e = find_mover(w, person_id, &x);
    if (e == OK)
        e = member_activity_set(w, x.spell, day, NULL, NULL);
    return e != OK ? e
                   : member_saved(w, person_id, "[\"activity\"]", "{\"activity\":\"in_transfer\"}",
                                  "{\"activity\":\"active\"}");
}

/* ---- writing the row */

static enum err change(struct work *w, const struct transfer *t, struct record *r)
{
    enum err e =
        record_update(w, r, t->id, t->from_cell_id ? t->from_cell_id : t->to_cell_id, "update");
    return e != OK || t->to_cell_id == 0 ? e
                                         : journal_bump(w->conn, t->to_cell_id, w->tx->last_change);
}

/* send_by: NULL when no decision starts the clock. */
static void set_sent(struct work *w, struct record *r, const char *sent_on, const char *send_by)
{
    const char *by = transfer_due(w, "transfer_present_working_days", sent_on, 30);
    record_set_text(r, "state", "sent");
    record_set_text(r, "sent_on", sent_on);
    record_set_text(r, "present_by", by);
    if (send_by != NULL)
        transfer_tell_late(w, "transfer_start_working_days", sent_on, send_by, "/sent_on");
}

static enum err not_a_guest(struct work *w, const struct record *r)
{
    static const char *const names[] = {"guest_name", "guest_born_on", "guest_card_number"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (record_text(r, names[i]) != NULL)
            return bad(w, arena_printf(w->arena, "/%s", names[i]), "guest",
                       "đảng viên của sổ không phải là khách",
                       "a member of the register is no guest");
    return OK;
}

enum err transfer_add(struct work *w, int64_t person_id, const struct record *body, bool may_send,
                      int64_t *id)
{
    struct record r = *body;
    struct mover x;
    const char *sent = record_text(&r, "sent_on"), *basis = record_text(&r, "basis_on");
    enum err e = find_mover(w, person_id, &x);
    if (e == OK)
        e = not_a_guest(w, &r);
    if (e == OK && (sent != NULL) != (record_text(&r, "letter_number") != NULL))
        e = bad(w, sent ? "/letter_number" : "/sent_on", "required",
                "số giấy giới thiệu và ngày đi cùng nhau", "letter and day belong together");
    if (e == OK && sent != NULL && !may_send)
        e = fault_fail(ERR_FORBIDDEN, &w->faults, "/sent_on", "not_by_cell",
                       "giấy giới thiệu do văn phòng cấp ủy cấp", "the office gives the letter");
    if (e == OK && record_text(&r, "from_outside") != NULL)
        return transfer_came_in(w, &x.m, x.spell, &r, id);
    if (e == OK)
        e = receiver_check(w, &r, x.cell_id, &transfer_receiver);
    if (e == OK)
        e = transfer_check_stay(w, &r);
    if (e == OK)
        e = judge_standing(w, &x);
    if (e != OK)
        return e;
    record_set_text(&r, "state", "proposed");
    record_set_int(&r, "from_cell_id", x.cell_id);
    const char *send_by = begin_by(w, basis);
    if (send_by != NULL)
        record_set_text(&r, "send_by", send_by);
    if (sent != NULL)
        set_sent(w, &r, sent, send_by);
    const struct fixed_column to[] = {{"person_id", person_id}};
    e = record_insert(w, &r, to, 1, x.cell_id, id);
    if (e == ERR_CONFLICT && w->faults.count == 0)
        fault_add(&w->faults, "/member_id", "under_way", "đảng viên này đang được chuyển",
                  "this member is under way already");
    if (e == OK && sent != NULL)
        e = under_way(w, person_id, record_text(&r, "kind"), sent);
    return e != OK || record_int(&r, "to_cell_id") == 0
               ? e
               : journal_bump(w->conn, record_int(&r, "to_cell_id"), w->tx->last_change);
}

static enum err wrong_state(struct work *w)
{
    struct rule_param order;
    rule_value(w, "movement_order", w->today, 0, &order);
    return rule_breach(w, &order, "/state", "order", "việc này không ghi được ở bước hiện tại",
                       "cannot be recorded at this stage");
}

enum err transfer_send(struct work *w, const struct transfer *t, const struct record *letter)
{
    struct record r = {.dict = &dict_transfer};
    const char *sent = record_text(letter, "sent_on"), *dues = record_text(letter, "dues_until");
    if (strcmp(t->state, "proposed") != 0)
        return wrong_state(w);
    record_set_text(&r, "letter_number", record_text(letter, "letter_number"));
    if (dues != NULL)
        record_set_text(&r, "dues_until", dues);
    set_sent(w, &r, sent, begin_by(w, t->basis_on));
    enum err e = under_way(w, t->person_id, t->kind, sent);
    return e != OK ? e : change(w, t, &r);
}

enum err transfer_refuse(struct work *w, const struct transfer *t, const char *why)
{
    struct record r = {.dict = &dict_transfer};
    if (strcmp(t->state, "proposed") != 0)
        return wrong_state(w);
    record_set_text(&r, "state", "refused");
    record_set_text(&r, "closed_on", w->today);
    record_set_text(&r, "closed_why", why);
    return change(w, t, &r);
}

/* ---- the other end */

static enum err check_day(struct work *w, const struct transfer *t, const char *day)
{
    if (strcmp(day, w->today) > 0)
        return bad(w, "/day", "future", "chưa đến ngày này", "lies in the future");
    const char *first = t->arrived_on ? t->arrived_on : t->sent_on;
    return strcmp(day, first) >= 0
               ? OK
               : fault_fail(ERR_BAD_BODY, &w->faults, "/day", "order", "trước ngày %s", "before %s",
                            fault_day(&w->faults, first));
}

static enum err take_in(struct work *w, const struct transfer *t, const char *day)
{
    bool ended;
    enum err e = no_longer_under_way(w, t->person_id, day);
    if (e != OK)
        return e;
    if (t->to_cell_id == 0) {
        e = member_posts_end(w, t->person_id, 0, day);
        return e != OK ? e : member_end(w, t->person_id, day, "transferred_out", NULL, &ended);
    }
    e = member_posts_end(w, t->person_id, t->from_cell_id, day);
    return e != OK ? e : member_move(w, t->person_id, t->from_cell_id, t->to_cell_id, day);
}

enum err transfer_arrive(struct work *w, const struct transfer *t, const char *day)
{
    struct record r = {.dict = &dict_transfer};
    if (strcmp(t->state, "sent") != 0)
        return wrong_state(w);
    enum err e = check_day(w, t, day);
    if (e != OK)
        return e;
    transfer_tell_late(w, "transfer_present_working_days", day, t->present_by, "/day");
    if (strcmp(t->kind, "official") == 0)
        e = take_in(w, t, day);
    record_set_text(&r, "state", "arrived");
    record_set_text(&r, "arrived_on", day);
    return e != OK ? e : change(w, t, &r);
}

enum err transfer_close(struct work *w, const struct transfer *t, const char *day, const char *why)
{
    struct record r = {.dict = &dict_transfer};
    bool stay = strcmp(t->kind, "temporary") == 0, sent = strcmp(t->state, "sent") == 0;
    if (!sent && !(stay && strcmp(t->state, "arrived") == 0))
        return wrong_state(w);
    enum err e = check_day(w, t, day);
    if (e == OK && sent && !stay)
        e = no_longer_under_way(w, t->person_id, day);
    record_set_text(&r, "state", sent ? "returned" : "ended");
    record_set_text(&r, "closed_on", day);
    record_set_text(&r, "closed_why", why);
    return e != OK ? e : change(w, t, &r);
}

enum err transfer_undo(struct work *w, const struct transfer *t)
{
    int64_t save = conn_get_int(w->conn, SQL_transfer_last_save, 0, "i", t->id);
    if (conn_get_int(w->conn, SQL_transfer_in_save, 0, "i", save) > 1)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "of_many",
                          "ghi cùng lúc cho nhiều người: hoàn tác cả lần lưu",
                          "recorded with others: take the whole save back");
    return save_undo(w, save);
}

enum err transfers_end(struct work *w, int64_t person_id, const char *day)
{
    struct transfer t;
    if (!load_any(w, conn_get_int(w->conn, SQL_transfer_open_of, 0, "i", person_id), &t))
        return OK;
    struct record r = {.dict = &dict_transfer};
    record_set_text(&r, "state", strcmp(t.state, "sent") == 0 ? "returned" : "refused");
    record_set_text(&r, "closed_on", day);
    return change(w, &t, &r);
}

/* ---- lists */

/* range: what "from here" and "to here" speak of. */
static void from_range(struct work *w, struct list_request *q, const char *lo, const char *hi)
{
    part_add(&q->from, "FROM (SELECT ? AS lo, ? AS hi, ? AS day) d CROSS JOIN transfer t");
    part_text(&q->from, lo);
    part_text(&q->from, hi);
    part_text(&q->from, w->today);
    part_add(&q->where, "t.deleted_tx IS NULL AND EXISTS (SELECT 1 FROM organization o"
                        " WHERE o.id IN (t.from_cell_id, t.to_cell_id)"
                        " AND o.path >= ? AND o.path < ?");
    q->id_sql = "t.id";
}

void transfer_list_from(struct work *w, struct list_request *q, const struct org_filter *f)
{
    from_range(w, q, f->range.lo, f->range.hi);
    part_text(&q->where, f->range.lo);
    part_text(&q->where, f->range.hi);
    if (f->self_only) {
        part_add(&q->where, " AND o.id = ?");
        part_int(&q->where, f->org_id);
    }
    part_add(&q->where, ")");
}

void transfer_object_from(struct work *w, struct list_request *q, int64_t id)
{
    from_range(w, q, w->scope.lo, w->scope.hi);
    part_text(&q->where, w->scope.lo);
    part_text(&q->where, w->scope.hi);
    part_add(&q->where, ") AND t.id = ?");
    part_int(&q->where, id);
}
