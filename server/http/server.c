/* Event threads: one libmicrohttpd daemon each in external epoll mode, on a duplicate of one socket
   (its own threads stall at multiples of 128 events), an eventfd to be woken by, and a sweep of
   absolute deadlines (its timeout only measures inactivity). */
#include "http/server.h"
#include "base/date.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define SWEEP_MS 500
#define IDLE_AFTER_MS 20 /* a pause this long between requests is one worth cleaning up in */
#define CONNECTIONS_MAX 8192
#define CONNECTION_MEMORY                                                                          \
    (8 * 1024) /* thousands of idle browsers are cheap; more header than this is 431 */
#define HEADER_MS 15000

/* ---- connections */

static void connection_event(void *ctx, struct MHD_Connection *mhd, void **socket_context,
                             enum MHD_ConnectionNotificationCode code)
{
    struct worker *w = ctx;
    struct connection *c = *socket_context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        c = calloc(1, sizeof *c);
        if (c == NULL)
            return;
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
        c->fd = info ? info->connect_fd : -1;
        c->worker = w;
        int first = w->server->config.header_timeout_ms;
        c->deadline = time_monotonic_ms() + (first ? first : HEADER_MS);
        c->next = w->connections;
        if (c->next != NULL)
            c->next->prev = c;
        w->connections = c;
        *socket_context = c;
        w->server->connections++;
        w->server->open++;
    } else if (c != NULL) {
        if (c->prev != NULL)
            c->prev->next = c->next;
        else
            w->connections = c->next;
        if (c->next != NULL)
            c->next->prev = c->prev;
        free(c);
        *socket_context = NULL;
        w->server->open--;
    }
}

/* Shutting the socket makes libmicrohttpd see its end and clean up by itself. */
static void sweep(struct worker *w, int64_t now)
{
    for (struct connection *c = w->connections; c != NULL; c = c->next)
        if (c->deadline != 0 && now > c->deadline && c->fd >= 0) {
            shutdown(c->fd, SHUT_RDWR);
            c->deadline = 0;
            w->server->refused++;
        }
}

/* ---- the loop */

static bool resume_waiting(struct worker *w)
{
    pthread_mutex_lock(&w->lock);
    struct request *r = w->resume;
    w->resume = NULL;
    pthread_mutex_unlock(&w->lock);
    bool any = r != NULL;
    while (r != NULL) {
        struct request *next = r->next;
        r->state = REQUEST_READY;
        MHD_resume_connection(r->mhd);
        r = next;
    }
    return any;
}

static int wait_ms(struct worker *w)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (MHD_get_timeout(w->daemon, &ms) == MHD_YES && ms < SWEEP_MS)
        return park_wait_ms(w, (int)ms);
    return park_wait_ms(w, w->server->stopping ? 20 : SWEEP_MS);
}

static bool drained(struct worker *w, bool *quiesced)
{
    struct http_server *s = w->server;
    if (!*quiesced) {
        int fd = MHD_quiesce_daemon(w->daemon);
        if (fd >= 0)
            close(fd);
        *quiesced = true;
    }
    if (w->active == 0)
        return true;
    if (time_monotonic_ms() < s->stop_at)
        return false;
    /* past the grace only what other threads still work for is waited for */
    for (struct connection *c = w->connections; c != NULL; c = c->next)
        if (c->fd >= 0)
            shutdown(c->fd, SHUT_RDWR);
    return false;
}

static void *worker_main(void *arg)
{
    struct worker *w = arg;
    struct http_server *s = w->server;
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd fds[3] = {{.fd = info->epoll_fd, .events = POLLIN},
                            {.fd = w->wake, .events = POLLIN},
                            {.fd = w->parked_epoll, .events = POLLIN}};
    int64_t swept = time_monotonic_ms();
    bool quiesced = false;
    s->callbacks.worker_start(s->callbacks.ctx, w->index);
    while (!s->stopping || !drained(w, &quiesced)) {
        MHD_run(w->daemon);
        access_log_flush(&w->log);
        bool resumed = resume_waiting(w);
        if (park_look(w) || resumed)
            continue;
        int ms = wait_ms(w);
        int ready = ms == 0 ? 1 : poll(fds, 3, ms < IDLE_AFTER_MS ? ms : IDLE_AFTER_MS);
        if (ready == 0) {
            s->callbacks.worker_idle(s->callbacks.ctx, w->index);
            ready = ms <= IDLE_AFTER_MS ? 0 : poll(fds, 3, ms - IDLE_AFTER_MS);
        }
        if (ready > 0 && (fds[1].revents & POLLIN)) {
            uint64_t n;
            if (read(w->wake, &n, sizeof n) < 0 && errno != EAGAIN)
                log_line(LOG_ERROR, "wake", "errno=%d", errno);
        }
        int64_t now = time_monotonic_ms();
        if (now - swept >= SWEEP_MS) {
            sweep(w, now);
            swept = now;
        }
    }
    MHD_stop_daemon(w->daemon);
    w->daemon = NULL;
    access_log_free(&w->log);
    s->callbacks.worker_stop(s->callbacks.ctx, w->index);
    return NULL;
}

/* ---- start and stop */

/* The path is decoded once, by path_decode: libmicrohttpd must leave it alone. */
static size_t leave_escaped(void *ctx, struct MHD_Connection *c, char *text)
{
    (void)ctx;
    (void)c;
    return strlen(text);
}

static bool start_daemon(struct worker *w)
{
    struct http_server *s = w->server;
    int fd = fcntl(s->listen_fd, F_DUPFD_CLOEXEC, 3);
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, s->tls_cert},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, s->tls_key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
        {MHD_OPTION_END, 0, NULL}};
    struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    if (s->tls_cert != NULL)
        flags |= MHD_USE_TLS;
    unsigned most = s->config.connections_max ? s->config.connections_max : CONNECTIONS_MAX;
    w->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, request_handle, s, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT,
        most, MHD_OPTION_URI_LOG_CALLBACK, request_begin, w, MHD_OPTION_NOTIFY_COMPLETED,
        request_completed, w, MHD_OPTION_NOTIFY_CONNECTION, connection_event, w,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, s->tls_cert ? tls : plain, MHD_OPTION_END);
    if (w->daemon == NULL && fd >= 0)
        close(fd);
    return w->daemon != NULL;
}

static bool start_worker(struct http_server *s, unsigned i)
{
    struct worker *w = &s->workers[i];
    w->server = s;
    w->index = i;
    w->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    w->parked_epoll = epoll_create1(EPOLL_CLOEXEC);
    pthread_mutex_init(&w->lock, NULL);
    if (w->wake < 0 || w->parked_epoll < 0 || !start_daemon(w))
        return false;
    if (pthread_create(&w->thread, NULL, worker_main, w) == 0)
        return true;
    MHD_stop_daemon(w->daemon);
    return false;
}

static void no_op(void *ctx, unsigned worker)
{
    (void)ctx;
    (void)worker;
}

struct http_server *http_start(const struct http_config *config, const struct http_route *routes,
                               size_t n_routes, const struct http_callbacks *callbacks,
                               const char **why)
{
    struct http_server *s = calloc(1, sizeof *s);
    *why = "out of memory";
    if (s == NULL)
        return NULL;
    s->config = *config;
    s->config.tmp_dir = config->tmp_dir ? strdup(config->tmp_dir) : NULL;
    s->routes = routes;
    s->n_routes = n_routes;
    s->callbacks = *callbacks;
    if (s->callbacks.worker_start == NULL)
        s->callbacks.worker_start = no_op;
    if (s->callbacks.worker_idle == NULL)
        s->callbacks.worker_idle = no_op;
    if (s->callbacks.worker_stop == NULL)
        s->callbacks.worker_stop = no_op;
    s->next_id = (uint64_t)time_now_ms() << 20;
    s->listen_fd = -1;
    s->router = router_new(routes, n_routes);
    s->n_workers = config->workers ? config->workers : 1;
    s->workers = calloc(s->n_workers, sizeof *s->workers);
    gate_hosts(s);
    bool good = s->router != NULL && s->workers != NULL && (!config->front_end || front_start(s)) &&
                (config->tls_cert == NULL || tls_load(s, why));
    if (good)
        s->listen_fd = listen_open(config, s->url, why);
    good = good && s->listen_fd >= 0;
    if (good)
        *why = "an event thread cannot be started";
    while (good && s->n_started < s->n_workers) {
        good = start_worker(s, s->n_started);
        s->n_started += good;
    }
    if (good)
        return s;
    http_stop(s, 0);
    return NULL;
}

const char *http_url(const struct http_server *s)
{
    return s->url;
}

int64_t http_certificate_ends(const struct http_server *s)
{
    return s->tls_ends;
}

void http_stop(struct http_server *s, int grace_ms)
{
    uint64_t one = 1;
    s->stop_at = time_monotonic_ms() + grace_ms;
    s->stopping = true;
    for (unsigned i = 0; i < s->n_started; i++)
        if (write(s->workers[i].wake, &one, sizeof one) < 0)
            log_line(LOG_ERROR, "wake", "errno=%d", errno);
    for (unsigned i = 0; i < s->n_started; i++) {
        struct worker *w = &s->workers[i];
        pthread_join(w->thread, NULL);
        close(w->wake);
        close(w->parked_epoll);
        pthread_mutex_destroy(&w->lock);
        while (w->n_spare > 0)
            arena_free(w->spare[--w->n_spare]);
    }
    if (s->listen_fd >= 0)
        close(s->listen_fd);
    front_stop(s);
    router_free(s->router);
    for (unsigned i = 0; i < s->n_hosts; i++)
        free(s->hosts[i]);
    free(s->hosts);
    free(s->tls_cert);
    free(s->tls_key);
    free((char *)s->config.tmp_dir);
    free(s->workers);
    free(s);
}

void http_counters(const struct http_server *s, struct http_counters *out)
{
    *out = (struct http_counters){.requests = s->requests,
                                  .refused = s->refused,
                                  .connections = s->connections,
                                  .open = s->open,
                                  .parked = s->parked,
                                  .bytes_out = s->bytes_out};
    for (int i = 0; i < 6; i++)
        out->by_class[i] = s->by_class[i];
}
