/*
 * Discipline of members and organisations: which forms there are for whom, who decides which, the
 * order of the acts of a case, limitation, deadlines and the automatic end (Charter art. 34–38;
 * 69-QĐ/TW art. 4; 22-QĐ/TW; 30-QĐ/TW; 296-QĐ/TW; domain.md §6). No I/O, no clock; numbers are
 * dated parameters of the registry.
 */
#ifndef CHIBO_RULES_DISCIPLINE_H
#define CHIBO_RULES_DISCIPLINE_H

#include "base/date.h"

/* ---- forms and authorities; codes are those of the API (api.md §4) */

enum discipline_form {
    FORM_REPRIMAND,
    FORM_WARNING,
    FORM_REMOVAL_FROM_OFFICE,
    FORM_EXPULSION,
    FORM_DISBANDMENT,
    FORM_COUNT
};

enum discipline_subject { SUBJECT_OFFICIAL, SUBJECT_PROBATIONARY, SUBJECT_ORGANIZATION };

enum discipline_authority {
    AUTHORITY_CELL,
    AUTHORITY_BASE_COMMITTEE,
    AUTHORITY_UPPER_COMMITTEE,
    AUTHORITY_STANDING_COMMITTEE,
    AUTHORITY_INSPECTION_COMMITTEE,
    AUTHORITY_CENTRAL,
    AUTHORITY_COUNT
};

/* *_COUNT for text that is none. */
enum discipline_form discipline_form_of(const char *code);
const char *discipline_form_code(enum discipline_form form);
enum discipline_authority discipline_authority_of(const char *code);

/* Whether there is the form for the subject; removal from office takes an office to be removed
   from. Removal of a name and suspension are no forms. */
bool discipline_form_fits(enum discipline_form form, enum discipline_subject subject, bool office);

/* What decides who decides. */
struct discipline_matter {
    enum discipline_subject subject;
    bool assigned_from_above; /* the violation concerns tasks a superior gave, not the cell's */
    bool office_above_cell;   /* the office is one of a higher level than the cell's */
    bool base_admits;         /* the base committee may admit members, so it may expel them */
    bool direct_subordinate;  /* of an organisation: right below the deciding one */
};

/* Whether the authority may decide the form. A cell proposes what it may not decide. */
bool discipline_may_decide(enum discipline_authority authority, enum discipline_form form,
                           const struct discipline_matter *m);

/* Name of the parameter with the share of a vote of the cell: what it decides, or proposes. */
const char *discipline_share_rule(enum discipline_form form, bool proposal);

/* ---- the order of the acts */

enum discipline_step {
    CASE_RECEIVED,
    CASE_VERIFICATION,
    CASE_CONCLUSION,
    CASE_SELF_REVIEW,
    CASE_CELL_VOTE,
    CASE_PROPOSAL,
    CASE_DECISION,
    CASE_ANNOUNCEMENT,
    CASE_APPEAL,
    CASE_APPEAL_OUTCOME,
    CASE_DEFERRAL,
    CASE_RESUMPTION,
    CASE_LAPSE,
    CASE_ANNULMENT,
    CASE_STEP_COUNT
};

enum discipline_state {
    CASE_NEW, /* nothing is recorded yet */
    CASE_OPEN,
    CASE_VERIFYING,
    CASE_CONCLUDED,
    CASE_REVIEWED,
    CASE_VOTED,
    CASE_PROPOSED,
    CASE_DEFERRED,
    CASE_DECIDED,
    CASE_IN_FORCE,
    CASE_APPEALED,
    CASE_CLEARED, /* no discipline is due */
    CASE_LAPSED,  /* due, but the limitation has passed */
    CASE_ENDED,   /* the decision is in force no longer */
    CASE_ANNULLED,
    CASE_STATE_COUNT
};

enum discipline_step discipline_step_of(const char *code);
const char *discipline_step_code(enum discipline_step step);
const char *discipline_state_code(enum discipline_state state);

/* What an appeal comes to. */
enum appeal_outcome { OUTCOME_KEPT, OUTCOME_REDUCED, OUTCOME_INCREASED, OUTCOME_ANNULLED };
/* OUTCOME_KEPT for text that is none. */
enum appeal_outcome appeal_outcome_of(const char *code);

/* How a step went, as far as the order depends on it. */
struct discipline_act {
    enum discipline_step step;
    bool agreed; /* conclusion: discipline is due; vote: the share is reached */
    enum appeal_outcome outcome;
};

/* Where a subject's case stands. Zeroed: nothing is recorded. */
struct discipline_course {
    enum discipline_state state, deferred_from;
    /* without a vote of the cell: an organisation's own case, or after a sentence of a court */
    bool direct;
};

/* Whether the step may be recorded now; the day of the limitation is judged apart. */
bool discipline_step_open(const struct discipline_course *at, enum discipline_step step);
/* Records it; the step is open. */
void discipline_take(struct discipline_course *at, const struct discipline_act *act);
/* Whether nothing can follow but the annulment of what was decided. */
bool discipline_closed(enum discipline_state state);
/* Whether the case is under way, so that it may stand in the way of other acts. */
bool discipline_pending(enum discipline_state state);
/* Whether a decision holds: an appeal does not stay it. */
bool discipline_in_force(enum discipline_state state);

/* Whether a superior records it, whoever the cell's secretary is. */
bool discipline_step_by_superior(enum discipline_step step);

/* Whether the ground is one of deferring (296-QĐ/TW art. 8.7); the others are those for which an
   appeal is not taken up (art. 23). */
bool discipline_ground_defers(const char *code);

/* ---- days */

/* Violations that no time covers: of internal politics; that harm defence, security or foreign
   affairs; forged diplomas. */
bool discipline_has_limitation(enum discipline_form form, bool grave);
/* Name of the parameter with the months of the limitation; NULL for forms without one. */
const char *discipline_limitation_rule(enum discipline_form form);
/* Whether the time had passed when discipline was concluded to be due: more than `months` after the
   violation, or its end, or the newest one. */
bool discipline_lapsed(const char *violation_on, const char *concluded_on, int months);
/* Name of the parameter with the days an appeal against the authority's decision may take. */
const char *discipline_resolution_rule(enum discipline_authority decided_by);
/* The day on which a decision ends by itself; false for those that do not. */
bool discipline_end(enum discipline_form form, const char *since, int months, date_text out);

#endif
