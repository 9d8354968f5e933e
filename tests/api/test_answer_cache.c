/* Kept answers: the same as fresh ones, gone with the next change, never another caller's. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AGAIN 8 /* more often than there are event threads, each with answers of its own */

static struct server s;
static char *office;
static int64_t person;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    struct answer a = server_get(&s, office, "/api/v1/members?org_code=D1.B1.C1&limit=1");
    person = answer_int(&a, "items/0/id");
    answer_free(&a);
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

static void same_header(const struct answer *a, const struct answer *b, const char *name)
{
    char *one = answer_header(a, name), *other = answer_header(b, name);
    ck_assert_msg(one != NULL && other != NULL && strcmp(one, other) == 0, "%s: %s, then %s", name,
                  one ? one : "none", other ? other : "none");
    free(one);
    free(other);
}

START_TEST(an_answer_given_again_is_the_same_to_the_byte)
{
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)person);
    const char *const paths[] = {path, "/api/v1/members?limit=3&sort=-name",
                                 "/api/v1/cells?level=below",
                                 "/api/v1/statistics/members?org_code=P&by=status,gender"};
    for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
        struct answer first = server_get(&s, office, "%s", paths[p]);
        ck_status(first, 200);
        for (int i = 0; i < AGAIN; i++) {
            struct answer a = server_get(&s, office, "%s", paths[p]);
            ck_status(a, 200);
            ck_assert_str_eq(a.body, first.body);
            if (p != 2)
                same_header(&a, &first, p == 1 ? "Link" : "ETag");
            answer_free(&a);
        }
        answer_free(&first);
    }
}
END_TEST

START_TEST(a_change_is_seen_by_the_next_reader_on_every_thread)
{
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)person);
    for (int round = 0; round < AGAIN; round++) {
        struct answer a = server_get(&s, office, "%s", path);
        int64_t version = answer_int(&a, "version");
        answer_free(&a);
        char body[96];
        snprintf(body, sizeof body, "{\"residence\":\"Thôn %d\",\"effective_on\":\"2026-11-24\"}",
                 round);
        a = server_send(&s, office, "PATCH", path, version, body);
        ck_status(a, 200);
        answer_free(&a);
        for (int i = 0; i < AGAIN; i++) {
            char expected[32];
            snprintf(expected, sizeof expected, "Thôn %d", round);
            a = server_get(&s, office, "%s", path);
            ck_assert_str_eq(answer_text(&a, "residence"), expected);
            ck_assert_int_eq(answer_int(&a, "version"), version + 1);
            answer_free(&a);
        }
    }
}
END_TEST

START_TEST(a_new_day_makes_new_answers)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)person);
    int64_t age = answer_int(&a, "party_age_months");
    answer_free(&a);
    date_set_today("2027-11-24");
    for (int i = 0; i < AGAIN; i++) {
        a = server_get(&s, office, "/api/v1/members/%lld", (long long)person);
        ck_assert_int_eq(answer_int(&a, "party_age_months"), age + 12);
        answer_free(&a);
    }
    date_set_today("2026-11-24");
}
END_TEST

START_TEST(nobody_gets_an_answer_kept_for_another)
{
    char *sibling = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "P"));
    struct answer mine = server_get(&s, office, "/api/v1/members?limit=100");
    for (int i = 0; i < AGAIN; i++) {
        struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)person);
        ck_status(a, 200);
        answer_free(&a);
        a = server_get(&s, sibling, "/api/v1/members/%lld", (long long)person);
        ck_status(a, 404);
        answer_free(&a);
        a = server_get(&s, sibling, "/api/v1/members?limit=100");
        ck_assert_uint_lt(json_array_size(answer_at(&a, "items")),
                          json_array_size(answer_at(&mine, "items")));
        answer_free(&a);
        a = server_get(&s, viewer, "/api/v1/members?limit=100&include=sensitive");
        ck_status(a, 403);
        answer_free(&a);
    }
    answer_free(&mine);
    free(sibling);
    free(viewer);
}
END_TEST

START_TEST(every_reading_of_sensitive_data_is_recorded_even_the_same_again)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)person);
    size_t before = json_array_size(answer_at(&a, "items"));
    answer_free(&a);
    for (int i = 0; i < AGAIN; i++) {
        a = server_get(&s, office, "/api/v1/members/%lld?include=sensitive", (long long)person);
        ck_status(a, 200);
        answer_free(&a);
    }
    a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)person);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), before + AGAIN);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("kept answers", 300, start, stop, an_answer_given_again_is_the_same_to_the_byte,
             a_change_is_seen_by_the_next_reader_on_every_thread, a_new_day_makes_new_answers,
             nobody_gets_an_answer_kept_for_another,
             every_reading_of_sensitive_data_is_recorded_even_the_same_again)
