/* What clients send, taken apart: paths, queries, cookies, languages. */
#include "http/query.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

static struct arena *a;

static void decodes(const char *raw, const char *expected)
{
    const char *out = NULL;
    bool good = path_decode(a, raw, &out);
    if (!good || expected == NULL)
        ck_assert_msg(good == (expected != NULL), "%s gives %s", raw, good ? out : "nothing");
    else
        ck_assert_str_eq(out, expected);
}

START_TEST(a_path_is_decoded_once_and_may_not_climb)
{
    a = arena_new();
    decodes("/api/v1/members/7", "/api/v1/members/7");
    decodes("/L%C3%B2", "/Lò");
    decodes("/a%2541", "/a%41");
    static const char *const bad[] = {"/a/../b", "/a/./b", "/..",   "/.",         "/%2e%2e/x",
                                      "/%2E/x",  "//",     "/a//b", "/a%2Fb",     "/a%00b",
                                      "/%zz",    "/%4",    "/%C3",  "/%ED%A0%80", "/%c0%af"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        decodes(bad[i], NULL);
    arena_free(a);
}
END_TEST

START_TEST(a_query_gives_its_pairs_in_order_with_plus_as_blank)
{
    struct http_param *p;
    size_t n;
    a = arena_new();
    ck_assert(query_parse(a, "q=L%C3%B2+V%C4%83n&a=&b&c=1%3D2", &p, &n));
    ck_assert_uint_eq(n, 4);
    ck_assert_str_eq(p[0].name, "q");
    ck_assert_str_eq(p[0].value, "Lò Văn");
    ck_assert_str_eq(p[1].value, "");
    ck_assert_str_eq(p[2].name, "b");
    ck_assert_str_eq(p[3].value, "1=2");
    ck_assert(query_parse(a, NULL, &p, &n) && n == 0);
    ck_assert(query_parse(a, "", &p, &n) && n == 0);
    ck_assert(!query_parse(a, "a=%", &p, &n) && !query_parse(a, "a=%00", &p, &n) &&
              !query_parse(a, "%FF=1", &p, &n));
    arena_free(a);
}
END_TEST

START_TEST(more_parameters_than_any_page_needs_are_refused)
{
    char text[1024] = "";
    struct http_param *p;
    size_t n;
    a = arena_new();
    for (int i = 0; i < 64; i++)
        strcat(text, i ? "&a=1" : "a=1");
    ck_assert(query_parse(a, text, &p, &n) && n == 64);
    strcat(text, "&a=1");
    ck_assert(!query_parse(a, text, &p, &n));
    arena_free(a);
}
END_TEST

START_TEST(whatever_is_encoded_is_decoded_to_itself)
{
    uint64_t seed = 41;
    for (int round = 0; round < 5000; round++) {
        char plain[32], coded[128];
        size_t n = (size_t)random_below(&seed, 20), at = 0;
        a = arena_new();
        for (size_t i = 0; i < n; i++) {
            plain[i] = (char)(1 + random_below(&seed, 127));
            at += (size_t)sprintf(coded + at, "%%%02X", (unsigned char)plain[i]);
        }
        plain[n] = coded[at] = '\0';
        const char *out = NULL;
        ck_assert(percent_decode(a, coded, at, true, &out));
        ck_assert_str_eq(out, plain);
        arena_free(a);
    }
}
END_TEST

START_TEST(a_cookie_is_found_by_its_whole_name)
{
    a = arena_new();
    static const char header[] = "x=1; chibo_session=abc; xchibo_session=no; last=z";
    ck_assert_str_eq(cookie_find(a, header, "chibo_session"), "abc");
    ck_assert_str_eq(cookie_find(a, header, "last"), "z");
    ck_assert_ptr_null(cookie_find(a, header, "session"));
    ck_assert_ptr_null(cookie_find(a, NULL, "x"));
    ck_assert_ptr_null(cookie_find(a, "", "x"));
    arena_free(a);
}
END_TEST

START_TEST(the_language_is_the_better_of_the_two_and_vietnamese_by_default)
{
    static const struct {
        const char *header;
        enum lang lang;
    } cases[] = {
        {NULL, LANG_VI},          {"", LANG_VI},
        {"en", LANG_EN},          {"en-GB,en;q=0.9", LANG_EN},
        {"vi,en;q=0.8", LANG_VI}, {"en;q=0.3,vi;q=0.7", LANG_VI},
        {"fr", LANG_VI},          {"fr,en;q=0.1", LANG_EN},
        {"en;q=0", LANG_VI},      {"en;q=nan", LANG_EN},
        {"*", LANG_VI},           {"vi;q=0.1,en;q=0.2", LANG_EN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(lang_accept(cases[i].header) == cases[i].lang, "%s",
                      cases[i].header ? cases[i].header : "none");
}
END_TEST

UNIT_MAIN("query", a_path_is_decoded_once_and_may_not_climb,
          a_query_gives_its_pairs_in_order_with_plus_as_blank,
          more_parameters_than_any_page_needs_are_refused, whatever_is_encoded_is_decoded_to_itself,
          a_cookie_is_found_by_its_whole_name,
          the_language_is_the_better_of_the_two_and_vietnamese_by_default)
