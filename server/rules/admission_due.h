/*
 * What is due next in an admission dossier, and by which rule (294-QĐ/TW; 06-HD/TW; domain.md §4).
 * Limits are arguments: they are dated parameters of the registry. No I/O, no clock: whether a day
 * has passed is the reader's to tell.
 */
#ifndef CHIBO_RULES_ADMISSION_DUE_H
#define CHIBO_RULES_ADMISSION_DUE_H

#include "rules/admission.h"

enum admission_due_kind {
    DUE_NOTHING,
    DUE_CERTIFICATE,          /* the cell votes before the awareness certificate runs out */
    DUE_DECISION,             /* of the admission, from the cell's proposal */
    DUE_CEREMONY,             /* from the day the cell received the decision */
    DUE_RECOGNITION_REVIEW,   /* the cell considers the recognition after the probation */
    DUE_RECOGNITION_DECISION, /* from the cell's proposal */
    DUE_KINDS
};

/* Whole days that are in the dossier; NULL: not yet. A partial certificate stands for its first
   day. */
struct admission_days {
    const char *certificate_on, *cell_voted_on, *decision_on, *ceremony_on, *recognition_voted_on,
        *recognized_on;
};
struct admission_limits {
    int certificate_months, decision_days, ceremony_days;
    struct probation_limits probation; /* its extension_days are those of every decision */
};
struct admission_due {
    enum admission_due_kind kind;
    bool has_last, has_ends;
    date_text due;  /* nothing is due: "" */
    date_text last; /* has_last: with the longest extension; only after it something is overdue */
    date_text ends; /* has_ends: the end of the probation */
};

void admission_due(const struct work_calendar *c, const struct admission_limits *limits,
                   const struct admission_days *days, struct admission_due *out);
/* Where a deadline stands on a day. Only what is over with every extension is overdue. */
enum admission_due_state {
    DUE_STATE_NONE,
    DUE_COMING,
    DUE_PROBATION_ENDED, /* the probation is over; the cell has its working days */
    DUE_IN_PROCEDURE,    /* past the day, within what may be extended */
    DUE_OVERDUE
};
enum admission_due_state admission_due_judge(const struct admission_due *d, const char *today);
/* "coming", "ended", "in_procedure", "overdue"; NULL for none. */
const char *admission_due_state_code(enum admission_due_state state);

/* Name of the parameter that gives the deadline; NULL for DUE_NOTHING. */
const char *admission_due_rule(enum admission_due_kind kind);

#endif
