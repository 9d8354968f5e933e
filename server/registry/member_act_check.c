/* Which acts are open on a member and what each asks for; see member_act.h. */
#include "base/date.h"
#include "registry/codes.h"
#include "registry/member_act.h"
#include "registry/rules.h"
#include "registry/voters.h"
#include "rules/movement.h"

static void put_rule(struct json *j, const struct rule_param *p)
{
    json_kstr(j, "rule", p->name);
    json_kstr(j, "value", p->value);
    json_kstr(j, "citation", p->citation);
    json_kbool(j, "confirmed", p->confirmed);
}

/* The share that is needed, and who may vote as the register has it. */
static void put_vote(struct work *w, const struct spell *s, enum movement what, const char *day,
                     struct json *j)
{
    const char *rule = movement_share_rule(what);
    struct rule_param p;
    json_key(j, "vote");
    if (rule == NULL) {
        json_none(j);
        return;
    }
    rule_value(w, rule, day, 0, &p);
    json_open(j, '{');
    put_rule(j, &p);
    json_kint(j, "eligible", voters_of_cell(w, s->cells[s->n_cells - 1].cell_id, day));
    json_kbool(j, "committee", movement_committee_votes(what));
    json_close(j, '}');
}

/* The longest end there is; only a suspension has one. */
static void put_limit(struct work *w, enum movement what, const char *day, const char *since,
                      struct json *j)
{
    bool longer = what == MOVE_SUSPENSION_EXTENSION;
    struct rule_param p;
    date_text last;
    json_key(j, "limit");
    if (what != MOVE_SUSPENSION && !longer) {
        json_none(j);
        return;
    }
    rule_value(w, movement_limit_rule(what), day, longer ? 180 : 90, &p);
    date_add_days(longer && since != NULL ? since : day, p.number, last);
    json_open(j, '{');
    put_rule(j, &p);
    json_kstr(j, "until", last);
    json_close(j, '}');
}

static void put_grounds(enum movement what, struct json *j)
{
    json_key(j, "grounds");
    json_open(j, '[');
    for (size_t i = 0; i < codes_change_ground.n; i++)
        if (movement_ground_ok(what, codes_change_ground.codes[i].code))
            json_str(j, codes_change_ground.codes[i].code);
    json_close(j, ']');
}

bool member_act_checklist_put(struct work *w, int64_t person_id, const char *day, struct json *j)
{
    struct member m;
    struct rule_param order;
    if (!member_load(w, person_id, &m))
        return false;
    const struct spell *s = member_last_spell(&m);
    const char *since = NULL;
    struct standing now = member_standing(s, day, &since);
    rule_value(w, "movement_order", day, 0, &order);
    json_open(j, '{');
    json_kstr(j, "day", day);
    json_kbool(j, "counted", now.counted);
    json_kstr(j, "activity", now.activity);
    json_kstr(j, "since", since);
    json_kbool(j, "transfer", movement_transfer_open(&now));
    json_key(j, "order");
    json_open(j, '{');
    put_rule(j, &order);
    json_close(j, '}');
    json_key(j, "acts");
    json_open(j, '[');
    for (int i = 0; i < MOVE_COUNT; i++) {
        enum movement what = (enum movement)i;
        json_open(j, '{');
        json_kstr(j, "kind", movement_code(what));
        json_kbool(j, "open", movement_open(what, &now));
        json_kbool(j, "decision", movement_needs_decision(what));
        json_kbool(j, "leaves", movement_leaves(what) != NULL);
        put_grounds(what, j);
        json_kbool(j, "ground_required", movement_needs_ground(what));
        put_vote(w, s, what, day, j);
        put_limit(w, what, day, since, j);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    return true;
}
