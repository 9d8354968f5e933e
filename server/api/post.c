/* Offices held. */
#include "registry/post.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

enum err post_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_post);
    post_list_from(&c->work, &q, &f);
    return call_list(c, &q);
}

enum err post_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_post);
    post_object_from(&c->work, &q, c->id[0]);
    return call_object(c, &q);
}

enum err post_create(struct call *c)
{
    int64_t id;
    enum err e = post_add(&c->work, &c->body, &id);
    return e != OK ? e : call_answer_with(c, post_get, id);
}

enum err post_patch(struct call *c)
{
    int64_t version, org_id;
    if (!post_find(&c->work, c->id[0], &version, &org_id))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, version);
    if (e == OK)
        e = post_change(&c->work, c->id[0], &c->body);
    return e != OK ? e : post_get(c);
}

enum err post_delete(struct call *c)
{
    int64_t version, org_id;
    if (!post_find(&c->work, c->id[0], &version, &org_id))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, version);
    return e != OK ? e : post_remove(&c->work, c->id[0]);
}
