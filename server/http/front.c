/* The embedded front end: each asset is one ready response, plain and compressed, with its strong
   ETag. Paths without a dot are pages of the application and all get index.html. */
#include "http/assets.h"
#include "http/server.h"

#include <stdlib.h>
#include <string.h>

#define POLICY                                                                                     \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "              \
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "                   \
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

static void common_headers(struct MHD_Response *m, const struct http_asset *a, bool secure)
{
    MHD_add_response_header(m, "ETag", a->etag);
    MHD_add_response_header(m, "Cache-Control", "no-cache");
    MHD_add_response_header(m, "Vary", "Accept-Encoding");
    MHD_add_response_header(m, "Content-Security-Policy", POLICY);
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(m, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(m, "Cross-Origin-Opener-Policy", "same-origin");
    MHD_add_response_header(m, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(m, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (secure)
        MHD_add_response_header(m, "Strict-Transport-Security", "max-age=31536000");
}

/* Three responses an asset: plain, compressed, not modified. */
static struct MHD_Response *make(const struct http_asset *a, int which, bool secure)
{
    const void *bytes = which == 0 ? a->plain : which == 1 ? a->gzip : (const unsigned char *)"";
    size_t n = which == 0 ? a->plain_len : which == 1 ? a->gzip_len : 0;
    struct MHD_Response *m =
        MHD_create_response_from_buffer(n, (void *)bytes, MHD_RESPMEM_PERSISTENT);
    if (m == NULL)
        return NULL;
    common_headers(m, a, secure);
    if (which != 2)
        MHD_add_response_header(m, "Content-Type", a->mime);
    if (which == 1)
        MHD_add_response_header(m, "Content-Encoding", "gzip");
    return m;
}

bool front_start(struct http_server *s)
{
    s->assets = calloc(3 * http_assets_count + 1, sizeof *s->assets);
    bool secure = s->config.tls_cert != NULL;
    for (size_t i = 0; s->assets != NULL && i < http_assets_count; i++)
        for (int k = 0; k < 3; k++)
            if (k != 1 || http_assets[i].gzip_len > 0)
                s->assets[3 * i + (size_t)k] = make(&http_assets[i], k, secure);
    return s->assets != NULL;
}

void front_stop(struct http_server *s)
{
    for (size_t i = 0; s->assets != NULL && i < 3 * http_assets_count; i++)
        if (s->assets[i] != NULL)
            MHD_destroy_response(s->assets[i]);
    free(s->assets);
}

static int find(const char *path)
{
    for (size_t i = 0; i < http_assets_count; i++)
        if (strcmp(http_assets[i].path, path) == 0)
            return (int)i;
    const char *last = strrchr(path, '/');
    if (last != NULL && strchr(last, '.') == NULL)
        for (size_t i = 0; i < http_assets_count; i++)
            if (strcmp(http_assets[i].path, "/") == 0)
                return (int)i;
    return -1;
}

bool takes_gzip(const struct request *r)
{
    const char *accept = http_header(&r->http, "Accept-Encoding");
    const char *gzip = accept ? strstr(accept, "gzip") : NULL;
    return gzip != NULL && strncmp(gzip + 4, ";q=0,", 5) != 0 && strcmp(gzip + 4, ";q=0") != 0;
}

enum MHD_Result front_send(struct request *r)
{
    struct http_server *s = r->worker->server;
    if (r->http.method != HTTP_GET) {
        http_reply_header(&r->http, "Allow", "GET, HEAD");
        http_reply_problem(&r->http, ERR_BAD_METHOD, NULL);
        return reply_send(r);
    }
    int i = find(r->http.path);
    if (i < 0) {
        http_reply_problem(&r->http, ERR_NOT_FOUND, NULL);
        return reply_send(r);
    }
    const struct http_asset *a = &http_assets[i];
    const char *theirs = http_header(&r->http, "If-None-Match");
    int which = takes_gzip(r) && a->gzip_len > 0 ? 1 : 0;
    int status = 200;
    if (theirs != NULL && strstr(theirs, a->etag) != NULL) {
        which = 2;
        status = 304;
    }
    r->http.reply.status = status;
    s->by_class[status / 100]++;
    s->bytes_out += which == 0 ? a->plain_len : which == 1 ? a->gzip_len : 0;
    return MHD_queue_response(r->mhd, (unsigned)status, s->assets[3 * (size_t)i + (size_t)which]);
}
