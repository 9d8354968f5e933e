/* Query parameters, checked against the route's sets and its dictionary before any handler. */
#include "api/params.h"
#include "api/table_file.h"

#include <stdio.h>
#include <string.h>

#define JSON_DEPTH_MAX 32

struct param_set {
    uint32_t set;
    const char *names[8];
};

static const struct param_set sets[] = {
    {PARAMS_LIST, {"limit", "cursor", "count", "sort", "fields"}},
    {PARAMS_PAGE, {"limit", "cursor", "count"}},
    {PARAMS_SCOPE, {"org", "org_code", "level", "under_kind"}},
    {PARAMS_AS_OF, {"as_of"}},
    {PARAMS_SEARCH, {"q"}},
    {PARAMS_FORMAT, {"format", "header"}},
    {PARAMS_INCLUDE, {"include", "purpose"}},
    {PARAMS_PERIOD, {"from", "to"}},
    {PARAMS_BY, {"by", "tree", "compare", "measure", "known_at"}},
    {PARAMS_FEED, {"after", "limit", "wait"}},
    {PARAMS_KIND, {"kind", "name", "sheet"}},
    {PARAMS_INDICATOR, {"indicator"}},
    {PARAMS_REASON, {"reason"}},
    {PARAMS_PREVIEW, {"preview"}},
    {PARAMS_FLAG, {"flag"}},
    {PARAMS_VERSION, {"v"}},
    {PARAMS_NAME, {"name"}},
    {PARAMS_TASKS, {"kind", "kind_in", "state", "limit", "cursor"}},
    {PARAMS_LANGUAGE, {"language"}},
    {PARAMS_GROUP, {"by"}},
    {PARAMS_ROUND, {"round"}},
    {PARAMS_STEP, {"step"}},
    {PARAMS_DAY, {"day"}},
    {PARAMS_TEMPLATE, {"name", "name_en", "subject", "code", "file"}},
};

static bool has_filters(const struct route *r)
{
    return (r->params & (PARAMS_LIST | PARAMS_FILTER)) != 0 && r->answer_dict != NULL;
}

void params_each(const struct route *r, void (*name)(void *ctx, const char *parameter), void *ctx)
{
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if ((r->params & sets[i].set) == 0)
            continue;
        for (int k = 0; k < 8 && sets[i].names[k] != NULL; k++)
            name(ctx, sets[i].names[k]);
    }
    if (!has_filters(r))
        return;
    static const char *const suffix[] = {"", "_from", "_to", "_in"};
    char text[96];
    for (size_t i = 0; i < r->answer_dict->n; i++) {
        if ((r->answer_dict->fields[i].flags & F_FILTER) == 0)
            continue;
        for (int k = 0; k < 4; k++) {
            snprintf(text, sizeof text, "%s%s", r->answer_dict->fields[i].name, suffix[k]);
            name(ctx, text);
        }
    }
}

struct search {
    const char *name;
    bool found;
};

static void match_name(void *ctx, const char *parameter)
{
    struct search *s = ctx;
    if (strcmp(s->name, parameter) == 0)
        s->found = true;
}

static bool standard_name(const struct route *r, const char *name)
{
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if ((r->params & sets[i].set) == 0)
            continue;
        for (int k = 0; k < 8 && sets[i].names[k] != NULL; k++)
            if (strcmp(sets[i].names[k], name) == 0)
                return true;
    }
    return false;
}

static bool list_name(const char *name)
{
    return strcmp(name, "limit") == 0 || strcmp(name, "cursor") == 0 ||
           strcmp(name, "count") == 0 || strcmp(name, "sort") == 0 || strcmp(name, "fields") == 0;
}

static void check_format(struct call *c)
{
    const char *header = call_param(c, "header");
    if (header != NULL && strcmp(header, "names") != 0 && strcmp(header, "labels") != 0)
        fault_add(&c->work.faults, "header", "code", "phải là names hoặc labels",
                  "must be names or labels");
    const char *format = call_param(c, "format");
    if (format != NULL) {
        if (strcmp(format, "csv") == 0)
            c->format = FORMAT_CSV;
        else if (strcmp(format, "xlsx") == 0)
            c->format = FORMAT_XLSX;
        else if (strcmp(format, "json") != 0)
            fault_add(&c->work.faults, "format", "code", "phải là json, csv hoặc xlsx",
                      "must be json, csv or xlsx");
        return;
    }
    const char *accept = http_header(c->http, "Accept");
    if (accept != NULL && strncmp(accept, "text/csv", 8) == 0)
        c->format = FORMAT_CSV;
    else if (accept != NULL && strncmp(accept, XLSX_TYPE, strlen(XLSX_TYPE)) == 0)
        c->format = FORMAT_XLSX;
}

static void check_preview(struct call *c)
{
    const char *preview = call_param(c, "preview");
    if (preview != NULL && strcmp(preview, "true") != 0 && strcmp(preview, "false") != 0)
        fault_add(&c->work.faults, "preview", "code", "phải là true hoặc false",
                  "must be true or false");
    c->preview = preview != NULL && strcmp(preview, "true") == 0;
}

static void check_include(struct call *c, enum err *e)
{
    const char *include = call_param(c, "include");
    if (include == NULL)
        return;
    if (strcmp(include, "sensitive") != 0)
        fault_add(&c->work.faults, "include", "code", "chỉ nhận sensitive",
                  "only sensitive is known");
    else if (!c->work.see_sensitive)
        *e = ERR_FORBIDDEN;
}

enum err params_check(struct call *c)
{
    const struct route *r = c->route;
    bool filters = has_filters(r);
    if (filters || (r->params & PARAMS_PAGE)) {
        c->list = arena_alloc(c->work.arena, sizeof *c->list);
        if (r->answer_dict != NULL)
            list_init(c->list, r->answer_dict);
    }
    for (size_t i = 0; i < c->http->n_params; i++) {
        const struct http_param *p = &c->http->params[i];
        for (size_t k = 0; k < i; k++) {
            if (strcmp(p->name, c->http->params[k].name) == 0)
                fault_add(&c->work.faults, p->name, "repeated", "tham số bị lặp",
                          "repeated parameter");
        }
        if (standard_name(r, p->name)) {
            if (c->list != NULL && list_name(p->name) && (r->params & (PARAMS_LIST | PARAMS_PAGE)))
                list_parameter(&c->work, c->list, p->name, p->value);
            continue;
        }
        struct search s = {.name = p->name};
        if (filters)
            params_each(r, match_name, &s);
        if (!s.found || !list_parameter(&c->work, c->list, p->name, p->value))
            fault_add(&c->work.faults, p->name, "unknown", "tham số không có ở đây",
                      "unknown parameter");
    }
    enum err e = OK;
    if (r->params & PARAMS_FORMAT)
        check_format(c);
    if (r->params & PARAMS_PREVIEW)
        check_preview(c);
    if (r->params & PARAMS_INCLUDE)
        check_include(c, &e);
    if (e == OK && c->list != NULL && c->list->dict != NULL && !(r->params & PARAMS_BY) &&
        list_uses_sensitive(c->list) && !c->work.see_sensitive)
        e = ERR_FORBIDDEN;
    if (e == OK && c->work.faults.count > 0)
        e = ERR_BAD_PARAMETER;
    return e;
}

bool body_depth_ok(const char *text, size_t n)
{
    int depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < n; i++) {
        char ch = text[i];
        if (in_string) {
            if (ch == '\\')
                i++;
            else if (ch == '"')
                in_string = false;
        } else if (ch == '"') {
            in_string = true;
        } else if (ch == '{' || ch == '[') {
            if (++depth > JSON_DEPTH_MAX)
                return false;
        } else if (ch == '}' || ch == ']') {
            depth--;
        }
    }
    return true;
}
