/* Family, training and work history below a member; offices held. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office;
static int64_t member;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    struct answer a = server_get(&s, office, "/api/v1/members?q=100001HB");
    member = answer_int(&a, "items/0/id");
    answer_free(&a);
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

static const char *below(const char *what, int64_t row)
{
    static char path[100];
    if (row == 0)
        snprintf(path, sizeof path, "/api/v1/members/%lld/%s", (long long)member, what);
    else
        snprintf(path, sizeof path, "/api/v1/members/%lld/%s/%lld", (long long)member, what,
                 (long long)row);
    return path;
}

/* A row is added, found in the list and by itself, changed under its version, and taken away. */
static void life_of_a_row(const char *what, const char *create, const char *patch,
                          const char *field, const char *after, const char *bad)
{
    struct answer a = server_send(&s, office, "POST", below(what, 0), 0, bad);
    ck_assert_msg(a.status == 400, "%s: %d %s", bad, a.status, a.body);
    answer_free(&a);
    a = server_send(&s, office, "POST", below(what, 0), 0, create);
    ck_status(a, 201);
    int64_t row = answer_int(&a, "id");
    char *location = answer_header(&a, "Location");
    ck_assert_str_eq(location, below(what, row));
    free(location);
    answer_free(&a);
    a = server_get(&s, office, "%s", below(what, 0));
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", below(what, row), 0, patch);
    ck_status(a, 428);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", below(what, row), 9, patch);
    ck_status(a, 412);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", below(what, row), 1, patch);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, field), after);
    ck_assert_int_eq(answer_int(&a, "version"), 2);
    answer_free(&a);
    member++; /* of a neighbour: the row is not there */
    a = server_get(&s, office, "%s", below(what, row));
    ck_status(a, 404);
    answer_free(&a);
    member--;
    a = server_send(&s, office, "DELETE", below(what, row), 0, NULL);
    ck_status(a, 428);
    answer_free(&a);
    a = server_send(&s, office, "DELETE", below(what, row), 2, NULL);
    ck_status(a, 204);
    answer_free(&a);
    a = server_get(&s, office, "%s", below(what, row));
    ck_status(a, 404);
    answer_free(&a);
    a = server_get(&s, office, "%s", below(what, 0));
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
}

START_TEST(family_rows_live_under_their_member)
{
    life_of_a_row("family",
                  "{\"relation\":\"father\",\"full_name\":\"Nguyễn Văn Cha\",\"born_on\":\"1940\"}",
                  "{\"residence\":\"Hà Nội\",\"reason\":\"bổ sung\"}", "residence", "Hà Nội",
                  "{\"relation\":\"neighbour\",\"full_name\":\"X\"}");
}
END_TEST

START_TEST(training_rows_live_under_their_member)
{
    life_of_a_row(
        "training",
        "{\"kind\":\"theory\",\"school\":\"Trường Chính trị tỉnh\",\"from_on\":\"2012-09\"}",
        "{\"degree\":\"Trung cấp\",\"reason\":\"bổ sung\"}", "degree", "Trung cấp",
        "{\"kind\":\"theory\"}");
}
END_TEST

START_TEST(work_rows_live_under_their_member)
{
    life_of_a_row("work-history",
                  "{\"what\":\"Giáo viên\",\"from_on\":\"1995\",\"to_on\":\"2001-08\"}",
                  "{\"what\":\"Giáo viên, tổ trưởng\",\"reason\":\"ghi thiếu\"}", "what",
                  "Giáo viên, tổ trưởng", "{\"what\":\"Giáo viên\",\"from_on\":\"1995-13\"}");
}
END_TEST

START_TEST(reading_the_family_is_recorded)
{
    struct answer a = server_get(&s, office, "%s", below("family", 0));
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&s, office, "%s", below("access-log", 0));
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/fields/0"), "family");
    answer_free(&a);
}
END_TEST

/* ---- posts */

static struct answer appoint(const char *org, const char *more)
{
    char body[400];
    snprintf(body, sizeof body, "{\"org_id\":%lld%s}", (long long)server_org(&s, org), more);
    return server_send(&s, office, "POST", "/api/v1/posts", 0, body);
}

static const char *secretary_on(const char *day)
{
    static char name[100];
    struct answer a = server_get(&s, office, "/api/v1/cells/%lld?as_of=%s",
                                 (long long)server_org(&s, "D1.B1.C1"), day);
    ck_status(a, 200);
    const char *text = answer_text(&a, "secretary");
    snprintf(name, sizeof name, "%s", text ? text : "-");
    answer_free(&a);
    return name;
}

START_TEST(office_is_held_from_its_first_day_up_to_its_last)
{
    char more[200], path[64];
    snprintf(
        more, sizeof more,
        ",\"member_id\":%lld,\"post\":\"secretary\",\"term\":\"2020-2025\",\"from\":\"2020-05-01\"",
        (long long)member);
    struct answer a = appoint("D1.B1.C1", more);
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "holder"), "Nguyễn Văn An");
    snprintf(path, sizeof path, "/api/v1/posts/%lld", (long long)answer_int(&a, "id"));
    answer_free(&a);
    ck_assert_str_eq(secretary_on("2020-04-30"), "-");
    ck_assert_str_eq(secretary_on("2020-05-01"), "Nguyễn Văn An");
    a = appoint(
        "D1.B1.C1",
        ",\"holder_name\":\"Trần Biên Phòng\",\"post\":\"secretary\",\"from\":\"2024-01-01\"");
    ck_status(a, 409); /* one secretary at a time */
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, 0,
                    "{\"to\":\"2024-01-01\",\"reason\":\"hết nhiệm kỳ\"}");
    ck_status(a, 428);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, 1,
                    "{\"to\":\"2024-01-01\",\"reason\":\"hết nhiệm kỳ\"}");
    ck_status(a, 200);
    answer_free(&a);
    a = appoint(
        "D1.B1.C1",
        ",\"holder_name\":\"Trần Biên Phòng\",\"post\":\"secretary\",\"from\":\"2024-01-01\"");
    ck_status(a, 201);
    answer_free(&a);
    ck_assert_str_eq(secretary_on("2023-12-31"), "Nguyễn Văn An");
    ck_assert_str_eq(secretary_on("2024-01-01"), "Trần Biên Phòng");
    a = server_get(&s, office, "%s", below("history", 0));
    ck_assert_str_eq(answer_text(&a, "posts/0/post"), "secretary");
    ck_assert_str_eq(answer_text(&a, "posts/0/to"), "2024-01-01");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/posts?as_of=2022-01-01&count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    answer_free(&a);
}
END_TEST

START_TEST(office_has_exactly_one_holder_and_days_in_order)
{
    char more[200];
    struct answer a = appoint("D1.B1", ",\"post\":\"secretary\"");
    ck_status(a, 400);
    answer_free(&a);
    snprintf(more, sizeof more,
             ",\"member_id\":%lld,\"holder_name\":\"Ai Đó\",\"post\":\"secretary\"",
             (long long)member);
    a = appoint("D1.B1", more);
    ck_status(a, 400);
    answer_free(&a);
    a = appoint(
        "D1.B1",
        ",\"holder_name\":\"Ai Đó\",\"post\":\"secretary\",\"from\":\"2024-01-01\",\"to\":\"2024-01-01\"");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/to", NULL));
    answer_free(&a);
}
END_TEST

START_TEST(office_recorded_by_mistake_is_removed)
{
    struct answer a = appoint("D1", ",\"holder_name\":\"Ai Đó\",\"post\":\"deputy_secretary\"");
    ck_status(a, 201);
    char path[64];
    snprintf(path, sizeof path, "/api/v1/posts/%lld", (long long)answer_int(&a, "id"));
    answer_free(&a);
    a = server_send(&s, office, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, office, path), 404);
}
END_TEST

HARNESS_MAIN("member_rows", 60, start, stop, family_rows_live_under_their_member,
             training_rows_live_under_their_member, work_rows_live_under_their_member,
             reading_the_family_is_recorded, office_is_held_from_its_first_day_up_to_its_last,
             office_has_exactly_one_holder_and_days_in_order, office_recorded_by_mistake_is_removed)
