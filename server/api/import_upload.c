/* Uploads: any file of rows, checked by a run that is rolled back, kept in staging with a state a
   row. */
#include "api/handlers.h"
#include "base/crypto.h"
#include "base/date.h"
#include "office/sheet.h"
#include "registry/codes.h"
#include "registry/dict_list.h"
#include "registry/import.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- one run, and what its rows became */

struct staged {
    long line;
    const char *state;
    int64_t id;
    size_t at[6]; /* label, cells, faults, changes, flags, end: offsets into text */
};
struct upload {
    const char *kind;
    const struct dict *dict;
    struct rows *rows_in;
    struct heading heading;
    struct sheet_info info;
    struct import_result result;
    struct staged *rows; /* as staged */
    size_t n, cap;
    struct buf text;
    enum err ran;
    int64_t id, missing;
    bool reconcile;
};

static void put_cells(struct buf *b, const struct import_row *row)
{
    struct json j;
    json_init(&j, b);
    json_open(&j, '[');
    for (size_t i = 0; i < row->n_cells; i++)
        json_str(&j, row->cells[i]);
    json_close(&j, ']');
    buf_char(b, '\0');
}

static void put_faults(struct buf *b, const struct faults *faults)
{
    struct json j;
    json_init(&j, b);
    json_open(&j, '[');
    for (const struct fault *f = faults->first; f != NULL; f = f->next) {
        json_open(&j, '{');
        json_kstr(&j, "pointer", f->pointer);
        json_kstr(&j, "code", f->code);
        json_kstr(&j, "detail", f->detail);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    buf_char(b, '\0');
}

static void put_flags(struct buf *b, const struct import_row *row)
{
    struct json j;
    json_init(&j, b);
    json_open(&j, '[');
    for (int i = 0; i < row->n_flags; i++)
        json_str(&j, row->flags[i]);
    json_close(&j, ']');
    buf_char(b, '\0');
}

static void stage_row(void *ctx, const struct import_row *row)
{
    struct upload *u = ctx;
    if (u->n == u->cap) {
        size_t cap = u->cap ? 2 * u->cap : 1024;
        struct staged *grown = realloc(u->rows, cap * sizeof *grown);
        if (grown == NULL)
            abort();
        u->rows = grown;
        u->cap = cap;
    }
    struct staged *s = &u->rows[u->n++];
    s->line = row->line;
    s->state = row->state;
    s->id = row->id;
    s->at[0] = u->text.len;
    buf_add(&u->text, row->label, strlen(row->label) + 1);
    s->at[1] = u->text.len;
    put_cells(&u->text, row);
    s->at[2] = u->text.len;
    put_faults(&u->text, row->faults);
    s->at[3] = u->text.len;
    if (row->changes != NULL)
        buf_add(&u->text, row->changes, strlen(row->changes) + 1);
    s->at[4] = u->text.len;
    if (row->n_flags > 0)
        put_flags(&u->text, row);
    s->at[5] = u->text.len;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Whom the file leaves out: everybody of the scope that no row was matched with. */
static void stage_missing(struct call *c, struct upload *u)
{
    size_t n = u->n;
    long last = u->heading.line;
    int64_t *seen = malloc((n + 1) * sizeof *seen);
    if (seen == NULL)
        abort();
    for (size_t i = 0; i < n; i++) {
        seen[i] = u->rows[i].id;
        last = u->rows[i].line > last ? u->rows[i].line : last;
    }
    qsort(seen, n, sizeof *seen, by_id);
    struct faults none;
    faults_init(&none, c->work.arena, c->work.faults.lang);
    stmt *s = conn_stmt(c->work.conn, SQL_reconcile_members);
    stmt_bind(s, "ttt", c->work.today, c->work.scope.lo, c->work.scope.hi);
    while (stmt_row(s, NULL)) {
        int64_t id = stmt_int(s, 0);
        if (bsearch(&id, seen, n, sizeof *seen, by_id) != NULL)
            continue;
        const char *cells[] = {stmt_text(s, 1), stmt_text(s, 2)};
        struct import_row row = {.line = ++last,
                                 .state = "missing",
                                 .label = cells[0],
                                 .cells = cells,
                                 .n_cells = 2,
                                 .faults = &none,
                                 .id = id};
        stage_row(u, &row);
        u->missing++;
    }
    free(seen);
}

/* Always rolled back: the refusal is how the writer is told so. */
static enum err check_write(struct call *c)
{
    struct upload *u = c->scratch;
    c->tx = (struct tx){.actor = &c->actor};
    u->ran = import_run(&c->work, u->dict, &u->heading, u->rows_in, stage_row, u, &u->result);
    if (u->reconcile && (u->ran == OK || u->ran == ERR_BAD_BODY))
        stage_missing(c, u);
    return ERR_CONFLICT;
}

static const char *notices(struct call *c, const struct import_result *r)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    for (int i = 0; i < r->n_warnings; i++)
        json_kint(&j, r->warnings[i].code, r->warnings[i].count);
    json_close(&j, '}');
    const char *text = arena_dup(c->work.arena, buf_text(&b));
    buf_free(&b);
    return text;
}

static const char *kept_text(struct call *c, struct buf *b)
{
    const char *text = arena_dup(c->work.arena, buf_text(b));
    buf_free(b);
    return text;
}

/* The heading, for the front end and for the file of problems. */
static const char *header_json(struct call *c, const struct upload *u)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '[');
    for (size_t i = 0; i < u->heading.n; i++)
        json_str(&j, u->heading.names[i]);
    json_close(&j, ']');
    return kept_text(c, &b);
}

/* What the file was, and which column is which field. */
static const char *source_json(struct call *c, const struct upload *u)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    json_kstr(&j, "format", u->info.format);
    json_kstr(&j, "sheet", u->info.sheet);
    json_key(&j, "sheets");
    json_open(&j, '[');
    for (int i = 0; i < u->info.n_sheets; i++)
        json_str(&j, u->info.sheets[i]);
    json_close(&j, ']');
    json_kstr(&j, "encoding", legacy_name(u->heading.encoding));
    json_kint(&j, "heading_line", u->heading.line);
    json_key(&j, "columns");
    json_open(&j, '[');
    for (size_t i = 0; i < u->heading.n; i++) {
        const struct column *k = &u->heading.columns[i];
        json_str(&j, k->role == COLUMN_FIELD     ? u->dict->fields[k->field].name
                     : k->role == COLUMN_DIED    ? "left_on"
                     : k->role == COLUMN_STATE   ? "left_reason"
                     : k->role == COLUMN_IGNORED ? ""
                                                 : NULL);
    }
    json_close(&j, ']');
    json_close(&j, '}');
    return kept_text(c, &b);
}

static enum err keep_write(struct call *c)
{
    struct upload *u = c->scratch;
    char uid[UID_LEN];
    time_text now;
    uid_new(uid);
    time_now(now);
    const struct import_result *r = &u->result;
    enum err e = conn_run(c->work.conn, SQL_import_insert, "ttsstiiiiittttii", uid, u->kind,
                          c->caller.user_id, c->caller.org_id, now, r->rows, r->added, r->updated,
                          r->unchanged, r->refused, notices(c, r), header_json(c, u),
                          call_param(c, "name"), source_json(c, u), r->flagged, u->missing);
    u->id = conn_last_id(c->work.conn);
    for (size_t i = 0; i < u->n && e == OK; i++) {
        const struct staged *s = &u->rows[i];
        const char *text = u->text.p;
        e = conn_run(c->work.conn, SQL_import_row_insert, "iitttttts", u->id, (int64_t)s->line,
                     s->state, text + s->at[0], text + s->at[1], text + s->at[2],
                     s->at[4] > s->at[3] ? text + s->at[3] : NULL,
                     s->at[5] > s->at[4] ? text + s->at[4] : NULL, s->id);
    }
    return e;
}

/* The rows of the spooled file behind their heading. */
static enum err open_rows(struct call *c, struct upload *u)
{
    struct sheet_fault fault;
    struct rows *rows =
        sheet_open(c->http->body_fd, call_param(c, "sheet"), c->work.arena, &u->info, &fault);
    if (rows == NULL)
        return fault_fail(ERR_BAD_BODY, &c->work.faults, "", fault.code, "%s", "%s",
                          c->work.faults.lang == LANG_EN ? fault.en : fault.vi);
    u->rows_in = heading_open(&c->work, u->dict, rows, &u->heading);
    return u->rows_in != NULL ? OK : ERR_BAD_PARAMETER;
}

enum err import_create(struct call *c)
{
    struct upload *u = arena_alloc(c->work.arena, sizeof *u);
    u->kind = call_param(c, "kind");
    u->dict = u->kind != NULL ? import_dict(u->kind) : NULL;
    if (u->dict == NULL)
        return call_bad_param(
            c, "kind", "code",
            "phải là organizations, members, targets, discipline hoặc reconciliation",
            "must be organizations, members, targets, discipline or reconciliation");
    u->reconcile = strcmp(u->kind, "reconciliation") == 0;
    if (c->http->body_fd < 0)
        return ERR_STORE;
    enum err e = open_rows(c, u);
    if (e != OK)
        return e;
    c->scratch = u;
    call_write(c, check_write);
    rows_close(u->rows_in);
    e = u->ran == OK || u->ran == ERR_BAD_BODY ? OK : u->ran;
    if (e == OK)
        e = call_write(c, keep_write);
    free(u->rows);
    buf_free(&u->text);
    return e != OK ? e : call_answer_with(c, import_get, u->id);
}
