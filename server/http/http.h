/*
 * The HTTP side: listener, event threads, request gate, body reading, router, replies, embedded
 * front end. It knows libmicrohttpd and nothing of members; what a request means is decided by
 * the callbacks (api/dispatch.c).
 *
 * Life of a request: gate (framing 400) → router (404, 405) → Content-Length and media type
 * (413, 415) → body read → handle() on the event thread → reply. handle() either fills
 * req->reply and returns, or calls http_suspend() and lets another thread call http_resume()
 * once the reply stands. A request that waits for news is parked instead: http_park().
 */
#ifndef CHIBO_HTTP_HTTP_H
#define CHIBO_HTTP_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/vault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE, HTTP_METHODS };
const char *http_method_name(enum http_method m);

#define HTTP_BODY_JSON 1u  /* application/json, application/…+json */
#define HTTP_BODY_MERGE 2u /* application/merge-patch+json or application/json */
#define HTTP_BODY_FILE 4u  /* text/csv, spreadsheets, application/octet-stream */
#define HTTP_BODY_SCAN 8u  /* PDF, JPEG, PNG, application/octet-stream */
#define HTTP_BODY_NONE 0u  /* a body is ignored up to the limit, whatever its type */

struct http_route {
    enum http_method method;
    const char *pattern; /* "/api/v1/members/{id}/family/{row}"; {…} matches one segment */
    uint32_t body;       /* HTTP_BODY_… accepted */
    size_t body_limit;   /* bytes; more is 413 */
    bool spool;          /* body goes to an unlinked file instead of memory */
    bool veiled;         /* … encrypted under a key that goes with the request */
};

struct http_param {
    const char *name, *value; /* percent-decoded, checked UTF-8 without NUL */
};

struct http_header {
    const char *name, *value;
};

/* A body that is made while it is sent, on the event thread: read gives up to max bytes from offset
   `at` on (always in order), negative to cut the connection; end frees ctx. */
struct http_stream {
    ssize_t (*read)(void *ctx, uint64_t at, char *to, size_t max); /* NULL: there is none */
    void (*end)(void *ctx);
    void *ctx;
    uint64_t size;
};

/* What goes out. body, fd and stream exclude each other; the server takes ownership of each. */
struct http_reply {
    int status;               /* 0: none yet */
    const char *content_type; /* NULL: application/json; charset=utf-8 */
    bool compress;            /* body goes out as gzip to who takes it; never with personal data */
    struct buf body;
    int fd; /* ≥ 0: sent from the file, size fd_size */
    uint64_t fd_size;
    struct http_stream stream;
    struct http_header headers[16];
    unsigned n_headers;
};

struct http_request {
    struct arena *arena;
    uint64_t id;             /* in logs and in problem documents, as 16 hex digits */
    enum http_method method; /* HEAD is answered as GET */
    const char *path;        /* percent-decoded, without the query */
    const struct http_route *route;
    size_t route_index;     /* index into the table given to http_start */
    const char *segment[4]; /* what {…} matched, in order */
    struct http_param *params;
    size_t n_params;
    const char *body; /* NUL-terminated behind body_len; NULL when spooled */
    size_t body_len;
    int body_fd; /* spooled body at offset 0, else -1; closed with the request */
    uint64_t body_fd_size;
    struct veil *body_veil; /* what body_fd is veiled with, or NULL: http_body_read looks through */
    enum lang lang;         /* from Accept-Language, vi by default */
    unsigned worker;        /* which event thread, 0 … workers-1 */
    bool secure;            /* came over TLS, or the proxy says so */
    struct http_reply reply;
    void *app;            /* the callbacks' own */
    const char *log_role; /* for the access log: the caller's role, never a name; NULL: none */
    char log_kind;        /* 't' token, 'u' user */
    int64_t log_id;       /* of the token or user */
    void *opaque;         /* the server's own */
};

/* The request's id as it stands in logs and problem documents: 16 hex digits, in the arena. */
const char *http_request_id(const struct http_request *req);
/* Address of the client, or what our own proxy says it is; in the arena, "" when unknown. */
const char *http_peer(const struct http_request *req);
/* A header's value or NULL; names compare without case. Repeated headers: the first. */
const char *http_header(const struct http_request *req, const char *name);
/* A cookie's value or NULL. */
const char *http_cookie(const struct http_request *req, const char *name);

/* n bytes of a spooled body from an offset on; false when it does not hold them. Any thread. */
bool http_body_read(const struct http_request *req, uint64_t at, void *to, size_t n);

void http_reply_header(struct http_request *req, const char *name, const char *value);
/* Fills the reply with an RFC 9457 document. faults may be NULL. Replaces what stood there. */
void http_reply_problem(struct http_request *req, enum err e, const struct faults *faults);

/* Inside handle() only: the connection stops until http_resume (any thread, exactly once). */
void http_suspend(struct http_request *req);
void http_resume(struct http_request *req);

/*
 * Inside handle() only: the request waits for at most ms without a thread. Its event thread calls
 * callbacks.again whenever http_nudge was called, and with over = true at the end: time is up, the
 * client has gone, the server stops. false: there is no room (128 a thread, 32 of them for one
 * caller), nothing happened.
 */
bool http_park(struct http_request *req, int ms);

struct http_callbacks {
    void *ctx;
    void (*handle)(void *ctx, struct http_request *req);
    /* A parked request looks again: true once its reply stands, which over = true demands. */
    bool (*again)(void *ctx, struct http_request *req, bool over);
    void (*done)(void *ctx, struct http_request *req); /* before the arena goes; may be NULL */
    void (*worker_start)(void *ctx, unsigned worker);  /* on the event thread */
    void (*worker_idle)(void *ctx, unsigned worker);   /* nothing to do: before it waits */
    void (*worker_stop)(void *ctx, unsigned worker);
};

struct http_config {
    const char *listen;             /* "127.0.0.1:8080", "[::1]:0"; port 0 picks one */
    const char *tls_cert, *tls_key; /* PEM files; both or none */
    bool behind_proxy;              /* believes X-Forwarded-For and X-Forwarded-Proto */
    const char *const *hosts;       /* allowed Host names beside loopback ones; NULL-terminated */
    const char *base_url;           /* its host is allowed, too; may be NULL */
    unsigned workers;               /* 0: one a core */
    unsigned connections_max;       /* a worker; 0: 8192 */
    int header_timeout_ms;          /* absolute: first byte to end of headers; 0: 15000 */
    int body_timeout_ms;            /* absolute; 0: 60000, plus 1 s a 256 KiB of Content-Length */
    int idle_timeout_ms;            /* between requests; 0: 75000 */
    int reply_timeout_ms;           /* absolute for sending; 0: 120000, plus 1 s a 256 KiB */
    const char *tmp_dir;            /* where bodies are spooled; NULL: /tmp */
    bool front_end;                 /* serve the embedded assets under / */
};

struct http_server;

/* routes must outlive the server. On failure NULL, and *why says so in one line (static text or
   errno's). Refuses a plain listener off loopback unless behind_proxy. */
struct http_server *http_start(const struct http_config *config, const struct http_route *routes,
                               size_t n_routes, const struct http_callbacks *callbacks,
                               const char **why);
/* "http://127.0.0.1:8080" with the real port; owned by the server. */
const char *http_url(const struct http_server *s);
/* When the certificate served ends, Unix seconds; 0 without TLS. */
int64_t http_certificate_ends(const struct http_server *s);
/* Stops accepting, lets running requests end for at most grace_ms, resumes and ends the rest,
   joins the threads and frees everything. */
void http_stop(struct http_server *s, int grace_ms);

/* There may be news for parked requests. Any thread; costs nothing when there are none. */
void http_nudge(struct http_server *s);

struct http_counters {
    uint64_t requests, refused, connections, open, parked, bytes_out, by_class[6];
};
void http_counters(const struct http_server *s, struct http_counters *out);

#endif
