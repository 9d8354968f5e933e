/* Votes: denominators, shares without rounding, what makes a result impossible. */
#include "rules/voting.h"
#include "unit/unit.h"

START_TEST(absent_official_members_count_and_those_away_do_not)
{
    ck_assert_int_eq(voting_eligible(15, 0, 0), 15);
    ck_assert_int_eq(voting_eligible(15, 2, 1), 12);
    ck_assert_int_eq(voting_eligible(1, 2, 1), 0);
}
END_TEST

START_TEST(a_share_is_a_fraction_in_words_of_digits)
{
    static const char *const bad[] = {"",     "2", "2/0", "3/2",  "/3",    "2/3x",
                                      "-1/2", ">", "a/b", "2/ 3", "1/1001"};
    struct vote_share s;
    ck_assert(vote_share_parse("2/3", &s) && s.num == 2 && s.den == 3 && !s.more);
    ck_assert(vote_share_parse(">1/2", &s) && s.num == 1 && s.den == 2 && s.more);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!vote_share_parse(bad[i], &s), "%s", bad[i]);
}
END_TEST

START_TEST(two_thirds_of_fifteen_are_ten_and_more_than_half_of_ten_are_six)
{
    struct vote_share two_thirds = {2, 3, false}, half = {1, 2, true};
    ck_assert(vote_share_reached(&two_thirds, 10, 15) && !vote_share_reached(&two_thirds, 9, 15));
    ck_assert_int_eq(vote_share_needed(&two_thirds, 16), 11);
    ck_assert(vote_share_reached(&half, 6, 10) && !vote_share_reached(&half, 5, 10));
    ck_assert(!vote_share_reached(&two_thirds, 0, 0));
}
END_TEST

START_TEST(what_is_needed_is_the_least_that_reaches)
{
    uint64_t seed = 8;
    for (int i = 0; i < 20000; i++) {
        int den = 1 + random_below(&seed, 9);
        struct vote_share s = {random_below(&seed, den + 1), den, random_below(&seed, 2) == 1};
        int eligible = 1 + random_below(&seed, 300), need = vote_share_needed(&s, eligible);
        ck_assert(need > eligible || vote_share_reached(&s, need, eligible));
        ck_assert(need == 0 || !vote_share_reached(&s, need - 1, eligible));
    }
}
END_TEST

START_TEST(a_result_must_fit_the_electorate_and_half_must_be_there)
{
    ck_assert_int_eq(vote_check(0, 0, 0, 0), VOTE_NOBODY);
    ck_assert_int_eq(vote_check(10, 7, 2, 1), VOTE_OK);
    ck_assert_int_eq(vote_check(10, 7, 2, 2), VOTE_TOO_MANY);
    ck_assert_int_eq(vote_check(10, 4, 0, 6), VOTE_BELOW_HALF);
    ck_assert_int_eq(vote_check(10, 5, 0, 5), VOTE_OK);
    ck_assert_int_eq(vote_check(10, 2147483647, 2147483647, 0), VOTE_TOO_MANY);
}
END_TEST

UNIT_MAIN("voting", absent_official_members_count_and_those_away_do_not,
          a_share_is_a_fraction_in_words_of_digits,
          two_thirds_of_fifteen_are_ten_and_more_than_half_of_ten_are_six,
          what_is_needed_is_the_least_that_reaches,
          a_result_must_fit_the_electorate_and_half_must_be_there)
