/* Admission and recognition; see the header for the sources. */
#include "rules/admission.h"

#include <string.h>

struct step {
    const char *code;
    unsigned needs;
    bool votes, by_cell;
};

/* needs of the steps behind a body that may be missing are settled in admission_step_needs. */
static const struct step steps[STEP_COUNT] = {
    [STEP_LISTED] = {"listed", 0, false, true},
    [STEP_SYMPATHIZER] = {"sympathizer", STEP_BIT(STEP_LISTED), false, true},
    [STEP_AWARENESS_COURSE] = {"awareness_course", STEP_BIT(STEP_SYMPATHIZER), false, true},
    [STEP_APPLICATION] = {"application", STEP_BIT(STEP_AWARENESS_COURSE), false, true},
    [STEP_VERIFICATION] = {"verification", STEP_BIT(STEP_APPLICATION), false, false},
    [STEP_OPINIONS] = {"opinions", STEP_BIT(STEP_APPLICATION), false, true},
    [STEP_CELL_VOTE] = {"cell_vote", STEP_BIT(STEP_VERIFICATION) | STEP_BIT(STEP_OPINIONS), true,
                        true},
    [STEP_SECTION_REVIEW] = {"section_review", STEP_BIT(STEP_CELL_VOTE), false, false},
    [STEP_COMMITTEE_VOTE] = {"committee_vote", STEP_BIT(STEP_CELL_VOTE), true, false},
    [STEP_DECISION] = {"decision", STEP_BIT(STEP_CELL_VOTE), false, false},
    [STEP_CEREMONY] = {"ceremony", STEP_BIT(STEP_DECISION), false, false},
    [STEP_RECOGNITION_REVIEW] = {"recognition_review", STEP_BIT(STEP_CEREMONY), false, true},
    [STEP_RECOGNITION_CELL_VOTE] = {"recognition_cell_vote", STEP_BIT(STEP_RECOGNITION_REVIEW),
                                    true, true},
    [STEP_RECOGNITION_COMMITTEE_VOTE] = {"recognition_committee_vote",
                                         STEP_BIT(STEP_RECOGNITION_CELL_VOTE), true, false},
    [STEP_RECOGNITION_DECISION] = {"recognition_decision", STEP_BIT(STEP_RECOGNITION_CELL_VOTE),
                                   false, false},
};

const char *admission_step_code(enum admission_step step)
{
    return step < STEP_COUNT ? steps[step].code : NULL;
}

enum admission_step admission_step_of(const char *code)
{
    for (int i = 0; i < STEP_COUNT; i++)
        if (strcmp(steps[i].code, code) == 0)
            return (enum admission_step)i;
    return STEP_COUNT;
}

bool admission_step_exists(const struct admission_way *way, enum admission_step step)
{
    if (step == STEP_SECTION_REVIEW)
        return way->section;
    if (step == STEP_COMMITTEE_VOTE || step == STEP_RECOGNITION_COMMITTEE_VOTE)
        return way->committee;
    return step < STEP_COUNT;
}

unsigned admission_step_needs(const struct admission_way *way, enum admission_step step)
{
    unsigned needs = steps[step].needs;
    if (step == STEP_COMMITTEE_VOTE || step == STEP_DECISION)
        needs |= way->section ? STEP_BIT(STEP_SECTION_REVIEW) : 0;
    if (step == STEP_DECISION)
        needs |= way->committee ? STEP_BIT(STEP_COMMITTEE_VOTE) : 0;
    if (step == STEP_RECOGNITION_DECISION)
        needs |= way->committee ? STEP_BIT(STEP_RECOGNITION_COMMITTEE_VOTE) : 0;
    return needs;
}

bool admission_step_open(const struct admission_way *way, unsigned passed, enum admission_step step)
{
    if (step >= STEP_COUNT || !admission_step_exists(way, step) || (passed & STEP_BIT(step)))
        return false;
    unsigned needs = admission_step_needs(way, step);
    return (passed & needs) == needs;
}

enum admission_step admission_stage(unsigned passed)
{
    int stage = STEP_LISTED;
    for (int i = 0; i < STEP_COUNT; i++)
        if (passed & STEP_BIT(i))
            stage = i;
    return (enum admission_step)stage;
}

enum admission_step admission_next(const struct admission_way *way, unsigned passed)
{
    for (int i = 0; i < STEP_COUNT; i++)
        if (admission_step_open(way, passed, (enum admission_step)i))
            return (enum admission_step)i;
    return STEP_COUNT;
}

bool admission_step_votes(enum admission_step step)
{
    return step < STEP_COUNT && steps[step].votes;
}

bool admission_step_by_cell(enum admission_step step)
{
    return step < STEP_COUNT && steps[step].by_cell;
}

enum admission_exit admission_exit_of(const char *code)
{
    static const char *const codes[EXIT_COUNT] = {"withdrawn", "refused", "expired", "moved",
                                                  "removed_in_probation"};
    for (int i = 0; i < EXIT_COUNT; i++)
        if (strcmp(codes[i], code) == 0)
            return (enum admission_exit)i;
    return EXIT_COUNT;
}

bool admission_exit_open(unsigned passed, enum admission_exit exit)
{
    if (exit >= EXIT_COUNT || (passed & STEP_BIT(STEP_RECOGNITION_DECISION)))
        return false;
    return (exit == EXIT_REMOVED_IN_PROBATION) == ((passed & STEP_BIT(STEP_CEREMONY)) != 0);
}

int admission_age(const char *born_on, const char *day, int min_years, int max_years)
{
    if (date_check(born_on) < PRECISION_MONTH || date_check(day) < PRECISION_MONTH)
        return 0;
    if (strncmp(day, born_on, 7) < 0)
        return -1;
    int months = date_months_between(born_on, day, true);
    if (months < 12 * min_years)
        return -1;
    return months > 12 * max_years ? 1 : 0;
}

bool admission_certificate_holds(const char *issued_on, const char *day, int months)
{
    date_text whole, last;
    date_from_days(date_days(issued_on), whole);
    date_add_months(whole, months, last);
    return strcmp(day, last) <= 0;
}

bool admission_introduced(int official_members, bool youth_union, bool trade_union)
{
    return official_members >= 2 || (official_members == 1 && (youth_union || trade_union));
}

enum probation_state probation_judge(const struct work_calendar *c,
                                     const struct probation_limits *limits, const char *ceremony_on,
                                     const char *cell_voted_on, const char *today,
                                     struct probation_clock *out)
{
    date_add_months(ceremony_on, limits->months, out->ends_on);
    working_days_add(c, out->ends_on, limits->cell_days, out->cell_due_on);
    const char *proposed = cell_voted_on != NULL ? cell_voted_on : out->cell_due_on;
    working_days_add(c, proposed, limits->decision_days, out->decision_due_on);
    working_days_add(c, out->decision_due_on, limits->extension_days, out->last_due_on);
    if (strcmp(today, out->ends_on) < 0)
        return PROBATION_RUNNING;
    if (cell_voted_on == NULL && strcmp(today, out->cell_due_on) <= 0)
        return PROBATION_ENDED;
    return strcmp(today, out->last_due_on) <= 0 ? PROBATION_IN_PROCEDURE : PROBATION_OVERDUE;
}

enum readmission readmission_judge(const char *left_on, const char *left_reason, bool hardship,
                                   int times_before, const char *day, int months_out,
                                   int times_allowed)
{
    if (times_before >= times_allowed)
        return READMISSION_TWICE;
    if (strcmp(left_reason, "resigned") == 0 && !hardship)
        return READMISSION_BARRED;
    if (strcmp(day, left_on) < 0)
        return READMISSION_TOO_SOON;
    return date_months_between(left_on, day, false) < months_out ? READMISSION_TOO_SOON
                                                                 : READMISSION_OK;
}
