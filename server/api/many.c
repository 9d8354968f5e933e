/* One act for many; see the header. */
#include "api/many.h"
#include "registry/member.h"

const json_t *many_members(struct call *c, size_t max)
{
    const json_t *members = json_object_get(c->json, "members");
    if (json_is_array(members) && json_array_size(members) > 0 && json_array_size(members) <= max)
        return members;
    fault_add(&c->work.faults, "/members", "required", "cần 1–%d đảng viên",
              "1–%d members are needed", (int)max);
    return NULL;
}

const char *many_name(struct call *c, int64_t person)
{
    struct member_place place;
    return member_place(&c->work, person, &place) ? member_name(&c->work, person) : NULL;
}

enum err many_sum(struct call *c, struct json *json, int64_t refused)
{
    json_close(json, ']');
    if (refused > 0 && !c->preview)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "/members", "refused",
                          "%d người bị từ chối: hãy xem trước", "%d are refused: see the preview",
                          (int)refused);
    json_kbool(json, "preview", c->preview);
    json_key(json, "save_id");
    if (c->preview || c->tx.id == 0)
        json_none(json);
    else
        json_int(json, c->tx.id);
    json_kint(json, "refused", refused);
    return OK;
}

/* The name is that before the act, which may take the member out of sight. */
static enum err try_one(struct call *c, struct work *row, int64_t person,
                        const struct many_act *act, struct json *json, int64_t *refused)
{
    const char *name = many_name(c, person);
    *row = c->work;
    faults_init(&row->faults, c->work.arena, c->work.faults.lang);
    enum err e = name != NULL ? act->act(c, row, person, act->ctx)
                              : fault_fail(ERR_NOT_FOUND, &row->faults, "/members", "not_found",
                                           "không có đảng viên này", "no such member");
    if (e != OK && row->faults.count == 0)
        return e;
    c->work.warnings = row->warnings;
    *refused += e != OK;
    json_open(json, '{');
    json_kint(json, "id", person);
    json_kstr(json, "full_name", name);
    json_kstr(json, "refused", e != OK ? row->faults.first->detail : NULL);
    if (act->more != NULL)
        act->more(json, act->ctx);
    json_close(json, '}');
    return OK;
}

enum err many_do(struct call *c, const json_t *members, const struct many_act *act)
{
    struct json json;
    struct work row;
    int64_t refused = 0;
    size_t i;
    json_t *v;
    json_init(&json, &c->out);
    json_open(&json, '{');
    json_key(&json, "items");
    json_open(&json, '[');
    json_array_foreach (members, i, v) {
        enum err e = try_one(c, &row, json_integer_value(v), act, &json, &refused);
        if (e != OK)
            return e;
    }
    enum err e = many_sum(c, &json, refused);
    if (e != OK)
        return e;
    json_kint(&json, act->done, (int64_t)json_array_size(members) - refused);
    json_close(&json, '}');
    return OK;
}
