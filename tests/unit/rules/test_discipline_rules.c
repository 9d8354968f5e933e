/* Forms, authorities, the order of a case's acts, limitation and the automatic end. */
#include "rules/discipline.h"
#include "unit/unit.h"

#include <string.h>

START_TEST(each_subject_has_its_own_forms)
{
    static const bool fits[3][FORM_COUNT] = {
        [SUBJECT_OFFICIAL] = {true, true, true, true, false},
        [SUBJECT_PROBATIONARY] = {true, true, false, false, false},
        [SUBJECT_ORGANIZATION] = {true, true, false, false, true},
    };
    for (int s = 0; s < 3; s++)
        for (int f = 0; f < FORM_COUNT; f++)
            ck_assert_int_eq(
                discipline_form_fits((enum discipline_form)f, (enum discipline_subject)s, true),
                fits[s][f]);
    /* who holds no office cannot be removed from one */
    ck_assert(!discipline_form_fits(FORM_REMOVAL_FROM_OFFICE, SUBJECT_OFFICIAL, false));
    ck_assert(discipline_form_fits(FORM_EXPULSION, SUBJECT_OFFICIAL, false));
    ck_assert(!discipline_form_fits(FORM_COUNT, SUBJECT_OFFICIAL, true));
}
END_TEST

START_TEST(a_cell_decides_the_two_light_forms_for_its_own_tasks_and_proposes_the_rest)
{
    struct discipline_matter own = {.subject = SUBJECT_OFFICIAL};
    for (int f = 0; f < FORM_COUNT; f++)
        ck_assert_int_eq(discipline_may_decide(AUTHORITY_CELL, (enum discipline_form)f, &own),
                         f <= FORM_WARNING);
    struct discipline_matter assigned = {.subject = SUBJECT_OFFICIAL, .assigned_from_above = true};
    ck_assert(!discipline_may_decide(AUTHORITY_CELL, FORM_REPRIMAND, &assigned));
    struct discipline_matter organization = {.subject = SUBJECT_ORGANIZATION,
                                             .direct_subordinate = true};
    ck_assert(!discipline_may_decide(AUTHORITY_CELL, FORM_REPRIMAND, &organization));
    ck_assert_str_eq(discipline_share_rule(FORM_EXPULSION, true), "discipline_expulsion_share");
    ck_assert_str_eq(discipline_share_rule(FORM_EXPULSION, false), "discipline_vote_share");
    ck_assert_str_eq(discipline_share_rule(FORM_WARNING, true), "discipline_vote_share");
}
END_TEST

START_TEST(a_base_committee_expels_only_if_it_admits_and_removes_only_from_offices_of_cells)
{
    struct discipline_matter m = {.subject = SUBJECT_OFFICIAL};
    ck_assert(!discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_EXPULSION, &m));
    ck_assert(discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_REMOVAL_FROM_OFFICE, &m));
    m.base_admits = true;
    m.office_above_cell = true;
    ck_assert(discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_EXPULSION, &m));
    ck_assert(!discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_REMOVAL_FROM_OFFICE, &m));
}
END_TEST

START_TEST(an_organisation_is_warned_by_the_next_level_and_disbanded_by_the_one_above)
{
    struct discipline_matter below = {.subject = SUBJECT_ORGANIZATION, .direct_subordinate = true},
                             further = {.subject = SUBJECT_ORGANIZATION};
    ck_assert(discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_WARNING, &below));
    ck_assert(!discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_WARNING, &further));
    ck_assert(!discipline_may_decide(AUTHORITY_BASE_COMMITTEE, FORM_DISBANDMENT, &below));
    ck_assert(discipline_may_decide(AUTHORITY_UPPER_COMMITTEE, FORM_WARNING, &below));
    ck_assert(!discipline_may_decide(AUTHORITY_UPPER_COMMITTEE, FORM_DISBANDMENT, &below));
    ck_assert(discipline_may_decide(AUTHORITY_UPPER_COMMITTEE, FORM_DISBANDMENT, &further));
    ck_assert(!discipline_may_decide(AUTHORITY_STANDING_COMMITTEE, FORM_DISBANDMENT, &further));
    ck_assert(!discipline_may_decide(AUTHORITY_INSPECTION_COMMITTEE, FORM_WARNING, &below));
    ck_assert(discipline_may_decide(AUTHORITY_CENTRAL, FORM_DISBANDMENT, &below));
    ck_assert(!discipline_may_decide(AUTHORITY_COUNT, FORM_REPRIMAND, &below));
}
END_TEST

static struct discipline_course led(bool direct, const enum discipline_step *way, int n)
{
    struct discipline_course at = {.direct = direct};
    for (int i = 0; i < n; i++) {
        ck_assert_msg(discipline_step_open(&at, way[i]), "step %d (%s) in %s", i,
                      discipline_step_code(way[i]), discipline_state_code(at.state));
        discipline_take(&at, &(struct discipline_act){.step = way[i], .agreed = true});
    }
    return at;
}

START_TEST(a_case_goes_from_the_intake_to_a_decision_in_force_and_its_appeal)
{
    static const enum discipline_step way[] = {CASE_RECEIVED,    CASE_VERIFICATION, CASE_CONCLUSION,
                                               CASE_SELF_REVIEW, CASE_CELL_VOTE,    CASE_PROPOSAL,
                                               CASE_DECISION,    CASE_ANNOUNCEMENT, CASE_APPEAL};
    struct discipline_course at = led(false, way, 9);
    ck_assert_int_eq(at.state, CASE_APPEALED);
    ck_assert(discipline_in_force(at.state)); /* an appeal does not stay it */
    struct discipline_course kept = at, annulled = at;
    discipline_take(&kept, &(struct discipline_act){CASE_APPEAL_OUTCOME, true, OUTCOME_KEPT});
    ck_assert_int_eq(kept.state, CASE_IN_FORCE);
    ck_assert(discipline_step_open(&kept, CASE_APPEAL)); /* to the next level */
    discipline_take(&annulled,
                    &(struct discipline_act){CASE_APPEAL_OUTCOME, true, OUTCOME_ANNULLED});
    ck_assert_int_eq(annulled.state, CASE_ANNULLED);
}
END_TEST

START_TEST(a_conclusion_that_nothing_is_due_clears_and_a_vote_that_falls_short_may_be_repeated)
{
    static const enum discipline_step way[] = {CASE_RECEIVED, CASE_VERIFICATION, CASE_CONCLUSION,
                                               CASE_SELF_REVIEW};
    struct discipline_course cleared = led(false, way, 2), voted = led(false, way, 4);
    discipline_take(&cleared, &(struct discipline_act){.step = CASE_CONCLUSION, .agreed = false});
    ck_assert_int_eq(cleared.state, CASE_CLEARED);
    for (int s = 0; s < CASE_STEP_COUNT; s++)
        ck_assert(!discipline_step_open(&cleared, (enum discipline_step)s));
    discipline_take(&voted, &(struct discipline_act){.step = CASE_CELL_VOTE, .agreed = false});
    ck_assert(discipline_step_open(&voted, CASE_CELL_VOTE));
    ck_assert(!discipline_step_open(&voted, CASE_DECISION));
}
END_TEST

START_TEST(after_a_sentence_and_for_organisations_the_superior_decides_without_a_vote_of_the_cell)
{
    static const enum discipline_step way[] = {CASE_RECEIVED, CASE_CONCLUSION, CASE_DECISION,
                                               CASE_ANNOUNCEMENT};
    ck_assert_int_eq(led(true, way, 4).state, CASE_IN_FORCE);
    struct discipline_course member = led(false, way, 1);
    ck_assert(!discipline_step_open(&member, CASE_CONCLUSION));
}
END_TEST

START_TEST(a_lapse_is_recorded_after_the_vote_or_after_the_conclusion_where_no_vote_is_taken)
{
    static const enum discipline_step way[] = {CASE_RECEIVED, CASE_VERIFICATION, CASE_CONCLUSION,
                                               CASE_SELF_REVIEW, CASE_CELL_VOTE};
    for (int n = 1; n <= 5; n++) {
        struct discipline_course voting = led(false, way, n);
        ck_assert_int_eq(discipline_step_open(&voting, CASE_LAPSE), n == 5);
        struct discipline_course direct = led(true, way, n);
        ck_assert_int_eq(discipline_step_open(&direct, CASE_LAPSE), n >= 3);
    }
}
END_TEST

/* Whatever is tried in whatever order: nothing is in force that was not concluded, voted on (unless
   the superior decides), decided and announced; nothing opens again; a deferral gives back what it
   took. */
START_TEST(no_order_of_acts_leads_round_what_must_come_before)
{
    uint64_t seed = 5;
    int reached = 0;
    for (int i = 0; i < 20000; i++) {
        struct discipline_course at = {.direct = random_below(&seed, 2) == 0};
        bool concluded = false, voted = false, decided = false, announced = false;
        for (int k = 0; k < 40; k++) {
            struct discipline_act act = {(enum discipline_step)random_below(&seed, CASE_STEP_COUNT),
                                         random_below(&seed, 4) != 0,
                                         (enum appeal_outcome)random_below(&seed, 4)};
            struct discipline_course before = at;
            if (!discipline_step_open(&at, act.step))
                continue;
            ck_assert(!discipline_closed(at.state) ||
                      (at.state == CASE_ENDED && act.step == CASE_ANNULMENT));
            discipline_take(&at, &act);
            concluded |= act.step == CASE_CONCLUSION && act.agreed;
            voted |= act.step == CASE_CELL_VOTE && act.agreed;
            decided |= act.step == CASE_DECISION;
            announced |= act.step == CASE_ANNOUNCEMENT;
            if (act.step == CASE_RESUMPTION)
                ck_assert_int_eq(at.state, before.deferred_from);
            ck_assert_int_lt(at.state, CASE_STATE_COUNT);
            ck_assert(!(discipline_pending(at.state) && discipline_in_force(at.state)));
            if (!discipline_in_force(at.state))
                continue;
            reached++;
            ck_assert(concluded && decided && announced && (voted || at.direct));
        }
    }
    ck_assert_int_gt(reached, 500);
}
END_TEST

START_TEST(the_limitation_runs_by_the_month_and_not_for_what_is_grave)
{
    ck_assert_str_eq(discipline_limitation_rule(FORM_REPRIMAND), "discipline_limitation_reprimand");
    ck_assert_str_eq(discipline_limitation_rule(FORM_REMOVAL_FROM_OFFICE),
                     "discipline_limitation_warning");
    ck_assert(!discipline_has_limitation(FORM_EXPULSION, false));
    ck_assert(!discipline_has_limitation(FORM_DISBANDMENT, false));
    ck_assert(!discipline_has_limitation(FORM_REPRIMAND, true));
    ck_assert(discipline_has_limitation(FORM_WARNING, false));
    ck_assert(!discipline_lapsed("2020-02-29", "2025-02-28", 60));
    ck_assert(discipline_lapsed("2020-02-29", "2025-03-01", 60));
    ck_assert(!discipline_lapsed("2016-05-10", "2026-05-10", 120));
    ck_assert(discipline_lapsed("2016-05-10", "2026-05-11", 120));
}
END_TEST

START_TEST(a_decision_ends_by_itself_a_year_later_but_never_an_expulsion)
{
    date_text end;
    ck_assert(discipline_end(FORM_WARNING, "2024-02-29", 12, end));
    ck_assert_str_eq(end, "2025-02-28");
    ck_assert(discipline_end(FORM_REMOVAL_FROM_OFFICE, "2025-08-01", 12, end));
    ck_assert_str_eq(end, "2026-08-01");
    ck_assert(!discipline_end(FORM_EXPULSION, "2024-02-29", 12, end));
    ck_assert(!discipline_end(FORM_DISBANDMENT, "2024-02-29", 12, end));
}
END_TEST

START_TEST(codes_and_what_they_name_lead_to_each_other)
{
    for (int f = 0; f < FORM_COUNT; f++)
        ck_assert_int_eq(discipline_form_of(discipline_form_code((enum discipline_form)f)), f);
    for (int s = 0; s < CASE_STEP_COUNT; s++)
        ck_assert_int_eq(discipline_step_of(discipline_step_code((enum discipline_step)s)), s);
    ck_assert_int_eq(discipline_form_of("name_removal"), FORM_COUNT);
    ck_assert_int_eq(discipline_step_of("suspension"), CASE_STEP_COUNT);
    ck_assert_int_eq(discipline_authority_of("central"), AUTHORITY_CENTRAL);
    ck_assert_int_eq(discipline_authority_of("office"), AUTHORITY_COUNT);
    ck_assert_ptr_null(discipline_form_code(FORM_COUNT));
    ck_assert_ptr_null(discipline_step_code(CASE_STEP_COUNT));
    ck_assert_ptr_null(discipline_state_code(CASE_STATE_COUNT));
}
END_TEST

UNIT_MAIN("discipline_rules", each_subject_has_its_own_forms,
          a_cell_decides_the_two_light_forms_for_its_own_tasks_and_proposes_the_rest,
          a_base_committee_expels_only_if_it_admits_and_removes_only_from_offices_of_cells,
          an_organisation_is_warned_by_the_next_level_and_disbanded_by_the_one_above,
          a_case_goes_from_the_intake_to_a_decision_in_force_and_its_appeal,
          a_conclusion_that_nothing_is_due_clears_and_a_vote_that_falls_short_may_be_repeated,
          after_a_sentence_and_for_organisations_the_superior_decides_without_a_vote_of_the_cell,
          a_lapse_is_recorded_after_the_vote_or_after_the_conclusion_where_no_vote_is_taken,
          no_order_of_acts_leads_round_what_must_come_before,
          the_limitation_runs_by_the_month_and_not_for_what_is_grave,
          a_decision_ends_by_itself_a_year_later_but_never_an_expulsion,
          codes_and_what_they_name_lead_to_each_other)
