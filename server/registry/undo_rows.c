/* Rows brought back to what they were before a save. Statements are composed from the tables'
   own columns, so that a new column needs nothing here. */
#include "registry/undo_rows.h"
#include "registry/dict_list.h"
#include "registry/record.h"

#include <string.h>

/* ---- versions */

static const char *const dated[] = {"org_fact",   "placement",       "profile",
                                    "membership", "membership_cell", "membership_activity",
                                    "post",       "org_lineage",     "photo"};

/* Columns that are copied as they are: all but the row's id and what the journal sets; same: that
   a row x says what the row t says. */
static void copied(struct work *w, const char *table, struct buf *names, struct buf *values,
                   struct buf *same)
{
    stmt *s = conn_compose(w->conn, "SELECT name FROM pragma_table_info(?1)");
    stmt_bind(s, "t", table);
    while (stmt_row(s, NULL)) {
        const char *name = stmt_text(s, 0);
        if (strcmp(name, "id") == 0 || strcmp(name, "recorded_tx") == 0 ||
            strcmp(name, "superseded_tx") == 0)
            continue;
        buf_printf(names, ", %s", name);
        if (strcmp(name, "version") == 0)
            buf_printf(values, ", (SELECT max(x.version) + 1 FROM %s x WHERE x.uid = t.uid)",
                       table);
        else
            buf_printf(values, ", t.%s", name);
        if (strcmp(name, "version") != 0)
            buf_printf(same, " AND x.%s IS t.%s", name, name);
    }
}

static enum err run(struct work *w, const char *sql, int64_t a, int64_t b)
{
    stmt *s = conn_compose(w->conn, sql);
    if (s == NULL)
        return ERR_STORE;
    stmt_bind(s, "ii", a, b);
    return stmt_run(s);
}

enum err undo_dated_rows(struct work *w, int64_t save_id)
{
    enum err e = OK;
    int64_t now = w->tx->id;
    for (size_t i = 0; i < sizeof dated / sizeof *dated && e == OK; i++) {
        struct buf sql = {0}, names = {0}, values = {0}, same = {0};
        copied(w, dated[i], &names, &values, &same);
        /* a later save that was taken back left copies of this save's rows in their place */
        buf_printf(&sql,
                   "UPDATE %s AS t SET superseded_tx = ?1 WHERE t.superseded_tx IS NULL AND"
                   " (t.recorded_tx = ?2 OR (t.recorded_tx > ?2 AND EXISTS (SELECT 1 FROM tx u"
                   " WHERE u.id = t.recorded_tx AND u.undoes > ?2) AND EXISTS (SELECT 1 FROM %s x"
                   " WHERE x.recorded_tx = ?2%s)))",
                   dated[i], dated[i], buf_text(&same));
        e = run(w, buf_text(&sql), now, save_id);
        sql.len = 0;
        buf_printf(&sql,
                   "INSERT INTO %s (recorded_tx%s) SELECT ?1%s FROM %s t"
                   " WHERE t.superseded_tx = ?2 AND t.recorded_tx <> ?2 ORDER BY t.id",
                   dated[i], buf_text(&names), buf_text(&values), dated[i]);
        if (e == OK)
            e = run(w, buf_text(&sql), now, save_id);
        buf_free(&sql);
        buf_free(&names);
        buf_free(&values);
        buf_free(&same);
    }
    return e;
}

/* ---- rows that are no versions */

static const struct dict *plain_dict(const char *resource)
{
    static const struct dict *const list[] = {
        &dict_family,     &dict_training,  &dict_work_history,  &dict_target,
        &dict_discipline, &dict_congress,  &dict_status_change, &dict_transfer,
        &dict_badge,      &dict_candidate, &dict_document};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i]->resource, resource) == 0)
            return list[i];
    return NULL;
}

/* The old values, as they stand in the journal, through the same check as a body. */
static enum err old_values(struct work *w, const struct dict *d, const struct undo_change *c)
{
    struct record r;
    json_t *before = c->before != NULL ? json_loads(c->before, 0, NULL) : NULL;
    if (before == NULL)
        return OK;
    struct work quiet = *w;
    faults_init(&quiet.faults, w->arena, w->faults.lang);
    enum err e = record_parse(&quiet, d, before, RECORD_PATCH, NULL, &r);
    e = e != OK ? ERR_STORE : record_update(w, &r, c->row_id, c->org_id, "correct");
    json_decref(before); /* codes point into it */
    return e;
}

enum err undo_plain_row(struct work *w, int64_t save_id, const struct undo_change *c)
{
    const struct dict *d = plain_dict(c->resource);
    bool created = strcmp(c->op, "create") == 0, deleted = strcmp(c->op, "delete") == 0;
    if (strcmp(c->resource, "posts") == 0 && deleted)
        return run(w,
                   "UPDATE post SET deleted = 0, version = version + 1 WHERE post_id = ?1"
                   " AND superseded_tx IS NULL AND ?2 > 0",
                   c->row_id, save_id);
    if (d == NULL)
        return OK;
    if (!created && !deleted)
        return old_values(w, d, c);
    const char *sql =
        created ? arena_printf(w->arena,
                               "UPDATE %s SET deleted_tx = ?2, version = version + 1 WHERE id = ?1",
                               d->table)
                : arena_printf(w->arena,
                               "UPDATE %s SET deleted_tx = nullif(?2, ?2), version = version + 1"
                               " WHERE id = ?1",
                               d->table);
    return run(w, sql, c->row_id, w->tx->id);
}

int64_t undo_row_version(struct work *w, const char *resource, int64_t id)
{
    const struct dict *d = plain_dict(resource);
    const char *table = d != NULL ? d->table : strcmp(resource, "posts") == 0 ? "post" : NULL;
    if (table == NULL)
        return 1;
    stmt *s =
        conn_compose(w->conn, arena_printf(w->arena, "SELECT max(version) FROM %s WHERE %s = ?1",
                                           table, d != NULL ? "id" : "post_id"));
    stmt_bind(s, "i", id);
    int64_t version = stmt_row(s, NULL) ? stmt_int(s, 0) : 1;
    stmt_reset(s);
    return version;
}
