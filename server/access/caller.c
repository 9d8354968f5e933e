/* Roles, permissions and the caller behind a cookie or token. */
#include "access/caller.h"
#include "access/account.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/codes.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CACHE_SLOTS 256
#define TOUCH_MS (60 * 1000)

/* ---- roles and permissions */

const char *role_code(enum role r)
{
    return r < ROLE_COUNT ? codes_role.codes[r].code : "none";
}

const char *role_label(enum role r, bool english)
{
    if (r >= ROLE_COUNT)
        return "";
    return english ? codes_role.codes[r].en : codes_role.codes[r].vi;
}

enum role role_parse(const char *code)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        if (strcmp(role_code((enum role)r), code) == 0)
            return (enum role)r;
    return ROLE_COUNT;
}

#define A (1u << ROLE_SYSTEM_ADMIN)
#define O (1u << ROLE_OFFICE)
#define S (1u << ROLE_SECRETARY)
#define I (1u << ROLE_INSPECTOR)
#define V (1u << ROLE_VIEWER)
#define D (1u << ROLE_DASHBOARD)
#define E (1u << ROLE_INSPECTION_DASHBOARD)
#define U (1u << ROLE_AUDITOR)
#define PERMISSION(name, roles) roles,
static const unsigned allowed[PERMISSION_COUNT] = {
#include "access/permissions.def"
};
#undef PERMISSION

bool role_may(enum role r, enum permission p)
{
    return r < ROLE_COUNT && p < PERMISSION_COUNT && (allowed[p] >> r & 1u) != 0;
}

const char *permission_code(enum permission p)
{
#define PERMISSION(name, roles) #name,
    static const char *const names[] = {
#include "access/permissions.def"
    };
#undef PERMISSION
    return p < PERMISSION_COUNT ? names[p] : "";
}

/* ---- the cache: what one commit of the store says of one secret */

struct cached {
    uint8_t hash[HASH_BYTES];
    uint64_t commits;
    struct caller caller;
    int64_t expires_at; /* of a session: Unix ms; of a token: the day it was looked up on */
};
struct caller_cache {
    struct cached slot[CACHE_SLOTS];
};

struct caller_cache *caller_cache_new(void)
{
    return calloc(1, sizeof(struct caller_cache));
}

void caller_cache_free(struct caller_cache *k)
{
    free(k);
}

static struct cached *slot_of(struct caller_cache *k, const uint8_t hash[HASH_BYTES])
{
    return k != NULL ? &k->slot[hash[0]] : NULL;
}

static bool known(const struct cached *slot, const uint8_t hash[HASH_BYTES], uint64_t commits)
{
    return slot != NULL && slot->caller.kind != CALLER_NONE && slot->commits == commits &&
           memcmp(slot->hash, hash, HASH_BYTES) == 0;
}

static void remember(struct cached *slot, const uint8_t hash[HASH_BYTES], uint64_t commits,
                     const struct caller *caller, int64_t expires_at)
{
    if (slot == NULL)
        return;
    memcpy(slot->hash, hash, HASH_BYTES);
    slot->commits = commits;
    slot->caller = *caller;
    slot->expires_at = expires_at;
}

static void take_scope(struct caller *c, const char *path)
{
    c->scope = (struct scope){0};
    if (path != NULL)
        scope_from_path(&c->scope, c->org_id, path);
}

enum err caller_by_session(struct conn *c, struct caller_cache *k, uint64_t commits,
                           const char *cookie, int64_t now_ms, struct caller *out)
{
    uint8_t hash[HASH_BYTES];
    secret_hash(cookie, hash);
    struct cached *slot = slot_of(k, hash);
    int64_t expires_at;
    if (known(slot, hash, commits)) {
        *out = slot->caller;
        expires_at = slot->expires_at;
    } else {
        stmt *s = conn_stmt(c, SQL_session_find);
        stmt_bind(s, "h", hash);
        enum err e;
        if (!stmt_row(s, &e))
            return e != OK ? e : ERR_NO_LOGIN;
        *out = (struct caller){.kind = CALLER_SESSION,
                               .session_id = stmt_int(s, 0),
                               .user_id = stmt_int(s, 1),
                               .grant_id = stmt_int(s, 2),
                               .seen_at = stmt_int(s, 3),
                               .must_change_password = stmt_int(s, 6) != 0,
                               .role = role_parse(stmt_text(s, 7)),
                               .org_id = stmt_int(s, 8)};
        expires_at = stmt_int(s, 4);
        snprintf(out->label, sizeof out->label, "%s", stmt_text(s, 5));
        take_scope(out, stmt_text(s, 9));
        stmt_reset(s);
        remember(slot, hash, commits, out, expires_at);
    }
    return now_ms >= expires_at || now_ms - out->seen_at >= SESSION_IDLE_MS ? ERR_NO_LOGIN : OK;
}

enum err caller_by_token(struct conn *c, struct caller_cache *k, uint64_t commits,
                         const char *bearer, const char *today, struct caller *out)
{
    uint8_t hash[HASH_BYTES];
    secret_hash(bearer, hash);
    struct cached *slot = slot_of(k, hash);
    int64_t day = date_days(today); /* tokens end with a day, without any commit */
    if (known(slot, hash, commits) && slot->expires_at == day) {
        *out = slot->caller;
        return OK;
    }
    stmt *s = conn_stmt(c, SQL_token_find);
    stmt_bind(s, "ht", hash, today);
    enum err e;
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_NO_LOGIN;
    *out = (struct caller){.kind = CALLER_TOKEN,
                           .token_id = stmt_int(s, 0),
                           .role = role_parse(stmt_text(s, 2)),
                           .org_id = stmt_int(s, 3),
                           .suppress_below = (int)stmt_int(s, 4)};
    snprintf(out->label, sizeof out->label, "%s", stmt_text(s, 1));
    take_scope(out, stmt_text(s, 5));
    stmt_reset(s);
    remember(slot, hash, commits, out, day);
    return OK;
}

bool caller_needs_touch(const struct caller *caller, int64_t now_ms)
{
    return now_ms - caller->seen_at >= TOUCH_MS;
}
