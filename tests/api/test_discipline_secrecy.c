/* Who reads which case, and what the others can tell of it: nothing. */
#include "api/harness_discipline.h"
#include "api/harness_paper.h"
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

static int status_of(const char *token, int64_t id, const char *below)
{
    struct answer a = server_get(S, token, "/api/v1/discipline/%lld%s", (long long)id, below);
    int status = a.status;
    answer_free(&a);
    return status;
}

static void conclude(const char *token, int64_t id)
{
    discipline_done(S, token, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    discipline_done(S, token, id,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":"
                    "\"reprimand\",\"violation_on\":\"2025-03-01\"}");
}

START_TEST(the_secretary_keeps_the_cases_its_cell_decides)
{
    int64_t id = discipline_case(S, w.secretary, w.member, "cell", "2026-10-01", "");
    ck_assert_int_eq(status_of(w.secretary, id, ""), 200);
    conclude(w.secretary, id);
    discipline_done(S, w.secretary, id, "{\"step\":\"self_review\",\"day\":\"2026-10-06\"}");
    discipline_done(S, w.secretary, id,
                    "{\"step\":\"cell_vote\",\"day\":\"2026-10-07\",\"form\":\"reprimand\","
                    "\"in_favour\":4}");
    struct answer a = discipline_step(S, w.secretary, id,
                                      "{\"step\":\"decision\",\"day\":\"2026-10-07\",\"form\":"
                                      "\"reprimand\",\"authority\":\"base_committee\","
                                      "\"decision_number\":\"1\"}");
    ck_status(a, 403);
    answer_free(&a);
    discipline_done(S, w.secretary, id,
                    "{\"step\":\"decision\",\"day\":\"2026-10-07\",\"form\":\"reprimand\"}");
    discipline_done(S, w.secretary, id, "{\"step\":\"announcement\",\"day\":\"2026-10-07\"}");
    ck_assert_str_eq(discipline_text(S, w.office, id, "form"), "reprimand");
    a = discipline_step(
        S, w.secretary, id,
        "{\"step\":\"annulment\",\"day\":\"2026-10-08\",\"decision_number\":\"2\"}");
    ck_status(a, 403);
    answer_free(&a);
    char body[300];
    snprintf(body, sizeof body,
             "{\"member_id\":%lld,\"title\":\"x\",\"source\":\"other\",\"received_on\":"
             "\"2026-10-01\",\"authority\":\"base_committee\"}",
             (long long)w.member);
    a = server_send(S, w.secretary, "POST", "/api/v1/discipline", 0, body);
    ck_status(a, 403);
    answer_free(&a);
}
END_TEST

START_TEST(the_secretary_sees_an_inspectors_case_once_its_cell_has_to_act_and_no_other)
{
    int64_t own = discipline_case(S, w.inspector, w.member, "cell", "2026-10-01", "");
    int64_t above = discipline_case(S, w.inspector, w.second, "base_committee", "2026-10-01", "");
    ck_assert_int_eq(status_of(w.secretary, own, ""), 404);
    ck_assert_uint_eq(discipline_rows(S, w.secretary, "/api/v1/discipline"), 0);
    conclude(w.inspector, own);
    conclude(w.inspector, above);
    ck_assert_int_eq(status_of(w.secretary, own, ""), 200);
    ck_assert_int_eq(status_of(w.secretary, own, "/steps"), 200);
    ck_assert_int_eq(status_of(w.secretary, above, ""), 404);
    ck_assert_int_eq(status_of(w.secretary, above, "/steps"), 404);
    ck_assert_int_eq(status_of(w.secretary, above, "/checklist"), 404);
    ck_assert_uint_eq(discipline_rows(S, w.secretary, "/api/v1/discipline"), 1);
    struct answer a =
        discipline_step(S, w.secretary, above, "{\"step\":\"self_review\",\"day\":\"2026-10-06\"}");
    ck_status(a, 404);
    answer_free(&a);
    /* another cell's secretary sees neither */
    char *other = server_token(S, ROLE_SECRETARY, server_org(S, "D1.B1.C2"));
    ck_assert_int_eq(status_of(other, own, ""), 404);
    free(other);
}
END_TEST

START_TEST(another_units_inspector_has_no_such_case)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01", "");
    char *other = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    static const char *const below[] = {"",           "/steps",  "/steps/1",
                                        "/checklist", "/appeal", "/readers"};
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        ck_assert_int_eq(status_of(other, id, below[i]), 404);
    struct answer a =
        discipline_step(S, other, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    ck_status(a, 404);
    answer_free(&a);
    char body[300];
    snprintf(body, sizeof body,
             "{\"member_id\":%lld,\"title\":\"x\",\"source\":\"other\",\"received_on\":"
             "\"2026-10-01\",\"authority\":\"base_committee\"}",
             (long long)w.member);
    a = server_send(S, other, "POST", "/api/v1/discipline", 0, body);
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/member_id", "not_found"));
    answer_free(&a);
    free(other);
}
END_TEST

static int decision_paper(const char *token, int64_t id)
{
    char path[80], body[60];
    snprintf(path, sizeof path, "/api/v1/templates/%lld/fill",
             (long long)harness_shipped(S, "quyet-dinh-ky-luat"));
    snprintf(body, sizeof body, "{\"discipline\":[%lld]}", (long long)id);
    struct answer a = server_send(S, token, "POST", path, 0, body);
    int status = a.status;
    answer_free(&a);
    return status;
}

START_TEST(another_units_inspector_writes_no_paper_of_a_case)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01",
                                 ",\"without_vote\":\"superior\"");
    discipline_decided(S, w.inspector, id, "warning", "2025-03-01");
    char *other = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    ck_assert_int_eq(decision_paper(w.inspector, id), 200);
    ck_assert_int_eq(decision_paper(other, id), 404);
    free(other);
}
END_TEST

START_TEST(another_units_inspector_makes_no_case_of_a_decision)
{
    server_import(S, "discipline",
                  "subject,record_number,form,decided_on,decision_number,authority\n"
                  "member,100001HB,warning,2026-09-01,1-QĐ,base_committee\n");
    struct answer a = server_get(S, w.inspector, "/api/v1/discipline");
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    char *other = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    a = discipline_step(S, other, id, "{\"step\":\"appeal\",\"day\":\"2026-09-20\"}");
    ck_status(a, 404);
    answer_free(&a);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM discipline_case"), 0);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM confidential_tx"), 0);
    free(other);
}
END_TEST

static struct answer as_reader(const char *cookie, const char *path)
{
    return server_ask(S, (struct ask){.path = path, .cookie = cookie});
}

START_TEST(a_user_named_on_a_case_reads_it_until_the_day_and_every_reading_is_kept)
{
    char *admin = server_token(S, ROLE_SYSTEM_ADMIN, server_org(S, "P"));
    char *cookie = discipline_reader_cookie(S, admin), path[100], readers[100];
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01", "");
    snprintf(path, sizeof path, "/api/v1/discipline/%lld?purpose=Tham%%20m%%C6%%B0u",
             (long long)id);
    struct answer a = as_reader(cookie, path);
    ck_status(a, 404);
    answer_free(&a);
    snprintf(readers, sizeof readers, "/api/v1/discipline/%lld/readers", (long long)id);
    a = server_send(S, w.inspector, "POST", readers, 0,
                    "{\"username\":\"khongco\",\"note\":\"Thử\"}");
    ck_status(a, 400);
    answer_free(&a);
    a = server_send(S, w.inspector, "POST", readers, 0,
                    "{\"username\":\"vanphong\",\"note\":\"Tham mưu\",\"until\":\"2026-11-30\"}");
    ck_status(a, 201);
    answer_free(&a);
    a = as_reader(cookie, path);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "state"), "received");
    answer_free(&a);
    ck_assert_int_eq(
        harness_number(S, "SELECT count(*) FROM confidential_read WHERE actor = 'vanphong'"
                          " AND purpose = 'Tham mưu'"),
        1);
    ck_assert_int_eq(harness_number(S, "SELECT count(*) FROM access_read WHERE actor = 'vanphong'"),
                     0);
    /* the list has it beside the decisions in force; the others of the role still see nothing */
    a = as_reader(cookie, "/api/v1/discipline");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    ck_assert_int_eq(status_of(w.office, id, ""), 404);
    date_set_today("2026-12-01");
    a = as_reader(cookie, path);
    ck_status(a, 404);
    answer_free(&a);
    free(admin);
    free(cookie);
}
END_TEST

static int64_t due_to(const char *cookie)
{
    struct answer a = as_reader(cookie, "/api/v1/tasks?kind=discipline_limitation");
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

START_TEST(what_is_due_on_a_case_is_told_in_its_part_of_the_tree_alone)
{
    static const char soon[] = ",\"violation_on\":\"2021-12-05\"";
    char *admin = server_token(S, ROLE_SYSTEM_ADMIN, server_org(S, "P")), path[100];
    char *cookie = discipline_reader_cookie(S, admin);
    char *beside = server_token(S, ROLE_SECRETARY, server_org(S, "D1.B1.C2"));
    char *elsewhere = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    int64_t id = discipline_case(S, w.secretary, w.member, "cell", "2026-10-01", soon);
    ck_assert_int_eq(discipline_due(S, w.secretary, "discipline_limitation"), 1);
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_limitation"), 1);
    ck_assert_int_eq(discipline_due(S, beside, "discipline_limitation"), 0);
    ck_assert_int_eq(discipline_due(S, elsewhere, "discipline_limitation"), 0);
    struct answer a = server_get(S, w.office, "/api/v1/members?org_code=D2.B1.C1&limit=1");
    int64_t far = discipline_case(S, w.inspector, answer_int(&a, "items/0/id"), "base_committee",
                                  "2026-10-01", soon);
    answer_free(&a);
    const int64_t cases[] = {far, id}; /* named on one outside of its part, then on one inside */
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(due_to(cookie), 0);
        snprintf(path, sizeof path, "/api/v1/discipline/%lld/readers", (long long)cases[i]);
        a = server_send(S, w.inspector, "POST", path, 0,
                        "{\"username\":\"vanphong\",\"note\":\"Tham mưu\"}");
        ck_status(a, 201);
        answer_free(&a);
    }
    ck_assert_int_eq(due_to(cookie), 1);
    free(admin);
    free(cookie);
    free(beside);
    free(elsewhere);
}
END_TEST

/* ---- what a case stands in the way of */

static struct answer resign(const char *token, int64_t member)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)member);
    return server_send(S, token, "POST", path, 0,
                       "{\"kind\":\"resignation\",\"day\":\"2026-11-20\",\"decision_number\":\"5\","
                       "\"in_favour\":5,\"committee_in_favour\":9,\"committee_eligible\":9}");
}

START_TEST(a_case_under_way_stops_leaving_and_warns_of_a_transfer)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01", "");
    struct answer a = resign(w.office, w.member);
    ck_status(a, 409);
    ck_assert(strstr(a.body, "discipline_pending_resignation") != NULL);
    answer_free(&a);
    char path[100];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)w.member);
    /* a secretary's proposal tells nothing */
    a = server_send(S, w.secretary, "POST", path, 0,
                    "{\"kind\":\"official\",\"to_outside\":\"Nơi khác\"}");
    ck_status(a, 201);
    ck_assert(strstr(a.body, "discipline") == NULL);
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)w.second);
    int64_t other = discipline_case(S, w.inspector, w.second, "base_committee", "2026-10-01", "");
    a = server_send(S, w.office, "POST", path, 0,
                    "{\"kind\":\"official\",\"to_outside\":\"Nơi khác\",\"letter_number\":\"9\","
                    "\"sent_on\":\"2026-11-20\"}");
    ck_status(a, 201);
    ck_assert(strstr(a.body, "discipline_pending_transfer") != NULL);
    answer_free(&a);
    (void)other;
    /* cleared, it stands in nobody's way */
    discipline_done(S, w.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":false}");
    ck_assert_str_eq(discipline_text(S, w.inspector, id, "state"), "cleared");
}
END_TEST

/* ---- tasks */

START_TEST(what_is_due_of_a_case_is_told_to_those_who_read_it)
{
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01",
                                 ",\"without_vote\":\"superior\"");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_announcement"), 0);
    discipline_decided(S, w.inspector, id, "warning", "2025-03-01");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_announcement"), 1);
    ck_assert_int_eq(discipline_due(S, w.office, "discipline_announcement"), 0);
    ck_assert_int_eq(discipline_due(S, w.secretary, "discipline_announcement"), 0);
    char *other = server_token(S, ROLE_INSPECTOR, server_org(S, "D2"));
    ck_assert_int_eq(discipline_due(S, other, "discipline_announcement"), 0);
    free(other);
    struct answer a = server_get(S, w.inspector, "/api/v1/tasks");
    ck_assert_int_eq(answer_int(&a, "total"), 1); /* nothing but discipline */
    ck_assert_str_eq(answer_text(&a, "items/0/state"), "overdue");
    answer_free(&a);
    discipline_done(S, w.inspector, id, "{\"step\":\"announcement\",\"day\":\"2026-10-15\"}");
    ck_assert_int_eq(discipline_due(S, w.inspector, "discipline_announcement"), 0);
}
END_TEST

START_TEST(a_hidden_save_moves_no_number_that_others_see)
{
    static const char sums[] =
        "SELECT (SELECT count(*) FROM tx) * 1000000 + (SELECT count(*) FROM change) * 1000"
        " + (SELECT sum(change_id) FROM org_seq) + (SELECT count(*) FROM access_read)";
    int64_t before = harness_number(S, sums);
    int64_t id = discipline_case(S, w.inspector, w.member, "base_committee", "2026-10-01",
                                 ",\"without_vote\":\"superior\"");
    discipline_decided(S, w.inspector, id, "warning", "2025-03-01");
    discipline_back(S, w.inspector, id, 204);
    ck_assert_int_eq(harness_number(S, sums), before);
    ck_assert_int_ge(harness_number(S, "SELECT count(*) FROM confidential_change"), 5);
    /* an inspector's figures move, nobody else's */
    struct answer a = server_get(S, w.inspector, "/api/v1/statistics/tasks");
    char *seq = strdup(answer_text(&a, "seq"));
    answer_free(&a);
    discipline_done(S, w.inspector, id,
                    "{\"step\":\"decision\",\"day\":\"2026-10-11\",\"form\":\"warning\","
                    "\"decision_number\":\"2\"}");
    a = server_get(S, w.inspector, "/api/v1/statistics/tasks");
    ck_assert_str_ne(answer_text(&a, "seq"), seq);
    answer_free(&a);
    free(seq);
}
END_TEST

HARNESS_MAIN("discipline_secrecy", 60, start, stop, the_secretary_keeps_the_cases_its_cell_decides,
             the_secretary_sees_an_inspectors_case_once_its_cell_has_to_act_and_no_other,
             another_units_inspector_has_no_such_case,
             another_units_inspector_writes_no_paper_of_a_case,
             another_units_inspector_makes_no_case_of_a_decision,
             a_user_named_on_a_case_reads_it_until_the_day_and_every_reading_is_kept,
             what_is_due_on_a_case_is_told_in_its_part_of_the_tree_alone,
             a_case_under_way_stops_leaving_and_warns_of_a_transfer,
             what_is_due_of_a_case_is_told_to_those_who_read_it,
             a_hidden_save_moves_no_number_that_others_see)
