/* Sessions and throttling in SQL. */
#include "access/session.h"
#include "access/account.h"
#include "base/crypto.h"
#include "base/text.h"

#include <string.h>

#define FREE_FAILURES 5
#define ADDRESS_FREE_FAILURES 20
#define WAIT_MAX_MS (15LL * 60 * 1000)
#define FORGIVE_MS (15LL * 60 * 1000)

enum err session_touch(struct conn *c, int64_t session_id, int64_t now_ms)
{
    return conn_run(c, SQL_session_touch, "ii", session_id, now_ms);
}

enum err session_new(struct conn *c, int64_t user_id, int64_t grant_id, int64_t now_ms,
                     char cookie[64])
{
    uint8_t hash[HASH_BYTES];
    random_token(cookie, 64, 32);
    secret_hash(cookie, hash);
    return conn_run(c, SQL_session_insert, "hiiii", hash, user_id, grant_id, now_ms,
                    now_ms + SESSION_ABSOLUTE_MS);
}

/* ---- throttling */

static void key_of(const char *kind, const char *text, char out[65])
{
    uint8_t hash[HASH_BYTES];
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, kind, strlen(kind) + 1);
    hasher_add(&h, text, strlen(text));
    hasher_end(&h, hash);
    hex_encode(out, hash, sizeof hash);
}

void throttle_keys(const char *username, const char *address, struct throttle_keys *out)
{
    struct arena *a = arena_new();
    key_of("user", text_fold(a, username), out->user);
    key_of("address", address, out->address);
    arena_free(a);
}

struct brake {
    int64_t failures, first_at, blocked_until;
};

static struct brake read_brake(struct conn *c, const char *key, int64_t now)
{
    struct brake b = {0};
    stmt *s = conn_stmt(c, SQL_throttle_get);
    stmt_bind(s, "t", key);
    if (stmt_row(s, NULL)) {
        b = (struct brake){stmt_int(s, 0), stmt_int(s, 1), stmt_int(s, 2)};
        stmt_reset(s);
    }
    if (now - b.first_at > FORGIVE_MS && now > b.blocked_until)
        b = (struct brake){0};
    return b;
}

int throttle_wait(struct conn *c, const struct throttle_keys *k, int64_t now_ms)
{
    int64_t user = read_brake(c, k->user, now_ms).blocked_until;
    int64_t address = read_brake(c, k->address, now_ms).blocked_until;
    int64_t until = user > address ? user : address;
    return until > now_ms ? (int)((until - now_ms + 999) / 1000) : 0;
}

static enum err fail(struct conn *c, const char *key, int64_t now, int64_t free_failures)
{
    struct brake b = read_brake(c, key, now);
    b.failures++;
    b.first_at = now;
    if (b.failures > free_failures) {
        int64_t power = b.failures - free_failures;
        int64_t wait = power > 9 ? WAIT_MAX_MS : (1000LL << power);
        b.blocked_until = now + (wait < WAIT_MAX_MS ? wait : WAIT_MAX_MS);
    }
    return conn_run(c, SQL_throttle_put, "tiii", key, b.failures, b.first_at, b.blocked_until);
}

enum err throttle_fail(struct conn *c, const struct throttle_keys *k, int64_t now_ms)
{
    /* a whole office may sit behind one address */
    enum err e = throttle_fail_user(c, k, now_ms);
    return e != OK ? e : fail(c, k->address, now_ms, ADDRESS_FREE_FAILURES);
}

enum err throttle_fail_user(struct conn *c, const struct throttle_keys *k, int64_t now_ms)
{
    return fail(c, k->user, now_ms, FREE_FAILURES);
}

enum err throttle_forgive(struct conn *c, const struct throttle_keys *k)
{
    return conn_run(c, SQL_throttle_clear, "t", k->user);
}
