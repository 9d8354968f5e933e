/* Badges: what was awarded, what is coming, recording an award. */
#include "registry/badge_award.h"
#include "api/handlers.h"
#include "api/many.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member.h"
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

static enum err award_one(struct call *c, struct work *row, const char *round, int64_t person,
                          int64_t *years)
{
    struct member_place place;
    struct record r;
    int64_t id;
    if (!member_place(row, person, &place))
        return fault_fail(ERR_NOT_FOUND, &row->faults, "/members", "not_found",
                          "không có đảng viên này", "no such member");
    *years = badge_of_round(row, person, round);
    if (*years == 0)
        return fault_fail(ERR_CONFLICT, &row->faults, "/members", "no_badge",
                          "không đến mức Huy hiệu nào trong đợt này",
                          "reaches no badge in this round");
    json_t *body = json_copy(c->json);
    json_object_del(body, "members");
    json_object_del(body, "round");
    json_object_set_new(body, "member_id", json_integer(person));
    json_object_set_new(body, "years", json_integer(*years));
    enum err e = record_parse(row, &dict_badge, body, RECORD_CREATE, NULL, &r);
    if (e == OK)
        e = badge_add(row, &r, &id);
    json_decref(body);
    return e;
}

static enum err award_each(struct call *c, struct many *m, const char *round, const json_t *members)
{
    size_t i;
    json_t *v;
    json_array_foreach (members, i, v) {
        int64_t person = json_integer_value(v), years = 0;
        enum err e = award_one(c, many_row(c, m), round, person, &years);
        if ((e = many_tried(c, m, person, e)) != OK)
            return e;
        if (years > 0)
            json_kint(&m->json, "years", years);
        else
            json_knull(&m->json, "years");
        many_shut(m);
    }
    return OK;
}

static const char *take_day(struct call *c, const char *name)
{
    const char *day = json_string_value(json_object_get(c->json, name));
    if (day == NULL || date_check(day) != PRECISION_DAY)
        call_bad_param(c, arena_printf(c->work.arena, "/%s", name), "required",
                       "cần ngày YYYY-MM-DD có thật", "a real day YYYY-MM-DD is needed");
    return day;
}

enum err badge_awards(struct call *c)
{
    static const char *const names[] = {"members",         "round", "awarded_on",
                                        "decision_number", "note",  NULL};
    struct many *m = arena_alloc(c->work.arena, sizeof *m);
    const json_t *members = many_members(c, MEMBERS_MAX);
    const char *day = take_day(c, "round");
    date_text round;
    take_day(c, "awarded_on");
    if (call_only(c, c->json, names) != OK)
        return ERR_BAD_BODY;
    badge_round(day, round);
    many_open(c, m);
    enum err e = award_each(c, m, round, members);
    if (e == OK)
        e = many_sum(c, &m->json, m->refused);
    if (e != OK)
        return e;
    json_kint(&m->json, "awarded", m->done);
    json_close(&m->json, '}');
    return OK;
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
