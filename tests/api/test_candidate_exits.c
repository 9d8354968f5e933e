/* How dossiers end and move, and how somebody who left comes back. */
#include "api/harness_candidate.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office, *secretary, *receiver;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    server_import(&s, "members",
                  "full_name,record_number,born_on,cell_code,admitted_on,official_on,left_on,"
                  "left_reason,residence\n"
                  "Hà Văn Về,100900HB,1985-02-03,D1.B1.C1,2010-05-19,2011-05-19,2021-06-01,"
                  "removed,Thôn cũ\n"
                  "Hà Văn Xin,100901HB,1985-02-03,D1.B1.C1,2010-05-19,2011-05-19,2021-06-01,"
                  "resigned,Thôn cũ\n"
                  "Hà Văn Mới,100902HB,1985-02-03,D1.B1.C1,2010-05-19,2011-05-19,2024-06-01,"
                  "removed,Thôn cũ\n");
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "D1"));
    secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    receiver = server_token(&s, ROLE_SECRETARY, server_org(&s, "D2.B1.C1"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    free(secretary);
    free(receiver);
    server_stop(&s);
}

static void refused(struct answer a, int status, const char *pointer, const char *code)
{
    ck_status(a, status);
    ck_assert_msg(answer_blames(&a, pointer, code), "%s %s: %s", pointer, code, a.body);
    answer_free(&a);
}

static struct answer reopen(const struct dossier *d, const char *token)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/exit", (long long)d->id);
    struct answer a = server_get(&s, token, "%s", path);
    int64_t version = a.status == 200 ? answer_int(&a, "version") : 1;
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/exit?reason=nham", (long long)d->id);
    return server_send(&s, token, "DELETE", path, version, NULL);
}

static void has(const struct dossier *d, const char *field, const char *expected)
{
    struct answer a = dossier_get(d);
    const char *got = answer_text(&a, field);
    ck_assert_msg(got != NULL && strcmp(got, expected) == 0, "%s: %s", field, a.body);
    answer_free(&a);
}

static int64_t member_id(const struct dossier *d)
{
    struct answer a = dossier_get(d);
    int64_t id = answer_int(&a, "member_id");
    answer_free(&a);
    return id;
}

START_TEST(a_withdrawn_dossier_takes_no_step_until_it_is_opened_again)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_APPLICATION);
    refused(dossier_exit(&d, secretary,
                         "{\"exit\":\"withdrawn\",\"day\":\"2025-02-01\",\"why\":\"Đi xa\"}"),
            400, "/day", "order");
    struct answer a = dossier_exit(
        &d, secretary, "{\"exit\":\"withdrawn\",\"day\":\"2025-05-01\",\"why\":\"Đi xa\"}");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "why"), "Đi xa");
    answer_free(&a);
    has(&d, "state", "exited");
    has(&d, "exit", "withdrawn");
    refused(dossier_step(&d, office, STEP_VERIFICATION, NULL), 409, "", "closed");
    refused(
        dossier_exit(&d, office, "{\"exit\":\"refused\",\"day\":\"2025-05-02\",\"why\":\"Nữa\"}"),
        409, "", "closed");
    a = reopen(&d, secretary);
    ck_status(a, 204);
    answer_free(&a);
    dossier_lead_from(&d, STEP_VERIFICATION, STEP_VERIFICATION);
}
END_TEST

START_TEST(a_moved_dossier_is_the_receivers_who_goes_on_with_it)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    dossier_lead(&d, STEP_APPLICATION);
    char body[200];
    snprintf(
        body, sizeof body,
        "{\"exit\":\"moved\",\"day\":\"2025-05-01\",\"why\":\"Chuyển nơi ở\",\"to_cell_id\":%lld}",
        (long long)server_org(&s, "D2.B1.C1"));
    struct answer a = dossier_exit(&d, office, body);
    ck_status(a, 201);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates/%lld", (long long)d.id);
    ck_status(a, 404);
    answer_free(&a);
    d.token = receiver;
    has(&d, "state", "open");
    has(&d, "stage", "application");
    a = dossier_step(&d, receiver, STEP_OPINIONS, NULL);
    ck_status(a, 201);
    answer_free(&a);
    refused(reopen(&d, receiver), 409, "", "used_since");
    /* outside the register it ends; nowhere and both are no place */
    d = dossier_new(&s, office, "2000-03-04", "");
    refused(
        dossier_exit(&d, office, "{\"exit\":\"moved\",\"day\":\"2025-05-01\",\"why\":\"Chuyển\"}"),
        400, "/to_cell_id", "receiver");
    snprintf(body, sizeof body,
             "{\"exit\":\"moved\",\"day\":\"2025-05-01\",\"why\":\"x\",\"to_cell_id\":%lld}",
             (long long)server_org(&s, "D2.B1"));
    refused(dossier_exit(&d, office, body), 400, "/to_cell_id", "not_a_cell");
    a = dossier_exit(&d, office,
                     "{\"exit\":\"moved\",\"day\":\"2025-05-01\",\"why\":\"Chuyển\","
                     "\"to_outside\":\"Đảng ủy xã X, tỉnh Y\"}");
    ck_status(a, 201);
    answer_free(&a);
    has(&d, "state", "exited");
}
END_TEST

static void is(int64_t member, const char *status)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)member);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "status"), status);
    answer_free(&a);
}

START_TEST(a_probationer_is_removed_by_two_thirds_and_comes_back_when_that_was_a_mistake)
{
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    static const char removal[] =
        "{\"exit\":\"removed_in_probation\",\"day\":\"2026-02-02\",\"why\":\"Bỏ sinh hoạt\","
        "\"decision_number\":\"3-QĐ\",\"in_favour\":%d}";
    char body[300];
    snprintf(body, sizeof body, removal, 5);
    dossier_lead(&d, STEP_DECISION);
    refused(dossier_exit(&d, office, body), 409, "/exit", "order");
    dossier_lead_from(&d, STEP_CEREMONY, STEP_CEREMONY);
    refused(
        dossier_exit(&d, office, "{\"exit\":\"withdrawn\",\"day\":\"2026-02-02\",\"why\":\"x\"}"),
        409, "/exit", "order");
    refused(dossier_exit(&d, secretary, body), 403, "/exit", "not_by_cell");
    snprintf(body, sizeof body, removal, 3);
    refused(dossier_exit(&d, office, body), 409, "/in_favour", "share");
    snprintf(body, sizeof body, removal, 4);
    struct answer a = dossier_exit(&d, office, body);
    ck_status(a, 201);
    answer_free(&a);
    has(&d, "state", "exited");
    is(member_id(&d), "removed");
    a = reopen(&d, office);
    ck_status(a, 204);
    answer_free(&a);
    has(&d, "state", "open");
    is(member_id(&d), "probationary");
    dossier_lead_from(&d, STEP_RECOGNITION_REVIEW, STEP_RECOGNITION_DECISION);
    is(member_id(&d), "official");
}
END_TEST

/* Who has left is found by status only. */
static int64_t left(const char *record_number, const char *status)
{
    struct answer a =
        server_get(&s, office, "/api/v1/members?q=%s&status=%s", record_number, status);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static struct dossier returning(const char *record_number, const char *status)
{
    char more[100];
    snprintf(more, sizeof more, ",\"residence\":\"Thôn mới\",\"previous_member_id\":%lld",
             (long long)left(record_number, status));
    return dossier_new(&s, office, "1985-02-03", more);
}

static void approve_return(const struct dossier *d)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/documents", (long long)d->id);
    struct answer a = server_send(&s, office, "POST", path, 0,
                                  "{\"kind\":\"approval\",\"issued_on\":\"2025-05-20\","
                                  "\"for_rule\":\"readmission_consent\"}");
    ck_status(a, 201);
    answer_free(&a);
}

static bool breaks(const struct dossier *d, const char *rule)
{
    struct answer a = dossier_step(d, office, STEP_CELL_VOTE, NULL);
    ck_status(a, 409);
    bool found = strstr(a.body, rule) != NULL;
    answer_free(&a);
    return found;
}

START_TEST(who_left_long_ago_is_admitted_again_with_consent_as_the_same_person)
{
    struct dossier d = returning("100900HB", "removed");
    dossier_lead(&d, STEP_OPINIONS);
    ck_assert(breaks(&d, "\"readmission_consent\""));
    approve_return(&d);
    dossier_lead_from(&d, STEP_CELL_VOTE, STEP_CEREMONY);
    int64_t person = dossier_member(&s, office, "100900HB");
    ck_assert_int_eq(member_id(&d), person);
    is(person, "probationary");
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)person);
    ck_assert_str_eq(answer_text(&a, "admitted_on"), "2025-08-01");
    ck_assert_str_eq(answer_text(&a, "residence"), "Thôn mới");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld?as_of=2020-01-01", (long long)person);
    ck_assert_str_eq(answer_text(&a, "status"), "official");
    ck_assert_str_eq(answer_text(&a, "residence"), "Thôn cũ");
    answer_free(&a);
    a = server_get(&s, office,
                   "/api/v1/statistics/flows?org_code=D1&from=2025-07-01&to=2025-08-31");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "increase/readmitted"), 1);
    answer_free(&a);
    a = dossier_undo(&d, office);
    ck_status(a, 204);
    answer_free(&a);
    is(person, "removed");
}
END_TEST

START_TEST(who_asked_to_leave_or_left_lately_does_not_come_back)
{
    struct dossier d = returning("100901HB", "resigned");
    dossier_lead(&d, STEP_OPINIONS);
    approve_return(&d);
    ck_assert(breaks(&d, "\"readmission_barred\""));
    d = returning("100902HB", "removed");
    dossier_lead(&d, STEP_OPINIONS);
    approve_return(&d);
    ck_assert(breaks(&d, "\"readmission_months_out\""));
}
END_TEST

HARNESS_MAIN("candidate_exits", 60, start, stop,
             a_withdrawn_dossier_takes_no_step_until_it_is_opened_again,
             a_moved_dossier_is_the_receivers_who_goes_on_with_it,
             a_probationer_is_removed_by_two_thirds_and_comes_back_when_that_was_a_mistake,
             who_left_long_ago_is_admitted_again_with_consent_as_the_same_person,
             who_asked_to_leave_or_left_lately_does_not_come_back)
