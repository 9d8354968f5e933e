/* Users, grants, tokens and the set-up code. Each change is journalled, never with a secret. */
#include "access/account.h"
#include "access/two_step.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/date.h"

#include <stdio.h>
#include <string.h>

static enum err journal(struct work *w, const char *resource, int64_t id, const char *uid,
                        const char *op, int64_t version, int64_t org_id, const char *fields,
                        const char *before, const char *after)
{
    struct change c = {.resource = resource,
                       .row_id = id,
                       .uid = uid,
                       .op = op,
                       .version = version,
                       .org_id = org_id,
                       .fields = fields,
                       .before = before,
                       .after = after};
    return journal_change(w->conn, w->tx, &c);
}

static const char *object(struct work *w, const char *const pairs[][2], int n)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    for (int i = 0; i < n; i++)
        json_kstr(&j, pairs[i][0], pairs[i][1]);
    json_close(&j, '}');
    const char *text = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    return text;
}

/* ---- users */

struct user_row {
    const char *uid, *username;
    int64_t version;
    bool disabled;
};

static enum err read_user(struct work *w, int64_t id, struct user_row *out)
{
    stmt *s = conn_stmt(w->conn, SQL_user_row);
    stmt_bind(s, "i", id);
    enum err e;
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_NOT_FOUND;
    *out = (struct user_row){.uid = arena_dup(w->arena, stmt_text(s, 0)),
                             .version = stmt_int(s, 1),
                             .username = arena_dup(w->arena, stmt_text(s, 2)),
                             .disabled = stmt_int(s, 4) != 0};
    stmt_reset(s);
    return OK;
}

int64_t user_by_name(struct conn *c, const char *username)
{
    return conn_get_int(c, SQL_user_by_name, 0, "t", username);
}

bool admin_exists(struct conn *c)
{
    return conn_get_int(c, SQL_admin_count, 0, "") > 0;
}

static bool good_username(const char *name)
{
    size_t n = strlen(name);
    return n >= 2 && n <= 64 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@") == n;
}

enum err user_create(struct work *w, const struct new_user *u, int64_t *id, char *code)
{
    char uid[UID_LEN];
    uint8_t hash[HASH_BYTES];
    time_text now;
    if (!good_username(u->username))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/username", "format",
                          "2–64 ký tự: chữ không dấu, số và . _ - @",
                          "2 to 64 characters: plain letters, digits and . _ - @");
    if (user_by_name(w->conn, u->username) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/username", "duplicate",
                          "tên này đã có người dùng", "the name is taken");
    uid_new(uid);
    time_now(now);
    code[0] = '\0';
    if (u->password_hash == NULL)
        code_new(code, hash);
    stmt *s = conn_stmt(w->conn, SQL_user_insert);
    stmt_bind(s, "ttttnnt", uid, u->username, u->full_name, u->password_hash, now);
    if (u->password_hash == NULL) {
        stmt_bind_blob(s, 5, hash, sizeof hash);
        stmt_bind_int(s, 6, time_now_ms() + CODE_VALID_MS);
    }
    enum err e = stmt_run(s);
    if (e != OK)
        return e;
    *id = conn_last_id(w->conn);
    const char *const after[][2] = {{"username", u->username}, {"full_name", u->full_name}};
    e = journal(w, "users", *id, uid, "create", 1, u->org_id, "[\"username\",\"full_name\"]", NULL,
                object(w, after, 2));
    int64_t grant;
    return e == OK && u->role < ROLE_COUNT ? grant_add(w, *id, u->role, u->org_id, &grant) : e;
}

enum err user_reset(struct work *w, int64_t id, char *code)
{
    struct user_row u;
    uint8_t hash[HASH_BYTES];
    enum err e = read_user(w, id, &u);
    if (e != OK)
        return e;
    code_new(code, hash);
    e = conn_run(w->conn, SQL_user_code, "ihi", id, hash, time_now_ms() + CODE_VALID_MS);
    if (e == OK)
        e = conn_run(w->conn, SQL_session_delete_user, "ii", id, (int64_t)0);
    if (e == OK)
        e = journal(w, "users", id, u.uid, "update", u.version + 1, 0, "[\"password\"]", NULL,
                    NULL);
    /* whoever lost the password may have lost the telephone with it */
    return e != OK ? e : two_step_switch_off(w, id);
}

enum err user_note(struct work *w, int64_t id, const char *fields)
{
    struct user_row u;
    enum err e = read_user(w, id, &u);
    if (e == OK)
        e = conn_run(w->conn, SQL_user_bump, "i", id);
    return e != OK ? e
                   : journal(w, "users", id, u.uid, "update", u.version + 1, 0, fields, NULL, NULL);
}

/* Somebody must be left who can let others in again. */
static enum err keep_one_admin(struct work *w, int64_t user_id)
{
    if (conn_get_int(w->conn, SQL_admin_is, 0, "i", user_id) == 0 ||
        conn_get_int(w->conn, SQL_admin_other, 0, "i", user_id) > 0)
        return OK;
    return fault_fail(ERR_CONFLICT, &w->faults, "", "last_admin",
                      "đây là quản trị viên cuối cùng của máy", "this is the last administrator");
}

enum err user_set_disabled(struct work *w, int64_t id, bool disabled)
{
    struct user_row u;
    enum err e = read_user(w, id, &u);
    if (e != OK || u.disabled == disabled)
        return e;
    if (disabled && (e = keep_one_admin(w, id)) != OK)
        return e;
    e = conn_run(w->conn, SQL_user_disable, "ii", id, (int64_t)disabled);
    if (e == OK && disabled)
        e = conn_run(w->conn, SQL_session_delete_user, "ii", id, (int64_t)0);
    return e != OK ? e
                   : journal(w, "users", id, u.uid, "update", u.version + 1, 0, "[\"disabled\"]",
                             disabled ? "{\"disabled\":false}" : "{\"disabled\":true}",
                             disabled ? "{\"disabled\":true}" : "{\"disabled\":false}");
}

enum err user_set_password(struct work *w, int64_t id, const char *hash)
{
    struct user_row u;
    enum err e = read_user(w, id, &u);
    if (e == OK)
        e = conn_run(w->conn, SQL_user_password, "it", id, hash);
    return e != OK ? e
                   : journal(w, "users", id, u.uid, "update", u.version + 1, 0, "[\"password\"]",
                             NULL, NULL);
}

/* ---- grants */

static const char *number(struct work *w, int64_t v)
{
    return arena_printf(w->arena, "%lld", (long long)v);
}

enum err grant_add(struct work *w, int64_t user_id, enum role role, int64_t org_id, int64_t *id)
{
    struct user_row u;
    enum err e = read_user(w, user_id, &u);
    if (e != OK)
        return e;
    if (org_id == 0 && role != ROLE_SYSTEM_ADMIN)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/org_id", "required",
                          "vai trò phải gắn với một tổ chức",
                          "a role is granted on an organisation");
    e = conn_run(w->conn, SQL_grant_insert, "itsi", user_id, role_code(role), org_id,
                 tx_begin(w->conn, w->tx));
    if (e == ERR_CONFLICT)
        return fault_fail(ERR_CONFLICT, &w->faults, "/role", "duplicate",
                          "vai trò này đã được giao", "the role is granted already");
    if (e != OK)
        return e;
    *id = conn_last_id(w->conn);
    const char *const after[][2] = {{"role", role_code(role)},
                                    {"org_id", org_id ? number(w, org_id) : NULL}};
    e = conn_run(w->conn, SQL_user_bump, "i", user_id);
    return e != OK ? e
                   : journal(w, "users", user_id, u.uid, "update", u.version + 1, org_id,
                             "[\"grants\"]", NULL, object(w, after, 2));
}

enum err grant_revoke(struct work *w, int64_t user_id, int64_t grant_id)
{
    struct user_row u;
    enum err e = read_user(w, user_id, &u);
    if (e != OK)
        return e;
    stmt *s = conn_stmt(w->conn, SQL_grant_row);
    stmt_bind(s, "i", grant_id);
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_NOT_FOUND;
    bool own = stmt_int(s, 0) == user_id;
    const char *role = arena_dup(w->arena, stmt_text(s, 1));
    int64_t org_id = stmt_int(s, 2);
    stmt_reset(s);
    if (!own)
        return ERR_NOT_FOUND;
    if (strcmp(role, "system_admin") == 0 && (e = keep_one_admin(w, user_id)) != OK)
        return e;
    e = conn_run(w->conn, SQL_grant_revoke, "iii", grant_id, user_id, tx_begin(w->conn, w->tx));
    if (e == OK)
        e = conn_run(w->conn, SQL_session_delete_grant, "i", grant_id);
    if (e == OK)
        e = conn_run(w->conn, SQL_user_bump, "i", user_id);
    const char *const before[][2] = {{"role", role}, {"org_id", org_id ? number(w, org_id) : NULL}};
    return e != OK ? e
                   : journal(w, "users", user_id, u.uid, "update", u.version + 1, org_id,
                             "[\"grants\"]", object(w, before, 2), NULL);
}

/* ---- tokens */

enum err token_create(struct work *w, const struct new_token *t, int64_t *id, char *secret)
{
    char uid[UID_LEN], random[56];
    uint8_t hash[HASH_BYTES];
    time_text now;
    if (t->org_id == 0 && t->role != ROLE_SYSTEM_ADMIN)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/org_id", "required",
                          "mã phải gắn với một tổ chức", "a token is granted on an organisation");
    random_token(random, sizeof random, 32);
    snprintf(secret, 64, "chibo_%s", random);
    secret_hash(secret, hash);
    uid_new(uid);
    time_now(now);
    enum err e =
        conn_run(w->conn, SQL_token_insert, "tthtststs", uid, t->name, hash, role_code(t->role),
                 t->org_id, t->expires_on, (int64_t)t->suppress_below, now, w->actor->user_id);
    if (e != OK)
        return e;
    *id = conn_last_id(w->conn);
    const char *const after[][2] = {{"name", t->name},
                                    {"role", role_code(t->role)},
                                    {"org_id", t->org_id ? number(w, t->org_id) : NULL},
                                    {"expires_on", t->expires_on}};
    return journal(w, "tokens", *id, uid, "create", 1, t->org_id,
                   "[\"name\",\"role\",\"org_id\",\"expires_on\"]", NULL, object(w, after, 4));
}

enum err token_revoke(struct work *w, int64_t id)
{
    stmt *s = conn_stmt(w->conn, SQL_token_row);
    stmt_bind(s, "i", id);
    enum err e;
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_NOT_FOUND;
    const char *uid = arena_dup(w->arena, stmt_text(s, 0));
    int64_t version = stmt_int(s, 1), org_id = stmt_int(s, 4);
    bool revoked = !stmt_is_null(s, 6);
    stmt_reset(s);
    if (revoked)
        return ERR_NOT_FOUND;
    time_text now;
    time_now(now);
    e = conn_run(w->conn, SQL_token_revoke, "it", id, now);
    return e != OK ? e
                   : journal(w, "tokens", id, uid, "delete", version + 1, org_id,
                             "[\"revoked_at\"]", NULL, NULL);
}

/* ---- set-up code */

enum err setup_code_new(struct work *w, char *code)
{
    uint8_t hash[HASH_BYTES];
    if (admin_exists(w->conn))
        return ERR_CONFLICT;
    code_new(code, hash);
    return conn_run(w->conn, SQL_setup_code_put, "hi", hash, time_now_ms());
}

bool setup_code_check(struct conn *c, const char *code)
{
    uint8_t hash[HASH_BYTES];
    secret_hash(code, hash);
    stmt *s = conn_stmt(c, SQL_setup_code_get);
    if (!stmt_row(s, NULL))
        return false;
    /* both sides are hashes: their comparison tells nothing about the code */
    bool same = stmt_bytes(s, 0) == HASH_BYTES && memcmp(stmt_blob(s, 0), hash, HASH_BYTES) == 0;
    stmt_reset(s);
    return same;
}
