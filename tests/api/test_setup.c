/* First set-up: one code, one administrator, one root. */
#include "api/harness_accounts.h"

#include <stdio.h>

#define ROOT                                                                                       \
    ",\"office\":true,\"organization\":{\"code\":\"P\",\"name\":\"Tỉnh P\",\"kind\":\"province_party\"}"

static struct server s;

static void start(void)
{
    server_start(&s);
}

static void stop(void)
{
    server_stop(&s);
}

START_TEST(setup_refuses_a_wrong_code_and_says_that_it_is_needed)
{
    harness_setup_code(&s);
    struct answer a = harness_set_up(&s, "AAAA-BBBB-CCCC-DDDD", ROOT);
    ck_status(a, 403);
    ck_assert(answer_blames(&a, "/code", NULL));
    answer_free(&a);
    a = server_get(&s, NULL, "/api/v1/setup");
    ck_status(a, 200);
    ck_assert(json_is_true(answer_at(&a, "needed")));
    answer_free(&a);
}
END_TEST

START_TEST(setup_makes_administrator_and_root_once)
{
    char once[64];
    snprintf(once, sizeof once, "%s", harness_setup_code(&s));
    struct answer a = harness_set_up(&s, once, ROOT);
    ck_status(a, 201);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "grants")), 2);
    answer_free(&a);
    server_org(&s, "P");
    a = harness_set_up(&s, once, "");
    ck_status(a, 409);
    answer_free(&a);
    char link[512];
    ck_assert(!app_setup_link(s.app, link, sizeof link)); /* an administrator exists */
    a = server_get(&s, NULL, "/api/v1/setup");
    ck_assert(json_is_false(answer_at(&a, "needed")));
    answer_free(&a);
}
END_TEST

START_TEST(setup_keeps_a_root_that_was_imported_before)
{
    server_import(&s, "organizations",
                  "code,name,kind,category,parent_code,established_on,dissolved_on\n"
                  "R,Đảng bộ tỉnh R,province_party,locality,,1991-10-01,\n");
    int64_t root = server_org(&s, "R");
    struct answer a = server_get(&s, NULL, "/api/v1/setup");
    ck_assert_str_eq(answer_text(&a, "organization/code"), "R");
    answer_free(&a);
    a = harness_set_up(&s, harness_setup_code(&s), ",\"office\":true");
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "grant/organization/id"), root);
    ck_assert_str_eq(answer_text(&a, "grant/role"), "office");
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("setup", 60, start, stop, setup_refuses_a_wrong_code_and_says_that_it_is_needed,
             setup_makes_administrator_and_root_once, setup_keeps_a_root_that_was_imported_before)
