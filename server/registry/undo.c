/* Taking back a whole save. What is derived (paths, spans, identifiers, flags) is made anew. */
#include "registry/undo.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "registry/organization_store.h"
#include "registry/undo_rows.h"

#include <stdlib.h>
#include <string.h>

struct ids {
    int64_t *id;
    int n;
};

static void ids_add(struct work *w, struct ids *list, int64_t id)
{
    if ((list->n & (list->n - 1)) == 0) { /* a power of two: full */
        int64_t *grown = arena_alloc(w->arena, (size_t)(list->n ? 2 * list->n : 1) * sizeof *grown);
        if (list->n > 0)
            memcpy(grown, list->id, (size_t)list->n * sizeof *grown);
        list->id = grown;
    }
    list->id[list->n++] = id;
}

static bool ids_has(const struct ids *list, int64_t id)
{
    for (int i = 0; i < list->n; i++)
        if (list->id[i] == id)
            return true;
    return false;
}

static struct ids ids_of(struct work *w, enum sql_id query, int64_t save_id)
{
    struct ids list = {NULL, 0};
    stmt *s = conn_stmt(w->conn, query);
    stmt_bind(s, "i", save_id);
    while (stmt_row(s, NULL))
        ids_add(w, &list, stmt_int(s, 0));
    return list;
}

/* ---- may it be taken back */

static enum err judge(struct work *w, int64_t save_id, const struct ids *organizations)
{
    if (conn_get_int(w->conn, SQL_undo_job, 0, "i", save_id) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "undone", "lần lưu này đã được hoàn tác",
                          "this save was taken back already");
    stmt *s = conn_stmt(w->conn, SQL_undo_later);
    stmt_bind(s, "i", save_id);
    if (stmt_row(s, NULL)) {
        fault_add(&w->faults, "", "changed_since",
                  "đã có thay đổi sau lần lưu này (%s, số %lld): không hoàn tác được nữa",
                  "something was changed since (%s %lld): it can no longer be taken back",
                  stmt_text(s, 0), (long long)stmt_int(s, 1));
        stmt_reset(s);
        return ERR_CONFLICT;
    }
    bool used = conn_get_int(w->conn, SQL_undo_person_used, 0, "i", save_id) != 0;
    for (int i = 0; i < organizations->n && !used; i++)
        used = conn_get_int(w->conn, SQL_undo_organization_used, 0, "ii", organizations->id[i],
                            save_id) != 0;
    return used ? fault_fail(ERR_CONFLICT, &w->faults, "", "used_since",
                             "những gì lần lưu này thêm đã được dùng ở nơi khác",
                             "what this save brought in is used elsewhere by now")
                : OK;
}

/* ---- people */

static enum err clear_person(struct work *w, int64_t id)
{
    enum err e = conn_run(w->conn, SQL_span_clear, "i", id);
    if (e == OK)
        e = conn_run(w->conn, SQL_undo_identifiers_clear, "i", id);
    return e != OK ? e : conn_run(w->conn, SQL_undo_person_bump, "i", id);
}

static enum err derive_person(struct work *w, int64_t id)
{
    struct member m;
    if (!member_load(w, id, &m))
        return conn_run(w->conn, SQL_undo_flags_clear, "tii", "members", id, w->tx->id);
    m.fresh = true; /* everything derived was cleared before */
    enum err e = member_identifiers(w, &m);
    if (e == OK)
        e = member_spans(w, &m);
    m.fresh = false;
    return e != OK ? e : member_flags(w, &m);
}

static enum err each_person(struct work *w, const struct ids *people,
                            enum err (*act)(struct work *w, int64_t id))
{
    struct arena *scratch = arena_new(), *own = w->arena;
    enum err e = OK;
    w->arena = scratch;
    for (int i = 0; i < people->n && e == OK; i++) {
        e = act(w, people->id[i]);
        arena_clear(scratch);
    }
    w->arena = own;
    arena_free(scratch);
    return e;
}

/* ---- organisations */

static enum err restore_organizations(struct work *w, const struct ids *gone,
                                      const struct ids *touched)
{
    enum err e = OK;
    for (int i = 0; i < gone->n && e == OK; i++) {
        e = conn_run(w->conn, SQL_org_path_clear, "i", gone->id[i]);
        if (e == OK)
            e = conn_run(w->conn, SQL_undo_organization_withdraw, "i", gone->id[i]);
        if (e == OK)
            e = conn_run(w->conn, SQL_undo_flags_clear, "tii", "organizations", gone->id[i],
                         w->tx->id);
    }
    for (int i = 0; i < touched->n && e == OK; i++)
        if (!ids_has(gone, touched->id[i]))
            e = org_refresh_one(w, touched->id[i]);
    return e == OK && gone->n + touched->n > 0 ? tree_rebuild(w, 0) : e;
}

/* ---- journal */

static int64_t version_of(struct work *w, const char *resource, int64_t id)
{
    struct org_row org;
    if (strcmp(resource, "members") == 0)
        return conn_get_int(w->conn, SQL_person_version, 1, "i", id);
    if (strcmp(resource, "organizations") == 0) {
        conn_run(w->conn, SQL_organization_bump, "i", id);
        return org_get(w, id, &org) ? org.version : 1;
    }
    return undo_row_version(w, resource, id);
}

static enum err journal_back(struct work *w, const struct undo_change *was)
{
    const char *op = strcmp(was->op, "create") == 0   ? "delete"
                     : strcmp(was->op, "delete") == 0 ? "create"
                                                      : "correct";
    struct change c = {.resource = was->resource,
                       .row_id = was->row_id,
                       .uid = was->uid,
                       .op = op,
                       .version = version_of(w, was->resource, was->row_id),
                       .org_id = was->org_id,
                       .fields = was->fields,
                       .before = was->after,
                       .after = was->before};
    return journal_change(w->conn, w->tx, &c);
}

/* ---- the whole */

static void load_change(struct work *w, stmt *s, struct undo_change *c)
{
    const char *text[5];
    static const int columns[] = {0, 2, 3, 5, 6};
    for (int i = 0; i < 5; i++)
        text[i] =
            stmt_is_null(s, columns[i]) ? NULL : arena_dup(w->arena, stmt_text(s, columns[i]));
    *c = (struct undo_change){.resource = text[0],
                              .uid = text[1],
                              .op = text[2],
                              .fields = text[3],
                              .before = text[4],
                              .row_id = stmt_int(s, 1),
                              .org_id = stmt_int(s, 4),
                              .after =
                                  stmt_is_null(s, 7) ? NULL : arena_dup(w->arena, stmt_text(s, 7))};
}

static struct undo_change *load_changes(struct work *w, int64_t save_id, int *n)
{
    int cap = 64;
    struct undo_change *list = malloc((size_t)cap * sizeof *list);
    stmt *s = conn_stmt(w->conn, SQL_undo_changes);
    stmt_bind(s, "i", save_id);
    *n = 0;
    while (stmt_row(s, NULL)) {
        if (*n == cap) {
            cap *= 2;
            list = realloc(list, (size_t)cap * sizeof *list);
        }
        if (list == NULL)
            abort();
        load_change(w, s, &list[(*n)++]);
    }
    return list;
}

static enum err take_back(struct work *w, int64_t save_id, const struct undo_change *changes, int n,
                          const struct ids *organizations)
{
    struct ids people = ids_of(w, SQL_undo_moved_members, save_id), touched = {NULL, 0};
    for (int i = 0; i < n; i++)
        if (strcmp(changes[i].resource, "organizations") == 0 &&
            !ids_has(&touched, changes[i].row_id))
            ids_add(w, &touched, changes[i].row_id);
    enum err e = conn_run(w->conn, SQL_undo_mark, "ii", tx_begin(w->conn, w->tx), save_id);
    if (e == OK)
        e = conn_run(w->conn, SQL_merge_unmark, "i", save_id);
    if (e == OK)
        e = undo_dated_rows(w, save_id);
    for (int i = 0; i < n && e == OK; i++)
        e = undo_plain_row(w, save_id, &changes[i]);
    if (e == OK)
        e = restore_organizations(w, organizations, &touched);
    if (e == OK)
        e = each_person(w, &people, clear_person);
    if (e == OK)
        e = each_person(w, &people, derive_person);
    for (int i = 0; i < n && e == OK; i++)
        e = journal_back(w, &changes[i]);
    return e;
}

enum err save_undo(struct work *w, int64_t save_id)
{
    int n;
    struct ids organizations = ids_of(w, SQL_undo_organizations, save_id);
    enum err e = judge(w, save_id, &organizations);
    if (e != OK)
        return e;
    struct undo_change *changes = load_changes(w, save_id, &n);
    bool quiet = w->tx->quiet_seq;
    w->tx->quiet_seq = true;
    e = n > 0 ? take_back(w, save_id, changes, n, &organizations) : ERR_NOT_FOUND;
    if (e == OK)
        e = conn_run(w->conn, SQL_org_seq_all, "i", w->tx->last_change);
    w->tx->quiet_seq = quiet;
    free(changes);
    return e;
}
