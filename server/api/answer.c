/* Replies, kept answers and readings; knows the call, not what any resource means. */
#include "api/answer.h"
#include "base/crypto.h"
#include "base/date.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAY_MS (24LL * 60 * 60 * 1000)

/* ---- replies */

static int status_of(const struct call *c)
{
    if (c->status != 0)
        return c->status;
    switch (c->route->answer) {
    case ANSWER_CREATED:
        return 201;
    case ANSWER_EMPTY:
        return 204;
    case ANSWER_OBJECT:
    case ANSWER_LIST:
    case ANSWER_OTHER:
        break;
    }
    return 200;
}

/* Unconfirmed rules and flags do not refuse: they stand as "warnings" in the object. */
static void append_warnings(struct call *c)
{
    if (c->work.warnings.count == 0 || c->out.len == 0 || c->out.p[c->out.len - 1] != '}')
        return;
    c->out.len--;
    buf_str(&c->out, ",\"warnings\":[");
    struct json j;
    json_init(&j, &c->out);
    for (const struct fault *f = c->work.warnings.first; f != NULL; f = f->next) {
        json_open(&j, '{');
        json_kstr(&j, "pointer", f->pointer);
        json_kstr(&j, "code", f->code);
        json_kstr(&j, "detail", f->detail);
        if (f->rule != NULL) {
            json_kstr(&j, "rule", f->rule);
            json_kstr(&j, "value", f->value);
            json_kstr(&j, "citation", f->citation);
            json_kbool(&j, "confirmed", f->confirmed);
        }
        json_close(&j, '}');
    }
    buf_str(&c->out, "]}");
    c->work.warnings.count = 0;
}

static const char *version_tag(struct call *c)
{
    return arena_printf(c->http->arena, "\"%lld\"", (long long)c->etag_version);
}

static bool not_modified(const struct call *c)
{
    const char *theirs = http_header(c->http, "If-None-Match");
    return c->etag != NULL && theirs != NULL && c->http->method == HTTP_GET &&
           strstr(theirs, c->etag) != NULL;
}

/* What was made for an answer that is not sent after all. */
static void drop_output(struct call *c)
{
    buf_free(&c->out);
    if (c->out_fd >= 0)
        close(c->out_fd);
    if (c->out_stream.read != NULL)
        c->out_stream.end(c->out_stream.ctx);
    c->out_fd = -1;
    c->out_stream = (struct http_stream){0};
}

static bool plain_in_name(unsigned char ch)
{
    return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') ||
           ch == '.' || ch == '-' || ch == '_';
}

/* RFC 6266: the name in ASCII, and whole, as RFC 8187 writes it, when it holds more than that. */
static const char *disposition(struct arena *a, const char *name)
{
    struct buf plain = {0}, whole = {0};
    bool more = false;
    for (const unsigned char *p = (const unsigned char *)name; *p != '\0'; p++) {
        if (plain_in_name(*p)) {
            buf_add(&plain, p, 1);
            buf_add(&whole, p, 1);
        } else {
            if (*p < 0x80 || *p >= 0xC0) /* one a character */
                buf_add(&plain, "_", 1);
            buf_printf(&whole, "%%%02X", *p);
            more = true;
        }
    }
    const char *text = more ? arena_printf(a, "attachment; filename=\"%s\"; filename*=UTF-8''%s",
                                           buf_text(&plain), buf_text(&whole))
                            : arena_printf(a, "attachment; filename=\"%s\"", buf_text(&plain));
    buf_free(&plain);
    buf_free(&whole);
    return text;
}

static void send_problem(struct call *c, enum err e)
{
    drop_output(c);
    if (c->retry_after > 0)
        http_reply_header(c->http, "Retry-After",
                          arena_printf(c->http->arena, "%d", c->retry_after));
    if (e == ERR_STALE && c->etag_version != 0)
        http_reply_header(c->http, "ETag", version_tag(c));
    http_reply_problem(c->http, e, &c->work.faults);
}

void answer_send(struct call *c, enum err result)
{
    struct http_request *req = c->http;
    if (result != OK) {
        send_problem(c, result);
        return;
    }
    req->reply.status = status_of(c);
    if (c->etag_version != 0)
        http_reply_header(req, "ETag", version_tag(c));
    else if (c->etag != NULL)
        http_reply_header(req, "ETag", c->etag);
    if (c->location != NULL)
        http_reply_header(req, "Location", c->location);
    if (c->cookie != NULL)
        http_reply_header(req, "Set-Cookie", c->cookie);
    if (c->attachment != NULL)
        http_reply_header(req, "Content-Disposition", disposition(req->arena, c->attachment));
    if (not_modified(c)) {
        req->reply.status = 304;
        drop_output(c);
        return;
    }
    req->reply.content_type = c->content_type;
    if (c->out_fd >= 0) {
        req->reply.fd = c->out_fd;
        req->reply.fd_size = c->out_fd_size;
        return;
    }
    if (c->out_stream.read != NULL) {
        req->reply.stream = c->out_stream;
        return;
    }
    append_warnings(c);
    req->reply.body = c->out;
    c->out = (struct buf){0};
}

/* ---- Idempotency-Key: kept in the same savepoint as the change, 24 hours, by caller */

static const char *caller_key(struct call *c)
{
    return arena_printf(
        c->work.arena, "%c%lld", c->caller.kind == CALLER_TOKEN ? 't' : 'u',
        (long long)(c->caller.kind == CALLER_TOKEN ? c->caller.token_id : c->caller.user_id));
}

static const char *idempotency_key(const struct call *c)
{
    if (c->http->method != HTTP_POST || c->caller.kind == CALLER_NONE)
        return NULL;
    return http_header(c->http, "Idempotency-Key");
}

static void body_hash(const struct call *c, uint8_t out[HASH_BYTES])
{
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, c->http->path, strlen(c->http->path) + 1);
    for (size_t i = 0; i < c->http->n_params; i++) {
        hasher_add(&h, c->http->params[i].name, strlen(c->http->params[i].name) + 1);
        hasher_add(&h, c->http->params[i].value, strlen(c->http->params[i].value) + 1);
    }
    if (c->http->body != NULL)
        hasher_add(&h, c->http->body, c->http->body_len);
    hasher_end(&h, out);
}

/* OK with c->status set: the kept answer stands in the call. OK with 0: go on. */
static enum err replay(struct call *c, struct conn *conn, const char *key)
{
    uint8_t hash[HASH_BYTES];
    body_hash(c, hash);
    stmt *s = conn_stmt(conn, SQL_idempotency_get);
    stmt_bind(s, "tti", caller_key(c), key, time_now_ms() - DAY_MS);
    enum err e;
    if (!stmt_row(s, &e))
        return e;
    if (stmt_bytes(s, 0) != HASH_BYTES || memcmp(stmt_blob(s, 0), hash, HASH_BYTES) != 0) {
        stmt_reset(s);
        return ERR_KEY_REUSED;
    }
    c->status = (int)stmt_int(s, 1);
    c->etag_version = stmt_int(s, 2);
    const char *location = stmt_text(s, 3);
    c->location = location ? arena_dup(c->work.arena, location) : NULL;
    buf_add(&c->out, stmt_blob(s, 4), stmt_bytes(s, 4));
    stmt_reset(s);
    http_reply_header(c->http, "Idempotent-Replayed", "true");
    return OK;
}

static enum err keep_answer(struct call *c, struct conn *conn, const char *key)
{
    if (c->once)
        return OK;
    append_warnings(c);
    uint8_t hash[HASH_BYTES];
    body_hash(c, hash);
    stmt *s = conn_stmt(conn, SQL_idempotency_put);
    stmt_bind(s, "ttthiit", caller_key(c), key, c->route->path, hash, (int64_t)status_of(c),
              c->etag_version, c->location);
    stmt_bind_blob(s, 8, c->out.p ? c->out.p : "", c->out.len);
    stmt_bind_int(s, 9, time_now_ms());
    return stmt_run(s);
}

/* ---- the writer's side */

/* The tree may have moved while the job waited: the scope is taken again, from the writer. */
static enum err refresh_scope(struct call *c, struct conn *conn)
{
    if (c->caller.org_id == 0)
        return OK;
    const char *path = conn_get_text(conn, c->work.arena, SQL_scope_path, "i", c->caller.org_id);
    if (path == NULL)
        return ERR_FORBIDDEN;
    scope_from_path(&c->work.scope, c->caller.org_id, path);
    return OK;
}

enum err write_call(struct call *c, struct conn *conn)
{
    c->work.conn = conn;
    c->work.tx = &c->tx;
    const char *key = idempotency_key(c);
    enum err e = refresh_scope(c, conn);
    if (e == OK && key != NULL) {
        e = replay(c, conn, key);
        if (e != OK || c->status != 0)
            return e;
    }
    const char *reason = call_param(c, "reason");
    if (reason != NULL)
        c->tx.reason = reason;
    else if (c->json != NULL && c->tx.reason == NULL)
        c->tx.reason = json_string_value(json_object_get(c->json, "reason"));
    if (e == OK)
        e = c->route->handler(c);
    if (e == OK && key != NULL)
        e = keep_answer(c, conn, key);
    if (e == OK && c->reading.fields != NULL)
        e = journal_reading(conn, &c->actor, &c->reading);
    return e;
}

/* ---- readings */

enum err reading_run(struct conn *conn, struct write_job *job)
{
    struct call *c = (struct call *)((char *)job - offsetof(struct call, job));
    c->result = OK;
    return journal_reading(conn, &c->actor, &c->reading);
}

enum err record_reading_now(struct call *c)
{
    c->job = (struct write_job){.run = reading_run};
    return writer_run(c->app->writer, &c->job);
}
