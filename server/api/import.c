/* Imports in staging: looking at them, committing them by a second run over exactly the staged
   cells, taking them back. Uploads are import_upload.c's. */
#include "registry/import.h"
#include "registry/undo.h"
#include "api/handlers.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    int64_t rows, refused, version, save_id, base_change;
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
                        .rows = stmt_int(s, 8),
                        .refused = stmt_int(s, 2),
                        .header = arena_dup(c->work.arena, stmt_text(s, 3)),
                        .version = stmt_int(s, 5),
                        .save_id = stmt_int(s, 6),
                        .base_change = stmt_int(s, 7)};
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

/* ---- committing: the staged cells as rows again */

struct replay {
    struct rows rows;
    struct call *call;
    struct {
        int64_t line;
        json_t *cells;
    } batch[200];
    int n, at;
    int64_t line;
    int64_t base_change; /* rows that were idle then and whose person did not change are left out */
    bool every_row;
    const char *fields[CSV_FIELDS_MAX];
    size_t lengths[CSV_FIELDS_MAX];
};

static void drop_batch(struct replay *r)
{
    for (int i = 0; i < r->n; i++)
        json_decref(r->batch[i].cells);
    r->n = r->at = 0;
}

static void refill(struct replay *r)
{
    drop_batch(r);
    stmt *s = conn_stmt(r->call->work.conn, SQL_import_row_cells);
    stmt_bind(s, "iibi", r->call->id[0], r->line, (int)r->every_row, r->base_change);
    while (stmt_row(s, NULL)) {
        r->batch[r->n].line = stmt_int(s, 0);
        r->batch[r->n++].cells = json_loads(stmt_text(s, 1), 0, NULL);
    }
}

static enum csv_result replay_next(struct rows *rows, const char *const **fields,
                                   const size_t **lengths, size_t *n)
{
    struct replay *r = (struct replay *)rows;
    size_t i;
    json_t *v;
    if (r->at == r->n)
        refill(r);
    if (r->at == r->n)
        return CSV_END;
    r->line = r->batch[r->at].line;
    *n = 0;
    json_array_foreach (r->batch[r->at].cells, i, v) {
        r->fields[i] = json_string_value(v) != NULL ? json_string_value(v) : "";
        r->lengths[i] = strlen(r->fields[i]);
        *n = i + 1;
    }
    r->at++;
    *fields = r->fields;
    *lengths = r->lengths;
    return CSV_ROW;
}

static long replay_line(const struct rows *rows)
{
    return (long)((const struct replay *)rows)->line;
}

/* The heading as it was staged. */
static bool staged_heading(struct call *c, const struct dict *d, const char *header,
                           struct heading *out)
{
    json_t *names = json_loads(header, 0, NULL), *v;
    const char *list[CSV_FIELDS_MAX];
    size_t i, n = 0;
    json_array_foreach (names, i, v)
        if (i < CSV_FIELDS_MAX)
            list[n++] = json_string_value(v) != NULL ? json_string_value(v) : "";
    bool fine = heading_map(&c->work, d, list, n, out);
    json_decref(names);
    return fine;
}

/*
 * Only what the import changes is run again, so that the writer is held as shortly as can be: rows
 * of members that changed nothing at the check still change nothing, unless somebody saved their
 * person since, or the tree, by which codes are understood.
 */
static enum err run_staged(struct call *c, const struct job *job, struct import_result *result)
{
    const struct dict *d = import_kind(&c->work, job->kind);
    struct heading *heading = arena_alloc(c->work.arena, sizeof *heading);
    struct replay *replay = arena_alloc(c->work.arena, sizeof *replay);
    *replay = (struct replay){
        .rows = {replay_next, replay_line, NULL},
        .call = c,
        .base_change = job->base_change,
        .every_row = d != &dict_member || job->base_change == 0 ||
                     conn_get_int(c->work.conn, SQL_import_tree_changed, 1, "i", job->base_change)};
    if (d == NULL || !staged_heading(c, d, job->header, heading))
        return ERR_BAD_BODY;
    enum err e = import_run(&c->work, d, heading, &replay->rows, NULL, NULL, result);
    drop_batch(replay);
    return e;
}

static enum err commit_write(struct call *c)
{
    struct job job;
    enum err e = find_job(c, &job);
    if (e != OK)
        return e;
    if (c->if_match != 0 && (e = call_check_version(c, job.version)) != OK)
        return e;
    if (strcmp(job.state, "checking") == 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "state",
                          "lần nhập này còn đang kiểm tra", "this import is still being checked");
    if (strcmp(job.state, "checked") != 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "state", "lần nhập này đã xong",
                          "this import is over");
    if (strcmp(job.kind, "reconciliation") == 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "only_compared",
                          "đối chiếu chỉ để xem; muốn ghi, hãy nhập tệp như danh sách đảng viên",
                          "a reconciliation only compares; to write, import the file as members");
    if (job.refused > 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "refused",
                          "còn dòng bị từ chối: hãy sửa tệp và tải lại",
                          "rows are refused: mend the file and upload it again");
    struct import_result result;
    time_text now;
    time_now(now);
    c->actor.channel = "import";
    c->tx = (struct tx){.actor = &c->actor};
    e = run_staged(c, &job, &result);
    if (e == ERR_BAD_BODY)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "changed",
                          "sổ đã thay đổi từ khi kiểm tra: hãy tải tệp lại",
                          "the registry changed since the check: upload again");
    if (e == OK)
        e = conn_run(c->work.conn, SQL_import_committed, "itiiii", c->id[0], now,
                     tx_begin(c->work.conn, c->work.tx), result.added, result.updated,
                     job.rows - result.added - result.updated);
    return e;
}

enum err import_commit(struct call *c)
{
    enum err e = call_write(c, commit_write);
    return e != OK ? e : import_get(c);
}

static enum err undo_write(struct call *c)
{
    struct job job;
    time_text now;
    enum err e = find_job(c, &job);
    if (e == OK && c->if_match != 0)
        e = call_check_version(c, job.version);
    if (e == OK && strcmp(job.state, "committed") != 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "state",
                          "lần nhập này chưa ghi hoặc đã hoàn tác",
                          "this import is not committed, or was taken back");
    time_now(now);
    c->actor.channel = "import";
    c->tx = (struct tx){.actor = &c->actor};
    if (e == OK)
        e = save_undo(&c->work, job.save_id);
    return e != OK ? e : conn_run(c->work.conn, SQL_import_undone, "it", c->id[0], now);
}

/* Until somebody changes one of its rows, an import can be taken back as a whole. */
enum err import_undo(struct call *c)
{
    enum err e = call_write(c, undo_write);
    return e != OK ? e : import_get(c);
}

enum err import_cancel(struct call *c)
{
    struct job job;
    enum err e = find_job(c, &job);
    if (e == OK)
        e = call_check_version(c, job.version);
    if (e == OK && strcmp(job.state, "checked") != 0 && strcmp(job.state, "checking") != 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "state", "lần nhập này đã xong",
                          "this import is over");
    if (e == OK)
        e = conn_run(c->work.conn, SQL_import_rows_clear, "i", c->id[0]);
    return e != OK ? e : conn_run(c->work.conn, SQL_import_cancelled, "i", c->id[0]);
}
