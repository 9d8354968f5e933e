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

/* ---- a round of award: everybody the same day and decision, each the badge reached by then */

static enum err award_one(struct call *c, struct work *row, int64_t person, int64_t *years)
{
    struct member_place place;
    struct record r;
    int64_t id;
    const char *day = json_string_value(json_object_get(c->json, "awarded_on"));
    if (!member_place(row, person, &place))
        return fault_fail(ERR_NOT_FOUND, &row->faults, "/members", "not_found",
                          "không có đảng viên này", "no such member");
    *years = badge_now(row, person, day);
    if (*years == 0)
        return fault_fail(ERR_CONFLICT, &row->faults, "/members", "no_badge",
                          "ngày ấy chưa đủ năm cho Huy hiệu nào, hoặc đã ghi tặng rồi",
                          "no badge is reached on that day, or it is recorded already");
    json_t *body = json_copy(c->json);
    json_object_del(body, "members");
    json_object_set_new(body, "member_id", json_integer(person));
    json_object_set_new(body, "years", json_integer(*years));
    enum err e = record_parse(row, &dict_badge, body, RECORD_CREATE, NULL, &r);
    if (e == OK)
        e = badge_add(row, &r, &id);
    json_decref(body);
    return e;
}

static enum err award_each(struct call *c, struct many *m, const json_t *members)
{
    size_t i;
    json_t *v;
    json_array_foreach (members, i, v) {
        int64_t person = json_integer_value(v), years = 0;
        enum err e = award_one(c, many_row(c, m), person, &years);
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

enum err badge_awards(struct call *c)
{
    static const char *const names[] = {"members", "awarded_on", "decision_number", "note", NULL};
    struct many *m = arena_alloc(c->work.arena, sizeof *m);
    const char *day = json_string_value(json_object_get(c->json, "awarded_on"));
    const json_t *members = many_members(c, MEMBERS_MAX);
    enum err e = call_only(c, c->json, names);
    if (day == NULL || date_check(day) != PRECISION_DAY)
        e = call_bad_param(c, "/awarded_on", "required", "cần ngày tặng YYYY-MM-DD",
                           "the day YYYY-MM-DD is needed");
    if (e != OK || members == NULL)
        return ERR_BAD_BODY;
    many_open(c, m);
    e = award_each(c, m, members);
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
