/* One change for many members: previewed by the same code that does it, one save, taken back as a
   whole. All or none: a refused row refuses the act and is named. */
#include "api/handlers.h"
#include "api/many.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member_values.h"

#include <string.h>

#define MEMBERS_MAX 20000
#define SHOWN_MAX 200

struct bulk {
    struct record values;
    const char *day;
    int64_t changed, unchanged, refused;
    struct json json;
};

static enum err take(struct call *c, struct bulk *b, const json_t **members)
{
    static const char *const names[] = {"members", "values", "effective_on", "reason", NULL};
    enum err e = call_only(c, c->json, names);
    *members = many_members(c, MEMBERS_MAX);
    if (e != OK || *members == NULL)
        return ERR_BAD_BODY;
    const json_t *values = json_object_get(c->json, "values");
    if (json_object_size(values) == 0)
        return call_bad_param(c, "/values", "required", "cần ít nhất một giá trị",
                              "at least one value is needed");
    b->day = json_string_value(json_object_get(c->json, "effective_on"));
    if (b->day != NULL && date_check(b->day) != PRECISION_DAY)
        return call_bad_param(c, "/effective_on", "format", "phải là ngày YYYY-MM-DD có thật",
                              "must be a real date YYYY-MM-DD");
    const char *reason = json_string_value(json_object_get(c->json, "reason"));
    if (b->day == NULL && (reason == NULL || *reason == '\0'))
        return call_bad_param(c, "/reason", "required", "đính chính cần lý do",
                              "a correction needs a reason");
    return record_parse(&c->work, &dict_member, values, RECORD_PATCH, NULL, &b->values);
}

static void put_row(struct call *c, struct bulk *b, int64_t id, const char *changes,
                    const struct fault *fault)
{
    json_open(&b->json, '{');
    json_kint(&b->json, "id", id);
    json_kstr(&b->json, "full_name", many_name(c, id));
    json_key(&b->json, "changes");
    if (changes != NULL)
        json_raw(&b->json, changes, strlen(changes));
    else
        json_none(&b->json);
    json_kstr(&b->json, "refused", fault != NULL ? fault->detail : NULL);
    json_close(&b->json, '}');
}

static enum err one(struct call *c, struct bulk *b, int64_t id)
{
    struct work row = c->work;
    struct member_place place;
    const char *changes = NULL;
    faults_init(&row.faults, c->work.arena, c->work.faults.lang);
    enum err e = member_place(&row, id, &place)
                     ? member_apply(&row, id, &b->values, b->day, true, &changes)
                     : fault_fail(ERR_NOT_FOUND, &row.faults, "/members", "not_found",
                                  "không có đảng viên này", "no such member");
    if (e != OK && row.faults.count == 0)
        return e;
    b->refused += e != OK;
    b->changed += e == OK && changes != NULL;
    b->unchanged += e == OK && changes == NULL;
    if ((e != OK || changes != NULL) && b->changed + b->refused <= SHOWN_MAX)
        put_row(c, b, id, changes, row.faults.first);
    return OK;
}

enum err member_changes(struct call *c)
{
    struct bulk *b = arena_alloc(c->work.arena, sizeof *b);
    const json_t *members = NULL;
    size_t i;
    json_t *v;
    enum err e = take(c, b, &members);
    if (e != OK)
        return e;
    json_init(&b->json, &c->out);
    json_open(&b->json, '{');
    json_key(&b->json, "items");
    json_open(&b->json, '[');
    json_array_foreach (members, i, v)
        if ((e = one(c, b, json_integer_value(v))) != OK)
            return e;
    if ((e = many_sum(c, &b->json, b->refused)) != OK)
        return e;
    json_kint(&b->json, "changed", b->changed);
    json_kint(&b->json, "unchanged", b->unchanged);
    json_close(&b->json, '}');
    return OK;
}
