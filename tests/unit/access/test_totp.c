/* Codes of the telephone: the published vectors, drift, and that a code is accepted once. */
#include "access/totp.h"
#include "base/crypto.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

static const uint8_t rfc[] = "12345678901234567890"; /* the secret of both RFCs */

START_TEST(codes_are_those_of_rfc_6238)
{
    /* appendix B, SHA-1; its eight digits end with our six */
    static const struct {
        int64_t seconds;
        const char *code;
    } vectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                   {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        char code[TOTP_CODE_TEXT];
        ck_assert(totp_code(rfc, totp_step(vectors[i].seconds * 1000), code));
        ck_assert_str_eq(code, vectors[i].code);
    }
}
END_TEST

START_TEST(codes_of_single_steps_are_those_of_rfc_4226)
{
    static const char *const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                        "254676", "287922", "162583", "399871", "520489"};
    for (int step = 0; step < 10; step++) {
        char code[TOTP_CODE_TEXT];
        ck_assert(totp_code(rfc, step, code));
        ck_assert_str_eq(code, codes[step]);
    }
}
END_TEST

START_TEST(a_step_lasts_thirty_seconds)
{
    ck_assert_int_eq(totp_step(0), 0);
    ck_assert_int_eq(totp_step(29999), 0);
    ck_assert_int_eq(totp_step(30000), 1);
}
END_TEST

START_TEST(the_secret_is_written_in_base32)
{
    char text[TOTP_SECRET_TEXT];
    totp_secret_text(rfc, text);
    ck_assert_str_eq(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    uint8_t edge[TOTP_SECRET_BYTES];
    memset(edge, 0xff, sizeof edge);
    totp_secret_text(edge, text);
    ck_assert_str_eq(text, "77777777777777777777777777777777");
}
END_TEST

START_TEST(one_step_of_drift_is_forgiven_and_no_more)
{
    const int64_t now = 1800000000000;
    for (int64_t drift = -3; drift <= 3; drift++) {
        char code[TOTP_CODE_TEXT];
        ck_assert(totp_code(rfc, totp_step(now) + drift, code));
        bool near = drift >= -1 && drift <= 1;
        ck_assert_int_eq(totp_match(rfc, code, now, 0), near ? totp_step(now) + drift : -1);
    }
}
END_TEST

START_TEST(a_code_is_accepted_once_and_older_ones_not_after_it)
{
    const int64_t now = 1800000000000, step = totp_step(now);
    char before[TOTP_CODE_TEXT], present[TOTP_CODE_TEXT], next[TOTP_CODE_TEXT];
    ck_assert(totp_code(rfc, step - 1, before) && totp_code(rfc, step, present) &&
              totp_code(rfc, step + 1, next));
    ck_assert_int_eq(totp_match(rfc, present, now, step - 1), step);
    ck_assert_int_eq(totp_match(rfc, present, now, step), -1);
    ck_assert_int_eq(totp_match(rfc, before, now, step), -1);
    ck_assert_int_eq(totp_match(rfc, next, now, step), step + 1);
}
END_TEST

START_TEST(blanks_do_not_count_and_nothing_but_six_digits_is_a_code)
{
    const int64_t now = 59000;
    ck_assert_int_eq(totp_match(rfc, "287 082", now, 0), 1);
    ck_assert_int_eq(totp_match(rfc, " 287082 ", now, 0), 1);
    static const char *const not_codes[] = {"",        " ",       "28708",        "2870820",
                                            "28708a",  "+87082",  "２８７０８２", "94287082",
                                            "287082x", "-287082", "287-082"};
    for (size_t i = 0; i < sizeof not_codes / sizeof *not_codes; i++)
        ck_assert_int_eq(totp_match(rfc, not_codes[i], now, 0), -1);
}
END_TEST

START_TEST(a_code_guessed_at_random_hits_about_three_times_in_a_million)
{
    uint64_t seed = 7;
    int hits = 0;
    for (int i = 0; i < 200000; i++) {
        char guess[TOTP_CODE_TEXT];
        snprintf(guess, sizeof guess, "%06d", random_below(&seed, 1000000));
        hits += totp_match(rfc, guess, 1800000000000, 0) >= 0;
    }
    ck_assert_int_le(hits, 6);
}
END_TEST

UNIT_MAIN("totp", codes_are_those_of_rfc_6238, codes_of_single_steps_are_those_of_rfc_4226,
          a_step_lasts_thirty_seconds, the_secret_is_written_in_base32,
          one_step_of_drift_is_forgiven_and_no_more,
          a_code_is_accepted_once_and_older_ones_not_after_it,
          blanks_do_not_count_and_nothing_but_six_digits_is_a_code,
          a_code_guessed_at_random_hits_about_three_times_in_a_million)
