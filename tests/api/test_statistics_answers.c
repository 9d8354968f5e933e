/* What a statistic's answer looks like: percentages, 304, hidden small counts, comparisons, the
 * past as it was known. */
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

static json_t *row_of(const struct answer *a, const char *by, const char *value)
{
    size_t i;
    json_t *row;
    json_array_foreach (answer_at(a, "rows"), i, row) {
        const char *text = json_string_value(json_object_get(row, by));
        if (value == NULL ? text == NULL : text != NULL && strcmp(text, value) == 0)
            return row;
    }
    ck_abort_msg("no row %s in %s", value ? value : "null", a->body);
    return NULL;
}

static int64_t count_of(const struct answer *a, const char *by, const char *value)
{
    return json_integer_value(json_object_get(row_of(a, by, value), "count"));
}

START_TEST(halves_are_rounded_up)
{
    /* 8 more make 32: one of 32 is 3.125 %, 31 are 96.875 % */
    struct buf b = {0};
    buf_str(&b, "full_name,record_number,cell_code,admitted_on,theory_level,occupation\n");
    for (int i = 0; i < 8; i++)
        buf_printf(&b, "Người %c,30000%dHB,D1.B1.C1,2020-01-01,%s,farmer\n", 'A' + i, i,
                   i ? "elementary" : "advanced");
    server_import(&s, "members", buf_text(&b));
    buf_free(&b);
    struct answer a = server_get(&s, office, "/api/v1/statistics/members?by=theory_level");
    ck_assert_str_eq(
        json_string_value(json_object_get(row_of(&a, "theory_level", "advanced"), "percent")),
        "3.13");
    ck_assert_str_eq(
        json_string_value(json_object_get(row_of(&a, "theory_level", "elementary"), "percent")),
        "96.88");
    answer_free(&a);
    a = server_get(
        &s, office,
        "/api/v1/statistics/members?by=general_education"); /* a missing value is a row with null */
    ck_assert_int_eq(count_of(&a, "general_education", NULL), 8);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/members");
    ck_assert_str_eq(answer_text(&a, "rows/0/percent"), "100.00");
    answer_free(&a);
}
END_TEST

START_TEST(answer_names_scope_day_filters_and_dimensions)
{
    struct answer a = server_get(
        &s, office,
        "/api/v1/statistics/members?org_code=D1&as_of=2020-01-01&gender=female&by=unit,status&measure=average_age");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "scope/code"), "D1");
    ck_assert_str_eq(answer_text(&a, "scope/level"), "below");
    ck_assert_str_eq(answer_text(&a, "as_of"), "2020-01-01");
    ck_assert_str_eq(answer_text(&a, "filters/gender"), "female");
    ck_assert_str_eq(answer_text(&a, "by/1"), "status");
    ck_assert_str_eq(answer_text(&a, "rows/0/unit/code"), "D1.B1");
    ck_assert(answer_text(&a, "rows/0/average_age") != NULL && answer_text(&a, "seq") != NULL);
    answer_free(&a);
}
END_TEST

START_TEST(wrong_questions_are_refused)
{
    static const char *const bad[] = {"members?by=x",
                                      "members?by=gender,gender",
                                      "members?by=gender,status,activity,kind",
                                      "members?as_of=2020",
                                      "members?from=2020-01-01",
                                      "members?measure=wealth",
                                      "admissions",
                                      "admissions?from=2020-01-01&to=2019-01-01",
                                      "flows?from=2020-01-01",
                                      "flows?from=2020-01-01&to=2020-12-31&by=gender",
                                      "members?unknown=1",
                                      "members?by=gender&by=status",
                                      "targets?from=2020-01-01&to=2020-12-31&indicator=x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct answer a = server_get(&s, office, "/api/v1/statistics/%s", bad[i]);
        ck_assert_msg(a.status == 400, "%s: %d", bad[i], a.status);
        answer_free(&a);
    }
}
END_TEST

START_TEST(sensitive_dimensions_are_for_dashboards_but_not_for_viewers)
{
    const int64_t root = server_org(&s, "P");
    char *viewer = server_token(&s, ROLE_VIEWER, root),
         *board = server_token(&s, ROLE_DASHBOARD, root);
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/statistics/members?by=ethnicity"),
                     403);
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/statistics/members?ethnicity=01"),
                     403);
    ck_assert_int_eq(harness_token_status(&s, board, "/api/v1/statistics/members?by=ethnicity"),
                     200);
    ck_assert_int_eq(
        harness_token_status(&s, board, "/api/v1/statistics/members?personal_id=017085000000"),
        403);
    ck_assert_int_eq(harness_token_status(&s, board, "/api/v1/members"), 403);
    free(viewer);
    free(board);
}
END_TEST

/* ---- 304 */

static int status_since(const char *token, const char *path, const char *tag)
{
    char head[200];
    snprintf(head, sizeof head, "If-None-Match: %s\r\n", tag);
    struct answer a = server_ask(&s, (struct ask){.path = path, .token = token, .headers = head});
    int status = a.status;
    ck_assert(status != 304 || a.body_len == 0);
    answer_free(&a);
    return status;
}

static void add_member(const char *cell)
{
    char body[200];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Người Mới\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}",
             (long long)server_org(&s, cell));
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    answer_free(&a);
}

START_TEST(tag_holds_until_something_in_its_scope_changes)
{
    static const char *const paths[] = {
        "/api/v1/statistics/members?org_code=D1&by=gender",
        "/api/v1/statistics/organizations?org_code=D1&by=kind",
        "/api/v1/statistics/admissions?org_code=D1&from=2020-01-01&to=2020-12-31",
        "/api/v1/statistics/flows?org_code=D1&from=2020-01-01&to=2020-12-31",
        "/api/v1/statistics/targets?org_code=D1&from=2020-01-01&to=2020-12-31"};
    enum { N = sizeof paths / sizeof *paths };
    char *tags[N];
    for (int i = 0; i < N; i++) {
        struct answer a = server_get(&s, office, "%s", paths[i]);
        ck_status(a, 200);
        tags[i] = answer_header(&a, "ETag");
        ck_assert_msg(tags[i] != NULL && tags[i][0] == '"', "no strong tag: %s", a.head);
        answer_free(&a);
    }
    add_member("D2.B1.C1");
    for (int i = 0; i < N; i++)
        ck_assert_msg(status_since(office, paths[i], tags[i]) == 304, "%s", paths[i]);
    add_member("D1.B1.C1");
    for (int i = 0; i < N; i++) {
        ck_assert_msg(status_since(office, paths[i], tags[i]) == 200, "%s", paths[i]);
        free(tags[i]);
    }
}
END_TEST

/* ---- small counts */

static char *shy_token(int below)
{
    char *admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P")), body[200];
    snprintf(body, sizeof body,
             "{\"name\":\"bảng\",\"role\":\"dashboard\",\"org_id\":%lld,\"suppress_below\":%d}",
             (long long)server_org(&s, "P"), below);
    struct answer a = server_send(&s, admin, "POST", "/api/v1/tokens", 0, body);
    ck_status(a, 201);
    char *secret = strdup(answer_text(&a, "secret"));
    answer_free(&a);
    free(admin);
    return secret;
}

START_TEST(small_counts_are_hidden_and_cannot_be_had_by_subtraction)
{
    char *shy = shy_token(5);
    struct answer a = server_get(
        &s, shy, "/api/v1/statistics/members?by=ethnicity"); /* 8 Kinh, 12 Mường, 4 Thái */
    ck_status(a, 200);
    json_t *thai = row_of(&a, "ethnicity", "03"), *kinh = row_of(&a, "ethnicity", "01");
    ck_assert(json_is_null(json_object_get(thai, "count")) &&
              json_is_true(json_object_get(thai, "suppressed")));
    ck_assert_msg(json_is_null(json_object_get(kinh, "count")),
                  "the only hidden row follows from the total: %s", a.body);
    ck_assert_int_eq(count_of(&a, "ethnicity", "04"), 12);
    answer_free(&a);
    a = server_get(&s, shy, "/api/v1/statistics/members?by=ethnicity&format=csv");
    ck_status(a, 200);
    ck_assert_ptr_nonnull(strstr(a.body, "04,12,"));
    ck_assert_ptr_nonnull(strstr(a.body, "03,,"));
    answer_free(&a);
    a = server_get(&s, shy, "/api/v1/statistics/members?org_code=D2&status=probationary");
    ck_assert(json_is_null(answer_at(&a, "total")));
    answer_free(&a);
    free(shy);
}
END_TEST

START_TEST(comparison_does_not_give_hidden_counts_away)
{
    char *shy = shy_token(5);
    /* 3 people of one level today, 8 of them a year ago: the difference would tell the 3 */
    struct buf b = {0};
    buf_str(
        &b,
        "full_name,record_number,cell_code,admitted_on,professional_level,left_on,left_reason\n");
    for (int i = 0; i < 8; i++)
        buf_printf(&b, "Người %c,30000%dHB,D1.B1.C1,2020-01-01,doctor,%s\n", 'A' + i, i,
                   i < 5 ? "2026-03-01,death" : ",");
    server_import(&s, "members", buf_text(&b));
    buf_free(&b);
    struct answer a =
        server_get(&s, shy, "/api/v1/statistics/members?by=professional_level&compare=same_period");
    ck_status(a, 200);
    ck_assert(json_is_null(json_object_get(row_of(&a, "professional_level", "doctor"), "count")));
    size_t i;
    json_t *row;
    json_array_foreach (answer_at(&a, "previous/rows"), i, row)
        ck_assert_msg(!json_is_integer(json_object_get(row, "difference")), "%s", a.body);
    answer_free(&a);
    free(shy);
}
END_TEST

START_TEST(flows_and_targets_hide_small_numbers_of_people_too)
{
    char *shy = shy_token(5);
    struct answer a =
        server_get(&s, shy, "/api/v1/statistics/flows?org_code=D2&from=2026-03-01&to=2026-03-31");
    ck_status(a, 200); /* one was admitted */
    ck_assert_msg(json_is_null(answer_at(&a, "increase")) &&
                      json_is_true(answer_at(&a, "suppressed")),
                  "%s", a.body);
    ck_assert_int_eq(answer_int(&a, "closing"), 6);
    answer_free(&a);
    a = server_get(&s, shy, "/api/v1/statistics/targets?org_code=D2&from=2026-03-01&to=2026-03-31");
    ck_assert_msg(json_is_null(answer_at(&a, "value")) && json_is_true(answer_at(&a, "suppressed")),
                  "%s", a.body);
    answer_free(&a);
    free(shy);
}
END_TEST

/* ---- comparisons, targets, the past */

START_TEST(comparison_takes_whole_months_or_as_many_days)
{
    static const struct {
        const char *asked, *from, *to;
    } all[] = {{"from=2026-01-01&to=2026-06-30&compare=previous", "2025-07-01", "2025-12-31"},
               {"from=2026-01-01&to=2026-06-30&compare=same_period", "2025-01-01", "2025-06-30"},
               {"from=2026-03-01&to=2026-03-31&compare=previous", "2026-02-01", "2026-02-28"},
               {"from=2026-01-05&to=2026-01-14&compare=previous", "2025-12-26", "2026-01-04"},
               {"from=2025-02-01&to=2025-02-28&compare=same_period", "2024-02-01", "2024-02-29"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (int flows = 0; flows < 2; flows++) {
            struct answer a = server_get(&s, office, "/api/v1/statistics/%s?%s",
                                         flows ? "flows" : "admissions", all[i].asked);
            ck_status(a, 200);
            ck_assert_str_eq(answer_text(&a, "previous/from"), all[i].from);
            ck_assert_str_eq(answer_text(&a, "previous/to"), all[i].to);
            answer_free(&a);
        }
}
END_TEST

START_TEST(target_is_that_of_the_period_else_the_shortest_that_contains_it)
{
    server_import(
        &s, "targets",
        "org_code,indicator,from,to,value,scope\nP,admissions,2026-01-01,2026-12-31,8,\n"
        "P,admissions,2025-01-01,2029-12-31,100,\nD1,admissions,2026-01-01,2026-12-31,6,\n");
    struct answer a =
        server_get(&s, office, "/api/v1/statistics/targets?from=2026-01-01&to=2026-06-30");
    ck_assert_int_eq(answer_int(&a, "target"), 8);
    ck_assert_int_eq(answer_int(&a, "value"), 4);
    ck_assert_str_eq(answer_text(&a, "percent"), "50.00");
    ck_assert_str_eq(answer_text(&a, "target_period/to"), "2026-12-31");
    ck_assert_str_eq(answer_text(&a, "rows/0/unit/code"), "D2"); /* by name: Hai before Một */
    ck_assert(json_is_null(answer_at(&a, "rows/0/target")));
    ck_assert_int_eq(answer_int(&a, "rows/1/target"), 6);
    ck_assert_int_eq(answer_int(&a, "rows/1/value"), 3);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/targets?from=2026-01-01&to=2027-06-30");
    ck_assert_int_eq(answer_int(&a, "target"), 100);
    answer_free(&a);
}
END_TEST

START_TEST(what_was_known_then_is_answered_as_it_was_known)
{
    time_text then, now;
    time_now(then);
    do
        time_now(now);
    while (strcmp(then, now) == 0); /* the next save has a later time */
    struct answer a = server_get(&s, office, "/api/v1/members?q=100001HB&fields=id");
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, 1,
                    "{\"gender\":\"female\",\"reason\":\"ghi nhầm\"}");
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/members?by=gender&as_of=2020-01-01");
    ck_assert_int_eq(count_of(&a, "gender", "female"), 9);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/members?by=gender&as_of=2020-01-01&known_at=%s",
                   then);
    ck_status(a, 200);
    ck_assert_int_eq(count_of(&a, "gender", "female"), 8);
    ck_assert_int_eq(answer_int(&a, "total"), 20);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("statistics_answers", 60, start, stop, halves_are_rounded_up,
             answer_names_scope_day_filters_and_dimensions, wrong_questions_are_refused,
             sensitive_dimensions_are_for_dashboards_but_not_for_viewers,
             tag_holds_until_something_in_its_scope_changes,
             small_counts_are_hidden_and_cannot_be_had_by_subtraction,
             comparison_does_not_give_hidden_counts_away,
             flows_and_targets_hide_small_numbers_of_people_too,
             comparison_takes_whole_months_or_as_many_days,
             target_is_that_of_the_period_else_the_shortest_that_contains_it,
             what_was_known_then_is_answered_as_it_was_known)
