/* Statistics: what is asked, checked; what was counted, written. The counting is server/report. */
#include "report/statistics.h"
#include "api/handlers.h"
#include "api/spool.h"
#include "base/csv.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLOW_ROWS_MAX 3000

/* ---- parameters */

static enum err bad(struct call *c, const char *name, const char *code, const char *vi, const char *en)
{
    return call_bad_param(c, name, code, vi, en);
}

static bool aggregate_role(const struct call *c)
{
    return c->caller.role == ROLE_DASHBOARD || c->caller.role == ROLE_INSPECTION_DASHBOARD;
}

static enum err take_by(struct call *c, struct question *q)
{
    const char *by = call_param(c, "by");
    for (const char *at = by; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ",");
        const struct dimension *d = dimension_find(q->statistic, arena_dup_n(c->work.arena, at, n));
        if (d == NULL || q->n_by == BY_MAX)
            return bad(c, "by", d ? "too_many" : "unknown", d ? "nhiều nhất ba chiều" : "không có chiều này",
                       d ? "three dimensions at most" : "no such dimension");
        for (int i = 0; i < q->n_by; i++)
            if (q->by[i] == d)
                return bad(c, "by", "repeated", "chiều bị lặp", "repeated dimension");
        if (d->sensitive && !c->work.see_sensitive && !aggregate_role(c))
            return ERR_FORBIDDEN;
        q->by[q->n_by++] = d;
        at += n + (at[n] == ',');
    }
    return OK;
}

static enum err take_measures(struct call *c, struct question *q)
{
    const char *measures = call_param(c, "measure");
    for (const char *at = measures; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ",");
        const struct measure *m = measure_find(arena_dup_n(c->work.arena, at, n));
        if (m == NULL || q->n_measures == MEASURES_MAX || q->statistic == STATISTIC_ORGANIZATIONS || q->known_tx != 0)
            return bad(c, "measure", "unknown", "không có số đo này ở đây", "no such measure here");
        q->measures[q->n_measures++] = m;
        at += n + (at[n] == ',');
    }
    return OK;
}

static enum err take_filters(struct call *c, struct question *q)
{
    if (c->list == NULL)
        return OK;
    q->filters = c->list->filters;
    q->n_filters = c->list->n_filters;
    for (int i = 0; i < q->n_filters; i++) {
        const struct field *f = q->filters[i].field;
        bool aggregate = strcmp(f->name, "ethnicity") == 0 || strcmp(f->name, "religion") == 0;
        if ((f->flags & (F_SENSITIVE | F_DISCIPLINE)) && !c->work.see_sensitive && !(aggregate && aggregate_role(c)))
            return ERR_FORBIDDEN;
        if (q->known_tx != 0 && strncmp(f->sql, "s.", 2) != 0)
            return bad(c, f->name, "unknown", "không lọc được cùng known_at", "cannot be combined with known_at");
    }
    return OK;
}

static enum err take_known(struct call *c, struct question *q)
{
    const char *at = call_param(c, "known_at");
    if (at == NULL)
        return OK;
    char day[11] = "";
    if (strlen(at) >= 10)
        memcpy(day, at, 10);
    if (date_check(day) != PRECISION_DAY || strspn(at + 10, "T0123456789:.Z") != strlen(at + 10) ||
        (q->statistic != STATISTIC_MEMBERS && q->statistic != STATISTIC_ADMISSIONS))
        return bad(c, "known_at", "format", "phải là thời điểm RFC 3339 UTC; chỉ cho số lượng và kết nạp",
                   "must be an RFC 3339 UTC time; for stocks and admissions only");
    const char *until = strlen(at) == 10 ? arena_printf(c->work.arena, "%sT99", at) : at;
    q->known_tx = conn_get_int(c->work.conn, SQL_tx_at, -1, "t", until);
    return OK;
}

static enum err take_period(struct call *c, const char **from, const char **to)
{
    *from = call_param(c, "from");
    *to = call_param(c, "to");
    if (*from == NULL || date_check(*from) != PRECISION_DAY)
        return bad(c, "from", *from ? "format" : "required", "cần ngày đầu kỳ YYYY-MM-DD", "the first day YYYY-MM-DD is needed");
    if (*to == NULL || date_check(*to) != PRECISION_DAY)
        return bad(c, "to", *to ? "format" : "required", "cần ngày cuối kỳ YYYY-MM-DD", "the last day YYYY-MM-DD is needed");
    return strcmp(*from, *to) <= 0 ? OK : bad(c, "to", "order", "ngày cuối trước ngày đầu", "the last day comes before the first");
}

static enum err take_compare(struct call *c, const char **compare)
{
    *compare = call_param(c, "compare");
    if (*compare == NULL || strcmp(*compare, "previous") == 0 || strcmp(*compare, "same_period") == 0)
        return OK;
    return bad(c, "compare", "code", "phải là previous hoặc same_period", "must be previous or same_period");
}

/* Whole months: as many whole months before; else as many days. */
static void previous_period(struct call *c, const char *compare, const char *from, const char *to,
                            const char **pfrom, const char **pto)
{
    date_text after, a, b;
    date_add_days(to, 1, after);
    if (strcmp(compare, "same_period") == 0) {
        date_add_months(from, -12, a);
        bool end = strcmp(after + 8, "01") == 0;
        date_add_months(end ? after : to, -12, b);
        if (end) {
            date_text last;
            date_add_days(b, -1, last);
            memcpy(b, last, sizeof last);
        }
    } else if (strcmp(from + 8, "01") == 0 && strcmp(after + 8, "01") == 0) {
        date_add_months(from, -date_months_between(from, after, true), a);
        date_add_days(from, -1, b);
    } else {
        date_add_days(from, -(int)(date_days(after) - date_days(from)), a);
        date_add_days(from, -1, b);
    }
    *pfrom = arena_dup(c->work.arena, a);
    *pto = arena_dup(c->work.arena, b);
}

static const char *earlier_day(struct call *c, const char *compare, const char *day)
{
    date_text out;
    date_add_months(day, strcmp(compare, "same_period") == 0 ? -12 : -1, out);
    return arena_dup(c->work.arena, out);
}

/* ---- head and tail of every answer */

static const char *sequence(struct call *c, int64_t org_id)
{
    int64_t change = conn_get_int(c->work.conn, SQL_org_seq_get, 0, "i", org_id);
    uint8_t hash[HASH_BYTES];
    char hex[17];
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, c->app->store.key, sizeof c->app->store.key);
    hasher_add(&h, c->app->epoch, sizeof c->app->epoch);
    hasher_add(&h, &org_id, sizeof org_id);
    hasher_add(&h, &change, sizeof change);
    hasher_end(&h, hash);
    hex_encode(hex, hash, 8);
    return arena_dup(c->work.arena, hex);
}

/* true: the client has this answer already. */
static bool unchanged(struct call *c, const char *seq)
{
    c->etag = arena_printf(c->work.arena, "\"%s-%s-%d-%d\"", seq, c->work.today, (int)c->csv, (int)c->http->lang);
    const char *theirs = http_header(c->http, "If-None-Match");
    return theirs != NULL && strstr(theirs, c->etag) != NULL;
}

static void put_scope(struct call *c, struct json *j, const struct org_filter *f, const char *day)
{
    json_key(j, "scope");
    json_open(j, '{');
    json_kint(j, "id", f->org_id);
    stmt *s = conn_stmt(c->work.conn, SQL_org_name_on);
    stmt_bind(s, "it", f->org_id, day);
    bool found = stmt_row(s, NULL);
    json_kstr(j, "code", found ? stmt_text(s, 0) : NULL);
    json_kstr(j, "name", found ? stmt_text(s, 1) : NULL);
    stmt_reset(s);
    json_kstr(j, "level", f->self_only ? "self" : "below");
    json_kstr(j, "under_kind", f->under_kind);
    json_close(j, '}');
}

static void put_filters(struct json *j, const struct question *q)
{
    static const char *const suffix[] = {"", "_from", "_to", "_in", ""};
    json_key(j, "filters");
    json_open(j, '{');
    for (int i = 0; i < q->n_filters; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", q->filters[i].field->name, suffix[q->filters[i].op]);
        json_kstr(j, name, q->filters[i].op == FILTER_NULL ? "null" : q->filters[i].value);
    }
    json_close(j, '}');
}

static void put_by(struct json *j, const struct question *q)
{
    json_key(j, "by");
    json_open(j, '[');
    for (int i = 0; i < q->n_by; i++)
        json_str(j, q->by[i]->name);
    json_close(j, ']');
}

static void put_key(struct call *c, struct json *j, const struct dimension *d, const char *key, const char *day)
{
    json_key(j, d->name);
    if (key == NULL) {
        json_none(j);
    } else if (d->value == VALUE_BOOL) {
        json_bool(j, key[0] == '1');
    } else if (d->value == VALUE_NUMBER) {
        json_int(j, strtoll(key, NULL, 10));
    } else if (d->value == VALUE_ORG) {
        stmt *s = conn_stmt(c->work.conn, SQL_org_name_on);
        stmt_bind(s, "it", (int64_t)strtoll(key, NULL, 10), day);
        bool found = stmt_row(s, NULL);
        json_open(j, '{');
        json_kint(j, "id", strtoll(key, NULL, 10));
        json_kstr(j, "code", found ? stmt_text(s, 0) : NULL);
        json_kstr(j, "name", found ? stmt_text(s, 1) : NULL);
        json_close(j, '}');
        stmt_reset(s);
    } else {
        json_str(j, key);
    }
}

/* ---- rows */

static bool is_small(const struct call *c, int64_t n)
{
    return n > 0 && n < c->caller.suppress_below;
}

/*
 * Small counts of restricted tokens: a single hidden row could be had by subtraction, so the next
 * smallest goes with it.
 */
static void suppress(const struct call *c, const struct stat_table *t, bool *hidden)
{
    int below = c->caller.suppress_below, n = 0, smallest = -1;
    for (int i = 0; i < t->n; i++) {
        hidden[i] = below > 0 && t->rows[i].count < below;
        n += hidden[i];
        if (!hidden[i] && (smallest < 0 || t->rows[i].count < t->rows[smallest].count))
            smallest = i;
    }
    if (n == 1 && smallest >= 0)
        hidden[smallest] = true;
}

static bool same_key(const struct question *q, const struct stat_row *a, const struct stat_row *b)
{
    for (int i = 0; i < q->n_by; i++)
        if (a->key[i] == NULL || b->key[i] == NULL ? a->key[i] != b->key[i] : strcmp(a->key[i], b->key[i]) != 0)
            return false;
    return true;
}

/* now: the table of the later period, for differences; NULL otherwise. */
static void put_rows(struct call *c, struct json *j, const struct question *q, const struct stat_table *t,
                     const struct stat_table *now, const char *day)
{
    bool *hidden = arena_alloc(c->work.arena, (size_t)t->n + 1), *hidden_now = NULL;
    suppress(c, t, hidden);
    if (now != NULL)
        suppress(c, now, hidden_now = arena_alloc(c->work.arena, (size_t)now->n + 1));
    bool total_hidden = is_small(c, t->total);
    json_key(j, "rows");
    json_open(j, '[');
    for (int i = 0; i < t->n; i++) {
        const struct stat_row *r = &t->rows[i];
        json_open(j, '{');
        for (int k = 0; k < q->n_by; k++)
            put_key(c, j, q->by[k], r->key[k], day);
        if (hidden[i]) {
            json_knull(j, "count");
            json_knull(j, "percent");
            json_kbool(j, "suppressed", true);
        } else {
            json_kint(j, "count", r->count);
            json_kstr(j, "percent", statistics_percent(c->work.arena, r->count, t->total));
            for (int k = 0; k < q->n_measures; k++) {
                json_key(j, q->measures[k]->name);
                if (r->measure[k] == NULL)
                    json_none(j);
                else if (q->measures[k]->average)
                    json_str(j, r->measure[k]);
                else
                    json_int(j, strtoll(r->measure[k], NULL, 10));
            }
        }
        if (now != NULL && !hidden[i]) {
            int64_t later = 0;
            bool told = true; /* a difference would give a hidden count away */
            for (int k = 0; k < now->n; k++)
                if (same_key(q, &now->rows[k], r)) {
                    later = now->rows[k].count;
                    told = !hidden_now[k];
                }
            if (told)
                json_kint(j, "difference", later - r->count);
        }
        json_close(j, '}');
    }
    json_close(j, ']');
    json_key(j, "total");
    if (total_hidden)
        json_none(j);
    else
        json_int(j, t->total);
    if (now != NULL && !total_hidden && !is_small(c, now->total))
        json_kint(j, "difference", now->total - t->total);
}

static void put_csv(struct call *c, const struct question *q, const struct stat_table *t)
{
    bool *hidden = arena_alloc(c->work.arena, (size_t)t->n + 1);
    suppress(c, t, hidden);
    buf_str(&c->out, "\xEF\xBB\xBF");
    for (int i = 0; i < q->n_by; i++)
        csv_put(&c->out, q->by[i]->name, i == 0);
    csv_put(&c->out, "count", q->n_by == 0);
    csv_put(&c->out, "percent", false);
    for (int i = 0; i < q->n_measures; i++)
        csv_put(&c->out, q->measures[i]->name, false);
    csv_end_row(&c->out);
    for (int i = 0; i < t->n; i++) {
        const struct stat_row *r = &t->rows[i];
        for (int k = 0; k < q->n_by; k++) {
            const char *text = r->key[k] ? r->key[k] : "";
            if (q->by[k]->value == VALUE_ORG && r->key[k] != NULL) {
                stmt *s = conn_stmt(c->work.conn, SQL_organization_label);
                stmt_bind(s, "i", (int64_t)strtoll(r->key[k], NULL, 10));
                if (stmt_row(s, NULL))
                    text = arena_dup(c->work.arena, stmt_text(s, 1));
                stmt_reset(s);
            }
            csv_put(&c->out, text, k == 0);
        }
        const char *percent = statistics_percent(c->work.arena, r->count, t->total);
        csv_put(&c->out, hidden[i] ? "" : arena_printf(c->work.arena, "%lld", (long long)r->count), q->n_by == 0);
        csv_put(&c->out, hidden[i] || percent == NULL ? "" : percent, false);
        for (int k = 0; k < q->n_measures; k++)
            csv_put(&c->out, hidden[i] || r->measure[k] == NULL ? "" : r->measure[k], false);
        csv_end_row(&c->out);
    }
    c->content_type = "text/csv; charset=utf-8";
    c->attachment = "statistics.csv";
}

/* ---- stock, admissions, organisations */

static void put_when(struct json *j, const struct question *q)
{
    if (q->statistic == STATISTIC_ADMISSIONS) {
        json_kstr(j, "from", q->from);
        json_kstr(j, "to", q->to);
    } else {
        json_kstr(j, "as_of", q->org.as_of);
    }
}

static enum err put_previous(struct call *c, struct json *j, const struct question *q, const struct stat_table *now,
                             const char *compare)
{
    struct question before = *q;
    struct stat_table t;
    if (q->statistic == STATISTIC_ADMISSIONS) {
        previous_period(c, compare, q->from, q->to, &before.from, &before.to);
    } else {
        before.org.as_of = earlier_day(c, compare, q->org.as_of);
        before.org.past = !q->org.tree_today;
    }
    enum err e = statistics_count(&c->work, &before, &t);
    if (e != OK)
        return e;
    const char *day = q->statistic == STATISTIC_ADMISSIONS ? before.to : before.org.as_of;
    json_key(j, "previous");
    json_open(j, '{');
    put_when(j, &before);
    put_rows(c, j, q, &t, now, day);
    json_close(j, '}');
    return OK;
}

static enum err count(struct call *c, enum statistic statistic)
{
    struct question *q = arena_alloc(c->work.arena, sizeof *q);
    struct stat_table t;
    const char *compare;
    q->statistic = statistic;
    enum err e = OK;
    if (statistic == STATISTIC_ADMISSIONS)
        e = take_period(c, &q->from, &q->to);
    if (e != OK || (e = take_known(c, q)) != OK || (e = take_by(c, q)) != OK || (e = take_measures(c, q)) != OK ||
        (e = take_filters(c, q)) != OK || (e = take_compare(c, &compare)) != OK)
        return e;
    e = call_org_filter(c, &q->org);
    if (e != OK)
        return e;
    const char *seq = sequence(c, q->org.org_id);
    if (unchanged(c, seq))
        return OK;
    e = statistics_count(&c->work, q, &t);
    if (e != OK)
        return e;
    if (c->csv) {
        put_csv(c, q, &t);
        return OK;
    }
    struct json j;
    const char *day = statistic == STATISTIC_ADMISSIONS ? q->to : q->org.as_of;
    json_init(&j, &c->out);
    json_open(&j, '{');
    put_scope(c, &j, &q->org, day);
    put_when(&j, q);
    put_filters(&j, q);
    put_by(&j, q);
    put_rows(c, &j, q, &t, NULL, day);
    if (compare != NULL)
        e = put_previous(c, &j, q, &t, compare);
    json_kstr(&j, "seq", seq);
    json_close(&j, '}');
    return e;
}

enum err statistics_members(struct call *c)
{
    return count(c, STATISTIC_MEMBERS);
}

enum err statistics_admissions(struct call *c)
{
    return count(c, STATISTIC_ADMISSIONS);
}

enum err statistics_organizations(struct call *c)
{
    return count(c, STATISTIC_ORGANIZATIONS);
}

/* ---- flows */

struct unit {
    int64_t id;
    const char *code, *name;
};
struct part {
    const char *label, *from, *to;
};

static int units_of(struct call *c, int64_t org_id, const char *day, struct unit **out)
{
    int n = 0, cap = 0;
    stmt *s = conn_stmt(c->work.conn, SQL_units_on);
    stmt_bind(s, "it", org_id, day);
    while (stmt_row(s, NULL)) {
        if (n == cap) {
            cap = cap ? 2 * cap : 32;
            struct unit *grown = arena_alloc(c->work.arena, (size_t)cap * sizeof *grown);
            if (n > 0)
                memcpy(grown, *out, (size_t)n * sizeof *grown);
            *out = grown;
        }
        (*out)[n++] = (struct unit){stmt_int(s, 0), arena_dup(c->work.arena, stmt_text(s, 1)),
                                    arena_dup(c->work.arena, stmt_text(s, 2))};
    }
    return n;
}

/* The period cut into months, quarters or years; its ends may cut a part short. */
static int parts_of(struct call *c, const char *name, const char *from, const char *to, struct part **out)
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
                            : months == 1 ? arena_dup_n(c->work.arena, at, 7)
                                          : arena_printf(c->work.arena, "%.4s-Q%d", at, (start + 2) / 3);
        const char *end = strcmp(last, to) < 0 ? arena_dup(c->work.arena, last) : to;
        (*out)[n++] = (struct part){label, at, end};
        at = arena_dup(c->work.arena, next);
    }
    return n;
}

static void put_causes(struct json *j, const char *key, const char *const *names, const int64_t *n, int count_)
{
    json_key(j, key);
    json_open(j, '{');
    for (int i = 0; i < count_; i++)
        if (n[i] != 0)
            json_kint(j, names[i], n[i]);
    json_close(j, '}');
}

static void put_number(struct call *c, struct json *j, const char *key, int64_t n)
{
    json_key(j, key);
    if (is_small(c, n))
        json_none(j);
    else
        json_int(j, n);
}

/* One hidden cause would follow from the balance: a small one hides them all. */
static void put_flow(struct call *c, struct json *j, const struct flow *f)
{
    bool small = false;
    for (int i = 0; i < ENTRIES; i++)
        small = small || is_small(c, f->increase[i]);
    for (int i = 0; i < EXITS; i++)
        small = small || is_small(c, f->decrease[i]);
    put_number(c, j, "opening", f->opening);
    if (small) {
        json_knull(j, "increase");
        json_knull(j, "decrease");
    } else {
        put_causes(j, "increase", flow_entries, f->increase, ENTRIES);
        put_causes(j, "decrease", flow_exits, f->decrease, EXITS);
    }
    put_number(c, j, "closing", f->closing);
    if (small || is_small(c, f->opening) || is_small(c, f->closing))
        json_kbool(j, "suppressed", true);
}

static enum err flow_row(struct call *c, struct json *j, const struct org_filter *org, const struct unit *unit,
                         const struct part *part, const char *part_name)
{
    struct flow f;
    struct org_filter scope = *org;
    if (unit != NULL) {
        const char *path = conn_get_text(c->work.conn, c->work.arena, SQL_scope_path, "i", unit->id);
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
    struct unit *units = NULL;
    struct part whole = {NULL, q->from, q->to}, *parts = &whole;
    int n_units = 0, n_parts = 1;
    const char *part_name = NULL;
    bool by_unit = false;
    for (int i = 0; i < q->n_by; i++) {
        if (q->by[i]->sql == NULL) {
            by_unit = true;
            n_units = units_of(c, q->org.org_id, q->to, &units);
        } else if (part_name != NULL) {
            return bad(c, "by", "too_many", "chỉ một trong month, quarter, year", "only one of month, quarter, year");
        } else {
            part_name = q->by[i]->name;
            n_parts = parts_of(c, part_name, q->from, q->to, &parts);
        }
    }
    if ((int64_t)n_parts * (by_unit ? n_units : 1) >= FLOW_ROWS_MAX)
        return bad(c, "by", "too_many", "quá nhiều dòng", "too many rows");
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
    enum err e = take_period(c, &q->from, &q->to);
    if (e != OK || (e = take_known(c, q)) != OK || (e = take_by(c, q)) != OK || (e = take_compare(c, &compare)) != OK)
        return e;
    if (call_param(c, "measure") != NULL)
        return bad(c, "measure", "unknown", "không có số đo ở đây", "no measures here");
    e = call_org_filter(c, &q->org);
    if (e != OK)
        return e;
    const char *seq = sequence(c, q->org.org_id);
    if (unchanged(c, seq))
        return OK;
    struct flow f;
    struct json j;
    e = statistics_flow(&c->work, &q->org, q->from, q->to, &f);
    if (e != OK)
        return e;
    json_init(&j, &c->out);
    json_open(&j, '{');
    put_scope(c, &j, &q->org, q->to);
    json_kstr(&j, "from", q->from);
    json_kstr(&j, "to", q->to);
    json_key(&j, "filters");
    json_open(&j, '{');
    json_close(&j, '}');
    put_by(&j, q);
    put_flow(c, &j, &f);
    json_key(&j, "rows");
    json_open(&j, '[');
    if (q->n_by > 0)
        e = flow_rows(c, &j, q);
    json_close(&j, ']');
    if (e == OK && compare != NULL) {
        const char *from, *to;
        struct flow before;
        previous_period(c, compare, q->from, q->to, &from, &to);
        e = statistics_flow(&c->work, &q->org, from, to, &before);
        json_key(&j, "previous");
        json_open(&j, '{');
        json_kstr(&j, "from", from);
        json_kstr(&j, "to", to);
        put_flow(c, &j, &before);
        if (!is_small(c, f.closing) && !is_small(c, before.closing))
            json_kint(&j, "difference", f.closing - before.closing);
        json_close(&j, '}');
    }
    json_kstr(&j, "seq", seq);
    json_close(&j, '}');
    return e;
}

/* ---- targets */

static enum err put_target(struct call *c, struct json *j, const struct org_filter *org, const char *indicator,
                           const char *scope, const char *from, const char *to)
{
    struct target_found t;
    struct question q = {.statistic = STATISTIC_ADMISSIONS, .org = *org, .from = from, .to = to};
    struct stat_table count_;
    enum err e = statistics_target(&c->work, org->org_id, indicator, scope, from, to, &t);
    if (e == OK)
        e = statistics_count(&c->work, &q, &count_);
    if (e != OK)
        return e;
    json_key(j, "target");
    if (t.found)
        json_int(j, t.value);
    else
        json_none(j);
    bool small = is_small(c, count_.total);
    put_number(c, j, "value", count_.total);
    json_kstr(j, "percent", t.found && !small ? statistics_percent(c->work.arena, count_.total, t.value) : NULL);
    if (small)
        json_kbool(j, "suppressed", true);
    json_key(j, "target_period");
    if (!t.found) {
        json_none(j);
        return OK;
    }
    json_open(j, '{');
    json_kstr(j, "from", t.from);
    json_kstr(j, "to", t.to);
    json_close(j, '}');
    return OK;
}

enum err statistics_targets(struct call *c)
{
    const char *from, *to, *indicator = call_param(c, "indicator");
    struct org_filter org;
    struct unit *units = NULL;
    struct json j;
    enum err e = take_period(c, &from, &to);
    if (e != OK)
        return e;
    if (indicator == NULL)
        indicator = "admissions";
    if (code_get(&codes_indicator, indicator) == NULL)
        return bad(c, "indicator", "code", "không có chỉ tiêu này", "no such indicator");
    e = call_org_filter(c, &org);
    if (e != OK)
        return e;
    const char *seq = sequence(c, org.org_id);
    if (unchanged(c, seq))
        return OK;
    json_init(&j, &c->out);
    json_open(&j, '{');
    put_scope(c, &j, &org, to);
    json_kstr(&j, "from", from);
    json_kstr(&j, "to", to);
    json_kstr(&j, "indicator", indicator);
    e = put_target(c, &j, &org, indicator, org.under_kind, from, to);
    json_key(&j, "rows");
    json_open(&j, '[');
    int n = org.self_only ? 0 : units_of(c, org.org_id, to, &units);
    for (int i = 0; i < n && e == OK; i++) {
        struct org_filter below = org;
        const char *path = conn_get_text(c->work.conn, c->work.arena, SQL_scope_path, "i", units[i].id);
        below.org_id = units[i].id;
        scope_from_path(&below.range, units[i].id, path ? path : "/0/");
        json_open(&j, '{');
        json_key(&j, "unit");
        json_open(&j, '{');
        json_kint(&j, "id", units[i].id);
        json_kstr(&j, "code", units[i].code);
        json_kstr(&j, "name", units[i].name);
        json_close(&j, '}');
        /* a unit's own target has no scope; what it counts stays below the asked kind */
        e = put_target(c, &j, &below, indicator, NULL, from, to);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_kstr(&j, "seq", seq);
    json_close(&j, '}');
    return e;
}
