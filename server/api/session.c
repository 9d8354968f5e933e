/* The session object, its cookie, switching grants, log-out; log-in is in login.c. */
#include "access/session.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "api/login.h"
#include "api/operations.h"
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
        time_text at;
        time_of_seconds(expires / 1000, at);
        json_str(&j, at);
    } else
        json_none(&j);
    json_kbool(&j, "must_change_password", c->caller.must_change_password);
    json_kbool(&j, "isolated", c->app->config.isolated);
    operations_put_classification(c, &j);
    if (role_may(c->caller.role, PERMISSION_SETTINGS))
        operations_put_notices(c, &j);
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

/* ---- its cookie */

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

/* ---- switching, leaving */

enum err session_switch(struct call *c)
{
    int64_t grant = record_int(&c->body, "grant_id");
    if (only_people(c) != OK)
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

void session_forget(struct call *c)
{
    c->cookie = cookie_text(c, "");
}

enum err session_delete(struct call *c)
{
    session_forget(c);
    if (c->caller.kind != CALLER_SESSION)
        return OK;
    return conn_run(c->work.conn, SQL_session_delete, "i", c->caller.session_id);
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
