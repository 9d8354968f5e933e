/* What every statistic answers with: scope, filters, rows, percentages, suppression. */
#include "api/statistics_parts.h"
#include "base/crypto.h"

#include <string.h>

const char *statistics_sequence(struct call *c, int64_t org_id)
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
    if (c->work.see_discipline) { /* moves by what nobody else is told of */
        int64_t hidden = conn_get_int(c->work.conn, SQL_confidential_seq_get, 0, "i", org_id);
        hasher_add(&h, &hidden, sizeof hidden);
    }
    hasher_end(&h, hash);
    hex_encode(hex, hash, 8);
    return arena_dup(c->work.arena, hex);
}

/* true: the client has this answer already. */
bool statistics_unchanged(struct call *c, const char *seq)
{
    c->etag = arena_printf(c->work.arena, "\"%s-%s-%d-%d\"", seq, c->work.today, (int)c->format,
                           (int)c->http->lang);
    const char *theirs = http_header(c->http, "If-None-Match");
    return theirs != NULL && strstr(theirs, c->etag) != NULL;
}

void statistics_put_scope(struct call *c, struct json *j, const struct org_filter *f,
                          const char *day)
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

void statistics_put_unit(struct call *c, struct json *j, int64_t id)
{
    struct org_row org;
    json_key(j, "unit");
    if (id == 0 || !org_get(&c->work, id, &org)) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    json_kint(j, "id", org.id);
    json_kstr(j, "code", org.code);
    json_kstr(j, "name", org.name);
    json_close(j, '}');
}

void statistics_put_filters(struct json *j, const struct question *q)
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

void statistics_put_by(struct json *j, const struct question *q)
{
    json_key(j, "by");
    json_open(j, '[');
    for (int i = 0; i < q->n_by; i++)
        json_str(j, q->by[i]->name);
    json_close(j, ']');
}

static void put_key(struct call *c, struct json *j, const struct dimension *d, const char *key,
                    const char *day)
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

bool statistics_is_small(const struct call *c, int64_t n)
{
    return n > 0 && n < c->caller.suppress_below;
}

/*
 * Small counts of restricted tokens: a single hidden row could be had by subtraction, so the next
 * smallest goes with it.
 */
void statistics_suppress(const struct call *c, const struct stat_table *t, bool *hidden)
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
        if (a->key[i] == NULL || b->key[i] == NULL ? a->key[i] != b->key[i]
                                                   : strcmp(a->key[i], b->key[i]) != 0)
            return false;
    return true;
}

/* now: the table of the later period, for differences; NULL otherwise. */
void statistics_put_rows(struct call *c, struct json *j, const struct question *q,
                         const struct stat_table *t, const struct stat_table *now, const char *day)
{
    bool *hidden = arena_alloc(c->work.arena, (size_t)t->n + 1), *hidden_now = NULL;
    statistics_suppress(c, t, hidden);
    if (now != NULL)
        statistics_suppress(c, now, hidden_now = arena_alloc(c->work.arena, (size_t)now->n + 1));
    bool total_hidden = statistics_is_small(c, t->total);
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
    if (now != NULL && !total_hidden && !statistics_is_small(c, now->total))
        json_kint(j, "difference", now->total - t->total);
}
