/* Transfers: what goes out and comes in, the sender's decision, the receiver's arrival, the return.
 */
#include "registry/transfer.h"
#include "api/handlers.h"
#include "api/many.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member.h"

#include <string.h>

#define MEMBERS_MAX 2000

/* ---- lists */

enum err transfer_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_transfer);
    transfer_list_from(&c->work, &q, &f);
    return call_list(c, &q);
}

enum err transfer_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_transfer);
    transfer_object_from(&c->work, &q, c->id[0]);
    return call_object(c, &q);
}

/* ---- one member */

static bool is_office(const struct call *c)
{
    return c->caller.role == ROLE_OFFICE;
}

enum err transfer_create(struct call *c)
{
    struct member_place place;
    int64_t id;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    enum err e = transfer_add(&c->work, c->id[0], &c->body, is_office(c), &id);
    if (e != OK)
        return e;
    /* it is made below the member and lives in a collection of its own */
    c->id[0] = id;
    c->location = arena_printf(c->work.arena, "/api/v1/transfers/%lld", (long long)id);
    return transfer_get(c);
}

enum err transfer_guest(struct call *c)
{
    static const char *const extra[] = {"arrived_on", NULL};
    struct record body;
    const char *day = call_text(c, "arrived_on", true, true);
    int64_t id;
    enum err e = record_parse(&c->work, &dict_transfer, c->json, RECORD_CREATE, extra, &body);
    if (e != OK || c->work.faults.count > 0)
        return ERR_BAD_BODY;
    e = transfer_guest_add(&c->work, &body, day, &id);
    if (e != OK)
        return e;
    c->id[0] = id;
    c->location = arena_printf(c->work.arena, "/api/v1/transfers/%lld", (long long)id);
    return transfer_get(c);
}

/* ---- the acts: the row is known, its version is not stale, the caller stands at the right end */

static enum err find(struct call *c, bool sender, struct transfer *t)
{
    if (!transfer_load(&c->work, c->id[0], t))
        return ERR_NOT_FOUND;
    sender = sender && t->from_cell_id != 0; /* for a place outside the receiver speaks */
    if (sender ? !t->sends : !(t->receives || (t->to_cell_id == 0 && t->sends)))
        return fault_fail(ERR_FORBIDDEN, &c->work.faults, "",
                          sender ? "not_sender" : "not_receiver",
                          sender ? "việc này do nơi chuyển đi ghi" : "việc này do nơi nhận ghi",
                          sender ? "the sender records this" : "the receiver records this");
    return c->if_match != 0 ? call_check_version(c, t->version) : OK;
}

/* A string of the body; bad types are faults. day: it must be a real date. */
enum err transfer_decision(struct call *c)
{
    static const char *const names[] = {"agreed",     "letter_number", "sent_on",
                                        "dues_until", "why",           NULL};
    struct transfer t;
    struct record letter = {.dict = &dict_transfer};
    const json_t *agreed = json_object_get(c->json, "agreed");
    bool yes = agreed == NULL || json_is_true(agreed);
    if (agreed != NULL && !json_is_boolean(agreed))
        call_bad_param(c, "/agreed", "type", "phải là đúng hoặc sai", "must be true or false");
    const char *number = call_text(c, "letter_number", yes, false),
               *sent = call_text(c, "sent_on", yes, true),
               *dues = call_text(c, "dues_until", false, false),
               *why = call_text(c, "why", !yes, false);
    enum err e = call_only(c, c->json, names);
    if (e == OK && dues != NULL && date_check(dues) == PRECISION_NONE)
        e = call_bad_param(c, "/dues_until", "format", "phải là tháng YYYY-MM", "must be YYYY-MM");
    if (e == OK)
        e = find(c, true, &t);
    if (e != OK)
        return e;
    if (!yes) {
        e = transfer_refuse(&c->work, &t, why);
    } else {
        record_set_text(&letter, "letter_number", number);
        record_set_text(&letter, "sent_on", sent);
        if (dues != NULL)
            record_set_text(&letter, "dues_until", dues);
        e = transfer_send(&c->work, &t, &letter);
    }
    return e != OK ? e : transfer_get(c);
}

/* Arrivals and returns: a day, and for a return why. */
static enum err at_the_end(struct call *c, bool arrival)
{
    static const char *const arrives[] = {"day", NULL}, *const returns[] = {"day", "why", NULL};
    struct transfer t;
    const char *day = call_text(c, "day", true, true), *why = call_text(c, "why", false, false);
    enum err e = call_only(c, c->json, arrival ? arrives : returns);
    if (e == OK)
        e = find(c, !arrival, &t);
    if (e == OK)
        e = arrival ? transfer_arrive(&c->work, &t, day) : transfer_close(&c->work, &t, day, why);
    return e != OK ? e : transfer_get(c);
}

enum err transfer_arrival(struct call *c)
{
    return at_the_end(c, true);
}

enum err transfer_return(struct call *c)
{
    return at_the_end(c, false);
}

enum err transfer_delete(struct call *c)
{
    struct transfer t;
    enum err e = call_need_reason(c);
    if (e != OK)
        return e;
    if (!transfer_load(&c->work, c->id[0], &t))
        return ERR_NOT_FOUND;
    e = call_check_version(c, t.version);
    if (e == OK)
        e = find(c, strcmp(t.state, "arrived") != 0, &t);
    /* a proposal is the cell's to take back; what the office did is the office's */
    if (e == OK && !is_office(c) && strcmp(t.state, "proposed") != 0)
        e = fault_fail(ERR_FORBIDDEN, &c->work.faults, "", "not_by_cell",
                       "việc này do văn phòng cấp ủy hoàn tác", "the office takes this back");
    return e != OK ? e : transfer_undo(&c->work, &t);
}

/* ---- many at once: a merged village moves in one act, all or none */

struct moving {
    struct record body;
    const char *arrived_on;
};

static enum err move_one(struct call *c, struct work *row, int64_t person, void *ctx)
{
    const struct moving *m = ctx;
    struct transfer t;
    int64_t id;
    enum err e = transfer_add(row, person, &m->body, is_office(c), &id);
    if (e != OK || m->arrived_on == NULL)
        return e;
    if (!transfer_load(row, id, &t) || !t.receives)
        return fault_fail(ERR_CONFLICT, &row->faults, "/arrived_on", "not_receiver",
                          "nơi nhận tự ghi ngày tiếp nhận", "the receiver records the arrival");
    return transfer_arrive(row, &t, m->arrived_on);
}

enum err transfer_many(struct call *c)
{
    static const char *const extra[] = {"members", "arrived_on", NULL};
    struct moving m = {.arrived_on = call_text(c, "arrived_on", false, true)};
    const json_t *members = many_members(c, MEMBERS_MAX);
    enum err e = record_parse(&c->work, &dict_transfer, c->json, RECORD_CREATE, extra, &m.body);
    if (e != OK || c->work.faults.count > 0)
        return e != OK ? e : ERR_BAD_BODY;
    return many_do(c, members, &(struct many_act){move_one, NULL, "moved", &m});
}
