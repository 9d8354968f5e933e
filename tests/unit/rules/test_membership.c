/* Numbers and dates of a membership: shapes, ages by month, probation, order of partial dates. */
#include "base/date.h"
#include "rules/membership.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

START_TEST(a_record_number_has_six_digits_and_up_to_three_capital_letters)
{
    static const char *const good[] = {"000001A", "123456HB", "123456TĐK", "654321ƯƠĂ"};
    static const char *const bad[] = {"",         "123456",     "12345A",       "1234567A",
                                      "123456a",  "123456ABCD", "A123456",      "123456A1",
                                      "123456 A", "123456Ả",    "１２３４５６A"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(membership_record_number_ok(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!membership_record_number_ok(bad[i]), "%s", bad[i]);
}
END_TEST

START_TEST(a_card_number_has_eight_or_twelve_digits)
{
    for (int n = 0; n < 16; n++) {
        char text[20] = "";
        memset(text, '7', (size_t)n);
        ck_assert_msg(membership_card_number_ok(text) == (n == 8 || n == 12), "%d digits", n);
    }
    ck_assert(!membership_card_number_ok("1234567a") && !membership_card_number_ok("1234 678"));
}
END_TEST

START_TEST(age_counts_by_month_whatever_the_day)
{
    ck_assert_int_eq(membership_age("1990-05-31", "2008-05-01"), 18);
    ck_assert_int_eq(membership_age("1990-05-31", "2008-04-30"), 17);
    ck_assert_int_eq(membership_age("1990-05", "2008-05-01"), 18);
    ck_assert_int_eq(membership_age("1990", "2008-05-01"), -1);
    ck_assert_int_eq(membership_age("1990-05", "2008"), -1);
    ck_assert_int_eq(membership_age("2010-05", "2008-05-01"), -1);
    ck_assert_int_eq(membership_age("1992-02-29", "2010-02-01"), 18);
}
END_TEST

START_TEST(age_is_never_less_on_a_later_day)
{
    uint64_t seed = 17;
    for (int i = 0; i < 20000; i++) {
        date_text born, day, later;
        int64_t from = random_below(&seed, 30000) - 20000, at = from + random_below(&seed, 30000);
        date_from_days(from, born);
        date_from_days(at, day);
        date_from_days(at + random_below(&seed, 400), later);
        int age = membership_age(born, day), after = membership_age(born, later);
        ck_assert_msg(age >= 0 && after >= age && after <= age + 2, "%s: %d on %s, %d on %s", born,
                      age, day, after, later);
    }
}
END_TEST

START_TEST(probation_ends_on_the_day_a_year_after_the_ceremony)
{
    ck_assert_int_eq(membership_probation_short("2020-05-19", "2021-05-19", 12), 0);
    ck_assert_int_eq(membership_probation_short("2020-05-19", "2021-05-18", 12), 1);
    ck_assert_int_eq(membership_probation_short("2020-05-19", "2020-11-19", 12), 6);
    ck_assert_int_eq(membership_probation_short("2020-05-19", "2020-05-18", 12), 12);
    ck_assert_int_eq(membership_probation_short("2020-02-29", "2021-02-28", 12), 0);
    ck_assert_int_eq(membership_probation_short("2020-05", "2020-06-01", 12),
                     0); /* cannot be told */
    ck_assert_int_eq(membership_probation_short("2020-05-19", "2020", 12), 0);
}
END_TEST

START_TEST(whoever_waits_until_the_due_day_was_long_enough_on_probation)
{
    uint64_t seed = 23;
    for (int i = 0; i < 20000; i++) {
        date_text admitted, early;
        char due[11];
        int months = 1 + random_below(&seed, 24);
        date_from_days(random_below(&seed, 30000) - 10000, admitted);
        ck_assert(membership_official_due(admitted, months, due));
        ck_assert_msg(membership_probation_short(admitted, due, months) == 0, "%s + %d = %s",
                      admitted, months, due);
        date_add_days(due, -1, early);
        int lacks = membership_probation_short(admitted, early, months);
        ck_assert_msg(lacks >= 1 && lacks <= months, "%s until %s lacks %d", admitted, early,
                      lacks);
    }
    char out[11];
    ck_assert(!membership_official_due("2020-05", 12, out) &&
              !membership_official_due("2020", 12, out));
}
END_TEST

START_TEST(partial_dates_are_in_order_as_far_as_they_tell)
{
    ck_assert(membership_in_order("2010", "2010-05") && membership_in_order("2010-05", "2010"));
    ck_assert(membership_in_order("2010-05-01", "2010-05-01"));
    ck_assert(!membership_in_order("2010-05-02", "2010-05-01"));
    ck_assert(!membership_in_order("2011", "2010-12-31"));
}
END_TEST

START_TEST(of_two_dates_one_order_holds_at_least_and_both_only_when_one_contains_the_other)
{
    uint64_t seed = 29;
    static const int lengths[] = {4, 7, 10};
    for (int i = 0; i < 20000; i++) {
        date_text a, b;
        date_from_days(random_below(&seed, 1500), a);
        date_from_days(random_below(&seed, 1500), b);
        a[lengths[random_below(&seed, 3)]] = b[lengths[random_below(&seed, 3)]] = '\0';
        bool forth = membership_in_order(a, b), back = membership_in_order(b, a);
        size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
        ck_assert_msg(forth || back, "%s and %s", a, b);
        ck_assert_msg((forth && back) == (strncmp(a, b, n) == 0), "%s and %s", a, b);
    }
}
END_TEST

UNIT_MAIN("membership", a_record_number_has_six_digits_and_up_to_three_capital_letters,
          a_card_number_has_eight_or_twelve_digits, age_counts_by_month_whatever_the_day,
          age_is_never_less_on_a_later_day, probation_ends_on_the_day_a_year_after_the_ceremony,
          whoever_waits_until_the_due_day_was_long_enough_on_probation,
          partial_dates_are_in_order_as_far_as_they_tell,
          of_two_dates_one_order_holds_at_least_and_both_only_when_one_contains_the_other)
