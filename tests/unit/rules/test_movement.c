/* Which act on a membership is open in which state, and what each asks for. */
#include "rules/movement.h"
#include "unit/unit.h"

#include <string.h>

static const char *const activities[] = {"active", "exempt", "suspended", "in_transfer",
                                         "lost_contact"};

static bool open_in(enum movement m, const char *activity)
{
    struct standing now = {.counted = true, .official = true, .activity = activity};
    return movement_open(m, &now);
}

START_TEST(who_is_under_way_between_two_cells_can_only_die)
{
    for (int m = 0; m < MOVE_COUNT; m++)
        ck_assert_int_eq(open_in((enum movement)m, "in_transfer"), m == MOVE_DEATH);
}
END_TEST

START_TEST(what_ends_an_activity_is_open_only_while_it_runs)
{
    static const struct {
        enum movement m;
        const char *activity;
    } of[] = {{MOVE_EXEMPTION_END, "exempt"},
              {MOVE_SUSPENSION_END, "suspended"},
              {MOVE_SUSPENSION_EXTENSION, "suspended"},
              {MOVE_CONTACT_AGAIN, "lost_contact"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        for (size_t a = 0; a < sizeof activities / sizeof *activities; a++)
            ck_assert_int_eq(open_in(of[i].m, activities[a]),
                             strcmp(activities[a], of[i].activity) == 0);
}
END_TEST

START_TEST(nothing_but_the_restoration_is_open_to_who_has_left_and_not_after_death_or_a_transfer)
{
    static const char *const reasons[] = {"death",    "expelled",        "removed",
                                          "resigned", "transferred_out", "annulled"};
    for (int m = 0; m < MOVE_COUNT; m++)
        for (size_t r = 0; r < sizeof reasons / sizeof *reasons; r++) {
            struct standing gone = {.left_reason = reasons[r], .activity = "active"};
            bool may = m == MOVE_RESTORATION && strcmp(reasons[r], "death") != 0 &&
                       strcmp(reasons[r], "transferred_out") != 0;
            ck_assert_int_eq(movement_open((enum movement)m, &gone), may);
        }
    struct standing nobody = {.activity = "active"};
    ck_assert(!movement_open(MOVE_RESTORATION, &nobody));
}
END_TEST

START_TEST(no_act_begins_what_runs_already)
{
    for (int m = 0; m < MOVE_COUNT; m++) {
        const char *begins = movement_begins((enum movement)m);
        if (begins != NULL && m != MOVE_SUSPENSION_EXTENSION)
            ck_assert(!open_in((enum movement)m, begins));
        ck_assert(begins == NULL || movement_leaves((enum movement)m) == NULL);
    }
}
END_TEST

START_TEST(each_name_removal_has_one_of_five_grounds_and_each_act_knows_only_its_own)
{
    static const char *const five[] = {"inactive", "card", "no_progress", "standards", "political"};
    for (size_t i = 0; i < 5; i++) {
        ck_assert(movement_ground_ok(MOVE_NAME_REMOVAL, five[i]));
        ck_assert(!movement_ground_ok(MOVE_EXEMPTION, five[i]));
    }
    ck_assert(movement_ground_ok(MOVE_EXEMPTION, "old_age"));
    ck_assert(movement_ground_ok(MOVE_EXEMPTION, "other"));
    ck_assert(!movement_ground_ok(MOVE_EXEMPTION, "old"));
    ck_assert(!movement_ground_ok(MOVE_DEATH, "illness"));
    ck_assert(movement_needs_ground(MOVE_NAME_REMOVAL) && !movement_needs_ground(MOVE_DEATH));
}
END_TEST

START_TEST(a_suspension_has_its_limit_unless_the_courts_procedure_sets_it)
{
    static const char *const by_law[] = {"prosecuted", "detained"};
    for (size_t i = 0; i < 2; i++) {
        ck_assert(movement_ground_ok(MOVE_SUSPENSION, by_law[i]));
        ck_assert(!movement_limited(MOVE_SUSPENSION, by_law[i]));
        ck_assert(!movement_limited(MOVE_SUSPENSION_EXTENSION, by_law[i]));
        ck_assert(!movement_ground_ok(MOVE_EXEMPTION, by_law[i]));
    }
    ck_assert(!movement_needs_ground(MOVE_SUSPENSION));
    ck_assert(movement_limited(MOVE_SUSPENSION, NULL));
    ck_assert(!movement_limited(MOVE_DEATH, NULL));
}
END_TEST

START_TEST(codes_and_acts_name_each_other)
{
    for (int m = 0; m < MOVE_COUNT; m++)
        ck_assert_int_eq(movement_of(movement_code((enum movement)m)), m);
    ck_assert_int_eq(movement_of("expulsion"), MOVE_COUNT);
    ck_assert_ptr_null(movement_code(MOVE_COUNT));
    struct standing lost = {.counted = true, .activity = "lost_contact"};
    struct standing suspended = {.counted = true, .activity = "suspended"};
    ck_assert(movement_transfer_open(&lost) && !movement_transfer_open(&suspended));
    ck_assert(movement_committee_votes(MOVE_NAME_REMOVAL));
    ck_assert_str_eq(movement_share_rule(MOVE_EXEMPTION), "exemption_vote_share");
    ck_assert(movement_needs_decision(MOVE_SUSPENSION) && movement_ends_activity(MOVE_DEATH));
}
END_TEST

UNIT_MAIN("movement", who_is_under_way_between_two_cells_can_only_die,
          what_ends_an_activity_is_open_only_while_it_runs,
          nothing_but_the_restoration_is_open_to_who_has_left_and_not_after_death_or_a_transfer,
          no_act_begins_what_runs_already,
          each_name_removal_has_one_of_five_grounds_and_each_act_knows_only_its_own,
          a_suspension_has_its_limit_unless_the_courts_procedure_sets_it,
          codes_and_acts_name_each_other)
