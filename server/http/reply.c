/* Replies on the wire: headers that every answer carries, problem documents, bodies and files. */
#include "base/date.h"
#include "http/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define REPLY_MS 120000
#define BYTES_A_SECOND (256 * 1024)

void http_reply_header(struct http_request *req, const char *name, const char *value)
{
    struct http_reply *p = &req->reply;
    for (unsigned i = 0; i < p->n_headers; i++)
        if (strcmp(p->headers[i].name, name) == 0) {
            p->headers[i].value = value;
            return;
        }
    if (p->n_headers < sizeof p->headers / sizeof *p->headers)
        p->headers[p->n_headers++] = (struct http_header){name, value};
}

static void put_fault(struct json *j, const struct fault *f)
{
    json_open(j, '{');
    json_kstr(j, "pointer", f->pointer);
    json_kstr(j, "code", f->code);
    json_kstr(j, "detail", f->detail);
    if (f->rule != NULL)
        json_kstr(j, "rule", f->rule);
    if (f->value != NULL)
        json_kstr(j, "value", f->value);
    if (f->citation != NULL) {
        json_kstr(j, "citation", f->citation);
        json_kbool(j, "confirmed", f->confirmed);
    }
    json_close(j, '}');
}

void http_reply_problem(struct http_request *req, enum err e, const struct faults *faults)
{
    struct http_reply *p = &req->reply;
    buf_free(&p->body);
    p->status = err_status(e);
    p->content_type = "application/problem+json; charset=utf-8";
    const struct fault *first = faults ? faults->first : NULL;
    struct json j;
    json_init(&j, &p->body);
    json_open(&j, '{');
    json_kstr(&j, "type", arena_printf(req->arena, "/problems/%s", err_code(e)));
    json_kstr(&j, "title", err_title(e, req->lang));
    json_kint(&j, "status", p->status);
    json_kstr(&j, "detail", first ? first->detail : err_title(e, req->lang));
    json_kstr(&j, "request_id", http_request_id(req));
    if (first != NULL) {
        json_key(&j, "errors");
        json_open(&j, '[');
        for (const struct fault *f = first; f != NULL; f = f->next)
            put_fault(&j, f);
        json_close(&j, ']');
    }
    json_close(&j, '}');
    if (e == ERR_NO_LOGIN)
        http_reply_header(req, "WWW-Authenticate", "Bearer");
    if (e == ERR_BUSY)
        http_reply_header(req, "Retry-After", "1");
}

/* Descriptions only: compressing answers that mix secrets with what a stranger can choose would
   tell the secrets by their length. */
static bool compress_body(struct http_reply *p)
{
    z_stream z = {0};
    struct buf out = {0};
    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    uLong room = deflateBound(&z, p->body.len);
    char *bytes = malloc(room);
    z.next_in = (Bytef *)p->body.p;
    z.avail_in = (uInt)p->body.len;
    z.next_out = (Bytef *)bytes;
    z.avail_out = (uInt)room;
    bool good = bytes != NULL && deflate(&z, Z_FINISH) == Z_STREAM_END;
    if (good)
        buf_add(&out, bytes, z.total_out);
    deflateEnd(&z);
    free(bytes);
    if (good) {
        buf_free(&p->body);
        p->body = out;
    }
    return good;
}

static ssize_t stream_read(void *ctx, uint64_t at, char *to, size_t max)
{
    struct http_stream *s = ctx;
    ssize_t n = s->read(s->ctx, at, to, max);
    return n < 0 ? MHD_CONTENT_READER_END_WITH_ERROR : n;
}

static void stream_end(void *ctx)
{
    struct http_stream *s = ctx;
    s->end(s->ctx);
    free(s);
}

static struct MHD_Response *make_stream(struct http_reply *p)
{
    struct http_stream *s = malloc(sizeof *s);
    if (s == NULL)
        return NULL;
    *s = p->stream;
    struct MHD_Response *response =
        MHD_create_response_from_callback(s->size, 65536, stream_read, s, stream_end);
    if (response == NULL)
        free(s);
    else
        p->stream = (struct http_stream){0};
    return response;
}

static struct MHD_Response *make_response(struct http_reply *p)
{
    if (p->fd >= 0) {
        int fd = p->fd;
        p->fd = -1;
        return MHD_create_response_from_fd64(p->fd_size, fd);
    }
    if (p->stream.read != NULL)
        return make_stream(p);
    size_t n = 0;
    if (p->body.len == 0) {
        buf_free(&p->body);
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    }
    char *bytes = buf_take(&p->body, &n);
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback_cls(n, bytes, free, bytes);
    if (response == NULL)
        free(bytes);
    return response;
}

static bool named(const struct http_reply *p, const char *name)
{
    for (unsigned i = 0; i < p->n_headers; i++)
        if (strcmp(p->headers[i].name, name) == 0)
            return true;
    return false;
}

enum MHD_Result reply_send(struct request *r)
{
    struct http_server *s = r->worker->server;
    struct http_reply *p = &r->http.reply;
    if (p->status == 0)
        http_reply_problem(&r->http, ERR_INTERNAL, NULL);
    if (p->compress && p->fd < 0 && p->stream.read == NULL && p->status == 200) {
        http_reply_header(&r->http, "Vary", "Accept-Encoding");
        if (takes_gzip(r) && compress_body(p))
            http_reply_header(&r->http, "Content-Encoding", "gzip");
    }
    uint64_t size = p->fd >= 0 ? p->fd_size : p->stream.read != NULL ? p->stream.size : p->body.len;
    bool empty = size == 0;
    struct MHD_Response *response = make_response(p);
    if (response == NULL)
        return MHD_NO;
    if (!empty)
        MHD_add_response_header(response, "Content-Type",
                                p->content_type ? p->content_type
                                                : "application/json; charset=utf-8");
    if (!named(p, "Cache-Control"))
        MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Content-Security-Policy",
                            "default-src 'none'; frame-ancestors 'none'");
    if (r->http.secure)
        MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
    for (unsigned i = 0; i < p->n_headers; i++)
        MHD_add_response_header(response, p->headers[i].name, p->headers[i].value);
    if (s->stopping && !named(p, "Connection"))
        MHD_add_response_header(response, "Connection", "close");
    enum MHD_Result result = MHD_queue_response(r->mhd, (unsigned)p->status, response);
    MHD_destroy_response(response);
    int family = p->status / 100;
    if (family >= 1 && family <= 5)
        s->by_class[family]++;
    if (!r->head)
        s->bytes_out += size;
    if (r->connection != NULL)
        r->connection->deadline =
            time_monotonic_ms() +
            (s->config.reply_timeout_ms ? s->config.reply_timeout_ms : REPLY_MS) +
            (int64_t)(size / BYTES_A_SECOND) * 1000;
    return result;
}
