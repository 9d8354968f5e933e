/* Times that run beside a case or end by themselves, as days pass. */
#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdio.h>
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

/* When a time that runs on the case ends, or "". */
static const char *clock_until(int64_t id, const char *rule)
{
    static char until[11];
    size_t i;
    json_t *clock;
    struct answer a =
        server_get(S, w.inspector, "/api/v1/discipline/%lld/checklist", (long long)id);
    until[0] = '\0';
    json_array_foreach (answer_at(&a, "clocks"), i, clock)
        if (strcmp(json_string_value(json_object_get(clock, "rule")), rule) == 0)
            snprintf(until, sizeof until, "%s", json_string_value(json_object_get(clock, "until")));
    answer_free(&a);
    return until;
}

static void change(const char *body)
{
    char path[100];
    struct answer a = server_get(S, w.office, "/api/v1/members/%lld", (long long)w.member);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)w.member);
    a = server_send(S, w.office, "POST", path, version, body);
    ck_status(a, 201);
    answer_free(&a);
}

START_TEST(a_suspension_and_its_extension_run_beside_the_case)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-09-01", "");
    ck_assert_str_eq(clock_until(id, "suspension_days"), "");
    change("{\"kind\":\"suspension\",\"day\":\"2026-09-10\",\"decision_number\":\"1\"}");
    ck_assert_str_eq(clock_until(id, "suspension_days"), "2026-12-09");
    change("{\"kind\":\"suspension_extension\",\"day\":\"2026-11-20\",\"decision_number\":\"2\"}");
    ck_assert_str_eq(clock_until(id, "suspension_days_extended"), "2027-03-09");
    ck_assert_str_eq(clock_until(id, "suspension_days"), "");
    date_set_today("2027-03-09");
    ck_assert_str_eq(clock_until(id, "suspension_days_extended"), "");
}
END_TEST

START_TEST(what_has_ended_by_itself_asks_for_nothing_more)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "cell", "2026-10-01", "");
    static const char *const steps[] = {
        "{\"step\":\"verification\",\"day\":\"2026-10-02\"}",
        "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":\"reprimand\","
        "\"violation_on\":\"2026-08-01\"}",
        "{\"step\":\"self_review\",\"day\":\"2026-10-06\"}",
        "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":\"reprimand\",\"in_favour\":4}",
        "{\"step\":\"decision\",\"day\":\"2026-10-07\",\"form\":\"reprimand\"}",
        "{\"step\":\"announcement\",\"day\":\"2026-10-07\"}"};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        discipline_done(S, w.inspector, id, steps[i]);
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_on"), "2026-10-17");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_paper"), 1);
    date_set_today("2027-10-06");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_paper"), 1);
    date_set_today("2027-10-07");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "state"), "ended");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "due_on"), "");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_paper"), 0);
}
END_TEST

/* A warning with the code, or none, of a new office from the day. */
static bool warned(int64_t member, const char *from)
{
    char body[200];
    snprintf(body, sizeof body,
             "{\"org_id\":%lld,\"post\":\"committee_member\",\"member_id\":%lld,\"from\":\"%s\"}",
             (long long)w.cell, (long long)member, from);
    struct answer a = server_send(S, w.office, "POST", "/api/v1/posts", 0, body);
    ck_status(a, 201);
    bool is = strstr(a.body, "removed_from_office") != NULL;
    answer_free(&a);
    return is;
}

START_TEST(an_office_within_a_year_of_a_removal_is_warned_of_once_it_is_announced)
{
    int64_t id = discipline_case(S, w.inspector, w.second, "inspection_committee", "2026-10-01",
                                 ",\"without_vote\":\"superior\"");
    discipline_decided(S, w.inspector, id, "removal_from_office", "2025-03-01");
    ck_assert(!warned(w.second, "2026-10-12")); /* nobody may know of it yet */
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    ck_assert(!warned(w.second, "2026-10-09"));
    ck_assert(warned(w.second, "2026-11-01"));
    ck_assert(warned(w.second, "2027-10-09"));
    ck_assert(!warned(w.second, "2027-10-10")); /* decided on 2026-10-10 */
    ck_assert(!warned(w.member, "2026-11-01"));
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"annulment\",\"day\":\"2026-11-02\",\"decision_number\":\"9\"}");
    ck_assert(!warned(w.second, "2026-11-03"));
}
END_TEST

START_TEST(after_a_sentence_of_a_court_less_than_an_expulsion_is_warned_of)
{
    static const char *const forms[] = {"warning", "expulsion"};
    for (int i = 0; i < 2; i++) {
        char body[200];
        int64_t id = discipline_case(S, w.inspector, i ? w.second : w.member, "base_committee",
                                     "2026-10-01", ",\"without_vote\":\"court_sentence\"");
        snprintf(body, sizeof body,
                 "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":\"%s\","
                 "\"violation_on\":\"2025-03-01\"}",
                 forms[i]);
        discipline_done(S, w.inspector, id, body);
        snprintf(body, sizeof body,
                 "{\"step\":\"decision\",\"day\":\"2026-10-10\",\"form\":\"%s\","
                 "\"authority\":\"standing_committee\",\"decision_number\":\"5-QĐ\"}",
                 forms[i]);
        struct answer a = discipline_step(S, w.inspector, id, body);
        ck_status(a, 201);
        ck_assert_msg((strstr(a.body, "\"state\":\"unmet\"") != NULL) == (i == 0), "%s", a.body);
        answer_free(&a);
    }
}
END_TEST

START_TEST(prosecution_is_reported_in_three_days_and_discipline_by_the_state_in_five)
{
    static const struct {
        const char *source, *source_on;
        bool late;
    } cases[] = {{"court", "2026-10-07", false},
                 {"court", "2026-10-06", true},
                 {"state_discipline", "2026-10-05", false},
                 {"state_discipline", "2026-10-04", true},
                 {"denunciation", "2026-01-01", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char body[300];
        snprintf(
            body, sizeof body,
            "{\"member_id\":%lld,\"title\":\"Vụ việc thử\",\"source\":\"%s\",\"source_on\":\"%s\","
            "\"received_on\":\"2026-10-10\",\"authority\":\"cell\"}",
            (long long)w.member, cases[i].source, cases[i].source_on);
        struct answer a = server_send(S, w.inspector, "POST", "/api/v1/discipline", 0, body);
        ck_status(a, 201);
        ck_assert_msg((strstr(a.body, "\"late\"") != NULL) == cases[i].late, "%s %s: %s",
                      cases[i].source, cases[i].source_on, a.body);
        answer_free(&a);
    }
}
END_TEST

START_TEST(an_appeal_against_a_decision_of_the_centre_may_take_twice_as_long)
{
    static const struct {
        const char *authority, *rule, *until;
    } cases[] = {
        {"standing_committee", "discipline_appeal_resolution_days", "2027-01-30"},
        {"central", "discipline_appeal_resolution_days_central", "2027-04-30"},
    };
    for (int i = 0; i < 2; i++) {
        int64_t id = discipline_case(S, w.inspector, i ? w.second : w.member, cases[i].authority,
                                     "2026-10-01", ",\"without_vote\":\"superior\"");
        discipline_decided(S, w.inspector, id, "warning", "2025-03-01");
        discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
        discipline_done(S, w.inspector, id, "{\"step\":\"appeal\",\"day\":\"2026-11-01\"}");
        ck_assert_str_eq(clock_until(id, cases[i].rule), cases[i].until);
    }
    date_set_today("2027-04-29");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_appeal"), 2);
}
END_TEST

HARNESS_MAIN("discipline_times", 60, start, stop,
             a_suspension_and_its_extension_run_beside_the_case,
             what_has_ended_by_itself_asks_for_nothing_more,
             an_office_within_a_year_of_a_removal_is_warned_of_once_it_is_announced,
             after_a_sentence_of_a_court_less_than_an_expulsion_is_warned_of,
             prosecution_is_reported_in_three_days_and_discipline_by_the_state_in_five,
             an_appeal_against_a_decision_of_the_centre_may_take_twice_as_long)
