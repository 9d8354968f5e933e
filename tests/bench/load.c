/*
 * The load client of tests/bench/run. One thread; every connection sends its next request once the
 * answer to the last is whole. Usage:
 *   load PORT CONNECTIONS SECONDS METHOD PATH [TOKEN] [BODY]   one line of figures; SIGTERM ends it
 *                                                              early, after the answers under way
 *   load PORT CONNECTIONS idle METHOD PATH [TOKEN]             one request each, then waits for the
 *                                                              end of its standard input
 *   load PORT CONNECTIONS show METHOD PATH [TOKEN] [BODY]      prints one whole answer
 * In PATH and BODY '@' becomes a running number of six digits that starts at $LOAD_FIRST, '#' the
 * next of the ids in $LOAD_IDS, so that no two requests need be alike.
 */
#include "client.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BUCKETS 200000 /* of 10 µs: two seconds; what is slower counts as that */

#define SILENCE 120000 /* ms without any answer */

static volatile sig_atomic_t told_to_end;

static void end_early(int signal)
{
    (void)signal;
    told_to_end = 1;
}

struct load {
    int port, connections;
    const char *method, *path, *token, *body;
    struct client *clients;
    char **requests; /* one buffer a connection */
    long next;       /* what '@' becomes in this request */
    char **ids;      /* what '#' becomes: one after the other */
    size_t n_ids, id_at;
    long done, refused, broken;
    uint32_t *latency;
    int64_t slowest; /* ns */
    int first_bad;   /* status of the first answer that was no 2xx */
};

static size_t fill(struct load *l, const char *pattern, char *to, size_t room)
{
    size_t n = 0;
    for (const char *p = pattern; *p != '\0' && n + 24 < room; p++) {
        if (*p == '@')
            n += (size_t)snprintf(to + n, room - n, "%06ld", l->next);
        else if (*p == '#' && l->n_ids > 0)
            n += (size_t)snprintf(to + n, room - n, "%.20s", l->ids[l->id_at]);
        else
            to[n++] = *p;
    }
    to[n] = '\0';
    return n;
}

static size_t write_request(struct load *l, char *to, size_t room)
{
    char path[1024], body[4096];
    fill(l, l->path, path, sizeof path);
    size_t length = l->body != NULL ? fill(l, l->body, body, sizeof body) : 0;
    l->next++;
    l->id_at = l->n_ids > 0 ? (l->id_at + 1) % l->n_ids : 0;
    int n =
        snprintf(to, room, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", l->method, path, l->port);
    if (l->token != NULL && l->token[0] != '\0')
        n += snprintf(to + n, room - (size_t)n, "Authorization: Bearer %s\r\n", l->token);
    if (strcmp(l->method, "PATCH") == 0)
        n += snprintf(to + n, room - (size_t)n, "If-Match: *\r\n");
    if (l->body != NULL)
        n += snprintf(to + n, room - (size_t)n,
                      "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", length,
                      body);
    else
        n += snprintf(to + n, room - (size_t)n, "\r\n");
    return (size_t)n;
}

static void take_ids(struct load *l, char *list)
{
    char *rest = NULL;
    for (char *id = strtok_r(list, " \n", &rest); id != NULL; id = strtok_r(NULL, " \n", &rest)) {
        l->ids = realloc(l->ids, (l->n_ids + 1) * sizeof *l->ids);
        if (l->ids == NULL)
            abort();
        l->ids[l->n_ids++] = id;
    }
}

static enum client_state start_request(struct load *l, int i)
{
    size_t n = write_request(l, l->requests[i], 8192);
    return client_send(&l->clients[i], l->requests[i], n);
}

static void count(struct load *l, const struct client *c)
{
    int64_t took = now_ns() - c->started, slot = took / 10000;
    if (took > l->slowest)
        l->slowest = took;
    l->latency[slot < BUCKETS ? slot : BUCKETS - 1]++;
    l->done++;
    if (c->status / 100 != 2) {
        l->refused++;
        if (l->first_bad == 0)
            l->first_bad = c->status;
    }
}

static double percentile(const struct load *l, double part)
{
    long want = (long)((double)l->done * part), seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
        seen += l->latency[i];
        if (seen > want)
            return (i + 0.5) / 100;
    }
    return 0;
}

static bool open_all(struct load *l, int epoll)
{
    for (int i = 0; i < l->connections; i++) {
        struct epoll_event ev = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.u32 = (uint32_t)i};
        l->requests[i] = malloc(8192);
        if (l->requests[i] == NULL || !client_open(&l->clients[i], l->port)) {
            fprintf(stderr, "load: connection %d: %s\n", i, strerror(errno));
            return false;
        }
        epoll_ctl(epoll, EPOLL_CTL_ADD, l->clients[i].fd, &ev);
    }
    return true;
}

/* Runs until the time is over (0: until each connection has had one answer). */
static bool run(struct load *l, int epoll, int64_t until)
{
    struct epoll_event events[256];
    int busy = l->connections;
    for (int i = 0; i < l->connections; i++)
        if (start_request(l, i) == CLIENT_BROKEN)
            return false;
    while (busy > 0) {
        int n = epoll_wait(epoll, events, 256, SILENCE);
        if (n == 0) {
            fprintf(stderr, "load: no answer for %d s on %d connections\n", SILENCE / 1000, busy);
            return false;
        }
        for (int k = 0; k < n; k++) {
            int i = (int)events[k].data.u32;
            struct client *c = &l->clients[i];
            if (c->out_len == 0)
                continue; /* it has had its last answer */
            enum client_state state = client_go_on(c);
            if (state == CLIENT_DONE) {
                count(l, c);
                c->out_len = 0;
                if (until > 0 && now_ns() < until && !told_to_end)
                    state = start_request(l, i);
                else
                    busy--;
            }
            if (state == CLIENT_BROKEN) {
                l->broken++;
                return false;
            }
        }
    }
    return true;
}

static int show(struct load *l, int epoll)
{
    l->clients[0].keep = true;
    if (!run(l, epoll, 0))
        return 1;
    fwrite(l->clients[0].kept, 1, l->clients[0].kept_len, stdout);
    return 0;
}

/* Every connection has been used once, so that the server holds what it holds for a client that
   reads a page and goes on looking at it. */
static int idle(struct load *l, int epoll)
{
    char rest[64];
    if (!run(l, epoll, 0))
        return 1;
    printf("ready %ld refused %ld\n", l->done, l->refused);
    fflush(stdout);
    while (read(STDIN_FILENO, rest, sizeof rest) > 0)
        ;
    return 0;
}

static int timed(struct load *l, int epoll, double seconds)
{
    signal(SIGTERM, end_early);
    int64_t from = now_ns();
    bool good = run(l, epoll, from + (int64_t)(seconds * 1e9));
    double took = (double)(now_ns() - from) / 1e9;
    printf(
        "per_second=%.0f p50_ms=%.2f p99_ms=%.2f max_ms=%.2f done=%ld refused=%ld broken=%ld next=%ld\n",
        (double)l->done / took, percentile(l, 0.5), percentile(l, 0.99), (double)l->slowest / 1e6,
        l->done, l->refused, l->broken, l->next);
    if (l->first_bad != 0)
        fprintf(stderr, "load: %ld answers were no success, the first %d\n", l->refused,
                l->first_bad);
    return good && l->refused == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc < 6 || argc > 8 || atoi(argv[1]) <= 0 || atoi(argv[2]) <= 0) {
        fprintf(stderr,
                "usage: load PORT CONNECTIONS SECONDS|idle|show METHOD PATH [TOKEN] [BODY]\n");
        return 2;
    }
    const char *first = getenv("LOAD_FIRST");
    struct load l = {.port = atoi(argv[1]),
                     .connections = atoi(argv[2]),
                     .method = argv[4],
                     .path = argv[5],
                     .token = argc > 6 ? argv[6] : NULL,
                     .body = argc > 7 ? argv[7] : NULL,
                     .next = first != NULL ? atol(first) : 1};
    if (getenv("LOAD_IDS") != NULL)
        take_ids(&l, getenv("LOAD_IDS"));
    l.clients = calloc((size_t)l.connections, sizeof *l.clients);
    l.requests = calloc((size_t)l.connections, sizeof *l.requests);
    l.latency = calloc(BUCKETS, sizeof *l.latency);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (l.clients == NULL || l.requests == NULL || l.latency == NULL || epoll < 0 ||
        !open_all(&l, epoll))
        return 1;
    if (strcmp(argv[3], "show") == 0)
        return show(&l, epoll);
    if (strcmp(argv[3], "idle") == 0)
        return idle(&l, epoll);
    return timed(&l, epoll, atof(argv[3]));
}
