/* What the administrator is told, and when each begins. */
#include "rules/upkeep.h"
#include "unit/unit.h"

#define DAY 86400LL
#define NOW (20000 * DAY)
#define HAS(facts, notice) ((upkeep_notices(&(facts)) >> (notice)&1u) != 0)

/* A server that nobody need worry about. */
static struct upkeep_facts well(void)
{
    return (struct upkeep_facts){.now = NOW,
                                 .started = NOW - 90 * DAY,
                                 .certificate_ends = NOW + 300 * DAY,
                                 .free_bytes = 50LL << 30,
                                 .store_bytes = 100LL << 20,
                                 .first_backup = NOW - 80 * DAY,
                                 .last_backup = NOW - DAY,
                                 .last_drill = NOW - 10 * DAY,
                                 .state_secret = true,
                                 .isolated = true};
}

START_TEST(nothing_is_said_while_all_is_well)
{
    struct upkeep_facts f = well();
    ck_assert_uint_eq(upkeep_notices(&f), 0);
    f.certificate_ends = 0; /* plain HTTP on loopback has none */
    ck_assert_uint_eq(upkeep_notices(&f), 0);
}
END_TEST

START_TEST(a_certificate_is_announced_for_thirty_days_then_it_has_ended)
{
    struct upkeep_facts f = well();
    for (int left = -2; left <= 60; left++) {
        f.certificate_ends = NOW + left * DAY;
        ck_assert_msg(HAS(f, UPKEEP_CERTIFICATE_ENDS) == (left > 0 && left <= 30), "%d", left);
        ck_assert_msg(HAS(f, UPKEEP_CERTIFICATE_ENDED) == (left <= 0), "%d", left);
    }
}
END_TEST

START_TEST(a_disk_is_low_below_a_gibibyte_or_three_stores)
{
    struct upkeep_facts f = well();
    f.free_bytes = (1LL << 30) - 1;
    ck_assert(HAS(f, UPKEEP_DISK_LOW));
    f.free_bytes = 30LL << 30;
    f.store_bytes = (10LL << 30) + 1;
    ck_assert(HAS(f, UPKEEP_DISK_LOW));
    f.store_bytes = 10LL << 30;
    ck_assert(!HAS(f, UPKEEP_DISK_LOW));
}
END_TEST

START_TEST(backups_are_missed_after_two_days_but_not_in_the_first_hour)
{
    struct upkeep_facts f = well();
    f.last_backup = NOW - 2 * DAY;
    ck_assert(!HAS(f, UPKEEP_BACKUP_OLD));
    f.last_backup--;
    ck_assert(HAS(f, UPKEEP_BACKUP_OLD));
    f.started = NOW - 60; /* was off over the holidays; the daily one comes by itself */
    ck_assert(!HAS(f, UPKEEP_BACKUP_OLD));
    f.last_backup = f.first_backup = 0;
    ck_assert(!HAS(f, UPKEEP_BACKUP_OLD));
    f.started = NOW - DAY;
    ck_assert(HAS(f, UPKEEP_BACKUP_OLD));
}
END_TEST

START_TEST(a_drill_is_due_three_months_after_the_last_or_the_first_backup)
{
    struct upkeep_facts f = well();
    f.last_drill = NOW - 93 * DAY;
    ck_assert(HAS(f, UPKEEP_DRILL_DUE));
    f.last_drill = 0;
    ck_assert(!HAS(f, UPKEEP_DRILL_DUE)); /* first backup 80 days ago */
    f.first_backup = NOW - 93 * DAY;
    ck_assert(HAS(f, UPKEEP_DRILL_DUE));
    f.drill_failed = true; /* worse, and said instead */
    f.last_drill = NOW - 93 * DAY;
    ck_assert(HAS(f, UPKEEP_DRILL_FAILED) && !HAS(f, UPKEEP_DRILL_DUE));
}
END_TEST

START_TEST(state_secrets_belong_on_isolated_machines)
{
    struct upkeep_facts f = well();
    f.isolated = false;
    ck_assert(HAS(f, UPKEEP_NOT_ISOLATED));
    f.state_secret = false;
    ck_assert(!HAS(f, UPKEEP_NOT_ISOLATED));
}
END_TEST

UNIT_MAIN("upkeep", nothing_is_said_while_all_is_well,
          a_certificate_is_announced_for_thirty_days_then_it_has_ended,
          a_disk_is_low_below_a_gibibyte_or_three_stores,
          backups_are_missed_after_two_days_but_not_in_the_first_hour,
          a_drill_is_due_three_months_after_the_last_or_the_first_backup,
          state_secrets_belong_on_isolated_machines)
