/* Users, one-time codes, passwords, grants and tokens through the API; what the store keeps of
 * them. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEW_PASSWORD "mat khau moi that dai"

static struct server s;
static char *admin;

static void start(void)
{
    server_start(&s);
    server_little_world(&s);
    admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(admin);
    server_stop(&s);
}

static bool stored(const char *secret)
{
    return harness_stored(&s, secret);
}

/* ---- users */

struct person {
    int64_t id;
    char code[32];
};

static struct person add_user(const char *name, const char *role, const char *org)
{
    struct person p;
    char body[300];
    snprintf(body, sizeof body,
             "{\"username\":\"%s\",\"full_name\":\"Người %s\",\"role\":\"%s\",\"org_id\":%lld}",
             name, name, role, (long long)server_org(&s, org));
    struct answer a = server_send(&s, admin, "POST", "/api/v1/users", 0, body);
    ck_status(a, 201);
    p.id = answer_int(&a, "id");
    snprintf(p.code, sizeof p.code, "%s", answer_text(&a, "one_time_code"));
    answer_free(&a);
    return p;
}

static struct answer log_in(const char *name, const char *password)
{
    return harness_log_in(&s, name, password);
}

static int ask_status(const char *cookie, const char *method, const char *path, const char *body)
{
    return harness_status(&s, cookie, method, path, body);
}

static char *new_session(const char *name, const char *code)
{
    struct answer a = log_in(name, code);
    char *cookie = harness_cookie(&a);
    ck_assert(json_is_true(answer_at(&a, "must_change_password")));
    answer_free(&a);
    ck_assert_int_eq(
        ask_status(cookie, "POST", "/api/v1/session/password", "{\"new\":\"" NEW_PASSWORD "\"}"),
        204);
    return cookie;
}

START_TEST(one_time_code_opens_only_the_change_of_password_and_only_once)
{
    struct person p = add_user("an", "office", "D1");
    ck_assert(!stored(p.code));
    struct answer a = log_in("an", p.code);
    char *cookie = harness_cookie(&a);
    answer_free(&a);
    ck_assert_int_eq(ask_status(cookie, "GET", "/api/v1/members", NULL), 403);
    ck_assert_int_eq(ask_status(cookie, "POST", "/api/v1/session/password", "{\"new\":\"ngan\"}"),
                     400);
    ck_assert_int_eq(
        ask_status(cookie, "POST", "/api/v1/session/password", "{\"new\":\"" NEW_PASSWORD "\"}"),
        204);
    ck_assert_int_eq(ask_status(cookie, "GET", "/api/v1/members", NULL), 200);
    a = log_in("an", p.code);
    ck_status(a, 401);
    answer_free(&a);
    a = log_in("an", NEW_PASSWORD);
    ck_status(a, 201);
    answer_free(&a);
    ck_assert(!stored(NEW_PASSWORD));
    free(cookie);
}
END_TEST

START_TEST(changing_the_password_needs_the_current_one_and_ends_other_sessions)
{
    struct person p = add_user("binh", "office", "D1");
    char *here = new_session("binh", p.code);
    struct answer a = log_in("binh", NEW_PASSWORD);
    char *elsewhere = harness_cookie(&a);
    answer_free(&a);
    a = server_ask(
        &s,
        (struct ask){.method = "POST",
                     .path = "/api/v1/session/password",
                     .cookie = here,
                     .body = "{\"current\":\"sai mat khau cu\",\"new\":\"mat khau thu ba day\"}"});
    ck_status(a, 403);
    ck_assert(answer_blames(&a, "/current", NULL));
    answer_free(&a);
    ck_assert_int_eq(ask_status(elsewhere, "GET", "/api/v1/session", NULL), 200);
    ck_assert_int_eq(ask_status(here, "POST", "/api/v1/session/password",
                                "{\"current\":\"" NEW_PASSWORD
                                "\",\"new\":\"mat khau thu ba day\"}"),
                     204);
    ck_assert_int_eq(ask_status(elsewhere, "GET", "/api/v1/session", NULL), 401);
    ck_assert_int_eq(ask_status(here, "GET", "/api/v1/session", NULL), 200);
    a = log_in("binh", NEW_PASSWORD);
    ck_status(a, 401);
    answer_free(&a);
    free(here);
    free(elsewhere);
}
END_TEST

START_TEST(reset_gives_a_new_code_and_ends_sessions)
{
    struct person p = add_user("cuong", "viewer", "D1");
    char *cookie = new_session("cuong", p.code), path[100];
    snprintf(path, sizeof path, "/api/v1/users/%lld/reset", (long long)p.id);
    struct answer a = server_send(&s, admin, "POST", path, 0, NULL);
    ck_status(a, 200);
    ck_assert_int_eq(ask_status(cookie, "GET", "/api/v1/session", NULL), 401);
    struct answer b = log_in("cuong", answer_text(&a, "one_time_code"));
    ck_status(b, 201);
    answer_free(&b);
    answer_free(&a);
    free(cookie);
}
END_TEST

START_TEST(disabled_user_is_out_at_once_and_cannot_come_back)
{
    struct person p = add_user("dung", "office", "D1");
    char *cookie = new_session("dung", p.code), path[100];
    snprintf(path, sizeof path, "/api/v1/users/%lld", (long long)p.id);
    struct answer a = server_get(&s, admin, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", path, 0, "{\"disabled\":true}");
    ck_status(a, 428);
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", path, version, "{\"disabled\":true}");
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(ask_status(cookie, "GET", "/api/v1/session", NULL), 401);
    a = log_in("dung", NEW_PASSWORD);
    ck_status(a, 401);
    answer_free(&a);
    free(cookie);
}
END_TEST

START_TEST(session_acts_under_one_grant_and_switches_to_another_of_its_own)
{
    struct person p = add_user("ha", "office", "D1"), other = add_user("khac", "office", "P");
    char *cookie = new_session("ha", p.code), path[100], body[100];
    snprintf(path, sizeof path, "/api/v1/users/%lld/grants", (long long)p.id);
    snprintf(body, sizeof body, "{\"role\":\"viewer\",\"org_id\":%lld}",
             (long long)server_org(&s, "D2"));
    struct answer a = server_send(&s, admin, "POST", path, 0, body);
    ck_status(a, 201);
    int64_t second = answer_int(&a, "id");
    answer_free(&a);
    a = server_ask(&s, (struct ask){.path = "/api/v1/members?count=exact", .cookie = cookie});
    ck_assert_int_eq(answer_int(&a, "total"), 18); /* D1: three cells of six */
    answer_free(&a);
    snprintf(body, sizeof body, "{\"grant_id\":%lld}", (long long)second);
    ck_assert_int_eq(ask_status(cookie, "PATCH", "/api/v1/session", body), 200);
    a = server_ask(&s, (struct ask){.path = "/api/v1/members?count=exact", .cookie = cookie});
    ck_assert_int_eq(answer_int(&a, "total"), 6); /* D2 */
    answer_free(&a);
    ck_assert_int_eq(ask_status(cookie, "GET", "/api/v1/members?include=sensitive", NULL),
                     403); /* as a viewer */
    snprintf(path, sizeof path, "/api/v1/users/%lld", (long long)other.id);
    a = server_get(&s, admin, "%s", path);
    snprintf(body, sizeof body, "{\"grant_id\":%lld}", (long long)answer_int(&a, "grants/0/id"));
    answer_free(&a);
    ck_assert_int_eq(ask_status(cookie, "PATCH", "/api/v1/session", body),
                     400); /* somebody else's */
    free(cookie);
}
END_TEST

/* ---- tokens */

static char *add_token(const char *more, int64_t *id)
{
    char body[300];
    snprintf(body, sizeof body, "{\"name\":\"máy\",\"role\":\"viewer\",\"org_id\":%lld%s}",
             (long long)server_org(&s, "D1"), more);
    struct answer a = server_send(&s, admin, "POST", "/api/v1/tokens", 0, body);
    ck_status(a, 201);
    char *secret = strdup(answer_text(&a, "secret"));
    *id = answer_int(&a, "id");
    answer_free(&a);
    return secret;
}

static int token_status(const char *token)
{
    return harness_token_status(&s, token, "/api/v1/members?limit=1");
}

START_TEST(token_is_shown_once_and_stored_as_a_hash)
{
    int64_t id;
    char *secret = add_token("", &id);
    ck_assert_int_eq(token_status(secret), 200);
    struct answer a = server_get(&s, admin, "/api/v1/tokens/%lld", (long long)id);
    ck_status(a, 200);
    ck_assert(strstr(a.body, secret) == NULL && json_object_get(a.json, "secret") == NULL);
    answer_free(&a);
    a = server_get(&s, admin, "/api/v1/tokens");
    ck_assert_ptr_null(strstr(a.body, secret));
    answer_free(&a);
    ck_assert(!stored(secret) && !stored(secret + 10)); /* nor without its prefix */
    ck_assert(stored("máy"));                           /* the search does find what is there */
    free(secret);
}
END_TEST

START_TEST(creating_a_token_again_with_the_same_key_never_shows_a_secret_twice)
{
    char body[200];
    snprintf(body, sizeof body, "{\"name\":\"máy\",\"role\":\"viewer\",\"org_id\":%lld}",
             (long long)server_org(&s, "D1"));
    struct ask ask = {.method = "POST",
                      .path = "/api/v1/tokens",
                      .token = admin,
                      .headers = "Idempotency-Key: k1\r\n",
                      .body = body};
    struct answer a = server_ask(&s, ask), b = server_ask(&s, ask);
    ck_status(a, 201);
    ck_assert_ptr_null(strstr(b.body, answer_text(&a, "secret")));
    ck_assert(!stored(answer_text(&a, "secret")));
    answer_free(&a);
    answer_free(&b);
}
END_TEST

START_TEST(revoked_token_ends_at_once)
{
    int64_t id;
    char *secret = add_token("", &id), path[64];
    snprintf(path, sizeof path, "/api/v1/tokens/%lld", (long long)id);
    struct answer a = server_send(&s, admin, "DELETE", path, 0, NULL);
    ck_status(a, 428);
    answer_free(&a);
    ck_assert_int_eq(token_status(secret), 200);
    a = server_send(&s, admin, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    ck_assert_int_eq(token_status(secret), 401);
    free(secret);
}
END_TEST

START_TEST(token_holds_to_the_end_of_its_last_day)
{
    int64_t id;
    date_set_today("2026-11-24");
    char *secret = add_token(",\"expires_on\":\"2026-11-30\"", &id);
    date_set_today("2026-11-30");
    for (int i = 0; i < 20; i++) /* every worker gets to know it */
        ck_assert_int_eq(token_status(secret), 200);
    date_set_today("2026-12-01");
    for (int i = 0; i < 20; i++)
        ck_assert_int_eq(token_status(secret), 401);
    free(secret);
}
END_TEST

START_TEST(an_administrator_of_a_unit_lists_the_users_of_that_unit_alone)
{
    char *unit = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "D1"));
    add_user("cua-mot", "office", "D1.B1");
    add_user("cua-hai", "office", "D2");
    add_user("cua-tinh", "office", "P");
    struct answer a = server_get(&s, unit, "/api/v1/users?count=exact");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/username"), "cua-mot");
    answer_free(&a);
    free(unit);
}
END_TEST

HARNESS_MAIN("accounts", 60, start, stop,
             one_time_code_opens_only_the_change_of_password_and_only_once,
             changing_the_password_needs_the_current_one_and_ends_other_sessions,
             reset_gives_a_new_code_and_ends_sessions,
             disabled_user_is_out_at_once_and_cannot_come_back,
             session_acts_under_one_grant_and_switches_to_another_of_its_own,
             token_is_shown_once_and_stored_as_a_hash,
             creating_a_token_again_with_the_same_key_never_shows_a_secret_twice,
             revoked_token_ends_at_once, token_holds_to_the_end_of_its_last_day,
             an_administrator_of_a_unit_lists_the_users_of_that_unit_alone)
