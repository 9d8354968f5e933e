/* Discipline; see the header for the sources. */
#include "rules/discipline.h"

#include <string.h>

/* ---- forms and authorities */

static const char *const forms[FORM_COUNT] = {"reprimand", "warning", "removal_from_office",
                                              "expulsion", "disbandment"};

static const char *const authorities[AUTHORITY_COUNT] = {
    "cell",   "base_committee", "upper_committee", "standing_committee", "inspection_committee",
    "central"};

static int place_of(const char *const *list, int n, const char *code)
{
    int i = 0;
    while (i < n && strcmp(list[i], code) != 0)
        i++;
    return i;
}

enum discipline_form discipline_form_of(const char *code)
{
    return (enum discipline_form)place_of(forms, FORM_COUNT, code);
}

const char *discipline_form_code(enum discipline_form form)
{
    return form < FORM_COUNT ? forms[form] : NULL;
}

enum discipline_authority discipline_authority_of(const char *code)
{
    return (enum discipline_authority)place_of(authorities, AUTHORITY_COUNT, code);
}

bool discipline_form_fits(enum discipline_form form, enum discipline_subject subject, bool office)
{
    switch (form) {
    case FORM_REPRIMAND:
    case FORM_WARNING:
        return true;
    case FORM_REMOVAL_FROM_OFFICE:
        return subject == SUBJECT_OFFICIAL && office;
    case FORM_EXPULSION:
        return subject == SUBJECT_OFFICIAL;
    case FORM_DISBANDMENT:
        return subject == SUBJECT_ORGANIZATION;
    default:
        return false;
    }
}

static bool light(enum discipline_form form)
{
    return form == FORM_REPRIMAND || form == FORM_WARNING;
}

static bool base_may_decide(enum discipline_form form, const struct discipline_matter *m)
{
    if (m->subject == SUBJECT_ORGANIZATION)
        return light(form) && m->direct_subordinate;
    return light(form) || (form == FORM_REMOVAL_FROM_OFFICE && !m->office_above_cell) ||
           (form == FORM_EXPULSION && m->base_admits);
}

bool discipline_may_decide(enum discipline_authority authority, enum discipline_form form,
                           const struct discipline_matter *m)
{
    bool organization = m->subject == SUBJECT_ORGANIZATION;
    switch (authority) {
    case AUTHORITY_CELL:
        return !organization && light(form) && !m->assigned_from_above;
    case AUTHORITY_BASE_COMMITTEE:
        return base_may_decide(form, m);
    case AUTHORITY_INSPECTION_COMMITTEE:
        return !organization && form != FORM_EXPULSION;
    case AUTHORITY_STANDING_COMMITTEE:
        return form != FORM_DISBANDMENT && (!organization || m->direct_subordinate);
    case AUTHORITY_UPPER_COMMITTEE:
        /* an organisation is disbanded by the committee two levels up */
        return !organization || (form == FORM_DISBANDMENT) != m->direct_subordinate;
    case AUTHORITY_CENTRAL:
        return true;
    default:
        return false;
    }
}

const char *discipline_share_rule(enum discipline_form form, bool proposal)
{
    return proposal && form == FORM_EXPULSION ? "discipline_expulsion_share"
                                              : "discipline_vote_share";
}

/* ---- the order of the acts */

#define AT(state) (1u << (state))

static const struct {
    const char *code;
    unsigned from, direct; /* states it is open in; further ones without a vote of the cell */
    enum discipline_state to;
} steps[CASE_STEP_COUNT] = {
    [CASE_RECEIVED] = {"received", AT(CASE_NEW), 0, CASE_OPEN},
    [CASE_VERIFICATION] = {"verification", AT(CASE_OPEN), 0, CASE_VERIFYING},
    [CASE_CONCLUSION] = {"conclusion", AT(CASE_VERIFYING), AT(CASE_OPEN), CASE_CONCLUDED},
    [CASE_SELF_REVIEW] = {"self_review", AT(CASE_CONCLUDED), 0, CASE_REVIEWED},
    [CASE_CELL_VOTE] = {"cell_vote", AT(CASE_REVIEWED), 0, CASE_VOTED},
    [CASE_PROPOSAL] = {"proposal", AT(CASE_VOTED), AT(CASE_REVIEWED), CASE_PROPOSED},
    [CASE_DECISION] = {"decision", AT(CASE_VOTED) | AT(CASE_PROPOSED),
                       AT(CASE_CONCLUDED) | AT(CASE_REVIEWED), CASE_DECIDED},
    [CASE_ANNOUNCEMENT] = {"announcement", AT(CASE_DECIDED), 0, CASE_IN_FORCE},
    [CASE_APPEAL] = {"appeal", AT(CASE_IN_FORCE), 0, CASE_APPEALED},
    [CASE_APPEAL_OUTCOME] = {"appeal_outcome", AT(CASE_APPEALED), 0, CASE_IN_FORCE},
    [CASE_DEFERRAL] = {"deferral",
                       AT(CASE_CONCLUDED) | AT(CASE_REVIEWED) | AT(CASE_VOTED) | AT(CASE_PROPOSED),
                       0, CASE_DEFERRED},
    [CASE_RESUMPTION] = {"resumption", AT(CASE_DEFERRED), 0, CASE_STATE_COUNT},
    [CASE_LAPSE] = {"lapse", AT(CASE_VOTED) | AT(CASE_PROPOSED),
                    AT(CASE_CONCLUDED) | AT(CASE_REVIEWED), CASE_LAPSED},
    [CASE_ANNULMENT] = {"annulment", AT(CASE_IN_FORCE) | AT(CASE_APPEALED) | AT(CASE_ENDED), 0,
                        CASE_ANNULLED},
};

static const char *const states[CASE_STATE_COUNT] = {
    [CASE_NEW] = "new",
    [CASE_OPEN] = "received",
    [CASE_VERIFYING] = "verifying",
    [CASE_CONCLUDED] = "concluded",
    [CASE_REVIEWED] = "reviewed",
    [CASE_VOTED] = "voted",
    [CASE_PROPOSED] = "proposed",
    [CASE_DEFERRED] = "deferred",
    [CASE_DECIDED] = "decided",
    [CASE_IN_FORCE] = "in_force",
    [CASE_APPEALED] = "appealed",
    [CASE_CLEARED] = "cleared",
    [CASE_LAPSED] = "lapsed",
    [CASE_ENDED] = "ended",
    [CASE_ANNULLED] = "annulled",
};

enum discipline_step discipline_step_of(const char *code)
{
    int i = 0;
    while (i < CASE_STEP_COUNT && strcmp(steps[i].code, code) != 0)
        i++;
    return (enum discipline_step)i;
}

const char *discipline_step_code(enum discipline_step step)
{
    return step < CASE_STEP_COUNT ? steps[step].code : NULL;
}

const char *discipline_state_code(enum discipline_state state)
{
    return state < CASE_STATE_COUNT ? states[state] : NULL;
}

enum appeal_outcome appeal_outcome_of(const char *code)
{
    static const char *const outcomes[] = {"kept", "reduced", "increased", "annulled"};
    int i = place_of(outcomes, 4, code);
    return i < 4 ? (enum appeal_outcome)i : OUTCOME_KEPT;
}

bool discipline_step_open(const struct discipline_course *at, enum discipline_step step)
{
    if (step >= CASE_STEP_COUNT)
        return false;
    unsigned open = steps[step].from | (at->direct ? steps[step].direct : 0);
    return (open & AT(at->state)) != 0;
}

static enum discipline_state after(const struct discipline_course *at,
                                   const struct discipline_act *act)
{
    switch (act->step) {
    case CASE_CONCLUSION:
        return act->agreed ? CASE_CONCLUDED : CASE_CLEARED;
    case CASE_CELL_VOTE: /* short of the share, the cell may vote again */
        return act->agreed ? CASE_VOTED : at->state;
    case CASE_APPEAL_OUTCOME:
        return act->outcome == OUTCOME_ANNULLED ? CASE_ANNULLED : CASE_IN_FORCE;
    case CASE_RESUMPTION:
        return at->deferred_from;
    default:
        return steps[act->step].to;
    }
}

void discipline_take(struct discipline_course *at, const struct discipline_act *act)
{
    if (act->step == CASE_DEFERRAL)
        at->deferred_from = at->state;
    at->state = after(at, act);
}

bool discipline_closed(enum discipline_state state)
{
    return state == CASE_CLEARED || state == CASE_LAPSED || state == CASE_ENDED ||
           state == CASE_ANNULLED;
}

bool discipline_pending(enum discipline_state state)
{
    return state >= CASE_OPEN && state <= CASE_DECIDED;
}

bool discipline_in_force(enum discipline_state state)
{
    return state == CASE_IN_FORCE || state == CASE_APPEALED;
}

bool discipline_step_by_superior(enum discipline_step step)
{
    return step == CASE_APPEAL_OUTCOME || step == CASE_ANNULMENT || step == CASE_LAPSE;
}

bool discipline_ground_defers(const char *code)
{
    static const char *const grounds[] = {"pregnant", "small_child", "hospital"};
    return place_of(grounds, 3, code) < 3;
}

/* ---- days */

bool discipline_has_limitation(enum discipline_form form, bool grave)
{
    return !grave && discipline_limitation_rule(form) != NULL;
}

const char *discipline_limitation_rule(enum discipline_form form)
{
    switch (form) {
    case FORM_REPRIMAND:
        return "discipline_limitation_reprimand";
    case FORM_WARNING:
    case FORM_REMOVAL_FROM_OFFICE:
        return "discipline_limitation_warning";
    default:
        return NULL;
    }
}

const char *discipline_resolution_rule(enum discipline_authority decided_by)
{
    return decided_by == AUTHORITY_CENTRAL ? "discipline_appeal_resolution_days_central"
                                           : "discipline_appeal_resolution_days";
}

bool discipline_lapsed(const char *violation_on, const char *concluded_on, int months)
{
    date_text last;
    date_add_months(violation_on, months, last);
    return strcmp(concluded_on, last) > 0;
}

bool discipline_end(enum discipline_form form, const char *since, int months, date_text out)
{
    if (form == FORM_EXPULSION || form == FORM_DISBANDMENT)
        return false;
    date_add_months(since, months, out);
    return true;
}
