/* What the registry knows about itself: fields of each resource, and every code with its labels. */
#include "api/handlers.h"
#include "registry/codes.h"
#include "registry/dict_list.h"

#include <stdio.h>
#include <string.h>

static const char *type_name(const struct field *f)
{
    static const char *const names[] = {"text",         "lines", "code",    "code",    "date",
                                        "partial_date", "time",  "integer", "boolean", "id",
                                        "digits",       "uid",   "json"};
    return names[f->type];
}

/* Whoever shows one language need not fetch both: the front end's first page is small. */
enum words { WORDS_BOTH, WORDS_VI, WORDS_EN };

static void put_words(struct json *j, const char *key, const char *vi, const char *en,
                      enum words in)
{
    char name[24];
    snprintf(name, sizeof name, "%s_vi", key);
    if (in != WORDS_EN)
        json_kstr(j, name, vi);
    snprintf(name, sizeof name, "%s_en", key);
    if (in != WORDS_VI)
        json_kstr(j, name, en);
}

static void put_field(struct json *j, const struct field *f, enum words in)
{
    static const struct {
        uint32_t flag;
        const char *name;
    } flags[] = {{F_CREATE, "create"},
                 {F_PATCH, "patch"},
                 {F_REQUIRED, "required"},
                 {F_FILTER, "filter"},
                 {F_SORT, "sort"},
                 {F_IMPORT, "import"},
                 {F_DATED, "dated"},
                 {F_LIST, "list"},
                 {F_SENSITIVE, "sensitive"},
                 {F_COMPUTED, "computed"},
                 {F_OBJECT_ONLY, "object_only"}};
    json_open(j, '{');
    json_kstr(j, "name", f->name);
    json_kstr(j, "type", type_name(f));
    put_words(j, "label", f->vi, f->en, in);
    if (f->codes != NULL)
        json_kstr(j, "codes", f->codes->name);
    else if (f->type == FIELD_REFERENCE_CODE)
        json_kstr(j, "codes", f->ref);
    if (f->type == FIELD_ID && f->ref != NULL)
        json_kstr(j, "ref", f->ref);
    if (f->group != NULL)
        json_kstr(j, "group", f->group);
    if (f->max > 0)
        json_kint(j, "max", f->max);
    if (f->min > 0)
        json_kint(j, "min", f->min);
    if (f->hint_vi != NULL) {
        put_words(j, "hint", f->hint_vi, f->hint_en, in);
    }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (f->flags & flags[i].flag)
            json_kbool(j, flags[i].name, true);
    json_close(j, '}');
}

static void put_dict(struct json *j, const struct dict *d, enum words in)
{
    json_key(j, d->resource);
    json_open(j, '{');
    json_kstr(j, "schema", d->schema);
    put_words(j, "label", d->vi, d->en, in);
    json_kstr(j, "path", d->path);
    json_key(j, "groups");
    json_open(j, '[');
    for (size_t i = 0; i < d->n_groups; i++) {
        json_open(j, '{');
        json_kstr(j, "name", d->groups[i].name);
        put_words(j, "label", d->groups[i].vi, d->groups[i].en, in);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_key(j, "fields");
    json_open(j, '[');
    for (size_t i = 0; i < d->n; i++)
        put_field(j, &d->fields[i], in);
    json_close(j, ']');
    json_close(j, '}');
}

enum err dictionary_get(struct call *c)
{
    struct json j;
    const char *language = call_param(c, "language");
    enum words in = language == NULL              ? WORDS_BOTH
                    : strcmp(language, "vi") == 0 ? WORDS_VI
                    : strcmp(language, "en") == 0 ? WORDS_EN
                                                  : WORDS_BOTH;
    if (language != NULL && in == WORDS_BOTH)
        return call_bad_param(c, "language", "code", "phải là vi hoặc en", "must be vi or en");
    c->http->reply.compress = true;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "resources");
    json_open(&j, '{');
    for (size_t i = 0; i < dicts_count; i++)
        put_dict(&j, dicts[i], in);
    json_close(&j, '}');
    json_close(&j, '}');
    return OK;
}

static void put_table(struct call *c, struct json *j, const char *name, enum sql_id query)
{
    json_key(j, name);
    json_open(j, '[');
    stmt *s = conn_stmt(c->work.conn, query);
    while (stmt_row(s, NULL)) {
        json_open(j, '{');
        json_kstr(j, "code", stmt_text(s, 0));
        json_kstr(j, "vi", stmt_text(s, 1));
        json_kstr(j, "en", stmt_text(s, 2));
        json_close(j, '}');
    }
    json_close(j, ']');
}

enum err reference_get(struct call *c)
{
    struct json j;
    c->http->reply.compress = true;
    json_init(&j, &c->out);
    json_open(&j, '{');
    for (size_t i = 0; i < code_sets_count; i++) {
        json_key(&j, code_sets[i]->name);
        json_open(&j, '[');
        for (size_t k = 0; k < code_sets[i]->n; k++) {
            json_open(&j, '{');
            json_kstr(&j, "code", code_sets[i]->codes[k].code);
            json_kstr(&j, "vi", code_sets[i]->codes[k].vi);
            json_kstr(&j, "en", code_sets[i]->codes[k].en);
            json_close(&j, '}');
        }
        json_close(&j, ']');
    }
    put_table(c, &j, "ethnicity", SQL_ref_ethnicity_names);
    put_table(c, &j, "religion", SQL_ref_religion_names);
    json_close(&j, '}');
    return OK;
}
