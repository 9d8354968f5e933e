/* Badges: what was awarded, what is coming, recording an award. */
#include "registry/badge_award.h"
#include "api/handlers.h"
#include "api/many.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "rules/badge.h"

#define MEMBERS_MAX 2000

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

/* ---- a round of award: one day and decision, each the badge that falls due in the round */

struct awarding {
    date_text round;
    int64_t years; /* of the member just tried; 0: none */
};

static enum err award(struct call *c, struct work *row, int64_t person, void *ctx)
{
    struct awarding *a = ctx;
    struct record r;
    int64_t id;
    a->years = badge_of_round(row, person, a->round);
    if (a->years == 0)
        return fault_fail(ERR_CONFLICT, &row->faults, "/members", "no_badge",
                          "không đến mức Huy hiệu nào trong đợt này",
                          "reaches no badge in this round");
    json_t *body = json_copy(c->json);
    json_object_del(body, "members");
    json_object_del(body, "round");
    json_object_set_new(body, "member_id", json_integer(person));
    json_object_set_new(body, "years", json_integer(a->years));
    enum err e = record_parse(row, &dict_badge, body, RECORD_CREATE, NULL, &r);
    if (e == OK)
        e = badge_add(row, &r, &id);
    json_decref(body);
    return e;
}

static void put_years(struct json *json, void *ctx)
{
    struct awarding *a = ctx;
    if (a->years > 0)
        json_kint(json, "years", a->years);
    else
        json_knull(json, "years");
    a->years = 0; /* the next may not be tried at all */
}

enum err badge_awards(struct call *c)
{
    static const char *const names[] = {"members",         "round", "awarded_on",
                                        "decision_number", "note",  NULL};
    struct awarding a = {.years = 0};
    const json_t *members = many_members(c, MEMBERS_MAX);
    const char *round = call_text(c, "round", true, true);
    call_text(c, "awarded_on", true, true);
    if (call_only(c, c->json, names) != OK)
        return ERR_BAD_BODY;
    badge_round(round, a.round);
    return many_do(c, members, &(struct many_act){award, put_years, "awarded", &a});
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
