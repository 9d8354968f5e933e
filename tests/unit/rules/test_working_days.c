/* Deadlines in working days: weekends, Tết, swapped days, and properties against counting by hand.
 */
#include "rules/working_days.h"
#include "unit/unit.h"

#include <string.h>

/* Tết 2026 (14–22 February with its weekends): 16–20 February off; Saturday 28 February worked
 * instead. */
static int64_t off[8], worked[1];
static struct work_calendar tet;

static void set_up(void)
{
    static const char *const days[] = {"2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18",
                                       "2026-02-19", "2026-02-20", "2026-04-30", "2026-05-01"};
    for (int i = 0; i < 8; i++)
        off[i] = date_days(days[i]);
    worked[0] = date_days("2026-02-28");
    tet = (struct work_calendar){off, 8, worked, 1};
}

static const struct work_calendar weekends;

START_TEST(weekends_do_not_count)
{
    date_text out;
    working_days_add(&weekends, "2026-11-20", 1, out); /* a Friday */
    ck_assert_str_eq(out, "2026-11-23");
    working_days_add(&weekends, "2026-11-21", 1, out); /* a Saturday */
    ck_assert_str_eq(out, "2026-11-23");
    working_days_add(&weekends, "2026-11-20", 0, out);
    ck_assert_str_eq(out, "2026-11-20");
    working_days_add(&weekends, "2026-11-20", 30, out); /* six whole weeks */
    ck_assert_str_eq(out, "2027-01-01");
}
END_TEST

START_TEST(tet_does_not_count_and_a_swapped_saturday_does)
{
    date_text out;
    set_up();
    working_days_add(&tet, "2026-02-13", 1, out);
    ck_assert_str_eq(out, "2026-02-23");
    working_days_add(&tet, "2026-02-13", 6, out);
    ck_assert_str_eq(out, "2026-02-28");
    ck_assert_int_eq(working_days_between(&tet, "2026-02-13", "2026-02-23"), 1);
    ck_assert(!working_day(&tet, date_days("2026-03-01")) &&
              working_day(&tet, date_days("2026-02-28")));
}
END_TEST

START_TEST(a_leap_day_is_a_day)
{
    date_text out;
    working_days_add(&weekends, "2028-02-28", 1, out);
    ck_assert_str_eq(out, "2028-02-29");
    working_days_add(&weekends, "2027-02-26", 1, out);
    ck_assert_str_eq(out, "2027-03-01");
}
END_TEST

START_TEST(adding_and_counting_are_inverse_and_never_go_back)
{
    uint64_t seed = 4;
    set_up();
    for (int i = 0; i < 5000; i++) {
        date_text from, to, later;
        const struct work_calendar *c = i % 2 ? &tet : &weekends;
        date_from_days(date_days("2026-01-01") + random_below(&seed, 500), from);
        int n = random_below(&seed, 70);
        working_days_add(c, from, n, to);
        working_days_add(c, from, n + 1, later);
        ck_assert_int_eq(working_days_between(c, from, to), n);
        ck_assert_int_eq(working_days_between(c, to, from), -n);
        ck_assert(strcmp(later, to) > 0);
        ck_assert(n == 0 || working_day(c, date_days(to)));
    }
}
END_TEST

UNIT_MAIN("working_days", weekends_do_not_count, tet_does_not_count_and_a_swapped_saturday_does,
          a_leap_day_is_a_day, adding_and_counting_are_inverse_and_never_go_back)
