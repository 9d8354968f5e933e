/* The one struct with everything that lives as long as the process. */
#ifndef CHIBO_API_APP_H
#define CHIBO_API_APP_H

#include "access/caller.h"
#include "db/conn.h"
#include "db/store.h"
#include "db/writer.h"
#include "http/http.h"

#include <pthread.h>
#include <stdbool.h>

#define APP_WORKERS_MAX 64

struct slow_pool;
struct answer_cache;

struct app_worker {
    struct conn *conn; /* read-only, this event thread's */
    struct caller_cache *callers;
    struct answer_cache *answers;
};

struct app_config {
    const char *data; /* folder */
    const char *listen;
    const char *tls_cert, *tls_key;
    const char *base_url;
    bool behind_proxy;
    unsigned workers;         /* 0: one a core */
    bool isolated;            /* no change feed, nothing for other origins */
    const char *document_key; /* file; NULL: beside the folder (document_key.h) */
    bool demo;                /* fill an empty store with the synthetic province */
    bool quiet;               /* tests: nothing on stdout, no scheduled jobs */
};

struct app {
    struct app_config config;
    struct store store;
    int64_t started; /* Unix seconds */
    struct writer *writer;
    struct http_server *http;
    struct http_route *routes;      /* the listener's copy of the table */
    struct slow_pool *slow, *longs; /* seconds at most; what may take minutes (imports) */
    _Atomic bool stopping;          /* long runs end early */
    _Atomic uint64_t read_steps;    /* of the handlers that read (stmt_steps) */
    char *document_key;             /* where the key of documents is */
    struct control *control;
    struct scheduler *scheduler;
    struct app_worker worker[APP_WORKERS_MAX];
    unsigned n_workers;
    char epoch[33]; /* of the store: change numbers of another epoch answer 410 */
};

/*
 * Opens the store, starts writer, slow pool, listener, control socket and scheduler. On failure
 * NULL, *exit_code 1 or 75, and one line on stderr. Prints "chibo: listening on …" and the set-up
 * link on stdout unless config.quiet.
 */
struct app *app_start(const struct app_config *config, int *exit_code);
/* Drains and frees everything. */
void app_stop(struct app *app);
const char *app_url(const struct app *app);
/* The set-up link, freshly made, into the caller's buffer; false when an administrator exists. */
bool app_setup_link(struct app *app, char *out, size_t size);

/* SLOW lane: runs fn(arg) on the pool; false when its queue is full. */
bool slow_submit(struct slow_pool *p, void (*fn)(void *arg), void *arg);
struct slow_pool *slow_start(unsigned threads, unsigned queue_max);
void slow_stop(struct slow_pool *p);
/* A read connection for a SLOW job; closed by the pool's thread end. */
struct conn *slow_conn(struct app *app);

#endif
