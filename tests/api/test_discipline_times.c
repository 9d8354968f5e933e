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

/* A member's clock on the case, or "". */
static const char *suspended_until(int64_t id, const char *rule)
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
    ck_assert_str_eq(suspended_until(id, "suspension_days"), "");
    change("{\"kind\":\"suspension\",\"day\":\"2026-09-10\",\"decision_number\":\"1\"}");
    ck_assert_str_eq(suspended_until(id, "suspension_days"), "2026-12-09");
    change("{\"kind\":\"suspension_extension\",\"day\":\"2026-11-20\",\"decision_number\":\"2\"}");
    ck_assert_str_eq(suspended_until(id, "suspension_days_extended"), "2027-03-09");
    ck_assert_str_eq(suspended_until(id, "suspension_days"), "");
    date_set_today("2027-03-09");
    ck_assert_str_eq(suspended_until(id, "suspension_days_extended"), "");
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

HARNESS_MAIN("discipline_times", 60, start, stop,
             a_suspension_and_its_extension_run_beside_the_case,
             what_has_ended_by_itself_asks_for_nothing_more)
