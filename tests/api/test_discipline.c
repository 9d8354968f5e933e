/* Decisions as plain records: who sees which, and that each person in an answer is recorded. */
#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office, *inspector, *dashboard;
static int64_t first, second;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    server_import(&s, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100001HB,reprimand,2026-06-01,1-QĐ,inspection_committee\n"
                  "member,100002HB,warning,2020-06-01,2-QĐ,inspection_committee\n");
    int64_t root = server_org(&s, "P");
    office = server_token(&s, ROLE_OFFICE, root);
    inspector = server_token(&s, ROLE_INSPECTOR, root);
    dashboard = server_token(&s, ROLE_DASHBOARD, root);
    first = discipline_person(&s, office, "100001HB");
    second = discipline_person(&s, office, "100002HB");
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    free(inspector);
    free(dashboard);
    server_stop(&s);
}

/* As the reader is told them. */
static size_t readings_for(const char *reader, int64_t person)
{
    struct answer a = server_get(&s, reader, "/api/v1/members/%lld/access-log", (long long)person);
    ck_status(a, 200);
    size_t n = json_array_size(answer_at(&a, "items"));
    answer_free(&a);
    return n;
}

static size_t readings(int64_t person)
{
    return readings_for(office, person);
}

START_TEST(the_office_sees_what_is_in_force_the_inspector_all)
{
    struct answer a = server_get(&s, office, "/api/v1/discipline");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    a = server_get(&s, inspector, "/api/v1/discipline");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    answer_free(&a);
    a = server_get(&s, dashboard, "/api/v1/discipline");
    ck_status(a, 403);
    answer_free(&a);
}
END_TEST

static void ends(const char *record_number, const char *form, const char *state,
                 const char *ends_on)
{
    struct answer a = server_get(&s, inspector, "/api/v1/discipline?member_id=%lld&form=%s",
                                 (long long)discipline_person(&s, office, record_number), form);
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/state"), state);
    if (ends_on == NULL)
        ck_assert(json_is_null(answer_at(&a, "items/0/ends_on")));
    else
        ck_assert_str_eq(answer_text(&a, "items/0/ends_on"), ends_on);
    answer_free(&a);
}

START_TEST(a_decision_ends_by_itself_on_its_day_by_the_parameter_of_the_day_it_was_made)
{
    server_import(&s, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100003HB,warning,2024-02-29,3-QĐ,inspection_committee\n"
                  "member,100004HB,expulsion,2024-03-01,4-QĐ,inspection_committee\n");
    ends("100003HB", "warning", "ended", "2025-02-28");
    ends("100004HB", "expulsion", "in_force", NULL);
    ends("100001HB", "reprimand", "in_force", "2027-06-01");
    date_set_today("2027-05-31");
    ends("100001HB", "reprimand", "in_force", "2027-06-01");
    date_set_today("2027-06-01");
    ends("100001HB", "reprimand", "ended", "2027-06-01");
    struct answer a = server_get(&s, inspector, "/api/v1/discipline?state=in_force");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    a = server_get(
        &s, inspector,
        "/api/v1/statistics/discipline?from=2020-01-01&to=2026-12-31&state=in_force&by=form");
    ck_assert_int_eq(answer_int(&a, "total"), 2); /* on the last day of the period */
    answer_free(&a);
    /* a new value moves what is decided from its day on, and nothing before */
    char *admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    a = server_send(
        &s, admin, "POST", "/api/v1/rules", 0,
        "{\"name\":\"discipline_end_months\",\"value\":\"6\",\"effective_from\":\"2027-01-01\","
        "\"citation\":\"Thử\"}");
    ck_status(a, 201);
    answer_free(&a);
    server_import(&s, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100002HB,reprimand,2026-12-31,5-QĐ,inspection_committee\n"
                  "member,100003HB,reprimand,2027-01-01,6-QĐ,inspection_committee\n");
    ends("100002HB", "reprimand", "in_force", "2027-12-31");
    ends("100003HB", "reprimand", "in_force", "2027-07-01");
    free(admin);
}
END_TEST

START_TEST(a_decision_that_contradicts_the_membership_is_kept_and_flagged)
{
    /* the sixth of a cell is on probation since March 2026 */
    server_import(&s, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100006HB,removal_from_office,2026-06-02,7-QĐ,inspection_committee\n"
                  "member,100006HB,reprimand,2026-06-03,8-QĐ,inspection_committee\n"
                  "member,100006HB,warning,2020-01-01,9-QĐ,inspection_committee\n");
    static const char *const flags[][2] = {{"removal_from_office", "form_of_officials"},
                                           {"reprimand", NULL},
                                           {"warning", "outside_membership"}};
    int64_t person = discipline_person(&s, office, "100006HB");
    for (int i = 0; i < 3; i++) {
        struct answer a = server_get(&s, inspector, "/api/v1/discipline?member_id=%lld&form=%s",
                                     (long long)person, flags[i][0]);
        int64_t id = answer_int(&a, "items/0/id");
        answer_free(&a);
        a = server_get(&s, inspector, "/api/v1/discipline/%lld", (long long)id);
        const json_t *all = answer_at(&a, "flags");
        ck_assert_uint_eq(json_array_size(all), flags[i][1] != NULL);
        if (flags[i][1] != NULL)
            ck_assert_str_eq(json_string_value(json_array_get(all, 0)), flags[i][1]);
        answer_free(&a);
    }
}
END_TEST

START_TEST(each_person_in_a_list_is_recorded_and_nobody_else)
{
    struct answer a = server_get(&s, office, "/api/v1/discipline");
    int64_t decision = answer_int(&a, "items/0/id");
    answer_free(&a);
    ck_assert_uint_eq(readings(first), 1);
    ck_assert_uint_eq(readings(second), 0); /* expired, so not in the office's answer */
    a = server_get(&s, inspector, "/api/v1/discipline?format=csv");
    ck_status(a, 200);
    answer_free(&a);
    /* what an inspector reads tells an office nothing, and inspectors everything */
    ck_assert_uint_eq(readings(first), 1);
    ck_assert_uint_eq(readings(second), 0);
    ck_assert_uint_eq(readings_for(inspector, first), 2);
    ck_assert_uint_eq(readings_for(inspector, second), 1);
    a = server_get(&s, office, "/api/v1/discipline/%lld", (long long)decision);
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_uint_eq(readings(first), 2);
    ck_assert_uint_eq(readings_for(inspector, first), 3);
    a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)first);
    const char *fields = json_string_value(json_array_get(answer_at(&a, "items/0/fields"), 0));
    ck_assert_str_eq(fields, "discipline");
    answer_free(&a);
}
END_TEST

START_TEST(the_audit_trail_tells_an_office_nothing_of_what_has_ended)
{
    struct answer a = server_get(&s, office, "/api/v1/audit?resource=discipline&limit=50");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_ptr_null(strstr(a.body, "2-QĐ"));
    answer_free(&a);
    date_set_today("2027-06-01"); /* the other one ends, too */
    a = server_get(&s, office, "/api/v1/audit?resource=discipline&limit=50");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
}
END_TEST

START_TEST(a_refused_question_records_nothing)
{
    struct answer a = server_get(&s, dashboard, "/api/v1/discipline");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/discipline?limit=x");
    ck_status(a, 400);
    answer_free(&a);
    ck_assert_uint_eq(readings(first), 0);
}
END_TEST

HARNESS_MAIN("discipline", 120, start, stop, the_office_sees_what_is_in_force_the_inspector_all,
             a_decision_ends_by_itself_on_its_day_by_the_parameter_of_the_day_it_was_made,
             a_decision_that_contradicts_the_membership_is_kept_and_flagged,
             each_person_in_a_list_is_recorded_and_nobody_else,
             the_audit_trail_tells_an_office_nothing_of_what_has_ended,
             a_refused_question_records_nothing)
