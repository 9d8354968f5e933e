/* Log-in, the session object, switching grants, log-out, own password. */
#include "access/account.h"
#include "access/session.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/codes.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- the session object */

static void put_org(struct json *j, int64_t id, const char *code, const char *name,
                    const char *kind)
{
    json_key(j, "organization");
    if (id == 0) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    json_kint(j, "id", id);
    json_kstr(j, "code", code);
    json_kstr(j, "name", name);
    json_kstr(j, "kind", kind);
    json_close(j, '}');
}

static void put_grant(struct json *j, const struct call *c, int64_t id, const char *role, stmt *s,
                      int org)
{
    json_open(j, '{');
    json_kint(j, "id", id);
    json_kstr(j, "role", role);
    json_kstr(j, "role_label", role_label(role_parse(role), c->http->lang == LANG_EN));
    put_org(j, stmt_int(s, org), stmt_text(s, org + 1), stmt_text(s, org + 2),
            stmt_text(s, org + 3));
    json_close(j, '}');
}

static void put_grants(struct call *c, struct json *j)
{
    json_key(j, "grants");
    json_open(j, '[');
    stmt *s = conn_stmt(c->work.conn, SQL_grant_list);
    stmt_bind(s, "i", c->caller.user_id);
    while (stmt_row(s, NULL))
        put_grant(j, c, stmt_int(s, 0), stmt_text(s, 1), s, 2);
    json_close(j, ']');
}

static void put_permissions(struct call *c, struct json *j)
{
    json_key(j, "permissions");
    json_open(j, '[');
    for (int p = 0; p < PERMISSION_COUNT; p++) {
        char code[64];
        if (p == PERMISSION_PUBLIC || p == PERMISSION_ANYONE ||
            !role_may(c->caller.role, (enum permission)p))
            continue;
        snprintf(code, sizeof code, "%s", permission_code((enum permission)p));
        for (char *k = code; *k != '\0'; k++)
            *k = (char)tolower((unsigned char)*k);
        json_str(j, code);
    }
    json_close(j, ']');
}

static void put_user(struct call *c, struct json *j)
{
    stmt *s = conn_stmt(c->work.conn, SQL_user_row);
    stmt_bind(s, "i", c->caller.user_id);
    json_key(j, "user");
    if (c->caller.user_id == 0 || !stmt_row(s, NULL)) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    json_kint(j, "id", c->caller.user_id);
    json_kstr(j, "username", stmt_text(s, 2));
    json_kstr(j, "full_name", stmt_text(s, 3));
    json_close(j, '}');
    stmt_reset(s);
}

static void put_acting(struct call *c, struct json *j)
{
    json_key(j, "grant");
    if (c->caller.kind == CALLER_TOKEN) {
        struct org_row o = {0};
        bool known = c->caller.org_id != 0 && org_get(&c->work, c->caller.org_id, &o);
        json_open(j, '{');
        json_knull(j, "id");
        json_kstr(j, "role", role_code(c->caller.role));
        json_kstr(j, "role_label", role_label(c->caller.role, c->http->lang == LANG_EN));
        put_org(j, known ? o.id : 0, o.code, o.name, o.kind);
        json_close(j, '}');
        return;
    }
    stmt *s = conn_stmt(c->work.conn, SQL_grant_row);
    stmt_bind(s, "i", c->caller.grant_id);
    if (!stmt_row(s, NULL)) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    json_kint(j, "id", c->caller.grant_id);
    json_kstr(j, "role", stmt_text(s, 1));
    json_kstr(j, "role_label", role_label(role_parse(stmt_text(s, 1)), c->http->lang == LANG_EN));
    put_org(j, stmt_int(s, 2), stmt_text(s, 4), stmt_text(s, 5), stmt_text(s, 6));
    json_close(j, '}');
    stmt_reset(s);
}

enum err session_view(struct call *c)
{
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    put_user(c, &j);
    put_acting(c, &j);
    put_grants(c, &j);
    put_permissions(c, &j);
    json_kstr(&j, "today", c->work.today);
    json_key(&j, "expires_at");
    int64_t expires = c->caller.session_id ? conn_get_int(c->work.conn, SQL_session_expiry, 0, "i",
                                                          c->caller.session_id)
                                           : 0;
    if (expires != 0) {
        char at[32];
        time_t seconds = (time_t)(expires / 1000);
        struct tm utc;
        strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
        json_str(&j, at);
    } else
        json_none(&j);
    json_kbool(&j, "must_change_password", c->caller.must_change_password);
    json_kbool(&j, "isolated", c->app->config.isolated);
    json_close(&j, '}');
    return OK;
}

void answer_add(struct call *c, const char *key, const char *value)
{
    if (c->out.len == 0 || c->out.p[c->out.len - 1] != '}')
        return;
    c->out.len--;
    struct json j;
    json_init(&j, &c->out);
    buf_char(&c->out, ',');
    json_kstr(&j, key, value);
    buf_char(&c->out, '}');
}

enum err session_get(struct call *c)
{
    return session_view(c);
}

/* ---- log-in */

static const char *cookie_text(struct call *c, const char *value)
{
    return arena_printf(c->http->arena, "chibo_session=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                        value, c->http->secure ? "; Secure" : "",
                        value[0] == '\0' ? "; Max-Age=0" : "");
}

enum err session_open(struct call *c, int64_t user_id, int64_t grant_id)
{
    char cookie[64];
    time_text now;
    time_now(now);
    enum err e = session_new(c->work.conn, user_id, grant_id, time_now_ms(), cookie);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_user_logged_in, "it", user_id, now);
    if (e == OK)
        e = caller_by_session(c->work.conn, NULL, 0, cookie, time_now_ms(), &c->caller);
    c->work.scope = c->caller.scope;
    c->cookie = cookie_text(c, cookie);
    c->once = true;
    return e;
}

struct login {
    struct throttle_keys keys;
    int64_t user_id, grant_id;
    bool good, code_used;
};

static enum err login_write(struct call *c)
{
    struct login *l = c->scratch;
    int64_t now = time_now_ms();
    int wait = throttle_wait(c->work.conn, &l->keys, now);
    if (wait > 0) {
        c->retry_after = wait;
        return ERR_THROTTLED;
    }
    if (!l->good) {
        c->keep = true; /* the failure counts although the log-in is refused */
        enum err e = throttle_fail(c->work.conn, &l->keys, now);
        return e != OK ? e : ERR_BAD_LOGIN;
    }
    enum err e = throttle_forgive(c->work.conn, &l->keys);
    if (e == OK && l->code_used)
        e = conn_run(c->work.conn, SQL_user_code_used, "i", l->user_id);
    return e != OK ? e : session_open(c, l->user_id, l->grant_id);
}

/* Argon2id of nothing: an unknown name costs what a known one costs. */
static const char dummy_hash[] =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$sRjSlXFlPtlwhVBPvJDKyMbhtOlHVlNpNLjRk4vQ0cU";

static void check_password(struct call *c, struct login *l, const char *password)
{
    const char *hash = NULL;
    stmt *s = conn_stmt(c->work.conn, SQL_user_row);
    bool disabled = true, code_ok = false;
    stmt_bind(s, "i", l->user_id);
    if (l->user_id != 0 && stmt_row(s, NULL)) {
        uint8_t typed[HASH_BYTES];
        disabled = stmt_int(s, 4) != 0;
        hash = stmt_is_null(s, 5) ? NULL : arena_dup(c->work.arena, stmt_text(s, 5));
        secret_hash(password, typed);
        code_ok = stmt_bytes(s, 6) == HASH_BYTES &&
                  memcmp(stmt_blob(s, 6), typed, HASH_BYTES) == 0 && stmt_int(s, 7) > time_now_ms();
        stmt_reset(s);
    }
    bool password_ok = password_verify(hash ? hash : dummy_hash, password) && hash != NULL;
    l->code_used = code_ok && !password_ok;
    l->grant_id = conn_get_int(c->work.conn, SQL_grant_first, 0, "i", l->user_id);
    l->good = (password_ok || code_ok) && !disabled && l->grant_id != 0;
}

enum err session_create(struct call *c)
{
    struct login *l = arena_alloc(c->work.arena, sizeof *l);
    const char *username = record_text(&c->body, "username");
    if (username == NULL || record_text(&c->body, "password") == NULL)
        return ERR_BAD_LOGIN;
    throttle_keys(username, http_peer(c->http), &l->keys);
    int wait = throttle_wait(c->work.conn, &l->keys, time_now_ms());
    if (wait > 0) {
        c->retry_after = wait;
        return ERR_THROTTLED;
    }
    l->user_id = user_by_name(c->work.conn, username);
    check_password(c, l, record_text(&c->body, "password"));
    c->scratch = l;
    enum err e = call_write(c, login_write);
    return e != OK ? e : session_view(c);
}

/* ---- switching, leaving */

enum err session_switch(struct call *c)
{
    int64_t grant = record_int(&c->body, "grant_id");
    if (c->caller.kind != CALLER_SESSION)
        return ERR_FORBIDDEN;
    if (grant == 0)
        return fault_fail(ERR_BAD_BODY, &c->work.faults, "/grant_id", "required", "bắt buộc",
                          "is required");
    stmt *s = conn_stmt(c->work.conn, SQL_grant_row);
    stmt_bind(s, "i", grant);
    bool own = stmt_row(s, NULL) && stmt_int(s, 0) == c->caller.user_id;
    if (own) {
        const char *path = stmt_text(s, 3);
        c->caller.grant_id = grant;
        c->caller.role = role_parse(stmt_text(s, 1));
        c->caller.org_id = stmt_int(s, 2);
        c->caller.scope = (struct scope){0};
        if (c->caller.org_id != 0)
            scope_from_path(&c->caller.scope, c->caller.org_id, path);
        c->work.scope = c->caller.scope;
    }
    stmt_reset(s);
    if (!own)
        return fault_fail(ERR_BAD_BODY, &c->work.faults, "/grant_id", "not_found",
                          "không có vai trò này", "no such grant");
    enum err e = conn_run(c->work.conn, SQL_session_switch, "ii", c->caller.session_id, grant);
    return e != OK ? e : session_view(c);
}

enum err session_delete(struct call *c)
{
    c->cookie = cookie_text(c, "");
    if (c->caller.kind != CALLER_SESSION)
        return OK;
    return conn_run(c->work.conn, SQL_session_delete, "i", c->caller.session_id);
}

/* ---- own password */

static enum err password_write(struct call *c)
{
    enum err e = user_set_password(&c->work, c->caller.user_id, c->scratch);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_session_delete_user, "ii", c->caller.user_id,
                     c->caller.session_id);
    return e;
}

enum err session_password(struct call *c)
{
    const char *current = record_text(&c->body, "current"), *wanted = record_text(&c->body, "new");
    struct throttle_keys keys;
    if (c->caller.kind != CALLER_SESSION)
        return ERR_FORBIDDEN;
    throttle_keys(c->caller.label, http_peer(c->http), &keys);
    int wait = throttle_wait(c->work.conn, &keys, time_now_ms());
    if (wait > 0) {
        c->retry_after = wait;
        return ERR_THROTTLED;
    }
    if (!c->caller.must_change_password) {
        struct login *l = arena_alloc(c->work.arena, sizeof *l);
        l->user_id = c->caller.user_id;
        l->keys = keys;
        check_password(c, l, current ? current : "");
        if (!l->good || l->code_used) {
            l->good = false;
            c->scratch = l;
            enum err e = call_write(c, login_write);
            if (e == ERR_BAD_LOGIN)
                return fault_fail(ERR_FORBIDDEN, &c->work.faults, "/current", "wrong",
                                  "mật khẩu đang dùng không đúng", "the current password is wrong");
            return e;
        }
    }
    if (wanted == NULL || !password_check(&c->work, "/new", c->caller.label, wanted))
        return ERR_BAD_BODY;
    char *hash = arena_alloc(c->work.arena, 128);
    if (!password_hash(wanted, hash))
        return ERR_NO_MEMORY;
    c->scratch = hash;
    return call_write(c, password_write);
}

/* ---- roles */

enum err role_list(struct call *c)
{
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    for (int r = 0; r < ROLE_COUNT; r++) {
        json_open(&j, '{');
        json_kstr(&j, "code", role_code((enum role)r));
        json_kstr(&j, "vi", role_label((enum role)r, false));
        json_kstr(&j, "en", role_label((enum role)r, true));
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_knull(&j, "next_cursor");
    json_close(&j, '}');
    return OK;
}
