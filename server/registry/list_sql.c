/* The SELECT of a list: columns, filters, keyset, order. Every name comes from the dictionary or
   the caller's fixed fragments; every value is bound. */
#include "base/crypto.h"
#include "registry/internal_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void part_add(struct sql_part *p, const char *sql)
{
    buf_str(&p->sql, sql);
}

void part_text(struct sql_part *p, const char *text)
{
    if (p->n_binds < LIST_BINDS_MAX)
        p->binds[p->n_binds++] = (struct bind){.text = text ? text : ""};
}

void part_int(struct sql_part *p, int64_t i)
{
    if (p->n_binds < LIST_BINDS_MAX)
        p->binds[p->n_binds++] = (struct bind){.i = i};
}

/* ---- columns */

static bool masked(const struct work *w, const struct list_request *q, const struct field *f)
{
    if ((f->flags & F_DISCIPLINE) && !w->see_discipline)
        return true;
    if ((f->flags & F_PERSON) && !w->see_people)
        return true;
    return (f->flags & F_SENSITIVE) && !(q->sensitive && w->see_sensitive);
}

void list_columns(const struct work *w, const struct list_request *q, bool all,
                  struct list_columns *shown, struct list_columns *hidden)
{
    shown->n = hidden->n = 0;
    for (size_t i = 0; i < q->dict->n; i++) {
        const struct field *f = &q->dict->fields[i];
        if (f->sql == NULL || (f->flags & F_SECRET) || !(all || q->fields[i]))
            continue;
        struct list_columns *to = masked(w, q, f) ? hidden : shown;
        to->field[to->n++] = (int)i;
    }
}

/* ---- filters */

static bool is_number(const struct field *f)
{
    return f->type == FIELD_INT || f->type == FIELD_ID || f->type == FIELD_BOOL;
}

static bool is_date(const struct field *f)
{
    return f->type == FIELD_DATE || f->type == FIELD_PARTIAL_DATE || f->type == FIELD_TIME;
}

static void bind_filter(struct sql_part *p, const struct field *f, const char *value)
{
    if (is_number(f))
        part_int(p, strtoll(value, NULL, 10));
    else
        part_text(p, value);
}

static void add_in(struct work *w, struct sql_part *p, const struct filter *x)
{
    buf_printf(&p->sql, "%s IN (", x->field->sql);
    bool first = true;
    for (const char *at = x->value; *at != '\0';) {
        size_t n = strcspn(at, ",");
        buf_str(&p->sql, first ? "?" : ", ?");
        bind_filter(p, x->field, arena_dup_n(w->arena, at, n));
        first = false;
        at += n + (at[n] == ',');
    }
    buf_char(&p->sql, ')');
}

void filter_sql(struct work *w, struct sql_part *p, const struct filter *x)
{
    const char *sql = x->field->sql;
    switch (x->op) {
    case FILTER_EQ:
        /* a year or a month means all of it */
        if (is_date(x->field) && strlen(x->value) < 10) {
            buf_printf(&p->sql, "(%s >= ? AND %s <= ?)", sql, sql);
            part_text(p, x->value);
            part_text(p, arena_printf(w->arena, "%s-99", x->value));
            return;
        }
        buf_printf(&p->sql, "%s = ?", sql);
        bind_filter(p, x->field, x->value);
        return;
    case FILTER_FROM:
        buf_printf(&p->sql, "%s >= ?", sql);
        bind_filter(p, x->field, x->value);
        return;
    case FILTER_TO:
        buf_printf(&p->sql, "%s <= ?", sql);
        if (is_date(x->field))
            part_text(p, arena_printf(w->arena, "%s%s", x->value,
                                      x->field->type == FIELD_TIME || strlen(x->value) < 10 ? "-99"
                                                                                            : ""));
        else
            bind_filter(p, x->field, x->value);
        return;
    case FILTER_IN:
        add_in(w, p, x);
        return;
    case FILTER_NULL:
        buf_printf(&p->sql, "%s IS NULL", sql);
        return;
    }
}

/* ---- keyset */

static const char *sort_sql(const struct list_request *q)
{
    return q->sort->sort_sql ? q->sort->sort_sql : q->sort->sql;
}

/* A sort key is never null, and only without the null test can its index give the order. */
static bool sort_nullable(const struct list_request *q)
{
    return q->sort->sort_sql == NULL && strcmp(q->sort->name, "id") != 0;
}

const char *list_cursor(struct work *w, const struct list_request *q, stmt *s)
{
    struct buf b = {0};
    char tag = stmt_is_null(s, 1)                                ? 'n'
               : is_number(q->sort) && q->sort->sort_sql == NULL ? 'i'
                                                                 : 't';
    buf_printf(&b, "%s%s|%lld|%c%s", q->descending ? "-" : "", q->sort->name,
               (long long)stmt_int(s, 0), tag, tag == 'n' ? "" : stmt_text(s, 1));
    char *hex = arena_alloc(w->arena, 2 * b.len + 1);
    hex_encode(hex, b.p, b.len);
    buf_free(&b);
    return hex;
}

static bool cursor_parse(struct work *w, const struct list_request *q, int64_t *id, char *tag,
                         const char **value)
{
    size_t n = strlen(q->cursor) / 2;
    char *text = arena_alloc(w->arena, n + 1);
    if (n == 0 || !hex_decode((uint8_t *)text, n, q->cursor) || strlen(text) != n)
        return false;
    char *sort_end = strchr(text, '|');
    char *id_end = sort_end ? strchr(sort_end + 1, '|') : NULL;
    if (id_end == NULL || id_end[1] == '\0' || strchr("nit", id_end[1]) == NULL)
        return false;
    *sort_end = '\0';
    bool descending = text[0] == '-';
    if (descending != q->descending || strcmp(text + descending, q->sort->name) != 0)
        return false;
    *id = strtoll(sort_end + 1, NULL, 10);
    *tag = id_end[1];
    *value = id_end + 2;
    return true;
}

static bool add_keyset(struct work *w, const struct list_request *q, struct sql_part *p)
{
    int64_t id;
    char tag;
    const char *value, *sql = sort_sql(q);
    if (!cursor_parse(w, q, &id, &tag, &value))
        return false;
    if (tag == 'n') {
        buf_printf(&p->sql, " AND (%s IS NULL AND %s %s ?)", sql, q->id_sql,
                   q->descending ? "<" : ">");
        part_int(p, id);
        return true;
    }
    const char *than = q->descending ? "<" : ">";
    if (sort_nullable(q))
        buf_printf(&p->sql, " AND ((%s, %s) %s (?, ?) OR %s IS NULL)", sql, q->id_sql, than, sql);
    else
        buf_printf(&p->sql, " AND (%s, %s) %s (?, ?)", sql, q->id_sql, than);
    if (tag == 'i')
        part_int(p, strtoll(value, NULL, 10));
    else
        part_text(p, value);
    part_int(p, id);
    return true;
}

static void add_order(const struct list_request *q, struct buf *b)
{
    const char *way = q->descending ? " DESC" : "";
    buf_str(b, " ORDER BY ");
    if (sort_nullable(q))
        buf_printf(b, "(%s IS NULL), ", sort_sql(q));
    buf_printf(b, "%s%s, %s%s", sort_sql(q), way, q->id_sql, way);
}

/* ---- the statement */

static int bind_part(stmt *s, int at, const struct sql_part *p)
{
    for (int i = 0; i < p->n_binds; i++, at++) {
        if (p->binds[i].text != NULL)
            stmt_bind_text(s, at, p->binds[i].text);
        else
            stmt_bind_int(s, at, p->binds[i].i);
    }
    return at;
}

/* Under a LIMIT (which -1 lifts) SQLite drops the outer joins that no condition needs: it does so
   for a subquery whose columns nobody reads, but not below an aggregate. */
static void add_select(const struct list_request *q, const struct list_columns *shown,
                       enum list_shape shape, struct buf *b)
{
    if (shape == LIST_COUNT) {
        buf_str(b, "SELECT count(*) FROM (SELECT 1");
        return;
    }
    buf_printf(b, "SELECT %s, %s", q->id_sql, q->sort ? sort_sql(q) : "NULL");
    for (int i = 0; i < shown->n; i++)
        buf_printf(b, ", %s", q->dict->fields[shown->field[i]].sql);
}

/* What the statement's text depends on, far shorter than the text. */
static void add_key(const struct list_request *q, const struct list_columns *shown,
                    enum list_shape shape, const struct sql_part *tail, struct buf *key)
{
    const void *who[] = {q->dict, q->sort, q->id_sql};
    buf_add(key, who, sizeof who);
    buf_char(key, (char)('0' + shape));
    buf_char(key, q->descending ? 'd' : 'a');
    for (int i = 0; shape != LIST_COUNT && i < shown->n; i++)
        buf_char(key, (char)(shown->field[i] + 1)); /* 0 ends the part */
    const struct sql_part *const parts[] = {&q->from, &q->where, tail};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_char(key, '\0');
        buf_add(key, parts[i]->sql.p, parts[i]->sql.len);
    }
}

static void add_statement(const struct list_request *q, const struct list_columns *shown,
                          enum list_shape shape, const struct sql_part *tail, struct buf *b)
{
    add_select(q, shown, shape, b);
    buf_char(b, ' ');
    buf_add(b, q->from.sql.p, q->from.sql.len);
    buf_str(b, " WHERE ");
    if (q->where.sql.len > 0)
        buf_add(b, q->where.sql.p, q->where.sql.len);
    else
        buf_char(b, '1');
    buf_add(b, tail->sql.p, tail->sql.len);
    if (shape == LIST_PAGE || shape == LIST_ALL)
        add_order(q, b);
    if (shape == LIST_ONE)
        buf_str(b, " LIMIT 1");
    else if (shape == LIST_PAGE)
        buf_str(b, " LIMIT ?");
    else if (shape == LIST_COUNT)
        buf_str(b, " LIMIT -1)");
}

stmt *list_statement(struct work *w, const struct list_request *q, const struct list_columns *shown,
                     enum list_shape shape, enum err *e)
{
    struct sql_part *tail = arena_alloc(w->arena, sizeof *tail);
    for (int i = 0; i < q->n_filters; i++) {
        part_add(tail, " AND ");
        filter_sql(w, tail, &q->filters[i]);
    }
    *e = OK;
    if (shape == LIST_PAGE && q->cursor != NULL && !add_keyset(w, q, tail))
        *e = fault_fail(ERR_BAD_PARAMETER, &w->faults, "cursor", "cursor",
                        "không phải con trỏ của danh sách này", "is no cursor of this list");
    stmt *s = NULL;
    if (*e == OK) {
        struct buf key = {0}, sql = {0};
        add_key(q, shown, shape, tail, &key);
        s = conn_composed(w->conn, key.p, key.len);
        if (s == NULL) {
            add_statement(q, shown, shape, tail, &sql);
            s = conn_compose_as(w->conn, key.p, key.len, buf_text(&sql));
        }
        *e = s == NULL ? ERR_STORE : OK;
        buf_free(&key);
        buf_free(&sql);
    }
    if (s != NULL) {
        int at = bind_part(s, 1, &q->from);
        at = bind_part(s, at, &q->where);
        at = bind_part(s, at, tail);
        if (shape == LIST_PAGE)
            stmt_bind_int(s, at, q->limit + 1);
    }
    buf_free(&tail->sql);
    return s;
}
