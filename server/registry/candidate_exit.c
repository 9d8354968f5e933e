/* How a dossier ends or goes to another cell, and taking that back. */
#include "base/crypto.h"
#include "registry/candidate_act.h"
#include "registry/candidate_judge.h"
#include "registry/member.h"
#include "registry/member_admit.h"
#include "registry/receiver.h"
#include "rules/voting.h"

#include <string.h>

static const struct receiver_words sent_on = {
    "hồ sơ đang ở chi bộ này", "the dossier is in this cell", "hồ sơ kết nạp do chi bộ lập",
    "a dossier belongs to a cell"};

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

/* Which exit is open where, and the day. */
static enum err check_stage(struct work *w, const struct candidate *c, enum admission_exit exit,
                            const char *day)
{
    struct rule_param steps;
    if (strcmp(c->state, "open") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "closed", "hồ sơ đã kết thúc",
                          "the dossier is closed");
    if (strcmp(day, w->today) > 0)
        return bad(w, "/day", "future", "chưa đến ngày này", "lies in the future");
    for (int i = 0; i < STEP_COUNT; i++)
        if (c->step[i].day != NULL && strcmp(day, c->step[i].day) < 0)
            return fault_fail(ERR_BAD_BODY, &w->faults, "/day", "order",
                              "trước bước đã ghi ngày %s", "before the step recorded for %s",
                              fault_day(&w->faults, c->step[i].day));
    if (admission_exit_open(c->passed, exit))
        return OK;
    rule_value(w, "admission_steps", day, 0, &steps);
    return exit == EXIT_REMOVED_IN_PROBATION
               ? rule_breach(w, &steps, "/exit", "order", "chưa là đảng viên dự bị",
                             "is no probationer yet")
               : rule_breach(w, &steps, "/exit", "order",
                             "đã kết nạp: hãy dùng chuyển sinh hoạt hoặc xóa tên dự bị",
                             "is admitted: transfer the member, or remove in probation");
}

/* ---- removal in probation */

static enum err judge_removal(struct work *w, const struct candidate *c, const struct record *r,
                              struct candidate_vote *vote)
{
    struct step_input cell = {.step = STEP_RECOGNITION_CELL_VOTE,
                              .day = record_text(r, "day"),
                              .away = -1,
                              .exempt_absent = -1};
    struct conditions judged = {.n = 0};
    *vote = (struct candidate_vote){.given = true,
                                    .eligible = record_count(r, "eligible"),
                                    .in_favour = record_count(r, "in_favour"),
                                    .against = record_count(r, "against"),
                                    .absent = record_count(r, "absent")};
    if (record_text(r, "decision_number") == NULL)
        return bad(w, "/decision_number", "required", "cần số quyết định",
                   "the number of the decision is needed");
    if (vote->in_favour < 0)
        return bad(w, "/in_favour", "required", "cần số tán thành", "the votes are needed");
    if (vote->eligible < 0)
        vote->eligible = candidate_eligible(w, c, &cell);
    if (vote->eligible == 0)
        return bad(w, "/eligible", "required", "cần số người được biểu quyết",
                   "how many may vote is needed");
    if (vote_check(vote->eligible, vote->in_favour, vote->against > 0 ? vote->against : 0,
                   vote->absent > 0 ? vote->absent : 0) == VOTE_TOO_MANY)
        return bad(w, "/in_favour", "too_many", "cộng lại nhiều hơn số được biểu quyết",
                   "together more than may vote");
    condition_share(w, c, "probation_removal_share", cell.day, vote, &judged);
    return conditions_apply(w, &judged);
}

static enum err end_membership(struct work *w, const struct candidate *c, const struct record *r)
{
    bool ended;
    enum err e = member_end(w, c->person_id, record_text(r, "day"), "removed",
                            record_text(r, "decision_number"), &ended);
    return e == OK && !ended ? fault_fail(ERR_CONFLICT, &w->faults, "/exit", "not_probationary",
                                          "người này không còn là đảng viên dự bị",
                                          "this person is no probationer any more")
                             : e;
}

/* ---- writing */

static enum err write_exit(struct work *w, const struct candidate *c, const struct record *r,
                           const struct candidate_vote *vote, int64_t *id)
{
    char uid[UID_LEN];
    uid_new(uid);
    stmt *s = conn_stmt(w->conn, SQL_candidate_exit_insert);
    stmt_bind(s, "tiitttit", uid, c->id, c->cell_id, record_text(r, "exit"), record_text(r, "day"),
              record_text(r, "why"), record_int(r, "to_cell_id"), record_text(r, "to_outside"));
    const int votes[] = {vote->eligible, vote->in_favour, vote->against, vote->absent};
    for (int i = 0; i < 4; i++) {
        if (!vote->given || votes[i] < 0)
            stmt_bind_null(s, 9 + i);
        else
            stmt_bind_int(s, 9 + i, votes[i]);
    }
    stmt_bind_text(s, 13, record_text(r, "decision_number"));
    stmt_bind_text(s, 14, record_text(r, "decided_by"));
    stmt_bind_int(s, 15, tx_begin(w->conn, w->tx));
    enum err e = stmt_run(s);
    *id = conn_last_id(w->conn);
    return e;
}

static enum err journal_exit(struct work *w, const struct candidate *c, const char *exit,
                             const char *day, int64_t other_cell, bool undone)
{
    const char *what = arena_printf(w->arena, "{\"exit\":\"%s\",\"day\":\"%s\"}", exit, day);
    enum err e = candidate_journal(w, c, "update", "[\"exit\",\"day\"]", undone ? what : NULL,
                                   undone ? NULL : what);
    return e == OK && other_cell != 0 ? journal_bump(w->conn, other_cell, w->tx->last_change) : e;
}

enum err candidate_exit_add(struct work *w, const struct candidate *c, const struct record *r,
                            int64_t *id)
{
    enum admission_exit exit = admission_exit_of(record_text(r, "exit"));
    const char *day = record_text(r, "day");
    struct candidate_vote vote = {.given = false};
    int64_t to = exit == EXIT_MOVED ? record_int(r, "to_cell_id") : 0;
    enum err e = check_stage(w, c, exit, day);
    if (e == OK && exit == EXIT_MOVED)
        e = receiver_check(w, r, c->cell_id, &sent_on);
    else if (e == OK && (record_int(r, "to_cell_id") != 0 || record_text(r, "to_outside") != NULL))
        e = bad(w, "/exit", "receiver", "chỉ chuyển hồ sơ mới có nơi nhận",
                "only a move has a receiver");
    if (e == OK && exit == EXIT_REMOVED_IN_PROBATION)
        e = judge_removal(w, c, r, &vote);
    if (e == OK)
        e = write_exit(w, c, r, &vote, id);
    if (e == OK && exit == EXIT_REMOVED_IN_PROBATION)
        e = end_membership(w, c, r);
    if (e == OK && to != 0)
        e = conn_run(w->conn, SQL_candidate_set_place, "ii", c->id, to);
    else if (e == OK)
        e = conn_run(w->conn, SQL_candidate_set_state, "iti", c->id, "exited", c->person_id);
    if (e == OK && to == 0)
        e = conn_run(w->conn, SQL_candidate_bump, "i", c->id);
    if (e == OK)
        e = candidate_derive(w, c->id);
    return e != OK ? e : journal_exit(w, c, record_text(r, "exit"), day, to, false);
}

/* ---- taking back */

struct last_exit {
    int64_t id, cell_id, to_cell_id, save;
    const char *exit, *day;
};

static bool find_last(struct work *w, int64_t candidate_id, struct last_exit *x)
{
    stmt *s = conn_stmt(w->conn, SQL_candidate_exit_last);
    stmt_bind(s, "i", candidate_id);
    if (!stmt_row(s, NULL))
        return false;
    *x = (struct last_exit){.id = stmt_int(s, 0),
                            .exit = arena_dup(w->arena, stmt_text(s, 1)),
                            .cell_id = stmt_int(s, 2),
                            .to_cell_id = stmt_int(s, 3),
                            .save = stmt_int(s, 4),
                            .day = arena_dup(w->arena, stmt_text(s, 6))};
    stmt_reset(s);
    return true;
}

/* Nothing was done with the dossier where it went. */
static enum err check_unused(struct work *w, const struct candidate *c, const struct last_exit *x)
{
    bool used = strcmp(c->state, x->to_cell_id != 0 ? "open" : "exited") != 0 ||
                (x->to_cell_id != 0 && c->cell_id != x->to_cell_id);
    for (int i = 0; i < STEP_COUNT && !used; i++)
        used = c->step[i].recorded_tx > x->save;
    return used ? fault_fail(ERR_CONFLICT, &w->faults, "", "used_since",
                             "hồ sơ đã được làm tiếp ở nơi nhận",
                             "the receiver has gone on with the dossier")
                : OK;
}

enum err candidate_exit_undo(struct work *w, const struct candidate *c)
{
    struct last_exit x;
    if (!find_last(w, c->id, &x))
        return ERR_NOT_FOUND;
    enum err e = check_unused(w, c, &x);
    if (e == OK && admission_exit_of(x.exit) == EXIT_REMOVED_IN_PROBATION)
        e = member_unend(w, c->person_id, x.save);
    int64_t tx = tx_begin(w->conn, w->tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_candidate_exit_undo, "ii", x.id, tx);
    if (e == OK && x.to_cell_id != 0)
        e = conn_run(w->conn, SQL_candidate_set_place, "ii", c->id, x.cell_id);
    else if (e == OK)
        e = conn_run(w->conn, SQL_candidate_set_state, "iti", c->id, "open", c->person_id);
    if (e == OK && x.to_cell_id == 0)
        e = conn_run(w->conn, SQL_candidate_bump, "i", c->id);
    if (e == OK)
        e = candidate_derive(w, c->id);
    return e != OK ? e : journal_exit(w, c, x.exit, x.day, x.to_cell_id ? x.cell_id : 0, true);
}
