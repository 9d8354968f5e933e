/* Increase and decrease: opening + increase − decrease = closing, also a row. */
#include "api/statistics_parts.h"
#include "base/date.h"

#include <string.h>

struct part {
    const char *label, *from, *to;
};

int statistics_units(struct call *c, int64_t org_id, const char *day, struct stat_unit **out)
{
    int n = 0, cap = 0;
    stmt *s = conn_stmt(c->work.conn, SQL_units_on);
    stmt_bind(s, "it", org_id, day);
    while (stmt_row(s, NULL)) {
        if (n == cap) {
            cap = cap ? 2 * cap : 32;
            struct stat_unit *grown = arena_alloc(c->work.arena, (size_t)cap * sizeof *grown);
            if (n > 0)
                memcpy(grown, *out, (size_t)n * sizeof *grown);
            *out = grown;
        }
        (*out)[n++] = (struct stat_unit){stmt_int(s, 0), arena_dup(c->work.arena, stmt_text(s, 1)),
                                         arena_dup(c->work.arena, stmt_text(s, 2))};
    }
    return n;
}

/* The period cut into months, quarters or years; its ends may cut a part short. */
static int parts_of(struct call *c, const char *name, const char *from, const char *to,
                    struct part **out)
{
    int months = strcmp(name, "month") == 0 ? 1 : strcmp(name, "quarter") == 0 ? 3 : 12, n = 0;
    *out = arena_alloc(c->work.arena, (FLOW_ROWS_MAX + 1) * sizeof **out);
    for (const char *at = from; strcmp(at, to) <= 0 && n < FLOW_ROWS_MAX;) {
        date_text first, next, last;
        int month = atoi(at + 5), start = (month - 1) / months * months + 1;
        snprintf(first, sizeof first, "%.4s-%02u-01", at, (unsigned)start % 100);
        date_add_months(first, months, next);
        date_add_days(next, -1, last);
        const char *label = months == 12 ? arena_dup_n(c->work.arena, at, 4)
                            : months == 1
                                ? arena_dup_n(c->work.arena, at, 7)
                                : arena_printf(c->work.arena, "%.4s-Q%d", at, (start + 2) / 3);
        const char *end = strcmp(last, to) < 0 ? arena_dup(c->work.arena, last) : to;
        (*out)[n++] = (struct part){label, at, end};
        at = arena_dup(c->work.arena, next);
    }
    return n;
}

static void put_causes(struct json *j, const char *key, const char *const *names, const int64_t *n,
                       int count_)
{
    json_key(j, key);
    json_open(j, '{');
    for (int i = 0; i < count_; i++)
        if (n[i] != 0)
            json_kint(j, names[i], n[i]);
    json_close(j, '}');
}

void statistics_put_number(struct call *c, struct json *j, const char *key, int64_t n)
{
    json_key(j, key);
    if (statistics_is_small(c, n))
        json_none(j);
    else
        json_int(j, n);
}

/* One hidden cause would follow from the balance: a small one hides them all. */
static void put_flow(struct call *c, struct json *j, const struct flow *f)
{
    bool small = false;
    for (int i = 0; i < ENTRIES; i++)
        small = small || statistics_is_small(c, f->increase[i]);
    for (int i = 0; i < EXITS; i++)
        small = small || statistics_is_small(c, f->decrease[i]);
    statistics_put_number(c, j, "opening", f->opening);
    if (small) {
        json_knull(j, "increase");
        json_knull(j, "decrease");
    } else {
        put_causes(j, "increase", flow_entries, f->increase, ENTRIES);
        put_causes(j, "decrease", flow_exits, f->decrease, EXITS);
    }
    statistics_put_number(c, j, "closing", f->closing);
    if (small || statistics_is_small(c, f->opening) || statistics_is_small(c, f->closing))
        json_kbool(j, "suppressed", true);
}

static enum err flow_row(struct call *c, struct json *j, const struct org_filter *org,
                         const struct stat_unit *unit, const struct part *part,
                         const char *part_name)
{
    struct flow f;
    struct org_filter scope = *org;
    if (unit != NULL) {
        const char *path =
            conn_get_text(c->work.conn, c->work.arena, SQL_scope_path, "i", unit->id);
        scope.org_id = unit->id;
        scope_from_path(&scope.range, unit->id, path ? path : "/0/");
    }
    enum err e = statistics_flow(&c->work, &scope, part->from, part->to, &f);
    if (e != OK)
        return e;
    json_open(j, '{');
    if (unit != NULL) {
        json_key(j, "unit");
        json_open(j, '{');
        json_kint(j, "id", unit->id);
        json_kstr(j, "code", unit->code);
        json_kstr(j, "name", unit->name);
        json_close(j, '}');
    }
    if (part_name != NULL) {
        json_key(j, part_name);
        if (strcmp(part_name, "year") == 0)
            json_int(j, strtoll(part->label, NULL, 10));
        else
            json_str(j, part->label);
        json_kstr(j, "from", part->from);
        json_kstr(j, "to", part->to);
    }
    put_flow(c, j, &f);
    json_close(j, '}');
    return OK;
}

static enum err flow_rows(struct call *c, struct json *j, const struct question *q)
{
    struct stat_unit *units = NULL;
    struct part whole = {NULL, q->from, q->to}, *parts = &whole;
    int n_units = 0, n_parts = 1;
    const char *part_name = NULL;
    bool by_unit = false;
    for (int i = 0; i < q->n_by; i++) {
        if (q->by[i]->sql == NULL) {
            by_unit = true;
            n_units = statistics_units(c, q->org.org_id, q->to, &units);
        } else if (part_name != NULL) {
            return statistics_bad(c, "by", "too_many", "chỉ một trong month, quarter, year",
                                  "only one of month, quarter, year");
        } else {
            part_name = q->by[i]->name;
            n_parts = parts_of(c, part_name, q->from, q->to, &parts);
        }
    }
    if ((int64_t)n_parts * (by_unit ? n_units : 1) >= FLOW_ROWS_MAX)
        return statistics_bad(c, "by", "too_many", "quá nhiều dòng", "too many rows");
    enum err e = OK;
    for (int u = 0; u < (by_unit ? n_units : 1) && e == OK; u++)
        for (int p = 0; p < n_parts && e == OK; p++)
            e = flow_row(c, j, &q->org, by_unit ? &units[u] : NULL, &parts[p], part_name);
    return e;
}

enum err statistics_flows(struct call *c)
{
    struct question *q = arena_alloc(c->work.arena, sizeof *q);
    const char *compare;
    q->statistic = STATISTIC_FLOWS;
    enum err e = statistics_take_period(c, &q->from, &q->to);
    if (e != OK || (e = statistics_take_known(c, q)) != OK ||
        (e = statistics_take_by(c, q)) != OK || (e = statistics_take_compare(c, &compare)) != OK)
        return e;
    if (call_param(c, "measure") != NULL)
        return statistics_bad(c, "measure", "unknown", "không có số đo ở đây", "no measures here");
    e = call_org_filter(c, &q->org);
    if (e != OK)
        return e;
    const char *seq = statistics_sequence(c, q->org.org_id);
    if (statistics_unchanged(c, seq))
        return OK;
    struct flow f;
    struct json j;
    e = statistics_flow(&c->work, &q->org, q->from, q->to, &f);
    if (e != OK)
        return e;
    json_init(&j, &c->out);
    json_open(&j, '{');
    statistics_put_scope(c, &j, &q->org, q->to);
    json_kstr(&j, "from", q->from);
    json_kstr(&j, "to", q->to);
    json_key(&j, "filters");
    json_open(&j, '{');
    json_close(&j, '}');
    statistics_put_by(&j, q);
    put_flow(c, &j, &f);
    json_key(&j, "rows");
    json_open(&j, '[');
    if (q->n_by > 0)
        e = flow_rows(c, &j, q);
    json_close(&j, ']');
    if (e == OK && compare != NULL) {
        const char *from, *to;
        struct flow before;
        statistics_previous_period(c, compare, q->from, q->to, &from, &to);
        e = statistics_flow(&c->work, &q->org, from, to, &before);
        json_key(&j, "previous");
        json_open(&j, '{');
        json_kstr(&j, "from", from);
        json_kstr(&j, "to", to);
        put_flow(c, &j, &before);
        if (!statistics_is_small(c, f.closing) && !statistics_is_small(c, before.closing))
            json_kint(&j, "difference", f.closing - before.closing);
        json_close(&j, '}');
    }
    json_kstr(&j, "seq", seq);
    c->steady = true;
    json_close(&j, '}');
    return e == OK && c->format != FORMAT_JSON ? statistics_flat_table(c) : e;
}
