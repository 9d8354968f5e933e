/*
 * A whole server inside the test process: own temporary data folder, port 0, today's date as the
 * test wants it; a small blocking HTTP client; accounts made straight through the writer.
 * Threads do not survive check's fork: call server_start in a *checked* fixture.
 */
#ifndef CHIBO_TESTS_HARNESS_H
#define CHIBO_TESTS_HARNESS_H

#include "access/account.h"
#include "api/app.h"

#include <check.h>
#include <jansson.h>

struct server {
    struct app *app;
    char dir[64];
    char host[64]; /* 127.0.0.1:PORT */
    int port;
};

/* Starts on an empty store; aborts the test on failure. Stops and removes everything. */
void server_start(struct server *s);
void server_stop(struct server *s);
/* Stops and starts again on the same folder (another port). */
void server_restart(struct server *s);
/* Runs fn inside the writer, as the command line would; a failure fails the test. */
void server_write(struct server *s, enum err (*fn)(struct work *w, void *arg), void *arg);

/* A bearer token of the role on the organisation (0: none yet); static-free, free() it. */
char *server_token(struct server *s, enum role role, int64_t org_id);
/* id of an organisation by its code; fails the test when absent. */
int64_t server_org(struct server *s, const char *code);
/* Imports a CSV text of a kind, all rows must be accepted. */
void server_import(struct server *s, const char *kind, const char *csv);
/*
 * A little world, made through imports: root P (province_party); below it districts D1, D2
 * (district_party); base parties D1.B1, D1.B2, D2.B1; cells D1.B1.C1, D1.B1.C2, D1.B2.C1,
 * D2.B1.C1 with 5 official and 1 probationary member each (record numbers 100001HB upwards).
 */
void server_little_world(struct server *s);

struct answer {
    int status;
    char *head; /* status line and headers */
    char *body;
    size_t body_len;
    json_t *json; /* NULL when the body is no JSON */
};
struct ask {
    const char *method;  /* NULL: GET */
    const char *path;    /* with query */
    const char *token;   /* bearer, or NULL */
    const char *cookie;  /* value of chibo_session, or NULL */
    const char *body;    /* or NULL */
    size_t body_len;     /* 0: strlen */
    const char *type;    /* NULL: application/json when there is a body */
    const char *headers; /* further lines, each with \r\n */
};
struct answer server_ask(struct server *s, struct ask ask);
/* The same with printf for the path; GET with a token. */
struct answer server_get(struct server *s, const char *token, const char *path, ...)
    __attribute__((format(printf, 3, 4)));
/* method, JSON body text (may be NULL), If-Match version (0: none). */
struct answer server_send(struct server *s, const char *token, const char *method, const char *path,
                          int64_t if_match, const char *body);
void answer_free(struct answer *a);
/* A header's value (static buffer of the answer's head: copied, free() it) or NULL. */
char *answer_header(const struct answer *a, const char *name);
/* Path into the JSON: "items/0/full_name"; fails the test when missing. */
json_t *answer_at(const struct answer *a, const char *path);
const char *answer_text(const struct answer *a, const char *path);
int64_t answer_int(const struct answer *a, const char *path);
/* Whether the problem's errors name this pointer (and code, unless NULL). */
bool answer_blames(const struct answer *a, const char *pointer, const char *code);
/* Raw bytes to the port and everything that comes back (until close or 2 MiB); free() it. */
char *server_raw(struct server *s, const char *bytes, size_t n, size_t *got);

#define ck_status(answer, expected)                                                                \
    ck_assert_msg((answer).status == (expected), "status %d instead of %d: %s", (answer).status,   \
                  (expected), (answer).body ? (answer).body : "")

#endif
