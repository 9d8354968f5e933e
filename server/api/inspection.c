/* Inspection and supervision: sessions of a programme, their subjects and recommendations. */
#include "registry/inspection.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

/* ---- sessions */

/* Members among the subjects are named: who read of them is kept, apart as for cases. */
static void note(struct call *c, int64_t id)
{
    int64_t *people = arena_alloc(c->work.arena, 500 * sizeof *people);
    size_t n = 0;
    stmt *s = conn_stmt(c->work.conn, SQL_inspection_people);
    stmt_bind(s, "i", id);
    while (n < 500 && stmt_row(s, NULL))
        people[n++] = stmt_int(s, 0);
    stmt_reset(s);
    if (n == 0)
        return;
    call_note_reading(c, "[\"inspection\"]", people, n);
    c->reading.confidential = true;
}

enum err inspection_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    inspection_from(&c->work, &q);
    org_filter_sql(&c->work, &f, "t.org_id", &q.where);
    return call_list(c, &q);
}

static enum err find(struct call *c, struct inspection *x)
{
    return inspection_load(&c->work, c->id[0], x) ? OK : ERR_NOT_FOUND;
}

enum err inspection_get(struct call *c)
{
    struct list_request q;
    struct inspection x;
    enum err e = find(c, &x);
    if (e != OK)
        return e;
    inspection_from(&c->work, &q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, x.id);
    return call_object(c, &q);
}

enum err inspection_create(struct call *c)
{
    int64_t id;
    enum err e = inspection_add(&c->work, &c->body, &id);
    return e != OK ? e : call_answer_with(c, inspection_get, id);
}

enum err inspection_patch(struct call *c)
{
    struct inspection x;
    enum err e = find(c, &x);
    if (e == OK)
        e = call_check_version(c, x.version);
    if (e == OK)
        e = inspection_change(&c->work, &x, &c->body);
    return e != OK ? e : inspection_get(c);
}

enum err inspection_delete(struct call *c)
{
    struct inspection x;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = find(c, &x);
    if (e == OK)
        e = call_check_version(c, x.version);
    return e != OK ? e : inspection_remove(&c->work, &x);
}

/* ---- what is below one */

static enum err parts_from(struct call *c, struct list_request *q, const struct dict *d, int64_t id)
{
    struct inspection x;
    enum err e = find(c, &x);
    if (e != OK)
        return e;
    if (d == &dict_inspection_subject)
        note(c, x.id);
    list_init(q, d);
    part_add(&q->from, arena_printf(c->work.arena, "FROM %s t", d->table));
    part_add(&q->where, "t.inspection_id = ? AND t.deleted_tx IS NULL");
    part_int(&q->where, x.id);
    if (id != 0) {
        part_add(&q->where, " AND t.id = ?");
        part_int(&q->where, id);
    }
    q->id_sql = "t.id";
    return OK;
}

static enum err part_list(struct call *c, const struct dict *d)
{
    struct list_request q;
    enum err e = parts_from(c, &q, d, 0);
    return e != OK ? e : call_list(c, &q);
}

static enum err part_get(struct call *c, const struct dict *d)
{
    struct list_request q;
    enum err e = parts_from(c, &q, d, c->id[1]);
    return e != OK ? e : call_object(c, &q);
}

static enum err part_create(struct call *c, handler_fn get)
{
    struct inspection x;
    int64_t id;
    enum err e = find(c, &x);
    if (e == OK)
        e = inspection_part_add(&c->work, &x, &c->body, &id);
    return e != OK ? e : call_answer_with(c, get, id);
}

/* The session in scope and the row below it, in the version that the caller saw. */
static enum err find_part(struct call *c, const struct dict *d, struct inspection *x)
{
    enum err e = find(c, x);
    if (e != OK)
        return e;
    int64_t version = inspection_part(&c->work, d, x->id, c->id[1]);
    return version == 0 ? ERR_NOT_FOUND : call_check_version(c, version);
}

static enum err part_patch(struct call *c, const struct dict *d, handler_fn get)
{
    struct inspection x;
    enum err e = find_part(c, d, &x);
    if (e == OK)
        e = inspection_part_change(&c->work, &x, &c->body, c->id[1]);
    return e != OK ? e : get(c);
}

static enum err part_delete(struct call *c, const struct dict *d)
{
    struct inspection x;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = find_part(c, d, &x);
    return e != OK ? e : inspection_part_remove(&c->work, &x, d, c->id[1]);
}

#define PARTS(name)                                                                                \
    enum err name##_list(struct call *c)                                                           \
    {                                                                                              \
        return part_list(c, &dict_##name);                                                         \
    }                                                                                              \
    enum err name##_get(struct call *c)                                                            \
    {                                                                                              \
        return part_get(c, &dict_##name);                                                          \
    }                                                                                              \
    enum err name##_create(struct call *c)                                                         \
    {                                                                                              \
        return part_create(c, name##_get);                                                         \
    }                                                                                              \
    enum err name##_patch(struct call *c)                                                          \
    {                                                                                              \
        return part_patch(c, &dict_##name, name##_get);                                            \
    }                                                                                              \
    enum err name##_delete(struct call *c)                                                         \
    {                                                                                              \
        return part_delete(c, &dict_##name);                                                       \
    }

PARTS(inspection_subject)
PARTS(inspection_recommendation)
