/* The life of an organisation: suspended for at most ninety days, back by itself or before its
 * time, ended meanwhile; a planned one begins its work. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office;
static int64_t cell;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    cell = server_org(&s, "D1.B1.C1");
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

static struct answer act(int64_t org, const char *what, const char *body)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld/%s", (long long)org, what);
    return server_send(&s, office, "POST", path, 0, body);
}

static void done(int64_t org, const char *what, const char *body)
{
    struct answer a = act(org, what, body);
    ck_assert_msg(a.status == 201, "%s: %d %s", what, a.status, a.body);
    answer_free(&a);
}

static void refused(int64_t org, const char *what, const char *body, int status,
                    const char *pointer, const char *code)
{
    struct answer a = act(org, what, body);
    ck_assert_msg(a.status == status && answer_blames(&a, pointer, code), "%s %s: %d %s", what,
                  body, a.status, a.body);
    answer_free(&a);
}

/* A text of the organisation as of a day (NULL: today); "" when it is null. Static. */
static const char *is(int64_t org, const char *field, const char *day)
{
    static char text[200];
    struct answer a = server_get(&s, office, "/api/v1/organizations/%lld%s%s", (long long)org,
                                 day ? "?as_of=" : "", day ? day : "");
    ck_status(a, 200);
    const char *value = json_string_value(json_object_get(a.json, field));
    snprintf(text, sizeof text, "%s", value ? value : "");
    answer_free(&a);
    return text;
}

static int64_t due(const char *token)
{
    struct answer a = server_get(&s, token, "/api/v1/tasks?kind=organization_suspension_end");
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

static int64_t establish(const char *code, const char *more)
{
    char body[300];
    snprintf(body, sizeof body,
             "{\"code\":\"%s\",\"name\":\"Chi bộ %s\",\"kind\":\"cell\",\"parent_id\":%lld%s}",
             code, code, (long long)server_org(&s, "D1.B1"), more);
    struct answer a = server_send(&s, office, "POST", "/api/v1/organizations", 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static void rename_from(int64_t org, const char *day)
{
    char path[80], body[100];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld", (long long)org);
    snprintf(body, sizeof body, "{\"name\":\"Chi bộ Mới\",\"effective_on\":\"%s\"}", day);
    struct answer a = server_get(&s, office, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, version, body);
    ck_status(a, 200);
    answer_free(&a);
}

START_TEST(a_suspension_ends_by_itself_after_ninety_days_at_most_and_its_end_is_due_before)
{
    refused(cell, "suspension",
            "{\"effective_on\":\"2026-11-20\",\"until\":\"2027-02-19\",\"decision\":\"5-QĐ\"}", 409,
            "/until", "too_long");
    refused(cell, "suspension",
            "{\"effective_on\":\"2026-11-20\",\"until\":\"2026-11-20\",\"decision\":\"5-QĐ\"}", 400,
            "/until", "order");
    refused(cell, "suspension", "{\"effective_on\":\"2026-11-20\"}", 400, "/decision", "required");
    done(cell, "suspension", "{\"effective_on\":\"2026-11-20\",\"decision\":\"5-QĐ\"}");
    ck_assert_str_eq(is(cell, "status", NULL), "suspended");
    ck_assert_str_eq(is(cell, "status_by", NULL), "5-QĐ");
    ck_assert_str_eq(is(cell, "status_until", NULL), "2027-02-18");
    ck_assert_str_eq(is(cell, "status", "2026-11-19"), "active");
    refused(cell, "suspension", "{\"effective_on\":\"2026-11-24\",\"decision\":\"6-QĐ\"}", 409, "",
            "order");
    ck_assert_int_eq(due(office), 0);
    date_set_today("2027-02-01");
    server_restart(&s); /* today's columns are brought forward at the start, as at midnight */
    ck_assert_int_eq(due(office), 1);
    char *elsewhere = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    ck_assert_int_eq(due(elsewhere), 0);
    free(elsewhere);
    ck_assert_str_eq(is(cell, "status", NULL), "suspended");
    date_set_today("2027-02-18");
    server_restart(&s);
    ck_assert_str_eq(is(cell, "status", NULL), "active");
    ck_assert_str_eq(is(cell, "status_by", NULL), "");
    ck_assert_str_eq(is(cell, "status_until", NULL), "");
    ck_assert_int_eq(due(office), 0);
}
END_TEST

START_TEST(its_members_stay_counted_and_nobody_is_sent_to_it_meanwhile)
{
    struct answer a = server_get(&s, office, "/api/v1/cells/%lld", (long long)cell);
    int64_t members = answer_int(&a, "members");
    answer_free(&a);
    done(cell, "suspension", "{\"effective_on\":\"2026-11-20\",\"decision\":\"5-QĐ\"}");
    a = server_get(&s, office, "/api/v1/cells/%lld", (long long)cell);
    ck_assert_int_eq(answer_int(&a, "members"), members);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/organizations/directory?q=D1.B1.C1");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members?limit=1&cell_id=%lld",
                   (long long)server_org(&s, "D2.B1.C1"));
    char path[80], body[160];
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers",
             (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    snprintf(body, sizeof body, "{\"kind\":\"official\",\"to_cell_id\":%lld}", (long long)cell);
    a = server_send(&s, office, "POST", path, 0, body);
    ck_assert_msg(a.status == 409 && answer_blames(&a, "/to_cell_id", "not_active"), "%d %s",
                  a.status, a.body);
    answer_free(&a);
    done(cell, "resumption", "{\"effective_on\":\"2026-11-22\",\"decision\":\"6-QĐ\"}");
    a = server_get(&s, office, "/api/v1/organizations/directory?q=D1.B1.C1");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
}
END_TEST

START_TEST(a_suspension_is_ended_before_its_time_by_a_decision_and_then_another_may_follow)
{
    refused(cell, "resumption", "{\"effective_on\":\"2026-11-22\"}", 409, "", "order");
    done(cell, "suspension", "{\"effective_on\":\"2026-11-10\",\"decision\":\"5-QĐ\"}");
    refused(cell, "resumption", "{\"effective_on\":\"2026-11-10\",\"decision\":\"9-QĐ\"}", 409,
            "/effective_on", "before_last_change");
    refused(cell, "resumption", "{\"effective_on\":\"2026-11-20\"}", 400, "/decision", "required");
    done(cell, "resumption", "{\"effective_on\":\"2026-11-20\",\"decision\":\"6-QĐ\"}");
    ck_assert_str_eq(is(cell, "status", NULL), "active");
    ck_assert_str_eq(is(cell, "status_by", NULL), "6-QĐ");
    ck_assert_str_eq(is(cell, "status", "2026-11-19"), "suspended");
    ck_assert_str_eq(is(cell, "status_until", "2026-11-19"), "2026-11-20");
    ck_assert_str_eq(is(cell, "status", "2027-06-01"), "active"); /* the old end is forgotten */
    refused(cell, "resumption", "{\"effective_on\":\"2026-11-15\",\"decision\":\"9-QĐ\"}", 409,
            "/effective_on", "before_last_change"); /* what was decided stays */
    refused(cell, "suspension", "{\"effective_on\":\"2026-11-15\",\"decision\":\"7-QĐ\"}", 409, "",
            "order");
    done(cell, "suspension", "{\"effective_on\":\"2026-11-23\",\"decision\":\"7-QĐ\"}");
    ck_assert_str_eq(is(cell, "status_until", NULL), "2027-02-21");
}
END_TEST

START_TEST(what_is_suspended_may_be_renamed_or_ended_meanwhile)
{
    int64_t id = establish("E", ",\"established_on\":\"2020-01-01\",\"official_members\":3");
    done(id, "suspension", "{\"effective_on\":\"2026-11-01\",\"decision\":\"5-QĐ\"}");
    rename_from(id, "2026-11-10");
    ck_assert_str_eq(is(id, "status_until", NULL), "2027-01-30");
    ck_assert_str_eq(is(id, "name", "2027-03-01"), "Chi bộ Mới");
    ck_assert_str_eq(is(id, "name", "2026-11-09"), "Chi bộ E");
    done(id, "dissolution", "{\"effective_on\":\"2026-11-20\",\"decision\":\"8-QĐ\"}");
    ck_assert_str_eq(is(id, "status", "2026-11-19"), "suspended");
    ck_assert_str_eq(is(id, "status", "2027-03-01"), "dissolved");
    refused(id, "resumption", "{\"effective_on\":\"2026-11-15\"}", 409, "", "order");
}
END_TEST

START_TEST(another_end_does_not_undo_what_begins_with_the_return)
{
    done(cell, "suspension",
         "{\"effective_on\":\"2026-11-01\",\"until\":\"2026-12-01\",\"decision\":\"5-QĐ\"}");
    rename_from(cell, "2026-12-01");
    refused(cell, "resumption", "{\"effective_on\":\"2026-11-20\",\"decision\":\"9-QĐ\"}", 409,
            "/effective_on", "before_last_change");
    ck_assert_str_eq(is(cell, "name", "2026-12-01"), "Chi bộ Mới");
}
END_TEST

START_TEST(a_planned_organisation_begins_its_work_by_a_decision)
{
    int64_t id = establish("K", ",\"status\":\"planned\"");
    refused(id, "suspension", "{\"effective_on\":\"2026-11-10\",\"decision\":\"1-QĐ\"}", 409, "",
            "order");
    done(id, "resumption", "{\"effective_on\":\"2026-11-20\",\"decision\":\"2-QĐ\"}");
    ck_assert_str_eq(is(id, "status", NULL), "active");
    ck_assert_str_eq(is(id, "status", "2026-11-19"), "planned");
}
END_TEST

START_TEST(a_suspension_is_taken_back_whole_and_its_history_names_who_decided)
{
    struct answer a =
        act(cell, "suspension", "{\"effective_on\":\"2026-11-20\",\"decision\":\"5-QĐ\"}");
    ck_status(a, 201);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/organizations/%lld/history", (long long)cell);
    ck_assert_ptr_nonnull(strstr(a.body, "\"status\":\"suspended\",\"status_by\":\"5-QĐ\""));
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/audit?resource=organizations&row_id=%lld", (long long)cell);
    int64_t save = answer_int(&a, "items/0/save_id");
    answer_free(&a);
    char path[80];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo?reason=nham", (long long)save);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_assert_msg(a.status / 100 == 2, "%d %s", a.status, a.body);
    answer_free(&a);
    ck_assert_str_eq(is(cell, "status", NULL), "active");
    ck_assert_str_eq(is(cell, "status", "2026-12-20"), "active");
}
END_TEST

HARNESS_MAIN("organization_status", 60, start, stop,
             a_suspension_ends_by_itself_after_ninety_days_at_most_and_its_end_is_due_before,
             its_members_stay_counted_and_nobody_is_sent_to_it_meanwhile,
             a_suspension_is_ended_before_its_time_by_a_decision_and_then_another_may_follow,
             what_is_suspended_may_be_renamed_or_ended_meanwhile,
             another_end_does_not_undo_what_begins_with_the_return,
             a_planned_organisation_begins_its_work_by_a_decision,
             a_suspension_is_taken_back_whole_and_its_history_names_who_decided)
