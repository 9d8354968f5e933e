/* Rows of a list as JSON, appended straight from the statement's columns, and as tables. */
#include "registry/codes.h"
#include "registry/internal_list.h"
#include "registry/record.h"

#include <string.h>

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

/* ---- tables: CSV and sheets */

static enum cell_kind kind_of(const struct field *f)
{
    switch (f->type) {
    case FIELD_INT:
    case FIELD_ID:
        return CELL_NUMBER;
    case FIELD_DATE:
    case FIELD_PARTIAL_DATE:
        return CELL_DATE;
    case FIELD_LINES:
        return CELL_LINES;
    default:
        return CELL_TEXT;
    }
}

static const char *code_label(const struct work *w, const struct code_set *set, const char *code)
{
    const struct code *c = set != NULL ? code_get(set, code) : NULL;
    return c == NULL ? code : w->faults.lang == LANG_EN ? c->en : c->vi;
}

/* ["a","b"] as "Nhãn a; Nhãn b"; whatever else JSON holds as it stands. */
static const char *flags_text(struct work *w, const char *json)
{
    json_t *list = json_loads(json, 0, NULL), *v;
    const char *text = json_is_array(list) ? "" : json;
    size_t i;
    if (json_is_array(list))
        json_array_foreach (list, i, v)
            text = arena_printf(
                w->arena, "%s%s%s", text, i > 0 ? "; " : "",
                json_is_string(v) ? code_label(w, &codes_quality_flag, json_string_value(v)) : "");
    json_decref(list);
    return text;
}

/* What people read in the place of a code. */
static const char *shown_text(struct work *w, const struct field *f, const char *text)
{
    bool english = w->faults.lang == LANG_EN;
    switch (f->type) {
    case FIELD_CODE:
        return code_label(w, f->codes, text);
    case FIELD_REFERENCE_CODE:
        return reference_name(w, f->ref, text);
    case FIELD_BOOL:
        return strcmp(text, "false") == 0 ? (english ? "no" : "không") : english ? "yes" : "có";
    case FIELD_JSON:
        return flags_text(w, text);
    default:
        return text;
    }
}

static void put_cell(struct work *w, struct table *t, const struct field *f, stmt *s, int col)
{
    const char *text = stmt_is_null(s, col) ? NULL : stmt_text(s, col);
    if (text != NULL && f->type == FIELD_BOOL)
        text = strcmp(text, "0") == 0 ? "false" : "true";
    if (text != NULL && t->titles && !t->codes)
        text = shown_text(w, f, text);
    t->cell(t, kind_of(f), text);
}

enum err list_table(struct work *w, const struct list_request *q, struct table *t,
                    struct list_result *result)
{
    struct list_columns shown, hidden;
    list_columns(w, q, false, &shown, &hidden);
    enum err e;
    stmt *s = list_statement(w, q, &shown, LIST_ALL, &e);
    if (s == NULL)
        return e;
    struct id_list ids = {0};
    struct arena *row = arena_new(), *own = w->arena;
    bool noted = q->note_ids || q->sensitive || list_uses_sensitive(q);
    for (int i = 0; i < shown.n; i++) {
        const struct field *f = &q->dict->fields[shown.field[i]];
        t->column(t, f->name, w->faults.lang == LANG_EN ? f->en : f->vi, kind_of(f));
    }
    result->rows = 0;
    while (stmt_row(s, &e)) {
        result->rows++;
        if (noted)
            add_id(own, &ids, stmt_int(s, 0));
        w->arena = row;
        for (int i = 0; i < shown.n; i++)
            put_cell(w, t, &q->dict->fields[shown.field[i]], s, LIST_FIRST_FIELD + i);
        w->arena = own;
        t->end_row(t);
        arena_clear(row);
    }
    arena_free(row);
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
