/* Conditions of lists under a name. One sees one's own, and those shared in one's own
 * organisations. */
#include "api/handlers.h"
#include "registry/dict_list.h"

static void from_filters(struct call *c, struct list_request *q)
{
    list_init(q, &dict_saved_filter);
    part_add(&q->from, "FROM (SELECT ? AS me) d CROSS JOIN saved_filter t"
                       " JOIN organization o ON o.id = t.org_id");
    part_int(&q->from, c->caller.user_id);
    part_add(&q->where, "t.deleted_tx IS NULL AND ((t.user_id = ? AND t.user_id <> 0)"
                        " OR (t.shared = 1 AND o.path >= ? AND o.path < ?))");
    part_int(&q->where, c->caller.user_id);
    part_text(&q->where, c->work.scope.lo);
    part_text(&q->where, c->work.scope.hi);
    q->id_sql = "t.id";
}

enum err saved_filter_list(struct call *c)
{
    struct list_request q;
    from_filters(c, &q);
    return call_list(c, &q);
}

enum err saved_filter_get(struct call *c)
{
    struct list_request q;
    from_filters(c, &q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

enum err saved_filter_create(struct call *c)
{
    int64_t id;
    struct fixed_column fixed[] = {{"user_id", c->caller.user_id}, {"org_id", c->caller.org_id}};
    enum err e = record_insert(&c->work, &c->body, fixed, 2, c->caller.org_id, &id);
    return e != OK ? e : call_answer_with(c, saved_filter_get, id);
}

/* Whoever made it; of a shared one also who keeps the registry of its organisation. */
enum err saved_filter_delete(struct call *c)
{
    struct org_row org;
    stmt *s = conn_stmt(c->work.conn, SQL_filter_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t user_id = stmt_int(s, 0), org_id = stmt_int(s, 1), version = stmt_int(s, 2);
    bool shared = stmt_int(s, 3) != 0;
    stmt_reset(s);
    bool own = user_id != 0 && user_id == c->caller.user_id;
    if (!own && !(shared && org_get(&c->work, org_id, &org)))
        return ERR_NOT_FOUND;
    if (!own && !role_may(c->caller.role, PERMISSION_MEMBER_WRITE))
        return ERR_FORBIDDEN;
    enum err e = call_check_version(c, version);
    return e != OK ? e : record_delete(&c->work, &dict_saved_filter, c->id[0], org_id);
}
