/* Dossiers as records: listing, correcting, searching, scope, sensitive fields, taking out again.
 */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CANDIDATES "/api/v1/candidates"

static struct server s;
static char *office, *secretary, *viewer, *inspector, *elsewhere;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "D1"));
    inspector = server_token(&s, ROLE_INSPECTOR, server_org(&s, "P"));
    elsewhere = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    free(secretary);
    free(viewer);
    free(inspector);
    free(elsewhere);
    server_stop(&s);
}

static struct answer list_person(const char *token, const char *cell, const char *more)
{
    char body[600];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Đinh Thị Mây\",\"cell_id\":%lld,\"listed_on\":\"2026-02-03\","
             "\"born_on\":\"2003-04-05\",\"source\":\"youth_union\"%s}",
             (long long)server_org(&s, cell), more);
    return server_send(&s, token, "POST", CANDIDATES, 0, body);
}

static int64_t listed(const char *cell, const char *more)
{
    struct answer a = list_person(office, cell, more);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static int64_t member(const char *record_number)
{
    struct answer a = server_get(&s, office, "/api/v1/members?q=%s", record_number);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static void refused(struct answer a, int status, const char *pointer, const char *code)
{
    ck_status(a, status);
    ck_assert_msg(answer_blames(&a, pointer, code), "%s %s: %s", pointer, code, a.body);
    answer_free(&a);
}

static struct answer patch(int64_t id, int64_t version, const char *body)
{
    char path[64];
    snprintf(path, sizeof path, CANDIDATES "/%lld", (long long)id);
    return server_send(&s, office, "PATCH", path, version, body);
}

START_TEST(a_secretary_lists_somebody_in_the_own_cell_and_the_dossier_stands_at_its_first_step)
{
    struct answer a = list_person(secretary, "D1.B1.C1", "");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "state"), "open");
    ck_assert_str_eq(answer_text(&a, "stage"), "listed");
    ck_assert_str_eq(answer_text(&a, "next_step"), "sympathizer");
    ck_assert_str_eq(answer_text(&a, "cell_code"), "D1.B1.C1");
    ck_assert(json_is_null(answer_at(&a, "due_on")));
    answer_free(&a);
    refused(list_person(secretary, "D1.B1.C2", ""), 400, "/cell_id", "not_found");
    refused(list_person(office, "D1.B1", ""), 400, "/cell_id", "not_a_cell");
}
END_TEST

START_TEST(a_list_holds_the_callers_scope_and_filters_by_stage_name_and_source)
{
    int64_t here = listed("D1.B1.C1", "");
    listed("D2.B1.C1", "");
    struct answer a = server_get(&s, office, CANDIDATES "?q=may+dinh&stage=listed&count=exact");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "total"), 2);
    answer_free(&a);
    a = server_get(&s, secretary, CANDIDATES "?source=youth_union&sort=name");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_int_eq(answer_int(&a, "items/0/id"), here);
    answer_free(&a);
    a = server_get(&s, office, CANDIDATES "?source=farmers_union");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
    a = server_get(&s, elsewhere, CANDIDATES "/%lld", (long long)here);
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(&s, inspector, CANDIDATES);
    ck_status(a, 403);
    answer_free(&a);
}
END_TEST

START_TEST(sensitive_fields_are_left_out_and_their_reading_is_recorded_under_no_members_name)
{
    int64_t id = listed("D1.B1.C1", ",\"personal_id\":\"017203000111\",\"religion\":\"02\"");
    struct answer a = server_get(&s, viewer, CANDIDATES "/%lld", (long long)id);
    ck_status(a, 200);
    ck_assert_ptr_null(json_object_get(a.json, "personal_id"));
    ck_assert_ptr_nonnull(strstr(a.body, "\"hidden\""));
    answer_free(&a);
    a = server_get(&s, viewer, CANDIDATES "/%lld?include=sensitive", (long long)id);
    ck_status(a, 403);
    answer_free(&a);
    a = server_get(&s, office, CANDIDATES "/%lld?include=sensitive", (long long)id);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "personal_id"), "017203000111");
    answer_free(&a);
    a = server_get(&s, office, CANDIDATES "?q=017203000111");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    /* the member whose number is the dossier's was not read */
    a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)id);
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
}
END_TEST

START_TEST(a_correction_needs_the_version_and_two_helpers_are_two_people)
{
    int64_t id = listed("D1.B1.C1", ""), one = member("100001HB"), two = member("100002HB");
    char body[200];
    struct answer a = patch(id, 0, "{\"phone\":\"0912\"}");
    ck_status(a, 428);
    answer_free(&a);
    snprintf(body, sizeof body, "{\"helper_id\":%lld,\"full_name\":\"Đinh Thị Mai\"}",
             (long long)one);
    a = patch(id, 1, body);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "helper_name"), "Nguyễn Văn An");
    ck_assert_int_eq(answer_int(&a, "version"), 2);
    answer_free(&a);
    snprintf(body, sizeof body, "{\"helper2_id\":%lld}", (long long)one);
    refused(patch(id, 2, body), 400, "/helper2_id", "same_person");
    snprintf(body, sizeof body, "{\"introducer_id\":%lld,\"introducer2_id\":999999}",
             (long long)two);
    refused(patch(id, 2, body), 400, "/introducer2_id", "not_found");
    a = patch(id, 1, "{\"phone\":\"0912\"}");
    ck_status(a, 412);
    answer_free(&a);
    a = server_get(&s, office, CANDIDATES "?q=mai");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
}
END_TEST

START_TEST(nobody_has_two_open_dossiers_and_no_member_has_one)
{
    listed("D1.B1.C1", ",\"personal_id\":\"017203000222\"");
    refused(list_person(office, "D1.B1.C2", ",\"personal_id\":\"017203000222\""), 409,
            "/personal_id", "duplicate");
    refused(list_person(office, "D1.B1.C2", ",\"personal_id\":\"017085000001\""), 409,
            "/personal_id", "duplicate");
    char more[80];
    snprintf(more, sizeof more, ",\"previous_member_id\":%lld", (long long)member("100001HB"));
    refused(list_person(office, "D1.B1.C1", more), 400, "/previous_member_id", "still_member");
    date_set_today("2026-02-02");
    refused(list_person(office, "D1.B1.C1", ""), 400, "/listed_on", "future");
}
END_TEST

START_TEST(who_was_listed_by_mistake_is_taken_out_and_the_journal_keeps_it)
{
    int64_t id = listed("D1.B1.C1", "");
    char path[100];
    snprintf(path, sizeof path, CANDIDATES "/%lld?reason=nham", (long long)id);
    struct answer a = server_send(&s, office, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    a = server_get(&s, office, CANDIDATES "/%lld", (long long)id);
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/audit?resource=candidates&row_id=%lld", (long long)id);
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    answer_free(&a);
}
END_TEST

START_TEST(the_feed_tells_of_dossiers_only_those_who_may_read_them)
{
    listed("D1.B1.C1", "");
    struct answer a = server_get(&s, office, "/api/v1/changes?limit=500");
    ck_status(a, 200);
    ck_assert_ptr_nonnull(strstr(a.body, "\"candidates\""));
    answer_free(&a);
    a = server_get(&s, inspector, "/api/v1/changes?limit=500");
    ck_status(a, 200);
    ck_assert_ptr_null(strstr(a.body, "\"candidates\""));
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("candidates", 60, start, stop,
             a_secretary_lists_somebody_in_the_own_cell_and_the_dossier_stands_at_its_first_step,
             a_list_holds_the_callers_scope_and_filters_by_stage_name_and_source,
             sensitive_fields_are_left_out_and_their_reading_is_recorded_under_no_members_name,
             a_correction_needs_the_version_and_two_helpers_are_two_people,
             nobody_has_two_open_dossiers_and_no_member_has_one,
             who_was_listed_by_mistake_is_taken_out_and_the_journal_keeps_it,
             the_feed_tells_of_dossiers_only_those_who_may_read_them)
