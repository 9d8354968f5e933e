/* Acts on a membership: what the body must not say, what the rules say, what the act does. */
#include "registry/member_act.h"
#include "base/date.h"
#include "registry/codes.h"
#include "registry/conditions.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"
#include "registry/post.h"
#include "registry/transfer.h"
#include "registry/undo.h"
#include "registry/voters.h"
#include "rules/formation.h"
#include "rules/movement.h"

#include <string.h>

struct act {
    enum movement what;
    const struct record *body;
    const char *day, *until, *ground;
    struct member m;
    struct spell *spell;
    struct standing now;
    const char *since; /* the activity that runs */
    struct conditions judged;
};

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

enum err member_act_day(struct work *w, const struct spell *s, const char *day, const char *pointer)
{
    const char *last = s->v[MEMBERSHIP_left_on] ? s->v[MEMBERSHIP_left_on] : spell_start(s);
    if (strcmp(day, w->today) > 0)
        return bad(w, pointer, "future", "chưa đến ngày này", "lies in the future");
    for (int i = 0; i < s->n_activities; i++) {
        if (strcmp(s->activities[i].from, last) > 0)
            last = s->activities[i].from;
        if (strcmp(s->activities[i].to, DATE_MAX) < 0 && strcmp(s->activities[i].to, last) > 0 &&
            strcmp(s->activities[i].to, w->today) <= 0)
            last = s->activities[i].to;
    }
    for (int i = 0; i < s->n_cells; i++)
        if (strcmp(s->cells[i].from, last) > 0)
            last = s->cells[i].from;
    return strcmp(day, last) >= 0
               ? OK
               : fault_fail(ERR_BAD_BODY, &w->faults, pointer, "order", "trước việc đã ghi ngày %s",
                            "before what was recorded for %s", fault_day(&w->faults, last));
}

/* ---- judging */

static void judge_order(struct work *w, struct act *a)
{
    struct condition *k = condition_add(w, "movement_order", a->day, 0, &a->judged);
    const char *state = a->now.counted ? code_words(w, &codes_activity, a->now.activity)
                                       : code_words(w, &codes_left_reason, a->now.left_reason);
    condition_say(w, k, movement_open(a->what, &a->now), "/kind", "order",
                  arena_printf(w->arena, "đang là “%s”: chưa ghi được “%s”", state,
                               code_words(w, &codes_status_change, movement_code(a->what))),
                  arena_printf(w->arena, "“%s” now: “%s” cannot be recorded", state,
                               code_words(w, &codes_status_change, movement_code(a->what))));
}

static void judge_votes(struct work *w, struct act *a)
{
    const char *rule = movement_share_rule(a->what);
    if (rule == NULL)
        return;
    int in_favour = record_count(a->body, "in_favour"),
        eligible = record_count(a->body, "eligible");
    if (eligible < 0)
        eligible = voters_of_cell(w, a->spell->cells[a->spell->n_cells - 1].cell_id, a->day);
    struct condition *k = condition_add(w, rule, a->day, 0, &a->judged);
    if (in_favour < 0)
        condition_unknown(w, k, "/in_favour", "cần kết quả biểu quyết của chi bộ",
                          "the vote of the cell is needed");
    else
        condition_vote(w, k, in_favour, eligible, "/in_favour");
    int committee = record_count(a->body, "committee_in_favour");
    if (movement_committee_votes(a->what) && committee >= 0)
        condition_vote(w, condition_add(w, rule, a->day, 0, &a->judged), committee,
                       record_count(a->body, "committee_eligible"), "/committee_in_favour");
}

/* A suspension ends by itself; with the extension it has a longest end, too. */
static void judge_until(struct work *w, struct act *a)
{
    if (!movement_limited(a->what, a->ground))
        return;
    bool longer = a->what == MOVE_SUSPENSION_EXTENSION;
    const char *from = longer ? a->since : a->day;
    struct condition *k =
        condition_add(w, movement_limit_rule(a->what), a->day, longer ? 180 : 90, &a->judged);
    date_text last;
    date_add_days(from, k->rule.number, last);
    if (a->until == NULL)
        a->until = arena_dup(w->arena, last);
    condition_say(w, k, strcmp(a->until, last) <= 0, "/until", "too_long",
                  arena_printf(w->arena, "không quá %d ngày, đến %s", k->rule.number,
                               fault_day(&w->faults, last)),
                  arena_printf(w->arena, "no longer than %d days, until %s", k->rule.number, last));
}

/* ---- the body */

static enum err check_body(struct work *w, struct act *a)
{
    bool dated = a->what == MOVE_SUSPENSION || a->what == MOVE_SUSPENSION_EXTENSION ||
                 a->what == MOVE_EXEMPTION;
    if (movement_needs_ground(a->what) && a->ground == NULL)
        return bad(w, "/ground", "required", "cần căn cứ", "the ground is needed");
    if (a->ground != NULL && !movement_ground_ok(a->what, a->ground))
        return bad(w, "/ground", "code", "căn cứ này không thuộc việc này",
                   "is no ground of this act");
    if (movement_needs_decision(a->what) && record_text(a->body, "decision_number") == NULL)
        return bad(w, "/decision_number", "required", "cần số quyết định",
                   "the number of the decision is needed");
    if (a->until != NULL && !dated)
        return bad(w, "/until", "unknown", "việc này không có ngày kết thúc",
                   "this act has no end");
    if (a->until != NULL && strcmp(a->until, a->day) <= 0)
        return bad(w, "/until", "order", "phải sau ngày bắt đầu", "must come after the day");
    if (record_count(a->body, "committee_in_favour") >= 0 &&
        record_count(a->body, "committee_eligible") <= 0)
        return bad(w, "/committee_eligible", "required", "cần tổng số cấp ủy viên",
                   "how many sit on the committee is needed");
    if (record_count(a->body, "eligible") >= 0 &&
        record_count(a->body, "in_favour") > record_count(a->body, "eligible"))
        return bad(w, "/in_favour", "too_many", "nhiều hơn số được biểu quyết",
                   "more than may vote");
    if (record_int(a->body, "cell_id") != 0 && a->what != MOVE_RESTORATION)
        return bad(w, "/cell_id", "unknown", "chỉ ghi khi phục hồi", "only for a restoration");
    return member_act_day(w, a->spell, a->day, "/day");
}

struct standing member_standing(const struct spell *s, const char *day, const char **since)
{
    return (struct standing){.counted = s->v[MEMBERSHIP_left_on] == NULL &&
                                        strcmp(spell_start(s), day) <= 0,
                             .official = s->v[MEMBERSHIP_official_on] != NULL,
                             .left_reason = s->v[MEMBERSHIP_left_reason],
                             .activity = spell_activity_on(s, day, since)};
}

static enum err take(struct work *w, int64_t person_id, const struct record *r, struct act *a)
{
    *a = (struct act){.what = movement_of(record_text(r, "kind")),
                      .body = r,
                      .day = record_text(r, "day"),
                      .until = record_text(r, "until"),
                      .ground = record_text(r, "ground")};
    if (!member_load(w, person_id, &a->m))
        return ERR_NOT_FOUND;
    a->spell = member_last_spell(&a->m);
    a->now = member_standing(a->spell, a->day, &a->since);
    enum err e = check_body(w, a);
    if (e != OK)
        return e;
    judge_order(w, a);
    if (a->judged.at[0].state == CONDITION_MET) {
        judge_until(w, a);
        judge_votes(w, a);
    }
    if (a->what == MOVE_RESIGNATION)
        e = discipline_judge_pending(w, person_id, "discipline_pending_resignation", a->day, false);
    enum err own = conditions_apply(w, &a->judged);
    return e != OK ? e : own;
}

/* ---- what it does */

enum err member_activity_set(struct work *w, const struct spell *s, const char *day,
                             const char *begins, const char *until)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    enum err e = OK;
    for (int i = 0; i < s->n_activities && e == OK; i++) {
        const struct activity_row *a = &s->activities[i];
        if (strcmp(a->to, day) <= 0)
            continue;
        e = conn_run(w->conn, SQL_membership_activity_supersede, "ii", a->id, tx);
        if (e == OK && strcmp(a->from, day) < 0)
            e = conn_run(w->conn, SQL_membership_activity_insert, "ittti", s->membership_id,
                         a->activity, a->from, day, tx);
    }
    if (e == OK && begins != NULL)
        e = conn_run(w->conn, SQL_membership_activity_insert, "ittti", s->membership_id, begins,
                     day, until, tx);
    return e;
}

enum err member_posts_end(struct work *w, int64_t person_id, int64_t org_id, const char *day)
{
    struct record r = {.dict = &dict_post};
    int64_t ids[64];
    int n = 0;
    stmt *s = conn_stmt(w->conn, SQL_post_running);
    stmt_bind(s, "iti", person_id, day, org_id);
    while (n < 64 && stmt_row(s, NULL))
        ids[n++] = stmt_int(s, 0);
    stmt_reset(s);
    record_set_text(&r, "to", day);
    struct work all = *w;
    scope_from_path(&all.scope, w->scope.org_id, "/"); /* wherever the office is */
    enum err e = OK;
    for (int i = 0; i < n && e == OK; i++)
        e = post_change(&all, ids[i], &r);
    w->faults = all.faults;
    return e;
}

enum err member_leave(struct work *w, int64_t person_id, const char *day, const char *reason,
                      const char *decision)
{
    bool ended;
    enum err e = member_posts_end(w, person_id, 0, day);
    if (e == OK)
        e = transfers_end(w, person_id, day);
    return e != OK ? e : member_end(w, person_id, day, reason, decision, &ended);
}

/* The cell one comes back to: the named one in scope, else the last. */
static enum err cell_again(struct work *w, const struct act *a, int64_t *cell_id)
{
    struct org_row cell;
    *cell_id = record_int(a->body, "cell_id");
    if (*cell_id == 0)
        *cell_id = a->spell->cells[a->spell->n_cells - 1].cell_id;
    if (!org_get(w, *cell_id, &cell) || !formation_holds_members(cell.kind))
        return bad(w, "/cell_id", "not_found", "không có chi bộ này", "no such cell");
    return strcmp(cell.status, "active") == 0
               ? OK
               : fault_fail(ERR_CONFLICT, &w->faults, "/cell_id", "not_active",
                            "chi bộ không hoạt động", "the cell is not active");
}

/* Wrongly out and back: a further membership with everything the last one said; party age goes on
   without a gap (117-QĐ/TW; 24-QĐ/TW §4.5). */
static enum err restore(struct work *w, struct act *a)
{
    int64_t cell_id;
    enum err e = cell_again(w, a, &cell_id);
    if (e != OK)
        return e;
    struct spell s = *a->spell;
    struct cell_row cell = {0, cell_id, DATE_MIN, DATE_MAX};
    s.previous_id = a->spell->membership_id;
    s.membership_id = s.row = 0;
    s.cells = &cell;
    s.n_cells = 1;
    s.n_activities = 0;
    s.v[MEMBERSHIP_entry] = "restored";
    s.v[MEMBERSHIP_joined_on] = a->day;
    s.v[MEMBERSHIP_time_out_months] = "0";
    s.v[MEMBERSHIP_left_on] = s.v[MEMBERSHIP_left_reason] = s.v[MEMBERSHIP_left_decision] = NULL;
    e = membership_replace(w, a->m.id, 0, &s);
    if (e == OK)
        e = spell_places_insert(w, &s);
    return e != OK ? e
                   : member_saved(w, a->m.id, "[\"status\",\"joined_on\"]", NULL,
                                  arena_printf(w->arena, "{\"joined_on\":\"%s\"}", a->day));
}

static enum err carry_out(struct work *w, struct act *a)
{
    if (movement_leaves(a->what) != NULL)
        return member_leave(w, a->m.id, a->day, movement_leaves(a->what),
                            record_text(a->body, "decision_number"));
    if (a->what == MOVE_RESTORATION)
        return restore(w, a);
    const char *begins = movement_begins(a->what);
    /* an exemption is looked at again on its day; only a suspension ends by itself */
    const char *until = a->until != NULL && a->what != MOVE_EXEMPTION ? a->until : DATE_MAX;
    const char *from = a->what == MOVE_SUSPENSION_EXTENSION ? a->since : a->day;
    enum err e = member_activity_set(w, a->spell, from, begins, until);
    return e != OK ? e
                   : member_saved(w, a->m.id, "[\"activity\"]",
                                  arena_printf(w->arena, "{\"activity\":\"%s\"}", a->now.activity),
                                  arena_printf(w->arena, "{\"activity\":\"%s\"}",
                                               begins != NULL ? begins : "active"));
}

enum err member_act_add(struct work *w, int64_t person_id, const struct record *r, int64_t *id)
{
    struct act a;
    struct record row = *r;
    enum err e = take(w, person_id, r, &a);
    if (e != OK)
        return e;
    int64_t cell = a.spell->cells[a.spell->n_cells - 1].cell_id;
    if (a.until != NULL)
        record_set_text(&row, "until", a.until);
    record_set_text(&row, "judged", conditions_text(w, &a.judged));
    if (!record_has(&row, "cell_id"))
        record_set_int(&row, "cell_id", cell);
    const struct fixed_column to[] = {{"person_id", person_id}};
    e = record_insert(w, &row, to, 1, cell, id);
    return e != OK ? e : carry_out(w, &a);
}

enum err member_act_undo(struct work *w, int64_t person_id, int64_t act_id)
{
    if (conn_get_int(w->conn, SQL_status_change_last, 0, "i", person_id) != act_id)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "not_last",
                          "chỉ hoàn tác được việc ghi sau cùng",
                          "only the newest act can be taken back");
    return save_undo(w, conn_get_int(w->conn, SQL_status_change_save, 0, "i", act_id));
}
