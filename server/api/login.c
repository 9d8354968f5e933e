/* Log-in in one or two steps, and the change of one's own password. */
#include "api/login.h"
#include "access/account.h"
#include "access/two_step.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "base/crypto.h"
#include "base/date.h"

#include <string.h>

enum err only_people(const struct call *c)
{
    return c->caller.kind == CALLER_SESSION ? OK : ERR_FORBIDDEN;
}

/* ---- the brake */

enum err login_wait(struct call *c, const struct throttle_keys *k)
{
    c->retry_after = throttle_wait(c->work.conn, k, time_now_ms());
    return c->retry_after > 0 ? ERR_THROTTLED : OK;
}

enum err login_failed(struct call *c, const struct throttle_keys *k, enum err e)
{
    c->keep = true;
    enum err counted = throttle_fail(c->work.conn, k, time_now_ms());
    return counted != OK ? counted : e;
}

/* ---- passwords */

struct login {
    struct throttle_keys keys;
    int64_t user_id, grant_id;
    bool good, code_used;
};

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

/* ---- log-in */

/*
 * The code, when the user's log-in asks for one. That it is asked for tells that the password was
 * right, so this, too, is an attempt that counts: for the name alone, since every honest log-in
 * comes by here.
 */
static enum err second_step(struct call *c, const struct login *l)
{
    const char *code = record_text(&c->body, "code");
    if (two_step_state(c->work.conn, l->user_id) != TWO_STEP_ON)
        return OK;
    if (code == NULL) {
        c->keep = true;
        enum err e = throttle_fail_user(c->work.conn, &l->keys, time_now_ms());
        fault_add(&c->work.faults, "/totp", "required", "cần mã sáu chữ số trên điện thoại",
                  "the six-digit code of the telephone is needed");
        return e != OK ? e : ERR_NO_CODE;
    }
    enum err e = two_step_accept(c->work.conn, l->user_id, code, time_now_ms());
    if (e != ERR_BAD_LOGIN)
        return e;
    fault_add(&c->work.faults, "/totp", "wrong", "mã không đúng, đã hết hạn hoặc đã dùng",
              "the code is wrong, too old or was used before");
    return login_failed(c, &l->keys, ERR_NO_CODE);
}

static enum err login_write(struct call *c)
{
    struct login *l = c->scratch;
    enum err e = login_wait(c, &l->keys);
    if (e != OK)
        return e;
    if (!l->good)
        return login_failed(c, &l->keys, ERR_BAD_LOGIN);
    e = second_step(c, l);
    if (e == OK)
        e = throttle_forgive(c->work.conn, &l->keys);
    if (e == OK && l->code_used)
        e = conn_run(c->work.conn, SQL_user_code_used, "i", l->user_id);
    return e != OK ? e : session_open(c, l->user_id, l->grant_id);
}

enum err session_create(struct call *c)
{
    struct login *l = arena_alloc(c->work.arena, sizeof *l);
    const char *username = record_text(&c->body, "username");
    if (username == NULL || record_text(&c->body, "password") == NULL)
        return ERR_BAD_LOGIN;
    throttle_keys(username, http_peer(c->http), &l->keys);
    enum err e = login_wait(c, &l->keys);
    if (e != OK)
        return e;
    l->user_id = user_by_name(c->work.conn, username);
    check_password(c, l, record_text(&c->body, "password"));
    c->scratch = l;
    e = call_write(c, login_write);
    return e != OK ? e : session_view(c);
}

/* ---- one's own password */

enum err own_password(struct call *c, const char *pointer, const char *password,
                      struct throttle_keys *k)
{
    struct login *l = arena_alloc(c->work.arena, sizeof *l);
    throttle_keys(c->caller.label, http_peer(c->http), k);
    enum err e = login_wait(c, k);
    if (e != OK)
        return e;
    l->user_id = c->caller.user_id;
    l->keys = *k;
    check_password(c, l, password ? password : "");
    if (l->good && !l->code_used)
        return OK;
    l->good = false;
    c->scratch = l;
    e = call_write(c, login_write);
    return e != ERR_BAD_LOGIN
               ? e
               : fault_fail(ERR_FORBIDDEN, &c->work.faults, pointer, "wrong",
                            "mật khẩu đang dùng không đúng", "the current password is wrong");
}

struct new_password {
    struct throttle_keys keys;
    char hash[128];
};

static enum err password_write(struct call *c)
{
    struct new_password *p = c->scratch;
    /* guesses sent at the same time wait here for each other */
    enum err e = login_wait(c, &p->keys);
    if (e == OK)
        e = user_set_password(&c->work, c->caller.user_id, p->hash);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_session_delete_user, "ii", c->caller.user_id,
                     c->caller.session_id);
    return e;
}

enum err session_password(struct call *c)
{
    struct new_password *p = arena_alloc(c->work.arena, sizeof *p);
    const char *wanted = record_text(&c->body, "new");
    enum err e = only_people(c);
    if (e == OK && !c->caller.must_change_password)
        e = own_password(c, "/current", record_text(&c->body, "current"), &p->keys);
    if (e != OK)
        return e;
    if (wanted == NULL || !password_check(&c->work, "/new", c->caller.label, wanted))
        return ERR_BAD_BODY;
    if (!password_hash(wanted, p->hash))
        return ERR_NO_MEMORY;
    c->scratch = p;
    return call_write(c, password_write);
}
