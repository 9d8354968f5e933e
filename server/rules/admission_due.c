/* Deadlines of a dossier; see the header for the sources. */
#include "rules/admission_due.h"

#include <string.h>

static void in_probation(const struct work_calendar *c, const struct probation_limits *limits,
                         const struct admission_days *days, struct admission_due *out)
{
    struct probation_clock clock;
    const char *voted = days->recognition_voted_on;
    probation_judge(c, limits, days->ceremony_on, voted, days->ceremony_on, &clock);
    out->kind = voted != NULL ? DUE_RECOGNITION_DECISION : DUE_RECOGNITION_REVIEW;
    memcpy(out->due, voted != NULL ? clock.decision_due_on : clock.cell_due_on, sizeof out->due);
    memcpy(out->last, clock.last_due_on, sizeof out->last);
    memcpy(out->ends, clock.ends_on, sizeof out->ends);
    out->has_last = out->has_ends = true;
}

void admission_due(const struct work_calendar *c, const struct admission_limits *limits,
                   const struct admission_days *days, struct admission_due *out)
{
    *out = (struct admission_due){.kind = DUE_NOTHING};
    if (days->recognized_on != NULL)
        return;
    if (days->ceremony_on != NULL) {
        in_probation(c, &limits->probation, days, out);
    } else if (days->decision_on != NULL) {
        out->kind = DUE_CEREMONY;
        working_days_add(c, days->decision_on, limits->ceremony_days, out->due);
    } else if (days->cell_voted_on != NULL) {
        out->kind = DUE_DECISION;
        working_days_add(c, days->cell_voted_on, limits->decision_days, out->due);
        working_days_add(c, out->due, limits->probation.extension_days, out->last);
        out->has_last = true;
    } else if (days->certificate_on != NULL) {
        date_text whole;
        out->kind = DUE_CERTIFICATE;
        date_from_days(date_days(days->certificate_on), whole);
        date_add_months(whole, limits->certificate_months, out->due);
    }
}

const char *admission_due_rule(enum admission_due_kind kind)
{
    static const char *const rules[DUE_KINDS] = {NULL,
                                                 "awareness_certificate_months",
                                                 "admission_decision_working_days",
                                                 "ceremony_working_days",
                                                 "recognition_review_working_days",
                                                 "recognition_decision_working_days"};
    return kind < DUE_KINDS ? rules[kind] : NULL;
}

enum admission_due_state admission_due_judge(const struct admission_due *d, const char *today)
{
    if (d->kind == DUE_NOTHING)
        return DUE_STATE_NONE;
    if (d->has_ends && strcmp(today, d->ends) < 0)
        return DUE_COMING;
    /* once the cell has voted, what is left is the deciding body's */
    if (d->kind != DUE_RECOGNITION_DECISION && strcmp(today, d->due) <= 0)
        return d->has_ends ? DUE_PROBATION_ENDED : DUE_COMING;
    return d->has_last && strcmp(today, d->last) <= 0 ? DUE_IN_PROCEDURE : DUE_OVERDUE;
}

const char *admission_due_state_code(enum admission_due_state state)
{
    static const char *const codes[] = {NULL, "coming", "ended", "in_procedure", "overdue"};
    return codes[state];
}
