/* Templates and their files in the store; every act is journalled, none takes a file away. */
#include "registry/template.h"
#include "base/crypto.h"
#include "base/text.h"
#include "registry/dict_list.h"

#include <string.h>

#define CODE_MAX 60

/* ---- which there are */

/* Whether a keeper's path is the caller's own or above it; paths end with a slash. */
static bool above(const struct scope *s, const char *path)
{
    size_t n = strlen(path);
    return n > 0 && strncmp(s->lo, path, n) == 0;
}

bool template_get(struct work *w, int64_t id, struct template_row *out)
{
    stmt *s = conn_stmt(w->conn, SQL_template_row);
    stmt_bind(s, "i", id);
    if (!stmt_row(s, NULL))
        return false;
    const char *path = stmt_text(s, 3);
    bool shipped = stmt_int(s, 2) == 0, below = scope_has_path(&w->scope, path);
    bool seen = shipped || below || above(&w->scope, path);
    *out = (struct template_row){.id = id,
                                 .uid = arena_dup(w->arena, stmt_text(s, 0)),
                                 .version = stmt_int(s, 1),
                                 .org_id = stmt_int(s, 2),
                                 .code = arena_dup(w->arena, stmt_text(s, 4)),
                                 .name = arena_dup(w->arena, stmt_text(s, 5)),
                                 .subject = arena_dup(w->arena, stmt_text(s, 6)),
                                 .number = stmt_int(s, 7),
                                 .origin = arena_dup(w->arena, stmt_text(s, 8)),
                                 .may_change = shipped ? w->scope.whole : below};
    stmt_reset(s);
    return seen;
}

void template_list_from(struct work *w, struct list_request *q, int64_t id)
{
    part_add(&q->from,
             "FROM (SELECT ? AS lo, ? AS hi, ? AS whole) d CROSS JOIN template t"
             " JOIN template_file f ON f.template_id = t.id AND f.superseded_tx IS NULL"
             " JOIN tx x ON x.id = f.recorded_tx LEFT JOIN organization o ON o.id = t.org_id");
    part_text(&q->from, w->scope.lo);
    part_text(&q->from, w->scope.hi);
    part_int(&q->from, w->scope.whole);
    part_add(&q->where, "t.deleted_tx IS NULL AND (t.org_id IS NULL OR (o.path >= d.lo AND o.path <"
                        " d.hi) OR substr(d.lo, 1, length(o.path)) = o.path)");
    if (id != 0) {
        part_add(&q->where, " AND t.id = ?");
        part_int(&q->where, id);
    }
    q->id_sql = "t.id";
}

/* ---- files */

static enum err put_file(struct work *w, int64_t template_id, const char *origin,
                         const struct template_file *f, bool current, int64_t *number)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    *number = conn_get_int(w->conn, SQL_template_file_last, 0, "i", template_id) + 1;
    enum err e =
        current ? conn_run(w->conn, SQL_template_file_supersede, "ii", template_id, tx) : OK;
    if (e != OK)
        return e;
    stmt *s = conn_stmt(w->conn, SQL_template_file_insert);
    stmt_bind(s, "iitttti", template_id, *number, origin, f->file_name, f->fields, f->hash,
              (int64_t)f->n);
    stmt_bind_int(s, 8, tx);
    if (!current)
        stmt_bind_int(s, 9, tx);
    stmt_bind_blob(s, 10, f->bytes, f->n);
    return stmt_run(s);
}

static enum err journal(struct work *w, const struct template_row *t, const char *op,
                        int64_t version, int64_t before, int64_t after)
{
    struct change c = {.resource = "templates",
                       .row_id = t->id,
                       .uid = t->uid,
                       .op = op,
                       .version = version,
                       .org_id = t->org_id,
                       .fields = "[\"number\"]",
                       .before = arena_printf(w->arena, "{\"number\":%lld}", (long long)before),
                       .after = arena_printf(w->arena, "{\"number\":%lld}", (long long)after)};
    return journal_change(w->conn, w->tx, &c);
}

enum err template_replace(struct work *w, const struct template_row *t,
                          const struct template_file *f)
{
    int64_t number;
    enum err e = put_file(w, t->id, "own", f, true, &number);
    if (e == OK)
        e = conn_run(w->conn, SQL_template_bump, "i", t->id);
    return e != OK ? e : journal(w, t, "update", t->version + 1, t->number, number);
}

enum err template_restore(struct work *w, const struct template_row *t, int64_t number)
{
    if (number == 0)
        number = conn_get_int(w->conn, SQL_template_file_shipped, 0, "i", t->id);
    if (number == t->number)
        return OK;
    int64_t tx = tx_begin(w->conn, w->tx);
    int64_t next = conn_get_int(w->conn, SQL_template_file_last, 0, "i", t->id) + 1;
    enum err e = conn_run(w->conn, SQL_template_file_supersede, "ii", t->id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_template_file_again, "iiii", t->id, number, next, tx);
    if (e == OK && conn_changes(w->conn) != 1)
        return ERR_NOT_FOUND;
    if (e == OK)
        e = conn_run(w->conn, SQL_template_bump, "i", t->id);
    return e != OK ? e : journal(w, t, "update", t->version + 1, t->number, next);
}

/* ---- new ones */

/* Letters and digits of the name, without diacritics, joined by hyphens; not taken yet. */
static const char *free_code(struct work *w, const char *name, int64_t org_id)
{
    char *code = arena_alloc(w->arena, CODE_MAX + 1), *to = code;
    for (const char *p = text_fold(w->arena, name); *p != '\0' && to < code + CODE_MAX - 4; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        if (plain)
            *to++ = *p;
        else if (to > code && to[-1] != '-')
            *to++ = '-';
    }
    while (to > code && to[-1] == '-')
        to--;
    *to = '\0';
    const char *wanted = to > code ? code : "mau", *found = wanted;
    for (int i = 2; conn_get_int(w->conn, SQL_template_code_taken, 0, "ti", found, org_id) != 0;
         i++)
        found = arena_printf(w->arena, "%s-%d", wanted, i);
    return found;
}

enum err template_create(struct work *w, const struct record *r, int64_t org_id,
                         const struct template_file *f, int64_t *id)
{
    struct record full = *r;
    struct fixed_column fixed[] = {{"org_id", org_id}};
    const char *code = record_text(r, "code");
    int64_t number;
    if (code == NULL)
        record_set_text(&full, "code", free_code(w, record_text(r, "name"), org_id));
    else if (conn_get_int(w->conn, SQL_template_code_taken, 0, "ti", code, org_id) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "code", "duplicate", "đã có mẫu mang mã này",
                          "there is a template with this code");
    enum err e = record_insert(w, &full, fixed, 1, org_id, id);
    return e != OK ? e : put_file(w, *id, "own", f, true, &number);
}

enum err template_ship(struct work *w, const struct template_shipped *s)
{
    struct template_file f = {.hash = s->hash};
    int64_t id = conn_get_int(w->conn, SQL_template_shipped, 0, "t", s->code), number;
    bool known = false, current = true;
    if (id != 0) {
        stmt *q = conn_stmt(w->conn, SQL_template_file_shipped);
        stmt_bind(q, "i", id);
        if (stmt_row(q, NULL)) {
            known = strcmp(stmt_text(q, 1), s->hash) == 0;
            stmt_reset(q);
        }
        struct template_row t;
        current = template_get(w, id, &t) && strcmp(t.origin, "shipped") == 0;
    }
    if (known)
        return OK;
    enum err e = s->file(s->ctx, &f);
    if (e == OK && id == 0) {
        char uid[UID_LEN];
        uid_new(uid);
        stmt *q = conn_stmt(w->conn, SQL_template_insert);
        stmt_bind(q, "tsttttt", uid, (int64_t)0, s->code, s->name, s->name_en, s->subject, NULL);
        stmt_bind_int(q, 7, tx_begin(w->conn, w->tx));
        e = stmt_run(q);
        id = conn_last_id(w->conn);
    }
    return e != OK ? e : put_file(w, id, "shipped", &f, current, &number);
}
