/* An office that is kept while its holder's work on the committee is suspended. */
#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct discipline_world w;
static int64_t post;

static void start(void)
{
    discipline_world_start(&w);
    struct answer a =
        server_get(&w.s, w.office, "/api/v1/posts?member_id=%lld", (long long)w.second);
    ck_status(a, 200);
    post = answer_int(&a, "items/0/id");
    answer_free(&a);
}

static void stop(void)
{
    discipline_world_stop(&w);
}

static struct answer change(const char *body)
{
    char path[60];
    snprintf(path, sizeof path, "/api/v1/posts/%lld", (long long)post);
    struct answer a = server_get(&w.s, w.office, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    return server_send(&w.s, w.office, "PATCH", path, version, body);
}

static void done(const char *body)
{
    struct answer a = change(body);
    ck_assert_msg(a.status == 200, "%s: %d %s", body, a.status, a.body);
    answer_free(&a);
}

static void refused(const char *body, int status, const char *pointer, const char *code)
{
    struct answer a = change(body);
    ck_assert_msg(a.status == status && answer_blames(&a, pointer, code), "%s: %d %s", body,
                  a.status, a.body);
    answer_free(&a);
}

/* A text of the office as of a day (NULL: today); "" when it is null. Static. */
static const char *is(const char *field, const char *day)
{
    static char text[100];
    struct answer a = server_get(&w.s, w.office, "/api/v1/posts?member_id=%lld%s%s",
                                 (long long)w.second, day ? "&as_of=" : "", day ? day : "");
    ck_status(a, 200);
    const json_t *row = json_array_get(json_object_get(a.json, "items"), 0);
    const char *value = json_string_value(json_object_get(row, field));
    snprintf(text, sizeof text, "%s", value ? value : "");
    answer_free(&a);
    return text;
}

static int64_t due(const char *token)
{
    return discipline_due(&w.s, token, "post_suspension_end");
}

static void act(const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)w.second);
    struct answer a = server_send(&w.s, w.office, "POST", path, 0, body);
    ck_assert_msg(a.status == 201, "%s: %d %s", body, a.status, a.body);
    answer_free(&a);
}

#define SUSPENDED                                                                                  \
    "{\"suspended_from\":\"2026-11-10\",\"suspended_to\":\"2026-12-20\",\"suspended_by\":\"5-"     \
    "QĐ\"}"

START_TEST(the_office_is_kept_its_work_stops_and_begins_again_by_itself)
{
    done(SUSPENDED);
    ck_assert_str_eq(is("activity", NULL), "suspended");
    ck_assert_str_eq(is("to", NULL), "");
    ck_assert_str_eq(is("activity", "2026-11-09"), "active");
    ck_assert_str_eq(is("activity", "2026-11-10"), "suspended");
    ck_assert_int_eq(due(w.office), 1);
    date_set_today("2026-12-20");
    ck_assert_str_eq(is("activity", NULL), "active");
    ck_assert_str_eq(is("activity", "2026-12-19"), "suspended");
    ck_assert_int_eq(due(w.office), 0);
}
END_TEST

START_TEST(its_end_is_due_a_month_before_to_the_offices_of_the_unit_alone)
{
    char *other = server_token(&w.s, ROLE_OFFICE, server_org(&w.s, "D1.B2"));
    done("{\"suspended_from\":\"2026-11-10\",\"suspended_to\":\"2026-12-25\",\"suspended_by\":"
         "\"5-QĐ\"}");
    ck_assert_int_eq(due(w.office), 0);
    date_set_today("2026-11-25");
    ck_assert_int_eq(due(w.office), 1);
    ck_assert_int_eq(due(w.secretary), 1);
    ck_assert_int_eq(due(other), 0);
    free(other);
}
END_TEST

START_TEST(a_suspension_needs_its_decision_and_lies_in_the_time_of_the_office)
{
    refused("{\"suspended_from\":\"2026-11-10\"}", 400, "/suspended_by", "required");
    refused("{\"suspended_by\":\"5-QĐ\"}", 400, "/suspended_from", "required");
    refused("{\"suspended_from\":\"2023-12-31\",\"suspended_by\":\"5-QĐ\"}", 400, "/suspended_from",
            "order");
    refused("{\"suspended_from\":\"2026-11-10\",\"suspended_to\":\"2026-11-10\",\"suspended_by\":"
            "\"5-QĐ\"}",
            400, "/suspended_to", "order");
    done("{\"to\":\"2026-11-01\"}");
    refused(SUSPENDED, 400, "/suspended_from", "order");
}
END_TEST

START_TEST(no_longer_than_half_a_year_unless_the_law_sets_the_time)
{
    refused("{\"suspended_from\":\"2026-01-01\",\"suspended_to\":\"2026-07-01\",\"suspended_by\":"
            "\"5-QĐ\"}",
            409, "/suspended_to", "too_long");
    done("{\"suspended_from\":\"2026-01-01\",\"suspended_by\":\"5-QĐ\"}");
    ck_assert_str_eq(is("activity", NULL), "suspended");
    ck_assert_int_eq(due(w.office), 0);
    done("{\"suspended_to\":\"2026-06-30\"}");
    ck_assert_str_eq(is("activity", NULL), "active");
    ck_assert_str_eq(is("activity", "2026-06-29"), "suspended");
}
END_TEST

START_TEST(one_that_was_served_is_not_written_over_and_one_recorded_by_mistake_goes)
{
    done("{\"suspended_from\":\"2026-01-01\",\"suspended_to\":\"2026-03-01\",\"suspended_by\":"
         "\"5-QĐ\"}");
    refused(SUSPENDED, 409, "/suspended_from", "suspended_before");
    ck_assert_str_eq(is("activity", "2026-02-01"), "suspended");
    done("{\"suspended_from\":\"2026-01-05\"}"); /* the day was wrong */
    ck_assert_str_eq(is("activity", "2026-01-04"), "active");
    done("{\"suspended_from\":null}");
    ck_assert_str_eq(is("activity", "2026-02-01"), "active");
    ck_assert_str_eq(is("suspended_by", NULL), "");
    done(SUSPENDED);
}
END_TEST

START_TEST(taken_back_the_office_stands_as_before)
{
    struct answer a = change(SUSPENDED);
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&w.s, w.office, "/api/v1/audit?resource=posts&row_id=%lld", (long long)post);
    ck_status(a, 200);
    char path[80];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo?reason=nham",
             (long long)answer_int(&a, "items/0/save_id"));
    answer_free(&a);
    a = server_send(&w.s, w.office, "POST", path, 0, NULL);
    ck_assert_msg(a.status == 200 || a.status == 201, "%d %s", a.status, a.body);
    answer_free(&a);
    ck_assert_str_eq(is("activity", NULL), "active");
    ck_assert_str_eq(is("suspended_from", NULL), "");
}
END_TEST

START_TEST(a_suspended_member_does_no_work_in_the_office_until_the_suspension_ends)
{
    act("{\"kind\":\"suspension\",\"day\":\"2026-11-10\",\"decision_number\":\"7-QĐ\"}");
    ck_assert_str_eq(is("activity", NULL), "suspended");
    ck_assert_str_eq(is("suspended_from", NULL), "");
    act("{\"kind\":\"suspension_end\",\"day\":\"2026-11-20\"}");
    ck_assert_str_eq(is("activity", NULL), "active");
    ck_assert_str_eq(is("activity", "2026-11-15"), "suspended");
}
END_TEST

START_TEST(an_office_that_ends_first_is_never_suspended_and_one_that_ends_later_was)
{
    done("{\"suspended_from\":\"2026-11-22\",\"suspended_by\":\"5-QĐ\"}");
    act("{\"kind\":\"death\",\"day\":\"2026-11-23\"}");
    ck_assert_str_eq(is("to", "2026-11-22"), "2026-11-23");
    ck_assert_str_eq(is("activity", "2026-11-22"), "suspended");
    ck_assert_str_eq(is("activity", NULL), "");
    done("{\"to\":null}");
    done("{\"to\":\"2026-11-20\"}");
    ck_assert_str_eq(is("suspended_from", "2026-11-19"), "");
}
END_TEST

START_TEST(the_history_of_the_member_tells_the_time_without_work)
{
    done(SUSPENDED);
    struct answer a =
        server_get(&w.s, w.office, "/api/v1/members/%lld/history", (long long)w.second);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "posts/0/suspended_from"), "2026-11-10");
    ck_assert_str_eq(answer_text(&a, "posts/0/suspended_to"), "2026-12-20");
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("post_suspension", 60, start, stop,
             the_office_is_kept_its_work_stops_and_begins_again_by_itself,
             its_end_is_due_a_month_before_to_the_offices_of_the_unit_alone,
             a_suspension_needs_its_decision_and_lies_in_the_time_of_the_office,
             no_longer_than_half_a_year_unless_the_law_sets_the_time,
             one_that_was_served_is_not_written_over_and_one_recorded_by_mistake_goes,
             taken_back_the_office_stands_as_before,
             a_suspended_member_does_no_work_in_the_office_until_the_suspension_ends,
             an_office_that_ends_first_is_never_suspended_and_one_that_ends_later_was,
             the_history_of_the_member_tells_the_time_without_work)
