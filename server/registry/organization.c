/* Acts on organisations: establishing, changing, placing; judged by the formation rules. */
#include "registry/organization.h"
#include "base/date.h"
#include "base/text.h"
#include "registry/codes.h"
#include "registry/dict_list.h"
#include "registry/organization_store.h"
#include "registry/rules.h"
#include "rules/formation.h"

#include <stdlib.h>
#include <string.h>

static struct org_facts one_row(struct work *w)
{
    struct org_facts f = {arena_alloc(w->arena, sizeof *f.rows), 1};
    f.rows[0].from = DATE_MIN;
    f.rows[0].to = DATE_MAX;
    return f;
}

static void take_columns(const struct record *r, struct org_fact_row *row)
{
    for (size_t i = 0; i < r->dict->n; i++) {
        int column = org_column(r->dict->fields[i].name);
        if (column >= 0 && record_has(r, r->dict->fields[i].name))
            row->v[column] = record_text(r, r->dict->fields[i].name);
    }
}

/* ---- root */

enum err organization_create_root(struct work *w, const struct new_root *root, int64_t *id)
{
    if (conn_get_int(w->conn, SQL_organization_count, 0, "") > 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/organization", "exists", "đã có tổ chức gốc",
                          "there is a root already");
    struct org_facts f = one_row(w);
    f.rows[0].v[ORG_code] = root->code;
    f.rows[0].v[ORG_name] = root->name;
    f.rows[0].v[ORG_kind] = root->kind;
    f.rows[0].v[ORG_category] = root->category;
    f.rows[0].v[ORG_status] = "active";
    enum err e = org_insert(w, 0, &f, id);
    if (e == OK)
        e = conn_run(w->conn, SQL_grant_root, "i", *id);
    if (e == OK)
        e = org_journal(w, *id, "create", "[\"code\",\"name\",\"kind\"]", NULL, NULL);
    return e;
}

/* ---- rules */

static enum err judge_parent(struct work *w, const char *kind, const char *parent_kind)
{
    if (formation_parent_ok(kind, parent_kind))
        return OK;
    struct rule_param p;
    rule_value(w, "organization_parents", w->today, 0, &p);
    p.confirmed = true;
    return rule_breach(w, &p, "/parent_id", "kind_of_parent",
                       "loại tổ chức này không thể trực thuộc cấp trên đã chọn",
                       "an organisation of this kind cannot stand under this superior");
}

enum err organization_judge_numbers(struct work *w, const char *kind, int official, int members,
                                    const char *approval, const char *day)
{
    struct rule_param least, most;
    rule_value(w, "cell_min_official", day, 3, &least);
    rule_value(w, "base_cell_max_members", day, 30, &most);
    switch (formation_judge(kind, official, members, least.number, most.number)) {
    case FORMATION_OK:
        return OK;
    case FORMATION_BELOW_MINIMUM:
        return rule_breach(w, &least, "/official_members", "below_minimum",
                           "chi bộ phải có ít nhất %d đảng viên chính thức",
                           "a cell needs at least %d official members");
    case FORMATION_ABOVE_MAXIMUM:
        return approval
                   ? OK
                   : rule_breach(
                         w, &most, "/approval", "approval_required",
                         "chi bộ cơ sở trên %d đảng viên cần văn bản đồng ý của cấp trên trực tiếp",
                         "a base cell of more than %d members needs the superior's approval");
    case FORMATION_BELOW_BASE:
        return approval
                   ? OK
                   : rule_breach(
                         w, &most, "/approval", "approval_required",
                         "đảng bộ cơ sở dưới %d đảng viên cần văn bản đồng ý của cấp trên trực tiếp",
                         "a base party of fewer than %d members needs the superior's approval");
    }
    return OK;
}

static enum err judge_section(struct work *w, const char *kind, const char *approval,
                              const char *day)
{
    struct rule_param p;
    if (strcmp(kind, "section_party") != 0 || approval != NULL)
        return OK;
    rule_value(w, "section_party_needs_approval", day, 1, &p);
    return rule_breach(w, &p, "/approval", "approval_required",
                       "lập đảng bộ bộ phận cần văn bản đồng ý của cấp trên trực tiếp",
                       "a section party needs the superior's approval");
}

/* ---- establishing */

enum err organization_create(struct work *w, const struct record *r, int64_t *id)
{
    struct org_row parent;
    if (!org_get(w, record_int(r, "parent_id"), &parent))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/parent_id", "not_found",
                          "không có tổ chức này", "no such organisation");
    struct org_facts f = one_row(w);
    take_columns(r, &f.rows[0]);
    const char *kind = f.rows[0].v[ORG_kind], *status = f.rows[0].v[ORG_status];
    if (status == NULL)
        f.rows[0].v[ORG_status] = status = "active";
    if (strcmp(status, "active") != 0 && strcmp(status, "planned") != 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/status", "code",
                          "chỉ lập được ở trạng thái active hoặc planned",
                          "can only be established as active or planned");
    const char *since = f.rows[0].v[ORG_established_on];
    const char *day = since != NULL && date_check(since) == PRECISION_DAY ? since : w->today;
    bool numbers = record_has(r, "official_members"), all = record_has(r, "members_at_formation");
    enum err e = judge_parent(w, kind, parent.kind);
    if (e == OK && strcmp(status, "active") == 0)
        e = organization_judge_numbers(
            w, kind, numbers ? (int)record_int(r, "official_members") : -1,
            all ? (int)record_int(r, "members_at_formation") : -1, f.rows[0].v[ORG_approval], day);
    if (e == OK)
        e = judge_section(w, kind, f.rows[0].v[ORG_approval], day);
    if (e == OK)
        e = org_insert(w, parent.id, &f, id);
    if (e == OK)
        e = org_journal(w, *id, "create", record_fields(w->arena, r), NULL,
                        record_json(w->arena, r));
    return e;
}

/* ---- changing */

/* Old values of the fields of r, for the journal. */
static const char *old_values(struct work *w, const struct record *r,
                              const struct org_fact_row *row)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    for (size_t i = 0; i < r->dict->n; i++) {
        int column = org_column(r->dict->fields[i].name);
        if (column >= 0 && record_has(r, r->dict->fields[i].name))
            json_kstr(&j, r->dict->fields[i].name, row->v[column]);
    }
    json_close(&j, '}');
    const char *text = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    return text;
}

static enum err judge_change(struct work *w, int64_t id, const struct record *r,
                             const struct org_fact_row *now)
{
    const char *kind = record_text(r, "kind");
    struct org_row row, parent;
    if (kind == NULL || !org_get(w, id, &row))
        return OK;
    enum err e = OK;
    stmt *s = conn_stmt(w->conn, SQL_organization_kind_parent);
    if (row.parent_id != 0) {
        stmt_bind(s, "i", row.parent_id);
        if (stmt_row(s, NULL)) {
            parent.kind = arena_dup(w->arena, stmt_text(s, 0));
            stmt_reset(s);
            e = judge_parent(w, kind, parent.kind);
        }
    }
    if (e != OK)
        return e;
    s = conn_stmt(w->conn, SQL_organization_members_on);
    stmt_bind(s, "it", id, w->today);
    int members = 0, official = 0;
    if (stmt_row(s, NULL)) {
        members = (int)stmt_int(s, 0);
        official = (int)stmt_int(s, 1);
        stmt_reset(s);
    }
    if (members > 0 && !formation_holds_members(kind))
        return fault_fail(ERR_CONFLICT, &w->faults, "/kind", "has_members",
                          "còn đảng viên sinh hoạt trực tiếp",
                          "members still belong to it directly");
    return organization_judge_numbers(w, kind, members > 0 ? official : -1,
                                      members > 0 ? members : -1, now->v[ORG_approval], w->today);
}

/* The day of a change after `day` to one of the columns of r; NULL: none. What changes in another
   column, as the end of a suspension does, is no obstacle. */
static const char *later_change(const struct org_facts *f, const struct record *r, const char *day)
{
    for (int i = 1; i < f->n; i++)
        for (int c = 0; c < ORG_COUNT && strcmp(f->rows[i].from, day) > 0; c++)
            if (!text_same(f->rows[i - 1].v[c], f->rows[i].v[c]) &&
                record_has(r, org_column_name(c)))
                return f->rows[i].from;
    return NULL;
}

enum err organization_change(struct work *w, int64_t id, const struct record *r,
                             const char *effective_on)
{
    struct org_facts old, now;
    enum err e = org_facts_begin(w, id, &old, &now);
    if (e == OK)
        e = judge_change(w, id, r, &old.rows[old.n - 1]);
    if (e != OK)
        return e;
    const char *before = old_values(w, r, &old.rows[old.n - 1]);
    const char *later = effective_on != NULL ? later_change(&old, r, effective_on) : NULL;
    if (later != NULL)
        return fault_fail(ERR_CONFLICT, &w->faults, "/effective_on", "before_last_change",
                          "đã có thay đổi có hiệu lực sau ngày này (%s)",
                          "a later change holds already (%s)", later);
    for (size_t i = 0; i < r->dict->n; i++) {
        const char *name = r->dict->fields[i].name;
        int column = org_column(name);
        if (column >= 0 && record_has(r, name))
            org_facts_set(w, &now, column, record_text(r, name), effective_on);
    }
    const char *after = record_json(w->arena, r);
    e = org_facts_replace(w, id, &old, &now);
    return e != OK ? e
                   : org_journal(w, id, effective_on ? "update" : "correct",
                                 record_fields(w->arena, r), before, after);
}

/* ---- placing */

enum err organization_place_row(struct work *w, int64_t id, int64_t parent_id, const char *from,
                                const char *decision)
{
    struct org_row row, parent;
    if (!org_get(w, id, &row))
        return ERR_NOT_FOUND;
    if (!org_get(w, parent_id, &parent))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/parent_id", "not_found",
                          "không có tổ chức này", "no such organisation");
    if (row.parent_id == 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "root", "tổ chức gốc không có cấp trên",
                          "the root has no superior");
    if (strncmp(parent.path, row.path, strlen(row.path)) == 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/parent_id", "cycle",
                          "cấp trên nằm bên dưới chính tổ chức này",
                          "the superior stands below the organisation itself");
    enum err e = judge_parent(w, row.kind, parent.kind);
    if (e != OK)
        return e;
    int64_t last_id = 0, last_parent = 0;
    const char *last_from = DATE_MIN;
    stmt *s = conn_stmt(w->conn, SQL_placement_rows);
    stmt_bind(s, "i", id);
    while (stmt_row(s, NULL)) {
        last_id = stmt_int(s, 0);
        last_parent = stmt_int(s, 1);
        last_from = arena_dup(w->arena, stmt_text(s, 2));
    }
    if (last_parent == parent_id)
        return fault_fail(ERR_CONFLICT, &w->faults, "/parent_id", "same",
                          "đã trực thuộc cấp trên này", "it stands under this superior already");
    if (strcmp(from, last_from) <= 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/effective_on", "before_last_change",
                          "phải sau lần chuyển gần nhất (%s)",
                          "must come after the last placement (%s)", last_from);
    int64_t tx = tx_begin(w->conn, w->tx);
    e = conn_run(w->conn, SQL_placement_supersede, "ii", last_id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_placement_insert, "iittit", id, last_parent, last_from, from, tx,
                     NULL);
    if (e == OK)
        e = conn_run(w->conn, SQL_placement_insert, "iittit", id, parent_id, from, DATE_MAX, tx,
                     decision);
    if (e == OK)
        e = org_journal(w, id, "update", "[\"parent_id\"]",
                        arena_printf(w->arena, "{\"parent_id\":%lld}", (long long)last_parent),
                        arena_printf(w->arena, "{\"parent_id\":%lld,\"effective_on\":\"%s\"}",
                                     (long long)parent_id, from));
    /* the old superior's figures changed, too; the new one's when the tree is made anew */
    return e != OK ? e : journal_bump(w->conn, last_parent, w->tx->last_change);
}

enum err organization_place(struct work *w, int64_t id, int64_t parent_id, const char *from,
                            const char *decision)
{
    enum err e = organization_place_row(w, id, parent_id, from, decision);
    if (e == OK)
        e = tree_rebuild(w, id);
    return e != OK ? e : journal_bump(w->conn, parent_id, w->tx->last_change);
}

/* ---- today */

enum err organization_refresh_today(struct work *w)
{
    enum err e = tree_rebuild(w, 0);
    int64_t ids[256];
    for (int n = 256; n == 256 && e == OK;) {
        stmt *s = conn_stmt(w->conn, SQL_organization_stale);
        stmt_bind(s, "t", w->today);
        n = 0;
        while (n < 256 && stmt_row(s, &e))
            ids[n++] = stmt_int(s, 0);
        stmt_reset(s);
        for (int i = 0; i < n && e == OK; i++)
            e = org_refresh_one(w, ids[i]);
    }
    return e;
}
