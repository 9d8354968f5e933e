/* Start and end of the process: what is opened in which order, and closed in the reverse. */
#include "api/app.h"
#include "api/answer_cache.h"
#include "access/account.h"
#include "api/control.h"
#include "api/dispatch.h"
#include "api/document_key.h"
#include "api/routes.h"
#include "api/scheduler.h"
#include "api/template_shipped.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/log.h"
#include "base/text.h"
#include "registry/demo.h"
#include "registry/organization.h"
#include "registry/own_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLOW_THREADS 3
#define SLOW_QUEUE 256
#define LONG_THREADS 2
#define LONG_QUEUE 64
#define GRACE_MS 10000
#define DEMO_MEMBERS 5000

static void worker_start(void *ctx, unsigned i)
{
    struct app *app = ctx;
    if (conn_open(app->config.data, CONN_READ, &app->worker[i].conn) != OK) {
        log_line(LOG_ERROR, "reader", "worker=%u result=failed", i);
        abort();
    }
    app->worker[i].callers = caller_cache_new();
    app->worker[i].answers = answer_cache_new();
}

static void worker_idle(void *ctx, unsigned i)
{
    struct app *app = ctx;
    conn_release(app->worker[i].conn);
}

static void worker_stop(void *ctx, unsigned i)
{
    struct app *app = ctx;
    conn_close(app->worker[i].conn);
    caller_cache_free(app->worker[i].callers);
    answer_cache_free(app->worker[i].answers);
    app->worker[i] = (struct app_worker){0};
}

/* ---- jobs at start: today's tree, the demo, the set-up code */

struct start_job {
    struct write_job job;
    struct app *app;
    char code[20];
};

static enum err first_run(struct conn *conn, struct write_job *job)
{
    struct start_job *s = (struct start_job *)job;
    struct own_work own;
    own_work_open(&own, conn, "start", "system");
    enum err e = organization_refresh_today(&own.work);
    if (e == OK)
        e = templates_ship(&own.work, s->app->config.data);
    if (e == OK)
        e = conn_run(conn, SQL_import_interrupted, "");
    if (e == OK)
        e = conn_run(conn, SQL_import_leftovers, "");
    if (e == OK && s->app->config.demo && conn_get_int(conn, SQL_organization_count, 0, "") == 0)
        e = demo_fill(&own.work, DEMO_MEMBERS);
    own_work_close(&own);
    return e;
}

static enum err setup_run(struct conn *conn, struct write_job *job)
{
    struct start_job *s = (struct start_job *)job;
    struct own_work own;
    own_work_open(&own, conn, "start", "system");
    enum err e = setup_code_new(&own.work, s->code);
    own_work_close(&own);
    return e;
}

bool app_setup_link(struct app *app, char *out, size_t size)
{
    struct start_job s = {.job = {.run = setup_run}, .app = app};
    if (writer_run(app->writer, &s.job) != OK)
        return false;
    const char *base = app->config.base_url ? app->config.base_url : http_url(app->http);
    size_t n = strlen(base);
    while (n > 0 && base[n - 1] == '/')
        n--;
    snprintf(out, size, "%.*s/setup?code=%s", (int)n, base, s.code);
    return true;
}

/* ---- start and stop */

static bool read_epoch(struct app *app)
{
    struct conn *c;
    if (conn_open(app->config.data, CONN_READ, &c) != OK)
        return false;
    struct arena *a = arena_new();
    const char *epoch = conn_get_text(c, a, SQL_meta_get, "t", "epoch");
    snprintf(app->epoch, sizeof app->epoch, "%s", epoch ? epoch : "");
    arena_free(a);
    conn_close(c);
    return true;
}

/* A missing key is no reason not to serve: only scans wait for it. */
static void look_at_key(struct app *app)
{
    struct vault_key key = {.mark = ""};
    struct conn *c;
    if (conn_open(app->config.data, CONN_READ, &c) != OK)
        return;
    enum document_key_state state = document_key_look(app, c, &key);
    if (state != DOCUMENT_KEY_READY && state != DOCUMENT_KEY_UNNEEDED)
        log_line(LOG_ERROR, "document-key", "state=%s file=\"%s\"", document_key_code(state),
                 app->document_key);
    vault_forget(&key);
    conn_close(c);
}

static bool place_key(struct app *app, struct arena *a, const char **why)
{
    const char *path = document_key_path(a, app->config.data, app->config.document_key, why);
    app->document_key = path != NULL ? strdup(path) : NULL;
    return app->document_key != NULL;
}

static void committed(void *ctx)
{
    http_nudge(((struct app *)ctx)->http);
}

static bool listen_http(struct app *app, const char **why)
{
    const struct app_config *k = &app->config;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    app->n_workers = k->workers ? k->workers : (unsigned)(cores > 0 ? cores : 1);
    if (app->n_workers > APP_WORKERS_MAX)
        app->n_workers = APP_WORKERS_MAX;
    struct http_route *table = calloc(routes_count, sizeof *table);
    routes_http(table);
    char tmp[4096];
    snprintf(tmp, sizeof tmp, "%s/tmp", k->data);
    struct http_config config = {.listen = k->listen,
                                 .tls_cert = k->tls_cert,
                                 .tls_key = k->tls_key,
                                 .behind_proxy = k->behind_proxy,
                                 .base_url = k->base_url,
                                 .workers = app->n_workers,
                                 .tmp_dir = tmp,
                                 .front_end = true};
    struct http_callbacks calls = {.ctx = app,
                                   .handle = dispatch_handle,
                                   .again = dispatch_again,
                                   .worker_start = worker_start,
                                   .worker_idle = worker_idle,
                                   .worker_stop = worker_stop};
    app->routes = table;
    app->http = http_start(&config, table, routes_count, &calls, why);
    if (app->http != NULL)
        writer_notify(app->writer, committed, app);
    return app->http != NULL;
}

static void announce(struct app *app)
{
    char link[512];
    printf("chibo: listening on %s\n", http_url(app->http));
    if (app_setup_link(app, link, sizeof link))
        printf("chibo: set up at %s\n", link);
    fflush(stdout);
}

struct app *app_start(const struct app_config *config, int *exit_code)
{
    const char *why = "out of memory";
    struct arena *a = arena_new();
    struct app *app = calloc(1, sizeof *app);
    *exit_code = 1;
    if (app == NULL)
        goto fail;
    app->config = *config;
    app->started = time_now_ms() / 1000;
    app->store.lock_fd = -1;
    if (!crypto_start() || !text_init()) {
        why = "libsodium or ICU cannot start";
        goto fail;
    }
    why = routes_gap();
    if (why != NULL)
        goto fail;
    enum store_result opened = store_open(a, config->data, &app->store, &why);
    if (opened != STORE_OK) {
        if (opened == STORE_IN_USE)
            *exit_code = 75;
        goto fail;
    }
    if (!place_key(app, a, &why))
        goto fail;
    why = "the store cannot be opened";
    if (writer_start(config->data, 0, &app->writer) != OK || !read_epoch(app))
        goto fail;
    struct start_job first = {.job = {.run = first_run}, .app = app};
    if (writer_run(app->writer, &first.job) != OK)
        goto fail;
    look_at_key(app);
    app->slow = slow_start(SLOW_THREADS, SLOW_QUEUE);
    app->longs = slow_start(LONG_THREADS, LONG_QUEUE);
    if (app->slow == NULL || app->longs == NULL || !listen_http(app, &why))
        goto fail;
    why = "the control socket cannot be opened";
    app->control = control_start(app);
    if (app->control == NULL)
        goto fail;
    if (!config->quiet) {
        app->scheduler = scheduler_start(app);
        announce(app);
    }
    arena_free(a);
    *exit_code = 0;
    return app;
fail:
    log_line(LOG_ERROR, "start", "why=\"%s\"", why ? why : "unknown");
    if (app != NULL)
        app_stop(app);
    arena_free(a);
    return NULL;
}

void app_stop(struct app *app)
{
    app->stopping = true;
    scheduler_stop(app->scheduler);
    control_stop(app->control);
    /* the listener first: its last requests still need the pool and the writer */
    if (app->http != NULL) {
        writer_notify(app->writer, NULL, NULL);
        http_stop(app->http, GRACE_MS);
    }
    slow_stop(app->longs);
    slow_stop(app->slow);
    if (app->writer != NULL)
        writer_stop(app->writer);
    if (app->store.dir != NULL)
        store_close(&app->store);
    free(app->routes);
    free(app->document_key);
    free(app);
}

const char *app_url(const struct app *app)
{
    return http_url(app->http);
}
