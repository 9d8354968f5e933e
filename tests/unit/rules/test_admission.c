/* The way to full membership: order of steps, ages, certificates, clocks of a probation, coming
 * back. */
#include "rules/admission.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

static const struct admission_way ways[] = {{false, false}, {false, true}, {true, true}};
static const struct work_calendar weekends;
static const struct probation_limits limits = {12, 30, 30, 30};

START_TEST(every_step_has_its_code)
{
    for (int i = 0; i < STEP_COUNT; i++)
        ck_assert_int_eq(admission_step_of(admission_step_code((enum admission_step)i)), i);
    ck_assert_int_eq(admission_step_of("baptism"), STEP_COUNT);
    ck_assert_ptr_null(admission_step_code(STEP_COUNT));
}
END_TEST

START_TEST(each_way_leads_from_the_listing_to_the_recognition_through_all_its_steps)
{
    for (size_t w = 0; w < 3; w++) {
        unsigned passed = 0;
        int seen = 0, there = 0;
        for (int i = 0; i < STEP_COUNT; i++)
            there += admission_step_exists(&ways[w], (enum admission_step)i);
        for (enum admission_step next; (next = admission_next(&ways[w], passed)) != STEP_COUNT;
             seen++) {
            passed |= STEP_BIT(next);
            ck_assert_int_le(next, admission_stage(passed));
        }
        ck_assert_int_eq(seen, there);
        ck_assert_int_eq(admission_stage(passed), STEP_RECOGNITION_DECISION);
    }
}
END_TEST

START_TEST(no_order_of_steps_passes_one_before_what_it_needs)
{
    uint64_t seed = 15;
    for (int i = 0; i < 20000; i++) {
        const struct admission_way *way = &ways[random_below(&seed, 3)];
        unsigned passed = 0;
        for (int k = 0; k < 60; k++) {
            enum admission_step step = (enum admission_step)random_below(&seed, STEP_COUNT);
            if (!admission_step_open(way, passed, step))
                continue;
            ck_assert((passed & STEP_BIT(step)) == 0 && admission_step_exists(way, step));
            passed |= STEP_BIT(step);
        }
        unsigned decided = STEP_BIT(STEP_DECISION), voted = STEP_BIT(STEP_CELL_VOTE);
        ck_assert(!(passed & decided) || (passed & voted));
        ck_assert(!(passed & decided) || !way->committee ||
                  (passed & STEP_BIT(STEP_COMMITTEE_VOTE)));
        ck_assert(!(passed & STEP_BIT(STEP_COMMITTEE_VOTE)) || !way->section ||
                  (passed & STEP_BIT(STEP_SECTION_REVIEW)));
        ck_assert(!(passed & voted) ||
                  ((passed & STEP_BIT(STEP_VERIFICATION)) && (passed & STEP_BIT(STEP_OPINIONS))));
        ck_assert(!(passed & STEP_BIT(STEP_RECOGNITION_REVIEW)) ||
                  (passed & STEP_BIT(STEP_CEREMONY)));
    }
}
END_TEST

START_TEST(the_cell_records_its_own_steps_and_the_office_the_decisions)
{
    ck_assert(admission_step_by_cell(STEP_LISTED) && admission_step_by_cell(STEP_CELL_VOTE) &&
              admission_step_by_cell(STEP_RECOGNITION_CELL_VOTE));
    ck_assert(!admission_step_by_cell(STEP_VERIFICATION) &&
              !admission_step_by_cell(STEP_DECISION) &&
              !admission_step_by_cell(STEP_COMMITTEE_VOTE) && !admission_step_by_cell(STEP_COUNT));
    ck_assert(admission_step_votes(STEP_COMMITTEE_VOTE) && !admission_step_votes(STEP_DECISION));
}
END_TEST

START_TEST(before_the_ceremony_a_dossier_is_withdrawn_and_in_probation_a_member_removed)
{
    ck_assert_int_eq(admission_exit_of("moved"), EXIT_MOVED);
    ck_assert_int_eq(admission_exit_of("annulled"), EXIT_COUNT);
    for (int i = 0; i < EXIT_COUNT; i++) {
        enum admission_exit exit = (enum admission_exit)i;
        bool removal = exit == EXIT_REMOVED_IN_PROBATION;
        ck_assert_int_eq(admission_exit_open(STEP_BIT(STEP_LISTED), exit), !removal);
        ck_assert_int_eq(admission_exit_open(STEP_BIT(STEP_CEREMONY), exit), removal);
        ck_assert(!admission_exit_open(
            STEP_BIT(STEP_CEREMONY) | STEP_BIT(STEP_RECOGNITION_DECISION), exit));
    }
    ck_assert(!admission_exit_open(0, EXIT_COUNT));
}
END_TEST

START_TEST(age_is_judged_by_month_at_both_ends)
{
    ck_assert_int_eq(admission_age("2008-11-30", "2026-11-01", 18, 60), 0);
    ck_assert_int_eq(admission_age("2008-12-01", "2026-11-30", 18, 60), -1);
    ck_assert_int_eq(admission_age("1966-11-01", "2026-11-30", 18, 60), 0);
    ck_assert_int_eq(admission_age("1966-10-31", "2026-11-01", 18, 60), 1);
    ck_assert_int_eq(admission_age("1966", "2026-11-01", 18, 60), 0);
    ck_assert_int_eq(admission_age("2027-01-01", "2026-11-01", 18, 60), -1);
}
END_TEST

START_TEST(a_certificate_holds_sixty_months_to_the_day)
{
    ck_assert(admission_certificate_holds("2021-11-26", "2026-11-26", 60));
    ck_assert(!admission_certificate_holds("2021-11-25", "2026-11-26", 60));
    ck_assert(admission_certificate_holds("2024-02-29", "2029-02-28", 60));
    ck_assert(!admission_certificate_holds("2024-02-29", "2029-03-01", 60));
    ck_assert(admission_certificate_holds("2021-12", "2026-11-26", 60));
}
END_TEST

START_TEST(two_members_introduce_or_one_with_a_union)
{
    ck_assert(admission_introduced(2, false, false) && admission_introduced(1, true, false) &&
              admission_introduced(1, false, true));
    ck_assert(!admission_introduced(1, false, false) && !admission_introduced(0, true, true));
}
END_TEST

START_TEST(a_probation_is_overdue_only_after_every_period_and_the_extension)
{
    struct probation_clock c;
    static const struct {
        const char *voted, *today;
        enum probation_state state;
    } at[] = {{NULL, "2026-11-01", PROBATION_RUNNING},
              {NULL, "2026-11-02", PROBATION_ENDED},
              {NULL, "2026-12-14", PROBATION_ENDED},
              {NULL, "2026-12-15", PROBATION_IN_PROCEDURE},
              {"2026-11-10", "2026-11-12", PROBATION_IN_PROCEDURE},
              {"2026-11-10", "2027-02-02", PROBATION_IN_PROCEDURE},
              {"2026-11-10", "2027-02-03", PROBATION_OVERDUE},
              {NULL, "2027-03-08", PROBATION_IN_PROCEDURE},
              {NULL, "2027-03-09", PROBATION_OVERDUE}};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        ck_assert_msg(probation_judge(&weekends, &limits, "2025-11-02", at[i].voted, at[i].today,
                                      &c) == at[i].state,
                      "%s: %s %s %s %s", at[i].today, c.ends_on, c.cell_due_on, c.decision_due_on,
                      c.last_due_on);
    ck_assert_str_eq(c.ends_on, "2026-11-02");
}
END_TEST

START_TEST(a_probation_begun_on_a_leap_day_ends_with_february)
{
    struct probation_clock c;
    probation_judge(&weekends, &limits, "2024-02-29", NULL, "2025-02-28", &c);
    ck_assert_str_eq(c.ends_on, "2025-02-28");
}
END_TEST

START_TEST(time_only_ever_moves_a_probation_forward)
{
    uint64_t seed = 12;
    for (int i = 0; i < 3000; i++) {
        date_text begun, today;
        struct probation_clock c;
        int64_t from = 19000 + random_below(&seed, 2000);
        enum probation_state last = PROBATION_RUNNING;
        date_from_days(from, begun);
        for (int day = 0; day < 700; day += 1 + random_below(&seed, 40)) {
            date_from_days(from + day, today);
            enum probation_state s = probation_judge(&weekends, &limits, begun, NULL, today, &c);
            ck_assert_int_ge(s, last);
            last = s;
        }
        ck_assert(strcmp(c.ends_on, c.cell_due_on) < 0 &&
                  strcmp(c.cell_due_on, c.decision_due_on) < 0 &&
                  strcmp(c.decision_due_on, c.last_due_on) < 0);
    }
}
END_TEST

START_TEST(coming_back_is_allowed_once_after_its_time)
{
    const char *day = "2026-11-26";
    ck_assert_int_eq(readmission_judge("2023-11-26", "removed", false, 0, day, 36, 1),
                     READMISSION_OK);
    ck_assert_int_eq(readmission_judge("2023-11-27", "removed", false, 0, day, 36, 1),
                     READMISSION_TOO_SOON);
    ck_assert_int_eq(readmission_judge("2010-01-01", "removed", false, 1, day, 36, 1),
                     READMISSION_TWICE);
    ck_assert_int_eq(readmission_judge("2010-01-01", "resigned", false, 0, day, 36, 1),
                     READMISSION_BARRED);
    ck_assert_int_eq(readmission_judge("2010-01-01", "resigned", true, 0, day, 36, 1),
                     READMISSION_OK);
    ck_assert_int_eq(readmission_judge("2027-01-01", "expelled", false, 0, day, 36, 1),
                     READMISSION_TOO_SOON);
}
END_TEST

UNIT_MAIN("admission", every_step_has_its_code,
          each_way_leads_from_the_listing_to_the_recognition_through_all_its_steps,
          no_order_of_steps_passes_one_before_what_it_needs,
          the_cell_records_its_own_steps_and_the_office_the_decisions,
          before_the_ceremony_a_dossier_is_withdrawn_and_in_probation_a_member_removed,
          age_is_judged_by_month_at_both_ends, a_certificate_holds_sixty_months_to_the_day,
          two_members_introduce_or_one_with_a_union,
          a_probation_is_overdue_only_after_every_period_and_the_extension,
          a_probation_begun_on_a_leap_day_ends_with_february,
          time_only_ever_moves_a_probation_forward, coming_back_is_allowed_once_after_its_time)
