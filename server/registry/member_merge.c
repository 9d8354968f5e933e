/* Merging two records of one person. */
#include "registry/member_merge.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member_values.h"

#include <string.h>

static bool overlap(const struct spell *a, const struct spell *b)
{
    const char *a_to = a->v[MEMBERSHIP_left_on], *b_to = b->v[MEMBERSHIP_left_on];
    return strcmp(spell_start(a), b_to ? b_to : DATE_MAX) < 0 &&
           strcmp(spell_start(b), a_to ? a_to : DATE_MAX) < 0;
}

/* ---- memberships and profile */

static enum err carry_memberships(struct work *w, const struct member *keep,
                                  const struct member *gone, struct merged *out)
{
    enum err e = OK;
    int64_t tx = tx_begin(w->conn, w->tx);
    for (int i = 0; i < gone->n_spells && e == OK; i++) {
        struct spell *s = &gone->spells[i];
        bool clash = false;
        for (int k = 0; k < keep->n_spells; k++)
            clash = clash || overlap(&keep->spells[k], s);
        if (!clash) {
            e = membership_replace(w, keep->id, s->row, s);
            out->memberships++;
            continue;
        }
        e = conn_run(w->conn, SQL_membership_supersede, "ii", s->row, tx);
        if (e == OK)
            e = conn_run(w->conn, SQL_merge_cells_end, "ii", s->membership_id, tx);
        if (e == OK)
            e = conn_run(w->conn, SQL_merge_activities_end, "ii", s->membership_id, tx);
    }
    return e;
}

/* The record that goes: nothing of it counts any more, its history stays. */
static enum err withdraw(struct work *w, const struct member *gone, int64_t keep)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    enum err e = profile_replace(w, gone->id, gone->profiles, gone->n_profiles, NULL, 0);
    if (e == OK)
        e = conn_run(w->conn, SQL_span_clear, "i", gone->id);
    if (e == OK)
        e = conn_run(w->conn, SQL_undo_identifiers_clear, "i", gone->id);
    if (e == OK)
        e = conn_run(w->conn, SQL_undo_flags_clear, "tii", "members", gone->id, tx);
    return e != OK ? e : conn_run(w->conn, SQL_merge_mark, "iii", gone->id, keep, tx);
}

/* ---- what hangs on a person */

static const char *own_columns(struct work *w, const char *table)
{
    static const char *const program[] = {"id",        "uid",         "version",
                                          "person_id", "recorded_tx", "deleted_tx"};
    const char *text = "";
    stmt *s = conn_compose(w->conn, "SELECT name FROM pragma_table_info(?1)");
    stmt_bind(s, "t", table);
    while (stmt_row(s, NULL)) {
        bool own = true;
        for (size_t i = 0; i < sizeof program / sizeof *program; i++)
            own = own && strcmp(stmt_text(s, 0), program[i]) != 0;
        if (own)
            text = arena_printf(w->arena, "%s, %s", text, stmt_text(s, 0));
    }
    return text;
}

static enum err copy_row(struct work *w, const struct dict *d, const char *columns, int64_t row,
                         int64_t keep, int64_t org_id)
{
    char uid[UID_LEN];
    uid_new(uid);
    stmt *s = conn_compose(w->conn, arena_printf(w->arena,
                                                 "INSERT INTO %s (uid, person_id, recorded_tx%s)"
                                                 " SELECT ?1, ?2, ?3%s FROM %s WHERE id = ?4",
                                                 d->table, columns, columns, d->table));
    if (s == NULL)
        return ERR_STORE;
    stmt_bind(s, "tiii", uid, keep, tx_begin(w->conn, w->tx), row);
    enum err e = stmt_run(s);
    struct change c = {.resource = d->resource,
                       .row_id = conn_last_id(w->conn),
                       .uid = uid,
                       .op = "create",
                       .version = 1,
                       .org_id = org_id,
                       .fields = "[]",
                       .after = arena_printf(w->arena, "{\"member_id\":%lld}", (long long)keep)};
    return e != OK ? e : journal_change(w->conn, w->tx, &c);
}

/* Rows are written again under the kept person, so that taking back finds both. */
static enum err carry_rows(struct work *w, const struct dict *d, int64_t gone, int64_t keep,
                           int64_t org_id, int64_t *count)
{
    int64_t ids[512];
    int n = 0;
    enum err e = OK;
    const char *columns = own_columns(w, d->table);
    stmt *s = conn_compose(
        w->conn,
        arena_printf(w->arena,
                     "SELECT id FROM %s WHERE person_id = ?1 AND deleted_tx IS NULL ORDER BY id",
                     d->table));
    if (s == NULL)
        return ERR_STORE;
    stmt_bind(s, "i", gone);
    while (n < 512 && stmt_row(s, NULL))
        ids[n++] = stmt_int(s, 0);
    stmt_reset(s);
    for (int i = 0; i < n && e == OK; i++) {
        e = copy_row(w, d, columns, ids[i], keep, org_id);
        if (e == OK)
            e = record_delete(w, d, ids[i], org_id);
    }
    *count += n;
    return e;
}

static enum err carry_posts(struct work *w, int64_t gone, int64_t keep, struct merged *out)
{
    struct {
        int64_t row, post_id, version, org_id;
        const char *uid;
    } list[64];
    int n = 0;
    enum err e = OK;
    int64_t tx = tx_begin(w->conn, w->tx);
    stmt *s = conn_stmt(w->conn, SQL_merge_posts);
    stmt_bind(s, "i", gone);
    while (n < 64 && stmt_row(s, NULL)) {
        list[n].row = stmt_int(s, 0);
        list[n].post_id = stmt_int(s, 1);
        list[n].uid = arena_dup(w->arena, stmt_text(s, 2));
        list[n].version = stmt_int(s, 3) + 1;
        list[n++].org_id = stmt_int(s, 4);
    }
    stmt_reset(s);
    for (int i = 0; i < n && e == OK; i++) {
        struct change c = {
            .resource = "posts",
            .row_id = list[i].post_id,
            .uid = list[i].uid,
            .op = "correct",
            .version = list[i].version,
            .org_id = list[i].org_id,
            .fields = "[\"member_id\"]",
            .before = arena_printf(w->arena, "{\"member_id\":%lld}", (long long)gone),
            .after = arena_printf(w->arena, "{\"member_id\":%lld}", (long long)keep)};
        e = conn_run(w->conn, SQL_post_supersede, "ii", list[i].row, tx);
        if (e == OK)
            e = conn_run(w->conn, SQL_merge_post, "iii", list[i].row, keep, tx);
        if (e == OK)
            e = journal_change(w->conn, w->tx, &c);
    }
    out->posts = n;
    return e;
}

static enum err carry_photo(struct work *w, int64_t gone, int64_t keep)
{
    stmt *s = conn_stmt(w->conn, SQL_photo_get);
    stmt_bind(s, "i", keep);
    bool has = stmt_row(s, NULL);
    stmt_reset(s);
    s = conn_compose(w->conn, "INSERT INTO photo (person_id, type, bytes, recorded_tx)"
                              " SELECT ?2, type, bytes, ?3 FROM photo"
                              " WHERE person_id = ?1 AND superseded_tx IS NULL");
    if (has || s == NULL)
        return OK;
    stmt_bind(s, "iii", gone, keep, tx_begin(w->conn, w->tx));
    return stmt_run(s);
}

/* ---- the whole */

static enum err journal_merge(struct work *w, const struct member *keep, const struct member *gone,
                              int64_t cell_id)
{
    const struct profile_row *p = &gone->profiles[gone->n_profiles - 1];
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    json_kstr(&j, "full_name", p->v[PROFILE_full_name]);
    json_kstr(&j, "born_on", p->v[PROFILE_born_on]);
    json_close(&j, '}');
    const char *was = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    struct change left = {
        .resource = "members",
        .row_id = gone->id,
        .uid = gone->uid,
        .op = "delete",
        .version = gone->version + 1,
        .org_id = cell_id,
        .fields = "[\"merged_into\"]",
        .before = was,
        .after = arena_printf(w->arena, "{\"merged_into\":%lld}", (long long)keep->id)};
    struct change stays = {
        .resource = "members",
        .row_id = keep->id,
        .uid = keep->uid,
        .op = "correct",
        .version = keep->version + 1,
        .org_id = cell_id,
        .fields = "[\"merged_from\"]",
        .after = arena_printf(w->arena, "{\"merged_from\":%lld}", (long long)gone->id)};
    enum err e = journal_change(w->conn, w->tx, &left);
    return e != OK ? e : journal_change(w->conn, w->tx, &stays);
}

static enum err derive(struct work *w, int64_t id)
{
    struct member m;
    if (!member_load(w, id, &m))
        return ERR_NOT_FOUND;
    enum err e = member_identifiers(w, &m);
    if (e == OK)
        e = member_spans(w, &m);
    return e != OK ? e : member_flags(w, &m);
}

enum err member_merge(struct work *w, int64_t keep_id, int64_t gone_id, const struct record *values,
                      struct merged *out)
{
    static const struct dict *const tables[] = {&dict_family, &dict_training, &dict_work_history};
    struct member keep, gone;
    struct member_place place;
    const char *changes;
    int64_t untold = 0;
    *out = (struct merged){0};
    if (keep_id == gone_id)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/from", "itself",
                          "phải là hai bản ghi khác nhau", "must be two records");
    if (!member_place(w, gone_id, &place) || !member_load(w, gone_id, &gone))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/from", "not_found", "không có đảng viên này",
                          "no such member");
    if (!member_place(w, keep_id, &place) || !member_load(w, keep_id, &keep))
        return ERR_NOT_FOUND;
    enum err e = journal_merge(w, &keep, &gone, place.cell_id);
    if (e == OK)
        e = carry_memberships(w, &keep, &gone, out);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && e == OK; i++)
        e = carry_rows(w, tables[i], gone_id, keep_id, place.cell_id, &out->rows);
    if (e == OK)
        e = carry_rows(w, &dict_discipline, gone_id, keep_id, place.cell_id, &untold);
    if (e == OK)
        e = carry_posts(w, gone_id, keep_id, out);
    if (e == OK)
        e = carry_photo(w, gone_id, keep_id);
    if (e == OK)
        e = withdraw(w, &gone, keep_id);
    if (e == OK)
        e = conn_run(w->conn, SQL_person_bump, "i", keep_id);
    if (e == OK)
        e = derive(w, keep_id);
    return e != OK ? e : member_apply(w, keep_id, values, NULL, false, &changes);
}
