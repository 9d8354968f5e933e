/* Generic writing of simple resources: composed only from names of the dictionary. */
#include "base/crypto.h"
#include "registry/record.h"

#include <string.h>

static bool present(const struct record *r, size_t i)
{
    return (r->present[i / 64] >> (i % 64) & 1) != 0;
}

static bool is_number(const struct field *f)
{
    return f->type == FIELD_INT || f->type == FIELD_ID || f->type == FIELD_BOOL;
}

static const char *column_of(const struct field *f)
{
    return f->column ? f->column : f->name;
}

/* Input-only and computed fields have no column. */
static bool stored(const struct field *f)
{
    return f->sql != NULL && (f->flags & (F_COMPUTED | F_SECRET)) == 0;
}

static void bind_value(stmt *s, int at, const struct field *f, const struct value *v)
{
    if (v->null)
        stmt_bind_null(s, at);
    else if (is_number(f))
        stmt_bind_int(s, at, v->i);
    else
        stmt_bind_text(s, at, v->text);
}

enum err record_insert(struct work *w, const struct record *r, const struct fixed_column *fixed,
                       size_t n_fixed, int64_t org_id, int64_t *id)
{
    struct buf names = {0}, places = {0};
    buf_printf(&names, "INSERT INTO %s (uid, recorded_tx", r->dict->table);
    buf_str(&places, ") VALUES (?, ?");
    for (size_t i = 0; i < n_fixed; i++) {
        buf_printf(&names, ", %s", fixed[i].name);
        buf_str(&places, ", ?");
    }
    for (size_t i = 0; i < r->dict->n; i++) {
        if (!present(r, i) || !stored(&r->dict->fields[i]))
            continue;
        buf_printf(&names, ", %s", column_of(&r->dict->fields[i]));
        buf_str(&places, ", ?");
    }
    buf_printf(&names, "%s)", buf_text(&places));
    char uid[UID_LEN];
    uid_new(uid);
    stmt *s = conn_compose(w->conn, buf_text(&names));
    buf_free(&names);
    buf_free(&places);
    if (s == NULL)
        return ERR_STORE;
    int at = 1;
    stmt_bind_text(s, at++, uid);
    stmt_bind_int(s, at++, tx_begin(w->conn, w->tx));
    for (size_t i = 0; i < n_fixed; i++)
        stmt_bind_int(s, at++, fixed[i].value);
    for (size_t i = 0; i < r->dict->n; i++)
        if (present(r, i) && stored(&r->dict->fields[i]))
            bind_value(s, at++, &r->dict->fields[i], &r->v[i]);
    enum err e = stmt_run(s);
    if (e != OK)
        return e;
    *id = conn_last_id(w->conn);
    struct change c = {.resource = r->dict->resource,
                       .row_id = *id,
                       .uid = uid,
                       .op = "create",
                       .version = 1,
                       .org_id = org_id,
                       .fields = record_fields(w->arena, r),
                       .after = record_json(w->arena, r)};
    return journal_change(w->conn, w->tx, &c);
}

/* What the row holds now in the columns of `like` (all stored ones when NULL). */
static enum err read_row(struct work *w, const struct dict *d, const struct record *like,
                         int64_t id, struct record *out, const char **uid, int64_t *version)
{
    struct buf b = {0};
    buf_str(&b, "SELECT uid, version");
    for (size_t i = 0; i < d->n; i++)
        if (stored(&d->fields[i]) && (like == NULL || present(like, i)))
            buf_printf(&b, ", %s", column_of(&d->fields[i]));
    buf_printf(&b, " FROM %s WHERE id = ?", d->table);
    stmt *s = conn_compose(w->conn, buf_text(&b));
    buf_free(&b);
    if (s == NULL)
        return ERR_STORE;
    stmt_bind_int(s, 1, id);
    enum err e;
    if (!stmt_row(s, &e))
        return e != OK ? e : ERR_NOT_FOUND;
    *out = (struct record){.dict = d};
    *uid = arena_dup(w->arena, stmt_text(s, 0));
    *version = stmt_int(s, 1);
    int col = 2;
    for (size_t i = 0; i < d->n; i++) {
        const struct field *f = &d->fields[i];
        if (!stored(f) || (like != NULL && !present(like, i)))
            continue;
        out->present[i / 64] |= UINT64_C(1) << (i % 64);
        out->v[i].null = stmt_is_null(s, col);
        if (!out->v[i].null && is_number(f))
            out->v[i].i = stmt_int(s, col);
        else if (!out->v[i].null)
            out->v[i].text = arena_dup(w->arena, stmt_text(s, col));
        col++;
    }
    stmt_reset(s);
    return OK;
}

static bool same_value(const struct field *f, const struct value *a, const struct value *b)
{
    if (a->null || b->null)
        return a->null == b->null;
    return is_number(f) ? a->i == b->i : strcmp(a->text, b->text) == 0;
}

enum err record_update(struct work *w, const struct record *r, int64_t id, int64_t org_id,
                       const char *op)
{
    const struct dict *d = r->dict;
    struct record old, changed = *r;
    const char *uid;
    int64_t version;
    enum err e = read_row(w, d, r, id, &old, &uid, &version);
    if (e != OK)
        return e;
    bool any = false;
    for (size_t i = 0; i < d->n; i++) {
        bool differs = present(r, i) && stored(&d->fields[i]) &&
                       !same_value(&d->fields[i], &old.v[i], &r->v[i]);
        if (!differs) {
            changed.present[i / 64] &= ~(UINT64_C(1) << (i % 64));
            old.present[i / 64] &= ~(UINT64_C(1) << (i % 64));
        }
        any = any || differs;
    }
    if (!any)
        return OK; /* a patch that says what is there already is no change */
    struct buf b = {0};
    buf_printf(&b, "UPDATE %s SET version = version + 1", d->table);
    for (size_t i = 0; i < d->n; i++)
        if (present(&changed, i))
            buf_printf(&b, ", %s = ?", column_of(&d->fields[i]));
    buf_str(&b, " WHERE id = ?");
    stmt *s = conn_compose(w->conn, buf_text(&b));
    buf_free(&b);
    if (s == NULL)
        return ERR_STORE;
    int at = 1;
    for (size_t i = 0; i < d->n; i++)
        if (present(&changed, i))
            bind_value(s, at++, &d->fields[i], &r->v[i]);
    stmt_bind_int(s, at, id);
    e = stmt_run(s);
    if (e != OK)
        return e;
    struct change c = {.resource = d->resource,
                       .row_id = id,
                       .uid = uid,
                       .op = op,
                       .version = version + 1,
                       .org_id = org_id,
                       .fields = record_fields(w->arena, &changed),
                       .before = record_json(w->arena, &old),
                       .after = record_json(w->arena, &changed)};
    return journal_change(w->conn, w->tx, &c);
}

enum err record_delete(struct work *w, const struct dict *d, int64_t id, int64_t org_id)
{
    struct record old;
    const char *uid;
    int64_t version;
    enum err e = read_row(w, d, NULL, id, &old, &uid, &version);
    if (e != OK)
        return e;
    stmt *s = conn_compose(w->conn, arena_printf(w->arena,
                                                 "UPDATE %s SET version = version + 1,"
                                                 " deleted_tx = ? WHERE id = ?",
                                                 d->table));
    if (s == NULL)
        return ERR_STORE;
    stmt_bind(s, "ii", tx_begin(w->conn, w->tx), id);
    e = stmt_run(s);
    if (e != OK)
        return e;
    struct change c = {.resource = d->resource,
                       .row_id = id,
                       .uid = uid,
                       .op = "delete",
                       .version = version + 1,
                       .org_id = org_id,
                       .fields = record_fields(w->arena, &old),
                       .before = record_json(w->arena, &old)};
    return journal_change(w->conn, w->tx, &c);
}
