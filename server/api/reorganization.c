/* Mergers, splits and many placements: previewed by the same code that does them, taken back as a
   whole. */
#include "registry/reorganize.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/undo.h"

#include <string.h>

#define ITEMS_MAX 5000

/* ---- bodies */

/* effective_on and decision, which every act of this file names. */
static enum err take_day(struct call *c, const char **day, const char **decision)
{
    *day = json_string_value(json_object_get(c->json, "effective_on"));
    *decision = json_string_value(json_object_get(c->json, "decision"));
    if (*day == NULL || date_check(*day) != PRECISION_DAY)
        return call_bad_param(c, "/effective_on", "required", "cần ngày có hiệu lực YYYY-MM-DD",
                              "the day YYYY-MM-DD is needed");
    if (*decision != NULL && strlen(*decision) > 300)
        return call_bad_param(c, "/decision", "too_long", "quá dài", "too long");
    if (c->tx.reason == NULL)
        c->tx.reason = *decision;
    return OK;
}

static enum err take_ids(struct call *c, const json_t *array, const char *pointer,
                         const int64_t **out, int *n)
{
    size_t i;
    json_t *v;
    int64_t *ids = arena_alloc(c->work.arena, (json_array_size(array) + 1) * sizeof *ids);
    *n = 0;
    *out = ids;
    if ((array != NULL && !json_is_array(array)) || json_array_size(array) > ITEMS_MAX)
        return call_bad_param(c, pointer, "type", "phải là danh sách số", "must be a list of ids");
    json_array_foreach (array, i, v) {
        if (!json_is_integer(v))
            return call_bad_param(c, pointer, "type", "phải là danh sách số",
                                  "must be a list of ids");
        ids[(*n)++] = json_integer_value(v);
    }
    return OK;
}

/* ---- answers */

static void put_org(struct call *c, struct json *j, const char *key, int64_t id)
{
    struct org_row org;
    json_key(j, key);
    if (!org_get(&c->work, id, &org)) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    json_kint(j, "id", org.id);
    json_kstr(j, "code", org.code);
    json_kstr(j, "name", org.name);
    json_close(j, '}');
}

static enum err answer(struct call *c, const struct reorganization *r)
{
    struct json j;
    c->out.len = 0;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kbool(&j, "preview", c->preview);
    json_key(&j, "save_id");
    if (c->preview || c->tx.id == 0)
        json_none(&j);
    else
        json_int(&j, c->tx.id);
    json_kint(&j, "organizations", r->organizations);
    json_kint(&j, "members", r->members);
    json_kint(&j, "posts", r->posts);
    json_key(&j, "items");
    json_open(&j, '[');
    for (int i = 0; i < r->n; i++) {
        json_open(&j, '{');
        put_org(c, &j, "organization", r->rows[i].id);
        put_org(c, &j, "from", r->rows[i].from_id);
        put_org(c, &j, "to", r->rows[i].to_id);
        json_kint(&j, "members", r->rows[i].members);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    return OK;
}

/* ---- acts */

enum err organization_placements(struct call *c)
{
    static const char *const names[] = {"items", "effective_on", "decision", "reason", NULL};
    static const char *const item_names[] = {"org_id", "parent_id", NULL};
    const char *day, *decision;
    const json_t *items = json_object_get(c->json, "items");
    struct reorganization r = {0};
    size_t i, n = json_array_size(items);
    json_t *v;
    enum err e = call_only(c, c->json, names);
    if (e != OK || (e = take_day(c, &day, &decision)) != OK)
        return e;
    if (n == 0 || n > ITEMS_MAX)
        return call_bad_param(c, "/items", "required", "cần 1–5000 tổ chức",
                              "1–5000 organisations are needed");
    struct placing *list = arena_alloc(c->work.arena, n * sizeof *list);
    json_array_foreach (items, i, v) {
        if ((e = call_only(c, v, item_names)) != OK)
            return e;
        list[i] = (struct placing){json_integer_value(json_object_get(v, "org_id")),
                                   json_integer_value(json_object_get(v, "parent_id"))};
    }
    e = organizations_place(&c->work, list, (int)n, day, decision, &r);
    return e != OK ? e : answer(c, &r);
}

enum err organization_merge(struct call *c)
{
    static const char *const names[] = {"sources",  "effective_on", "decision",
                                        "approval", "reason",       NULL};
    const char *day, *decision;
    const int64_t *sources;
    int n;
    struct org_row org;
    struct reorganization r = {0};
    enum err e = call_only(c, c->json, names);
    if (e != OK || (e = take_day(c, &day, &decision)) != OK ||
        (e = take_ids(c, json_object_get(c->json, "sources"), "/sources", &sources, &n)) != OK)
        return e;
    if (n == 0)
        return call_bad_param(c, "/sources", "required", "cần ít nhất một tổ chức",
                              "at least one organisation is needed");
    if (!org_get(&c->work, c->id[0], &org))
        return ERR_NOT_FOUND;
    e = organizations_merge(&c->work, c->id[0], sources, n, day, decision,
                            json_string_value(json_object_get(c->json, "approval")), &r);
    return e != OK ? e : answer(c, &r);
}

static enum err take_part(struct call *c, const struct org_row *org, json_t *v, const char *day,
                          const char *decision, struct split_part *p)
{
    static const char *const extra[] = {"members", "children", NULL};
    /* a part stands where the whole did, unless it says otherwise */
    if (json_is_object(v) && json_object_get(v, "parent_id") == NULL)
        json_object_set_new(v, "parent_id", json_integer(org->parent_id));
    enum err e = record_parse(&c->work, &dict_organization, v, RECORD_CREATE, extra, &p->record);
    if (e != OK)
        return e;
    record_set_text(&p->record, "established_on", day);
    record_set_text(&p->record, "established_by", decision);
    e = take_ids(c, json_object_get(v, "members"), "/parts", &p->members, &p->n_members);
    return e != OK ? e
                   : take_ids(c, json_object_get(v, "children"), "/parts", &p->children,
                              &p->n_children);
}

enum err organization_split_call(struct call *c)
{
    static const char *const names[] = {"parts",    "keep",   "effective_on",
                                        "decision", "reason", NULL};
    const char *day, *decision;
    struct org_row org;
    struct reorganization r = {0};
    const json_t *list = json_object_get(c->json, "parts");
    size_t i, n = json_array_size(list);
    json_t *v;
    enum err e = call_only(c, c->json, names);
    if (e != OK || (e = take_day(c, &day, &decision)) != OK)
        return e;
    if (n == 0 || n > 100)
        return call_bad_param(c, "/parts", "required", "cần 1–100 tổ chức mới",
                              "1–100 new organisations are needed");
    if (!org_get(&c->work, c->id[0], &org))
        return ERR_NOT_FOUND;
    struct split_part *parts = arena_alloc(c->work.arena, n * sizeof *parts);
    json_array_foreach (list, i, v)
        if ((e = take_part(c, &org, v, day, decision, &parts[i])) != OK)
            return e;
    e = organization_split(&c->work, org.id, parts, (int)n,
                           json_is_true(json_object_get(c->json, "keep")), day, decision, &r);
    return e != OK ? e : answer(c, &r);
}

/* ---- taking a save back */

/* Only saves whose every row lies in the caller's scope, and of resources that an office keeps. */
enum err save_undo_call(struct call *c)
{
    int64_t save = c->id[0];
    if (conn_get_int(c->work.conn, SQL_undo_foreign, 1, "itt", save, c->work.scope.lo,
                     c->work.scope.hi) != 0)
        return ERR_NOT_FOUND;
    enum err e = save_undo(&c->work, save);
    if (e != OK)
        return e;
    buf_printf(&c->out, "{\"save_id\":%lld,\"undoes\":%lld}", (long long)c->tx.id, (long long)save);
    return OK;
}
