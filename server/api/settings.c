/* What holds for the whole registry: the classification its papers carry. */
#include "api/handlers.h"
#include "registry/dict_list.h"

enum err settings_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_setting);
    part_add(&q.from, "FROM setting t");
    part_add(&q.where, "t.id = 1");
    q.id_sql = "t.id";
    return call_object(c, &q);
}

enum err settings_patch(struct call *c)
{
    enum err e = call_check_version(c, conn_get_int(c->work.conn, SQL_setting_version, 0, ""));
    if (e == OK)
        e = record_update(&c->work, &c->body, 1, 0, "correct");
    return e != OK ? e : settings_get(c);
}
