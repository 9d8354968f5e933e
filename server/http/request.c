/* The life of one request as libmicrohttpd tells it: first line, headers, body, answer, end. */
#include "base/date.h"
#include "base/log.h"
#include "http/query.h"
#include "http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HEADER_MS 15000
#define BODY_MS 60000
#define IDLE_MS 75000
#define BYTES_A_SECOND (256 * 1024)

static int64_t phase(int configured, int usual)
{
    return time_monotonic_ms() + (configured ? configured : usual);
}

/* ---- beginning */

void *request_begin(void *ctx, const char *uri, struct MHD_Connection *mhd)
{
    struct worker *w = ctx;
    struct arena *a = w->n_spare > 0 ? w->spare[--w->n_spare] : arena_new();
    struct request *r = arena_alloc(a, sizeof *r);
    r->http.arena = a;
    r->http.body_fd = -1;
    r->http.reply.fd = -1;
    r->http.worker = w->index;
    r->http.opaque = r;
    r->worker = w;
    r->mhd = mhd;
    r->raw_uri = arena_dup(a, uri);
    r->started = time_monotonic_ms();
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    r->connection = info ? info->socket_context : NULL;
    if (r->connection != NULL)
        r->connection->deadline = phase(w->server->config.header_timeout_ms, HEADER_MS);
    return r;
}

const char *http_header(const struct http_request *req, const char *name)
{
    const struct request *r = req->opaque;
    return MHD_lookup_connection_value(r->mhd, MHD_HEADER_KIND, name);
}

const char *http_cookie(const struct http_request *req, const char *name)
{
    return cookie_find(req->arena, http_header(req, "Cookie"), name);
}

const char *http_request_id(const struct http_request *req)
{
    static const char digits[] = "0123456789abcdef";
    char *id = arena_alloc(req->arena, 17);
    for (int i = 0; i < 16; i++)
        id[i] = digits[req->id >> (60 - 4 * i) & 15];
    return id;
}

const char *http_peer(const struct http_request *req)
{
    const struct request *r = req->opaque;
    const char *from =
        r->worker->server->config.behind_proxy ? http_header(req, "X-Forwarded-For") : NULL;
    if (from != NULL) {
        const char *last = strrchr(from, ','); /* only what our own proxy wrote can be believed */
        last = last ? last + 1 : from;
        return arena_printf(req->arena, "%.45s", last + strspn(last, " "));
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char *text = arena_alloc(req->arena, INET6_ADDRSTRLEN);
    if (info != NULL && info->client_addr != NULL) {
        const struct sockaddr *a = info->client_addr;
        const void *raw = a->sa_family == AF_INET
                              ? (const void *)&((const struct sockaddr_in *)a)->sin_addr
                              : (const void *)&((const struct sockaddr_in6 *)a)->sin6_addr;
        inet_ntop(a->sa_family, raw, text, INET6_ADDRSTRLEN);
    }
    return text;
}

static bool came_secure(const struct request *r)
{
    const struct http_server *s = r->worker->server;
    const char *scheme = s->config.behind_proxy ? http_header(&r->http, "X-Forwarded-Proto") : NULL;
    return scheme != NULL ? strcasecmp(scheme, "https") == 0
                          : s->config.tls_cert != NULL && !s->config.behind_proxy;
}

static bool take_method(struct request *r, const char *method)
{
    r->head = strcmp(method, "HEAD") == 0;
    if (r->head)
        method = "GET";
    for (int m = 0; m < HTTP_METHODS; m++)
        if (strcmp(http_method_name((enum http_method)m), method) == 0) {
            r->http.method = (enum http_method)m;
            return true;
        }
    r->http.method = HTTP_METHODS;
    return false;
}

static bool take_uri(struct request *r)
{
    const char *query = strchr(r->raw_uri, '?');
    size_t n = query ? (size_t)(query - r->raw_uri) : strlen(r->raw_uri);
    for (const char *p = r->raw_uri; *p != '\0'; p++)
        if ((unsigned char)*p <= 0x20 || (unsigned char)*p >= 0x7f)
            return false;
    return path_decode(r->http.arena, arena_dup_n(r->http.arena, r->raw_uri, n), &r->http.path) &&
           query_parse(r->http.arena, query ? query + 1 : NULL, &r->http.params, &r->http.n_params);
}

static bool type_is(const char *header, const char *type)
{
    size_t n = strlen(type);
    if (strncasecmp(header, type, n) != 0)
        return false;
    header += n + strspn(header + n, " \t");
    if (*header == '\0')
        return true;
    if (*header != ';')
        return false;
    header += 1 + strspn(header + 1, " \t");
    return strncasecmp(header, "charset=", 8) != 0 || strncasecmp(header + 8, "utf-8", 5) == 0 ||
           strncasecmp(header + 8, "\"utf-8\"", 7) == 0;
}

/* What a file is, is told by its content later; here only that a file of this sort is meant. */
static bool is_one_of(const char *type, const char *const *types)
{
    for (; *types != NULL; types++)
        if (type_is(type, *types))
            return true;
    return false;
}

static const char *const file_types[] = {
    "text/csv",
    "application/gzip",
    "application/octet-stream",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "image/jpeg",
    "image/png",
    NULL};
static const char *const scan_types[] = {"application/pdf", "image/jpeg", "image/png",
                                         "application/octet-stream", NULL};

static bool media_type_ok(const struct request *r)
{
    uint32_t accepted = r->http.route->body;
    const char *type = http_header(&r->http, "Content-Type");
    if (accepted == HTTP_BODY_NONE)
        return true;
    if (type == NULL)
        return false;
    if ((accepted & HTTP_BODY_FILE) && is_one_of(type, file_types))
        return true;
    if ((accepted & HTTP_BODY_SCAN) && is_one_of(type, scan_types))
        return true;
    if ((accepted & HTTP_BODY_MERGE) && type_is(type, "application/merge-patch+json"))
        return true;
    return (accepted & (HTTP_BODY_JSON | HTTP_BODY_MERGE)) != 0 &&
           type_is(type, "application/json");
}

/* Everything that can be refused before the body is read, in the order of api.md §2. */
static enum err check(struct request *r, const char *method)
{
    const char *allow = NULL;
    enum err e = gate_check(r);
    if (e != OK)
        return e;
    if (!take_uri(r)) {
        fault_add(r->refused_faults, "", "uri", "địa chỉ không hợp lệ", "malformed address");
        return ERR_BAD_FRAMING;
    }
    take_method(r, method);
    bool api = strncmp(r->http.path, "/api/", 5) == 0 || strcmp(r->http.path, "/api") == 0;
    if (!api && r->worker->server->assets != NULL)
        return OK;
    e = router_find(r->worker->server->router, &r->http, &allow);
    if (e == ERR_BAD_METHOD)
        http_reply_header(&r->http, "Allow", allow);
    if (e != OK)
        return e;
    const char *length = http_header(&r->http, "Content-Length");
    if (length != NULL && strtoull(length, NULL, 10) > r->http.route->body_limit)
        return ERR_TOO_LARGE;
    bool body = (length != NULL && strcmp(length, "0") != 0) ||
                http_header(&r->http, "Transfer-Encoding") != NULL;
    return body && !media_type_ok(r) ? ERR_BAD_MEDIA_TYPE : OK;
}

/* ---- libmicrohttpd's handler: called for the headers, for each piece of the body, at its end, and
   again after a resumption */

static void first_call(struct request *r, const char *method)
{
    struct http_server *s = r->worker->server;
    r->http.id = ++s->next_id;
    s->requests++;
    r->worker->active++;
    r->counted = true;
    r->http.lang = lang_accept(http_header(&r->http, "Accept-Language"));
    r->refused_faults = arena_alloc(r->http.arena, sizeof *r->refused_faults);
    faults_init(r->refused_faults, r->http.arena, r->http.lang);
    r->http.secure = came_secure(r);
    r->refused = check(r, method);
    r->state = REQUEST_BODY;
    int64_t length = 0;
    const char *text = http_header(&r->http, "Content-Length");
    if (text != NULL)
        length = strtoll(text, NULL, 10);
    if (r->connection != NULL)
        r->connection->deadline =
            phase(s->config.body_timeout_ms, BODY_MS) + length / BYTES_A_SECOND * 1000;
}

static enum MHD_Result handle_now(struct request *r)
{
    struct http_server *s = r->worker->server;
    if (r->connection != NULL)
        r->connection->deadline = 0; /* the time is ours now */
    if (r->refused == OK && r->http.route == NULL)
        return front_send(r);
    if (r->refused != OK) {
        s->refused++;
        http_reply_problem(&r->http, r->refused, r->refused_faults);
        return reply_send(r);
    }
    body_end(r);
    r->state = REQUEST_WAITING;
    s->callbacks.handle(s->callbacks.ctx, &r->http);
    if (r->suspended)
        return MHD_YES;
    return reply_send(r);
}

enum MHD_Result request_handle(void *ctx, struct MHD_Connection *mhd, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **req_cls)
{
    (void)ctx;
    (void)mhd;
    (void)url;
    (void)version;
    struct request *r = *req_cls;
    if (r->state == REQUEST_NEW) {
        first_call(r, method);
        /* framing that cannot be trusted, or too much: answered at once, the connection ends */
        if (r->refused == ERR_BAD_FRAMING || r->refused == ERR_HEADERS_TOO_LARGE ||
            r->refused == ERR_TOO_LARGE) {
            http_reply_header(&r->http, "Connection", "close");
            return handle_now(r);
        }
        return MHD_YES;
    }
    if (*upload_size > 0) {
        body_take(r, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    if (r->state == REQUEST_READY) {
        r->suspended = false;
        return reply_send(r);
    }
    return handle_now(r);
}

/* ---- suspension */

void http_suspend(struct http_request *req)
{
    struct request *r = req->opaque;
    r->suspended = true;
    MHD_suspend_connection(r->mhd);
}

void http_resume(struct http_request *req)
{
    struct request *r = req->opaque;
    struct worker *w = r->worker;
    uint64_t one = 1;
    pthread_mutex_lock(&w->lock);
    bool first = w->resume == NULL;
    r->next = w->resume;
    w->resume = r;
    pthread_mutex_unlock(&w->lock);
    /* one write wakes the thread for all that come before it looks */
    if (first && write(w->wake, &one, sizeof one) < 0)
        log_line(LOG_ERROR, "wake", "errno=%d", errno);
}

/* ---- end */

void request_completed(void *ctx, struct MHD_Connection *mhd, void **req_cls,
                       enum MHD_RequestTerminationCode why)
{
    struct worker *w = ctx;
    struct request *r = *req_cls;
    (void)mhd;
    (void)why;
    if (r == NULL)
        return;
    *req_cls = NULL;
    if (r->counted) {
        w->active--;
        access_log_add(&w->log, &r->http, r->head, time_monotonic_ms() - r->started);
        if (w->server->callbacks.done != NULL)
            w->server->callbacks.done(w->server->callbacks.ctx, &r->http);
    }
    if (r->connection != NULL)
        r->connection->deadline = phase(w->server->config.idle_timeout_ms, IDLE_MS);
    buf_free(&r->http.reply.body);
    body_drop(r);
    if (r->http.reply.fd >= 0)
        close(r->http.reply.fd);
    if (r->http.reply.stream.read != NULL)
        r->http.reply.stream.end(r->http.reply.stream.ctx);
    struct arena *a = r->http.arena;
    if (w->n_spare < sizeof w->spare / sizeof *w->spare) {
        arena_clear(a);
        w->spare[w->n_spare++] = a;
    } else {
        arena_free(a);
    }
}
