/* Stage, next step and deadlines beside the dossier, so that lists can ask for them. */
#include "registry/calendar.h"
#include "registry/candidate.h"
#include "registry/candidate_parts.h"
#include "rules/admission_due.h"

#include <stdlib.h>
#include <string.h>

static int limit_of(struct work *w, const char *rule, const char *day, int usual)
{
    struct rule_param p;
    rule_value(w, rule, day, usual, &p);
    return p.number;
}

const char *candidate_paper_on(const struct candidate *c, const char *kind)
{
    for (int i = c->n_papers - 1; i >= 0; i--)
        if (strcmp(c->papers[i].kind, kind) == 0)
            return c->papers[i].issued_on;
    return NULL;
}

/* A period is counted by the rule of the day it begins on. */
static void load_limits(struct work *w, const struct admission_days *d, struct admission_limits *l)
{
    const char *certificate = d->certificate_on ? d->certificate_on : w->today;
    const char *voted = d->cell_voted_on ? d->cell_voted_on : w->today;
    const char *decided = d->decision_on ? d->decision_on : w->today;
    const char *begun = d->ceremony_on ? d->ceremony_on : w->today;
    *l = (struct admission_limits){
        .certificate_months = limit_of(w, "awareness_certificate_months", certificate, 60),
        .decision_days = limit_of(w, "admission_decision_working_days", voted, 60),
        .ceremony_days = limit_of(w, "ceremony_working_days", decided, 30),
        .probation = {.months = limit_of(w, "probation_months", begun, 12),
                      .cell_days = limit_of(w, "recognition_review_working_days", begun, 30),
                      .decision_days = limit_of(w, "recognition_decision_working_days", begun, 30),
                      .extension_days = limit_of(w, "decision_extension_working_days",
                                                 d->ceremony_on ? begun : voted, 30)}};
}

void candidate_due(struct work *w, const struct candidate *c, struct admission_due *out)
{
    struct work_calendar calendar;
    struct admission_limits limits;
    const struct candidate_step *decision = &c->step[STEP_DECISION];
    struct admission_days days = {.certificate_on = candidate_paper_on(c, "awareness_certificate"),
                                  .cell_voted_on = c->step[STEP_CELL_VOTE].day,
                                  .decision_on =
                                      decision->received_on ? decision->received_on : decision->day,
                                  .ceremony_on = c->step[STEP_CEREMONY].day,
                                  .recognition_voted_on = c->step[STEP_RECOGNITION_CELL_VOTE].day,
                                  .recognized_on = c->step[STEP_RECOGNITION_DECISION].day};
    *out = (struct admission_due){.kind = DUE_NOTHING};
    if (strcmp(c->state, "open") != 0)
        return;
    calendar_load(w, &calendar);
    load_limits(w, &days, &limits);
    admission_due(&calendar, &limits, &days, out);
}

enum err candidate_derive(struct work *w, int64_t id)
{
    struct candidate c;
    struct admission_way way;
    struct admission_due due;
    int64_t committee;
    if (!candidate_load_any(w, id, &c))
        return ERR_NOT_FOUND;
    candidate_way(w, c.cell_id, w->today, &way, &committee);
    candidate_due(w, &c, &due);
    const char *next =
        strcmp(c.state, "open") == 0 ? admission_step_code(admission_next(&way, c.passed)) : NULL;
    return conn_run(w->conn, SQL_candidate_derive, "itttttt", id,
                    admission_step_code(admission_stage(c.passed)), next,
                    due.kind != DUE_NOTHING ? due.due : NULL, admission_due_rule(due.kind),
                    due.has_last ? due.last : NULL, due.has_ends ? due.ends : NULL);
}

enum err candidates_derive(struct work *w)
{
    int64_t *ids = NULL;
    size_t n = 0, room = 0;
    stmt *s = conn_stmt(w->conn, SQL_candidate_open_ids);
    while (stmt_row(s, NULL)) {
        if (n == room) {
            room = 2 * room + 64;
            ids = realloc(ids, room * sizeof *ids);
            if (ids == NULL)
                abort();
        }
        ids[n++] = stmt_int(s, 0);
    }
    struct arena *own = w->arena, *scratch = arena_new();
    enum err e = OK;
    w->arena = scratch;
    for (size_t i = 0; i < n && e == OK; i++) {
        e = candidate_derive(w, ids[i]);
        arena_clear(scratch);
    }
    w->arena = own;
    arena_free(scratch);
    free(ids);
    return e;
}
