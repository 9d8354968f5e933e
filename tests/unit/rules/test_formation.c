/* Formation of organisations: every kind under every other, and numbers around each limit. */
#include "rules/formation.h"
#include "unit/unit.h"

#include <stdbool.h>
#include <string.h>

static const char *const kinds[] = {"province_party", "district_party", "commune_party",
                                    "upper_party",    "base_party",     "base_cell",
                                    "section_party",  "cell",           "group"};
#define KINDS (sizeof kinds / sizeof *kinds)

/* Rows: the kind; columns: the superior, in the order above (Charter art. 10, 21; domain.md §2). */
static const char *const may_stand_under[KINDS] = {
    ".........", /* province_party: the top */
    "x........", /* district_party */
    "xx.......", /* commune_party */
    "xxxx.....", /* upper_party */
    "xxxx.....", /* base_party */
    "xxxx.....", /* base_cell */
    "....x....", /* section_party */
    "....x.x..", /* cell */
    ".....x.x.", /* group */
};

START_TEST(each_kind_stands_only_where_the_charter_puts_it)
{
    for (size_t i = 0; i < KINDS; i++)
        for (size_t k = 0; k < KINDS; k++)
            ck_assert_msg(formation_parent_ok(kinds[i], kinds[k]) == (may_stand_under[i][k] == 'x'),
                          "%s under %s", kinds[i], kinds[k]);
    ck_assert(!formation_parent_ok("cell", "nothing") &&
              !formation_parent_ok("nothing", "base_party"));
}
END_TEST

START_TEST(no_chain_of_superiors_ever_comes_back_to_its_beginning_but_upper_party)
{
    for (size_t i = 0; i < KINDS; i++)
        for (size_t k = 0; k < KINDS; k++)
            if (i != k)
                ck_assert_msg(!(formation_parent_ok(kinds[i], kinds[k]) &&
                                formation_parent_ok(kinds[k], kinds[i])),
                              "%s and %s", kinds[i], kinds[k]);
}
END_TEST

START_TEST(only_cells_hold_members_and_only_grassroots_are_grassroots)
{
    for (size_t i = 0; i < KINDS; i++) {
        bool cell = strcmp(kinds[i], "cell") == 0 || strcmp(kinds[i], "base_cell") == 0;
        ck_assert(formation_holds_members(kinds[i]) == cell);
        ck_assert(formation_is_grassroots(kinds[i]) == (strncmp(kinds[i], "base_", 5) == 0));
    }
}
END_TEST

START_TEST(three_official_members_make_a_cell_and_two_do_not)
{
    ck_assert_int_eq(formation_judge("cell", 2, 9, 3, 30), FORMATION_BELOW_MINIMUM);
    ck_assert_int_eq(formation_judge("cell", 3, 3, 3, 30), FORMATION_OK);
    ck_assert_int_eq(formation_judge("base_cell", 2, 29, 3, 30), FORMATION_BELOW_MINIMUM);
}
END_TEST

START_TEST(thirty_members_make_a_base_party_of_a_base_cell)
{
    ck_assert_int_eq(formation_judge("base_cell", 20, 29, 3, 30), FORMATION_OK);
    ck_assert_int_eq(formation_judge("base_cell", 20, 30, 3, 30), FORMATION_ABOVE_MAXIMUM);
    ck_assert_int_eq(formation_judge("base_party", 20, 29, 3, 30), FORMATION_BELOW_BASE);
    ck_assert_int_eq(formation_judge("base_party", 20, 30, 3, 30), FORMATION_OK);
}
END_TEST

START_TEST(one_more_member_never_makes_a_cell_too_small)
{
    uint64_t seed = 2;
    for (int i = 0; i < 20000; i++) {
        const char *kind = kinds[random_below(&seed, KINDS)];
        int least = random_below(&seed, 6), most = 10 + random_below(&seed, 40);
        int official = random_below(&seed, 50), members = official + random_below(&seed, 10);
        enum formation now = formation_judge(kind, official, members, least, most);
        enum formation more = formation_judge(kind, official + 1, members + 1, least, most);
        ck_assert_msg(now == FORMATION_BELOW_MINIMUM || more != FORMATION_BELOW_MINIMUM, "%s %d %d",
                      kind, official, members);
        ck_assert_msg(now != FORMATION_ABOVE_MAXIMUM || more == FORMATION_ABOVE_MAXIMUM, "%s %d %d",
                      kind, official, members);
        ck_assert_msg(now == FORMATION_BELOW_BASE || more != FORMATION_BELOW_BASE, "%s %d %d", kind,
                      official, members);
    }
}
END_TEST

START_TEST(unknown_numbers_are_judged_by_nothing)
{
    for (size_t i = 0; i < KINDS; i++)
        ck_assert_msg(formation_judge(kinds[i], -1, -1, 3, 30) == FORMATION_OK, "%s", kinds[i]);
}
END_TEST

UNIT_MAIN("formation", each_kind_stands_only_where_the_charter_puts_it,
          no_chain_of_superiors_ever_comes_back_to_its_beginning_but_upper_party,
          only_cells_hold_members_and_only_grassroots_are_grassroots,
          three_official_members_make_a_cell_and_two_do_not,
          thirty_members_make_a_base_party_of_a_base_cell,
          one_more_member_never_makes_a_cell_too_small, unknown_numbers_are_judged_by_nothing)
