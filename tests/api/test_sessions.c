/* Open sessions: who sees which, what is told of them, ending one, the others, somebody else's.
   The clock stands where the test puts it. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SESSIONS "/api/v1/session/sessions"
#define NOON 1800000000000
#define MINUTE 60000

static struct server s;
static char *admin; /* a token on the root */
static char *here;  /* the cookie of "lan", office on D1 */
static int64_t lan;

static int64_t add_user(const char *name, const char *role, const char *org)
{
    char body[300];
    snprintf(body, sizeof body,
             "{\"username\":\"%s\",\"full_name\":\"Người %s\",\"role\":\"%s\",\"org_id\":%lld}",
             name, name, role, (long long)server_org(&s, org));
    struct answer a = server_send(&s, admin, "POST", "/api/v1/users", 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    struct answer in = harness_log_in(&s, name, answer_text(&a, "one_time_code"));
    char *cookie = harness_cookie(&in);
    ck_assert_int_eq(harness_status(&s, cookie, "POST", "/api/v1/session/password",
                                    "{\"new\":\"" HARNESS_PASSWORD "\"}"),
                     204);
    ck_assert_int_eq(harness_status(&s, cookie, "DELETE", "/api/v1/session", NULL), 204);
    answer_free(&in);
    answer_free(&a);
    free(cookie);
    return id;
}

static char *enter(const char *name)
{
    struct answer a = harness_log_in(&s, name, HARNESS_PASSWORD);
    char *cookie = harness_cookie(&a);
    answer_free(&a);
    return cookie;
}

static void start(void)
{
    time_set_now(NOON);
    server_start(&s);
    server_little_world(&s);
    admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    lan = add_user("lan", "office", "D1");
    here = enter("lan");
}

static void stop(void)
{
    free(admin);
    free(here);
    server_stop(&s);
    time_set_now(0);
}

static struct answer list(const char *cookie)
{
    struct answer a = server_ask(&s, (struct ask){.path = SESSIONS, .cookie = cookie});
    ck_status(a, 200);
    return a;
}

static int64_t row(const char *cookie, int i)
{
    char path[32];
    struct answer a = list(cookie);
    snprintf(path, sizeof path, "items/%d/id", i);
    int64_t id = answer_int(&a, path);
    answer_free(&a);
    return id;
}

static int end(const char *cookie, int64_t id)
{
    char path[80];
    snprintf(path, sizeof path, SESSIONS "/%lld", (long long)id);
    return harness_status(&s, cookie, "DELETE", path, NULL);
}

static int status(const char *cookie)
{
    return harness_status(&s, cookie, NULL, "/api/v1/session", NULL);
}

/* Which row of the list says it is the one that asks; -1 when not exactly one does. */
static int current(const struct answer *a)
{
    int found = -1, n = 0;
    size_t i;
    json_t *item;
    json_array_foreach (answer_at(a, "items"), i, item)
        if (json_is_true(json_object_get(item, "current")))
            found = (int)i, n++;
    return n == 1 ? found : -1;
}

/* ---- one's own */

START_TEST(a_list_tells_when_and_as_what_and_never_the_cookie)
{
    time_set_now(NOON + 5 * MINUTE);
    char *second = enter("lan"), *other = enter("lan");
    int64_t stranger = add_user("hoa", "viewer", "D1");
    char *theirs = enter("hoa");
    struct answer a = list(second);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 3);
    ck_assert_int_eq(current(&a), 1); /* the newest first */
    ck_assert_str_eq(answer_text(&a, "items/2/created_at"), "2027-01-15T08:00:00Z");
    ck_assert_str_eq(answer_text(&a, "items/2/last_seen_at"), "2027-01-15T08:00:00Z");
    ck_assert_str_eq(answer_text(&a, "items/2/expires_at"), "2027-01-15T20:00:00Z");
    ck_assert_str_eq(answer_text(&a, "items/1/created_at"), "2027-01-15T08:05:00Z");
    ck_assert_str_eq(answer_text(&a, "items/0/role"), "office");
    ck_assert_str_eq(answer_text(&a, "items/0/organization/code"), "D1");
    ck_assert_uint_eq(json_object_size(answer_at(&a, "items/0")), 7);
    ck_assert(strstr(a.body, second) == NULL && strstr(a.body, other) == NULL &&
              strstr(a.body, "hash") == NULL);
    answer_free(&a);
    a = list(theirs);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    ck_assert_int_ne(stranger, lan);
    free(second);
    free(other);
    free(theirs);
}
END_TEST

START_TEST(each_session_sees_itself_as_the_current_one)
{
    char *second = enter("lan");
    for (int i = 0; i < 12; i++) { /* both workers, nothing is written in between */
        struct answer a = list(i % 2 ? here : second);
        ck_assert_int_eq(current(&a), i % 2);
        answer_free(&a);
    }
    free(second);
}
END_TEST

START_TEST(a_session_that_is_over_is_in_no_list)
{
    char *second = enter("lan");
    time_set_now(NOON + 20 * MINUTE);
    ck_assert_int_eq(status(second), 200);
    ck_assert_int_eq(end(second, 987654321), 404); /* behind the note that it was used */
    time_set_now(NOON + 29 * MINUTE);
    struct answer a = list(second);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    ck_assert_str_eq(answer_text(&a, "items/0/last_seen_at"), "2027-01-15T08:20:00Z");
    answer_free(&a);
    time_set_now(NOON + 30 * MINUTE);
    a = list(second);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_int_eq(current(&a), 0);
    answer_free(&a);
    free(second);
}
END_TEST

START_TEST(ending_a_session_shuts_it_out_at_once)
{
    char *second = enter("lan");
    int64_t first = row(second, 1), own = row(second, 0);
    ck_assert_int_eq(status(here), 200);
    ck_assert_int_eq(end(second, first), 204);
    ck_assert_int_eq(status(here), 401);
    ck_assert_int_eq(end(second, first), 404);
    char path[80];
    snprintf(path, sizeof path, SESSIONS "/%lld", (long long)own);
    struct answer a =
        server_ask(&s, (struct ask){.method = "DELETE", .path = path, .cookie = second});
    ck_status(a, 204);
    char *line = answer_header(&a, "Set-Cookie");
    ck_assert(line != NULL && strstr(line, "Max-Age=0") != NULL);
    ck_assert_int_eq(status(second), 401);
    free(line);
    answer_free(&a);
    free(second);
}
END_TEST

START_TEST(somebody_elses_session_looks_like_none)
{
    add_user("hoa", "system_admin", "P"); /* who may end it as an administrator, not as her own */
    char *theirs = enter("hoa");
    int64_t mine = row(here, 0), of_hoa = row(theirs, 0);
    ck_assert_int_eq(end(here, of_hoa), 404);
    ck_assert_int_eq(end(theirs, mine), 404);
    ck_assert_int_eq(status(theirs), 200);
    ck_assert_int_eq(status(here), 200);
    free(theirs);
}
END_TEST

START_TEST(log_out_everywhere_else_keeps_this_one)
{
    add_user("hoa", "viewer", "D1");
    char *second = enter("lan"), *third = enter("lan"), *theirs = enter("hoa");
    ck_assert_int_eq(harness_status(&s, second, "DELETE", SESSIONS, NULL), 204);
    ck_assert_int_eq(status(here), 401);
    ck_assert_int_eq(status(third), 401);
    ck_assert_int_eq(status(second), 200);
    ck_assert_int_eq(status(theirs), 200);
    struct answer a = list(second);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    free(second);
    free(third);
    free(theirs);
}
END_TEST

START_TEST(programs_have_no_sessions)
{
    ck_assert_int_eq(harness_token_status(&s, admin, SESSIONS), 403);
    static const char *const paths[] = {SESSIONS, SESSIONS "/1"};
    for (int i = 0; i < 2; i++) {
        struct answer a = server_send(&s, admin, "DELETE", paths[i], 0, NULL);
        ck_status(a, 403);
        answer_free(&a);
    }
    ck_assert_int_eq(status(here), 200);
}
END_TEST

/* ---- the administrator's */

static struct answer admins(const char *token, const char *method, int64_t user, int64_t session)
{
    char path[120];
    int n = snprintf(path, sizeof path, "/api/v1/users/%lld/sessions", (long long)user);
    if (session != 0)
        snprintf(path + n, sizeof path - (size_t)n, "/%lld", (long long)session);
    return server_send(&s, token, method, path, 0, NULL);
}

static int admins_status(const char *token, const char *method, int64_t user, int64_t session)
{
    struct answer a = admins(token, method, user, session);
    int got = a.status;
    answer_free(&a);
    return got;
}

START_TEST(an_administrator_sees_and_ends_the_sessions_of_a_user)
{
    int64_t hoa = add_user("hoa", "viewer", "D1");
    char *second = enter("lan"), *theirs = enter("hoa");
    struct answer a = admins(admin, "GET", lan, 0);
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    ck_assert_int_eq(current(&a), -1);
    int64_t first = answer_int(&a, "items/1/id");
    ck_assert(strstr(a.body, here) == NULL && strstr(a.body, second) == NULL);
    answer_free(&a);
    ck_assert_int_eq(admins_status(admin, "DELETE", hoa, first), 404); /* not hers */
    ck_assert_int_eq(status(here), 200);
    ck_assert_int_eq(admins_status(admin, "DELETE", lan, first), 204);
    ck_assert_int_eq(status(here), 401);
    ck_assert_int_eq(status(second), 200);
    ck_assert_int_eq(status(theirs), 200);
    ck_assert_int_eq(admins_status(admin, "DELETE", lan, first), 404);
    ck_assert_int_eq(
        harness_number(&s, "SELECT count(*) FROM change WHERE resource = 'users'"
                           " AND fields = '[\"sessions\"]' AND before IS NULL AND after IS NULL"),
        1);
    free(second);
    free(theirs);
}
END_TEST

START_TEST(an_administrator_of_another_unit_finds_neither_user_nor_session)
{
    char *elsewhere = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "D2"));
    char *near = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "D1"));
    int64_t id = row(here, 0);
    ck_assert_int_eq(admins_status(elsewhere, "GET", lan, 0), 404);
    ck_assert_int_eq(admins_status(elsewhere, "DELETE", lan, id), 404);
    ck_assert_int_eq(admins_status(elsewhere, "GET", 987654321, 0), 404);
    ck_assert_int_eq(status(here), 200);
    ck_assert_int_eq(admins_status(near, "GET", lan, 0), 200);
    ck_assert_int_eq(admins_status(near, "DELETE", lan, id), 204);
    ck_assert_int_eq(status(here), 401);
    free(elsewhere);
    free(near);
}
END_TEST

START_TEST(an_administrator_may_end_the_session_that_asks)
{
    char path[120];
    int64_t hoa = add_user("hoa", "system_admin", "P");
    char *own = enter("hoa");
    snprintf(path, sizeof path, "/api/v1/users/%lld/sessions", (long long)hoa);
    struct answer a = server_ask(&s, (struct ask){.path = path, .cookie = own});
    ck_status(a, 200);
    ck_assert_int_eq(current(&a), 0);
    snprintf(path, sizeof path, "/api/v1/users/%lld/sessions/%lld", (long long)hoa,
             (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    ck_assert_int_eq(harness_status(&s, own, "DELETE", path, NULL), 204);
    ck_assert_int_eq(status(own), 401);
    free(own);
}
END_TEST

HARNESS_MAIN("sessions", 120, start, stop, a_list_tells_when_and_as_what_and_never_the_cookie,
             each_session_sees_itself_as_the_current_one, a_session_that_is_over_is_in_no_list,
             ending_a_session_shuts_it_out_at_once, somebody_elses_session_looks_like_none,
             log_out_everywhere_else_keeps_this_one, programs_have_no_sessions,
             an_administrator_sees_and_ends_the_sessions_of_a_user,
             an_administrator_of_another_unit_finds_neither_user_nor_session,
             an_administrator_may_end_the_session_that_asks)
