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

void many_open(struct call *c, struct many *m)
{
    m->done = m->refused = 0;
    json_init(&m->json, &c->out);
    json_open(&m->json, '{');
    json_key(&m->json, "items");
    json_open(&m->json, '[');
}

const char *many_name(struct call *c, int64_t person)
{
    struct member_place place;
    return member_place(&c->work, person, &place) ? member_name(&c->work, person) : NULL;
}

struct work *many_row(struct call *c, struct many *m)
{
    m->row = c->work;
    faults_init(&m->row.faults, c->work.arena, c->work.faults.lang);
    return &m->row;
}

enum err many_tried(struct call *c, struct many *m, int64_t person, enum err e)
{
    if (e != OK && m->row.faults.count == 0)
        return e;
    c->work.warnings = m->row.warnings;
    m->refused += e != OK;
    m->done += e == OK;
    json_open(&m->json, '{');
    json_kint(&m->json, "id", person);
    json_kstr(&m->json, "full_name",
              e == OK ? member_name(&c->work, person) : many_name(c, person));
    json_kstr(&m->json, "refused", e != OK ? m->row.faults.first->detail : NULL);
    return OK;
}

void many_shut(struct many *m)
{
    json_close(&m->json, '}');
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
