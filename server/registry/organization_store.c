/* Organisations in and out of their tables. */
#include "registry/organization_store.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define C(name) #name,
static const char *const names[] = {ORG_COLUMNS(C)};
#undef C

int org_column(const char *name)
{
    for (int i = 0; i < ORG_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

const char *org_column_name(int column)
{
    return names[column];
}

enum err org_facts_load(struct work *w, int64_t id, struct org_facts *out)
{
    *out = (struct org_facts){NULL, 0};
    stmt *s = conn_stmt(w->conn, SQL_org_fact_rows);
    stmt_bind(s, "i", id);
    enum err e;
    while (stmt_row(s, &e)) {
        struct org_fact_row *grown = arena_alloc(w->arena, (size_t)(out->n + 1) * sizeof *grown);
        if (out->n > 0)
            memcpy(grown, out->rows, (size_t)out->n * sizeof *grown);
        struct org_fact_row *r = &grown[out->n++];
        r->id = stmt_int(s, 0);
        r->from = arena_dup(w->arena, stmt_text(s, 1));
        r->to = arena_dup(w->arena, stmt_text(s, 2));
        for (int i = 0; i < ORG_COUNT; i++)
            r->v[i] = stmt_is_null(s, 3 + i) ? NULL : arena_dup(w->arena, stmt_text(s, 3 + i));
        out->rows = grown;
    }
    return e == OK && out->n == 0 ? ERR_NOT_FOUND : e;
}

enum err org_facts_begin(struct work *w, int64_t id, struct org_facts *old, struct org_facts *now)
{
    enum err e = org_facts_load(w, id, old);
    return e == OK ? org_facts_load(w, id, now) : e;
}

static bool same_row(const struct org_fact_row *a, const struct org_fact_row *b)
{
    bool equal = strcmp(a->from, b->from) == 0 && strcmp(a->to, b->to) == 0;
    for (int i = 0; i < ORG_COUNT && equal; i++)
        equal = text_same(a->v[i], b->v[i]);
    return equal;
}

static bool split_at(struct work *w, struct org_facts *f, const char *day)
{
    for (int i = 0; i < f->n; i++) {
        struct org_fact_row *r = &f->rows[i];
        if (strcmp(r->from, day) == 0)
            return true;
        if (strcmp(r->from, day) > 0 || strcmp(day, r->to) >= 0)
            continue;
        struct org_fact_row *grown = arena_alloc(w->arena, (size_t)(f->n + 1) * sizeof *grown);
        memcpy(grown, f->rows, (size_t)(i + 1) * sizeof *grown);
        memcpy(grown + i + 1, f->rows + i, (size_t)(f->n - i) * sizeof *grown);
        grown[i].to = grown[i + 1].from = arena_dup(w->arena, day);
        f->rows = grown;
        f->n++;
        return true;
    }
    return false;
}

bool org_facts_set(struct work *w, struct org_facts *f, int column, const char *value,
                   const char *day)
{
    if (day != NULL && !split_at(w, f, day))
        return false;
    const char *last = f->rows[f->n - 1].v[column];
    for (int i = 0; i < f->n; i++) {
        struct org_fact_row *r = &f->rows[i];
        if (day != NULL ? strcmp(r->from, day) >= 0 : text_same(r->v[column], last))
            r->v[column] = value;
    }
    return true;
}

static enum err write_row(struct work *w, int64_t org_id, const struct org_fact_row *r)
{
    stmt *s = conn_stmt(w->conn, SQL_org_fact_insert);
    stmt_bind(s, "itti", org_id, r->from, r->to, tx_begin(w->conn, w->tx));
    for (int i = 0; i < ORG_COUNT; i++)
        stmt_bind_text(s, 5 + i, r->v[i]);
    return stmt_run(s);
}

enum err org_facts_replace(struct work *w, int64_t id, const struct org_facts *old,
                           struct org_facts *now)
{
    enum err e = OK;
    int64_t tx = tx_begin(w->conn, w->tx);
    for (int i = 0; i < old->n && e == OK; i++) {
        bool kept = false;
        for (int k = 0; k < now->n; k++)
            kept = kept || same_row(&old->rows[i], &now->rows[k]);
        if (!kept)
            e = conn_run(w->conn, SQL_org_fact_supersede, "ii", old->rows[i].id, tx);
    }
    for (int i = 0; i < now->n && e == OK; i++) {
        bool there = false;
        for (int k = 0; k < old->n; k++)
            there = there || same_row(&old->rows[k], &now->rows[i]);
        if (!there)
            e = write_row(w, id, &now->rows[i]);
    }
    return e != OK ? e : org_refresh_one(w, id);
}

enum err org_refresh_one(struct work *w, int64_t id)
{
    struct org_facts f;
    enum err e = org_facts_load(w, id, &f);
    if (e != OK)
        return e;
    const struct org_fact_row *r = &f.rows[0];
    for (int i = 0; i < f.n; i++)
        if (strcmp(f.rows[i].from, w->today) <= 0)
            r = &f.rows[i];
    e = conn_run(w->conn, SQL_organization_today,
                 "itttttttt"
                 "t",
                 id, r->v[ORG_code], r->v[ORG_name], r->v[ORG_kind], r->v[ORG_category],
                 r->v[ORG_status], r->v[ORG_established_on], r->v[ORG_dissolved_on],
                 text_fold(w->arena, r->v[ORG_name]), text_sort_key(w->arena, r->v[ORG_name]));
    if (e == ERR_CONFLICT)
        return fault_fail(e, &w->faults, "/code", "duplicate", "mã này đã có tổ chức khác dùng",
                          "another organisation has this code");
    return e;
}

static enum err place_new(struct work *w, int64_t id, int64_t parent_id)
{
    if (parent_id == 0) {
        const char *path = arena_printf(w->arena, "/%lld/", (long long)id);
        enum err e = conn_run(w->conn, SQL_org_path_insert, "ittt", id, DATE_MIN, DATE_MAX, path);
        return e != OK ? e : conn_run(w->conn, SQL_organization_set_path, "it", id, path);
    }
    const char *parent = conn_get_text(w->conn, w->arena, SQL_scope_path, "i", parent_id);
    if (parent == NULL)
        return ERR_NOT_FOUND;
    enum err e = conn_run(w->conn, SQL_placement_insert, "iittit", id, parent_id, DATE_MIN,
                          DATE_MAX, tx_begin(w->conn, w->tx), NULL);
    if (e == OK)
        e = conn_run(w->conn, SQL_org_path_copy, "ii", id, parent_id);
    if (e == OK)
        e = conn_run(w->conn, SQL_organization_set_path, "it", id,
                     arena_printf(w->arena, "%s%lld/", parent, (long long)id));
    return e;
}

static int64_t depth_below(struct work *w, int64_t parent_id)
{
    const char *path =
        parent_id ? conn_get_text(w->conn, w->arena, SQL_scope_path, "i", parent_id) : NULL;
    int64_t depth = 0;
    for (const char *p = path ? path + 1 : ""; *p != '\0'; p++)
        depth += *p == '/';
    return depth;
}

enum err org_insert(struct work *w, int64_t parent_id, const struct org_facts *facts, int64_t *id)
{
    char uid[UID_LEN];
    uid_new(uid);
    const struct org_fact_row *last = &facts->rows[facts->n - 1];
    enum err e = conn_run(w->conn, SQL_organization_insert,
                          "ttstittttttt"
                          "t",
                          uid, last->v[ORG_code], parent_id, uid, depth_below(w, parent_id),
                          last->v[ORG_name], last->v[ORG_kind], last->v[ORG_category],
                          last->v[ORG_status], last->v[ORG_established_on],
                          last->v[ORG_dissolved_on], text_fold(w->arena, last->v[ORG_name]),
                          text_sort_key(w->arena, last->v[ORG_name]));
    if (e == ERR_CONFLICT)
        return fault_fail(e, &w->faults, "/code", "duplicate", "mã này đã có tổ chức khác dùng",
                          "another organisation has this code");
    if (e != OK)
        return e;
    *id = conn_last_id(w->conn);
    for (int i = 0; i < facts->n && e == OK; i++)
        e = write_row(w, *id, &facts->rows[i]);
    if (e == OK)
        e = place_new(w, *id, parent_id);
    return e == OK && facts->n > 1 ? org_refresh_one(w, *id) : e;
}

enum err org_journal(struct work *w, int64_t id, const char *op, const char *fields,
                     const char *before, const char *after)
{
    bool created = strcmp(op, "create") == 0;
    enum err e = created ? OK : conn_run(w->conn, SQL_organization_bump, "i", id);
    stmt *s = conn_stmt(w->conn, SQL_org_row);
    stmt_bind(s, "i", id);
    if (e != OK || !stmt_row(s, &e))
        return e;
    struct change c = {.resource = "organizations",
                       .row_id = id,
                       .version = stmt_int(s, 2),
                       .uid = arena_dup(w->arena, stmt_text(s, 3)),
                       .op = op,
                       .org_id = id,
                       .fields = fields,
                       .before = before,
                       .after = after};
    stmt_reset(s);
    return journal_change(w->conn, w->tx, &c);
}
