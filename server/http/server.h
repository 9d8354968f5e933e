/* Shared inside http/ only: the server, its event threads, connections and requests. */
#ifndef CHIBO_HTTP_SERVER_H
#define CHIBO_HTTP_SERVER_H

#include "http/access_log.h"
#include "http/http.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

struct worker;

/* A connection and the absolute moment at which its current phase must be over; 0: none. */
struct connection {
    struct connection *next, *prev;
    struct worker *worker;
    int fd;
    int64_t deadline;
};

enum request_state { REQUEST_NEW, REQUEST_BODY, REQUEST_WAITING, REQUEST_READY };

struct request {
    struct http_request http; /* first: what the callbacks see */
    struct worker *worker;
    struct MHD_Connection *mhd;
    struct connection *connection;
    struct request *next; /* in the queue of those to resume, or of those that wait for news */
    enum request_state state;
    enum err refused; /* decided before the body was read */
    struct faults *refused_faults;
    bool suspended, head, counted;
    const char *raw_uri;
    struct buf body;
    uint64_t body_seen;
    int64_t started;      /* monotonic ms */
    int64_t parked_until; /* monotonic ms; 0: the client has gone */
};

struct worker {
    struct http_server *server;
    unsigned index;
    pthread_t thread;
    struct MHD_Daemon *daemon;
    int wake; /* eventfd */
    pthread_mutex_t lock;
    struct request *resume; /* under lock */
    struct connection *connections;
    struct request *parked; /* waiting for news: this thread's alone */
    unsigned n_parked;
    int parked_epoll; /* tells which of their clients have gone */
    _Atomic bool nudged;
    struct arena *spare[64]; /* cleared arenas for the next requests */
    unsigned n_spare;
    struct access_log log;
    unsigned active; /* requests between their first line and their end */
};

struct http_server {
    struct http_config config;
    const struct http_route *routes;
    size_t n_routes;
    struct router *router;
    struct http_callbacks callbacks;
    struct worker *workers;
    unsigned n_workers, n_started;
    int listen_fd;
    char url[128];
    char *tls_cert, *tls_key; /* PEM texts */
    int64_t tls_ends;         /* Unix seconds, of the certificate */
    char **hosts;             /* allowed names, lower case */
    unsigned n_hosts;
    struct MHD_Response **assets; /* plain and gzip of each, NULL without front end */
    _Atomic bool stopping;
    _Atomic int64_t stop_at;
    _Atomic uint64_t next_id;
    _Atomic uint64_t requests, refused, connections, open, parked, bytes_out, by_class[6];
};

/* request.c: libmicrohttpd's callbacks */
enum MHD_Result request_handle(void *server, struct MHD_Connection *c, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **req_cls);
void *request_begin(void *worker, const char *uri, struct MHD_Connection *c);
void request_completed(void *worker, struct MHD_Connection *c, void **req_cls,
                       enum MHD_RequestTerminationCode why);

/* body.c: a piece that arrived; nothing more comes; nothing of it is needed any longer */
void body_take(struct request *r, const char *bytes, size_t n);
void body_end(struct request *r);
void body_drop(struct request *r);

/* park.c, on the event thread: answers those who have waited long enough, have gone, or have news;
   whether there were any. */
bool park_look(struct worker *w);
/* How long the thread may sleep: ms, or less when somebody's wait ends before. */
int park_wait_ms(const struct worker *w, int ms);

/* gate.c: OK, or what is wrong with the request's framing and Host. */
enum err gate_check(struct request *r);
void gate_hosts(struct http_server *s);

/* reply.c */
enum MHD_Result reply_send(struct request *r);

/* front.c: the embedded front end */
bool front_start(struct http_server *s);
void front_stop(struct http_server *s);
/* Queues the answer for a path outside /api/. */
/* Whether the client accepts gzip. */
bool takes_gzip(const struct request *r);
enum MHD_Result front_send(struct request *r);

/* router.c */
struct router;
struct router *router_new(const struct http_route *routes, size_t n);
void router_free(struct router *r);
/* Fills route, route_index and segment. ERR_NOT_FOUND, or ERR_BAD_METHOD with *allow set. */
enum err router_find(const struct router *router, struct http_request *req, const char **allow);

/* listen.c: socket and its URL; -1 and *why on failure */
int listen_open(const struct http_config *config, char url[128], const char **why);

/* tls.c: reads both files and the names of the certificate; false and *why on failure */
bool tls_load(struct http_server *s, const char **why);

void server_allow_host(struct http_server *s, const char *name, size_t n);

#endif
