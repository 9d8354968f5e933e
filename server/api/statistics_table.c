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
