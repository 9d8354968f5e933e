/* One's own two-step log-in: how it stands, enrolment, switching it off. */
#include "access/two_step.h"
#include "api/handlers.h"
#include "api/login.h"
#include "base/date.h"
#include "registry/dict_list.h"

enum err totp_get(struct call *c)
{
    struct list_request q;
    if (only_people(c) != OK)
        return ERR_FORBIDDEN;
    list_init(&q, &dict_totp);
    part_add(&q.from, "FROM user_account u LEFT JOIN totp t ON t.user_id = u.id");
    q.id_sql = "u.id";
    part_add(&q.where, "u.id = ?");
    part_int(&q.where, c->caller.user_id);
    return call_object(c, &q);
}

/* ---- enrolment */

struct enrolment {
    struct throttle_keys keys;
    char secret[TOTP_SECRET_TEXT];
};

static enum err begin_write(struct call *c)
{
    struct enrolment *n = c->scratch;
    enum err e = login_wait(c, &n->keys);
    return e != OK ? e : two_step_begin(&c->work, c->caller.user_id, n->secret);
}

enum err totp_begin(struct call *c)
{
    struct enrolment *n = arena_alloc(c->work.arena, sizeof *n);
    enum err e = only_people(c);
    if (e == OK)
        e = own_password(c, "/password", record_text(&c->body, "password"), &n->keys);
    c->scratch = n;
    if (e == OK)
        e = call_write(c, begin_write);
    if (e != OK)
        return e;
    struct json j;
    c->once = true;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kbool(&j, "on", false);
    json_kbool(&j, "begun", true);
    json_knull(&j, "since");
    json_kstr(&j, "secret", n->secret);
    /* names of users hold nothing that an address would have to escape */
    json_kstr(&j, "uri",
              arena_printf(c->work.arena,
                           "otpauth://totp/chibo:%s?secret=%s&issuer=chibo&algorithm=SHA1&digits=6"
                           "&period=%d",
                           c->caller.label, n->secret, TOTP_STEP_MS / 1000));
    json_close(&j, '}');
    c->location = "/api/v1/session/totp";
    return OK;
}

/* A code of the caller's; a wrong one counts as a failed log-in. Writer. */
static enum err take_code(struct call *c, const struct throttle_keys *k)
{
    const char *code = record_text(&c->body, "code");
    enum err e = login_wait(c, k);
    if (e == OK)
        e = two_step_accept(c->work.conn, c->caller.user_id, code ? code : "", time_now_ms());
    if (e == OK)
        e = throttle_forgive(c->work.conn, k);
    if (e != ERR_BAD_LOGIN)
        return e;
    fault_add(&c->work.faults, "/code", "wrong", "mã không đúng, đã hết hạn hoặc đã dùng",
              "the code is wrong, too old or was used before");
    return login_failed(c, k, ERR_FORBIDDEN);
}

enum err totp_confirm(struct call *c)
{
    struct throttle_keys keys;
    enum err e = only_people(c);
    if (e != OK)
        return e;
    if (record_text(&c->body, "code") == NULL)
        return call_bad_param(c, "/code", "required", "bắt buộc", "is required");
    if (two_step_state(c->work.conn, c->caller.user_id) != TWO_STEP_BEGUN)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "not_begun",
                          "chưa bắt đầu bật, hoặc đã bật rồi",
                          "enrolment was not begun, or is done already");
    throttle_keys(c->caller.label, http_peer(c->http), &keys);
    e = take_code(c, &keys);
    if (e == OK)
        e = two_step_switch_on(&c->work, c->caller.user_id);
    return e != OK ? e : totp_get(c);
}

/* ---- switching off */

static enum err end_write(struct call *c)
{
    struct throttle_keys *keys = c->scratch;
    if (two_step_state(c->work.conn, c->caller.user_id) != TWO_STEP_ON)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "off", "đăng nhập hai bước đang tắt",
                          "two-step log-in is off");
    enum err e = take_code(c, keys);
    return e != OK ? e : two_step_switch_off(&c->work, c->caller.user_id);
}

enum err totp_end(struct call *c)
{
    struct throttle_keys *keys = arena_alloc(c->work.arena, sizeof *keys);
    enum err e = only_people(c);
    if (e == OK)
        e = own_password(c, "/password", record_text(&c->body, "password"), keys);
    c->scratch = keys;
    return e != OK ? e : call_write(c, end_write);
}
