/* Targets of organisations. */
#include "api/handlers.h"
#include "registry/dict_list.h"

#include <string.h>

static void from_targets(struct list_request *q)
{
    list_init(q, &dict_target);
    part_add(&q->from, "FROM target t");
    part_add(&q->where, "t.deleted_tx IS NULL");
    q->id_sql = "t.id";
}

enum err target_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    from_targets(&q);
    org_filter_sql(&c->work, &f, "t.org_id", &q.where);
    return call_list(c, &q);
}

static bool find(struct call *c, int64_t *org_id, int64_t *version, const char **from,
                 const char **to)
{
    struct org_row org;
    stmt *s = conn_stmt(c->work.conn, SQL_target_org);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return false;
    *org_id = stmt_int(s, 0);
    *version = stmt_int(s, 1);
    *from = arena_dup(c->work.arena, stmt_text(s, 2));
    *to = arena_dup(c->work.arena, stmt_text(s, 3));
    stmt_reset(s);
    return org_get(&c->work, *org_id, &org);
}

enum err target_get(struct call *c)
{
    struct list_request q;
    int64_t org_id, version;
    const char *from, *to;
    if (!find(c, &org_id, &version, &from, &to))
        return ERR_NOT_FOUND;
    from_targets(&q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

static enum err check(struct call *c, const char *from, const char *to)
{
    if (strcmp(from, to) > 0)
        return call_bad_param(c, "/to", "order", "ngày cuối trước ngày đầu",
                              "the last day comes before the first");
    return OK;
}

static enum err taken(struct call *c, enum err e)
{
    if (e == ERR_CONFLICT)
        fault_add(&c->work.faults, "/indicator", "duplicate", "kỳ này đã có chỉ tiêu",
                  "the period has a target already");
    return e;
}

enum err target_create(struct call *c)
{
    struct org_row org;
    int64_t id;
    if (!org_get(&c->work, record_int(&c->body, "org_id"), &org))
        return call_bad_param(c, "/org_id", "not_found", "không có tổ chức này",
                              "no such organisation");
    enum err e = check(c, record_text(&c->body, "from"), record_text(&c->body, "to"));
    if (e == OK)
        e = taken(c, record_insert(&c->work, &c->body, NULL, 0, org.id, &id));
    return e != OK ? e : call_answer_with(c, target_get, id);
}

enum err target_patch(struct call *c)
{
    int64_t org_id, version;
    const char *from, *to;
    if (!find(c, &org_id, &version, &from, &to))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, version);
    if (e == OK)
        e = check(c, record_text(&c->body, "from") ? record_text(&c->body, "from") : from,
                  record_text(&c->body, "to") ? record_text(&c->body, "to") : to);
    if (e == OK)
        e = taken(c, record_update(&c->work, &c->body, c->id[0], org_id, "correct"));
    return e != OK ? e : target_get(c);
}

enum err target_delete(struct call *c)
{
    int64_t org_id, version;
    const char *from, *to;
    if (!find(c, &org_id, &version, &from, &to))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, version);
    return e != OK ? e : record_delete(&c->work, &dict_target, c->id[0], org_id);
}
