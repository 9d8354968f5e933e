/*
 * Increase and decrease (form F1, domain.md §9). Causes come from the first and last spans of
 * memberships and from moves between cells inside and outside the scope; what organisations carry
 * along when they are placed elsewhere stands under "other", so that
 * opening + increase - decrease = closing holds for every scope and period.
 */
#include "base/date.h"
#include "report/statistics.h"

#include <string.h>

const char *const flow_entries[ENTRIES] = {"admitted", "readmitted", "transferred_in", "restored",
                                           "other"};
const char *const flow_exits[EXITS] = {"death",           "expelled", "removed", "resigned",
                                       "transferred_out", "annulled", "other"};

static enum err stock(struct work *w, const struct org_filter *org, const char *day, int64_t *out)
{
    struct question q = {.statistic = STATISTIC_MEMBERS, .org = *org};
    struct stat_table t;
    q.org.as_of = day;
    q.org.past = !org->tree_today;
    enum err e = statistics_count(w, &q, &t);
    *out = t.total;
    return e;
}

/* Where a cell stands on the day of the event: an EXISTS over org_path, or the fixed set of today's
   tree; nothing for the whole registry. */
static void in_scope(struct work *w, const struct org_filter *org, const char *cell,
                     const char *day, const char *to, struct sql_part *p)
{
    bool everything =
        org->range.whole && w->scope.whole && !org->self_only && org->under_kind == NULL;
    if (everything) {
        part_add(p, "1");
        return;
    }
    if (org->self_only) {
        buf_printf(&p->sql, "%s = ?", cell);
        part_int(p, org->org_id);
        return;
    }
    if (org->tree_today) {
        buf_printf(&p->sql,
                   "%s IN (SELECT o.id FROM organization o WHERE o.path >= ? AND o.path < ?)",
                   cell);
        part_text(p, org->range.lo);
        part_text(p, org->range.hi);
    } else {
        buf_printf(&p->sql,
                   "EXISTS (SELECT 1 FROM org_path e WHERE e.org_id = %s AND e.valid_from <= %s"
                   " AND e.valid_to > %s AND instr(e.path, ?) > 0)",
                   cell, day, day);
        part_text(p, arena_printf(w->arena, "/%lld/", (long long)org->org_id));
    }
    if (!w->scope.whole) {
        buf_printf(&p->sql,
                   " AND %s IN (SELECT o.id FROM organization o WHERE o.path >= ? AND o.path < ?)",
                   cell);
        part_text(p, w->scope.lo);
        part_text(p, w->scope.hi);
    }
    if (org->under_kind != NULL) {
        buf_printf(
            &p->sql,
            " AND %s IN (SELECT o.org_id FROM org_fact k JOIN org_path kp ON kp.org_id = k.org_id"
            " AND kp.valid_from <= ? AND kp.valid_to > ? JOIN org_path o ON o.path >= kp.path"
            " AND o.path < substr(kp.path, 1, length(kp.path) - 1) || '0'"
            " AND o.valid_from <= ? AND o.valid_to > ?"
            " WHERE k.kind = ? AND k.superseded_tx IS NULL AND k.valid_from <= ? AND k.valid_to > ?)",
            cell);
        for (int i = 0; i < 4; i++)
            part_text(p, to);
        part_text(p, org->under_kind);
        part_text(p, to);
        part_text(p, to);
    }
}

typedef void (*flow_row)(struct flow *out, const char *cause, int64_t n);

static enum err run(struct work *w, struct sql_part *p, flow_row take, struct flow *out)
{
    stmt *s = conn_compose(w->conn, buf_text(&p->sql));
    if (s == NULL)
        return ERR_STORE;
    for (int i = 0; i < p->n_binds; i++) {
        if (p->binds[i].text != NULL)
            stmt_bind_text(s, i + 1, p->binds[i].text);
        else
            stmt_bind_int(s, i + 1, p->binds[i].i);
    }
    enum err e;
    while (stmt_row(s, &e))
        take(out, stmt_text(s, 0), stmt_int(s, 1));
    return e;
}

static void add_entry(struct flow *out, const char *cause, int64_t n)
{
    for (int i = 0; i < ENTRIES; i++)
        if (strcmp(flow_entries[i], cause) == 0)
            out->increase[i] += n;
}

static void add_exit(struct flow *out, const char *cause, int64_t n)
{
    for (int i = 0; i < EXITS; i++)
        if (strcmp(flow_exits[i], cause) == 0)
            out->decrease[i] += n;
}

static enum err events(struct work *w, const struct org_filter *org, const char *from,
                       const char *to, bool entries, struct flow *out)
{
    struct sql_part p = {.n_binds = 0};
    const char *cause = entries ? "entry" : "exit", *day = entries ? "valid_from" : "valid_to";
    buf_printf(&p.sql,
               "SELECT s.%s, count(*) FROM member_span s WHERE s.%s IS NOT NULL AND s.counted = 1"
               " AND s.%s >= ? AND s.%s <= ? AND ",
               cause, cause, day, day);
    part_text(&p, statistics_from_bound(w->arena, from));
    part_text(&p, to);
    /* somebody leaves from where he stood on his last day: the span's own beginning names its cell
     */
    in_scope(w, org, "s.cell_id", entries ? "s.valid_from" : "s.valid_to", to, &p);
    buf_printf(&p.sql, " GROUP BY s.%s", cause);
    enum err e = run(w, &p, entries ? add_entry : add_exit, out);
    buf_free(&p.sql);
    return e;
}

/* From one cell to another inside the registry: only what crosses the border of the scope. */
static enum err moves(struct work *w, const struct org_filter *org, const char *from,
                      const char *to, bool arriving, struct flow *out)
{
    struct sql_part p = {.n_binds = 0};
    part_add(&p,
             arriving ? "SELECT 'transferred_in', count(*)" : "SELECT 'transferred_out', count(*)");
    part_add(
        &p,
        " FROM member_span b JOIN member_span a ON a.person_id = b.person_id AND a.valid_to = b.valid_from"
        " AND a.counted = 1 WHERE b.counted = 1 AND b.entry IS NULL AND a.cell_id <> b.cell_id"
        " AND b.valid_from >= ? AND b.valid_from <= ? AND (");
    part_text(&p, statistics_from_bound(w->arena, from));
    part_text(&p, to);
    in_scope(w, org, arriving ? "b.cell_id" : "a.cell_id", "b.valid_from", to, &p);
    part_add(&p, ") AND NOT (");
    in_scope(w, org, arriving ? "a.cell_id" : "b.cell_id", "b.valid_from", to, &p);
    part_add(&p, ")");
    enum err e = run(w, &p, arriving ? add_entry : add_exit, out);
    buf_free(&p.sql);
    return e;
}

enum err statistics_flow(struct work *w, const struct org_filter *org, const char *from,
                         const char *to, struct flow *out)
{
    date_text before;
    *out = (struct flow){0};
    date_add_days(from, -1, before);
    enum err e = stock(w, org, arena_dup(w->arena, before), &out->opening);
    if (e == OK)
        e = stock(w, org, to, &out->closing);
    for (int i = 0; i < 2 && e == OK; i++)
        e = events(w, org, from, to, i == 0, out);
    for (int i = 0; i < 2 && e == OK; i++)
        e = moves(w, org, from, to, i == 0, out);
    int64_t rest = out->closing - out->opening;
    for (int i = 0; i < ENTRIES; i++)
        rest -= out->increase[i];
    for (int i = 0; i < EXITS; i++)
        rest += out->decrease[i];
    if (rest > 0)
        out->increase[ENTRIES - 1] += rest;
    else
        out->decrease[EXITS - 1] -= rest;
    return e;
}
