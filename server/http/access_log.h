/*
 * One line a request, gathered by an event thread and written when it has served what was there
 * (or 16 KiB are full): a write a request would cost as much as the answer. Route patterns,
 * numbers and roles only, never a path, a name or a search word.
 */
#ifndef CHIBO_HTTP_ACCESS_LOG_H
#define CHIBO_HTTP_ACCESS_LOG_H

#include "base/buf.h"
#include "http/http.h"

struct access_log {
    struct buf lines;
};

void access_log_add(struct access_log *l, const struct http_request *req, bool head, int64_t ms);
void access_log_flush(struct access_log *l);
void access_log_free(struct access_log *l); /* writes what is left */

#endif
