/* Backups on this machine and drills of restoring them. Copies are never sent out: whoever looks
   after the machine reads no personal data. */
#include "api/drill.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"

#include <string.h>

static const char *path_of(struct call *c, const char *name)
{
    return arena_printf(c->work.arena, "%s/backups/%s", c->app->config.data, name);
}

static void put_backup(struct call *c, struct json *j, const struct backup_file *b)
{
    time_text at;
    time_of_seconds(b->at, at);
    json_open(j, '{');
    json_kstr(j, "name", b->name);
    json_kint(j, "bytes", b->bytes);
    json_kstr(j, "at", at);
    json_kstr(j, "document_key", store_backup_key(c->work.arena, path_of(c, b->name)));
    json_close(j, '}');
}

enum err backup_list(struct call *c)
{
    const struct backup_file *files;
    size_t n = store_backups(c->work.arena, c->app->config.data, &files);
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    for (size_t i = 0; i < n; i++)
        put_backup(c, &j, &files[i]);
    json_close(&j, ']');
    json_knull(&j, "next_cursor");
    json_close(&j, '}');
    return OK;
}

static const struct backup_file *backup_find(struct call *c, const char *name)
{
    const struct backup_file *files;
    size_t n = store_backups(c->work.arena, c->app->config.data, &files);
    for (size_t i = 0; i < n; i++)
        if (name == NULL || strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
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
    enum err e = store_backup(c->work.arena, c->app->config.data, path_of(c, name), &why);
    if (e != OK)
        return fault_fail(e, &c->work.faults, "", "backup", "không lập được bản sao lưu (%s)",
                          "the backup could not be made (%s)", why);
    const struct backup_file *made = backup_find(c, name);
    struct json j;
    json_init(&j, &c->out);
    if (made != NULL)
        put_backup(c, &j, made);
    c->location = "/api/v1/backups";
    return OK;
}

/* ---- drills */

static void from_drills(struct list_request *q)
{
    list_init(q, &dict_backup_drill);
    part_add(&q->from, "FROM backup_drill t JOIN tx x ON x.id = t.recorded_tx");
    part_add(&q->where, "1 = 1");
    q->id_sql = "t.id";
}

enum err drill_list(struct call *c)
{
    struct list_request q;
    from_drills(&q);
    return call_list(c, &q);
}

enum err drill_get(struct call *c)
{
    struct list_request q;
    from_drills(&q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

struct drilled {
    struct drill drill;
    int64_t id;
};

static enum err drill_write(struct call *c)
{
    struct drilled *d = c->scratch;
    return drill_record(&c->work, &d->drill, &d->id);
}

/* A failed drill is an answer like any other: it is what one wanted to know. */
enum err drill_create(struct call *c)
{
    struct drilled d;
    const char *name = record_has(&c->body, "backup") ? record_text(&c->body, "backup") : NULL;
    const struct backup_file *wanted = backup_find(c, name);
    if (wanted == NULL)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "/backup", "not_found",
                          name ? "không có bản sao lưu này trên máy" : "chưa có bản sao lưu nào",
                          name ? "there is no such backup on this machine"
                               : "there is no backup yet");
    conn_release(c->work.conn);
    enum err e = drill_run(c->work.arena, c->app->config.data, path_of(c, wanted->name), &d.drill);
    c->scratch = &d;
    if (e == OK)
        e = call_write(c, drill_write);
    c->scratch = NULL;
    return e != OK ? e : call_answer_with(c, drill_get, d.id);
}
