/* Tokens of programs, within the administrator's own subtree; the secret is shown once. */
#include "access/account.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

static void in_reach(struct call *c, struct list_request *q)
{
    part_add(&q->from, "FROM token t");
    q->id_sql = "t.id";
    if (c->caller.org_id == 0 || c->work.scope.whole)
        return;
    part_add(&q->where,
             "t.org_id IN (SELECT o.id FROM organization o WHERE o.path >= ? AND o.path < ?)");
    part_text(&q->where, c->work.scope.lo);
    part_text(&q->where, c->work.scope.hi);
}

enum err token_list(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_token);
    in_reach(c, &q);
    return call_list(c, &q);
}

enum err token_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_token);
    in_reach(c, &q);
    part_add(&q.where, q.where.sql.len > 0 ? " AND t.id = ?" : "t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

enum err token_create_call(struct call *c)
{
    struct org_row org;
    struct new_token t = {.name = record_text(&c->body, "name"),
                          .role = role_parse(record_text(&c->body, "role")),
                          .org_id = c->caller.org_id,
                          .expires_on = record_text(&c->body, "expires_on"),
                          .suppress_below = (int)record_int(&c->body, "suppress_below")};
    int64_t id;
    char secret[64];
    if (record_int(&c->body, "org_id") != 0) {
        if (!org_get(&c->work, record_int(&c->body, "org_id"), &org))
            return fault_fail(ERR_BAD_BODY, &c->work.faults, "/org_id", "not_found",
                              "không có tổ chức này", "no such organisation");
        t.org_id = org.id;
    }
    enum err e = token_create(&c->work, &t, &id, secret);
    if (e == OK)
        e = call_answer_with(c, token_get, id);
    if (e == OK)
        answer_add(c, "secret", secret);
    c->once = true;
    return e;
}

enum err token_delete(struct call *c)
{
    enum err e = token_get(c); /* in reach, and its version */
    buf_free(&c->out);
    int64_t version = c->etag_version;
    c->etag_version = 0;
    if (e == OK)
        e = call_check_version(c, version);
    return e != OK ? e : token_revoke(&c->work, c->id[0]);
}
