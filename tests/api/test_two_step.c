/* Two-step log-in: enrolment, what log-in asks for and tells, the brake, reset, what is recorded.
   The clock stands where the test puts it. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOTP "/api/v1/session/totp"
#define NOON 1800000000000 /* the first moment of a step */
#define STEP 30000

static struct server s;
static char *cookie;     /* of quantri, administrator */
static char *secret;     /* in base32, once enrolled */
static int64_t now;      /* what the server's clock shows */
static const char *name; /* who enrols */

static void at(int64_t ms)
{
    now = ms;
    time_set_now(ms);
}

static void start(void)
{
    at(NOON);
    server_start(&s);
    struct answer a = harness_set_up(
        &s, harness_setup_code(&s),
        ",\"organization\":{\"code\":\"P\",\"name\":\"Tỉnh P\",\"kind\":\"province_party\"}");
    cookie = harness_cookie(&a);
    answer_free(&a);
    name = "quantri";
    secret = NULL;
}

static void stop(void)
{
    free(cookie);
    free(secret);
    server_stop(&s);
    time_set_now(0);
}

static struct answer ask(const char *method, const char *body)
{
    return server_ask(&s,
                      (struct ask){.method = method, .path = TOTP, .cookie = cookie, .body = body});
}

static struct answer confirm(const char *code)
{
    char body[64];
    snprintf(body, sizeof body, "{\"code\":\"%s\"}", code);
    return ask("PATCH", body);
}

static struct answer end(const char *password, const char *code)
{
    char body[128];
    snprintf(body, sizeof body, "{\"password\":\"%s\",\"code\":\"%s\"}", password, code);
    return ask("DELETE", body);
}

/* The code a telephone shows some steps from now. */
static const char *code(int steps)
{
    return harness_code(secret, now, steps);
}

static void begin(void)
{
    struct answer a = ask("POST", "{\"password\":\"" HARNESS_PASSWORD "\"}");
    ck_status(a, 201);
    free(secret);
    secret = strdup(answer_text(&a, "secret"));
    answer_free(&a);
}

/* Two-step log-in is on, and the code that confirmed it lies two steps back. */
static void enrol(void)
{
    begin();
    struct answer a = confirm(code(0));
    ck_status(a, 200);
    answer_free(&a);
    at(now + 2 * STEP);
}

static struct answer log_in(const char *password, const char *with)
{
    return with ? harness_log_in_with(&s, name, password, with)
                : harness_log_in(&s, name, password);
}

static int log_in_status(const char *password, const char *with)
{
    struct answer a = log_in(password, with);
    int status = a.status;
    answer_free(&a);
    return status;
}

static int ended(struct answer a)
{
    int status = a.status;
    answer_free(&a);
    return status;
}

#define ck_refused(answer_, status_, pointer, code_)                                               \
    do {                                                                                           \
        struct answer refused_ = (answer_);                                                        \
        ck_assert_msg(refused_.status == (status_) && answer_blames(&refused_, pointer, code_),    \
                      "%d %s", refused_.status, refused_.body);                                    \
        answer_free(&refused_);                                                                    \
    } while (0)

/* ---- enrolment */

START_TEST(enrolment_takes_the_password_and_shows_the_secret_once)
{
    struct answer a = ask("GET", NULL);
    ck_status(a, 200);
    ck_assert(json_is_false(answer_at(&a, "on")) && json_is_false(answer_at(&a, "begun")));
    answer_free(&a);
    ck_refused(ask("POST", "{\"password\":\"khong phai mat khau\"}"), 403, "/password", "wrong");
    a = ask("POST", "{\"password\":\"" HARNESS_PASSWORD "\"}");
    ck_status(a, 201);
    secret = strdup(answer_text(&a, "secret"));
    ck_assert_uint_eq(strlen(secret), 32);
    char uri[200];
    snprintf(
        uri, sizeof uri,
        "otpauth://totp/chibo:quantri?secret=%s&issuer=chibo&algorithm=SHA1&digits=6&period=30",
        secret);
    ck_assert_str_eq(answer_text(&a, "uri"), uri);
    answer_free(&a);
    for (int confirmed = 0; confirmed < 2; confirmed++) {
        a = ask("GET", NULL);
        ck_status(a, 200);
        ck_assert(json_is_boolean(answer_at(&a, "on")) &&
                  json_is_true(answer_at(&a, "on")) == confirmed &&
                  json_is_true(answer_at(&a, "begun")) != confirmed);
        ck_assert_ptr_null(strstr(a.body, "secret"));
        ck_assert_ptr_null(strstr(a.body, "uri"));
        answer_free(&a);
        if (confirmed == 0) {
            a = confirm(code(0));
            ck_status(a, 200);
            ck_assert_str_eq(answer_text(&a, "since"), "2027-01-15T08:00:00Z");
            ck_assert_ptr_null(strstr(a.body, secret));
            answer_free(&a);
        }
    }
    ck_refused(ask("POST", "{\"password\":\"" HARNESS_PASSWORD "\"}"), 409, "", "on");
}
END_TEST

START_TEST(nothing_is_asked_for_until_a_code_has_confirmed_the_enrolment)
{
    ck_refused(confirm("123456"), 409, "", "not_begun");
    begin();
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, NULL), 201);
    char *first = strdup(secret);
    ck_refused(ask("PATCH", "{}"), 400, "/code", "required");
    ck_refused(confirm(code(5)), 403, "/code", "wrong");
    begin(); /* the page was left: a new secret takes the place of the first */
    ck_assert_str_ne(first, secret);
    ck_refused(confirm(harness_code(first, now, 0)), 403, "/code", "wrong");
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, NULL), 201);
    ck_assert_int_eq(ended(confirm(code(0))), 200);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, NULL), 401);
    ck_refused(confirm(code(1)), 409, "", "not_begun");
    free(first);
}
END_TEST

START_TEST(programs_and_users_without_a_password_have_no_two_step_log_in)
{
    char *token = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    static const char *const asks[][2] = {{"GET", NULL},
                                          {"POST", "{\"password\":\"x\"}"},
                                          {"PATCH", "{\"code\":\"123456\"}"},
                                          {"DELETE", "{\"password\":\"x\",\"code\":\"123456\"}"}};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        struct answer a = server_send(&s, token, asks[i][0], TOTP, 0, asks[i][1]);
        ck_status(a, 403);
        answer_free(&a);
    }
    char body[200];
    snprintf(body, sizeof body,
             "{\"username\":\"moi\",\"full_name\":\"Mới\",\"role\":\"viewer\",\"org_id\":%lld}",
             (long long)server_org(&s, "P"));
    struct answer a = server_send(&s, token, "POST", "/api/v1/users", 0, body);
    ck_status(a, 201);
    struct answer b = harness_log_in(&s, "moi", answer_text(&a, "one_time_code"));
    free(cookie);
    cookie = harness_cookie(&b);
    snprintf(body, sizeof body, "{\"password\":\"%s\"}", answer_text(&a, "one_time_code"));
    ck_refused(ask("POST", body), 403, "/password", "wrong");
    answer_free(&b);
    answer_free(&a);
    free(token);
}
END_TEST

/* ---- log-in */

START_TEST(log_in_asks_for_the_code_only_whoever_knows_the_password)
{
    enrol();
    struct answer a = log_in(HARNESS_PASSWORD, NULL);
    ck_status(a, 401);
    ck_assert(answer_blames(&a, "/totp", "required"));
    const char *type = answer_text(&a, "type");
    ck_assert_str_eq(strrchr(type, '/') + 1, "code-required");
    ck_assert_ptr_null(strstr(a.head, "chibo_session"));
    answer_free(&a);
    ck_refused(log_in(HARNESS_PASSWORD, code(4)), 401, "/totp", "wrong");
    ck_refused(log_in(HARNESS_PASSWORD, "12345"), 401, "/totp", "wrong");
    /* the right code does not help a wrong password, nor tell that one was on */
    const char *const with[] = {NULL, code(0), "000000"};
    for (int i = 0; i < 3; i++) {
        a = log_in("khong phai mat khau", with[i]);
        ck_status(a, 401);
        ck_assert(!answer_blames(&a, "/totp", NULL));
        ck_assert_ptr_nonnull(strstr(answer_text(&a, "type"), "login-failed"));
        answer_free(&a);
        at(now + 60 * STEP); /* forgiven */
    }
    a = log_in(HARNESS_PASSWORD, code(0));
    free(cookie);
    cookie = harness_cookie(&a);
    answer_free(&a);
    /* whoever has it off may send one: it is not looked at */
    ck_assert_int_eq(ended(end(HARNESS_PASSWORD, code(1))), 204);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, "000000"), 201);
}
END_TEST

START_TEST(a_code_logs_in_once_and_older_ones_never_after_it)
{
    begin();
    ck_assert_int_eq(ended(confirm(code(0))), 200);
    ck_refused(log_in(HARNESS_PASSWORD, code(0)), 401, "/totp", "wrong"); /* spent by enrolling */
    at(now + STEP);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(0)), 201);
    ck_refused(log_in(HARNESS_PASSWORD, code(0)), 401, "/totp", "wrong");
    ck_refused(log_in(HARNESS_PASSWORD, code(-1)), 401, "/totp", "wrong");
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(1)), 201);
    at(now + STEP);
    ck_refused(log_in(HARNESS_PASSWORD, code(0)), 401, "/totp", "wrong"); /* was the next one */
}
END_TEST

START_TEST(clocks_may_differ_by_one_step)
{
    enrol();
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(-2)), 401);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(2)), 401);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(-1)), 201);
    at(now + 10 * STEP);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(1)), 201);
}
END_TEST

/* ---- the brake */

START_TEST(wrong_codes_are_slowed_down_like_wrong_passwords)
{
    enrol();
    int refused = 0, status = 0;
    for (int i = 0; i < 9 && status != 429; i++) {
        status = log_in_status(HARNESS_PASSWORD, "000000");
        refused += status == 401;
    }
    ck_assert_int_eq(status, 429);
    ck_assert_int_eq(refused, 6);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(0)), 429); /* the right one waits, too */
    at(now + 60 * STEP);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(0)), 201);
}
END_TEST

START_TEST(asking_whether_a_password_is_right_counts_and_forgives_nothing)
{
    enrol();
    int status = 0, tries = 0;
    for (; tries < 9 && status != 429; tries++)
        status = log_in_status(tries % 2 ? HARNESS_PASSWORD : "khong phai mat khau", NULL);
    ck_assert_int_eq(status, 429);
    ck_assert_int_eq(tries, 7);
}
END_TEST

START_TEST(codes_of_enrolment_and_of_switching_off_are_counted_with_the_rest)
{
    begin();
    for (int i = 0; i < 3; i++)
        ck_refused(confirm("000000"), 403, "/code", "wrong");
    ck_assert_int_eq(ended(confirm(code(0))), 200); /* forgives what was mistyped */
    for (int i = 0; i < 3; i++) {
        ck_refused(end(HARNESS_PASSWORD, "000000"), 403, "/code", "wrong");
        ck_refused(end("khong phai mat khau", code(1)), 403, "/password", "wrong");
    }
    ck_assert_int_eq(ended(end(HARNESS_PASSWORD, code(1))), 429);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(1)), 429);
}
END_TEST

/* Everybody of an office comes through one address, in the same quarter of an hour. */
START_TEST(honest_log_ins_in_two_steps_do_not_wear_out_the_address)
{
    enrol();
    for (int i = 0; i < 24; i++) {
        at(now + STEP);
        ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, NULL), 401);
        ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, code(0)), 201);
    }
}
END_TEST

/* ---- the end of it */

START_TEST(switching_off_takes_password_and_code)
{
    ck_refused(end(HARNESS_PASSWORD, "123456"), 409, "", "off");
    enrol();
    ck_refused(end("khong phai mat khau", code(0)), 403, "/password", "wrong");
    ck_refused(end(HARNESS_PASSWORD, code(3)), 403, "/code", "wrong");
    ck_refused(ask("DELETE", "{\"password\":\"" HARNESS_PASSWORD "\"}"), 400, "/code", "required");
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, NULL), 401);
    ck_assert_int_eq(ended(end(HARNESS_PASSWORD, code(0))), 204);
    ck_assert_int_eq(log_in_status(HARNESS_PASSWORD, NULL), 201);
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM totp"), 0);
}
END_TEST

static enum err reset(struct work *w, void *arg)
{
    return user_reset(w, user_by_name(w->conn, name), arg);
}

START_TEST(a_reset_by_the_administrator_or_on_the_command_line_switches_it_off)
{
    char one_time[20], path[64];
    enrol();
    int64_t id = harness_number(&s, "SELECT id FROM user_account");
    char *token = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    snprintf(path, sizeof path, "/api/v1/users/%lld", (long long)id);
    for (int by_command = 0; by_command < 2; by_command++) {
        struct answer a = server_get(&s, token, "%s", path);
        ck_assert(json_is_true(answer_at(&a, "totp")));
        answer_free(&a);
        if (by_command) {
            server_write(&s, reset, one_time);
        } else {
            char at_reset[80];
            snprintf(at_reset, sizeof at_reset, "%s/reset", path);
            a = server_send(&s, token, "POST", at_reset, 0, NULL);
            ck_status(a, 200);
            snprintf(one_time, sizeof one_time, "%s", answer_text(&a, "one_time_code"));
            answer_free(&a);
        }
        a = server_get(&s, token, "%s", path);
        ck_assert(json_is_false(answer_at(&a, "totp")));
        answer_free(&a);
        a = log_in(one_time, NULL);
        free(cookie);
        cookie = harness_cookie(&a);
        answer_free(&a);
        ck_assert_int_eq(harness_status(&s, cookie, "POST", "/api/v1/session/password",
                                        "{\"new\":\"" HARNESS_PASSWORD "\"}"),
                         204);
        enrol();
    }
    free(token);
}
END_TEST

/* ---- what is recorded */

START_TEST(the_journal_says_that_it_changed_and_nothing_else)
{
    static const char *const all = "SELECT count(*) FROM change WHERE resource = 'users'"
                                   " AND fields = '[\"totp\"]'";
    static const char *const bare =
        "SELECT count(*) FROM change WHERE resource = 'users' AND fields = '[\"totp\"]'"
        " AND op = 'update' AND before IS NULL AND after IS NULL";
    begin();
    ck_assert_int_eq(harness_number(&s, all), 0); /* begun is not on */
    ck_assert_int_eq(ended(confirm(code(0))), 200);
    ck_assert_int_eq(harness_number(&s, all), 1);
    at(now + 2 * STEP);
    ck_assert_int_eq(ended(end(HARNESS_PASSWORD, code(0))), 204);
    ck_assert_int_eq(harness_number(&s, all), 2);
    ck_assert_int_eq(harness_number(&s, bare), 2);
    /* the version that the journal tells is the user's */
    ck_assert_int_eq(
        harness_number(&s, "SELECT max(c.version) = u.version FROM change c, user_account u"
                           " WHERE c.resource = 'users'"),
        1);
    ck_assert(!harness_stored(&s, secret));
    ck_assert(harness_stored(&s, "quantri")); /* the search does find what is there */
}
END_TEST

HARNESS_MAIN("two_step", 180, start, stop, enrolment_takes_the_password_and_shows_the_secret_once,
             nothing_is_asked_for_until_a_code_has_confirmed_the_enrolment,
             programs_and_users_without_a_password_have_no_two_step_log_in,
             log_in_asks_for_the_code_only_whoever_knows_the_password,
             a_code_logs_in_once_and_older_ones_never_after_it, clocks_may_differ_by_one_step,
             wrong_codes_are_slowed_down_like_wrong_passwords,
             asking_whether_a_password_is_right_counts_and_forgives_nothing,
             codes_of_enrolment_and_of_switching_off_are_counted_with_the_rest,
             honest_log_ins_in_two_steps_do_not_wear_out_the_address,
             switching_off_takes_password_and_code,
             a_reset_by_the_administrator_or_on_the_command_line_switches_it_off,
             the_journal_says_that_it_changed_and_nothing_else)
