/* Whether the server is well, its operating figures, its backups. */
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

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
    metric(&c->out, "writer_jobs_total", "Jobs of the writer", w.jobs);
    metric(&c->out, "writer_commits_total", "Group commits", w.commits);
    metric(&c->out, "writer_failed_total", "Jobs rolled back", w.failed);
    metric(&c->out, "writer_queued", "Jobs waiting", w.queued);
    c->content_type = "text/plain; version=0.0.4; charset=utf-8";
    return OK;
}

/* ---- backups */

static int newest_first(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

static void put_backup(struct call *c, struct json *j, const char *name)
{
    struct stat st;
    char at[32] = "";
    struct tm utc;
    if (stat(arena_printf(c->work.arena, "%s/backups/%s", c->app->config.data, name), &st) != 0)
        return;
    strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&st.st_mtime, &utc));
    json_open(j, '{');
    json_kstr(j, "name", name);
    json_kint(j, "bytes", st.st_size);
    json_kstr(j, "at", at);
    json_close(j, '}');
}

enum err backup_list(struct call *c)
{
    DIR *d = opendir(arena_printf(c->work.arena, "%s/backups", c->app->config.data));
    char *names[512];
    int n = 0;
    for (struct dirent *f = d ? readdir(d) : NULL; f != NULL && n < 512; f = readdir(d)) {
        size_t len = strlen(f->d_name);
        if (len > 3 && strcmp(f->d_name + len - 3, ".db") == 0)
            names[n++] = arena_dup(c->work.arena, f->d_name);
    }
    if (d != NULL)
        closedir(d);
    qsort(names, (size_t)n, sizeof *names, newest_first);
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    for (int i = 0; i < n; i++)
        put_backup(c, &j, names[i]);
    json_close(&j, ']');
    json_knull(&j, "next_cursor");
    json_close(&j, '}');
    return OK;
}

enum err backup_create(struct call *c)
{
    time_text now;
    time_now(now);
    const char *name =
        arena_printf(c->work.arena, "manual-%.4s%.2s%.2s-%.2s%.2s%.2s-%04x.db", now, now + 5,
                     now + 8, now + 11, now + 14, now + 17, (unsigned)(c->http->id & 0xffff));
    const char *why = "";
    conn_release(c->work.conn);
    enum err e =
        store_backup(c->work.arena, c->app->config.data,
                     arena_printf(c->work.arena, "%s/backups/%s", c->app->config.data, name), &why);
    if (e != OK)
        return fault_fail(e, &c->work.faults, "", "backup", "%s", "%s", why);
    struct json j;
    json_init(&j, &c->out);
    put_backup(c, &j, name);
    c->location = "/api/v1/backups";
    return OK;
}
