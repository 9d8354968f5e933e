/* The way of a dossier: each step in its turn, what it is judged by, votes, roles, taking back. */
#include "api/harness_candidate.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office, *secretary, *viewer, *elsewhere;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "D1"));
    elsewhere = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
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

static void refused(struct answer a, int status, const char *pointer, const char *code)
{
    ck_status(a, status);
    ck_assert_msg(answer_blames(&a, pointer, code), "%s %s: %s", pointer, code, a.body);
    answer_free(&a);
}

/* The rule that a refusal names, with its value. */
static void breaks(struct answer a, const char *pointer, const char *rule, const char *value)
{
    size_t i;
    json_t *x;
    bool found = false;
    ck_status(a, 409);
    json_array_foreach (answer_at(&a, "errors"), i, x) {
        const char *r = json_string_value(json_object_get(x, "rule"));
        found = found || (r != NULL && strcmp(r, rule) == 0 &&
                          strcmp(json_string_value(json_object_get(x, "value")), value) == 0 &&
                          strcmp(json_string_value(json_object_get(x, "pointer")), pointer) == 0 &&
                          *json_string_value(json_object_get(x, "citation")) != '\0');
    }
    ck_assert_msg(found, "%s %s %s: %s", pointer, rule, value, a.body);
    answer_free(&a);
}

static bool warns(const struct answer *a, const char *rule)
{
    size_t i;
    json_t *x, *list = json_object_get(a->json, "warnings");
    json_array_foreach (list, i, x) {
        const char *r = json_string_value(json_object_get(x, "rule"));
        if (r != NULL && strcmp(r, rule) == 0)
            return true;
    }
    return false;
}

static void stands(const struct dossier *d, const char *state, const char *stage, const char *next,
                   const char *due_rule)
{
    struct answer a = dossier_get(d);
    ck_assert_str_eq(answer_text(&a, "state"), state);
    ck_assert_str_eq(answer_text(&a, "stage"), stage);
    const char *n = answer_text(&a, "next_step"), *r = answer_text(&a, "due_rule");
    ck_assert_msg(n == NULL ? next == NULL : next != NULL && strcmp(n, next) == 0, "%s", a.body);
    ck_assert_msg(r == NULL ? due_rule == NULL : due_rule != NULL && strcmp(r, due_rule) == 0, "%s",
                  a.body);
    answer_free(&a);
}

static struct answer member_of(const struct dossier *d)
{
    struct answer a = dossier_get(d);
    int64_t id = answer_int(&a, "member_id");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
    return a;
}

START_TEST(the_whole_way_makes_a_probationer_at_the_ceremony_and_an_official_member_in_the_end)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_AWARENESS_COURSE);
    stands(&d, "open", "awareness_course", "application", "awareness_certificate_months");
    dossier_lead_from(&d, STEP_APPLICATION, STEP_CELL_VOTE);
    stands(&d, "open", "cell_vote", "committee_vote", "admission_decision_working_days");
    dossier_lead_from(&d, STEP_COMMITTEE_VOTE, STEP_DECISION);
    stands(&d, "open", "decision", "ceremony", "ceremony_working_days");
    dossier_lead_from(&d, STEP_CEREMONY, STEP_CEREMONY);
    struct answer a = member_of(&d);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "full_name"), "Xa Thị Sen");
    ck_assert_str_eq(answer_text(&a, "status"), "probationary");
    ck_assert_str_eq(answer_text(&a, "admitted_on"), "2025-08-01");
    ck_assert_str_eq(answer_text(&a, "admission_decided_on"), "2025-07-15");
    ck_assert_str_eq(answer_text(&a, "introducers"), "Trần Thị Bình; Lê Hữu Cường");
    answer_free(&a);
    stands(&d, "open", "ceremony", "recognition_review", "recognition_review_working_days");
    dossier_lead_from(&d, STEP_RECOGNITION_REVIEW, STEP_RECOGNITION_DECISION);
    stands(&d, "done", "recognition_decision", NULL, NULL);
    a = member_of(&d);
    ck_assert_str_eq(answer_text(&a, "status"), "official");
    /* the decision came a month later */
    ck_assert_str_eq(answer_text(&a, "official_on"), "2026-08-01");
    answer_free(&a);
    refused(dossier_step(&d, office, STEP_CEREMONY, NULL), 409, "", "closed");
}
END_TEST

START_TEST(a_decision_keeps_the_rules_it_was_judged_by_when_they_change)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_CELL_VOTE);
    char *admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    struct answer a = server_send(
        &s, admin, "POST", "/api/v1/rules", 0,
        "{\"name\":\"admission_vote_share\",\"value\":\"3/4\",\"effective_from\":\"2025-06-01\","
        "\"citation\":\"Điều 9\",\"confirmed\":true}");
    ck_status(a, 201);
    answer_free(&a);
    free(admin);
    a = server_get(&s, office, "/api/v1/candidates/%lld/steps?step=cell_vote", (long long)d.id);
    size_t i;
    json_t *x;
    bool kept = false;
    json_array_foreach (answer_at(&a, "items/0/judged"), i, x)
        kept = kept || (strcmp(json_string_value(json_object_get(x, "rule")),
                               "admission_vote_share") == 0 &&
                        strcmp(json_string_value(json_object_get(x, "value")), "2/3") == 0);
    ck_assert_msg(kept, "%s", a.body);
    answer_free(&a);
}
END_TEST

START_TEST(a_step_out_of_its_turn_names_what_has_to_come_first)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    breaks(dossier_step(&d, office, STEP_CELL_VOTE, NULL), "/step", "admission_steps", "table");
    breaks(dossier_step(&d, office, STEP_CEREMONY, NULL), "/step", "admission_steps", "table");
    dossier_lead(&d, STEP_AWARENESS_COURSE);
    breaks(dossier_step(&d, office, STEP_AWARENESS_COURSE, NULL), "/step", "admission_steps",
           "table");
    breaks(dossier_step(&d, office, STEP_SECTION_REVIEW,
                        "{\"step\":\"section_review\",\"day\":\"2025-06-20\"}"),
           "/step", "admission_steps", "table");
    refused(dossier_step(&d, office, STEP_APPLICATION,
                         "{\"step\":\"application\",\"day\":\"2025-02-01\"}"),
            400, "/day", "order");
    refused(dossier_step(&d, office, STEP_APPLICATION,
                         "{\"step\":\"application\",\"day\":\"2026-12-01\"}"),
            400, "/day", "future");
    stands(&d, "open", "awareness_course", "application", "awareness_certificate_months");
}
END_TEST

START_TEST(a_vote_without_the_share_is_refused_and_may_be_recorded_as_what_it_was)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_OPINIONS);
    char body[700], *four = NULL;
    snprintf(body, sizeof body, "%s", dossier_body(STEP_CELL_VOTE));
    four = strstr(body, "\"in_favour\":4");
    four[12] = '3';
    breaks(dossier_step(&d, office, STEP_CELL_VOTE, body), "/in_favour", "admission_vote_share",
           "2/3");
    snprintf(strstr(body, "\"documents\""), 60, "\"agreed\":false,\"documents\":[]}");
    breaks(dossier_step(&d, office, STEP_CELL_VOTE, body), "/documents", "admission_file", "table");
    static const char fell_short[] =
        "{\"step\":\"cell_vote\",\"day\":\"2025-06-02\",\"eligible\":5,\"in_favour\":%d,\"against\":1,"
        "\"absent\":0,\"agreed\":false,\"documents\":[{\"kind\":\"cell_resolution\",\"issued_on\":"
        "\"2025-06-02\"},{\"kind\":\"introduction\",\"issued_on\":\"2025-05-20\"},{\"kind\":"
        "\"introduction\",\"issued_on\":\"2025-05-20\"}]}";
    snprintf(body, sizeof body, fell_short, 4);
    refused(dossier_step(&d, office, STEP_CELL_VOTE, body), 400, "/agreed", "reached");
    snprintf(body, sizeof body, fell_short, 3);
    struct answer a = dossier_step(&d, office, STEP_CELL_VOTE, body);
    ck_status(a, 201);
    ck_assert(json_is_false(answer_at(&a, "agreed")));
    answer_free(&a);
    stands(&d, "open", "opinions", "cell_vote", "awareness_certificate_months");
    dossier_lead_from(&d, STEP_CELL_VOTE, STEP_CELL_VOTE);
    stands(&d, "open", "cell_vote", "committee_vote", "admission_decision_working_days");
}
END_TEST

START_TEST(votes_that_cannot_be_are_refused_and_an_odd_denominator_or_quorum_warns)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_OPINIONS);
    refused(
        dossier_step(&d, office, STEP_CELL_VOTE, "{\"step\":\"cell_vote\",\"day\":\"2025-06-02\"}"),
        400, "/in_favour", "required");
    refused(dossier_step(&d, office, STEP_CELL_VOTE,
                         "{\"step\":\"cell_vote\",\"day\":\"2025-06-02\",\"in_favour\":4,"
                         "\"against\":2}"),
            400, "/in_favour", "too_many");
    char body[700];
    snprintf(body, sizeof body, "%s", dossier_body(STEP_CELL_VOTE));
    char *votes = strstr(body, "\"eligible\":5,\"in_favour\":4,\"against\":1");
    memcpy(votes, "\"eligible\":4,\"in_favour\":4,\"against\":0", 38);
    struct answer a = dossier_step(&d, office, STEP_CELL_VOTE, body);
    ck_status(a, 201);
    ck_assert(warns(&a, "admission_voting_denominator"));
    ck_assert(!warns(&a, "meeting_quorum"));
    answer_free(&a);
}
END_TEST

START_TEST(age_papers_certificate_and_introducers_are_judged_at_the_cells_vote)
{
    struct dossier d = dossier_new(&s, office, "2007-07-01", "");
    dossier_lead(&d, STEP_OPINIONS);
    breaks(dossier_step(&d, office, STEP_CELL_VOTE, NULL), "/born_on", "admission_min_age", "18");
    breaks(dossier_step(&d, office, STEP_CELL_VOTE,
                        "{\"step\":\"cell_vote\",\"day\":\"2025-08-04\",\"in_favour\":4}"),
           "/documents", "admission_file", "table");
    char body[700];
    snprintf(body, sizeof body, "%s", dossier_body(STEP_CELL_VOTE));
    memcpy(strstr(body, "2025-06-02"), "2025-08-04", 10);
    struct answer a = dossier_step(&d, office, STEP_CELL_VOTE, body);
    ck_status(a, 201);
    ck_assert(!warns(&a, "introducer_months_together") && !warns(&a, "admission_introducers"));
    answer_free(&a);
    /* the certificate ran out, and one introducer came late: unconfirmed rules only warn */
    d = dossier_new(&s, office, "1990-01-01", "");
    dossier_lead(&d, STEP_SYMPATHIZER);
    a = dossier_step(
        &d, office, STEP_AWARENESS_COURSE,
        "{\"step\":\"awareness_course\",\"day\":\"2025-03-03\",\"documents\":[{\"kind\":"
        "\"awareness_certificate\",\"issued_on\":\"2020-05-01\"}]}");
    ck_status(a, 201);
    answer_free(&a);
    dossier_lead_from(&d, STEP_APPLICATION, STEP_OPINIONS);
    char path[64];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld", (long long)d.id);
    struct answer now = dossier_get(&d);
    a = server_send(&s, office, "PATCH", path, answer_int(&now, "version"),
                    "{\"introducer2_since\":\"2025-01-01\"}");
    answer_free(&now);
    ck_status(a, 200);
    answer_free(&a);
    a = dossier_step(&d, office, STEP_CELL_VOTE, NULL);
    ck_status(a, 201);
    ck_assert(warns(&a, "awareness_certificate_months"));
    ck_assert(warns(&a, "introducer_months_together"));
    answer_free(&a);
}
END_TEST

START_TEST(above_sixty_the_superiors_paper_excepts_and_no_other_does)
{
    struct dossier d = dossier_new(&s, office, "1960-01-01", "");
    dossier_lead(&d, STEP_OPINIONS);
    breaks(dossier_step(&d, office, STEP_CELL_VOTE, NULL), "/born_on", "admission_max_age", "60");
    char path[80];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/documents", (long long)d.id);
    refused(server_send(&s, office, "POST", path, 0,
                        "{\"kind\":\"approval\",\"issued_on\":\"2025-05-20\"}"),
            400, "/for_rule", "approval");
    refused(server_send(&s, office, "POST", path, 0,
                        "{\"kind\":\"approval\",\"issued_on\":\"2025-05-20\",\"for_rule\":"
                        "\"admission_min_age\"}"),
            400, "/for_rule", "no_exception");
    struct answer a = server_send(&s, office, "POST", path, 0,
                                  "{\"kind\":\"approval\",\"issued_on\":\"2025-05-20\",\"number\":"
                                  "\"7-CV/TU\",\"for_rule\":\"admission_max_age\"}");
    ck_status(a, 201);
    answer_free(&a);
    dossier_lead_from(&d, STEP_CELL_VOTE, STEP_CELL_VOTE);
}
END_TEST

START_TEST(a_late_decision_is_told_and_a_very_late_one_needs_the_superior)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_COMMITTEE_VOTE);
    breaks(
        dossier_step(&d, office, STEP_DECISION,
                     "{\"step\":\"decision\",\"day\":\"2025-12-01\",\"decision_number\":\"1-QĐ\"}"),
        "/day", "decision_extension_working_days", "30");
    refused(
        dossier_step(&d, office, STEP_DECISION, "{\"step\":\"decision\",\"day\":\"2025-09-15\"}"),
        400, "/decision_number", "required");
    struct answer a =
        dossier_step(&d, office, STEP_DECISION,
                     "{\"step\":\"decision\",\"day\":\"2025-09-15\",\"decision_number\":\"1-QĐ\"}");
    ck_status(a, 201);
    ck_assert(warns(&a, "admission_decision_working_days"));
    answer_free(&a);
    breaks(
        dossier_step(&d, office, STEP_CEREMONY, "{\"step\":\"ceremony\",\"day\":\"2025-12-01\"}"),
        "/day", "ceremony_working_days", "30");
}
END_TEST

START_TEST(a_secretary_records_what_the_cell_decides_and_nobody_else_writes)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    struct answer a = dossier_step(&d, secretary, STEP_SYMPATHIZER, NULL);
    ck_status(a, 201);
    answer_free(&a);
    dossier_lead_from(&d, STEP_AWARENESS_COURSE, STEP_APPLICATION);
    refused(dossier_step(&d, secretary, STEP_VERIFICATION, NULL), 403, "/step", "not_by_cell");
    a = dossier_step(&d, viewer, STEP_OPINIONS, NULL);
    ck_status(a, 403);
    answer_free(&a);
    a = dossier_step(&d, elsewhere, STEP_OPINIONS, NULL);
    ck_status(a, 404);
    answer_free(&a);
    dossier_lead_from(&d, STEP_VERIFICATION, STEP_VERIFICATION);
    a = dossier_undo(&d, secretary); /* the office recorded it, and only an office takes it back */
    ck_status(a, 403);
    answer_free(&a);
    a = dossier_step(&d, secretary, STEP_OPINIONS, NULL);
    ck_status(a, 201);
    answer_free(&a);
    a = dossier_step(&d, secretary, STEP_CELL_VOTE, NULL);
    ck_status(a, 201);
    answer_free(&a);
    refused(dossier_step(&d, secretary, STEP_COMMITTEE_VOTE, NULL), 403, "/step", "not_by_cell");
}
END_TEST

static void take_back(const struct dossier *d)
{
    struct answer a = dossier_undo(d, office);
    ck_status(a, 204);
    answer_free(&a);
}

START_TEST(the_newest_step_is_taken_back_with_its_papers_and_the_member_it_made)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_RECOGNITION_DECISION);
    take_back(&d);
    stands(&d, "open", "recognition_committee_vote", "recognition_decision",
           "recognition_decision_working_days");
    struct answer a = member_of(&d);
    ck_assert_str_eq(answer_text(&a, "status"), "probationary");
    int64_t member = answer_int(&a, "id");
    answer_free(&a);
    take_back(&d);
    take_back(&d);
    take_back(&d);
    take_back(&d);
    stands(&d, "open", "decision", "ceremony", "ceremony_working_days");
    a = server_get(&s, office, "/api/v1/members/%lld", (long long)member);
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates/%lld/documents?kind=self_review",
                   (long long)d.id);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
    dossier_lead_from(&d, STEP_CEREMONY, STEP_CEREMONY); /* and once more */
    stands(&d, "open", "ceremony", "recognition_review", "recognition_review_working_days");
}
END_TEST

START_TEST(a_ceremony_stays_once_its_member_was_changed_and_no_step_but_the_newest_goes)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_VERIFICATION);
    int64_t version, step = dossier_last_step(&d, &version);
    dossier_lead_from(&d, STEP_OPINIONS, STEP_CEREMONY);
    char path[120];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/steps/%lld?reason=x", (long long)d.id,
             (long long)step);
    refused(server_send(&s, office, "DELETE", path, version, NULL), 409, "", "not_last");
    struct answer a = member_of(&d);
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)answer_int(&a, "id"));
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, 1,
                    "{\"record_number\":\"900900HB\",\"reason\":\"cấp số\"}");
    ck_status(a, 200);
    answer_free(&a);
    refused(dossier_undo(&d, office), 409, "", "changed_since");
    step = dossier_last_step(&d, &version);
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/steps/%lld", (long long)d.id,
             (long long)step);
    refused(server_send(&s, office, "DELETE", path, version, NULL), 400, "reason", "required");
}
END_TEST

/* "met" … of the first condition of the rule in the checklist, or NULL. */
static const char *judged(const struct answer *a, const char *rule)
{
    size_t i;
    json_t *x;
    json_array_foreach (answer_at(a, "asked/conditions"), i, x)
        if (strcmp(json_string_value(json_object_get(x, "rule")), rule) == 0)
            return json_string_value(json_object_get(x, "state"));
    return NULL;
}

START_TEST(the_checklist_tells_before_the_act_what_is_done_missing_and_due)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_OPINIONS);
    struct answer a =
        server_get(&s, viewer, "/api/v1/candidates/%lld/checklist?day=2030-04-01", (long long)d.id);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "asked/step"), "cell_vote");
    ck_assert_str_eq(judged(&a, "admission_file"), "unmet");
    ck_assert_str_eq(judged(&a, "admission_min_age"), "met");
    ck_assert_str_eq(judged(&a, "awareness_certificate_months"), "unmet");
    ck_assert_int_eq(answer_int(&a, "asked/vote/eligible"), 5);
    ck_assert_int_eq(answer_int(&a, "asked/vote/needed"), 4);
    ck_assert_str_eq(answer_text(&a, "due/rule"), "awareness_certificate_months");
    ck_assert_str_eq(answer_text(&a, "due/state"), "coming");
    ck_assert_str_eq(answer_text(&a, "steps/5/state"), "done");
    ck_assert_str_eq(answer_text(&a, "steps/6/state"), "open");
    ck_assert_str_eq(answer_text(&a, "steps/7/state"), "waiting");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates/%lld/checklist?step=ceremony", (long long)d.id);
    ck_assert_str_eq(judged(&a, "admission_steps"), "unmet");
    answer_free(&a);
    refused(server_get(&s, office, "/api/v1/candidates/%lld/checklist?step=x&day=2026",
                       (long long)d.id),
            400, "step", "code");
    a = server_get(&s, elsewhere, "/api/v1/candidates/%lld/checklist", (long long)d.id);
    ck_status(a, 404);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("candidate_steps", 60, start, stop,
             the_whole_way_makes_a_probationer_at_the_ceremony_and_an_official_member_in_the_end,
             the_checklist_tells_before_the_act_what_is_done_missing_and_due,
             a_decision_keeps_the_rules_it_was_judged_by_when_they_change,
             a_step_out_of_its_turn_names_what_has_to_come_first,
             a_vote_without_the_share_is_refused_and_may_be_recorded_as_what_it_was,
             votes_that_cannot_be_are_refused_and_an_odd_denominator_or_quorum_warns,
             age_papers_certificate_and_introducers_are_judged_at_the_cells_vote,
             above_sixty_the_superiors_paper_excepts_and_no_other_does,
             a_late_decision_is_told_and_a_very_late_one_needs_the_superior,
             a_secretary_records_what_the_cell_decides_and_nobody_else_writes,
             the_newest_step_is_taken_back_with_its_papers_and_the_member_it_made,
             a_ceremony_stays_once_its_member_was_changed_and_no_step_but_the_newest_goes)
