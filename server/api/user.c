/* Users and their grants, within the administrator's own subtree. */
#include "access/account.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

#include <string.h>

/* An account is within reach when all its grants are: whoever is also more elsewhere is not. */
static void in_reach(struct call *c, struct list_request *q)
{
    part_add(&q->from, "FROM user_account u");
    q->id_sql = "u.id";
    if (c->caller.org_id == 0 || c->work.scope.whole)
        return;
    part_add(
        &q->where,
        "EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = u.id AND g.revoked_tx IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id"
        " WHERE g.user_id = u.id AND g.revoked_tx IS NULL"
        " AND (o.id IS NULL OR o.path < ? OR o.path >= ?))");
    part_text(&q->where, c->work.scope.lo);
    part_text(&q->where, c->work.scope.hi);
}

static bool user_reachable(struct call *c, int64_t id)
{
    if (c->caller.org_id == 0 || c->work.scope.whole)
        return true;
    return conn_get_int(c->work.conn, SQL_user_in_scope, 0, "itt", id, c->work.scope.lo,
                        c->work.scope.hi) != 0;
}

enum err user_list(struct call *c)
{
    struct list_request q;
    const char *text = call_param(c, "q");
    list_init(&q, &dict_user);
    in_reach(c, &q);
    if (text != NULL) {
        if (q.where.sql.len > 0)
            part_add(&q.where, " AND ");
        part_add(
            &q.where,
            "(instr(lower(u.username), lower(?)) > 0 OR instr(lower(u.full_name), lower(?)) > 0)");
        part_text(&q.where, text);
        part_text(&q.where, text);
    }
    return call_list(c, &q);
}

enum err user_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_user);
    in_reach(c, &q);
    part_add(&q.where, q.where.sql.len > 0 ? " AND u.id = ?" : "u.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

/* The organisation of a grant: the caller's own unless another in scope is named. */
static enum err grant_org(struct call *c, const struct record *r, int64_t *org_id)
{
    struct org_row org;
    *org_id = c->caller.org_id;
    if (!record_has(r, "org_id") || record_int(r, "org_id") == 0)
        return OK;
    if (!org_get(&c->work, record_int(r, "org_id"), &org))
        return fault_fail(ERR_BAD_BODY, &c->work.faults, "/org_id", "not_found",
                          "không có tổ chức này", "no such organisation");
    *org_id = org.id;
    return OK;
}

static enum err user_create_write(struct call *c)
{
    int64_t org_id, id;
    char code[20];
    enum err e = grant_org(c, &c->body, &org_id);
    struct new_user u = {.username = record_text(&c->body, "username"),
                         .full_name = record_text(&c->body, "full_name"),
                         .role = role_parse(record_text(&c->body, "role")),
                         .org_id = org_id};
    if (e == OK)
        e = user_create(&c->work, &u, &id, code);
    if (e == OK)
        e = call_answer_with(c, user_get, id);
    if (e == OK)
        answer_add(c, "one_time_code", code);
    c->once = true;
    return e;
}

enum err user_create_call(struct call *c)
{
    return call_write(c, user_create_write);
}

enum err user_version(struct call *c, int64_t *version)
{
    stmt *s = conn_stmt(c->work.conn, SQL_user_row);
    stmt_bind(s, "i", c->id[0]);
    bool found = stmt_row(s, NULL);
    *version = found ? stmt_int(s, 1) : 0;
    stmt_reset(s);
    return found && user_reachable(c, c->id[0]) ? OK : ERR_NOT_FOUND;
}

static enum err set_name(struct call *c)
{
    const char *name = record_text(&c->body, "full_name");
    stmt *s = conn_stmt(c->work.conn, SQL_user_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    struct change change = {.resource = "users",
                            .row_id = c->id[0],
                            .uid = arena_dup(c->work.arena, stmt_text(s, 0)),
                            .op = "update",
                            .version = stmt_int(s, 1) + 1,
                            .fields = "[\"full_name\"]",
                            .after = record_json(c->work.arena, &c->body)};
    stmt_reset(s);
    enum err e = conn_run(c->work.conn, SQL_user_full_name, "it", c->id[0], name);
    return e != OK ? e : journal_change(c->work.conn, c->work.tx, &change);
}

enum err user_patch(struct call *c)
{
    int64_t version;
    enum err e = user_version(c, &version);
    if (e == OK)
        e = call_check_version(c, version);
    if (e == OK && record_has(&c->body, "full_name"))
        e = set_name(c);
    if (e == OK && record_has(&c->body, "disabled"))
        e = user_set_disabled(&c->work, c->id[0], record_int(&c->body, "disabled") != 0);
    return e != OK ? e : user_get(c);
}

enum err grant_create(struct call *c)
{
    int64_t version, org_id, id;
    enum err e = user_version(c, &version);
    if (e == OK)
        e = grant_org(c, &c->body, &org_id);
    if (e == OK)
        e = grant_add(&c->work, c->id[0], role_parse(record_text(&c->body, "role")), org_id, &id);
    if (e != OK)
        return e;
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kint(&j, "id", id);
    json_kint(&j, "user_id", c->id[0]);
    json_kstr(&j, "role", record_text(&c->body, "role"));
    json_kint(&j, "org_id", org_id);
    json_close(&j, '}');
    c->location = arena_printf(c->work.arena, "/api/v1/users/%lld", (long long)c->id[0]);
    return OK;
}

enum err grant_delete(struct call *c)
{
    int64_t version;
    enum err e = user_version(c, &version);
    if (e == OK)
        e = call_check_version(c, version);
    return e != OK ? e : grant_revoke(&c->work, c->id[0], c->id[1]);
}

enum err user_reset_call(struct call *c)
{
    int64_t version;
    char code[20];
    enum err e = user_version(c, &version);
    if (e == OK)
        e = user_reset(&c->work, c->id[0], code);
    if (e != OK)
        return e;
    struct json j;
    c->once = true;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kint(&j, "id", c->id[0]);
    json_kstr(&j, "one_time_code", code);
    json_close(&j, '}');
    return OK;
}
