/* Rows of a list as JSON and CSV, appended straight from the statement's columns. */
#include "base/csv.h"
#include "registry/internal_list.h"

#include <string.h>

#define SINK_BYTES 65536

/* ---- one value */

static void put_json(struct json *j, const struct field *f, stmt *s, int col)
{
    json_name(j, f->name, strlen(f->name));
    if (stmt_is_null(s, col)) {
        json_none(j);
        return;
    }
    switch (f->type) {
    case FIELD_INT:
    case FIELD_ID:
        json_int(j, stmt_int(s, col));
        return;
    case FIELD_BOOL:
        json_bool(j, stmt_int(s, col) != 0);
        return;
    case FIELD_JSON: {
        const char *text = stmt_text(s, col);
        json_raw(j, text, stmt_bytes(s, col));
        return;
    }
    default: {
        const char *text = stmt_text(s, col);
        json_str_n(j, text, stmt_bytes(s, col));
        return;
    }
    }
}

static void put_row(struct json *j, const struct dict *d, const struct list_columns *shown, stmt *s)
{
    json_open(j, '{');
    for (int i = 0; i < shown->n; i++)
        put_json(j, &d->fields[shown->field[i]], s, LIST_FIRST_FIELD + i);
}

static void put_hidden(struct json *j, const struct dict *d, const struct list_columns *hidden)
{
    if (hidden->n == 0)
        return;
    json_key(j, "hidden");
    json_open(j, '[');
    for (int i = 0; i < hidden->n; i++)
        json_str(j, d->fields[hidden->field[i]].name);
    json_close(j, ']');
}

/* ---- which persons were in the answer */

struct id_list {
    int64_t *p;
    int n, cap;
};

static void add_id(struct arena *a, struct id_list *l, int64_t id)
{
    if (l->n == l->cap) {
        int cap = l->cap ? 2 * l->cap : 64;
        int64_t *grown = arena_alloc(a, (size_t)cap * sizeof *grown);
        if (l->n > 0)
            memcpy(grown, l->p, (size_t)l->n * sizeof *grown);
        l->p = grown;
        l->cap = cap;
    }
    l->p[l->n++] = id;
}

/* ---- JSON */

static enum err count_rows(struct work *w, const struct list_request *q, int64_t *total)
{
    enum err e;
    struct list_columns none = {.n = 0};
    stmt *s = list_statement(w, q, &none, LIST_COUNT, &e);
    if (s == NULL)
        return e;
    if (stmt_row(s, &e)) {
        *total = stmt_int(s, 0);
        stmt_reset(s);
        e = OK;
    }
    return e;
}

enum err list_json(struct work *w, const struct list_request *q, struct buf *out,
                   struct list_result *result)
{
    struct list_columns shown, hidden;
    list_columns(w, q, false, &shown, &hidden);
    enum err e;
    stmt *s = list_statement(w, q, &shown, LIST_PAGE, &e);
    if (s == NULL)
        return e;
    struct json j;
    struct id_list ids = {0};
    json_init(&j, out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    result->next_cursor = NULL;
    const char *last = NULL;
    while (stmt_row(s, &e)) {
        if (ids.n == q->limit) {
            result->next_cursor = last;
            stmt_reset(s);
            e = OK;
            break;
        }
        add_id(w->arena, &ids, stmt_int(s, 0));
        put_row(&j, q->dict, &shown, s);
        json_close(&j, '}');
        if (ids.n == q->limit)
            last = list_cursor(w, q, s);
    }
    json_close(&j, ']');
    if (e != OK)
        return e;
    json_kstr(&j, "next_cursor", result->next_cursor);
    result->total = -1;
    if (q->count_exact) {
        e = count_rows(w, q, &result->total);
        json_kint(&j, "total", result->total);
    }
    put_hidden(&j, q->dict, &hidden);
    json_close(&j, '}');
    result->rows = ids.n;
    result->ids = ids.p;
    return e;
}

/* ---- CSV */

static void csv_value(struct buf *b, const struct field *f, stmt *s, int col, bool first)
{
    const char *text = stmt_is_null(s, col) ? "" : stmt_text(s, col);
    if (f->type == FIELD_BOOL && text[0] != '\0')
        text = strcmp(text, "0") == 0 ? "false" : "true";
    csv_put(b, text, first);
}

enum err list_csv(struct work *w, const struct list_request *q, list_sink sink, void *ctx,
                  struct list_result *result)
{
    struct list_columns shown, hidden;
    list_columns(w, q, false, &shown, &hidden);
    enum err e;
    stmt *s = list_statement(w, q, &shown, LIST_ALL, &e);
    if (s == NULL)
        return e;
    struct buf b = {0};
    struct id_list ids = {0};
    bool noted = q->note_ids || q->sensitive || list_uses_sensitive(q);
    buf_str(&b, "\xEF\xBB\xBF"); /* spreadsheets take the file for UTF-8 only with the mark */
    for (int i = 0; i < shown.n; i++) {
        const struct field *f = &q->dict->fields[shown.field[i]];
        csv_put(&b, !q->labels ? f->name : w->faults.lang == LANG_EN ? f->en : f->vi, i == 0);
    }
    csv_end_row(&b);
    bool good = true;
    result->rows = 0;
    while (good && stmt_row(s, &e)) {
        result->rows++;
        if (noted)
            add_id(w->arena, &ids, stmt_int(s, 0));
        for (int i = 0; i < shown.n; i++)
            csv_value(&b, &q->dict->fields[shown.field[i]], s, LIST_FIRST_FIELD + i, i == 0);
        csv_end_row(&b);
        if (b.len >= SINK_BYTES) {
            good = sink(ctx, b.p, b.len);
            b.len = 0;
        }
    }
    if (!good) {
        stmt_reset(s);
        e = ERR_STORE;
    } else if (e == OK && !sink(ctx, b.p, b.len)) {
        e = ERR_STORE;
    }
    buf_free(&b);
    result->ids = ids.p;
    if (!noted)
        result->rows = 0; /* nobody's sensitive data: nothing to record by person */
    return e;
}

/* ---- one object */

enum err list_object(struct work *w, const struct list_request *q, struct buf *out,
                     int64_t *version)
{
    struct list_columns shown, hidden;
    list_columns(w, q, true, &shown, &hidden);
    enum err e;
    stmt *s = list_statement(w, q, &shown, LIST_ONE, &e);
    if (s == NULL)
        return e;
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_NOT_FOUND;
    struct json j;
    json_init(&j, out);
    put_row(&j, q->dict, &shown, s);
    int at = dict_find(q->dict, "version");
    for (int i = 0; i < shown.n; i++)
        if (shown.field[i] == at)
            *version = stmt_int(s, LIST_FIRST_FIELD + i);
    stmt_reset(s);
    put_hidden(&j, q->dict, &hidden);
    json_close(&j, '}');
    return OK;
}
