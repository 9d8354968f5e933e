/* Badges: what was awarded, what is coming, recording an award. */
#include "registry/badge_award.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "rules/badge.h"

enum err badge_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_badge);
    badge_list_from(&c->work, &q, &f);
    return call_list(c, &q);
}

enum err badge_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_badge);
    badge_object_from(&c->work, &q, c->id[0]);
    return call_object(c, &q);
}

enum err badge_forecast(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    date_text next;
    const char *round = call_param(c, "round");
    if (round != NULL && date_check(round) != PRECISION_DAY)
        return call_bad_param(c, "round", "format", "phải là ngày YYYY-MM-DD có thật",
                              "must be a real date YYYY-MM-DD");
    badge_round(round ? round : c->work.today, next);
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_badge_forecast);
    badge_forecast_from(&c->work, &q, &f, arena_dup(c->work.arena, next));
    return call_list(c, &q);
}

enum err badge_create(struct call *c)
{
    int64_t id;
    enum err e = badge_add(&c->work, &c->body, &id);
    return e != OK ? e : call_answer_with(c, badge_get, id);
}

static enum err find(struct call *c, int64_t *cell)
{
    int64_t version;
    return badge_find(&c->work, c->id[0], &version, cell) ? call_check_version(c, version)
                                                          : ERR_NOT_FOUND;
}

enum err badge_patch(struct call *c)
{
    int64_t cell;
    enum err e = find(c, &cell);
    if (e == OK)
        e = record_update(&c->work, &c->body, c->id[0], cell, "correct");
    return e != OK ? e : badge_get(c);
}

enum err badge_delete(struct call *c)
{
    int64_t cell;
    enum err e = find(c, &cell);
    return e != OK ? e : record_delete(&c->work, &dict_badge, c->id[0], cell);
}
