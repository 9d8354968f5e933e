/* Lines of the access log; see access_log.h. */
#include "http/access_log.h"
#include "base/date.h"
#include "base/log.h"

#include <string.h>

#define FULL (16u * 1024u)

static void pair(struct buf *b, const char *key, const char *value)
{
    buf_char(b, ' ');
    buf_str(b, key);
    buf_char(b, '=');
    buf_str(b, value);
}

static void number(struct buf *b, const char *key, int64_t value)
{
    pair(b, key, "");
    buf_int(b, value);
}

void access_log_add(struct access_log *l, const struct http_request *req, bool head, int64_t ms)
{
    if (!log_shown(LOG_INFO))
        return;
    struct buf *b = &l->lines;
    time_text now;
    time_now(now);
    buf_str(b, "ts=");
    buf_str(b, now);
    buf_str(b, " level=info event=request");
    pair(b, "id", http_request_id(req));
    pair(b, "method", head ? "HEAD" : http_method_name(req->method));
    pair(b, "route", req->route ? req->route->pattern : "-");
    number(b, "status", req->reply.status);
    number(b, "ms", ms);
    pair(b, "actor", req->log_role ? req->log_role : "-");
    if (req->log_role != NULL) {
        buf_char(b, ':');
        buf_char(b, req->log_kind);
        buf_int(b, req->log_id);
    }
    buf_char(b, '\n');
    if (b->len >= FULL)
        access_log_flush(l);
}

void access_log_flush(struct access_log *l)
{
    if (l->lines.len > 0)
        log_write(l->lines.p, l->lines.len);
    l->lines.len = 0;
}

void access_log_free(struct access_log *l)
{
    access_log_flush(l);
    buf_free(&l->lines);
}
