/* Requests that wait for news (long polling): suspended, without a thread each, on the list of
   their event thread. A small epoll set of their own tells when one's client has gone, because
   libmicrohttpd does not look at suspended connections. */
#include "base/date.h"
#include "base/log.h"
#include "http/server.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#define PARKED_MAX 128     /* an event thread */
#define PARKED_A_CALLER 32 /* of them */

static unsigned of_same_caller(const struct worker *w, const struct http_request *req)
{
    unsigned n = 0;
    for (const struct request *r = w->parked; r != NULL; r = r->next)
        n += r->http.log_kind == req->log_kind && r->http.log_id == req->log_id;
    return n;
}

bool http_park(struct http_request *req, int ms)
{
    struct request *r = req->opaque;
    struct worker *w = r->worker;
    if (w->server->stopping || w->n_parked >= PARKED_MAX ||
        of_same_caller(w, req) >= PARKED_A_CALLER)
        return false;
    struct epoll_event watch = {.events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = r};
    if (r->connection == NULL ||
        epoll_ctl(w->parked_epoll, EPOLL_CTL_ADD, r->connection->fd, &watch) != 0)
        return false;
    r->parked_until = time_monotonic_ms() + ms;
    r->next = w->parked;
    w->parked = r;
    w->n_parked++;
    w->server->parked++;
    w->nudged = true; /* what was committed while it was handled is not missed */
    http_suspend(req);
    return true;
}

void http_nudge(struct http_server *s)
{
    uint64_t one = 1;
    if (s->parked == 0)
        return;
    for (unsigned i = 0; i < s->n_started; i++)
        if (!atomic_exchange(&s->workers[i].nudged, true) &&
            write(s->workers[i].wake, &one, sizeof one) < 0)
            log_line(LOG_ERROR, "wake", "errno=%d", errno);
}

static void note_gone(struct worker *w)
{
    struct epoll_event gone[32];
    int n = w->n_parked > 0 ? epoll_wait(w->parked_epoll, gone, 32, 0) : 0;
    for (int i = 0; i < n; i++)
        ((struct request *)gone[i].data.ptr)->parked_until = 0;
}

bool park_look(struct worker *w)
{
    struct http_server *s = w->server;
    bool any = false, nudged = atomic_exchange(&w->nudged, false);
    note_gone(w);
    int64_t now = w->n_parked > 0 ? time_monotonic_ms() : 0;
    for (struct request **at = &w->parked, *r; (r = *at) != NULL;) {
        bool over = s->stopping || now >= r->parked_until;
        if ((!over && !nudged) || !s->callbacks.again(s->callbacks.ctx, &r->http, over)) {
            at = &r->next;
            continue;
        }
        *at = r->next;
        w->n_parked--;
        s->parked--;
        epoll_ctl(w->parked_epoll, EPOLL_CTL_DEL, r->connection->fd, NULL);
        r->state = REQUEST_READY;
        MHD_resume_connection(r->mhd);
        any = true;
    }
    return any;
}

int park_wait_ms(const struct worker *w, int ms)
{
    int64_t now = w->n_parked > 0 ? time_monotonic_ms() : 0;
    for (const struct request *r = w->parked; r != NULL; r = r->next)
        if (r->parked_until - now < ms)
            ms = r->parked_until > now ? (int)(r->parked_until - now) : 0;
    return ms;
}
