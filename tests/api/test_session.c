/* Log-in, the cookie, where requests may come from, how sessions end, and the brake. */
#include "api/harness_accounts.h"

#include <dlfcn.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;

static void start(void)
{
    server_start(&s);
}

static void stop(void)
{
    server_stop(&s);
}

/*
 * Every check of a password goes through this function of libsodium: standing in front of it shows
 * that an unknown name is hashed like a known one, with the same cost, without looking at a clock.
 */
static _Atomic int checks, cheap_checks;

int crypto_pwhash_str_verify(const char hash[crypto_pwhash_STRBYTES], const char *password,
                             unsigned long long n)
{
    int (*real)(const char *, const char *, unsigned long long);
    *(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash_str_verify");
    checks++;
    cheap_checks += crypto_pwhash_str_needs_rehash(hash, 2, 64u * 1024u * 1024u) != 0;
    return real(hash, password, n);
}

/* ---- log-in and the cookie */

#define ROOT                                                                                       \
    ",\"office\":true,\"organization\":{\"code\":\"P\",\"name\":\"Tỉnh P\",\"kind\":\"province_party\"}"

static void setup_done(const char *more)
{
    struct answer a = harness_set_up(&s, harness_setup_code(&s), more);
    ck_status(a, 201);
    answer_free(&a);
}

static struct answer log_in(const char *name, const char *password)
{
    return harness_log_in(&s, name, password);
}

static char *session(void)
{
    struct answer a = log_in("quantri", HARNESS_PASSWORD);
    char *cookie = harness_cookie(&a);
    answer_free(&a);
    return cookie;
}

static int status_with(const char *cookie)
{
    return harness_status(&s, cookie, NULL, "/api/v1/session", NULL);
}

START_TEST(cookie_is_closed_to_scripts_and_to_other_sites)
{
    setup_done(ROOT);
    struct answer a = log_in("quantri", HARNESS_PASSWORD);
    ck_status(a, 201);
    char *line = answer_header(&a, "Set-Cookie");
    ck_assert_ptr_nonnull(strstr(line, "; HttpOnly"));
    ck_assert_ptr_nonnull(strstr(line, "; SameSite=Strict"));
    ck_assert_ptr_nonnull(strstr(line, "; Path=/"));
    ck_assert_ptr_null(
        strstr(line, "Secure")); /* plain HTTP on loopback: the browser would drop it */
    ck_assert_ptr_null(strstr(line, "Domain"));
    free(line);
    answer_free(&a);
}
END_TEST

START_TEST(login_answers_the_same_for_a_wrong_password_and_an_unknown_name)
{
    setup_done(ROOT);
    checks = cheap_checks = 0;
    struct answer wrong = log_in("quantri", "mot mat khau khac han");
    ck_status(wrong, 401);
    ck_assert_int_eq(checks, 1);
    struct answer unknown = log_in("khongco", "mot mat khau khac han");
    ck_status(unknown, 401);
    ck_assert_int_eq(checks, 2);
    ck_assert_msg(cheap_checks == 0, "a hash of another cost was checked");
    ck_assert_str_eq(answer_text(&wrong, "type"), answer_text(&unknown, "type"));
    ck_assert_str_eq(answer_text(&wrong, "detail"), answer_text(&unknown, "detail"));
    char *none = answer_header(&wrong, "Set-Cookie");
    ck_assert_ptr_null(none);
    answer_free(&wrong);
    answer_free(&unknown);
}
END_TEST

/* ---- Origin */

static int write_from(const char *cookie, const char *token, const char *origin)
{
    char head[300] = "";
    if (cookie != NULL)
        snprintf(head, sizeof head, "Cookie: chibo_session=%s\r\n", cookie);
    if (origin != NULL)
        snprintf(head + strlen(head), sizeof head - strlen(head), "Origin: %s\r\n", origin);
    struct answer a = server_ask(&s, (struct ask){.method = "POST",
                                                  .path = "/api/v1/users",
                                                  .token = token,
                                                  .headers = head,
                                                  .body = "{}"});
    int status = a.status;
    answer_free(&a);
    return status;
}

START_TEST(origin_must_be_ours_for_unsafe_requests_with_a_cookie)
{
    char own[100], other_port[100];
    setup_done(""); /* without a root the first grant is the administrator's */
    char *cookie = session();
    snprintf(own, sizeof own, "http://%s", s.host);
    snprintf(other_port, sizeof other_port, "http://127.0.0.1:%d", s.port ^ 1);
    ck_assert_int_eq(write_from(cookie, NULL, own),
                     400); /* let in: the empty body is what is wrong */
    ck_assert_int_eq(write_from(cookie, NULL, NULL), 403);
    ck_assert_int_eq(write_from(cookie, NULL, "http://evil.example"), 403);
    ck_assert_int_eq(write_from(cookie, NULL, other_port), 403);
    ck_assert_int_eq(write_from(cookie, NULL, "null"), 403);
    char *token = server_token(&s, ROLE_SYSTEM_ADMIN, 0);
    ck_assert_int_eq(write_from(NULL, token, NULL), 400);                  /* programs send none */
    ck_assert_int_eq(write_from(NULL, token, "http://evil.example"), 403); /* always refused */
    free(token);
    free(cookie);
}
END_TEST

START_TEST(foreign_origin_is_refused_on_reading_and_on_log_in)
{
    setup_done(ROOT);
    char *cookie = session(), head[200];
    snprintf(head, sizeof head, "Cookie: chibo_session=%s\r\nOrigin: https://evil.example\r\n",
             cookie);
    struct answer a = server_ask(&s, (struct ask){.path = "/api/v1/session", .headers = head});
    ck_status(a, 403);
    answer_free(&a);
    a = server_ask(
        &s,
        (struct ask){.method = "POST",
                     .path = "/api/v1/session",
                     .headers = "Origin: https://evil.example\r\n",
                     .body = "{\"username\":\"quantri\",\"password\":\"" HARNESS_PASSWORD "\"}"});
    ck_status(a, 403);
    answer_free(&a);
    snprintf(head, sizeof head, "Cookie: chibo_session=%s\r\n", cookie);
    a = server_ask(
        &s, (struct ask){.path = "/api/v1/session", .headers = head}); /* safe, without Origin */
    ck_status(a, 200);
    answer_free(&a);
    free(cookie);
}
END_TEST

/* ---- ends of a session; the wall clock cannot be set, so the store is made older instead */

static enum err run_sql(struct work *w, void *arg)
{
    return conn_script(w->conn, arg);
}

static void age(const char *sql)
{
    server_write(&s, run_sql, (char *)(uintptr_t)sql);
}

START_TEST(session_ends_after_half_an_hour_without_use)
{
    setup_done(ROOT);
    char *cookie = session();
    ck_assert_int_eq(status_with(cookie), 200);
    age("UPDATE session SET last_seen_at = last_seen_at - 29 * 60000");
    ck_assert_int_eq(status_with(cookie), 200); /* which counts as use */
    age("UPDATE session SET last_seen_at = last_seen_at - 31 * 60000");
    ck_assert_int_eq(status_with(cookie), 401);
    free(cookie);
}
END_TEST

START_TEST(session_ends_at_its_absolute_limit_however_busy)
{
    setup_done(ROOT);
    char *cookie = session();
    age("UPDATE session SET expires_at = expires_at - 11 * 3600000");
    ck_assert_int_eq(status_with(cookie), 200);
    age("UPDATE session SET expires_at = expires_at - 3600000");
    ck_assert_int_eq(status_with(cookie), 401);
    free(cookie);
}
END_TEST

START_TEST(log_out_ends_the_session_in_the_store)
{
    setup_done(ROOT);
    char *cookie = session();
    struct answer a = server_ask(
        &s, (struct ask){.method = "DELETE", .path = "/api/v1/session", .cookie = cookie});
    ck_status(a, 204);
    char *line = answer_header(&a, "Set-Cookie");
    ck_assert_ptr_nonnull(line);
    ck_assert_ptr_nonnull(strstr(line, "Max-Age=0"));
    free(line);
    answer_free(&a);
    ck_assert_int_eq(status_with(cookie), 401);
    free(cookie);
}
END_TEST

START_TEST(guessing_is_slowed_down_by_name_and_forgiven_by_time)
{
    setup_done(ROOT);
    int refused = 0;
    struct answer a = {0};
    for (int i = 0; i < 8 && a.status != 429; i++) {
        answer_free(&a);
        a = log_in("quantri", "sai mat khau roi");
        refused += a.status == 401;
    }
    ck_status(a, 429);
    ck_assert_int_ge(refused, 5); /* an honest typist is not locked out */
    char *wait = answer_header(&a, "Retry-After");
    ck_assert_ptr_nonnull(wait);
    ck_assert_int_gt(atoi(wait), 0);
    free(wait);
    answer_free(&a);
    a = log_in("quantri", HARNESS_PASSWORD); /* the right password waits, too */
    ck_status(a, 429);
    answer_free(&a);
    a = log_in("nguoikhac", "sai mat khau roi"); /* others of the same office do not */
    ck_status(a, 401);
    answer_free(&a);
    age("UPDATE login_throttle SET first_at = first_at - 1000000, blocked_until = blocked_until - 1000000");
    a = log_in("quantri", HARNESS_PASSWORD);
    ck_status(a, 201);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("session", 60, start, stop, cookie_is_closed_to_scripts_and_to_other_sites,
             login_answers_the_same_for_a_wrong_password_and_an_unknown_name,
             origin_must_be_ours_for_unsafe_requests_with_a_cookie,
             foreign_origin_is_refused_on_reading_and_on_log_in,
             session_ends_after_half_an_hour_without_use,
             session_ends_at_its_absolute_limit_however_busy, log_out_ends_the_session_in_the_store,
             guessing_is_slowed_down_by_name_and_forgiven_by_time)
