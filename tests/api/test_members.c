/* One member's life through the API: adding, versions, corrections, dated changes, past days. */
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

static const char *body_of(const char *cell, const char *more)
{
    static char body[1024];
    snprintf(
        body, sizeof body,
        "{\"full_name\":\"Phạm Văn Minh\",\"gender\":\"male\",\"born_on\":\"1990-05\",\"cell_id\":%lld,"
        "\"admitted_on\":\"2015-05-19\",\"official_on\":\"2016-05-19\",\"residence\":\"Thôn cũ\",\"occupation\":\"farmer\"%s}",
        (long long)server_org(&s, cell), more);
    return body;
}

static struct answer add(const char *cell, const char *more)
{
    return server_send(&s, office, "POST", "/api/v1/members", 0, body_of(cell, more));
}

static int64_t added(void)
{
    struct answer a = add("D1.B1.C1", "");
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static struct answer patch(int64_t id, int64_t version, const char *body)
{
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)id);
    return server_send(&s, office, "PATCH", path, version, body);
}

/* The value of a text field on a day ("": today). */
static void holds(int64_t id, const char *day, const char *field, const char *expected)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld%s%s", (long long)id,
                                 day[0] ? "?as_of=" : "", day);
    ck_status(a, 200);
    const char *got = answer_text(&a, field);
    ck_assert_msg(got == NULL ? expected == NULL : expected != NULL && strcmp(got, expected) == 0,
                  "%s on %s: %s instead of %s", field, day, got ? got : "null",
                  expected ? expected : "null");
    answer_free(&a);
}

START_TEST(create_answers_with_the_object_its_place_and_its_version)
{
    struct answer a = add("D1.B1.C1", ",\"record_number\":\"900001HB\"");
    char expected[100];
    ck_status(a, 201);
    snprintf(expected, sizeof expected, "/api/v1/members/%lld", (long long)answer_int(&a, "id"));
    char *location = answer_header(&a, "Location"), *tag = answer_header(&a, "ETag");
    ck_assert_str_eq(location, expected);
    ck_assert_str_eq(tag, "\"1\"");
    ck_assert_str_eq(answer_text(&a, "status"), "official");
    ck_assert_str_eq(answer_text(&a, "born_on"), "1990-05");
    ck_assert_int_eq(answer_int(&a, "party_age"), 11);
    ck_assert_uint_eq(strlen(answer_text(&a, "uid")), 36);
    ck_assert(json_is_null(answer_at(&a, "email"))); /* without a value: null, not left out */
    struct answer b = server_get(&s, office, "%s", location);
    ck_assert(json_equal(a.json, b.json));
    free(location);
    free(tag);
    answer_free(&a);
    answer_free(&b);
}
END_TEST

START_TEST(create_refuses_what_the_body_may_not_hold)
{
    static const struct {
        const char *more, *pointer;
    } bad[] = {{",\"unknown_field\":1", "/unknown_field"},
               {",\"status\":\"official\"", "/status"},
               {",\"record_number\":\"12HB\"", "/record_number"},
               {",\"card_number\":\"123\"", "/card_number"},
               {",\"personal_id\":\"12345678901\"", "/personal_id"},
               {",\"theory_level\":\"phd\"", "/theory_level"},
               {",\"ethnicity\":\"Sao Hỏa\"", "/ethnicity"},
               {",\"joined_on\":\"2015-02-30\"", "/joined_on"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct answer a = add("D1.B1.C1", bad[i].more);
        ck_assert_msg(a.status == 400 && answer_blames(&a, bad[i].pointer, NULL), "%s: %d %s",
                      bad[i].more, a.status, a.body);
        answer_free(&a);
    }
    struct answer a = add("D1.B1", ""); /* members belong only to cells */
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/cell_id", NULL));
    answer_free(&a);
}
END_TEST

START_TEST(create_is_judged_by_the_rules_of_admission)
{
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, "{}");
    ck_status(a, 400);
    answer_free(&a);
    char body[400];
    snprintf(
        body, sizeof body,
        "{\"full_name\":\"Lò Văn Trẻ\",\"born_on\":\"2000-01-01\",\"cell_id\":%lld,\"admitted_on\":\"2017-12-01\"}",
        (long long)server_org(&s, "D1.B1.C1"));
    a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 409);
    ck_assert(answer_blames(&a, "/born_on", NULL));
    ck_assert_str_eq(answer_text(&a, "errors/0/rule"), "admission_min_age");
    ck_assert_str_eq(answer_text(&a, "errors/0/value"), "18");
    ck_assert_uint_gt(strlen(answer_text(&a, "errors/0/citation")), 0);
    answer_free(&a);
}
END_TEST

START_TEST(identifiers_belong_to_one_person)
{
    struct answer a = add("D1.B1.C1", ",\"record_number\":\"100001HB\"");
    ck_status(a, 409);
    answer_free(&a);
    a = add("D1.B1.C1", ",\"personal_id\":\"017085000000\"");
    ck_status(a, 409);
    answer_free(&a);
}
END_TEST

START_TEST(patch_needs_the_version_that_it_changes)
{
    int64_t id = added();
    struct answer a = patch(id, 0, "{\"phone\":\"0900\",\"reason\":\"nhầm\"}");
    ck_status(a, 428);
    answer_free(&a);
    a = patch(id, 1, "{\"phone\":\"0900\",\"reason\":\"nhầm\"}");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "version"), 2);
    answer_free(&a);
    a = patch(id, 1, "{\"phone\":\"0911\",\"reason\":\"nhầm\"}");
    ck_status(a, 412);
    char *tag = answer_header(&a, "ETag");
    ck_assert_str_eq(tag, "\"2\""); /* the current one, to try again */
    free(tag);
    answer_free(&a);
    holds(id, "", "phone", "0900");
}
END_TEST

START_TEST(patch_without_day_and_reason_is_refused)
{
    struct answer a = patch(added(), 1, "{\"phone\":\"0900\"}");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/reason", NULL));
    answer_free(&a);
}
END_TEST

START_TEST(patch_is_a_merge_patch_where_null_empties)
{
    int64_t id = added();
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)id);
    struct answer a =
        server_ask(&s, (struct ask){.method = "PATCH",
                                    .path = path,
                                    .token = office,
                                    .type = "application/merge-patch+json",
                                    .headers = "If-Match: \"1\"\r\n",
                                    .body = "{\"residence\":null,\"reason\":\"nhầm\"}"});
    ck_status(a, 200);
    ck_assert(json_is_null(answer_at(&a, "residence")));
    ck_assert_str_eq(answer_text(&a, "occupation"), "farmer"); /* what is absent stays */
    answer_free(&a);
    a = server_ask(&s, (struct ask){.method = "PATCH",
                                    .path = path,
                                    .token = office,
                                    .type = "text/plain",
                                    .headers = "If-Match: \"2\"\r\n",
                                    .body = "{}"});
    ck_status(a, 415);
    answer_free(&a);
}
END_TEST

START_TEST(key_replays_the_same_body_and_refuses_another)
{
    const char *body = body_of("D1.B1.C1", "");
    struct ask ask = {.method = "POST",
                      .path = "/api/v1/members",
                      .token = office,
                      .headers = "Idempotency-Key: abc-1\r\n",
                      .body = body};
    struct answer a = server_ask(&s, ask), b = server_ask(&s, ask);
    ck_status(a, 201);
    ck_status(b, 201);
    ck_assert_str_eq(a.body, b.body);
    char *first = answer_header(&a, "Location"), *again = answer_header(&b, "Location");
    ck_assert_str_eq(first, again);
    free(first);
    free(again);
    answer_free(&a);
    answer_free(&b);
    ask.body = body_of("D1.B1.C2", "");
    a = server_ask(&s, ask);
    ck_status(a, 422);
    answer_free(&a);
    char *other = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    ask.token = other;
    a = server_ask(&s, ask); /* a key belongs to its caller */
    ck_status(a, 201);
    answer_free(&a);
    free(other);
    a = server_get(&s, office,
                   "/api/v1/members?count=exact&q=Ph%%E1%%BA%%A1m%%20V%%C4%%83n%%20Minh");
    ck_assert_int_eq(answer_int(&a, "total"), 2);
    answer_free(&a);
}
END_TEST

START_TEST(dated_change_holds_from_its_day_and_leaves_earlier_days_alone)
{
    int64_t id = added();
    struct answer a = patch(id, 1, "{\"residence\":\"Thôn mới\",\"effective_on\":\"2024-03-01\"}");
    ck_status(a, 200);
    answer_free(&a);
    holds(id, "2024-02-29", "residence", "Thôn cũ");
    holds(id, "2024-03-01", "residence", "Thôn mới");
    holds(id, "", "residence", "Thôn mới");
    a = patch(id, 2, "{\"residence\":\"Trước nữa\",\"effective_on\":\"2023-01-01\"}");
    ck_status(a, 409); /* a later change stands already */
    answer_free(&a);
    a = patch(id, 2, "{\"gender\":\"female\",\"effective_on\":\"2024-05-01\"}");
    ck_status(a, 400); /* no fact that changes over time */
    ck_assert(answer_blames(&a, "/gender", NULL));
    answer_free(&a);
    a = patch(id, 2, "{\"cell_id\":1,\"effective_on\":\"2024-05-01\"}");
    ck_status(a, 400); /* a transfer, not a change of a field */
    answer_free(&a);
}
END_TEST

START_TEST(correction_holds_for_all_days_and_keeps_the_old_value_in_the_history)
{
    int64_t id = added();
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/corrections", (long long)id);
    struct answer a = server_send(&s, office, "POST", path, 0, "{\"residence\":\"Thôn đúng\"}");
    ck_status(a, 400);
    answer_free(&a);
    a = server_send(
        &s, office, "POST", path, 0,
        "{\"residence\":\"Thôn đúng\",\"reason\":\"ghi sai\",\"effective_on\":\"2024-01-01\"}");
    ck_status(a, 400);
    answer_free(&a);
    a = server_send(&s, office, "POST", path, 1,
                    "{\"residence\":\"Thôn đúng\",\"reason\":\"ghi sai khi lập sổ\"}");
    ck_status(a, 200);
    answer_free(&a);
    holds(id, "2016-01-01", "residence", "Thôn đúng");
    a = server_get(&s, office, "/api/v1/members/%lld/history", (long long)id);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "items/0/op"), "correct");
    ck_assert_str_eq(answer_text(&a, "items/0/reason"), "ghi sai khi lập sổ");
    ck_assert_str_eq(answer_text(&a, "items/0/before/residence"), "Thôn cũ");
    ck_assert_str_eq(answer_text(&a, "items/0/after/residence"), "Thôn đúng");
    ck_assert_str_eq(answer_text(&a, "items/1/op"), "create");
    ck_assert_str_eq(answer_text(&a, "life/0/status"), "probationary");
    ck_assert_str_eq(answer_text(&a, "life/0/from"), "2015-05-19");
    ck_assert_str_eq(answer_text(&a, "life/1/status"), "official");
    ck_assert_str_eq(answer_text(&a, "life/1/from"), "2016-05-19");
    answer_free(&a);
}
END_TEST

START_TEST(a_unit_reads_no_office_its_member_holds_above_it)
{
    char body[200], *unit = server_token(&s, ROLE_OFFICE, server_org(&s, "D1"));
    int64_t id = added();
    static const char *const orgs[] = {"D1.B1", "P"};
    for (int i = 0; i < 2; i++) {
        snprintf(body, sizeof body,
                 "{\"org_id\":%lld,\"post\":\"committee_member\",\"member_id\":%lld,\"from\":"
                 "\"2024-01-01\"}",
                 (long long)server_org(&s, orgs[i]), (long long)id);
        struct answer a = server_send(&s, office, "POST", "/api/v1/posts", 0, body);
        ck_status(a, 201);
        answer_free(&a);
    }
    struct answer a = server_get(&s, office, "/api/v1/members/%lld/history", (long long)id);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "posts")), 2);
    answer_free(&a);
    a = server_get(&s, unit, "/api/v1/members/%lld/history", (long long)id);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "posts")), 1);
    ck_assert_str_eq(answer_text(&a, "posts/0/organization/code"), "D1.B1");
    answer_free(&a);
    a = server_get(&s, unit, "/api/v1/posts?count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    answer_free(&a);
    free(unit);
}
END_TEST

START_TEST(member_counts_from_admission_up_to_the_day_of_leaving)
{
    int64_t id = added();
    struct answer a = patch(
        id, 1, "{\"left_on\":\"2020-07-01\",\"left_reason\":\"death\",\"reason\":\"báo tử\"}");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "status"), "deceased");
    answer_free(&a);
    static const struct {
        const char *day;
        int people;
    } days[] = {{"2015-05-18", 0},
                {"2015-05-19", 1},
                {"2020-06-30", 1},
                {"2020-07-01", 0},
                {"2026-11-24", 0}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        a = server_get(&s, office, "/api/v1/members?q=Minh&count=exact&as_of=%s", days[i].day);
        ck_status(a, 200);
        ck_assert_msg(answer_int(&a, "total") == days[i].people, "%s: %s", days[i].day, a.body);
        answer_free(&a);
    }
    a = server_get(&s, office,
                   "/api/v1/members?q=Minh&count=exact&status=deceased"); /* found by status, too */
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("members", 60, start, stop, create_answers_with_the_object_its_place_and_its_version,
             create_refuses_what_the_body_may_not_hold, create_is_judged_by_the_rules_of_admission,
             identifiers_belong_to_one_person, patch_needs_the_version_that_it_changes,
             patch_without_day_and_reason_is_refused, patch_is_a_merge_patch_where_null_empties,
             key_replays_the_same_body_and_refuses_another,
             dated_change_holds_from_its_day_and_leaves_earlier_days_alone,
             correction_holds_for_all_days_and_keeps_the_old_value_in_the_history,
             a_unit_reads_no_office_its_member_holds_above_it,
             member_counts_from_admission_up_to_the_day_of_leaving)
