/* Open sessions: one's own, and those of a user for the administrator. Their cookies are nowhere to
   be read: the store has only hashes. */
#include "access/account.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "api/login.h"
#include "base/date.h"
#include "registry/dict_list.h"

/* Those that would still be let in at this moment. */
static enum err list_of(struct call *c, int64_t user_id)
{
    struct list_request q;
    int64_t now = time_now_ms();
    list_init(&q, &dict_open_session);
    part_add(&q.from, "FROM session s JOIN (SELECT ? AS id) here"
                      " JOIN role_grant g ON g.id = s.grant_id"
                      " LEFT JOIN organization o ON o.id = g.org_id");
    part_int(&q.from, c->caller.session_id);
    q.id_sql = "s.id";
    part_add(&q.where, "s.user_id = ? AND s.expires_at > ? AND s.last_seen_at > ?");
    part_int(&q.where, user_id);
    part_int(&q.where, now);
    part_int(&q.where, now - SESSION_IDLE_MS);
    enum err e = call_list(c, &q);
    c->steady = false; /* the moment and the session that asks are in it */
    return e;
}

static enum err end_one(struct call *c, int64_t user_id, int64_t session_id)
{
    enum err e = conn_run(c->work.conn, SQL_session_delete_own, "ii", session_id, user_id);
    if (e == OK && conn_changes(c->work.conn) == 0)
        e = ERR_NOT_FOUND;
    if (e == OK && session_id == c->caller.session_id)
        session_forget(c);
    return e;
}

/* ---- one's own */

enum err open_session_list(struct call *c)
{
    enum err e = only_people(c);
    return e != OK ? e : list_of(c, c->caller.user_id);
}

enum err open_session_delete(struct call *c)
{
    enum err e = only_people(c);
    return e != OK ? e : end_one(c, c->caller.user_id, c->id[0]);
}

enum err open_session_delete_others(struct call *c)
{
    enum err e = only_people(c);
    return e != OK ? e
                   : conn_run(c->work.conn, SQL_session_delete_user, "ii", c->caller.user_id,
                              c->caller.session_id);
}

/* ---- a user's */

enum err user_session_list(struct call *c)
{
    int64_t version;
    enum err e = user_version(c, &version);
    return e != OK ? e : list_of(c, c->id[0]);
}

enum err user_session_delete(struct call *c)
{
    int64_t version;
    enum err e = user_version(c, &version);
    if (e == OK)
        e = end_one(c, c->id[0], c->id[1]);
    return e != OK ? e : user_note(&c->work, c->id[0], "[\"sessions\"]");
}
