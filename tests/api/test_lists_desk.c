/* The desk's tools on lists: one change for many, conditions under a name. */
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
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

static int64_t member(const char *number)
{
    struct answer a = server_get(&s, office, "/api/v1/members?record_number=%s&fields=id", number);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static struct answer change(bool preview, int64_t one, int64_t two, const char *rest)
{
    char body[300];
    snprintf(body, sizeof body, "{\"members\":[%lld,%lld],%s}", (long long)one, (long long)two,
             rest);
    return server_send(&s, office, "POST",
                       preview ? "/api/v1/members/changes?preview=true" : "/api/v1/members/changes",
                       0, body);
}

static void workplace_is(int64_t id, const char *expected)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
    json_t *v = answer_at(&a, "workplace");
    ck_assert(expected == NULL ? json_is_null(v) : strcmp(json_string_value(v), expected) == 0);
    answer_free(&a);
}

START_TEST(one_change_for_many_is_one_save_that_can_be_taken_back)
{
    int64_t one = member("100001HB"), two = member("100002HB");
    static const char values[] =
        "\"values\":{\"workplace\":\"Trường Một\"},\"effective_on\":\"2026-09-01\"";
    struct answer a = change(true, one, two, values);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "changed"), 2);
    ck_assert_str_eq(answer_text(&a, "items/0/changes/workplace/1"), "Trường Một");
    answer_free(&a);
    workplace_is(one, NULL);
    a = change(false, one, two, values);
    ck_status(a, 200);
    workplace_is(one, "Trường Một");
    workplace_is(two, "Trường Một");
    char path[80];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)answer_int(&a, "save_id"));
    answer_free(&a);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(a, 200);
    answer_free(&a);
    workplace_is(one, NULL);
    workplace_is(two, NULL);
}
END_TEST

START_TEST(a_refused_row_refuses_the_whole_act)
{
    int64_t one = member("100001HB");
    static const char values[] = "\"values\":{\"workplace\":\"X\"},\"reason\":\"thử\"";
    struct answer a = change(true, one, 987654, values);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "refused"), 1);
    answer_free(&a);
    a = change(false, one, 987654, values);
    ck_status(a, 409);
    answer_free(&a);
    workplace_is(one, NULL);
    a = change(false, one, one, "\"values\":{\"workplace\":\"X\"}");
    ck_status(a, 400); /* a correction without a reason */
    answer_free(&a);
    a = change(false, one, one, "\"values\":{},\"reason\":\"x\"");
    ck_status(a, 400);
    answer_free(&a);
    a = change(false, one, one, "\"values\":{\"happiness\":\"X\"},\"reason\":\"x\"");
    ck_status(a, 400);
    answer_free(&a);
}
END_TEST

START_TEST(a_shared_filter_is_seen_by_colleagues_and_by_nobody_else)
{
    char *d1 = server_token(&s, ROLE_OFFICE, server_org(&s, "D1")),
         *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2")), path[60];
    struct answer a = server_send(
        &s, d1, "POST", "/api/v1/saved-filters", 0,
        "{\"resource\":\"members\",\"name\":\"Nữ dưới 30\",\"query\":\"gender=female\",\"shared\":true}");
    ck_status(a, 201);
    snprintf(path, sizeof path, "/api/v1/saved-filters/%lld", (long long)answer_int(&a, "id"));
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, d1, path), 200);
    ck_assert_int_eq(harness_token_status(&s, d2, path), 404);
    ck_assert_int_eq(harness_token_status(&s, office, path), 200);
    a = server_send(&s, d2, "DELETE", path, 1, NULL);
    ck_status(a, 404);
    answer_free(&a);
    a = server_send(&s, d1, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, d1, path), 404);
    free(d1), free(d2);
}
END_TEST

START_TEST(the_dictionary_comes_in_one_language_when_one_is_asked_for)
{
    struct answer a = server_get(&s, office, "/api/v1/dictionary?language=vi");
    ck_status(a, 200);
    ck_assert_ptr_nonnull(strstr(a.body, "\"label_vi\""));
    ck_assert_ptr_null(strstr(a.body, "\"label_en\":"));
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/dictionary?language=fr");
    ck_status(a, 400);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/dictionary");
    ck_assert_ptr_nonnull(strstr(a.body, "\"label_en\""));
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("lists of the desk", 60, start, stop,
             one_change_for_many_is_one_save_that_can_be_taken_back,
             a_refused_row_refuses_the_whole_act,
             a_shared_filter_is_seen_by_colleagues_and_by_nobody_else,
             the_dictionary_comes_in_one_language_when_one_is_asked_for)
