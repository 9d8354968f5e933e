/* Acts on a membership after admission: listed, recorded, the newest taken back. */
#include "api/handlers.h"
#include "registry/dict_list.h"
#include "registry/member_act.h"

static enum err rows_from(struct call *c, struct list_request *q, int64_t row)
{
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    list_init(q, &dict_status_change);
    part_add(&q->from, "FROM status_change t");
    part_add(&q->where, "t.person_id = ? AND t.deleted_tx IS NULL");
    part_int(&q->where, c->id[0]);
    q->id_sql = "t.id";
    if (row != 0) {
        part_add(&q->where, " AND t.id = ?");
        part_int(&q->where, row);
    }
    return OK;
}

/* Grounds and reasons may speak of health: read like the person's own fields. */
static enum err noted(struct call *c, enum err e)
{
    if (e == OK && c->reading.fields != NULL)
        call_note_reading(c, c->reading.fields, &c->id[0], 1);
    return e;
}

enum err status_change_list(struct call *c)
{
    struct list_request q;
    enum err e = rows_from(c, &q, 0);
    return e != OK ? e : noted(c, call_list(c, &q));
}

enum err status_change_get(struct call *c)
{
    struct list_request q;
    enum err e = rows_from(c, &q, c->id[1]);
    return e != OK ? e : noted(c, call_object(c, &q));
}

enum err status_change_checklist(struct call *c)
{
    struct member_place place;
    struct json j;
    const char *day = call_param(c, "day");
    if (call_check_day(c) != OK)
        return ERR_BAD_PARAMETER;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    json_init(&j, &c->out);
    return member_act_checklist_put(&c->work, c->id[0], day != NULL ? day : c->work.today, &j)
               ? OK
               : ERR_NOT_FOUND;
}

enum err status_change_create(struct call *c)
{
    struct member_place place;
    int64_t id;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    enum err e = c->if_match != 0
                     ? call_check_version(
                           c, conn_get_int(c->work.conn, SQL_person_version, 0, "i", c->id[0]))
                     : OK;
    if (e == OK)
        e = member_act_add(&c->work, c->id[0], &c->body, &id);
    return e != OK ? e : call_answer_with(c, status_change_get, id);
}

enum err status_change_delete(struct call *c)
{
    struct member_place place;
    enum err e = call_need_reason(c);
    if (e != OK)
        return e;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    int64_t version =
        conn_get_int(c->work.conn, SQL_status_change_version, 0, "ii", c->id[1], c->id[0]);
    e = version == 0 ? ERR_NOT_FOUND : call_check_version(c, version);
    return e != OK ? e : member_act_undo(&c->work, c->id[0], c->id[1]);
}
