/* Acts on a membership: exemption, suspension, lost contact, removal, resignation, death,
   annulment, restoration; what each is judged by, does to the stock, and how it is taken back. */
#include "api/harness_candidate.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office, *secretary, *viewer, *elsewhere;
static int64_t member;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "D1"));
    elsewhere = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    member = dossier_member(&s, office, "100002HB");
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    free(secretary);
    free(viewer);
    free(elsewhere);
    server_stop(&s);
}

static struct answer act_as(const char *token, const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)member);
    return server_send(&s, token, "POST", path, 0, body);
}

static void act(const char *body)
{
    struct answer a = act_as(office, body);
    ck_assert_msg(a.status == 201, "%s: %d %s", body, a.status, a.body);
    answer_free(&a);
}

static void refused(const char *body, int status, const char *pointer, const char *code)
{
    struct answer a = act_as(office, body);
    ck_assert_msg(a.status == status && answer_blames(&a, pointer, code), "%s: %d %s", body,
                  a.status, a.body);
    answer_free(&a);
}

static const char *is_now(const char *field)
{
    static char value[40];
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)member);
    ck_status(a, 200);
    const char *text = answer_text(&a, field);
    snprintf(value, sizeof value, "%s", text ? text : "");
    answer_free(&a);
    return value;
}

static int64_t stock(const char *day)
{
    struct answer a = server_get(&s, office, "/api/v1/statistics/members?org_code=P&as_of=%s", day);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

START_TEST(an_exemption_begins_and_ends_on_its_day_and_the_member_counts_all_the_while)
{
    int64_t before = stock("2026-11-24");
    act("{\"kind\":\"exemption\",\"day\":\"2026-10-01\",\"ground\":\"old_age\",\"in_favour\":3}");
    ck_assert_str_eq(is_now("activity"), "exempt");
    refused(
        "{\"kind\":\"exemption\",\"day\":\"2026-10-02\",\"ground\":\"illness\",\"in_favour\":3}",
        409, "/kind", "order");
    refused("{\"kind\":\"exemption_end\",\"day\":\"2026-09-01\"}", 400, "/day", "order");
    refused("{\"kind\":\"exemption_end\",\"day\":\"2027-01-01\"}", 400, "/day", "future");
    act("{\"kind\":\"exemption_end\",\"day\":\"2026-11-01\"}");
    ck_assert_str_eq(is_now("activity"), "active");
    ck_assert_int_eq(stock("2026-11-24"), before);
    struct answer a = server_get(
        &s, office, "/api/v1/statistics/members?org_code=P&as_of=2026-10-15&by=activity");
    ck_assert_ptr_nonnull(strstr(a.body, "\"exempt\""));
    answer_free(&a);
}
END_TEST

START_TEST(a_vote_short_of_an_unconfirmed_share_warns_and_of_a_confirmed_one_refuses)
{
    struct answer a = act_as(
        office,
        "{\"kind\":\"exemption\",\"day\":\"2026-10-01\",\"ground\":\"abroad\",\"in_favour\":1}");
    ck_status(a, 201);
    ck_assert_ptr_nonnull(strstr(a.body, "exemption_vote_share"));
    answer_free(&a);
    refused("{\"kind\":\"name_removal\",\"day\":\"2026-11-02\",\"ground\":\"card\","
            "\"decision_number\":\"3-QĐ\",\"in_favour\":3}",
            409, "/in_favour", "share");
    refused("{\"kind\":\"name_removal\",\"day\":\"2026-11-02\",\"ground\":\"card\","
            "\"decision_number\":\"3-QĐ\"}",
            409, "/in_favour", "unknown");
    refused("{\"kind\":\"name_removal\",\"day\":\"2026-11-02\",\"ground\":\"card\","
            "\"decision_number\":\"3-QĐ\",\"in_favour\":4,\"committee_eligible\":9,"
            "\"committee_in_favour\":5}",
            409, "/committee_in_favour", "share");
}
END_TEST

START_TEST(a_body_that_lacks_what_the_act_needs_is_refused_at_the_field)
{
    refused("{\"kind\":\"exemption\",\"day\":\"2026-10-01\"}", 400, "/ground", "required");
    refused("{\"kind\":\"exemption\",\"day\":\"2026-10-01\",\"ground\":\"card\"}", 400, "/ground",
            "code");
    refused("{\"kind\":\"suspension\",\"day\":\"2026-10-01\"}", 400, "/decision_number",
            "required");
    refused("{\"kind\":\"death\",\"day\":\"2026-10-01\",\"until\":\"2026-11-01\"}", 400, "/until",
            "unknown");
    refused("{\"kind\":\"lost_contact\",\"day\":\"2026-10-01\",\"cell_id\":3}", 400, "/cell_id",
            "unknown");
    refused("{\"kind\":\"promotion\",\"day\":\"2026-10-01\"}", 400, "/kind", "code");
    ck_assert_str_eq(is_now("activity"), "active");
}
END_TEST

START_TEST(a_suspension_ends_by_itself_and_an_extension_has_a_longest_end)
{
    refused("{\"kind\":\"suspension\",\"day\":\"2026-07-01\",\"until\":\"2026-12-01\","
            "\"decision_number\":\"1-QĐ\"}",
            409, "/until", "too_long");
    act("{\"kind\":\"suspension\",\"day\":\"2026-10-20\",\"decision_number\":\"1-QĐ\"}");
    ck_assert_str_eq(is_now("activity"), "suspended");
    date_set_today("2027-01-17");
    ck_assert_str_eq(is_now("activity"), "suspended");
    date_set_today("2027-01-18"); /* 90 days */
    ck_assert_str_eq(is_now("activity"), "active");
    date_set_today("2027-01-10");
    act("{\"kind\":\"suspension_extension\",\"day\":\"2027-01-10\",\"decision_number\":\"2-QĐ\"}");
    date_set_today("2027-04-17");
    ck_assert_str_eq(is_now("activity"), "suspended");
    date_set_today("2027-04-18"); /* 180 days from its beginning */
    ck_assert_str_eq(is_now("activity"), "active");
}
END_TEST

START_TEST(who_is_prosecuted_or_detained_is_suspended_as_long_as_the_law_has_it)
{
    refused("{\"kind\":\"suspension\",\"day\":\"2026-07-01\",\"ground\":\"illness\","
            "\"decision_number\":\"1-QĐ\"}",
            400, "/ground", "code");
    act("{\"kind\":\"suspension\",\"day\":\"2026-07-01\",\"ground\":\"detained\","
        "\"decision_number\":\"1-QĐ\"}");
    date_set_today("2027-07-01"); /* no end is known */
    ck_assert_str_eq(is_now("activity"), "suspended");
    act("{\"kind\":\"suspension_extension\",\"day\":\"2027-07-01\",\"ground\":\"prosecuted\","
        "\"until\":\"2027-09-01\",\"decision_number\":\"2-QĐ\"}");
    date_set_today("2027-08-31");
    ck_assert_str_eq(is_now("activity"), "suspended");
    date_set_today("2027-09-01");
    ck_assert_str_eq(is_now("activity"), "active");
}
END_TEST

START_TEST(who_dies_leaves_the_stock_and_the_offices_on_the_day)
{
    char body[200];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"post\":\"deputy_secretary\",\"member_id\":%lld,\"from\":\"2025-01-01\"}",
        (long long)server_org(&s, "D1.B1.C1"), (long long)member);
    struct answer a = server_send(&s, office, "POST", "/api/v1/posts", 0, body);
    ck_status(a, 201);
    int64_t post = answer_int(&a, "id"), before = stock("2026-11-24");
    answer_free(&a);
    act("{\"kind\":\"death\",\"day\":\"2026-11-10\"}");
    ck_assert_str_eq(is_now("status"), "deceased");
    ck_assert_int_eq(stock("2026-11-09"), before);
    ck_assert_int_eq(stock("2026-11-10"), before - 1);
    a = server_get(&s, office, "/api/v1/posts/%lld", (long long)post);
    ck_assert_str_eq(answer_text(&a, "to"), "2026-11-10");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/flows?org_code=P&from=2026-11-01&to=2026-11-20");
    ck_assert_int_eq(answer_int(&a, "decrease/death"), 1);
    answer_free(&a);
    refused("{\"kind\":\"restoration\",\"day\":\"2026-11-20\",\"decision_number\":\"9-QĐ\"}", 409,
            "/kind", "order");
}
END_TEST

START_TEST(who_was_wrongly_removed_comes_back_as_what_they_were_and_loses_no_party_age)
{
    char age[20];
    snprintf(age, sizeof age, "%s", is_now("official_on"));
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)member);
    int64_t months = answer_int(&a, "party_age_months");
    answer_free(&a);
    act("{\"kind\":\"name_removal\",\"day\":\"2025-01-10\",\"ground\":\"inactive\","
        "\"decision_number\":\"5-QĐ\",\"in_favour\":5}");
    ck_assert_str_eq(is_now("status"), "removed");
    act("{\"kind\":\"restoration\",\"day\":\"2026-11-01\",\"decision_number\":\"117-QĐ\"}");
    ck_assert_str_eq(is_now("status"), "official");
    ck_assert_str_eq(is_now("official_on"), age);
    a = server_get(&s, office, "/api/v1/members/%lld", (long long)member);
    ck_assert_int_eq(answer_int(&a, "party_age_months"), months);
    answer_free(&a);
    ck_assert_int_eq(stock("2026-10-31") + 1, stock("2026-11-01"));
    a = server_get(&s, office, "/api/v1/statistics/flows?org_code=P&from=2026-11-01&to=2026-11-20");
    ck_assert_int_eq(answer_int(&a, "increase/restored"), 1);
    answer_free(&a);
}
END_TEST

START_TEST(the_newest_act_is_taken_back_with_everything_it_did)
{
    char path[120];
    int64_t before = stock("2026-11-24");
    act("{\"kind\":\"lost_contact\",\"day\":\"2026-09-01\"}");
    struct answer a = act_as(office, "{\"kind\":\"resignation\",\"day\":\"2026-11-10\","
                                     "\"decision_number\":\"6-QĐ\",\"in_favour\":5}");
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    ck_assert_str_eq(is_now("status"), "resigned");
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes/%lld?reason=nham",
             (long long)member, (long long)id - 1);
    a = server_send(&s, office, "DELETE", path, 1, NULL);
    ck_assert_msg(a.status == 409 && answer_blames(&a, "", "not_last"), "%s", a.body);
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes/%lld", (long long)member,
             (long long)id);
    a = server_send(&s, office, "DELETE", path, 1, NULL);
    ck_assert_msg(a.status == 400 && answer_blames(&a, "reason", "required"), "%s", a.body);
    answer_free(&a);
    strcat(path, "?reason=nham");
    a = server_send(&s, office, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    ck_assert_str_eq(is_now("status"), "official");
    ck_assert_str_eq(is_now("activity"), "lost_contact");
    ck_assert_int_eq(stock("2026-11-24"), before);
    a = server_get(&s, office, "/api/v1/members/%lld/status-changes", (long long)member);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    /* then the one before it: what was taken back in between does not stand in the way */
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes/%lld?reason=nham",
             (long long)member, (long long)id - 1);
    a = server_send(&s, office, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    ck_assert_str_eq(is_now("activity"), "active");
}
END_TEST

START_TEST(only_the_office_of_the_scope_records_and_grounds_are_read_like_sensitive_fields)
{
    static const char body[] =
        "{\"kind\":\"exemption\",\"day\":\"2026-10-01\",\"ground\":\"illness\",\"in_favour\":4}";
    struct answer a = act_as(secretary, body);
    ck_status(a, 403);
    answer_free(&a);
    a = act_as(elsewhere, body);
    ck_status(a, 404);
    answer_free(&a);
    act(body);
    a = server_get(&s, viewer, "/api/v1/members/%lld/status-changes", (long long)member);
    ck_status(a, 200);
    ck_assert_ptr_null(strstr(a.body, "illness"));
    answer_free(&a);
    a = server_get(&s, viewer, "/api/v1/members/%lld/status-changes?include=sensitive",
                   (long long)member);
    ck_status(a, 403);
    answer_free(&a);
    a = server_get(&s, secretary, "/api/v1/members/%lld/status-changes?include=sensitive",
                   (long long)member);
    ck_status(a, 200);
    ck_assert_ptr_nonnull(strstr(a.body, "illness"));
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)member);
    ck_assert_ptr_nonnull(strstr(a.body, "ground"));
    answer_free(&a);
}
END_TEST

/* Whether the checklist says that the act may be recorded on the day. */
static bool is_open(const char *kind, const char *day)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld/status-changes/checklist?day=%s",
                                 (long long)member, day);
    ck_status(a, 200);
    const json_t *acts = answer_at(&a, "acts");
    size_t i;
    json_t *x;
    bool found = false, open = false;
    ck_assert_uint_eq(json_array_size(acts), 12);
    json_array_foreach (acts, i, x) {
        if (strcmp(json_string_value(json_object_get(x, "kind")), kind) == 0) {
            found = true;
            open = json_is_true(json_object_get(x, "open"));
        }
    }
    ck_assert_msg(found, "%s", kind);
    answer_free(&a);
    return open;
}

START_TEST(the_checklist_tells_which_acts_are_open_and_what_each_asks_for)
{
    ck_assert(is_open("exemption", "2026-11-24"));
    ck_assert(!is_open("exemption_end", "2026-11-24"));
    ck_assert(!is_open("restoration", "2026-11-24"));
    struct answer a = act_as(office, "{\"kind\":\"exemption\",\"day\":\"2026-10-01\",\"ground\":"
                                     "\"old_age\",\"in_favour\":2}");
    ck_status(a, 201);
    answer_free(&a);
    ck_assert(!is_open("exemption", "2026-11-24"));
    ck_assert(is_open("exemption_end", "2026-11-24"));
    ck_assert(is_open("exemption", "2026-09-30"));
    a = server_get(&s, office, "/api/v1/members/%lld/status-changes/checklist", (long long)member);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "activity"), "exempt");
    ck_assert_str_eq(answer_text(&a, "since"), "2026-10-01");
    ck_assert_str_eq(answer_text(&a, "acts/7/kind"), "name_removal");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "acts/7/grounds")), 5);
    ck_assert(json_is_true(answer_at(&a, "acts/7/decision")));
    ck_assert_str_eq(answer_text(&a, "acts/7/vote/rule"), "removal_vote_share");
    ck_assert_str_eq(answer_text(&a, "acts/2/limit/rule"), "suspension_days");
    ck_assert_str_eq(answer_text(&a, "acts/2/limit/until"), "2027-02-22");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld/status-changes/checklist?day=2026-13-01",
                   (long long)member);
    ck_status(a, 400);
    answer_free(&a);
    a = server_get(&s, elsewhere, "/api/v1/members/%lld/status-changes/checklist",
                   (long long)member);
    ck_status(a, 404);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("movements", 60, start, stop,
             an_exemption_begins_and_ends_on_its_day_and_the_member_counts_all_the_while,
             a_vote_short_of_an_unconfirmed_share_warns_and_of_a_confirmed_one_refuses,
             a_body_that_lacks_what_the_act_needs_is_refused_at_the_field,
             a_suspension_ends_by_itself_and_an_extension_has_a_longest_end,
             who_is_prosecuted_or_detained_is_suspended_as_long_as_the_law_has_it,
             who_dies_leaves_the_stock_and_the_offices_on_the_day,
             who_was_wrongly_removed_comes_back_as_what_they_were_and_loses_no_party_age,
             the_newest_act_is_taken_back_with_everything_it_did,
             only_the_office_of_the_scope_records_and_grounds_are_read_like_sensitive_fields,
             the_checklist_tells_which_acts_are_open_and_what_each_asks_for)
