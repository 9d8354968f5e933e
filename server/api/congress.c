/* Congresses of organisations, one a term. */
#include "api/handlers.h"
#include "registry/dict_list.h"

static void from_congresses(struct list_request *q)
{
    list_init(q, &dict_congress);
    part_add(&q->from, "FROM congress t");
    part_add(&q->where, "t.deleted_tx IS NULL");
    q->id_sql = "t.id";
}

enum err congress_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    from_congresses(&q);
    org_filter_sql(&c->work, &f, "t.org_id", &q.where);
    return call_list(c, &q);
}

static bool find(struct call *c, int64_t *org_id, int64_t *version)
{
    struct org_row org;
    stmt *s = conn_stmt(c->work.conn, SQL_congress_org);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return false;
    *org_id = stmt_int(s, 0);
    *version = stmt_int(s, 1);
    stmt_reset(s);
    return org_get(&c->work, *org_id, &org);
}

enum err congress_get(struct call *c)
{
    struct list_request q;
    int64_t org_id, version;
    if (!find(c, &org_id, &version))
        return ERR_NOT_FOUND;
    from_congresses(&q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

static enum err taken(struct call *c, enum err e)
{
    if (e == ERR_CONFLICT)
        fault_add(&c->work.faults, "/term", "duplicate", "nhiệm kỳ này đã có đại hội",
                  "the term has a congress already");
    return e;
}

enum err congress_create(struct call *c)
{
    struct org_row org;
    int64_t id;
    if (!org_get(&c->work, record_int(&c->body, "org_id"), &org))
        return call_bad_param(c, "/org_id", "not_found", "không có tổ chức này",
                              "no such organisation");
    enum err e = taken(c, record_insert(&c->work, &c->body, NULL, 0, org.id, &id));
    return e != OK ? e : call_answer_with(c, congress_get, id);
}

enum err congress_patch(struct call *c)
{
    int64_t org_id, version;
    if (!find(c, &org_id, &version))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, version);
    if (e == OK)
        e = taken(c, record_update(&c->work, &c->body, c->id[0], org_id, "correct"));
    return e != OK ? e : congress_get(c);
}

enum err congress_delete(struct call *c)
{
    int64_t org_id, version;
    if (!find(c, &org_id, &version))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, version);
    return e != OK ? e : record_delete(&c->work, &dict_congress, c->id[0], org_id);
}
