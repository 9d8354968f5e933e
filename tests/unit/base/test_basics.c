/* Arena, buffer and JSON writer, hashes and secrets, errors. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/err.h"
#include "unit/unit.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- arena */

static void note(void *order)
{
    char *text = *(char **)order;
    strcat(text, ((char **)order)[1]);
}

START_TEST(an_arena_gives_zeroed_aligned_memory_of_any_size)
{
    struct arena *a = arena_new();
    uint64_t seed = 1;
    for (int i = 0; i < 2000; i++) {
        size_t n = (size_t)random_below(&seed, i % 50 == 0 ? 200000 : 300);
        unsigned char *p = arena_alloc(a, n);
        ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        size_t zeroed = 0; /* one assertion a piece: each is a write to the parent */
        while (zeroed < n && p[zeroed] == 0)
            zeroed++;
        ck_assert_uint_eq(zeroed, n);
        memset(p, 0xAA, n);
        if (i % 500 == 499)
            arena_clear(a);
    }
    arena_free(a);
}
END_TEST

START_TEST(deferred_functions_run_newest_first_once)
{
    char order[16] = "";
    struct arena *a = arena_new();
    const char *one[] = {order, "1"}, *two[] = {order, "2"};
    arena_defer(a, note, (void *)one);
    arena_defer(a, note, (void *)two);
    arena_clear(a);
    ck_assert_str_eq(order, "21");
    arena_free(a);
    ck_assert_str_eq(order, "21");
}
END_TEST

START_TEST(printed_text_may_be_longer_than_a_chunk)
{
    struct arena *a = arena_new();
    char *text = arena_printf(a, "%0*d|%s", 70000, 7, "end");
    ck_assert_uint_eq(strlen(text), 70004);
    ck_assert_str_eq(text + 70000, "|end");
    arena_free(a);
}
END_TEST

/* ---- JSON */

START_TEST(json_escapes_what_must_be_and_mends_what_is_no_utf8)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    json_kstr(&j, "a", "\"\\\n\t\x01\x7f");
    json_kstr(&j, "b", "Lễ \xf0\x9f\x98\x80 \xc3( \xed\xa0\x80");
    json_kstr(&j, "c", NULL);
    json_kint(&j, "d", INT64_MIN);
    json_kbool(&j, "e", false);
    json_name(&j, "f", 1);
    json_open(&j, '[');
    json_close(&j, ']');
    json_close(&j, '}');
    ck_assert_str_eq(
        buf_text(&b),
        "{\"a\":\"\\\"\\\\\\n\\t\\u0001\\u007f\",\"b\":\"Lễ \xf0\x9f\x98\x80 \xef\xbf\xbd( "
        "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\",\"c\":null,\"d\":-9223372036854775808,"
        "\"e\":false,\"f\":[]}");
    buf_free(&b);
}
END_TEST

START_TEST(a_buffer_grows_over_any_sequence_of_appends)
{
    uint64_t seed = 5;
    struct buf b = {0};
    size_t expected = 0;
    for (int i = 0; i < 5000; i++) {
        char text[64];
        int n = random_below(&seed, 60);
        memset(text, 'a' + i % 26, (size_t)n);
        buf_add(&b, text, (size_t)n);
        expected += (size_t)n;
        buf_printf(&b, "%.*s", 3, "xyz");
        expected += 3;
        ck_assert_uint_eq(b.len, expected);
        ck_assert_mem_eq(b.p + b.len - 3, "xyz", 3);
    }
    buf_free(&b);
}
END_TEST

/* ---- hashes, secrets, ids */

START_TEST(the_hash_is_blake2b_256_in_one_piece_or_many)
{
    /* BLAKE2b-256 of "abc" */
    static const char expected[] =
        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
    uint8_t one[HASH_BYTES], many[HASH_BYTES];
    char hex[HASH_HEX];
    ck_assert(crypto_start());
    hash_bytes(one, "abc", 3);
    hex_encode(hex, one, sizeof one);
    ck_assert_str_eq(hex, expected);
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, "a", 1);
    hasher_add(&h, "", 0);
    hasher_add(&h, "bc", 2);
    hasher_end(&h, many);
    ck_assert_mem_eq(one, many, HASH_BYTES);
}
END_TEST

START_TEST(hex_reads_back_what_it_wrote_and_refuses_the_rest)
{
    uint8_t bytes[4] = {0, 0x7f, 0x80, 0xff}, back[4];
    char hex[9];
    hex_encode(hex, bytes, 4);
    ck_assert_str_eq(hex, "007f80ff");
    ck_assert(hex_decode(back, 4, hex));
    ck_assert_mem_eq(bytes, back, 4);
    ck_assert(!hex_decode(back, 4, "007f80f"));
    ck_assert(!hex_decode(back, 4, "007f80fg"));
    ck_assert(!hex_decode(back, 4, "007f80ff0"));
}
END_TEST

START_TEST(ids_are_uuid_version_7_and_only_ever_increase)
{
    char before[UID_LEN] = "", uid[UID_LEN];
    ck_assert(crypto_start());
    for (int i = 0; i < 20000; i++) {
        uid_new(uid);
        ck_assert_uint_eq(strlen(uid), 36);
        ck_assert_int_eq(uid[14], '7');
        ck_assert_ptr_nonnull(strchr("89ab", uid[19]));
        ck_assert_msg(strcmp(before, uid) < 0, "%s after %s", uid, before);
        strcpy(before, uid);
    }
}
END_TEST

START_TEST(a_named_id_is_the_same_each_time_and_depends_on_both_names)
{
    char a[UID_LEN], b[UID_LEN], c[UID_LEN];
    uid_from(a, "members", "1");
    uid_from(b, "members", "1");
    uid_from(c, "member", "s1");
    ck_assert_str_eq(a, b);
    ck_assert_str_ne(a, c);
}
END_TEST

START_TEST(tokens_are_url_safe_and_never_twice_the_same)
{
    char a[64], b[64];
    ck_assert(crypto_start());
    for (int i = 0; i < 200; i++) {
        random_token(a, sizeof a, 32);
        random_token(b, sizeof b, 32);
        ck_assert_str_ne(a, b);
        for (const char *p = a; *p != '\0'; p++)
            ck_assert_msg(isalnum((unsigned char)*p) || *p == '-' || *p == '_', "%s", a);
    }
    ck_assert(equal_secret(a, a) && !equal_secret(a, b) && !equal_secret(a, "") &&
              !equal_secret("", a));
}
END_TEST

/* ---- errors */

START_TEST(every_error_has_a_status_a_code_of_its_own_and_both_titles)
{
    for (int e = OK + 1; e < ERR_COUNT; e++) {
        int status = err_status((enum err)e);
        ck_assert_msg(status >= 400 && status < 600, "%d", e);
        ck_assert(err_title((enum err)e, LANG_VI)[0] != '\0' &&
                  err_title((enum err)e, LANG_EN)[0] != '\0');
        for (const char *p = err_code((enum err)e); *p != '\0'; p++)
            ck_assert_msg(islower((unsigned char)*p) || *p == '-', "%s", err_code((enum err)e));
        for (int k = OK; k < e; k++)
            ck_assert_str_ne(err_code((enum err)e), err_code((enum err)k));
    }
    ck_assert_int_eq(err_status(OK), 200);
}
END_TEST

UNIT_MAIN("basics", an_arena_gives_zeroed_aligned_memory_of_any_size,
          deferred_functions_run_newest_first_once, printed_text_may_be_longer_than_a_chunk,
          json_escapes_what_must_be_and_mends_what_is_no_utf8,
          a_buffer_grows_over_any_sequence_of_appends, the_hash_is_blake2b_256_in_one_piece_or_many,
          hex_reads_back_what_it_wrote_and_refuses_the_rest,
          ids_are_uuid_version_7_and_only_ever_increase,
          a_named_id_is_the_same_each_time_and_depends_on_both_names,
          tokens_are_url_safe_and_never_twice_the_same,
          every_error_has_a_status_a_code_of_its_own_and_both_titles)
