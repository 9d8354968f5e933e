/* What several programs need around accounts: set-up, log-in, cookies. */
#ifndef CHIBO_TESTS_HARNESS_ACCOUNTS_H
#define CHIBO_TESTS_HARNESS_ACCOUNTS_H

#include "api/harness_run.h"

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

#endif
