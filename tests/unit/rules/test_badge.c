/* Badges of party age: which there are, when their years are full, which round awards them. */
#include "rules/badge.h"
#include "unit/unit.h"

START_TEST(there_is_no_badge_for_35_years)
{
    int n = 0;
    for (int years = 0; years <= 100; years++)
        n += badge_exists(years);
    ck_assert_int_eq(n, 12);
    ck_assert(!badge_exists(35) && badge_exists(30) && badge_exists(90) && !badge_exists(95));
}
END_TEST

START_TEST(the_badges_follow_one_another_to_the_last)
{
    int at = 0, seen = 0;
    for (int next; (next = badge_after(at)) != 0; at = next, seen++)
        ck_assert_msg(badge_exists(next) && next > at, "%d after %d", next, at);
    ck_assert_int_eq(seen, 12);
    ck_assert_int_eq(at, 90);
}
END_TEST

START_TEST(years_are_full_on_their_day_and_not_before)
{
    ck_assert_int_eq(badge_reached("1996-11-07", "2026-11-06", 0), 0);
    ck_assert_int_eq(badge_reached("1996-11-07", "2026-11-07", 0), 30);
    ck_assert_int_eq(badge_reached("1996-11-07", "2025-11-07", 12), 30);
    ck_assert_int_eq(badge_reached("1990-01-01", "2026-01-01", 0), 30);
    ck_assert_int_eq(badge_reached("1920-01-01", "2026-01-01", 0), 90);
    ck_assert_int_eq(badge_reached("1996", "2026-12-31", 0), 0);
    ck_assert_int_eq(badge_reached("1996-02-29", "2026-02-27", 0), 0);
    ck_assert_int_eq(badge_reached("1996-02-29", "2026-02-28", 0), 30);
    ck_assert_int_eq(badge_reached("2027-01-01", "2026-01-01", 12), 0);
}
END_TEST

START_TEST(what_is_due_is_reached_on_that_day)
{
    uint64_t seed = 30;
    date_text due;
    ck_assert(!badge_due("1996-11", 30, due));
    for (int i = 0; i < 20000; i++) {
        date_text from, before;
        date_from_days(random_below(&seed, 20000) - 15000, from);
        int years = 0;
        for (int k = random_below(&seed, 12); k >= 0; k--)
            years = badge_after(years);
        ck_assert(badge_due(from, years, due));
        date_add_days(due, -1, before);
        ck_assert_int_eq(badge_reached(from, due, 0), years);
        ck_assert_msg(badge_reached(from, before, 0) < years, "%s %d", from, years);
    }
}
END_TEST

START_TEST(a_round_is_one_of_four_days_of_the_year)
{
    date_text out;
    badge_round("2026-01-01", out);
    ck_assert_str_eq(out, "2026-02-03");
    badge_round("2026-02-03", out);
    ck_assert_str_eq(out, "2026-02-03");
    badge_round("2026-02-04", out);
    ck_assert_str_eq(out, "2026-05-19");
    badge_round("2026-09-02", out);
    ck_assert_str_eq(out, "2026-09-02");
    badge_round("2026-11-08", out);
    ck_assert_str_eq(out, "2027-02-03");
}
END_TEST

UNIT_MAIN("badge", there_is_no_badge_for_35_years, the_badges_follow_one_another_to_the_last,
          years_are_full_on_their_day_and_not_before, what_is_due_is_reached_on_that_day,
          a_round_is_one_of_four_days_of_the_year)
