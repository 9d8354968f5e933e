/* What is due: recognitions with and without a dossier, transfers on both sides, what ends, badges;
   in whose scope, in which state on which day, and counted. */
#include "api/harness_candidate.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office, *secretary, *elsewhere, *dashboard;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-03-10");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    elsewhere = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    dashboard = server_token(&s, ROLE_DASHBOARD, server_org(&s, "P"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    free(secretary);
    free(elsewhere);
    free(dashboard);
    server_stop(&s);
}

static int64_t add_member(const char *cell, const char *name, const char *dates)
{
    char body[300];
    snprintf(body, sizeof body, "{\"full_name\":\"%s\",\"cell_id\":%lld%s}", name,
             (long long)server_org(&s, cell), dates);
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

/* The task of the kind that names the person, or NULL; the answer stays the caller's. */
static const json_t *find(const struct answer *a, const char *kind, const char *name)
{
    size_t i;
    json_t *x;
    json_array_foreach (answer_at(a, "items"), i, x) {
        const char *n = json_string_value(json_object_get(x, "name"));
        if (strcmp(json_string_value(json_object_get(x, "kind")), kind) == 0 &&
            (name == NULL || (n != NULL && strcmp(n, name) == 0)))
            return x;
    }
    return NULL;
}

static void state_of(const char *token, const char *kind, const char *name, const char *state)
{
    struct answer a = server_get(&s, token, "/api/v1/tasks?limit=500");
    ck_status(a, 200);
    const json_t *t = find(&a, kind, name);
    if (state == NULL)
        ck_assert_msg(t == NULL, "%s %s: %s", kind, name, a.body);
    else
        ck_assert_msg(t != NULL &&
                          strcmp(json_string_value(json_object_get(t, "state")), state) == 0,
                      "%s %s is not %s: %s", kind, name, state, a.body);
    answer_free(&a);
}

START_TEST(a_probationer_is_due_from_a_month_before_the_end_and_never_overdue_too_early)
{
    add_member("D1.B1.C1", "Bạc Thị Dự Bị", ",\"admitted_on\":\"2025-03-03\"");
    date_set_today("2026-01-31");
    state_of(office, "recognition", "Bạc Thị Dự Bị", NULL);
    date_set_today("2026-02-15");
    state_of(office, "recognition", "Bạc Thị Dự Bị", "coming");
    date_set_today("2026-03-10");
    state_of(office, "recognition", "Bạc Thị Dự Bị", "ended");
    date_set_today("2026-05-01");
    state_of(office, "recognition", "Bạc Thị Dự Bị", "in_procedure");
    date_set_today("2026-07-01");
    state_of(office, "recognition", "Bạc Thị Dự Bị", "in_procedure");
    date_set_today("2026-09-01");
    state_of(office, "recognition", "Bạc Thị Dự Bị", "overdue");
    state_of(secretary, "recognition", "Bạc Thị Dự Bị", "overdue");
    state_of(elsewhere, "recognition", "Bạc Thị Dự Bị", NULL);
}
END_TEST

START_TEST(a_dossier_is_due_by_its_own_clock_and_its_probationer_once)
{
    date_set_today("2026-11-24");
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_OPINIONS);
    state_of(office, "certificate", "Xa Thị Sen", NULL); /* holds until 2030 */
    dossier_lead_from(&d, STEP_CELL_VOTE, STEP_CELL_VOTE);
    date_set_today("2025-08-01");
    state_of(office, "admission", "Xa Thị Sen", "coming");
    state_of(elsewhere, "admission", "Xa Thị Sen", NULL);
    date_set_today("2025-10-01");
    state_of(office, "admission", "Xa Thị Sen", "in_procedure");
    date_set_today("2026-11-24");
    dossier_lead_from(&d, STEP_COMMITTEE_VOTE, STEP_CEREMONY);
    date_set_today("2026-08-20");
    struct answer a = server_get(&s, office, "/api/v1/tasks?kind=recognition&state=ended");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/resource"), "candidates");
    ck_assert_str_eq(answer_text(&a, "items/0/probation_ends_on"), "2026-08-01");
    answer_free(&a);
}
END_TEST

START_TEST(a_transfer_is_the_senders_to_send_and_then_the_receivers_to_take_in)
{
    char path[80], body[200];
    int64_t id = add_member("D1.B1.C1", "Cầm Văn Đi",
                            ",\"admitted_on\":\"2001-01-01\",\"official_on\":\"2002-01-01\"");
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)id);
    snprintf(body, sizeof body,
             "{\"kind\":\"official\",\"to_cell_id\":%lld,\"basis_on\":\"2026-01-05\"}",
             (long long)server_org(&s, "D2.B1.C1"));
    struct answer a = server_send(&s, secretary, "POST", path, 0, body);
    ck_status(a, 201);
    int64_t transfer = answer_int(&a, "id");
    answer_free(&a);
    state_of(secretary, "transfer_send", "Cầm Văn Đi", "coming");
    state_of(elsewhere, "transfer_send", "Cầm Văn Đi", NULL);
    snprintf(path, sizeof path, "/api/v1/transfers/%lld/decision", (long long)transfer);
    a = server_send(&s, office, "POST", path, 0,
                    "{\"letter_number\":\"1\",\"sent_on\":\"2026-03-02\"}");
    ck_status(a, 200);
    answer_free(&a);
    state_of(secretary, "transfer_under_way", "Cầm Văn Đi", "coming");
    state_of(elsewhere, "transfer_arrival", "Cầm Văn Đi", "coming");
    state_of(office, "transfer_arrival", "Cầm Văn Đi", "coming"); /* both ends: once */
    state_of(office, "transfer_under_way", "Cầm Văn Đi", NULL);
    date_set_today("2026-06-01");
    state_of(elsewhere, "transfer_arrival", "Cầm Văn Đi", "overdue");
}
END_TEST

START_TEST(the_end_of_a_suspension_and_the_review_of_an_exemption_are_told_before_their_day)
{
    char path[80];
    int64_t id = add_member("D1.B1.C1", "Vừa A Chờ",
                            ",\"admitted_on\":\"2001-01-01\",\"official_on\":\"2002-01-01\"");
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)id);
    struct answer a = server_send(&s, office, "POST", path, 0,
                                  "{\"kind\":\"exemption\",\"day\":\"2026-03-01\",\"ground\":"
                                  "\"maternity\",\"until\":\"2026-09-01\",\"in_favour\":5}");
    ck_status(a, 201);
    answer_free(&a);
    state_of(office, "exemption_review", "Vừa A Chờ", NULL);
    date_set_today("2026-08-10");
    state_of(office, "exemption_review", "Vừa A Chờ", "coming");
    state_of(elsewhere, "exemption_review", "Vừa A Chờ", NULL);
    date_set_today("2026-10-10"); /* it does not end by itself */
    state_of(office, "exemption_review", "Vừa A Chờ", "overdue");
    a = server_send(&s, office, "POST", path, 0,
                    "{\"kind\":\"exemption_end\",\"day\":\"2026-10-05\"}");
    ck_status(a, 201);
    answer_free(&a);
    state_of(office, "exemption_review", "Vừa A Chờ", NULL);
}
END_TEST

START_TEST(badges_are_forecast_for_the_round_and_recorded_once)
{
    int64_t id = add_member("D1.B1.C1", "Hờ A Tuổi",
                            ",\"admitted_on\":\"1996-05-10\",\"official_on\":\"1997-05-10\"");
    date_set_today("2026-04-20");
    state_of(office, "badges", NULL, "coming");
    state_of(elsewhere, "badges", NULL, NULL);
    struct answer a = server_get(&s, office, "/api/v1/badges/forecast");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/full_name"), "Hờ A Tuổi");
    ck_assert_int_eq(answer_int(&a, "items/0/years"), 30);
    ck_assert_str_eq(answer_text(&a, "items/0/due_on"), "2026-05-10");
    ck_assert_str_eq(answer_text(&a, "items/0/round"), "2026-05-19");
    answer_free(&a);
    char body[200];
    snprintf(body, sizeof body, "{\"member_id\":%lld,\"years\":30,\"awarded_on\":\"2026-04-19\"}",
             (long long)id);
    a = server_send(&s, office, "POST", "/api/v1/badges", 0, body);
    ck_assert_msg(a.status == 409 && answer_blames(&a, "/years", "too_soon"), "%s", a.body);
    answer_free(&a);
    snprintf(
        body, sizeof body,
        "{\"member_id\":%lld,\"years\":30,\"awarded_on\":\"2026-04-19\",\"early\":\"illness\"}",
        (long long)id);
    a = server_send(&s, office, "POST", "/api/v1/badges", 0, body);
    ck_status(a, 201);
    answer_free(&a);
    a = server_send(&s, office, "POST", "/api/v1/badges", 0, body);
    ck_assert_msg(a.status == 409 && answer_blames(&a, "/years", "duplicate"), "%s", a.body);
    answer_free(&a);
    state_of(office, "badges", NULL, NULL);
    snprintf(body, sizeof body, "{\"member_id\":%lld,\"years\":35,\"awarded_on\":\"2026-04-19\"}",
             (long long)id);
    a = server_send(&s, office, "POST", "/api/v1/badges", 0, body);
    ck_assert_msg(a.status == 400 && answer_blames(&a, "/years", "range"), "%s", a.body);
    answer_free(&a);
}
END_TEST

START_TEST(a_round_of_badges_is_one_act_that_is_previewed_and_taken_back_as_a_whole)
{
    char body[300];
    int64_t thirty = add_member("D1.B1.C1", "Hờ A Tuổi",
                                ",\"admitted_on\":\"1996-05-10\",\"official_on\":\"1997-05-10\""),
            fifty = add_member("D1.B1.C1", "Hờ A Cao",
                               ",\"admitted_on\":\"1976-05-10\",\"official_on\":\"1977-05-10\""),
            later = add_member("D1.B1.C1", "Hờ A Sau",
                               ",\"admitted_on\":\"1986-12-16\",\"official_on\":\"1987-12-16\"");
    date_set_today("2026-05-20");
    snprintf(
        body, sizeof body,
        "{\"members\":[%lld,%lld,%lld],\"round\":\"2026-05-19\",\"awarded_on\":\"2026-05-19\",\"decision_number\":\"9\"}",
        (long long)thirty, (long long)fifty, (long long)later);
    struct answer a =
        server_send(&s, office, "POST", "/api/v1/badges/awards?preview=true", 0, body);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "items/0/years"), 30);
    ck_assert_int_eq(answer_int(&a, "items/1/years"), 50);
    ck_assert_ptr_nonnull(strstr(answer_text(&a, "items/2/refused"), "không đến mức"));
    ck_assert_int_eq(answer_int(&a, "awarded"), 2);
    ck_assert_int_eq(answer_int(&a, "refused"), 1);
    answer_free(&a);
    a = server_send(&s, office, "POST", "/api/v1/badges/awards", 0, body);
    ck_assert_msg(a.status == 409 && answer_blames(&a, "/members", "refused"), "%s", a.body);
    answer_free(&a);
    snprintf(body, sizeof body,
             "{\"members\":[%lld,%lld],\"round\":\"2026-05-19\",\"awarded_on\":\"2026-05-19\"}",
             (long long)thirty, (long long)fifty);
    a = server_send(&s, office, "POST", "/api/v1/badges/awards", 0, body);
    ck_status(a, 200);
    int64_t save = answer_int(&a, "save_id");
    answer_free(&a);
    a = server_send(&s, office, "POST", "/api/v1/badges/awards", 0, body);
    ck_assert_int_eq(a.status, 409); /* each badge once */
    answer_free(&a);
    snprintf(body, sizeof body, "/api/v1/audit/%lld/undo?reason=nham", (long long)save);
    a = server_send(&s, office, "POST", body, 0, NULL);
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/badges");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
    a = server_send(
        &s, office, "POST", "/api/v1/badges/awards", 0,
        "{\"members\":[1],\"round\":\"2026-05-19\",\"awarded_on\":\"2026-05-19\",\"early\":\"illness\"}");
    ck_assert_msg(a.status == 400 && answer_blames(&a, "/early", "unknown"), "%s", a.body);
    answer_free(&a);
}
END_TEST

START_TEST(the_counts_are_those_of_the_list_by_kind_state_and_unit)
{
    add_member("D1.B1.C1", "Bạc Thị Dự Bị", ",\"admitted_on\":\"2025-03-03\"");
    add_member("D2.B1.C1", "Bạc Thị Thứ Hai", ",\"admitted_on\":\"2024-03-04\"");
    struct answer a = server_get(&s, office, "/api/v1/statistics/tasks?by=kind,state,unit");
    ck_status(a, 200);
    int64_t sum = 0, total = answer_int(&a, "total");
    size_t i;
    json_t *x;
    json_array_foreach (answer_at(&a, "rows"), i, x)
        sum += json_integer_value(json_object_get(x, "count"));
    ck_assert_int_eq(sum, total);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/tasks?limit=1");
    ck_assert_int_eq(answer_int(&a, "total"), total);
    ck_assert_str_eq(answer_text(&a, "next_cursor"), "1");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/tasks?limit=0&kind=x&state=y&cursor=z");
    ck_status(a, 400);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "errors")), 4);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/tasks?kind_in=recognition,badges,nonsense");
    ck_status(a, 400);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/tasks?kind=recognition,badges");
    ck_status(a, 400);
    answer_free(&a);
    int64_t by_kind = 0;
    static const char *const kinds[] = {"recognition", "badges"};
    for (int k = 0; k < 2; k++) {
        a = server_get(&s, office, "/api/v1/tasks?kind=%s", kinds[k]);
        by_kind += answer_int(&a, "total");
        answer_free(&a);
    }
    a = server_get(&s, office, "/api/v1/tasks?kind_in=recognition,badges");
    ck_assert_int_eq(answer_int(&a, "total"), by_kind);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/tasks?by=kind,kind");
    ck_status(a, 400);
    answer_free(&a);
    a = server_get(&s, dashboard, "/api/v1/tasks");
    ck_status(a, 403);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("tasks", 60, start, stop,
             a_probationer_is_due_from_a_month_before_the_end_and_never_overdue_too_early,
             a_dossier_is_due_by_its_own_clock_and_its_probationer_once,
             a_transfer_is_the_senders_to_send_and_then_the_receivers_to_take_in,
             the_end_of_a_suspension_and_the_review_of_an_exemption_are_told_before_their_day,
             badges_are_forecast_for_the_round_and_recorded_once,
             a_round_of_badges_is_one_act_that_is_previewed_and_taken_back_as_a_whole,
             the_counts_are_those_of_the_list_by_kind_state_and_unit)
