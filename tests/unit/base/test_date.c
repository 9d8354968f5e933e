/* The calendar: partial dates, arithmetic of months, order, and every way a date may be written. */
#include "base/date.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

START_TEST(only_real_days_of_the_calendar_pass)
{
    static const struct {
        const char *text;
        enum precision p;
    } cases[] = {
        {"2024-02-29", PRECISION_DAY},
        {"2023-02-29", PRECISION_NONE},
        {"1900-02-29", PRECISION_NONE},
        {"2000-02-29", PRECISION_DAY},
        {"2024-04-31", PRECISION_NONE},
        {"2024-13-01", PRECISION_NONE},
        {"2024-00", PRECISION_NONE},
        {"2024-12", PRECISION_MONTH},
        {"2024", PRECISION_YEAR},
        {"24", PRECISION_NONE},
        {"", PRECISION_NONE},
        {"2024-1-01", PRECISION_NONE},
        {"1799", PRECISION_NONE},
        {"2201", PRECISION_NONE},
        {"2024-02-30x", PRECISION_NONE},
        {"2024/02/03", PRECISION_NONE},
        {" 2024", PRECISION_NONE},
        {"２０２４", PRECISION_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(date_check(cases[i].text) == cases[i].p, "%s", cases[i].text);
}
END_TEST

START_TEST(days_and_text_are_the_same_thing_over_four_centuries)
{
    date_text text, before = "";
    for (int64_t day = -62091; day < 84371; day++) { /* 1800-01-01 … 2200-12-31 */
        date_from_days(day, text);
        ck_assert_msg(date_check(text) == PRECISION_DAY, "%s", text);
        ck_assert_int_eq(date_days(text), day);
        ck_assert_msg(strcmp(before, text) < 0, "%s after %s", text, before);
        strcpy(before, text);
    }
    ck_assert_str_eq(before, "2200-12-31");
}
END_TEST

START_TEST(the_calendar_agrees_with_the_c_librarys)
{
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        int64_t day = random_below(&seed, 140000) - 60000;
        time_t seconds = (time_t)day * 86400;
        struct tm tm;
        char expected[16];
        date_text text;
        gmtime_r(&seconds, &tm);
        strftime(expected, sizeof expected, "%Y-%m-%d", &tm);
        date_from_days(day, text);
        ck_assert_str_eq(text, expected);
    }
}
END_TEST

START_TEST(months_later_the_day_is_clipped_to_the_months_end)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
        {"2024-01-31", 1, "2024-02-29"},  {"2023-10-31", 4, "2024-02-29"},
        {"2024-03-31", -1, "2024-02-29"}, {"2024-12-15", 1, "2025-01-15"},
        {"2024", 6, "2024-07-01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_text out;
        date_add_months(cases[i].from, cases[i].months, out);
        ck_assert_str_eq(out, cases[i].to);
    }
}
END_TEST

START_TEST(whole_months_between_never_overshoot)
{
    uint64_t seed = 11;
    for (int i = 0; i < 20000; i++) {
        date_text a, b, at, over;
        int64_t day = random_below(&seed, 60000) - 20000;
        date_from_days(day, a);
        date_from_days(day + random_below(&seed, 30000), b);
        int months = date_months_between(a, b, false);
        date_add_months(a, months, at);
        date_add_months(a, months + 1, over);
        ck_assert_msg(strcmp(at, b) <= 0 && strcmp(b, over) < 0, "%s to %s: %d months", a, b,
                      months);
        int by_month = date_months_between(a, b, true);
        ck_assert_msg(by_month == months || by_month == months + 1, "%s to %s: %d by month", a, b,
                      by_month);
    }
}
END_TEST

START_TEST(dates_are_read_as_people_write_them)
{
    static const struct {
        const char *text, *iso;
    } cases[] = {
        {"03/02/1930", "1930-02-03"},
        {"3-2-1930", "1930-02-03"},
        {"02/1930", "1930-02"},
        {"1930", "1930"},
        {"1930-02-03", "1930-02-03"},
        {"31/04/2020", NULL},
        {"2/30/2020", NULL},
        {"mai", NULL},
        {"3/2/30", NULL},
        {"", NULL},
        {"1/2/3/4", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date_text out = "";
        enum precision p = date_parse_any(cases[i].text, out);
        if (cases[i].iso == NULL)
            ck_assert_msg(p == PRECISION_NONE, "%s became %s", cases[i].text, out);
        else
            ck_assert_str_eq(out, cases[i].iso);
    }
}
END_TEST

START_TEST(now_is_written_as_rfc_3339_with_milliseconds)
{
    time_text now;
    int year, month, day, h, m, s, ms;
    char z;
    time_now(now);
    ck_assert_uint_eq(strlen(now), 24);
    ck_assert_int_eq(
        sscanf(now, "%4d-%2d-%2dT%2d:%2d:%2d.%3d%c", &year, &month, &day, &h, &m, &s, &ms, &z), 8);
    ck_assert_int_eq(z, 'Z');
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = h,
                    .tm_min = m,
                    .tm_sec = s};
    int64_t off = time_now_ms() - ((int64_t)timegm(&tm) * 1000 + ms);
    ck_assert_msg(off >= 0 && off < 60000, "%s is %lld ms off", now, (long long)off);
}
END_TEST

START_TEST(today_is_the_day_in_ho_chi_minh_city)
{
    date_text today;
    int64_t local = time_now_ms() + 7LL * 3600 * 1000;
    date_text expected;
    date_from_days(local / 86400000, expected);
    date_today(today);
    if (strcmp(today, expected) != 0) { /* midnight passed between the two */
        date_from_days((time_now_ms() + 7LL * 3600 * 1000) / 86400000, expected);
        ck_assert_str_eq(today, expected);
    }
    date_set_today("2020-02-29");
    date_today(today);
    ck_assert_str_eq(today, "2020-02-29");
    date_set_today(NULL);
}
END_TEST

START_TEST(tests_can_stop_the_wall_clock)
{
    time_text now;
    date_text today;
    time_set_now(1800000000123); /* 15 January 2027, 08:00 UTC */
    ck_assert_int_eq(time_now_ms(), 1800000000123);
    time_now(now);
    ck_assert_str_eq(now, "2027-01-15T08:00:00.123Z");
    date_today(today);
    ck_assert_str_eq(today, "2027-01-15");
    time_set_now(0);
    ck_assert_int_ne(time_now_ms(), 1800000000123);
}
END_TEST

UNIT_MAIN("date", only_real_days_of_the_calendar_pass,
          days_and_text_are_the_same_thing_over_four_centuries,
          the_calendar_agrees_with_the_c_librarys,
          months_later_the_day_is_clipped_to_the_months_end, whole_months_between_never_overshoot,
          dates_are_read_as_people_write_them, now_is_written_as_rfc_3339_with_milliseconds,
          today_is_the_day_in_ho_chi_minh_city, tests_can_stop_the_wall_clock)
