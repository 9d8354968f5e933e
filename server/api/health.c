/* Whether the server is well, and its operating figures. */
#include "api/handlers.h"

#include <stdatomic.h>

enum err health_get(struct call *c)
{
    struct json j;
    /* one row read: the store answers, not only the process */
    bool good = conn_get_text(c->work.conn, c->work.arena, SQL_meta_get, "t", "epoch") != NULL;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kstr(&j, "status", good ? "ok" : "store");
    json_kstr(&j, "version", CHIBO_VERSION);
    json_close(&j, '}');
    c->status = good ? 200 : 503;
    return OK;
}

static void metric(struct buf *b, const char *name, const char *what, uint64_t v)
{
    buf_printf(b, "# HELP chibo_%s %s\nchibo_%s %llu\n", name, what, name, (unsigned long long)v);
}

enum err metrics_get(struct call *c)
{
    struct http_counters h;
    struct writer_counters w;
    http_counters(c->app->http, &h);
    writer_counters(c->app->writer, &w);
    metric(&c->out, "requests_total", "Requests begun", h.requests);
    metric(&c->out, "requests_refused_total",
           "Requests refused before a handler, and connections cut off", h.refused);
    metric(&c->out, "connections_total", "Connections accepted", h.connections);
    metric(&c->out, "connections_open", "Connections open", h.open);
    metric(&c->out, "requests_waiting", "Requests that wait for changes", h.parked);
    metric(&c->out, "bytes_out_total", "Bytes of bodies sent", h.bytes_out);
    for (int i = 2; i <= 5; i++)
        buf_printf(&c->out, "chibo_responses_total{class=\"%dxx\"} %llu\n", i,
                   (unsigned long long)h.by_class[i]);
    metric(&c->out, "read_steps_total", "Steps of the store's machine for requests that read",
           atomic_load(&c->app->read_steps));
    metric(&c->out, "writer_jobs_total", "Jobs of the writer", w.jobs);
    metric(&c->out, "writer_commits_total", "Group commits", w.commits);
    metric(&c->out, "writer_failed_total", "Jobs rolled back", w.failed);
    metric(&c->out, "writer_queued", "Jobs waiting", w.queued);
    c->content_type = "text/plain; version=0.0.4; charset=utf-8";
    return OK;
}
