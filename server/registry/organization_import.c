/* Organisations from files: history as it is told, never judged, flagged where it is odd. */
#include "base/date.h"
#include "base/text.h"
#include "registry/diff.h"
#include "registry/organization.h"
#include "registry/organization_store.h"
#include "registry/rules.h"
#include "rules/formation.h"

#include <string.h>

/* Until its end an organisation is active, from that day on dissolved. */
static struct org_facts facts_of(struct work *w, const struct record *r)
{
    const char *end = record_text(r, "dissolved_on");
    struct org_facts f = {arena_alloc(w->arena, 2 * sizeof *f.rows), end ? 2 : 1};
    for (int i = 0; i < f.n; i++) {
        struct org_fact_row *row = &f.rows[i];
        row->v[ORG_code] = record_text(r, "code");
        row->v[ORG_name] = record_text(r, "name");
        row->v[ORG_kind] = record_text(r, "kind");
        row->v[ORG_category] = record_text(r, "category");
        row->v[ORG_established_on] = record_text(r, "established_on");
        row->v[ORG_dissolved_on] = end;
        row->v[ORG_status] = i == 0 ? "active" : "dissolved";
        row->from = i == 0 ? DATE_MIN : end;
        row->to = i == 0 && end ? end : DATE_MAX;
    }
    return f;
}

static enum err add(struct work *w, const struct record *r, int64_t *id)
{
    const char *parent_code = record_text(r, "parent_code");
    int64_t parent_id = 0;
    if (parent_code != NULL) {
        struct org_row parent;
        if (!org_by_code(w, parent_code, &parent))
            return ERR_NOT_FOUND;
        parent_id = parent.id;
    } else if (conn_get_int(w->conn, SQL_organization_count, 0, "") > 0) {
        return fault_fail(ERR_BAD_BODY, &w->faults, "parent_code", "required", "thiếu mã cấp trên",
                          "the code of the superior is missing");
    }
    if (record_text(r, "name") == NULL || record_text(r, "kind") == NULL)
        return fault_fail(ERR_BAD_BODY, &w->faults, record_text(r, "name") ? "kind" : "name",
                          "required", "bắt buộc", "is required");
    struct org_facts f = facts_of(w, r);
    enum err e = org_insert(w, parent_id, &f, id);
    if (e == OK && parent_id == 0) {
        e = conn_run(w->conn, SQL_grant_root, "i", *id);
        w->scope = (struct scope){0};
        scope_from_path(&w->scope, *id, arena_printf(w->arena, "/%lld/", (long long)*id));
    }
    return e != OK ? e
                   : org_journal(w, *id, "create", record_fields(w->arena, r), NULL,
                                 record_json(w->arena, r));
}

static enum err move(struct work *w, const struct org_row *row, const char *parent_code,
                     struct diff *d)
{
    struct org_row parent, old;
    if (parent_code == NULL)
        return OK;
    if (!org_by_code(w, parent_code, &parent))
        return ERR_NOT_FOUND;
    if (parent.id == row->parent_id)
        return OK;
    if (row->parent_id == 0 || strncmp(parent.path, row->path, strlen(row->path)) == 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "parent_code", "cycle",
                          "cấp trên nằm bên dưới chính tổ chức này",
                          "the superior stands below the organisation itself");
    /* a re-import corrects the last placement; it never makes a re-hanging */
    int64_t last = 0;
    const char *from = DATE_MIN;
    stmt *s = conn_stmt(w->conn, SQL_placement_rows);
    stmt_bind(s, "i", row->id);
    while (stmt_row(s, NULL)) {
        last = stmt_int(s, 0);
        from = arena_dup(w->arena, stmt_text(s, 2));
    }
    diff_add(d, "parent_code", org_get(w, row->parent_id, &old) ? old.code : NULL, parent_code);
    int64_t tx = tx_begin(w->conn, w->tx);
    enum err e = conn_run(w->conn, SQL_placement_supersede, "ii", last, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_placement_insert, "iittit", row->id, parent.id, from, DATE_MAX,
                     tx, NULL);
    return e != OK ? e : tree_rebuild(w, row->id);
}

static enum err update(struct work *w, const struct org_row *row, const struct record *r,
                       struct diff *d)
{
    static const enum org_column columns[] = {ORG_name, ORG_kind, ORG_category, ORG_established_on};
    static const char *const names[] = {"name", "kind", "category", "established_on"};
    struct org_facts old, now;
    enum err e = org_facts_begin(w, row->id, &old, &now);
    if (e != OK)
        return e;
    const struct org_fact_row *last = &old.rows[old.n - 1];
    for (int i = 0; i < 4; i++) {
        const char *value = record_text(r, names[i]);
        if (value == NULL || text_same(value, last->v[columns[i]]))
            continue;
        diff_add(d, names[i], last->v[columns[i]], value);
        org_facts_set(w, &now, columns[i], value, NULL);
    }
    const char *end = record_text(r, "dissolved_on");
    if (end != NULL && !text_same(end, last->v[ORG_dissolved_on])) {
        diff_add(d, "dissolved_on", last->v[ORG_dissolved_on], end);
        for (int i = 0; i < now.n; i++)
            now.rows[i].v[ORG_dissolved_on] = end;
        if (strcmp(end, DATE_MIN) > 0)
            org_facts_set(w, &now, ORG_status, "dissolved", end);
    }
    if (d->n > 0)
        e = org_facts_replace(w, row->id, &old, &now);
    return e != OK ? e : move(w, row, record_text(r, "parent_code"), d);
}

enum err organization_import_row(struct work *w, const struct record *r,
                                 enum import_outcome *outcome, int64_t *id, const char **changes)
{
    struct org_row row;
    const char *code = record_text(r, "code");
    *changes = NULL;
    if (code == NULL)
        return fault_fail(ERR_BAD_BODY, &w->faults, "code", "required", "bắt buộc", "is required");
    if (!org_by_code(w, code, &row)) {
        *outcome = IMPORT_ADDED;
        return add(w, r, id);
    }
    *id = row.id;
    struct diff d;
    diff_open(&d);
    enum err e = update(w, &row, r, &d);
    struct diff_texts told = diff_close(w->arena, &d);
    *outcome = d.n > 0 ? IMPORT_UPDATED : IMPORT_UNCHANGED;
    if (e == OK && d.n > 0) {
        *changes = told.pairs;
        e = org_journal(w, row.id, "correct", told.fields, told.before, told.after);
    }
    return e;
}
