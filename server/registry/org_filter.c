/* The scope filters of lists and statistics (api.md §2) as SQL fragments. */
#include "base/date.h"
#include "registry/codes.h"
#include "registry/tree.h"

#include <stdlib.h>
#include <string.h>

static bool bad(struct work *w, const char *name, const char *vi, const char *en)
{
    fault_add(&w->faults, name, "format", vi, en);
    return false;
}

static bool check_values(struct work *w, const char *org, const char *org_code, const char *level,
                         const char *under_kind, const char *as_of, const char *tree)
{
    bool good = true;
    if (org != NULL &&
        (strspn(org, "0123456789") != strlen(org) || strlen(org) > 18 || atoll(org) == 0))
        good = bad(w, "org", "phải là số của một tổ chức", "must be the id of an organisation");
    if (org != NULL && org_code != NULL)
        good =
            bad(w, "org_code", "chỉ dùng một trong org và org_code", "use either org or org_code");
    if (level != NULL && strcmp(level, "self") != 0 && strcmp(level, "below") != 0)
        good = bad(w, "level", "phải là self hoặc below", "must be self or below");
    if (under_kind != NULL && code_get(&codes_organization_kind, under_kind) == NULL)
        good = bad(w, "under_kind", "không phải loại tổ chức", "is no kind of organisation");
    if (as_of != NULL && date_check(as_of) != PRECISION_DAY)
        good = bad(w, "as_of", "phải là ngày YYYY-MM-DD có thật", "must be a real date YYYY-MM-DD");
    if (tree != NULL && strcmp(tree, "today") != 0)
        good = bad(w, "tree", "chỉ nhận today", "only today is known");
    return good;
}

enum err org_filter_resolve(struct work *w, const char *org, const char *org_code,
                            const char *level, const char *under_kind, const char *as_of,
                            const char *tree, struct org_filter *out)
{
    *out = (struct org_filter){.range = w->scope, .org_id = w->scope.org_id, .as_of = w->today};
    if (!check_values(w, org, org_code, level, under_kind, as_of, tree))
        return ERR_BAD_PARAMETER;
    if (org != NULL || org_code != NULL) {
        struct org_row row;
        if (!(org != NULL ? org_get(w, atoll(org), &row) : org_by_code(w, org_code, &row)))
            return ERR_NOT_FOUND;
        out->org_id = row.id;
        scope_from_path(&out->range, row.id, row.path);
    }
    out->self_only = level != NULL && strcmp(level, "self") == 0;
    out->under_kind = under_kind;
    out->past = as_of != NULL && strcmp(as_of, w->today) != 0;
    if (as_of != NULL)
        out->as_of = as_of;
    out->tree_today = tree != NULL;
    return OK;
}

/* ---- SQL */

static void and_where(struct sql_part *p)
{
    if (p->sql.len > 0)
        part_add(p, " AND ");
}

static void in_today(struct sql_part *p, const char *id_sql, const char *lo, const char *hi)
{
    and_where(p);
    buf_printf(&p->sql, "%s IN (SELECT o.id FROM organization o WHERE o.path >= ? AND o.path < ?)",
               id_sql);
    part_text(p, lo);
    part_text(p, hi);
}

static void in_past(struct work *w, struct sql_part *p, const char *id_sql,
                    const struct org_filter *f)
{
    /* the top's own path of that day; before its first placement that counts from the beginning */
    struct scope day;
    const char *path = conn_get_text(w->conn, w->arena, SQL_org_path_on, "it", f->org_id, f->as_of);
    scope_from_path(&day, f->org_id, path ? path : f->range.lo);
    if (day.whole)
        return;
    and_where(p);
    buf_printf(&p->sql,
               "%s IN (SELECT o.org_id FROM org_path o WHERE o.path >= ? AND o.path < ?"
               " AND o.valid_from <= ? AND o.valid_to > ?)",
               id_sql);
    part_text(p, arena_dup(w->arena, day.lo));
    part_text(p, arena_dup(w->arena, day.hi));
    part_text(p, f->as_of);
    part_text(p, f->as_of);
}

static void under_kind_today(struct sql_part *p, const char *id_sql, const char *kind)
{
    and_where(p);
    buf_printf(&p->sql,
               "%s IN (SELECT o.id FROM organization k JOIN organization o ON o.path >= k.path"
               " AND o.path < substr(k.path, 1, length(k.path) - 1) || '0' WHERE k.kind = ?)",
               id_sql);
    part_text(p, kind);
}

static void under_kind_past(struct sql_part *p, const char *id_sql, const char *kind,
                            const char *day)
{
    and_where(p);
    buf_printf(
        &p->sql,
        "%s IN (SELECT o.org_id FROM org_fact k JOIN org_path kp ON kp.org_id = k.org_id"
        " AND kp.valid_from <= ? AND kp.valid_to > ? JOIN org_path o ON o.path >= kp.path"
        " AND o.path < substr(kp.path, 1, length(kp.path) - 1) || '0'"
        " AND o.valid_from <= ? AND o.valid_to > ?"
        " WHERE k.kind = ? AND k.superseded_tx IS NULL AND k.valid_from <= ? AND k.valid_to > ?)",
        id_sql);
    for (int i = 0; i < 4; i++)
        part_text(p, day);
    part_text(p, kind);
    part_text(p, day);
    part_text(p, day);
}

void org_filter_sql(const struct work *w, const struct org_filter *f, const char *id_sql,
                    struct sql_part *where)
{
    struct work *work = (struct work *)w;
    if (f->org_id == 0) {
        and_where(where);
        part_add(where, "0");
        return;
    }
    bool past = f->past && !f->tree_today;
    if (f->self_only) {
        and_where(where);
        buf_printf(&where->sql, "%s = ?", id_sql);
        part_int(where, f->org_id);
        return;
    }
    if (past) {
        in_past(work, where, id_sql, f);
        if (!w->scope.whole)
            in_today(where, id_sql, w->scope.lo, w->scope.hi);
    } else if (!f->range.whole) {
        in_today(where, id_sql, f->range.lo, f->range.hi);
    }
    if (f->under_kind != NULL && past)
        under_kind_past(where, id_sql, f->under_kind, f->as_of);
    else if (f->under_kind != NULL)
        under_kind_today(where, id_sql, f->under_kind);
}
