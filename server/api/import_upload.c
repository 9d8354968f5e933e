/* Uploads: what the request does before and after the check (import_check.h), which goes on without
   it when the client wishes so. */
#include "api/handlers.h"
#include "api/import_check.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>

static const char *kept_text(struct arena *a, struct buf *b)
{
    const char *text = arena_dup(a, buf_text(b));
    buf_free(b);
    return text;
}

/* The heading, for the front end and for the file of problems. */
static const char *header_json(struct arena *a, const struct import_check *u)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '[');
    for (size_t i = 0; i < u->heading.n; i++)
        json_str(&j, u->heading.names[i]);
    json_close(&j, ']');
    return kept_text(a, &b);
}

/* What the file was, and which column is which field. */
static const char *source_json(struct arena *a, const struct import_check *u)
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
    return kept_text(a, &b);
}

static enum err begin_write(struct call *c)
{
    struct import_check *x = c->scratch;
    char uid[UID_LEN];
    time_text now;
    uid_new(uid);
    time_now(now);
    enum err e = conn_run(c->work.conn, SQL_import_insert, "ttsstttt", uid, x->kind,
                          c->caller.user_id, c->caller.org_id, now, header_json(x->arena, x),
                          x->file_name, source_json(x->arena, x));
    x->id = conn_last_id(c->work.conn);
    return e;
}

static void run_alone(void *arg)
{
    struct import_check *x = arg;
    import_check_run(x);
    import_check_free(x);
}

static void free_check(void *x)
{
    import_check_free(x);
}

static enum err run_now(struct call *c, struct import_check *x)
{
    enum err e = import_check_run(x);
    if (e == ERR_GONE)
        e = fault_fail(ERR_CONFLICT, &x->work.faults, "", "state",
                       "lần nhập này đã bị bỏ trong khi kiểm tra",
                       "this import was cancelled while it was checked");
    conn_snapshot(c->work.conn, writer_commits(c->app->writer));
    return e;
}

enum err import_create(struct call *c)
{
    const char *kind = call_param(c, "kind");
    const struct dict *d = kind != NULL ? import_dict(kind) : NULL;
    if (d == NULL)
        return call_bad_param(
            c, "kind", "code",
            "phải là organizations, members, targets, discipline, candidates hoặc "
            "reconciliation",
            "must be organizations, members, targets, discipline, candidates or reconciliation");
    if (c->http->body_fd < 0)
        return ERR_STORE;
    struct import_check *x = import_check_new(c, kind, d);
    enum err e = import_check_open(x, call_param(c, "sheet"));
    c->scratch = x;
    if (e == OK)
        e = call_write(c, begin_write);
    int64_t id = x->id; /* x may be gone as soon as another thread has it */
    if (e == OK && call_wants_async(c) && slow_submit(c->app->longs, run_alone, x)) {
        http_reply_header(c->http, "Preference-Applied", "respond-async");
        return call_answer_with(c, import_get, id);
    }
    /* on this thread, too, when the other ones have more than enough to do */
    if (e == OK)
        e = run_now(c, x);
    arena_defer(c->http->arena, free_check, x);
    c->work.faults = x->work.faults;
    return e != OK ? e : call_answer_with(c, import_get, id);
}
