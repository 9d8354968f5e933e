/* What handlers use: parameters, versions, readings, the usual list and object answers. */
#include "api/call.h"
#include "api/answer.h"
#include "api/table_file.h"
#include "registry/codes.h"
#include "base/date.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const char *call_param(const struct call *c, const char *name)
{
    for (size_t i = 0; i < c->http->n_params; i++)
        if (strcmp(c->http->params[i].name, name) == 0)
            return c->http->params[i].value;
    return NULL;
}

enum err call_bad_param(struct call *c, const char *name, const char *code, const char *vi,
                        const char *en)
{
    fault_add(&c->work.faults, name, code, vi, en);
    return name[0] == '/' ? ERR_BAD_BODY : ERR_BAD_PARAMETER;
}

enum err call_check_day(struct call *c)
{
    const char *day = call_param(c, "day");
    return day == NULL || date_check(day) == PRECISION_DAY
               ? OK
               : call_bad_param(c, "day", "date", "phải là ngày dạng YYYY-MM-DD",
                                "must be YYYY-MM-DD");
}

const char *call_text(struct call *c, const char *name, bool required, bool day)
{
    const json_t *v = json_object_get(c->json, name);
    const char *text = json_string_value(v), *pointer = arena_printf(c->work.arena, "/%s", name);
    if (v != NULL && !json_is_null(v) && text == NULL)
        call_bad_param(c, pointer, "type", "phải là chuỗi ký tự", "must be a string");
    else if (required && (text == NULL || *text == '\0'))
        call_bad_param(c, pointer, "required", "bắt buộc", "is required");
    else if (day && text != NULL && date_check(text) != PRECISION_DAY)
        call_bad_param(c, pointer, "format", "phải là ngày YYYY-MM-DD có thật",
                       "must be a real date YYYY-MM-DD");
    return text;
}

enum err call_only(struct call *c, const json_t *object, const char *const *names)
{
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)object, key, value) {
        bool known = false;
        for (int i = 0; names[i] != NULL; i++)
            known = known || strcmp(names[i], key) == 0;
        if (!known)
            call_bad_param(c, arena_printf(c->work.arena, "/%s", key), "unknown",
                           "trường không có ở đây", "no such field here");
    }
    return c->work.faults.count > 0 ? ERR_BAD_BODY : OK;
}

enum err call_need_reason(struct call *c)
{
    const char *reason = call_param(c, "reason");
    return reason != NULL && *reason != '\0'
               ? OK
               : call_bad_param(c, "reason", "required", "cần lý do hoàn tác",
                                "a reason is needed to take back");
}

enum err call_check_version(struct call *c, int64_t version)
{
    if (c->if_match == 0)
        return c->http->method == HTTP_PATCH || c->http->method == HTTP_DELETE ? ERR_NO_PRECONDITION
                                                                               : OK;
    if (c->if_match == -1 || c->if_match == version)
        return OK;
    c->etag_version = version;
    struct fault *f = fault_add(&c->work.faults, "If-Match", "stale", "bản hiện tại là %lld",
                                "the current version is %lld", (long long)version);
    f->value = arena_printf(c->work.arena, "%lld", (long long)version);
    return ERR_STALE;
}

enum err call_effective_on(struct call *c, const char **day)
{
    const json_t *on = json_object_get(c->json, "effective_on"),
                 *reason = json_object_get(c->json, "reason");
    const char *clean = NULL, *text = json_string_value(reason);
    *day = json_string_value(on);
    if (on != NULL && !json_is_null(on) && (*day == NULL || date_check(*day) != PRECISION_DAY))
        return call_bad_param(c, "/effective_on", "format", "phải là ngày YYYY-MM-DD có thật",
                              "must be a real date YYYY-MM-DD");
    if (reason != NULL && !json_is_null(reason) && text == NULL)
        return call_bad_param(c, "/reason", "type", "phải là chuỗi ký tự", "must be a string");
    if (text != NULL &&
        text_clean(c->work.arena, text, strlen(text), 1000, true, &clean) != TEXT_OK)
        return call_bad_param(c, "/reason", "format", "không phải văn bản hợp lệ",
                              "is no valid text");
    if (*day == NULL && (clean == NULL || clean[0] == '\0'))
        return call_bad_param(c, "/reason", "required",
                              "đính chính cần lý do, thay đổi cần effective_on",
                              "a correction needs a reason, a change effective_on");
    c->tx.reason = clean;
    return OK;
}

/* ---- readings */

void call_note_reading(struct call *c, const char *fields, const int64_t *people, size_t n)
{
    c->reading = (struct reading){.what = c->route->path,
                                  .fields = fields,
                                  .purpose = call_param(c, "purpose"),
                                  .org_id = c->caller.org_id,
                                  .people = people,
                                  .n_people = n};
}

bool call_wants_sensitive(struct call *c, enum err *e)
{
    *e = OK;
    const char *include = call_param(c, "include");
    if (include == NULL)
        return false;
    if (!c->work.see_sensitive) {
        *e = ERR_FORBIDDEN;
        return false;
    }
    return true;
}

/* Names of the sensitive fields that an answer shows, filters by or sorts by. */
static const char *sensitive_fields(struct call *c, const struct list_request *q)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '[');
    for (size_t i = 0; i < q->dict->n; i++) {
        const struct field *f = &q->dict->fields[i];
        if ((f->flags & F_SENSITIVE) == 0)
            continue;
        bool used = (q->sensitive && q->fields[i]) || q->sort == f || q->sought == f;
        for (int k = 0; k < q->n_filters; k++)
            used = used || q->filters[k].field == f;
        if (used)
            json_str(&j, f->name);
    }
    json_close(&j, ']');
    char *text = arena_dup_n(c->work.arena, b.p, b.len);
    bool any = b.len > 2;
    buf_free(&b);
    return any ? text : NULL;
}

static void note_people(struct call *c, const struct list_request *q, const struct list_result *r)
{
    const char *fields = c->reading.fields == NULL ? sensitive_fields(c, q) : NULL;
    if (fields != NULL)
        call_note_reading(c, fields, r->ids, (size_t)r->rows);
}

/* ---- lists */

static void take_parameters(struct call *c, struct list_request *q)
{
    const struct list_request *p = c->list;
    if (p == NULL)
        return;
    for (int i = 0; i < p->n_filters && q->n_filters < LIST_FILTERS_MAX; i++)
        q->filters[q->n_filters++] = p->filters[i];
    q->sort = p->sort;
    q->descending = p->descending;
    q->limit = p->limit;
    q->cursor = p->cursor;
    q->count_exact = p->count_exact;
    memcpy(q->fields, p->fields, sizeof q->fields);
}

static void link_next(struct call *c, const char *cursor)
{
    struct buf b = {0};
    buf_printf(&b, "<%s?", c->http->path);
    for (size_t i = 0; i < c->http->n_params; i++) {
        if (strcmp(c->http->params[i].name, "cursor") == 0)
            continue;
        buf_str(&b, c->http->params[i].name);
        buf_char(&b, '=');
        for (const unsigned char *p = (const unsigned char *)c->http->params[i].value; *p; p++) {
            bool plain = (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
                         (*p >= 'A' && *p <= 'Z') || strchr("-_.~,:", *p) != NULL;
            if (plain)
                buf_char(&b, (char)*p);
            else
                buf_printf(&b, "%%%02X", *p);
        }
        buf_char(&b, '&');
    }
    buf_printf(&b, "cursor=%s>; rel=\"next\"", cursor);
    http_reply_header(c->http, "Link", arena_dup(c->work.arena, buf_text(&b)));
    buf_free(&b);
}

static enum err list_to_file(struct call *c, struct list_request *q, struct list_result *r)
{
    struct table_file f;
    bool english = c->http->lang == LANG_EN;
    const char *as_of = call_param(c, "as_of");
    const char *title =
        arena_printf(c->work.arena, english ? "%s · as of %s" : "%s · số liệu đến ngày %s",
                     english ? q->dict->en : q->dict->vi, as_of ? as_of : c->work.today);
    if (!table_file_open(&f, c, q->dict->resource, title))
        return ERR_STORE;
    q->limit = 0;
    q->cursor = NULL;
    return table_file_done(&f, c, list_table(&c->work, q, f.table, r));
}

static enum err answer_list(struct call *c, struct list_request *q)
{
    enum err e;
    take_parameters(c, q);
    q->sensitive = call_wants_sensitive(c, &e);
    if (e != OK)
        return e;
    struct list_result r = {.total = -1};
    if (c->format != FORMAT_JSON) {
        e = list_to_file(c, q, &r);
    } else {
        e = list_json(&c->work, q, &c->out, &r);
        if (e == OK && r.next_cursor != NULL)
            link_next(c, r.next_cursor);
    }
    if (e == OK)
        note_people(c, q, &r);
    c->listed = r;
    c->steady = true;
    return e;
}

enum err call_list(struct call *c, struct list_request *q)
{
    enum err e = answer_list(c, q);
    list_end(q);
    return e;
}

static enum err answer_object(struct call *c, struct list_request *q)
{
    enum err e;
    q->sensitive = call_wants_sensitive(c, &e);
    if (e != OK)
        return e;
    memset(q->fields, 1, sizeof q->fields); /* an object shows every field */
    e = list_object(&c->work, q, &c->out, &c->etag_version);
    if (e == OK && q->sensitive) {
        struct list_result r = {.rows = 1, .ids = arena_alloc(c->work.arena, sizeof *r.ids)};
        r.ids[0] = c->id[0];
        note_people(c, q, &r);
    }
    c->steady = true;
    return e;
}

enum err call_object(struct call *c, struct list_request *q)
{
    enum err e = answer_object(c, q);
    list_end(q);
    return e;
}

enum err call_org_filter(struct call *c, struct org_filter *out)
{
    return org_filter_resolve(&c->work, call_param(c, "org"), call_param(c, "org_code"),
                              call_param(c, "level"), call_param(c, "under_kind"),
                              call_param(c, "as_of"), call_param(c, "tree"), out);
}

enum err call_flag_filter(struct call *c, struct list_request *q, const char *resource,
                          const char *id_sql)
{
    const char *flag = call_param(c, "flag");
    if (flag == NULL)
        return OK;
    if (code_get(&codes_quality_flag, flag) == NULL)
        return call_bad_param(c, "flag", "code", "không có dấu này", "no such flag");
    part_add(&q->where, q->where.sql.len > 0 ? " AND " : "");
    if (strcmp(flag, "no_secretary") == 0 && strcmp(resource, "organizations") == 0) {
        part_add(&q->where,
                 "f.kind IN ('cell', 'base_cell', 'base_party') AND f.status = 'active'"
                 " AND NOT EXISTS (SELECT 1 FROM post x WHERE x.org_id = c.id"
                 " AND x.post = 'secretary' AND x.superseded_tx IS NULL AND x.deleted = 0"
                 " AND x.valid_from <= ? AND x.valid_to > ?)");
        part_text(&q->where, c->work.today);
        part_text(&q->where, c->work.today);
        return OK;
    }
    part_add(&q->where, id_sql);
    part_add(&q->where, " IN (SELECT x.row_id FROM quality_flag x WHERE x.resource = ?"
                        " AND x.code = ? AND x.cleared_tx IS NULL)");
    part_text(&q->where, resource);
    part_text(&q->where, flag);
    return OK;
}

/* ---- writing */

enum err call_answer_with(struct call *c, handler_fn get, int64_t id)
{
    int at = 0;
    while (at < 3 && c->http->segment[at] != NULL)
        at++;
    bool created = c->route->answer == ANSWER_CREATED;
    c->id[at] = id;
    if (created && c->location == NULL)
        c->location = arena_printf(c->work.arena, "%s/%lld", c->http->path, (long long)id);
    return get(c);
}

bool call_wants_async(const struct call *c)
{
    const char *prefer = http_header(c->http, "Prefer");
    return prefer != NULL && strstr(prefer, "respond-async") != NULL;
}

struct slow_write {
    struct write_job job;
    struct call *call;
    enum err (*run)(struct call *c);
    enum err result;
};

static enum err slow_write_run(struct conn *conn, struct write_job *job)
{
    struct slow_write *w = (struct slow_write *)job;
    struct call *c = w->call;
    c->work.conn = conn;
    c->work.tx = &c->tx;
    enum err e = w->run(c);
    job->keep = c->keep;
    w->result = e;
    return e;
}

enum err call_write(struct call *c, enum err (*run)(struct call *c))
{
    struct conn *reader = c->work.conn;
    struct slow_write w = {
        .job = {.run = slow_write_run, .alone = true}, .call = c, .run = run, .result = OK};
    conn_release(reader);
    enum err e = writer_run(c->app->writer, &w.job);
    c->work.conn = reader;
    c->work.tx = NULL;
    conn_snapshot(reader, writer_commits(c->app->writer));
    return w.result != OK ? w.result : e;
}
