/* The change feed and the audit trail: in order, in scope, without values for those who may not see
 * them. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office;

static void start(void)
{
    server_start(&s);
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
}

static void stop(void)
{
    free(office);
    server_stop(&s);
}

/* The feed's end, from where a client goes on. */
static char *end_of(const char *token)
{
    char *after = NULL, path[200];
    for (bool more = true; more;) {
        snprintf(path, sizeof path, "/api/v1/changes?limit=500%s%s", after ? "&after=" : "",
                 after ? after : "");
        struct answer a = server_get(&s, token, "%s", path);
        ck_status(a, 200);
        free(after);
        after = strdup(answer_text(&a, "next_after"));
        more = json_is_true(answer_at(&a, "more"));
        answer_free(&a);
    }
    return after;
}

static int64_t add(const char *cell, const char *name)
{
    char body[300];
    snprintf(
        body, sizeof body,
        "{\"full_name\":\"%s\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\",\"ethnicity\":\"02\",\"phone\":\"0977\"}",
        name, (long long)server_org(&s, cell));
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static void correct(int64_t id, const char *body)
{
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)id);
    struct answer a = server_send(&s, office, "PATCH", path, 1, body);
    ck_status(a, 200);
    answer_free(&a);
}

static struct answer changes(const char *token, const char *after)
{
    struct answer a = server_get(&s, token, "/api/v1/changes?after=%s", after);
    ck_status(a, 200);
    return a;
}

START_TEST(feed_tells_every_change_after_a_number_in_order)
{
    char *from = end_of(office);
    struct answer a = changes(office, from);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
    int64_t id = add("D1.B1.C1", "Người Một");
    correct(id, "{\"phone\":\"0988\",\"reason\":\"đổi số\"}");
    a = changes(office, from);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    ck_assert_str_eq(answer_text(&a, "items/0/op"), "create");
    ck_assert_str_eq(answer_text(&a, "items/1/op"), "correct");
    ck_assert_str_eq(answer_text(&a, "items/0/resource"), "members");
    ck_assert_int_eq(answer_int(&a, "items/1/version"), 2);
    struct answer b = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
    ck_assert_str_eq(answer_text(&a, "items/0/uid"), answer_text(&b, "uid"));
    answer_free(&b);
    b = changes(office, answer_text(&a, "items/0/seq")); /* goes on behind any item */
    ck_assert_uint_eq(json_array_size(answer_at(&b, "items")), 1);
    ck_assert_str_eq(answer_text(&b, "items/0/seq"), answer_text(&a, "items/1/seq"));
    answer_free(&a);
    answer_free(&b);
    free(from);
}
END_TEST

START_TEST(feed_walked_by_small_pages_is_the_whole_feed)
{
    struct answer all = server_get(&s, office, "/api/v1/changes?limit=500");
    size_t n = json_array_size(answer_at(&all, "items")), i = 0;
    ck_assert_uint_ge(n, 34); /* 10 organisations, 24 members */
    char *after = NULL;
    for (bool more = true; more;) {
        struct answer a = server_get(&s, office, "/api/v1/changes?limit=7%s%s",
                                     after ? "&after=" : "", after ? after : "");
        size_t k;
        json_t *item;
        json_array_foreach (answer_at(&a, "items"), k, item)
            ck_assert(json_equal(item, json_array_get(answer_at(&all, "items"), i++)));
        more = json_is_true(answer_at(&a, "more"));
        free(after);
        after = strdup(answer_text(&a, "next_after"));
        answer_free(&a);
    }
    ck_assert_uint_eq(i, n);
    free(after);
    answer_free(&all);
}
END_TEST

START_TEST(feed_shows_only_the_callers_scope)
{
    char *d1 = server_token(&s, ROLE_OFFICE, server_org(&s, "D1")),
         *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    char *from1 = end_of(d1), *from2 = end_of(d2);
    add("D1.B1.C1", "Người Một");
    struct answer a = changes(d1, from1), b = changes(d2, from2);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_uint_eq(json_array_size(answer_at(&b, "items")), 0);
    ck_assert_str_eq(answer_text(&b, "next_after"),
                     from2); /* nothing hints at a change elsewhere */
    answer_free(&a);
    answer_free(&b);
    a = server_get(&s, d2, "/api/v1/changes?after=%s", from1); /* a number belongs to its scope */
    ck_status(a, 400);
    answer_free(&a);
    a = server_get(&s, d2, "/api/v1/changes?after=17");
    ck_status(a, 400);
    answer_free(&a);
    free(from1);
    free(from2);
    free(d1);
    free(d2);
}
END_TEST

START_TEST(dashboard_learns_only_that_figures_moved)
{
    char *board = server_token(&s, ROLE_DASHBOARD, server_org(&s, "D1")), *from = end_of(board);
    add("D1.B1.C1", "Người Một");
    struct answer a = changes(board, from);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/resource"), "statistics");
    ck_assert_str_eq(answer_text(&a, "items/0/organization/code"), "D1.B1.C1");
    ck_assert_ptr_null(json_object_get(answer_at(&a, "items/0"), "uid"));
    ck_assert_ptr_null(json_object_get(answer_at(&a, "items/0"), "op"));
    answer_free(&a);
    free(from);
    free(board);
}
END_TEST

START_TEST(number_of_a_store_that_is_no_more_is_gone)
{
    char *from = end_of(office);
    from[0] = from[0] == '0' ? '1' : '0'; /* the epoch stands in front */
    struct answer a = server_get(&s, office, "/api/v1/changes?after=%s", from);
    ck_status(a, 410);
    answer_free(&a);
    free(from);
}
END_TEST

START_TEST(readings_move_no_number)
{
    char *from = end_of(office);
    struct answer a = server_get(&s, office, "/api/v1/members?include=sensitive");
    ck_status(a, 200);
    answer_free(&a);
    char *again = end_of(office);
    ck_assert_str_eq(from, again);
    free(from);
    free(again);
}
END_TEST

/* ---- waiting */

/* Waiting itself is test_feed_wait.c's. */
START_TEST(wait_is_checked_and_never_delays_news)
{
    char *from = end_of(office), path[200];
    add("D1.B1.C1", "Người Một");
    snprintf(path, sizeof path, "/api/v1/changes?wait=60&after=%s",
             from); /* answered at once, or the test times out */
    struct answer a = server_get(&s, office, "%s", path);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, office, "/api/v1/changes?wait=61"), 400);
    free(from);
}
END_TEST

/* ---- audit */

START_TEST(audit_tells_who_when_which_fields)
{
    int64_t id = add("D1.B1.C1", "Người Một");
    correct(id, "{\"phone\":\"0988\",\"ethnicity\":\"01\",\"reason\":\"đổi số\"}");
    struct answer a =
        server_get(&s, office, "/api/v1/audit?resource=members&row_id=%lld", (long long)id);
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    ck_assert_str_eq(answer_text(&a, "items/0/op"), "correct");
    ck_assert_str_eq(answer_text(&a, "items/0/actor"), "office");
    ck_assert_str_eq(answer_text(&a, "items/0/role"), "office");
    ck_assert_str_eq(answer_text(&a, "items/0/reason"), "đổi số");
    ck_assert_str_eq(answer_text(&a, "items/0/before/phone"), "0977");
    ck_assert_ptr_null(json_object_get(answer_at(&a, "items/0/before"),
                                       "ethnicity")); /* sensitive values stay in */
    answer_free(&a);
}
END_TEST

START_TEST(auditor_sees_fields_and_no_values)
{
    int64_t id = add("D1.B1.C1", "Người Một");
    correct(id, "{\"phone\":\"0988\",\"reason\":\"đổi số\"}");
    char *auditor = server_token(&s, ROLE_AUDITOR, server_org(&s, "P"));
    struct answer a =
        server_get(&s, auditor, "/api/v1/audit?resource=members&row_id=%lld", (long long)id);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "items/0/fields/0"), "phone");
    ck_assert_ptr_null(strstr(a.body, "0988"));
    ck_assert_ptr_null(strstr(a.body, "Người Một"));
    answer_free(&a);
    a = server_get(&s, auditor, "/api/v1/audit?format=csv");
    ck_status(a, 200);
    ck_assert_ptr_null(strstr(a.body, "0988"));
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, auditor, "/api/v1/members"), 403);
    free(auditor);
}
END_TEST

START_TEST(audit_shows_only_the_callers_scope)
{
    char *d2 = server_token(&s, ROLE_AUDITOR, server_org(&s, "D2"));
    int64_t id = add("D1.B1.C1", "Người Một");
    struct answer a =
        server_get(&s, d2, "/api/v1/audit?resource=members&row_id=%lld&count=exact", (long long)id);
    ck_assert_int_eq(answer_int(&a, "total"), 0);
    answer_free(&a);
    a = server_get(&s, d2, "/api/v1/audit?resource=members&count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), 6);
    answer_free(&a);
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "P"));
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/audit"), 403);
    free(viewer);
    free(d2);
}
END_TEST

HARNESS_MAIN("feed", 30, start, stop, feed_tells_every_change_after_a_number_in_order,
             feed_walked_by_small_pages_is_the_whole_feed, feed_shows_only_the_callers_scope,
             dashboard_learns_only_that_figures_moved, number_of_a_store_that_is_no_more_is_gone,
             readings_move_no_number, wait_is_checked_and_never_delays_news,
             audit_tells_who_when_which_fields, auditor_sees_fields_and_no_values,
             audit_shows_only_the_callers_scope)
