/* Steps of a dossier: recorded with their papers, judged, carried out, taken back. */
#include "registry/candidate_act.h"
#include "registry/candidate_admit.h"
#include "registry/candidate_judge.h"
#include "registry/dict_list.h"
#include "registry/member_admit.h"
#include "registry/voters.h"
#include "rules/voting.h"

#include <string.h>

/* ---- the body */

static void take(const struct record *r, struct step_input *in)
{
    *in = (struct step_input){.step = admission_step_of(record_text(r, "step")),
                              .day = record_text(r, "day"),
                              .received_on = record_text(r, "received_on"),
                              .decision_number = record_text(r, "decision_number"),
                              .decided_by = record_text(r, "decided_by"),
                              .place = record_text(r, "place"),
                              .note = record_text(r, "note"),
                              .agreed = !record_has(r, "agreed") || record_int(r, "agreed") != 0,
                              .away = record_count(r, "away"),
                              .exempt_absent = record_count(r, "exempt_absent")};
    in->vote = (struct candidate_vote){.eligible = record_count(r, "eligible"),
                                       .in_favour = record_count(r, "in_favour"),
                                       .against = record_count(r, "against"),
                                       .absent = record_count(r, "absent")};
    in->vote.given = in->vote.in_favour >= 0;
}

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

/* No step lies before one that it needs. */
static enum err check_day(struct work *w, const struct candidate *c, const struct step_input *in)
{
    if (strcmp(in->day, w->today) > 0)
        return bad(w, "/day", "future", "chưa đến ngày này", "lies in the future");
    for (int i = 0; i < STEP_COUNT; i++)
        if (i < (int)in->step && c->step[i].day != NULL && strcmp(in->day, c->step[i].day) < 0 &&
            !(i == STEP_VERIFICATION && in->step == STEP_OPINIONS))
            return fault_fail(ERR_BAD_BODY, &w->faults, "/day", "order",
                              "trước bước đã ghi ngày %s", "before the step recorded for %s",
                              fault_day(&w->faults, c->step[i].day));
    if (in->received_on != NULL &&
        (strcmp(in->received_on, in->day) < 0 || strcmp(in->received_on, w->today) > 0))
        return bad(w, "/received_on", "order", "phải từ ngày quyết định đến hôm nay",
                   "must lie between the decision and today");
    return OK;
}

static enum err check_vote(struct work *w, const struct candidate *c, struct step_input *in)
{
    bool votes = admission_step_votes(in->step);
    if (!votes && !in->agreed)
        return bad(w, "/agreed", "no_vote", "bước này không biểu quyết",
                   "this step is not voted on");
    if (votes && !in->vote.given)
        return bad(w, "/in_favour", "required", "cần số tán thành", "the votes are needed");
    if (!in->vote.given)
        return OK;
    if (in->away < 0 && admission_step_by_cell(in->step)) /* what it was judged by is kept */
        in->away = voters_away(w, c->cell_id, in->day);
    if (in->vote.eligible < 0)
        in->vote.eligible = candidate_eligible(w, c, in);
    if (in->vote.eligible == 0)
        return bad(w, "/eligible", "required", "cần số người được biểu quyết",
                   "how many may vote is needed");
    const struct candidate_vote *v = &in->vote;
    if (vote_check(v->eligible, v->in_favour, v->against > 0 ? v->against : 0,
                   v->absent > 0 ? v->absent : 0) == VOTE_TOO_MANY)
        return bad(w, "/in_favour", "too_many", "cộng lại nhiều hơn số được biểu quyết",
                   "together more than may vote");
    return OK;
}

static enum err check_body(struct work *w, const struct candidate *c, struct step_input *in)
{
    if (strcmp(c->state, "open") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "closed", "hồ sơ đã kết thúc",
                          "the dossier is closed");
    enum err e = check_day(w, c, in);
    if (e == OK && admission_step_decides(in->step) && in->decision_number == NULL)
        e = bad(w, "/decision_number", "required", "cần số quyết định",
                "the number of the decision is needed");
    return e != OK ? e : check_vote(w, c, in);
}

/* ---- papers */

static enum err check_paper(struct work *w, const struct record *r)
{
    bool approval = strcmp(record_text(r, "kind"), "approval") == 0;
    const char *rule = record_text(r, "for_rule");
    if (strcmp(record_text(r, "issued_on"), w->today) > 0)
        return bad(w, "/issued_on", "future", "chưa đến ngày này", "lies in the future");
    if (approval != (rule != NULL))
        return bad(w, "/for_rule", "approval", "văn bản đồng ý phải nói cho quy tắc nào",
                   "an approval names the rule it excepts from");
    if (rule != NULL && !admission_may_except(rule))
        return bad(w, "/for_rule", "no_exception", "quy tắc này không có ngoại lệ",
                   "there is no exception from this rule");
    return OK;
}

static enum err write_paper(struct work *w, const struct candidate *c, const struct record *r,
                            int64_t step_id, int64_t *id)
{
    const struct fixed_column to[] = {{"candidate_id", c->id}, {"step_id", step_id}};
    return record_insert(w, r, to, step_id != 0 ? 2 : 1, c->cell_id, id);
}

enum err candidate_paper_add(struct work *w, const struct candidate *c, const struct record *paper,
                             int64_t *id)
{
    if (strcmp(c->state, "open") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "closed", "hồ sơ đã kết thúc",
                          "the dossier is closed");
    enum err e = check_paper(w, paper);
    if (e == OK)
        e = write_paper(w, c, paper, 0, id);
    return e != OK ? e : candidate_derive(w, c->id);
}

enum err candidate_paper_remove(struct work *w, const struct candidate *c, int64_t id)
{
    if (conn_get_int(w->conn, SQL_candidate_document_step, 0, "ii", id, c->id) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "of_a_step",
                          "giấy tờ này ghi cùng một bước: hãy hoàn tác bước đó",
                          "this paper came with a step: take that step back");
    enum err e = record_delete(w, &dict_candidate_document, id, c->cell_id);
    return e != OK ? e : candidate_derive(w, c->id);
}

/* The dossier as it is with the papers of this act. */
static enum err with_papers(struct work *w, const struct candidate *c, const struct record *papers,
                            int n, struct candidate *out)
{
    *out = *c;
    out->papers = arena_alloc(w->arena, (size_t)(c->n_papers + n + 1) * sizeof *out->papers);
    if (c->n_papers > 0)
        memcpy(out->papers, c->papers, (size_t)c->n_papers * sizeof *out->papers);
    for (int i = 0; i < n; i++) {
        enum err e = check_paper(w, &papers[i]);
        if (e != OK) {
            struct fault *f = w->faults.last;
            f->pointer = arena_printf(w->arena, "/documents/%d%s", i, f->pointer);
            return e;
        }
        out->papers[out->n_papers++] =
            (struct candidate_paper){.kind = record_text(&papers[i], "kind"),
                                     .issued_on = record_text(&papers[i], "issued_on"),
                                     .for_rule = record_text(&papers[i], "for_rule")};
    }
    return OK;
}

/* ---- adding */

static enum err carry_out(struct work *w, const struct candidate *c, const struct step_input *in)
{
    int64_t person = c->person_id;
    enum err e = OK;
    if (in->step == STEP_CEREMONY)
        e = candidate_admit(w, c, in, &person);
    else if (in->step == STEP_RECOGNITION_DECISION)
        e = candidate_recognize(w, c, in);
    return e != OK ? e
                   : conn_run(w->conn, SQL_candidate_set_state, "iti", c->id,
                              in->step == STEP_RECOGNITION_DECISION ? "done" : "open", person);
}

static enum err journal_step(struct work *w, const struct candidate *c, const char *step,
                             const char *day, bool agreed, bool undone)
{
    const char *what = arena_printf(w->arena, "{\"step\":\"%s\",\"day\":\"%s\",\"agreed\":%s}",
                                    step, day, agreed ? "true" : "false");
    return candidate_journal(w, c, "update", "[\"step\",\"day\",\"agreed\"]", undone ? what : NULL,
                             undone ? NULL : what);
}

enum err candidate_step_add(struct work *w, const struct candidate *c, const struct record *step,
                            const struct record *papers, int n_papers, int64_t *id)
{
    struct step_input in;
    struct candidate whole;
    struct conditions judged;
    int64_t paper;
    take(step, &in);
    enum err e = check_body(w, c, &in);
    if (e == OK)
        e = with_papers(w, c, papers, n_papers, &whole);
    if (e != OK)
        return e;
    candidate_judge(w, &whole, &in, &judged);
    e = conditions_apply(w, &judged);
    if (e == OK && in.vote.given && !in.agreed && candidate_share_reached(&judged))
        e = bad(w, "/agreed", "reached", "đã đủ tỷ lệ tán thành", "the share was reached");
    if (e == OK)
        e = candidate_step_write(w, c, &in, conditions_text(w, &judged), id);
    for (int i = 0; i < n_papers && e == OK; i++)
        e = write_paper(w, c, &papers[i], *id, &paper);
    if (e == OK && in.agreed)
        e = carry_out(w, c, &in);
    if (e == OK)
        e = conn_run(w->conn, SQL_candidate_bump, "i", c->id);
    if (e == OK)
        e = candidate_derive(w, c->id);
    return e != OK ? e : journal_step(w, c, admission_step_code(in.step), in.day, in.agreed, false);
}

/* ---- taking back */

enum err candidate_step_undo(struct work *w, const struct candidate *c, int64_t step_id)
{
    if (strcmp(c->state, "exited") == 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "closed", "hồ sơ đã kết thúc",
                          "the dossier is closed");
    if (step_id != c->last_step_id)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "not_last",
                          "chỉ hoàn tác được bước ghi sau cùng",
                          "only the newest step can be taken back");
    stmt *s = conn_stmt(w->conn, SQL_candidate_step_row);
    stmt_bind(s, "ii", step_id, c->id);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    const char *code = arena_dup(w->arena, stmt_text(s, 1)),
               *day = arena_dup(w->arena, stmt_text(s, 2));
    bool agreed = stmt_int(s, 3) != 0;
    int64_t save = stmt_int(s, 4);
    stmt_reset(s);
    enum admission_step step = admission_step_of(code);
    int64_t person = c->person_id;
    enum err e = OK;
    if (step == STEP_RECOGNITION_DECISION) {
        e = member_unrecognize(w, person, save);
    } else if (step == STEP_CEREMONY) {
        e = member_unadmit(w, person, save);
        person = 0;
    }
    int64_t tx = tx_begin(w->conn, w->tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_candidate_step_undo, "ii", step_id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_candidate_step_papers_undo, "ii", step_id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_candidate_set_state, "iti", c->id, "open", person);
    if (e == OK)
        e = conn_run(w->conn, SQL_candidate_bump, "i", c->id);
    if (e == OK)
        e = candidate_derive(w, c->id);
    return e != OK ? e : journal_step(w, c, code, day, agreed, true);
}
