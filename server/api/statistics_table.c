/* Statistics as tables: CSV with codes, sheets with words. */
#include "api/statistics_parts.h"
#include "api/table_file.h"
#include "registry/codes.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>

/* Dimensions that are no fields of a dictionary. */
static const struct {
    const char *name, *vi, *en;
} own_titles[] = {{"unit", "Đơn vị", "Unit"},
                  {"cell", "Chi bộ", "Cell"},
                  {"minority", "Dân tộc thiểu số", "Ethnic minority"},
                  {"age_band", "Nhóm tuổi", "Age band"},
                  {"party_age_band", "Nhóm tuổi đảng", "Party age band"},
                  {"size_band", "Quy mô", "Size"},
                  {"month", "Tháng", "Month"},
                  {"quarter", "Quý", "Quarter"},
                  {"year", "Năm", "Year"}};

static const struct dict *dict_of(const struct question *q)
{
    return q->statistic == STATISTIC_ORGANIZATIONS ? &dict_organization : &dict_member;
}

static const char *title_of(const struct question *q, const char *name, bool english)
{
    const struct dict *d = dict_of(q);
    int at = dict_find(d, name);
    for (size_t i = 0; i < sizeof own_titles / sizeof *own_titles; i++)
        if (strcmp(own_titles[i].name, name) == 0)
            return english ? own_titles[i].en : own_titles[i].vi;
    if (at < 0)
        at = dict_find(d = &dict_organization, name);
    return at < 0 ? name : english ? d->fields[at].en : d->fields[at].vi;
}

static const struct code_set *codes_of(const struct question *q, const char *name)
{
    const struct dict *d = dict_of(q);
    int at = dict_find(d, name);
    if (at < 0 || d->fields[at].codes == NULL)
        at = dict_find(d = &dict_organization, name);
    return at >= 0 && d->fields[at].codes != NULL ? d->fields[at].codes : code_set_find(name);
}

/* What people read in the place of a key. */
static const char *key_text(struct call *c, const struct question *q, const struct dimension *d,
                            const char *key, const struct table *out)
{
    if (key == NULL)
        return NULL;
    if (d->value == VALUE_ORG) {
        stmt *s = conn_stmt(c->work.conn, SQL_organization_label);
        const char *name = NULL;
        stmt_bind(s, "i", (int64_t)strtoll(key, NULL, 10));
        if (stmt_row(s, NULL))
            name = arena_dup(c->work.arena, stmt_text(s, 1));
        stmt_reset(s);
        return name;
    }
    if (!out->titles || out->codes)
        return key;
    if (strcmp(d->name, "ethnicity") == 0 || strcmp(d->name, "religion") == 0)
        return reference_name(&c->work, d->name, key);
    const struct code_set *set = codes_of(q, d->name);
    const struct code *code = set != NULL ? code_get(set, key) : NULL;
    return code == NULL ? key : c->http->lang == LANG_EN ? code->en : code->vi;
}

static enum err put_cells(struct call *c, const struct question *q, const struct stat_table *t,
                          struct table *out)
{
    bool english = c->http->lang == LANG_EN;
    bool *hidden = arena_alloc(c->work.arena, (size_t)t->n + 1);
    statistics_suppress(c, t, hidden);
    for (int i = 0; i < q->n_by; i++)
        out->column(out, q->by[i]->name, title_of(q, q->by[i]->name, english), CELL_TEXT);
    out->column(out, "count", english ? "Number" : "Số lượng", CELL_NUMBER);
    out->column(out, "percent", english ? "Percent" : "Tỷ lệ %", CELL_NUMBER);
    for (int i = 0; i < q->n_measures; i++)
        out->column(out, q->measures[i]->name, q->measures[i]->name, CELL_NUMBER);
    for (int i = 0; i < t->n; i++) {
        const struct stat_row *r = &t->rows[i];
        for (int k = 0; k < q->n_by; k++)
            out->cell(out, CELL_TEXT, key_text(c, q, q->by[k], r->key[k], out));
        const char *percent = statistics_percent(c->work.arena, r->count, t->total);
        out->cell(out, CELL_NUMBER,
                  hidden[i] ? NULL : arena_printf(c->work.arena, "%lld", (long long)r->count));
        out->cell(out, CELL_NUMBER, hidden[i] ? NULL : percent);
        for (int k = 0; k < q->n_measures; k++)
            out->cell(out, CELL_NUMBER, hidden[i] ? NULL : r->measure[k]);
        out->end_row(out);
    }
    return OK;
}

enum err statistics_put_table(struct call *c, const struct question *q, const struct stat_table *t)
{
    struct table_file f;
    bool english = c->http->lang == LANG_EN;
    const char *title =
        arena_printf(c->work.arena, "%s · %s", english ? c->route->en : c->route->vi, q->org.as_of);
    return table_file_open(&f, c, "statistics", title)
               ? table_file_done(&f, c, put_cells(c, q, t, f.table))
               : ERR_STORE;
}

/* ---- answers that are no groups: flows, targets */

#define FLAT_MAX 64

struct flat {
    const char *key[FLAT_MAX]; /* "increase.admitted", in order of appearance */
    enum cell_kind kind[FLAT_MAX];
    int n;
};

static const char *flat_title(struct call *c, const char *key)
{
    static const struct {
        const char *key, *vi, *en;
    } titles[] = {{"unit", "Đơn vị", "Unit"},
                  {"opening", "Đầu kỳ", "Opening"},
                  {"closing", "Cuối kỳ", "Closing"},
                  {"target", "Chỉ tiêu", "Target"},
                  {"value", "Thực hiện", "Result"},
                  {"percent", "Tỷ lệ %", "Percent"},
                  {"from", "Từ ngày", "From"},
                  {"to", "Đến ngày", "To"},
                  {"month", "Tháng", "Month"},
                  {"quarter", "Quý", "Quarter"},
                  {"year", "Năm", "Year"},
                  {"target_period.from", "Chỉ tiêu từ", "Target from"},
                  {"target_period.to", "Chỉ tiêu đến", "Target to"}};
    bool english = c->http->lang == LANG_EN, increase = strncmp(key, "increase.", 9) == 0;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (strcmp(titles[i].key, key) == 0)
            return english ? titles[i].en : titles[i].vi;
    if (!increase && strncmp(key, "decrease.", 9) != 0)
        return key;
    const struct code *code = code_get(increase ? &codes_entry : &codes_left_reason, key + 9);
    const char *label = code == NULL ? (english ? "other" : "khác") : english ? code->en : code->vi;
    return arena_printf(c->work.arena, "%s: %s",
                        increase  ? (english ? "Increase" : "Tăng")
                        : english ? "Decrease"
                                  : "Giảm",
                        label);
}

static int flat_find(struct flat *f, const char *key)
{
    for (int i = 0; i < f->n; i++)
        if (strcmp(f->key[i], key) == 0)
            return i;
    return -1;
}

static void flat_add(struct call *c, struct flat *f, const char *prefix, const json_t *row)
{
    const char *name;
    json_t *v;
    json_object_foreach ((json_t *)row, name, v) {
        const char *key = prefix ? arena_printf(c->work.arena, "%s.%s", prefix, name) : name;
        if (json_is_object(v) && strcmp(name, "unit") != 0) {
            flat_add(c, f, key, v);
        } else if (!json_is_array(v) && !json_is_boolean(v) && f->n < FLAT_MAX &&
                   flat_find(f, key) < 0) {
            const char *text = json_string_value(v);
            bool number = json_is_integer(v) || json_is_null(v) || strcmp(name, "percent") == 0;
            f->kind[f->n] = number                               ? CELL_NUMBER
                            : text != NULL && strlen(text) == 10 ? CELL_DATE
                                                                 : CELL_TEXT;
            f->key[f->n++] = arena_dup(c->work.arena, key);
        }
    }
}

static const char *flat_text(struct call *c, const json_t *row, const char *key)
{
    const char *dot = strchr(key, '.');
    const json_t *v =
        json_object_get(row, dot ? arena_dup_n(c->work.arena, key, (size_t)(dot - key)) : key);
    if (dot != NULL)
        v = json_object_get(v, dot + 1);
    if (json_is_object(v))
        v = json_object_get(v, "name");
    if (json_is_integer(v))
        return arena_printf(c->work.arena, "%lld", (long long)json_integer_value(v));
    return json_string_value(v);
}

enum err statistics_flat_table(struct call *c)
{
    static const char *const figures[] = {"from",     "to",           "opening", "increase",
                                          "decrease", "closing",      "target",  "value",
                                          "percent",  "target_period"};
    struct table_file file;
    struct flat f = {.n = 0};
    json_t *all = json_loadb(c->out.p, c->out.len, 0, NULL), *rows = json_object_get(all, "rows"),
           *row;
    size_t i;
    buf_free(&c->out);                /* a file goes out in its place */
    if (json_array_size(rows) == 0) { /* no division asked for: the whole is the one row */
        row = json_object();
        for (size_t k = 0; k < sizeof figures / sizeof *figures; k++)
            if (json_object_get(all, figures[k]) != NULL)
                json_object_set(row, figures[k], json_object_get(all, figures[k]));
        json_array_append_new(rows, row);
    }
    json_array_foreach (rows, i, row)
        flat_add(c, &f, NULL, row);
    const char *title = c->http->lang == LANG_EN ? c->route->en : c->route->vi;
    if (!table_file_open(&file, c, "statistics", title)) {
        json_decref(all);
        return ERR_STORE;
    }
    struct table *t = file.table;
    for (int k = 0; k < f.n; k++)
        t->column(t, f.key[k], flat_title(c, f.key[k]), f.kind[k]);
    json_array_foreach (rows, i, row) {
        for (int k = 0; k < f.n; k++)
            t->cell(t, f.kind[k], flat_text(c, row, f.key[k]));
        t->end_row(t);
    }
    json_decref(all);
    return table_file_done(&file, c, OK);
}
