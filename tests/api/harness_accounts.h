/*
 * What several programs need around accounts and suites: set-up, log-in, cookies, and a main
 * that runs every test in the same checked fixture.
 */
#ifndef CHIBO_TESTS_HARNESS_ACCOUNTS_H
#define CHIBO_TESTS_HARNESS_ACCOUNTS_H

#include "api/harness.h"

#define HARNESS_PASSWORD "mot mat khau du dai"

/* A fresh set-up code (static buffer); fails the test when an administrator exists. */
const char *harness_setup_code(struct server *s);
/* POST /setup as "quantri" with HARNESS_PASSWORD; more: further members of the body, ",..." or "".
 */
struct answer harness_set_up(struct server *s, const char *code, const char *more);
struct answer harness_log_in(struct server *s, const char *name, const char *password);
/* The same with the code of the second step. */
struct answer harness_log_in_with(struct server *s, const char *name, const char *password,
                                  const char *code);
/* The code that a telephone with this secret (base32) shows `steps` after the moment now_ms. Static
   buffer (four of them in turn). */
const char *harness_code(const char *secret, int64_t now_ms, int steps);
/* The value of the session cookie that an answer sets; free() it. Fails the test without one. */
char *harness_cookie(const struct answer *a);
/* Status of a request with a cookie (method NULL: GET) or, in the second, with a token. */
int harness_status(struct server *s, const char *cookie, const char *method, const char *path,
                   const char *body);
int harness_token_status(struct server *s, const char *token, const char *path);

/* Whether the bytes stand in any file of the data folder's first level: database, WAL, anything. */
bool harness_stored(struct server *s, const char *secret);
/* First column of a query on the store as it is now. */
int64_t harness_number(struct server *s, const char *sql);

/* Removes a folder with all that is in it. */
void harness_remove(const char *folder);
/* Runs the tests of one program, each in its own process with the checked fixture; all of them in
   one temporary folder, so that a test that fails and never reaches its stop leaves nothing behind.
 */
int harness_run(const char *name, int seconds, void (*start)(void), void (*stop)(void),
                const TTest *const *tests, size_t n);
#define HARNESS_MAIN(name, seconds, start, stop, ...)                                              \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return harness_run(name, seconds, start, stop, tests, sizeof tests / sizeof *tests);       \
    }

#endif
