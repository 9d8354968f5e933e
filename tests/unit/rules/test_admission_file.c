/* The papers of a dossier, what a superior may except, and schooling in grades. */
#include "rules/admission_file.h"
#include "unit/unit.h"

#include <string.h>

static int count_of(enum admission_step step, int introducers, enum introducing_body body,
                    const char *kind)
{
    struct admission_paper papers[ADMISSION_PAPERS_MAX];
    size_t n = admission_papers(step, introducers, body, papers);
    ck_assert_uint_le(n, ADMISSION_PAPERS_MAX);
    for (size_t i = 0; i < n; i++)
        if (strcmp(papers[i].kind, kind) == 0)
            return papers[i].count;
    return 0;
}

START_TEST(the_vote_needs_an_introduction_of_each_member_and_the_unions_resolution)
{
    ck_assert_int_eq(count_of(STEP_CELL_VOTE, 2, INTRODUCING_NONE, "introduction"), 2);
    ck_assert_int_eq(count_of(STEP_CELL_VOTE, 2, INTRODUCING_NONE, "youth_union_resolution"), 0);
    ck_assert_int_eq(count_of(STEP_CELL_VOTE, 1, INTRODUCING_YOUTH_UNION, "introduction"), 1);
    ck_assert_int_eq(count_of(STEP_CELL_VOTE, 1, INTRODUCING_YOUTH_UNION, "youth_union_resolution"),
                     1);
    ck_assert_int_eq(count_of(STEP_CELL_VOTE, 1, INTRODUCING_TRADE_UNION, "trade_union_resolution"),
                     1);
    ck_assert_int_eq(count_of(STEP_CELL_VOTE, 0, INTRODUCING_NONE, "cell_resolution"), 1);
}
END_TEST

START_TEST(no_step_asks_for_more_papers_than_there_is_room_for_and_none_twice)
{
    for (int step = 0; step < STEP_COUNT; step++)
        for (int introducers = 0; introducers <= 2; introducers++)
            for (int body = INTRODUCING_NONE; body <= INTRODUCING_TRADE_UNION; body++) {
                struct admission_paper p[ADMISSION_PAPERS_MAX];
                size_t n = admission_papers((enum admission_step)step, introducers,
                                            (enum introducing_body)body, p);
                ck_assert_uint_le(n, ADMISSION_PAPERS_MAX);
                for (size_t i = 0; i < n; i++)
                    for (size_t k = 0; k < i; k++)
                        ck_assert_str_ne(p[i].kind, p[k].kind);
            }
}
END_TEST

START_TEST(an_exception_is_for_what_the_regulations_name)
{
    ck_assert(admission_may_except("admission_max_age") &&
              admission_may_except("ceremony_working_days") &&
              admission_may_except("admission_min_school_years"));
    ck_assert(!admission_may_except("admission_min_age") &&
              !admission_may_except("admission_steps") &&
              !admission_may_except("probation_months"));
    ck_assert(admission_step_decides(STEP_DECISION) &&
              admission_step_decides(STEP_RECOGNITION_DECISION) &&
              !admission_step_decides(STEP_COMMITTEE_VOTE));
}
END_TEST

START_TEST(schooling_is_counted_in_finished_grades)
{
    ck_assert_int_eq(admission_school_years("lower_secondary"), 9);
    ck_assert_int_eq(admission_school_years("upper_secondary"), 12);
    ck_assert_int_eq(admission_school_years("none"), 0);
    ck_assert_int_eq(admission_school_years(NULL), -1);
}
END_TEST

UNIT_MAIN("admission_file", the_vote_needs_an_introduction_of_each_member_and_the_unions_resolution,
          no_step_asks_for_more_papers_than_there_is_room_for_and_none_twice,
          an_exception_is_for_what_the_regulations_name, schooling_is_counted_in_finished_grades)
