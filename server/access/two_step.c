/* Secrets of two-step log-in in the store. */
#include "access/two_step.h"
#include "access/account.h"
#include "base/crypto.h"
#include "base/date.h"

#include <sodium.h>
#include <string.h>

enum two_step two_step_state(struct conn *c, int64_t user_id)
{
    stmt *s = conn_stmt(c, SQL_totp_get);
    stmt_bind(s, "i", user_id);
    if (!stmt_row(s, NULL))
        return TWO_STEP_OFF;
    bool confirmed = stmt_int(s, 1) != 0;
    stmt_reset(s);
    return confirmed ? TWO_STEP_ON : TWO_STEP_BEGUN;
}

enum err two_step_begin(struct work *w, int64_t user_id, char secret[TOTP_SECRET_TEXT])
{
    uint8_t bytes[TOTP_SECRET_BYTES];
    if (two_step_state(w->conn, user_id) == TWO_STEP_ON)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "on", "đăng nhập hai bước đang bật",
                          "two-step log-in is on already");
    random_bytes(bytes, sizeof bytes);
    stmt *s = conn_stmt(w->conn, SQL_totp_put);
    stmt_bind(s, "ini", user_id, time_now_ms());
    stmt_bind_blob(s, 2, bytes, sizeof bytes);
    enum err e = stmt_run(s);
    totp_secret_text(bytes, secret);
    sodium_memzero(bytes, sizeof bytes);
    return e;
}

enum err two_step_accept(struct conn *c, int64_t user_id, const char *code, int64_t now_ms)
{
    enum err e;
    int64_t step = -1;
    stmt *s = conn_stmt(c, SQL_totp_get);
    stmt_bind(s, "i", user_id);
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_BAD_LOGIN;
    if (stmt_bytes(s, 0) == TOTP_SECRET_BYTES)
        step = totp_match(stmt_blob(s, 0), code, now_ms, stmt_int(s, 2));
    stmt_reset(s);
    return step < 0 ? ERR_BAD_LOGIN : conn_run(c, SQL_totp_used, "ii", user_id, step);
}

enum err two_step_switch_on(struct work *w, int64_t user_id)
{
    enum err e = conn_run(w->conn, SQL_totp_confirm, "ii", user_id, time_now_ms());
    return e != OK ? e : user_note(w, user_id, "[\"totp\"]");
}

enum err two_step_switch_off(struct work *w, int64_t user_id)
{
    bool on = two_step_state(w->conn, user_id) == TWO_STEP_ON;
    enum err e = conn_run(w->conn, SQL_totp_delete, "i", user_id);
    return e != OK || !on ? e : user_note(w, user_id, "[\"totp\"]");
}
