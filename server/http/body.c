/* Bodies as they arrive: small ones in memory, files in an unlinked one, veiled where the route
   says so. */
#include "base/files.h"
#include "http/server.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE 16384

static bool open_spool(struct request *r)
{
    char path[4096];
    const char *dir = r->worker->server->config.tmp_dir;
    snprintf(path, sizeof path, "%s/body-XXXXXX", dir ? dir : "/tmp");
    r->http.body_fd = mkostemp(path, O_CLOEXEC);
    if (r->http.body_fd < 0)
        return false;
    unlink(path);
    if (r->http.route->veiled) {
        r->http.body_veil = arena_alloc(r->http.arena, sizeof *r->http.body_veil);
        veil_new(r->http.body_veil);
    }
    return true;
}

static bool write_veiled(struct request *r, uint64_t at, const char *bytes, size_t n)
{
    uint8_t piece[PIECE];
    while (n > 0) {
        size_t take = n < sizeof piece ? n : sizeof piece;
        memcpy(piece, bytes, take);
        veil_apply(r->http.body_veil, at, piece, take);
        if (!file_write_all(r->http.body_fd, piece, take))
            return false;
        at += take;
        bytes += take;
        n -= take;
    }
    return true;
}

static bool spool(struct request *r, const char *bytes, size_t n)
{
    if (r->http.body_fd < 0 && !open_spool(r))
        return false;
    return r->http.body_veil != NULL ? write_veiled(r, r->body_seen - n, bytes, n)
                                     : file_write_all(r->http.body_fd, bytes, n);
}

void body_take(struct request *r, const char *bytes, size_t n)
{
    r->body_seen += n;
    if (r->refused != OK || r->http.route == NULL)
        return; /* read to its end, so that the answer finds its way, but kept nowhere */
    if (r->body_seen > r->http.route->body_limit) {
        r->refused = ERR_TOO_LARGE;
        buf_free(&r->body);
        return;
    }
    if (!r->http.route->spool)
        buf_add(&r->body, bytes, n);
    else if (!spool(r, bytes, n))
        r->refused = ERR_STORE;
}

void body_end(struct request *r)
{
    if (r->http.route == NULL)
        return;
    if (r->http.route->spool) {
        if (r->http.body_fd < 0)
            open_spool(r);
        if (r->http.body_fd >= 0)
            lseek(r->http.body_fd, 0, SEEK_SET);
        r->http.body_fd_size = r->body_seen;
        return;
    }
    r->http.body = buf_text(&r->body);
    r->http.body_len = r->body.len;
}

bool http_body_read(const struct http_request *req, uint64_t at, void *to, size_t n)
{
    if (!file_read_at(req->body_fd, at, to, n))
        return false;
    if (req->body_veil != NULL)
        veil_apply(req->body_veil, at, to, n);
    return true;
}

void body_drop(struct request *r)
{
    buf_free(&r->body);
    if (r->http.body_fd >= 0)
        close(r->http.body_fd);
    if (r->http.body_veil != NULL)
        veil_forget(r->http.body_veil);
}
