/* Inspection and supervision: a session from the programme to its conclusion, what is followed up,
   and sessions and subjects counted apart. */
#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct discipline_world w;
#define S (&w.s)

static void start(void)
{
    discipline_world_start(&w);
}

static void stop(void)
{
    discipline_world_stop(&w);
}

static struct answer plan(const char *token, int64_t org, const char *kind, const char *actor,
                          const char *from, const char *to)
{
    char body[400];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"year\":2026,\"title\":\"Cuộc thử\",\"kind\":\"%s\",\"actor\":\"%s\","
        "\"planned_from\":\"%s\",\"planned_to\":\"%s\"}",
        (long long)org, kind, actor, from, to);
    return server_send(S, token, "POST", "/api/v1/inspections", 0, body);
}

static int64_t planned(const char *kind, const char *from, const char *to)
{
    struct answer a =
        plan(w.inspector, server_org(S, "D1"), kind, "inspection_committee", from, to);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static struct answer patch(int64_t id, const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/inspections/%lld", (long long)id);
    struct answer a = server_get(S, w.inspector, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    return server_send(S, w.inspector, "PATCH", path, version, body);
}

static struct answer below(int64_t id, const char *part, const char *body)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/inspections/%lld/%s", (long long)id, part);
    return server_send(S, w.inspector, "POST", path, 0, body);
}

static void subject(int64_t id, const char *field, int64_t of, const char *more)
{
    char body[200];
    snprintf(body, sizeof body, "{\"%s\":%lld%s}", field, (long long)of, more);
    struct answer a = below(id, "subjects", body);
    ck_status(a, 201);
    answer_free(&a);
}

static void done(struct answer a)
{
    ck_status(a, 200);
    answer_free(&a);
}

static void refused(struct answer a, int status, const char *pointer, const char *code)
{
    ck_assert_msg(a.status == status && answer_blames(&a, pointer, code), "%d %s", a.status,
                  a.body);
    answer_free(&a);
}

START_TEST(a_session_is_planned_begun_and_concluded_with_its_subjects)
{
    int64_t id = planned("sign_inspection", "2026-03-01", "2026-03-31");
    refused(patch(id, "{\"concluded_on\":\"2026-04-02\",\"conclusion\":\"Có vi phạm\"}"), 400,
            "/started_on", "required");
    done(patch(id, "{\"started_on\":\"2026-03-05\",\"decision_number\":\"5-QĐ/UBKT\"}"));
    refused(patch(id, "{\"concluded_on\":\"2026-04-02\",\"conclusion\":\"Có vi phạm\"}"), 400,
            "/concluded_on", "subjects");
    subject(id, "member_id", w.member, ",\"violation\":true,\"discipline\":true");
    subject(id, "org_id", w.cell, "");
    char body[100];
    snprintf(body, sizeof body, "{\"member_id\":%lld}", (long long)w.member);
    refused(below(id, "subjects", body), 409, "/member_id", "duplicate");
    refused(below(id, "subjects", "{}"), 400, "/member_id", "subject");
    refused(patch(id, "{\"concluded_on\":\"2026-03-02\",\"conclusion\":\"x\"}"), 400,
            "/concluded_on", "order");
    struct answer a = patch(id, "{\"concluded_on\":\"2026-04-02\",\"conclusion\":\"Có vi phạm\"}");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "state"), "concluded");
    ck_assert_int_eq(answer_int(&a, "subjects"), 2);
    ck_assert_int_eq(answer_int(&a, "members"), 1);
    ck_assert_int_eq(answer_int(&a, "violations"), 1);
    answer_free(&a);
    refused(patch(id, "{\"cancelled_on\":\"2026-04-03\"}"), 400, "/cancelled_on", "concluded");
}
END_TEST

START_TEST(a_finding_leads_to_a_case_and_the_subject_names_it)
{
    int64_t id = planned("sign_inspection", "2026-03-01", "2026-03-31");
    subject(id, "member_id", w.member, "");
    int64_t file = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01", "");
    struct answer a =
        server_get(S, w.inspector, "/api/v1/inspections/%lld/subjects", (long long)id);
    int64_t row = answer_int(&a, "items/0/id"), version = answer_int(&a, "items/0/version");
    answer_free(&a);
    char path[120], body[100];
    snprintf(path, sizeof path, "/api/v1/inspections/%lld/subjects/%lld", (long long)id,
             (long long)row);
    snprintf(body, sizeof body, "{\"case_id\":%lld,\"violation\":true}", (long long)file);
    a = server_send(S, w.inspector, "PATCH", path, version, body);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "case_id"), file);
    version = answer_int(&a, "version");
    answer_free(&a);
    refused(server_send(S, w.inspector, "PATCH", path, version, "{\"case_id\":77}"), 400,
            "/case_id", "not_found");
}
END_TEST

START_TEST(who_has_no_business_with_it_is_refused_and_other_units_have_no_such_session)
{
    int64_t id = planned("regular_inspection", "2026-03-01", "2026-03-31");
    struct answer a = server_get(S, w.office, "/api/v1/inspections");
    ck_status(a, 403);
    answer_free(&a);
    char *other = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    a = server_get(S, other, "/api/v1/inspections/%lld", (long long)id);
    ck_status(a, 404);
    answer_free(&a);
    ck_assert_uint_eq(discipline_rows(S, other, "/api/v1/inspections"), 0);
    refused(plan(other, server_org(S, "D1"), "regular_inspection", "committee", "2026-03-01",
                 "2026-03-02"),
            400, "/org_id", "not_found");
    free(other);
    /* a secretary keeps the cell's own */
    ck_assert_uint_eq(discipline_rows(S, w.secretary, "/api/v1/inspections"), 0);
    a = plan(w.secretary, w.cell, "thematic_supervision", "cell", "2026-03-01", "2026-03-31");
    ck_status(a, 201);
    ck_assert(strstr(a.body, "inspection_cell_members") != NULL); /* six members, no committee */
    answer_free(&a);
    ck_assert_uint_eq(discipline_rows(S, w.secretary, "/api/v1/inspections"), 1);
}
END_TEST

static struct answer figures(const char *query)
{
    struct answer a = server_get(
        S, w.inspector, "/api/v1/statistics/inspections?from=2026-01-01&to=2026-12-31%s", query);
    ck_status(a, 200);
    return a;
}

START_TEST(sessions_and_subjects_are_counted_apart_and_parts_make_the_whole)
{
    int64_t one = planned("regular_inspection", "2026-03-01", "2026-03-31"),
            two = planned("thematic_supervision", "2026-05-01", "2026-05-31");
    planned("thematic_supervision", "2025-05-01", "2025-05-31");
    subject(one, "member_id", w.member, ",\"violation\":true");
    subject(one, "member_id", w.second, "");
    subject(one, "org_id", w.cell, "");
    subject(two, "org_id", w.cell, "");
    struct answer a = figures("&by=kind");
    ck_assert_int_eq(answer_int(&a, "total"), 2);
    int64_t sessions = 0, subjects = 0;
    for (size_t i = 0; i < json_array_size(answer_at(&a, "rows")); i++) {
        json_t *row = json_array_get(answer_at(&a, "rows"), i);
        sessions += json_integer_value(json_object_get(row, "count"));
        json_t *of = json_object_get(row, "subjects");
        subjects += json_is_string(of) ? atoi(json_string_value(of)) : json_integer_value(of);
    }
    ck_assert_int_eq(sessions, 2);
    ck_assert_int_eq(subjects, 4);
    answer_free(&a);
    /* a session counts in the month it began, whatever was planned */
    done(patch(two, "{\"started_on\":\"2026-06-10\"}"));
    a = figures("&by=month&kind=thematic_supervision");
    ck_assert_str_eq(answer_text(&a, "rows/0/month"), "2026-06");
    answer_free(&a);
    a = figures("&by=unit&compare=same_period");
    ck_assert_int_eq(answer_int(&a, "previous/total"), 1);
    answer_free(&a);
    char *dashboard = server_token(S, ROLE_DASHBOARD, server_org(S, "P"));
    a = server_get(S, dashboard, "/api/v1/statistics/inspections?from=2026-01-01&to=2026-12-31");
    ck_status(a, 403);
    answer_free(&a);
    free(dashboard);
}
END_TEST

START_TEST(reading_its_subjects_is_recorded_and_what_names_nobody_is_not)
{
    int64_t id = planned("regular_inspection", "2026-03-01", "2026-03-31");
    subject(id, "member_id", w.member, "");
    struct answer a = below(id, "recommendations", "{\"what\":\"Chấn chỉnh\"}");
    ck_status(a, 201);
    answer_free(&a);
    int64_t before = harness_number(S, "SELECT count(*) FROM confidential_read");
    a = server_get(S, w.inspector, "/api/v1/inspections/%lld/recommendations", (long long)id);
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM confidential_read"), before);
    a = server_get(S, w.inspector, "/api/v1/inspections/%lld/subjects", (long long)id);
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM confidential_read"), before + 1);
}
END_TEST

START_TEST(what_is_to_begin_to_conclude_and_to_follow_up_is_among_what_is_due)
{
    int64_t id = planned("regular_inspection", "2026-11-01", "2026-11-20");
    planned("regular_inspection", "2027-03-01", "2027-03-20");
    ck_assert_int_eq(discipline_due(S, w.inspector, "inspection_start"), 1);
    done(patch(id, "{\"started_on\":\"2026-11-03\"}"));
    ck_assert_int_eq(discipline_due(S, w.inspector, "inspection_start"), 0);
    ck_assert_int_eq(discipline_due(S, w.inspector, "inspection_end"), 1);
    struct answer a =
        below(id, "recommendations", "{\"what\":\"Chấn chỉnh\",\"due_on\":\"2026-11-10\"}");
    ck_status(a, 201);
    char path[120];
    snprintf(path, sizeof path, "/api/v1/inspections/%lld/recommendations/%lld", (long long)id,
             (long long)answer_int(&a, "id"));
    answer_free(&a);
    ck_assert_int_eq(discipline_due(S, w.inspector, "inspection_recommendation"), 1);
    ck_assert_int_eq(discipline_due(S, w.office, "inspection_recommendation"), 0);
    char *other = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    ck_assert_int_eq(discipline_due(S, other, "inspection_recommendation"), 0);
    ck_assert_int_eq(discipline_due(S, other, "inspection_end"), 0);
    free(other);
    done(server_send(S, w.inspector, "PATCH", path, 1, "{\"done_on\":\"2026-11-12\"}"));
    ck_assert_int_eq(discipline_due(S, w.inspector, "inspection_recommendation"), 0);
}
END_TEST

HARNESS_MAIN("inspections", 60, start, stop,
             a_session_is_planned_begun_and_concluded_with_its_subjects,
             a_finding_leads_to_a_case_and_the_subject_names_it,
             who_has_no_business_with_it_is_refused_and_other_units_have_no_such_session,
             sessions_and_subjects_are_counted_apart_and_parts_make_the_whole,
             reading_its_subjects_is_recorded_and_what_names_nobody_is_not,
             what_is_to_begin_to_conclude_and_to_follow_up_is_among_what_is_due)
