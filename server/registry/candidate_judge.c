/* Judging a step: its place in the order, its papers, its deadlines, and what the conditions do. */
#include "registry/candidate_judge.h"
#include "registry/codes.h"

#include <string.h>

/* ---- conditions */

/* The superior's document for exactly this rule, in the dossier by the day. */
static bool approved(const struct candidate *c, const char *rule, const char *day)
{
    if (!admission_may_except(rule))
        return false;
    for (int i = 0; i < c->n_papers; i++) {
        const struct candidate_paper *p = &c->papers[i];
        if (strcmp(p->kind, "approval") == 0 && p->for_rule != NULL &&
            strcmp(p->for_rule, rule) == 0 && strcmp(p->issued_on, day) <= 0)
            return true;
    }
    return false;
}

struct condition *condition_of(struct work *w, const struct candidate *c, const char *rule,
                               const char *day, int usual, struct conditions *out)
{
    struct condition *k = condition_add(w, rule, day, usual, out);
    k->may_except = approved(c, rule, day);
    return k;
}

/* ---- order and papers */

static const char *step_label(struct work *w, enum admission_step step)
{
    const struct code *code = code_get(&codes_candidate_step, admission_step_code(step));
    return w->faults.lang == LANG_EN ? code->en : code->vi;
}

static void judge_order(struct work *w, const struct candidate *c, const struct step_input *in,
                        struct conditions *out)
{
    struct admission_way way;
    int64_t committee;
    candidate_way(w, c->cell_id, in->day, &way, &committee);
    struct condition *k = condition_of(w, c, "admission_steps", in->day, 0, out);
    const char *vi = "đúng thứ tự các bước", *en = "the step is in its turn";
    bool open = admission_step_open(&way, c->passed, in->step);
    if (!open && !admission_step_exists(&way, in->step)) {
        vi = "chi bộ này không có bước này", en = "this cell has no such step";
    } else if (!open && (c->passed & STEP_BIT(in->step))) {
        vi = "bước này đã được ghi", en = "this step has been recorded";
    } else if (!open) {
        unsigned missing = admission_step_needs(&way, in->step) & ~c->passed;
        int first = 0;
        while (!(missing & STEP_BIT(first)))
            first++;
        const char *label = step_label(w, (enum admission_step)first);
        vi = arena_printf(w->arena, "cần ghi trước: %s", label);
        en = arena_printf(w->arena, "must be recorded before: %s", label);
    }
    condition_say(w, k, open, "/step", "order", vi, en);
}

size_t candidate_papers_needed(const struct candidate *c, enum admission_step step,
                               struct admission_paper out[ADMISSION_PAPERS_MAX])
{
    enum introducing_body body = c->introducing_body == NULL ? INTRODUCING_NONE
                                 : strcmp(c->introducing_body, "youth_union") == 0
                                     ? INTRODUCING_YOUTH_UNION
                                     : INTRODUCING_TRADE_UNION;
    return admission_papers(step, (c->introducer[0] != 0) + (c->introducer[1] != 0), body, out);
}

int candidate_papers_present(const struct candidate *c, const char *kind)
{
    int n = 0;
    for (int i = 0; i < c->n_papers; i++)
        n += strcmp(c->papers[i].kind, kind) == 0;
    return n;
}

static void judge_papers(struct work *w, const struct candidate *c, const struct step_input *in,
                         struct conditions *out)
{
    struct admission_paper papers[ADMISSION_PAPERS_MAX];
    size_t n = candidate_papers_needed(c, in->step, papers);
    for (size_t i = 0; i < n; i++) {
        int have = candidate_papers_present(c, papers[i].kind);
        const struct code *code = code_get(&codes_candidate_document, papers[i].kind);
        struct condition *k = condition_of(w, c, "admission_file", in->day, 0, out);
        condition_say(
            w, k, have >= papers[i].count, "/documents", "missing",
            papers[i].count > 1 ? arena_printf(w->arena, "%s (%d bản)", code->vi, papers[i].count)
                                : code->vi,
            papers[i].count > 1 ? arena_printf(w->arena, "%s (%d)", code->en, papers[i].count)
                                : code->en);
    }
    const char *application = candidate_paper_on(c, "application"),
               *biography = candidate_paper_on(c, "biography");
    if (in->step != STEP_APPLICATION || application == NULL || biography == NULL)
        return;
    condition_say(w, condition_of(w, c, "admission_application_first", in->day, 1, out),
                  strcmp(application, biography) <= 0, "/documents", "order",
                  "đơn xin vào Đảng viết trước lý lịch",
                  "the application is written before the biography");
}

/* ---- helpers and deadlines */

static void judge_helpers(struct work *w, const struct candidate *c, const char *day,
                          struct conditions *out)
{
    int helpers = (c->helper[0] != 0) + (c->helper[1] != 0);
    struct condition *k = condition_of(w, c, "admission_helpers", day, 1, out);
    condition_say(w, k, helpers >= k->rule.number, "/helper_id", "too_few",
                  arena_printf(w->arena, "có %d đảng viên theo dõi, giúp đỡ", helpers),
                  arena_printf(w->arena, "%d members follow and help", helpers));
}

static void by_day(struct work *w, const struct candidate *c, const char *rule, const char *day,
                   int usual, const char *due, bool only_told, struct conditions *out)
{
    struct condition *k = condition_of(w, c, rule, day, usual, out);
    k->only_told = only_told;
    condition_say(w, k, strcmp(day, due) <= 0, "/day", "late",
                  arena_printf(w->arena, "hạn là ngày %s", fault_day(&w->faults, due)),
                  arena_printf(w->arena, "due by %s", due));
}

/* Being late is told where the act stands all the same; beyond the longest extension, and for a
   late ceremony, the superior has to agree. */
static void judge_days(struct work *w, const struct candidate *c, const struct step_input *in,
                       struct conditions *out)
{
    struct admission_due due;
    candidate_due(w, c, &due);
    if (in->step == STEP_DECISION && due.kind == DUE_DECISION) {
        by_day(w, c, "admission_decision_working_days", in->day, 60, due.due, true, out);
        by_day(w, c, "decision_extension_working_days", in->day, 30, due.last, false, out);
    } else if (in->step == STEP_CEREMONY && due.kind == DUE_CEREMONY) {
        by_day(w, c, "ceremony_working_days", in->day, 30, due.due, false, out);
    } else if (in->step == STEP_RECOGNITION_CELL_VOTE && due.kind == DUE_RECOGNITION_REVIEW) {
        struct condition *k = condition_of(w, c, "probation_months", in->day, 12, out);
        condition_say(
            w, k, strcmp(in->day, due.ends) >= 0, "/day", "probation",
            arena_printf(w->arena, "thời gian dự bị hết ngày %s", fault_day(&w->faults, due.ends)),
            arena_printf(w->arena, "probation ends on %s", due.ends));
        by_day(w, c, "recognition_review_working_days", in->day, 30, due.due, true, out);
    } else if (in->step == STEP_RECOGNITION_DECISION && due.kind == DUE_RECOGNITION_DECISION) {
        by_day(w, c, "recognition_decision_working_days", in->day, 30, due.due, true, out);
    }
}

void candidate_judge(struct work *w, const struct candidate *c, const struct step_input *in,
                     struct conditions *out)
{
    out->n = 0;
    judge_order(w, c, in, out);
    judge_papers(w, c, in, out);
    if (in->step == STEP_SYMPATHIZER)
        judge_helpers(w, c, in->day, out);
    if (in->step == STEP_CELL_VOTE)
        candidate_judge_person(w, c, in->day, out);
    judge_days(w, c, in, out);
    if (admission_step_votes(in->step) && in->vote.given)
        candidate_judge_vote(w, c, in, out);
}
