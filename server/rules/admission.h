/*
 * The way from the first listing to full membership (Charter art. 1, 4, 5; 294-QĐ/TW; 06-HD/TW;
 * domain.md §4) as pure functions: which step may follow which, who records it, and what is judged
 * at it. Limits are arguments: they are dated parameters of the registry. No I/O, no clock.
 */
#ifndef CHIBO_RULES_ADMISSION_H
#define CHIBO_RULES_ADMISSION_H

#include "rules/working_days.h"

/* In the order of api.md §4. */
enum admission_step {
    STEP_LISTED,
    STEP_SYMPATHIZER,
    STEP_AWARENESS_COURSE,
    STEP_APPLICATION,
    STEP_VERIFICATION,
    STEP_OPINIONS,
    STEP_CELL_VOTE,
    STEP_SECTION_REVIEW,
    STEP_COMMITTEE_VOTE,
    STEP_DECISION,
    STEP_CEREMONY,
    STEP_RECOGNITION_REVIEW,
    STEP_RECOGNITION_CELL_VOTE,
    STEP_RECOGNITION_COMMITTEE_VOTE,
    STEP_RECOGNITION_DECISION,
    STEP_COUNT
};

/* What stands above the cell decides which bodies are heard. */
struct admission_way {
    bool section;   /* a section party (đảng bộ bộ phận) is between cell and base party */
    bool committee; /* a base committee (đảng ủy cơ sở) votes; not for a base cell */
};

#define STEP_BIT(step) (1u << (step))

const char *admission_step_code(enum admission_step step);
/* STEP_COUNT for text that is no step. */
enum admission_step admission_step_of(const char *code);
/* Whether the way has this step at all. */
bool admission_step_exists(const struct admission_way *way, enum admission_step step);
/* Steps that must be passed before this one (STEP_BIT). Verification and opinions may be gathered
   in either order; a remark of the cell's committee stands at the vote, after both. */
unsigned admission_step_needs(const struct admission_way *way, enum admission_step step);
/* Whether it may be recorded now: `passed` are the steps that count. */
bool admission_step_open(const struct admission_way *way, unsigned passed,
                         enum admission_step step);
/* The furthest passed step: the stage of the dossier. */
enum admission_step admission_stage(unsigned passed);
/* The first step that is not passed; STEP_COUNT when the way is at its end. */
enum admission_step admission_next(const struct admission_way *way, unsigned passed);
/* Whether it is a vote, and whether the cell's secretary records it (else only the office). */
bool admission_step_votes(enum admission_step step);
bool admission_step_by_cell(enum admission_step step);

/* How a dossier ends before full membership (api.md §4). */
enum admission_exit {
    EXIT_WITHDRAWN,
    EXIT_REFUSED,
    EXIT_EXPIRED,
    EXIT_MOVED,
    EXIT_REMOVED_IN_PROBATION,
    EXIT_COUNT
};
/* EXIT_COUNT for text that is no exit. */
enum admission_exit admission_exit_of(const char *code);
/* Before the ceremony every exit but the removal; after it only the removal: a probationer moves
   and leaves as a member. None after the recognition. */
bool admission_exit_open(unsigned passed, enum admission_exit exit);

/* −1 too young, 1 too old, 0 of age or not to be told from a birth known by its year only. Counted
   by month: whoever is 60 years and one month is over 60. */
int admission_age(const char *born_on, const char *day, int min_years, int max_years);
/* Whether a certificate of that day still holds on the day `months` allow. */
bool admission_certificate_holds(const char *issued_on, const char *day, int months);
/* Two official members, or one and the committee of the youth union or of the trade union. */
bool admission_introduced(int official_members, bool youth_union, bool trade_union);

/* Where a probationer stands after the twelve months; a false "overdue" is never told. */
enum probation_state {
    PROBATION_RUNNING,
    PROBATION_ENDED,        /* the cell has its working days to consider the recognition */
    PROBATION_IN_PROCEDURE, /* the deciding body has its working days, and the extension */
    PROBATION_OVERDUE
};
struct probation_limits {
    int months, cell_days, decision_days, extension_days;
};
struct probation_clock {
    date_text ends_on, cell_due_on, decision_due_on, last_due_on;
};
/*
 * The clock of a probation begun by the ceremony of that whole day. cell_voted_on may be NULL: then
 * the deciding body's days run from the end of the cell's.
 */
enum probation_state probation_judge(const struct work_calendar *c,
                                     const struct probation_limits *limits, const char *ceremony_on,
                                     const char *cell_voted_on, const char *today,
                                     struct probation_clock *out);

/* Why an earlier member may not come back (294-QĐ/TW §3.5). */
enum readmission {
    READMISSION_OK,
    READMISSION_TOO_SOON, /* fewer months out than asked for */
    READMISSION_TWICE,    /* it is allowed once */
    READMISSION_BARRED    /* asked to leave, without the hardship that is excepted */
};
enum readmission readmission_judge(const char *left_on, const char *left_reason, bool hardship,
                                   int times_before, const char *day, int months_out,
                                   int times_allowed);

#endif
