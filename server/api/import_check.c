/* See import_check.h. Nothing here writes to the registry but the staging of the import itself. */
#include "api/import_check.h"
#include "db/scratch.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what goes to staging */

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

static int percent(const struct import_check *x)
{
    off_t at = lseek(x->fd, 0, SEEK_CUR);
    return at <= 0 || x->size <= 0 || at > x->size ? 0 : (int)(at * 99 / x->size);
}

struct stage_job {
    struct write_job job;
    struct import_check *check;
};

static enum err stage_write(struct conn *conn, struct write_job *job)
{
    struct import_check *x = ((struct stage_job *)job)->check;
    const struct import_result *r = &x->result;
    const char *text = x->text.p;
    enum err e =
        conn_run(conn, SQL_import_progress, "iiiiiiiii", x->id, r->rows, r->added, r->updated,
                 r->unchanged, r->refused, r->flagged, x->missing, (int64_t)percent(x));
    if (e == OK && conn_changes(conn) == 0)
        return ERR_GONE;
    for (size_t i = 0; i < x->n && e == OK; i++) {
        const struct staged *s = &x->staged[i];
        e = conn_run(conn, SQL_import_row_insert, "iitttttts", x->id, (int64_t)s->line, s->state,
                     text + s->at[0], text + s->at[1], text + s->at[2],
                     s->at[4] > s->at[3] ? text + s->at[3] : NULL,
                     s->at[5] > s->at[4] ? text + s->at[4] : NULL, s->id);
    }
    return e;
}

/* The writer gets a slice between other people's saves. */
static void flush(struct import_check *x)
{
    struct stage_job job = {.job = {.run = stage_write}, .check = x};
    enum err e = writer_run(x->app->writer, &job.job);
    x->cancelled = x->cancelled || e == ERR_GONE;
    if (x->ran == OK && e != ERR_GONE)
        x->ran = e;
    if (x->ran == OK && conn_in_transaction(x->work.conn))
        x->ran = scratch_breathe(x->work.conn);
    x->n = 0;
    x->text.len = 0;
}

static void note_seen(struct import_check *x, int64_t id)
{
    if (x->n_seen == x->cap_seen) {
        size_t cap = x->cap_seen ? 2 * x->cap_seen : 4096;
        int64_t *grown = realloc(x->seen, cap * sizeof *grown);
        if (grown == NULL)
            abort();
        x->seen = grown;
        x->cap_seen = cap;
    }
    x->seen[x->n_seen++] = id;
}

static void stage_row(void *ctx, const struct import_row *row)
{
    struct import_check *x = ctx;
    if (x->n == STAGED_MAX)
        flush(x);
    struct staged *s = &x->staged[x->n++];
    s->line = row->line;
    s->state = row->state;
    s->id = row->id;
    s->at[0] = x->text.len;
    buf_add(&x->text, row->label, strlen(row->label) + 1);
    s->at[1] = x->text.len;
    put_cells(&x->text, row);
    s->at[2] = x->text.len;
    put_faults(&x->text, row->faults);
    s->at[3] = x->text.len;
    if (row->changes != NULL)
        buf_add(&x->text, row->changes, strlen(row->changes) + 1);
    s->at[4] = x->text.len;
    if (row->n_flags > 0)
        put_flags(&x->text, row);
    s->at[5] = x->text.len;
    x->last = row->line > x->last ? row->line : x->last;
    if (x->reconcile)
        note_seen(x, row->id);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Whom the file leaves out: everybody of the scope that no row was matched with. */
static void stage_missing(struct import_check *x)
{
    size_t n = x->n_seen;
    struct faults none;
    if (n > 1)
        qsort(x->seen, n, sizeof *x->seen, by_id);
    x->reconcile = false; /* what is staged from here on matches nobody's row */
    faults_init(&none, x->arena, x->work.faults.lang);
    stmt *s = conn_stmt(x->work.conn, SQL_reconcile_members);
    stmt_bind(s, "ttt", x->work.today, x->work.scope.lo, x->work.scope.hi);
    while (x->ran == OK && !x->cancelled && stmt_row(s, NULL)) {
        int64_t id = stmt_int(s, 0);
        if (n > 0 && bsearch(&id, x->seen, n, sizeof *x->seen, by_id) != NULL)
            continue;
        const char *cells[] = {stmt_text(s, 1), stmt_text(s, 2)};
        struct import_row row = {.line = x->last + 1,
                                 .state = "missing",
                                 .label = cells[0],
                                 .cells = cells,
                                 .n_cells = 2,
                                 .faults = &none,
                                 .id = id};
        x->missing++;
        stage_row(x, &row);
    }
    stmt_reset(s);
}

/* ---- rows that end early when nobody wants them any more */

struct watched {
    struct rows rows;
    struct import_check *check;
};

static enum csv_result watched_next(struct rows *r, const char *const **fields,
                                    const size_t **lengths, size_t *n)
{
    struct import_check *x = ((struct watched *)r)->check;
    if (x->cancelled || x->ran != OK || x->app->stopping)
        return CSV_END;
    return x->rows->next(x->rows, fields, lengths, n);
}

static long watched_line(const struct rows *r)
{
    const struct rows *inner = ((const struct watched *)r)->check->rows;
    return inner->line(inner);
}

/* ---- the whole */

static const char *kept(struct arena *a, const char *text)
{
    return text != NULL ? arena_dup(a, text) : NULL;
}

struct import_check *import_check_new(struct call *c, const char *kind, const struct dict *d)
{
    struct arena *a = arena_new();
    struct import_check *x = arena_alloc(a, sizeof *x);
    struct stat file = {.st_size = 0};
    *x = (struct import_check){.app = c->app,
                               .arena = a,
                               .actor = c->actor,
                               .work = c->work,
                               .kind = arena_dup(a, kind),
                               .file_name = kept(a, call_param(c, "name")),
                               .dict = d,
                               .fd = dup(c->http->body_fd),
                               .reconcile = strcmp(kind, "reconciliation") == 0};
    x->actor.label = kept(a, x->actor.label);
    x->actor.role = kept(a, x->actor.role);
    x->actor.channel = kept(a, x->actor.channel);
    x->actor.request_id = kept(a, x->actor.request_id);
    x->tx.actor = &x->actor;
    x->work.arena = a;
    x->work.actor = &x->actor;
    x->work.tx = &x->tx;
    x->work.today = arena_dup(a, c->work.today);
    faults_init(&x->work.faults, a, c->work.faults.lang);
    faults_init(&x->work.warnings, a, c->work.faults.lang);
    if (fstat(x->fd, &file) == 0)
        x->size = file.st_size;
    return x;
}

enum err import_check_open(struct import_check *x, const char *sheet)
{
    struct sheet_fault fault;
    struct rows *rows = sheet_open(x->fd, sheet, x->arena, &x->info, &fault);
    if (rows == NULL)
        return fault_fail(ERR_BAD_BODY, &x->work.faults, "", fault.code, "%s", "%s",
                          x->work.faults.lang == LANG_EN ? fault.en : fault.vi);
    x->rows = heading_open(&x->work, x->dict, rows, &x->heading);
    x->last = x->heading.line;
    return x->rows != NULL ? OK : ERR_BAD_PARAMETER;
}

static const char *notices(struct import_check *x)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    for (int i = 0; i < x->result.n_warnings; i++)
        json_kint(&j, x->result.warnings[i].code, x->result.warnings[i].count);
    json_close(&j, '}');
    const char *text = arena_dup(x->arena, buf_text(&b));
    buf_free(&b);
    return text;
}

static enum err end_write(struct conn *conn, struct write_job *job)
{
    struct import_check *x = ((struct stage_job *)job)->check;
    const struct fault *first = x->work.faults.first;
    const char *why = first != NULL ? first->detail : err_title(x->ran, x->work.faults.lang);
    enum err e = x->ran != OK
                     ? conn_run(conn, SQL_import_failed, "it", x->id, why)
                     : conn_run(conn, SQL_import_checked, "iti", x->id, notices(x), x->base_change);
    if (e == OK && conn_changes(conn) == 0)
        return ERR_GONE;
    return e == OK && x->ran != OK ? conn_run(conn, SQL_import_rows_clear, "i", x->id) : e;
}

static void run_on(struct import_check *x, struct conn *scratch)
{
    struct watched rows = {{watched_next, watched_line, NULL}, x};
    x->work.conn = scratch;
    x->base_change = conn_get_int(scratch, SQL_change_head, 0, "");
    enum err e = import_run(&x->work, x->dict, &x->heading, &rows.rows, stage_row, x, &x->result);
    if (x->ran == OK && e != OK && e != ERR_BAD_BODY)
        x->ran = e;
    if (x->reconcile && x->ran == OK && !x->cancelled && !x->app->stopping)
        stage_missing(x);
    if (x->ran == OK && !x->cancelled && !x->app->stopping)
        flush(x);
}

enum err import_check_run(struct import_check *x)
{
    struct conn *reader = slow_conn(x->app), *scratch = NULL;
    x->ran = ERR_STORE;
    if (reader != NULL) {
        conn_snapshot(reader, writer_commits(x->app->writer));
        x->ran = scratch_open(reader, x->app->config.data, &scratch);
        conn_release(reader);
    }
    if (x->ran == OK)
        run_on(x, scratch);
    conn_close(scratch);
    if (x->cancelled)
        return ERR_GONE;
    if (x->app->stopping)
        return ERR_BUSY;
    struct stage_job job = {.job = {.run = end_write}, .check = x};
    enum err e = writer_run(x->app->writer, &job.job);
    return x->ran != OK ? x->ran : e;
}

void import_check_free(struct import_check *x)
{
    rows_close(x->rows);
    if (x->fd >= 0)
        close(x->fd);
    buf_free(&x->text);
    free(x->seen);
    arena_free(x->arena);
}
