/* Counting by groups: one composed statement a question. */
#include "report/statistics.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "report/grouping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *statistics_percent(struct arena *a, int64_t part, int64_t whole)
{
    if (whole == 0)
        return NULL;
    int64_t hundredths = (2 * part * 10000 + whole) / (2 * whole);
    return arena_printf(a, "%lld.%02lld", (long long)(hundredths / 100),
                        (long long)(hundredths % 100));
}

const char *statistics_from_bound(struct arena *a, const char *from)
{
    if (strcmp(from + 4, "-01-01") == 0)
        return arena_dup_n(a, from, 4);
    if (strcmp(from + 7, "-01") == 0)
        return arena_dup_n(a, from, 7);
    return from;
}

/* ---- composing */

static void add_with_day(struct buf *b, const char *sql, const char *day)
{
    for (const char *p; (p = strstr(sql, "DAY")) != NULL; sql = p + 3) {
        buf_add(b, sql, (size_t)(p - sql));
        buf_str(b, day);
    }
    buf_str(b, sql);
}

/*
 * The organisation right below the top: the id behind the top's in the path of the day; the top
 * itself for what belongs to it directly.
 */
static void add_unit(struct buf *b, const struct question *q)
{
    buf_printf(
        b,
        "coalesce(nullif(CAST(substr(op.path, instr(op.path, '/%lld/') + %d) AS INTEGER), 0), %lld)",
        (long long)q->org.org_id, snprintf(NULL, 0, "/%lld/", (long long)q->org.org_id),
        (long long)q->org.org_id);
}

static const char *day_sql(const struct question *q)
{
    return statistic_of_events(q->statistic) ? "s.valid_from" : "d.day";
}

static bool by_unit(const struct question *q)
{
    for (int i = 0; i < q->n_by; i++)
        if (q->by[i]->sql == NULL)
            return true;
    return false;
}

/* What the registry held after a save: the spans of that time from the rows that stood then. */
static void add_known_spans(const struct question *q, struct sql_part *p)
{
    part_add(
        p,
        "(SELECT m.person_id, f.id AS profile_id, m.id AS membership_row, c.cell_id,"
        " coalesce(m.joined_on, m.admitted_on) AS valid_from, coalesce(m.left_on, '9999-12-31') AS valid_to,"
        " 1 AS counted, CASE WHEN m.official_on <= d.day THEN 'official' ELSE 'probationary' END AS status,"
        " coalesce((SELECT a.activity FROM membership_activity a WHERE a.membership_id = m.membership_id"
        " AND a.recorded_tx <= k.tx AND (a.superseded_tx IS NULL OR a.superseded_tx > k.tx)"
        " AND a.valid_from <= d.day AND a.valid_to > d.day), 'active') AS activity, m.entry,"
        " f.gender, f.born_on, f.ethnicity, f.religion, f.general_education, f.professional_level,"
        " f.theory_level, f.occupation, f.locality_id,"
        " CASE WHEN m.official_on IS NOT NULL THEN coalesce(m.admission_decided_on, m.admitted_on) END AS party_from"
        " FROM (SELECT ? AS tx) k CROSS JOIN (SELECT ? AS day) d CROSS JOIN membership m"
        " JOIN membership_cell c ON c.membership_id = m.membership_id AND c.recorded_tx <= k.tx"
        " AND (c.superseded_tx IS NULL OR c.superseded_tx > k.tx)"
        " AND c.valid_from <= d.day AND c.valid_to > d.day"
        " JOIN profile f ON f.person_id = m.person_id AND f.recorded_tx <= k.tx"
        " AND (f.superseded_tx IS NULL OR f.superseded_tx > k.tx)"
        " AND f.valid_from <= d.day AND f.valid_to > d.day"
        " WHERE m.recorded_tx <= k.tx AND (m.superseded_tx IS NULL OR m.superseded_tx > k.tx)) s");
    part_int(p, q->known_tx);
    part_text(p, q->statistic == STATISTIC_ADMISSIONS ? q->to : q->org.as_of);
}

static void add_from(const struct question *q, struct sql_part *p)
{
    if (q->statistic == STATISTIC_ORGANIZATIONS) {
        part_add(
            p,
            " FROM (SELECT ? AS day) d CROSS JOIN organization c JOIN org_fact f ON f.org_id = c.id"
            " AND f.superseded_tx IS NULL AND f.valid_from <= d.day AND f.valid_to > d.day");
        part_text(p, q->org.as_of);
    } else if (q->statistic == STATISTIC_MEMBERS) {
        part_add(p, " FROM (SELECT ? AS day) d CROSS JOIN ");
        part_text(p, q->org.as_of);
    } else if (q->statistic == STATISTIC_DISCIPLINE) {
        /* s. is what every event is counted by; states are those of the last day */
        part_add(p,
                 " FROM (SELECT ? AS day) d CROSS JOIN (SELECT x.id, x.org_id AS cell_id,"
                 " x.decided_on AS valid_from FROM discipline_all x WHERE x.annulled_on IS NULL) s"
                 " CROSS JOIN discipline_all t ON t.id = s.id");
        part_text(p, q->to);
    } else if (q->statistic == STATISTIC_INSPECTIONS) {
        /* a session counts from the day it began, one that did not from its plan */
        part_add(
            p,
            " FROM (SELECT ? AS day) d CROSS JOIN (SELECT x.id, x.org_id AS cell_id,"
            " coalesce(x.started_on, x.planned_from) AS valid_from FROM inspection x WHERE x.deleted_tx IS NULL) s"
            " CROSS JOIN inspection t ON t.id = s.id");
        part_text(p, q->to);
    } else {
        part_add(p, " FROM ");
    }
    bool spans = q->statistic != STATISTIC_ORGANIZATIONS && q->statistic != STATISTIC_DISCIPLINE &&
                 q->statistic != STATISTIC_INSPECTIONS;
    if (spans && q->known_tx != 0)
        add_known_spans(q, p);
    else if (spans)
        part_add(p, "member_span s");
    if (!by_unit(q))
        return;
    const char *id = q->statistic == STATISTIC_ORGANIZATIONS ? "c.id" : "s.cell_id";
    if (q->org.tree_today)
        buf_printf(&p->sql, " JOIN organization op ON op.id = %s", id);
    else
        buf_printf(
            &p->sql,
            " JOIN org_path op ON op.org_id = %s AND op.valid_from <= %s AND op.valid_to > %s", id,
            day_sql(q), day_sql(q));
}

/* Filters come from the dictionaries of members and organisations, whose rows are p., m., c. and
   f.; what is filtered in discipline is there already. */
static void add_joins(const struct question *q, struct sql_part *p)
{
    bool profile = false, membership = false, cell = false;
    for (int i = 0; i < q->n_filters; i++) {
        profile = profile || strncmp(q->filters[i].field->sql, "p.", 2) == 0;
        membership = membership || strncmp(q->filters[i].field->sql, "m.", 2) == 0;
        cell = cell || strncmp(q->filters[i].field->sql, "c.", 2) == 0;
    }
    if (q->statistic == STATISTIC_ORGANIZATIONS || q->statistic == STATISTIC_DISCIPLINE ||
        q->statistic == STATISTIC_INSPECTIONS)
        return;
    if (profile)
        part_add(p, " LEFT JOIN profile p ON p.id = s.profile_id");
    if (membership)
        part_add(p, " LEFT JOIN membership m ON m.id = s.membership_row");
    if (cell)
        part_add(p, " LEFT JOIN organization c ON c.id = s.cell_id");
}

/* Events are counted where the tree of their own day puts them. */
static void add_event_scope(struct work *w, const struct question *q, struct sql_part *p)
{
    const struct org_filter *f = &q->org;
    if (f->tree_today || f->self_only) {
        org_filter_sql(w, f, "s.cell_id", p);
        return;
    }
    if (!f->range.whole || !w->scope.whole) {
        part_add(p, p->sql.len > 0 ? " AND " : "");
        part_add(
            p,
            "EXISTS (SELECT 1 FROM org_path e WHERE e.org_id = s.cell_id AND e.valid_from <= s.valid_from"
            " AND e.valid_to > s.valid_from AND instr(e.path, ?) > 0)");
        part_text(p, arena_printf(w->arena, "/%lld/", (long long)f->org_id));
    }
    if (!w->scope.whole) {
        part_add(
            p,
            " AND s.cell_id IN (SELECT o.id FROM organization o WHERE o.path >= ? AND o.path < ?)");
        part_text(p, w->scope.lo);
        part_text(p, w->scope.hi);
    }
    if (f->under_kind != NULL) {
        struct org_filter kind = *f;
        kind.range = w->scope;
        kind.range.whole = true;
        kind.past = true;
        kind.org_id = w->scope.org_id;
        struct work all = *w;
        all.scope.whole = true;
        kind.as_of = q->to;
        struct sql_part only = {.n_binds = 0};
        org_filter_sql(&all, &kind, "s.cell_id", &only);
        part_add(p, p->sql.len > 0 ? " AND " : "");
        buf_add(&p->sql, only.sql.p, only.sql.len);
        for (int i = 0; i < only.n_binds; i++)
            p->binds[p->n_binds++] = only.binds[i];
        buf_free(&only.sql);
    }
}

static void add_where(struct work *w, const struct question *q, struct sql_part *p)
{
    switch (q->statistic) {
    case STATISTIC_ORGANIZATIONS:
        part_add(p, "(f.established_on IS NULL OR f.established_on <= d.day)"
                    " AND (f.dissolved_on IS NULL OR f.dissolved_on > d.day)");
        org_filter_sql(w, &q->org, "c.id", p);
        return;
    case STATISTIC_ADMISSIONS:
    case STATISTIC_DISCIPLINE:
    case STATISTIC_INSPECTIONS:
        part_add(p, q->statistic == STATISTIC_ADMISSIONS
                        ? "s.counted = 1 AND s.entry IN ('admitted', 'readmitted')"
                        : "1");
        part_add(p, " AND s.valid_from >= ? AND s.valid_from <= ?");
        part_text(p, statistics_from_bound(w->arena, q->from));
        part_text(p, q->to);
        add_event_scope(w, q, p);
        return;
    case STATISTIC_MEMBERS:
    case STATISTIC_FLOWS:
        part_add(p, "s.counted = 1 AND s.valid_from <= d.day AND s.valid_to > d.day");
        org_filter_sql(w, &q->org, "s.cell_id", p);
        return;
    }
}

static void add_filters(struct work *w, const struct question *q, struct sql_part *p)
{
    for (int i = 0; i < q->n_filters; i++) {
        part_add(p, " AND ");
        filter_sql(w, p, &q->filters[i]);
    }
}

/* ---- counting */

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

/* Mere counts are grouped here, sums and averages by SQLite. */
static bool grouped_here(const struct question *q)
{
    return q->n_by > 0 && q->n_measures == 0;
}

static void add_select(const struct question *q, struct buf *b)
{
    buf_str(b, "SELECT ");
    for (int i = 0; i < q->n_by; i++) {
        buf_str(b, i ? ", " : "");
        if (q->by[i]->sql == NULL)
            add_unit(b, q);
        else
            add_with_day(b, q->by[i]->sql, day_sql(q));
    }
    if (grouped_here(q))
        return;
    buf_str(b, q->n_by > 0 ? ", count(*)" : "count(*)");
    for (int i = 0; i < q->n_measures; i++) {
        buf_str(b, ", ");
        add_with_day(b, q->measures[i]->sql, day_sql(q));
    }
}

static const char *two_decimals(struct work *w, stmt *s, int col, bool average)
{
    if (stmt_is_null(s, col))
        return NULL;
    if (!average)
        return arena_printf(w->arena, "%lld", (long long)stmt_int(s, col));
    return arena_printf(w->arena, "%.2f", stmt_double(s, col) + 1e-9);
}

static enum err read_rows(struct work *w, const struct question *q, stmt *s, struct stat_table *out)
{
    enum err e;
    int cap = 0;
    while (stmt_row(s, &e)) {
        if (out->n == cap) {
            cap = cap ? 2 * cap : 64;
            struct stat_row *grown = arena_alloc(w->arena, (size_t)cap * sizeof *grown);
            if (out->n > 0)
                memcpy(grown, out->rows, (size_t)out->n * sizeof *grown);
            out->rows = grown;
        }
        struct stat_row *r = &out->rows[out->n++];
        for (int i = 0; i < q->n_by; i++)
            r->key[i] = stmt_is_null(s, i) ? NULL : arena_dup(w->arena, stmt_text(s, i));
        r->count = stmt_int(s, q->n_by);
        for (int i = 0; i < q->n_measures; i++)
            r->measure[i] = two_decimals(w, s, q->n_by + 1 + i, q->measures[i]->average);
        out->total += r->count;
    }
    if (q->n_by == 0 && out->n == 1 && out->rows[0].count == 0)
        out->n = 0; /* groups with count 0 are left out */
    return e;
}

enum err statistics_count(struct work *w, const struct question *q, struct stat_table *out)
{
    struct sql_part from = {.n_binds = 0}, where = {.n_binds = 0};
    struct buf b = {0};
    *out = (struct stat_table){NULL, 0, 0};
    add_select(q, &b);
    add_from(q, &from);
    add_joins(q, &from);
    add_where(w, q, &where);
    add_filters(w, q, &where);
    buf_add(&b, from.sql.p, from.sql.len);
    buf_printf(&b, " WHERE %.*s", (int)where.sql.len, where.sql.p);
    for (int i = 0; i < q->n_by && !grouped_here(q); i++)
        buf_printf(&b, "%s%d", i ? ", " : " GROUP BY ", i + 1);
    for (int i = 0; i < q->n_by && !grouped_here(q); i++)
        buf_printf(&b, "%s%d", i ? ", " : " ORDER BY ", i + 1);
    stmt *s = conn_compose(w->conn, buf_text(&b));
    enum err e = ERR_STORE;
    if (s != NULL) {
        bind_part(s, bind_part(s, 1, &from), &where);
        e = grouped_here(q) ? grouping_count(w->arena, s, q->n_by, out) : read_rows(w, q, s, out);
    }
    buf_free(&b);
    buf_free(&from.sql);
    buf_free(&where.sql);
    return e;
}

/* ---- targets */

enum err statistics_target(struct work *w, int64_t org_id, const char *indicator,
                           const char *under_kind, const char *from, const char *to,
                           struct target_found *out)
{
    *out = (struct target_found){.found = false};
    stmt *s = conn_stmt(w->conn, SQL_target_for);
    stmt_bind(s, "ittt", org_id, indicator, from, to);
    stmt_bind_text(s, 5, under_kind ? under_kind : "");
    enum err e;
    if (!stmt_row(s, &e))
        return e;
    *out = (struct target_found){.found = true,
                                 .value = stmt_int(s, 0),
                                 .from = arena_dup(w->arena, stmt_text(s, 1)),
                                 .to = arena_dup(w->arena, stmt_text(s, 2))};
    stmt_reset(s);
    return OK;
}
