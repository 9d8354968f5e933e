/* Rule parameters: a new value from a day on, what is refused, confirming with If-Match. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES "/api/v1/rules"

static struct server s;
static char *admin, *office;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    int64_t root = server_org(&s, "P");
    admin = server_token(&s, ROLE_SYSTEM_ADMIN, root);
    office = server_token(&s, ROLE_OFFICE, root);
}

static void stop(void)
{
    date_set_today(NULL);
    free(admin);
    free(office);
    server_stop(&s);
}

static struct answer set(const char *name, const char *value, const char *from)
{
    char body[300];
    snprintf(body, sizeof body,
             "{\"name\":\"%s\",\"value\":\"%s\",\"effective_from\":\"%s\",\"citation\":\"Điều 5\","
             "\"confirmed\":true}",
             name, value, from);
    return server_send(&s, admin, "POST", RULES, 0, body);
}

static void value_on(const char *day, const char *value)
{
    struct answer a = server_get(&s, office, RULES "?name=probation_months&as_of=%s", day);
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/value"), value);
    answer_free(&a);
}

START_TEST(a_new_value_holds_from_its_day_and_the_old_one_until_then)
{
    struct answer a = set("probation_months", "6", "2027-01-01");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "unit"), "months");
    answer_free(&a);
    value_on("2026-12-31", "12");
    value_on("2027-01-01", "6");
    /* one between the two ends where the later begins */
    a = set("probation_months", "9", "2026-12-01");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "effective_to"), "2027-01-01");
    answer_free(&a);
    value_on("2026-12-31", "9");
    value_on("2027-01-01", "6");
    a = server_get(&s, office, RULES "?name=probation_months");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 3); /* the history stays */
    answer_free(&a);
}
END_TEST

static void refused(struct answer a, int status, const char *pointer, const char *code)
{
    ck_status(a, status);
    ck_assert_msg(answer_blames(&a, pointer, code), "%s %s: %s", pointer, code, a.body);
    answer_free(&a);
}

START_TEST(values_days_and_names_that_cannot_be_are_refused_at_their_field)
{
    refused(set("probation_months", "mười hai", "2027-01-01"), 400, "/value", "format");
    refused(set("admission_vote_share", "2", "2027-01-01"), 400, "/value", "format");
    refused(set("attendance_aim_percent", "101", "2027-01-01"), 400, "/value", "format");
    refused(set("organization_parents", "1", "2027-01-01"), 400, "/name", "fixed");
    refused(set("no_such_rule", "1", "2027-01-01"), 400, "/name", "unknown");
    refused(set("group_meetings_year", "4", "2020-01-01"), 400, "/effective_from", "too_early");
    struct answer a = set("probation_months", "6", "2027-01-01");
    ck_status(a, 201);
    answer_free(&a);
    refused(set("probation_months", "7", "2027-01-01"), 409, "/effective_from", "duplicate");
    value_on("2027-01-01", "6");
}
END_TEST

START_TEST(confirming_needs_the_version_that_was_read)
{
    struct answer a = server_get(&s, office, RULES "?name=congress_years_base");
    ck_status(a, 200);
    ck_assert(json_is_false(answer_at(&a, "items/0/confirmed")));
    char path[80];
    snprintf(path, sizeof path, RULES "/%lld", (long long)answer_int(&a, "items/0/id"));
    int64_t version = answer_int(&a, "items/0/version");
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", path, version, "{\"confirmed\":true}");
    ck_status(a, 200);
    ck_assert(json_is_true(answer_at(&a, "confirmed")));
    ck_assert_str_eq(answer_text(&a, "citation"), "Điều lệ Đảng, Điều 22.1"); /* untouched */
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", path, version, "{\"citation\":\"khác\"}");
    ck_status(a, 412);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, version + 1, "{\"citation\":\"khác\"}");
    ck_status(a, 403);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("rules", 60, start, stop, a_new_value_holds_from_its_day_and_the_old_one_until_then,
             values_days_and_names_that_cannot_be_are_refused_at_their_field,
             confirming_needs_the_version_that_was_read)
