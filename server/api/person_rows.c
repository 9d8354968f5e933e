/* Family, training and work history: rows below a person, written generically from dictionaries. */
#include "api/handlers.h"
#include "registry/dict_list.h"
#include "registry/member.h"

#include <string.h>

/* The person must be in scope; cell: where its changes count. */
static enum err find_person(struct call *c, int64_t *cell)
{
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    *cell = place.cell_id;
    return OK;
}

static void rows_from(struct call *c, struct list_request *q, const struct dict *d)
{
    list_init(q, d);
    memset(q->fields, 1, sizeof q->fields);
    part_add(&q->from, arena_printf(c->work.arena, "FROM %s", d->table));
    part_add(&q->where, arena_printf(c->work.arena, "%s.person_id = ? AND %s.deleted_tx IS NULL",
                                     d->table, d->table));
    part_int(&q->where, c->id[0]);
    q->id_sql = arena_printf(c->work.arena, "%s.id", d->table);
    q->limit = 500;
}

static void note_family(struct call *c, const struct dict *d)
{
    if (d == &dict_family && c->reading.fields == NULL)
        call_note_reading(c, "[\"family\"]", &c->id[0], 1);
}

static enum err rows_list(struct call *c, const struct dict *d)
{
    struct list_request q;
    int64_t cell;
    enum err e = find_person(c, &cell);
    if (e != OK)
        return e;
    rows_from(c, &q, d);
    e = call_list(c, &q);
    if (e == OK)
        note_family(c, d);
    return e;
}

static enum err rows_get(struct call *c, const struct dict *d)
{
    struct list_request q;
    int64_t cell;
    enum err e = find_person(c, &cell);
    if (e != OK)
        return e;
    rows_from(c, &q, d);
    part_add(&q.where, arena_printf(c->work.arena, " AND %s.id = ?", d->table));
    part_int(&q.where, c->id[1]);
    e = list_object(&c->work, &q, &c->out, &c->etag_version);
    list_end(&q);
    if (e == OK && c->http->method == HTTP_GET)
        note_family(c, d);
    return e;
}

static enum err rows_create(struct call *c, handler_fn get)
{
    int64_t cell, id;
    enum err e = find_person(c, &cell);
    struct fixed_column person = {"person_id", c->id[0]};
    if (e == OK)
        e = record_insert(&c->work, &c->body, &person, 1, cell, &id);
    return e != OK ? e : call_answer_with(c, get, id);
}

/* The row with its version, without leaving anything in the answer. */
static enum err check_row(struct call *c, const struct dict *d, int64_t *cell)
{
    enum err e = find_person(c, cell);
    if (e == OK)
        e = rows_get(c, d);
    int64_t version = c->etag_version;
    buf_free(&c->out);
    c->etag_version = 0;
    return e != OK ? e : call_check_version(c, version);
}

static enum err rows_patch(struct call *c, const struct dict *d, handler_fn get)
{
    int64_t cell;
    enum err e = check_row(c, d, &cell);
    if (e == OK)
        e = record_update(&c->work, &c->body, c->id[1], cell, "correct");
    return e != OK ? e : get(c);
}

static enum err rows_delete(struct call *c, const struct dict *d)
{
    int64_t cell;
    enum err e = check_row(c, d, &cell);
    return e != OK ? e : record_delete(&c->work, d, c->id[1], cell);
}

#define ROWS(name)                                                                                 \
    enum err name##_list(struct call *c)                                                           \
    {                                                                                              \
        return rows_list(c, &dict_##name);                                                         \
    }                                                                                              \
    enum err name##_get(struct call *c)                                                            \
    {                                                                                              \
        return rows_get(c, &dict_##name);                                                          \
    }                                                                                              \
    enum err name##_create(struct call *c)                                                         \
    {                                                                                              \
        return rows_create(c, name##_get);                                                         \
    }                                                                                              \
    enum err name##_patch(struct call *c)                                                          \
    {                                                                                              \
        return rows_patch(c, &dict_##name, name##_get);                                            \
    }                                                                                              \
    enum err name##_delete(struct call *c)                                                         \
    {                                                                                              \
        return rows_delete(c, &dict_##name);                                                       \
    }

ROWS(family)
ROWS(training)
ROWS(work_history)
