/*
 * Who calls: the account or token behind a request, the grant it acts under, and what that
 * allows. Made once a request; nothing later asks for rights anywhere else.
 */
#ifndef CHIBO_ACCESS_CALLER_H
#define CHIBO_ACCESS_CALLER_H

#include "db/journal.h"
#include "db/scope.h"

#include <stdbool.h>
#include <stdint.h>

enum role {
    ROLE_SYSTEM_ADMIN,
    ROLE_OFFICE,
    ROLE_SECRETARY,
    ROLE_INSPECTOR,
    ROLE_VIEWER,
    ROLE_DASHBOARD,
    ROLE_INSPECTION_DASHBOARD,
    ROLE_AUDITOR,
    ROLE_COUNT
};
const char *role_code(enum role r);
const char *role_label(enum role r, bool english);
/* ROLE_COUNT when unknown */
enum role role_parse(const char *code);

enum permission {
#define PERMISSION(name, roles) PERMISSION_##name,
#include "access/permissions.def"
#undef PERMISSION
    PERMISSION_COUNT
};
bool role_may(enum role r, enum permission p);
const char *permission_code(enum permission p); /* "member_read" */

enum caller_kind { CALLER_NONE, CALLER_SESSION, CALLER_TOKEN };

struct caller {
    enum caller_kind kind;
    int64_t user_id, token_id, session_id, grant_id;
    enum role role;
    int64_t org_id;            /* 0: system_admin before there is a root */
    struct scope scope;        /* org_id 0: sees nothing */
    int suppress_below;        /* tokens; 0: none */
    int64_t seen_at;           /* sessions: last_seen_at, Unix ms */
    bool must_change_password; /* only /session may be used until it is done */
    char label[65];            /* user or token name, for the journal */
};

/* By cookie value or bearer token. Reads only, with a small cache a connection keyed by the value's
   hash and valid for one commit counter; OK, or ERR_NO_LOGIN for unknown, expired, revoked,
   disabled. `today` and now_ms decide expiry. */
struct caller_cache;
struct caller_cache *caller_cache_new(void);
void caller_cache_free(struct caller_cache *k);
enum err caller_by_session(struct conn *c, struct caller_cache *k, uint64_t commits,
                           const char *cookie, int64_t now_ms, struct caller *out);
enum err caller_by_token(struct conn *c, struct caller_cache *k, uint64_t commits,
                         const char *bearer, const char *today, struct caller *out);
/* Whether the session's last_seen_at is old enough (60 s) to be written again. */
bool caller_needs_touch(const struct caller *caller, int64_t now_ms);

#endif
