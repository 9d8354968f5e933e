/* Members: lists, one person, the two acts, the history. */
#include "registry/member.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>

static enum err list_in(struct call *c, const struct org_filter *f)
{
    struct list_request q;
    list_init(&q, &dict_member);
    if (c->list !=
        NULL) { /* a filter by status lifts the usual condition: it must be known first */
        memcpy(q.filters, c->list->filters, sizeof q.filters);
        q.n_filters = c->list->n_filters;
    }
    member_list_from(&c->work, &q, f);
    q.n_filters = 0;
    enum err e = call_flag_filter(c, &q, "members", "s.person_id");
    if (e != OK) {
        list_end(&q);
        return e;
    }
    const char *text = call_param(c, "q");
    if (text != NULL && member_search(&c->work, &q, text)) /* which reads it, whatever is shown */
        q.sought = &dict_member.fields[dict_find(&dict_member, "personal_id")];
    return call_list(c, &q);
}

enum err member_list(struct call *c)
{
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    return e != OK ? e : list_in(c, &f);
}

enum err cell_members(struct call *c)
{
    struct org_filter f;
    const char *id = c->http->segment[0];
    enum err e =
        org_filter_resolve(&c->work, id, NULL, "self", NULL, call_param(c, "as_of"), NULL, &f);
    return e != OK ? e : list_in(c, &f);
}

enum err member_get(struct call *c)
{
    struct list_request q;
    const char *day = call_param(c, "as_of");
    if (day != NULL && date_check(day) != PRECISION_DAY)
        return call_bad_param(c, "as_of", "format", "phải là ngày YYYY-MM-DD có thật",
                              "must be a real date YYYY-MM-DD");
    list_init(&q, &dict_member);
    member_object_from(&c->work, &q, c->id[0], day);
    return call_object(c, &q);
}

enum err member_create_call(struct call *c)
{
    int64_t id;
    enum err e = member_create(&c->work, &c->body, &id);
    return e != OK ? e : call_answer_with(c, member_get, id);
}

static enum err change(struct call *c, const char *day)
{
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    int64_t version = conn_get_int(c->work.conn, SQL_person_version, 0, "i", c->id[0]);
    enum err e =
        c->http->method == HTTP_PATCH || c->if_match != 0 ? call_check_version(c, version) : OK;
    if (e == OK)
        e = member_change(&c->work, c->id[0], &c->body, day);
    return e != OK ? e : member_get(c);
}

enum err member_patch(struct call *c)
{
    const char *day;
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    enum err e = call_effective_on(c, &day);
    return e != OK ? e : change(c, day);
}

enum err member_correct(struct call *c)
{
    const char *day;
    enum err e = call_effective_on(c, &day);
    if (e == OK && day != NULL)
        return call_bad_param(c, "/effective_on", "unknown", "đính chính không có ngày hiệu lực",
                              "a correction has no day of effect");
    if (e == OK)
        c->status = 200;
    return e != OK ? e : change(c, NULL);
}

/* ---- history */

static const char *shown(const char *day)
{
    return day == NULL || strcmp(day, DATE_MIN) == 0 || strcmp(day, DATE_MAX) == 0 ? NULL : day;
}

/* An object of values without the sensitive ones unless they are wanted. */
static void put_values(struct json *j, const char *key, const char *text, bool sensitive)
{
    json_key(j, key);
    json_t *values = text ? json_loads(text, 0, NULL) : NULL;
    if (values == NULL) {
        json_none(j);
        return;
    }
    const char *name;
    json_t *v;
    void *next;
    json_object_foreach_safe(values, next, name, v)
    {
        int i = dict_find(&dict_member, name);
        if (i >= 0 && (dict_member.fields[i].flags & F_SENSITIVE) && !sensitive)
            json_object_del(values, name);
    }
    char *out = json_dumps(values, JSON_COMPACT);
    json_raw(j, out, strlen(out));
    free(out);
    json_decref(values);
}

static void put_changes(struct call *c, struct json *j, bool sensitive)
{
    static const char *const names[] = {"at", "actor", "role", "reason", "op"};
    stmt *s = conn_stmt(c->work.conn, SQL_member_changes);
    stmt_bind(s, "i", c->id[0]);
    json_key(j, "items");
    json_open(j, '[');
    while (stmt_row(s, NULL)) {
        json_open(j, '{');
        json_kint(j, "id", stmt_int(s, 0));
        for (int i = 0; i < 5; i++)
            json_kstr(j, names[i], stmt_text(s, 1 + i));
        json_kint(j, "version", stmt_int(s, 6));
        json_key(j, "fields");
        json_raw(j, stmt_text(s, 7), stmt_bytes(s, 7));
        put_values(j, "before", stmt_text(s, 8), sensitive);
        put_values(j, "after", stmt_text(s, 9), sensitive);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_life(struct call *c, struct json *j)
{
    stmt *s = conn_stmt(c->work.conn, SQL_member_cells_history);
    stmt_bind(s, "i", c->id[0]);
    json_key(j, "life");
    json_open(j, '[');
    while (stmt_row(s, NULL)) {
        bool seen = scope_has_path(&c->work.scope, stmt_text(s, 8));
        json_open(j, '{');
        json_kstr(j, "from", shown(stmt_text(s, 0)));
        json_kstr(j, "to", shown(stmt_text(s, 1)));
        json_kstr(j, "status", stmt_text(s, 2));
        json_kstr(j, "activity", stmt_text(s, 3));
        json_kbool(j, "counted", stmt_int(s, 4) != 0);
        json_key(j, "cell");
        if (seen) {
            json_open(j, '{');
            json_kint(j, "id", stmt_int(s, 5));
            json_kstr(j, "code", stmt_text(s, 6));
            json_kstr(j, "name", stmt_text(s, 7));
            json_close(j, '}');
        } else {
            json_none(j);
        }
        json_kstr(j, "entry", stmt_text(s, 9));
        json_kstr(j, "exit", stmt_text(s, 10));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_posts(struct call *c, struct json *j)
{
    stmt *s = conn_stmt(c->work.conn, SQL_member_posts);
    stmt_bind(s, "itt", c->id[0], c->work.scope.lo, c->work.scope.hi);
    json_key(j, "posts");
    json_open(j, '[');
    while (stmt_row(s, NULL)) {
        json_open(j, '{');
        json_kstr(j, "post", stmt_text(s, 0));
        json_kstr(j, "title", stmt_text(s, 1));
        json_kstr(j, "term", stmt_text(s, 2));
        json_kstr(j, "from", shown(stmt_text(s, 3)));
        json_kstr(j, "to", shown(stmt_text(s, 4)));
        json_key(j, "organization");
        json_open(j, '{');
        json_kint(j, "id", stmt_int(s, 5));
        json_kstr(j, "code", stmt_text(s, 6));
        json_kstr(j, "name", stmt_text(s, 7));
        json_close(j, '}');
        json_kstr(j, "suspended_from", stmt_is_null(s, 8) ? NULL : stmt_text(s, 8));
        json_kstr(j, "suspended_to", stmt_is_null(s, 9) ? NULL : stmt_text(s, 9));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_hidden(struct json *j)
{
    json_key(j, "hidden");
    json_open(j, '[');
    for (size_t i = 0; i < dict_member.n; i++)
        if (dict_member.fields[i].flags & F_SENSITIVE)
            json_str(j, dict_member.fields[i].name);
    json_close(j, ']');
}

enum err member_history(struct call *c)
{
    struct member_place place;
    struct json j;
    enum err e;
    bool sensitive = call_wants_sensitive(c, &e);
    if (e != OK)
        return e;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    json_init(&j, &c->out);
    json_open(&j, '{');
    put_changes(c, &j, sensitive);
    put_life(c, &j);
    put_posts(c, &j);
    if (!sensitive)
        put_hidden(&j);
    json_close(&j, '}');
    if (sensitive)
        call_note_reading(c, "[\"history\"]", &c->id[0], 1);
    return OK;
}
