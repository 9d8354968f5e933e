/* Mergers, splits, many placements. */
#include "registry/reorganize.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member_move.h"
#include "registry/organization_store.h"
#include "rules/formation.h"

#include <string.h>

struct list {
    int64_t *id;
    int n;
};

static struct list ids_of(struct work *w, enum sql_id query, int64_t id, const char *day)
{
    struct list l = {NULL, 0};
    stmt *s = conn_stmt(w->conn, query);
    stmt_bind(s, "it", id, day);
    while (stmt_row(s, NULL)) {
        if ((l.n & (l.n - 1)) == 0) { /* a power of two: full */
            int64_t *grown = arena_alloc(w->arena, (size_t)(l.n ? 2 * l.n : 1) * sizeof *grown);
            if (l.n > 0)
                memcpy(grown, l.id, (size_t)l.n * sizeof *grown);
            l.id = grown;
        }
        l.id[l.n++] = stmt_int(s, 0);
    }
    return l;
}

static void told(struct work *w, struct reorganization *out, struct reorganized row)
{
    if ((out->n & (out->n - 1)) == 0) {
        struct reorganized *grown =
            arena_alloc(w->arena, (size_t)(out->n ? 2 * out->n : 1) * sizeof *grown);
        if (out->n > 0)
            memcpy(grown, out->rows, (size_t)out->n * sizeof *grown);
        out->rows = grown;
    }
    out->rows[out->n++] = row;
    out->organizations++;
}

static int64_t members_below(struct work *w, int64_t id, const char *day)
{
    struct org_row org;
    struct scope range;
    if (!org_get(w, id, &org))
        return 0;
    scope_from_path(&range, id, org.path);
    return conn_get_int(w->conn, SQL_national_all, 0, "ttt", day, range.lo, range.hi);
}

static bool numbers_on(struct work *w, int64_t id, const char *day, int *members, int *official)
{
    stmt *s = conn_stmt(w->conn, SQL_organization_members_on);
    stmt_bind(s, "it", id, day);
    *members = *official = 0;
    if (!stmt_row(s, NULL))
        return false;
    *members = (int)stmt_int(s, 0);
    *official = (int)stmt_int(s, 1);
    stmt_reset(s);
    return true;
}

/* ---- parts of an act */

static enum err move_members(struct work *w, int64_t from, int64_t to, const char *day,
                             struct reorganization *out)
{
    struct list people = ids_of(w, SQL_cell_members_from, from, day);
    enum err e = OK;
    for (int i = 0; i < people.n && e == OK; i++)
        e = member_move(w, people.id[i], from, to, day);
    out->members += people.n;
    return e;
}

static enum err end_posts(struct work *w, int64_t org_id, const char *day,
                          struct reorganization *out)
{
    struct list posts = ids_of(w, SQL_org_posts_open, org_id, day);
    enum err e = OK;
    for (int i = 0; i < posts.n && e == OK; i++) {
        int64_t tx = tx_begin(w->conn, w->tx);
        stmt *s = conn_stmt(w->conn, SQL_post_open_row);
        stmt_bind(s, "i", posts.id[i]);
        if (!stmt_row(s, NULL))
            continue;
        int64_t row = stmt_int(s, 0);
        struct change c = {.resource = "posts",
                           .row_id = posts.id[i],
                           .uid = arena_dup(w->arena, stmt_text(s, 1)),
                           .version = stmt_int(s, 2),
                           .op = "update",
                           .org_id = org_id,
                           .fields = "[\"to\"]",
                           .before = "{\"to\":null}",
                           .after = arena_printf(w->arena, "{\"to\":\"%s\"}", day)};
        bool later = strcmp(stmt_text(s, 3), day) >= 0;
        stmt_reset(s);
        if (later)
            return fault_fail(ERR_CONFLICT, &w->faults, "/effective_on", "later_post",
                              "có chức vụ bắt đầu sau ngày này", "an office begins after this day");
        e = conn_run(w->conn, SQL_post_supersede, "ii", row, tx);
        if (e == OK)
            e = conn_run(w->conn, SQL_post_end, "iti", row, day, tx);
        if (e == OK)
            e = journal_change(w->conn, w->tx, &c);
        out->posts++;
    }
    return e;
}

static enum err lineage(struct work *w, int64_t from, int64_t to, const char *kind, const char *day,
                        const char *decision)
{
    return conn_run(w->conn, SQL_lineage_insert, "iittti", from, to, kind, day, decision,
                    tx_begin(w->conn, w->tx));
}

/* ---- placing many */

enum err organizations_place(struct work *w, const struct placing *list, int n, const char *day,
                             const char *decision, struct reorganization *out)
{
    enum err e = OK;
    for (int i = 0; i < n && e == OK; i++) {
        struct org_row org;
        if (!org_get(w, list[i].org_id, &org))
            return fault_fail(ERR_BAD_BODY, &w->faults,
                              arena_printf(w->arena, "/items/%d/org_id", i), "not_found",
                              "không có tổ chức này", "no such organisation");
        if (org.parent_id == list[i].parent_id)
            continue;
        struct reorganized row = {.id = org.id,
                                  .from_id = org.parent_id,
                                  .to_id = list[i].parent_id,
                                  .members = members_below(w, org.id, day)};
        e = organization_place_row(w, list[i].org_id, list[i].parent_id, day, decision);
        if (e == OK) {
            told(w, out, row);
            out->members += row.members;
        } else if (w->faults.last != NULL) {
            w->faults.last->detail =
                arena_printf(w->arena, "%s: %s", org.name, w->faults.last->detail);
        }
    }
    if (e == OK && out->n > 0) {
        e = tree_rebuild(w, 0);
        if (e == ERR_CONFLICT)
            fault_add(&w->faults, "/items", "cycle", "các tổ chức trực thuộc lẫn nhau thành vòng",
                      "the organisations would stand below each other");
    }
    return e == OK && out->n > 0 ? conn_run(w->conn, SQL_org_seq_all, "i", w->tx->last_change) : e;
}

static enum err place_children(struct work *w, int64_t from, int64_t to, const char *day,
                               const char *decision, struct reorganization *out)
{
    struct list below = ids_of(w, SQL_org_children_from, from, day);
    struct placing *moves = arena_alloc(w->arena, (size_t)(below.n + 1) * sizeof *moves);
    int n = 0;
    for (int i = 0; i < below.n; i++)
        if (below.id[i] != to)
            moves[n++] = (struct placing){below.id[i], to};
    int64_t members = out->members; /* those below keep their cell */
    enum err e = n > 0 ? organizations_place(w, moves, n, day, decision, out) : OK;
    out->members = members;
    return e;
}

/* ---- merging */

static enum err check_merge(struct work *w, const struct org_row *into, int64_t source)
{
    struct org_row org;
    if (!org_get(w, source, &org))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/sources", "not_found", "không có tổ chức này",
                          "no such organisation");
    if (org.id == into->id || org.parent_id == 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/sources", "itself",
                          "%s không thể sáp nhập như vậy", "%s cannot be merged like this",
                          org.name);
    if (strncmp(into->path, org.path, strlen(org.path)) == 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/sources", "above",
                          "%s là cấp trên của tổ chức nhận", "%s stands above the receiver",
                          org.name);
    if (formation_holds_members(org.kind) != formation_holds_members(into->kind))
        return fault_fail(ERR_CONFLICT, &w->faults, "/sources", "kind",
                          "%s: chi bộ chỉ sáp nhập với chi bộ, đảng bộ với đảng bộ",
                          "%s: cells merge with cells, parties with parties", org.name);
    return OK;
}

static enum err merge_one(struct work *w, int64_t into, int64_t source, const char *day,
                          const char *decision, struct reorganization *out)
{
    struct reorganized row = {source, source, into, members_below(w, source, day)};
    enum err e = move_members(w, source, into, day, out);
    if (e == OK)
        e = place_children(w, source, into, day, decision, out);
    if (e == OK)
        e = end_posts(w, source, day, out);
    if (e == OK)
        e = org_end(w, source, "merged", day, decision);
    if (e == OK)
        e = lineage(w, source, into, "merge", day, decision);
    told(w, out, row);
    return e;
}

enum err organizations_merge(struct work *w, int64_t into, const int64_t *sources, int n,
                             const char *day, const char *decision, const char *approval,
                             struct reorganization *out)
{
    struct org_row target;
    if (!org_get(w, into, &target))
        return ERR_NOT_FOUND;
    if (strcmp(target.status, "active") != 0 && strcmp(target.status, "planned") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "dissolved",
                          "tổ chức nhận đã kết thúc hoạt động", "the receiver has ended");
    enum err e = OK;
    for (int i = 0; i < n && e == OK; i++) {
        e = check_merge(w, &target, sources[i]);
        for (int k = 0; k < i && e == OK; k++)
            if (sources[k] == sources[i])
                e = fault_fail(ERR_BAD_BODY, &w->faults, "/sources", "repeated",
                               "một tổ chức được nêu hai lần", "an organisation is named twice");
        if (e == OK)
            e = merge_one(w, into, sources[i], day, decision, out);
    }
    int members, official;
    if (e == OK && formation_holds_members(target.kind) &&
        numbers_on(w, into, day, &members, &official))
        e = organization_judge_numbers(w, target.kind, official, members, approval, day);
    return e != OK ? e
                   : org_journal(
                         w, into, "update", "[\"lineage\"]", NULL,
                         arena_printf(w->arena, "{\"merged\":%d,\"effective_on\":\"%s\"}", n, day));
}

/* ---- splitting */

static enum err fill_part(struct work *w, int64_t id, struct split_part *p, const char *day,
                          const char *decision, struct reorganization *out)
{
    struct placing *moves = arena_alloc(w->arena, (size_t)(p->n_children + 1) * sizeof *moves);
    int members, official;
    enum err e = organization_create(w, &p->record, &p->id);
    for (int i = 0; i < p->n_members && e == OK; i++) {
        e = member_move(w, p->members[i], id, p->id, day);
        out->members++;
    }
    for (int i = 0; i < p->n_children; i++)
        moves[i] = (struct placing){p->children[i], p->id};
    int64_t moved = out->members;
    if (e == OK && p->n_children > 0)
        e = organizations_place(w, moves, p->n_children, day, decision, out);
    out->members = moved;
    const char *kind = record_text(&p->record, "kind");
    if (e == OK && formation_holds_members(kind) && numbers_on(w, p->id, day, &members, &official))
        e = organization_judge_numbers(w, kind, official, members,
                                       record_text(&p->record, "approval"), day);
    if (e == OK)
        e = lineage(w, id, p->id, "split", day, decision);
    told(w, out, (struct reorganized){p->id, id, p->id, p->n_members});
    return e;
}

enum err organization_split(struct work *w, int64_t id, struct split_part *parts, int n, bool keep,
                            const char *day, const char *decision, struct reorganization *out)
{
    enum err e = OK;
    int members, official;
    struct org_row org;
    if (!org_get(w, id, &org))
        return ERR_NOT_FOUND;
    for (int i = 0; i < n && e == OK; i++)
        e = fill_part(w, id, &parts[i], day, decision, out);
    if (e != OK)
        return e;
    struct list left = ids_of(w, SQL_cell_members_from, id, day);
    struct list below = ids_of(w, SQL_org_children_from, id, day);
    if (!keep && left.n + below.n > 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/parts", "left_over",
                          "còn %d đảng viên và %d tổ chức chưa được chia",
                          "%d members and %d organisations are in no part", left.n, below.n);
    if (keep) {
        if (formation_holds_members(org.kind) && numbers_on(w, id, day, &members, &official))
            e = organization_judge_numbers(w, org.kind, official, members, NULL, day);
        return e != OK
                   ? e
                   : org_journal(
                         w, id, "update", "[\"lineage\"]", NULL,
                         arena_printf(w->arena, "{\"parts\":%d,\"effective_on\":\"%s\"}", n, day));
    }
    e = end_posts(w, id, day, out);
    return e != OK ? e : org_end(w, id, "split", day, decision);
}
