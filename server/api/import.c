/* Uploads: checked by a run that is rolled back, kept in staging with a state a row, committed by a
   second run over exactly the staged cells. */
#include "registry/import.h"
#include "api/handlers.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/codes.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- one run, and what its rows became */

struct staged {
    long line;
    const char *state;
    size_t at[5]; /* label, cells, faults, changes, end: offsets into text */
};
struct upload {
    const char *kind;
    struct csv_source *source;
    struct import_result result;
    struct staged *rows;
    size_t n, cap;
    struct buf text;
    const char *header;
    enum err ran;
    int64_t id;
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
}

/* Always rolled back: the refusal is how the writer is told so. */
static enum err check_write(struct call *c)
{
    struct upload *u = c->scratch;
    c->tx = (struct tx){.actor = &c->actor};
    u->ran = import_run(&c->work, u->kind, csv_source_read, u->source, stage_row, u, &u->result);
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

static enum err keep_write(struct call *c)
{
    struct upload *u = c->scratch;
    char uid[UID_LEN];
    time_text now;
    uid_new(uid);
    time_now(now);
    const struct import_result *r = &u->result;
    enum err e = conn_run(c->work.conn, SQL_import_insert, "ttsstiiiiitt", uid, u->kind,
                          c->caller.user_id, c->caller.org_id, now, r->rows, r->added, r->updated,
                          r->unchanged, r->refused, notices(c, r), u->header);
    u->id = conn_last_id(c->work.conn);
    for (size_t i = 0; i < u->n && e == OK; i++) {
        const struct staged *s = &u->rows[i];
        const char *text = u->text.p;
        e = conn_run(c->work.conn, SQL_import_row_insert, "iittttt", u->id, (int64_t)s->line,
                     s->state, text + s->at[0], text + s->at[1], text + s->at[2],
                     s->at[4] > s->at[3] ? text + s->at[3] : NULL);
    }
    return e;
}

/* The header line again, for the front end and for the file of problems. */
static const char *read_header(struct call *c, int fd)
{
    struct csv_source *s = csv_source_fd(dup(fd));
    struct csv *csv = csv_open(csv_source_read, s);
    const char *const *fields;
    const size_t *lengths;
    size_t n;
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '[');
    if (csv_next(csv, &fields, &lengths, &n) == CSV_ROW)
        for (size_t i = 0; i < n; i++)
            json_str(&j, fields[i]);
    json_close(&j, ']');
    const char *text = arena_dup(c->work.arena, buf_text(&b));
    buf_free(&b);
    csv_close(csv);
    csv_source_close(s);
    lseek(fd, 0, SEEK_SET);
    return text;
}

enum err import_create(struct call *c)
{
    struct upload u = {.kind = call_param(c, "kind")};
    if (u.kind == NULL || code_get(&codes_import_kind, u.kind) == NULL)
        return call_bad_param(c, "kind", "code",
                              "phải là organizations, members, targets hoặc discipline",
                              "must be organizations, members, targets or discipline");
    if (c->http->body_fd < 0)
        return ERR_STORE;
    u.header = read_header(c, c->http->body_fd);
    u.source = csv_source_fd(dup(c->http->body_fd));
    if (u.source == NULL)
        return ERR_STORE;
    c->scratch = &u;
    enum err e = call_write(c, check_write);
    csv_source_close(u.source);
    e = u.ran == OK || u.ran == ERR_BAD_BODY ? OK : u.ran;
    if (e == OK)
        e = call_write(c, keep_write);
    free(u.rows);
    buf_free(&u.text);
    return e != OK ? e : call_answer_with(c, import_get, u.id);
}

/* ---- reading staging */

static void from_jobs(struct call *c, struct list_request *q)
{
    list_init(q, &dict_import);
    part_add(&q->from, "FROM import_job t LEFT JOIN organization o ON o.id = t.org_id");
    part_add(&q->where, "o.path >= ? AND o.path < ?");
    part_text(&q->where, c->work.scope.lo);
    part_text(&q->where, c->work.scope.hi);
    q->id_sql = "t.id";
}

enum err import_list(struct call *c)
{
    struct list_request q;
    from_jobs(c, &q);
    return call_list(c, &q);
}

enum err import_get(struct call *c)
{
    struct list_request q;
    from_jobs(c, &q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

struct job {
    const char *kind, *state, *header;
    int64_t refused, version;
};

static enum err find_job(struct call *c, struct job *out)
{
    struct org_row org;
    stmt *s = conn_stmt(c->work.conn, SQL_import_job_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    *out = (struct job){.kind = arena_dup(c->work.arena, stmt_text(s, 0)),
                        .state = arena_dup(c->work.arena, stmt_text(s, 1)),
                        .refused = stmt_int(s, 2),
                        .header = arena_dup(c->work.arena, stmt_text(s, 3)),
                        .version = stmt_int(s, 5)};
    int64_t org_id = stmt_int(s, 4);
    stmt_reset(s);
    return org_get(&c->work, org_id, &org) ? OK : ERR_NOT_FOUND;
}

enum err import_rows(struct call *c)
{
    struct list_request q;
    struct job job;
    enum err e = find_job(c, &job);
    if (e != OK)
        return e;
    list_init(&q, &dict_import_row);
    part_add(&q.from, "FROM import_row t");
    part_add(&q.where, "t.import_id = ?");
    part_int(&q.where, c->id[0]);
    q.id_sql = "t.line";
    return call_list(c, &q);
}

static void put_csv(struct buf *b, const json_t *cells, const char *extra)
{
    size_t i;
    json_t *v;
    json_array_foreach (cells, i, v)
        csv_put(b, json_string_value(v) ? json_string_value(v) : "", i == 0);
    if (extra != NULL)
        csv_put(b, extra, json_array_size(cells) == 0);
    csv_end_row(b);
}

static const char *reasons(struct call *c, const char *faults)
{
    json_t *list = json_loads(faults, 0, NULL), *f;
    size_t i;
    const char *text = "";
    json_array_foreach (list, i, f) {
        const char *pointer = json_string_value(json_object_get(f, "pointer"));
        text = arena_printf(c->work.arena, "%s%s%s%s%s", text, i ? "; " : "",
                            pointer ? pointer : "", pointer && pointer[0] ? ": " : "",
                            json_string_value(json_object_get(f, "detail")));
    }
    json_decref(list);
    return text;
}

/* Refused rows with the reason behind them: to mend and upload again. */
enum err import_problems(struct call *c)
{
    struct job job;
    enum err e = find_job(c, &job);
    if (e != OK)
        return e;
    bool english = c->http->lang == LANG_EN;
    json_t *header = json_loads(job.header, 0, NULL);
    buf_str(&c->out, "\xEF\xBB\xBF");
    put_csv(&c->out, header, english ? "reason of refusal" : "lý do từ chối");
    json_decref(header);
    stmt *s = conn_stmt(c->work.conn, SQL_import_rows_refused);
    stmt_bind(s, "i", c->id[0]);
    while (stmt_row(s, NULL)) {
        json_t *cells = json_loads(stmt_text(s, 1), 0, NULL);
        put_csv(&c->out, cells, reasons(c, stmt_text(s, 2)));
        json_decref(cells);
    }
    c->content_type = "text/csv; charset=utf-8";
    c->attachment = arena_printf(c->work.arena, "import-%lld-problems.csv", (long long)c->id[0]);
    return OK;
}

/* ---- committing: the staged cells as a file again */

struct replay {
    struct call *call;
    struct buf text;
    size_t at;
    int64_t line;
    bool header_done, ended;
    const char *header;
};

static void refill(struct replay *r)
{
    r->text.len = r->at = 0;
    if (!r->header_done) {
        json_t *header = json_loads(r->header, 0, NULL);
        put_csv(&r->text, header, NULL);
        json_decref(header);
        r->header_done = true;
        return;
    }
    stmt *s = conn_stmt(r->call->work.conn, SQL_import_row_cells);
    stmt_bind(s, "ii", r->call->id[0], r->line);
    int n = 0;
    while (stmt_row(s, NULL)) {
        json_t *cells = json_loads(stmt_text(s, 1), 0, NULL);
        r->line = stmt_int(s, 0);
        put_csv(&r->text, cells, NULL);
        json_decref(cells);
        n++;
    }
    r->ended = n == 0;
}

static ssize_t replay_read(void *ctx, void *into, size_t max)
{
    struct replay *r = ctx;
    if (r->at == r->text.len && !r->ended)
        refill(r);
    size_t n = r->text.len - r->at;
    n = n < max ? n : max;
    memcpy(into, r->text.p + r->at, n);
    r->at += n;
    return (ssize_t)n;
}

static enum err commit_write(struct call *c)
{
    struct job job;
    enum err e = find_job(c, &job);
    if (e != OK)
        return e;
    if (c->if_match != 0 && (e = call_check_version(c, job.version)) != OK)
        return e;
    if (strcmp(job.state, "checked") != 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "state", "lần nhập này đã xong",
                          "this import is over");
    if (job.refused > 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "refused",
                          "còn dòng bị từ chối: hãy sửa tệp và tải lại",
                          "rows are refused: mend the file and upload it again");
    struct import_result result;
    struct replay replay = {.call = c, .header = job.header};
    time_text now;
    time_now(now);
    c->actor.channel = "import";
    c->tx = (struct tx){.actor = &c->actor};
    e = import_run(&c->work, job.kind, replay_read, &replay, NULL, NULL, &result);
    buf_free(&replay.text);
    if (e == ERR_BAD_BODY)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "changed",
                          "sổ đã thay đổi từ khi kiểm tra: hãy tải tệp lại",
                          "the registry changed since the check: upload again");
    if (e == OK)
        e = conn_run(c->work.conn, SQL_import_committed, "itiiii", c->id[0], now,
                     tx_begin(c->work.conn, c->work.tx), result.added, result.updated,
                     result.unchanged);
    return e;
}

enum err import_commit(struct call *c)
{
    enum err e = call_write(c, commit_write);
    return e != OK ? e : import_get(c);
}

enum err import_cancel(struct call *c)
{
    struct job job;
    enum err e = find_job(c, &job);
    if (e == OK)
        e = call_check_version(c, job.version);
    if (e == OK && strcmp(job.state, "checked") != 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "state", "lần nhập này đã xong",
                          "this import is over");
    if (e == OK)
        e = conn_run(c->work.conn, SQL_import_rows_clear, "i", c->id[0]);
    return e != OK ? e : conn_run(c->work.conn, SQL_import_cancelled, "i", c->id[0]);
}
