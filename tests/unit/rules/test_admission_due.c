/* What is due next in a dossier: which rule gives the day, and that no step shortens what is left.
 */
#include "rules/admission_due.h"
#include "unit/unit.h"

#include <string.h>

static const struct work_calendar weekends;
static const struct admission_limits limits = {60, 60, 30, {12, 30, 30, 30}};

static struct admission_due due_of(struct admission_days days)
{
    struct admission_due d;
    admission_due(&weekends, &limits, &days, &d);
    return d;
}

START_TEST(the_certificate_the_proposal_the_decision_and_the_ceremony_set_the_clock_in_turn)
{
    struct admission_days days = {.certificate_on = NULL};
    struct admission_due d = due_of(days);
    ck_assert_int_eq(d.kind, DUE_NOTHING);
    ck_assert_str_eq(d.due, "");
    days.certificate_on = "2024-02-29";
    d = due_of(days);
    ck_assert_int_eq(d.kind, DUE_CERTIFICATE);
    ck_assert_str_eq(d.due, "2029-02-28");
    days.cell_voted_on = "2026-01-05"; /* a Monday: twelve weeks, and six more */
    d = due_of(days);
    ck_assert_int_eq(d.kind, DUE_DECISION);
    ck_assert_str_eq(d.due, "2026-03-30");
    ck_assert(d.has_last && !d.has_ends);
    ck_assert_str_eq(d.last, "2026-05-11");
    days.decision_on = "2026-03-02";
    d = due_of(days);
    ck_assert_int_eq(d.kind, DUE_CEREMONY);
    ck_assert_str_eq(d.due, "2026-04-13");
    ck_assert(!d.has_last);
    days.ceremony_on = "2026-03-26";
    d = due_of(days);
    ck_assert_int_eq(d.kind, DUE_RECOGNITION_REVIEW);
    ck_assert_str_eq(d.ends, "2027-03-26");
    ck_assert_str_eq(d.due, "2027-05-07");
    ck_assert_str_eq(d.last, "2027-07-30");
    days.recognition_voted_on = "2027-04-01";
    d = due_of(days);
    ck_assert_int_eq(d.kind, DUE_RECOGNITION_DECISION);
    ck_assert_str_eq(d.due, "2027-05-13");
    ck_assert_str_eq(d.last, "2027-06-24");
    days.recognized_on = "2027-05-01";
    ck_assert_int_eq(due_of(days).kind, DUE_NOTHING);
}
END_TEST

START_TEST(tet_moves_a_deadline_and_a_swapped_day_brings_it_back)
{
    int64_t off[5], worked[1] = {date_days("2026-02-28")}; /* a Saturday */
    for (int i = 0; i < 5; i++)
        off[i] = date_days("2026-02-16") + i;
    struct work_calendar tet = {.off = off, .n_off = 5}, swapped = tet;
    swapped.worked = worked;
    swapped.n_worked = 1;
    struct admission_days days = {.cell_voted_on = "2026-01-05"};
    struct admission_due d;
    admission_due(&tet, &limits, &days, &d);
    ck_assert_str_eq(d.due, "2026-04-06");
    admission_due(&swapped, &limits, &days, &d);
    ck_assert_str_eq(d.due, "2026-04-03");
}
END_TEST

START_TEST(a_deadline_lies_after_the_day_it_is_counted_from_and_its_extension_after_it)
{
    uint64_t seed = 41;
    for (int i = 0; i < 5000; i++) {
        date_text at[6];
        struct admission_days days = {.certificate_on = at[0]};
        const char **later[] = {&days.cell_voted_on, &days.decision_on, &days.ceremony_on,
                                &days.recognition_voted_on};
        int64_t day = 18000 + random_below(&seed, 4000);
        date_from_days(day, at[0]);
        const char *last = at[0];
        int steps = random_below(&seed, 5);
        for (int k = 0; k < steps; k++) {
            day += random_below(&seed, 300);
            date_from_days(day, at[k + 1]);
            *later[k] = last = at[k + 1];
        }
        struct admission_due d = due_of(days);
        ck_assert_int_eq(d.kind, DUE_CERTIFICATE + steps);
        ck_assert_msg(strcmp(last, d.due) < 0, "%s %s", last, d.due);
        ck_assert(!d.has_last || strcmp(d.due, d.last) < 0);
        ck_assert_ptr_nonnull(admission_due_rule(d.kind));
    }
    ck_assert_ptr_null(admission_due_rule(DUE_NOTHING));
}
END_TEST

START_TEST(a_meeting_held_in_time_never_brings_the_last_day_forward_beyond_its_own_period)
{
    /* until the cell votes, the last day assumes that it uses all of its time */
    struct admission_days days = {.ceremony_on = "2025-11-02"};
    struct admission_due before = due_of(days);
    for (int64_t day = date_days(before.ends); day <= date_days(before.due); day++) {
        date_text voted;
        date_from_days(day, voted);
        days.recognition_voted_on = voted;
        struct admission_due d = due_of(days);
        ck_assert(strcmp(d.last, before.last) <= 0 && strcmp(d.due, voted) > 0);
    }
}
END_TEST

START_TEST(nothing_is_overdue_before_the_last_day_of_the_longest_extension)
{
    struct admission_days days = {.cell_voted_on = "2026-01-05"};
    struct admission_due d = due_of(days);
    ck_assert_int_eq(admission_due_judge(&d, "2026-03-30"), DUE_COMING);
    ck_assert_int_eq(admission_due_judge(&d, "2026-03-31"), DUE_IN_PROCEDURE);
    ck_assert_int_eq(admission_due_judge(&d, "2026-05-11"), DUE_IN_PROCEDURE);
    ck_assert_int_eq(admission_due_judge(&d, "2026-05-12"), DUE_OVERDUE);
    days.decision_on = "2026-03-02";
    d = due_of(days);
    ck_assert_int_eq(admission_due_judge(&d, "2026-04-13"), DUE_COMING);
    ck_assert_int_eq(admission_due_judge(&d, "2026-04-14"), DUE_OVERDUE);
    days.ceremony_on = "2026-03-26";
    d = due_of(days);
    ck_assert_int_eq(admission_due_judge(&d, "2027-03-25"), DUE_COMING);
    ck_assert_int_eq(admission_due_judge(&d, "2027-03-26"), DUE_PROBATION_ENDED);
    ck_assert_int_eq(admission_due_judge(&d, "2027-05-07"), DUE_PROBATION_ENDED);
    ck_assert_int_eq(admission_due_judge(&d, "2027-05-08"), DUE_IN_PROCEDURE);
    ck_assert_int_eq(admission_due_judge(&d, "2027-07-31"), DUE_OVERDUE);
    days.recognition_voted_on = "2027-04-01";
    d = due_of(days);
    ck_assert_int_eq(admission_due_judge(&d, "2027-04-01"), DUE_IN_PROCEDURE);
    ck_assert_int_eq(admission_due_judge(&d, "2027-06-24"), DUE_IN_PROCEDURE);
    ck_assert_int_eq(admission_due_judge(&d, "2027-06-25"), DUE_OVERDUE);
    days.recognized_on = "2027-07-01";
    d = due_of(days);
    ck_assert_int_eq(admission_due_judge(&d, "2030-01-01"), DUE_STATE_NONE);
    ck_assert_ptr_null(admission_due_state_code(DUE_STATE_NONE));
    ck_assert_str_eq(admission_due_state_code(DUE_PROBATION_ENDED), "ended");
}
END_TEST

UNIT_MAIN("admission_due", nothing_is_overdue_before_the_last_day_of_the_longest_extension,
          the_certificate_the_proposal_the_decision_and_the_ceremony_set_the_clock_in_turn,
          tet_moves_a_deadline_and_a_swapped_day_brings_it_back,
          a_deadline_lies_after_the_day_it_is_counted_from_and_its_extension_after_it,
          a_meeting_held_in_time_never_brings_the_last_day_forward_beyond_its_own_period)
