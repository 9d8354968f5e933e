/* Badges; see the header. */
#include "registry/badge_award.h"
#include "base/date.h"
#include "registry/conditions.h"
#include "registry/discipline.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "rules/badge.h"

#include <string.h>

/* Months the award may come early, by the rule of its kind. */
static int early_months(struct work *w, const char *early, int years, const char *day,
                        const char **rule)
{
    struct rule_param p;
    *rule = "badge_years";
    if (early == NULL)
        return 0;
    *rule = strcmp(early, "illness") == 0 && years >= 70 ? "badge_early_months_old"
                                                         : "badge_early_months";
    rule_value(w, *rule, day, years >= 70 ? 24 : 12, &p);
    return p.number;
}

static enum err judge(struct work *w, const struct record *r, const char *party_from)
{
    int years = (int)record_int(r, "years");
    const char *day = record_text(r, "awarded_on"), *rule;
    int early = early_months(w, record_text(r, "early"), years, day, &rule);
    struct conditions judged = {.n = 0};
    struct condition *k = condition_add(w, rule, day, 0, &judged);
    if (party_from == NULL)
        condition_unknown(w, k, "/member_id", "chưa tính được tuổi đảng của người này",
                          "the party age of this member is not known");
    else
        condition_say(
            w, k, badge_reached(party_from, day, early) >= years, "/years", "too_soon",
            arena_printf(w->arena, "tuổi đảng tính từ %s: chưa đủ %d năm",
                         fault_day(&w->faults, party_from), years),
            arena_printf(w->arena, "party age from %s: not yet %d years", party_from, years));
    return conditions_apply(w, &judged);
}

enum err badge_add(struct work *w, const struct record *r, int64_t *id)
{
    struct member m;
    struct member_place place;
    int64_t person = record_int(r, "member_id");
    if (!member_place(w, person, &place) || !member_load(w, person, &m))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/member_id", "not_found",
                          "không có đảng viên này", "no such member");
    if (!badge_exists((int)record_int(r, "years")))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/years", "range",
                          "không có Huy hiệu Đảng mức này", "there is no such badge");
    if (strcmp(record_text(r, "awarded_on"), w->today) > 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/awarded_on", "future", "chưa đến ngày này",
                          "lies in the future");
    enum err e = judge(w, r, member_party_from(w, &m, member_last_spell(&m)));
    if (e == OK)
        e = discipline_judge_pending(w, person, "discipline_pending_badge",
                                     record_text(r, "awarded_on"), true);
    if (e != OK)
        return e;
    const struct fixed_column at[] = {{"cell_id", place.cell_id}};
    e = record_insert(w, r, at, 1, place.cell_id, id);
    if (e == ERR_CONFLICT && w->faults.count == 0)
        fault_add(&w->faults, "/years", "duplicate", "đã ghi tặng Huy hiệu mức này",
                  "this badge is recorded already");
    return e;
}

int badge_of_round(struct work *w, int64_t person, const char *round)
{
    struct member m;
    date_text due, before;
    if (!member_load(w, person, &m))
        return 0;
    const char *from = member_party_from(w, &m, member_last_spell(&m));
    int years = from != NULL ? badge_reached(from, round, 0) : 0;
    badge_round_before(round, before);
    return years > 0 && badge_due(from, years, due) && strcmp(due, before) > 0 ? years : 0;
}

/* ---- lists */

#define PRESENT                                                                                     \
    " JOIN member_span s ON s.id = (SELECT x.id FROM member_span x WHERE x.person_id = t.person_id" \
    " AND x.valid_to > d.day ORDER BY x.valid_from LIMIT 1)"

static void from_day(struct work *w, struct list_request *q)
{
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN badge t" PRESENT);
    part_text(&q->from, w->today);
    part_add(&q->where, "t.deleted_tx IS NULL");
    q->id_sql = "t.id";
}

static void in_range(struct list_request *q, const char *lo, const char *hi)
{
    part_add(&q->where, " AND s.cell_id IN (SELECT o.id FROM organization o"
                        " WHERE o.path >= ? AND o.path < ?)");
    part_text(&q->where, lo);
    part_text(&q->where, hi);
}

void badge_list_from(struct work *w, struct list_request *q, const struct org_filter *f)
{
    from_day(w, q);
    in_range(q, f->range.lo, f->range.hi);
    if (f->self_only) {
        part_add(&q->where, " AND s.cell_id = ?");
        part_int(&q->where, f->org_id);
    }
}

void badge_object_from(struct work *w, struct list_request *q, int64_t id)
{
    from_day(w, q);
    in_range(q, w->scope.lo, w->scope.hi);
    part_add(&q->where, " AND t.id = ?");
    part_int(&q->where, id);
}

bool badge_find(struct work *w, int64_t id, int64_t *version, int64_t *cell_id)
{
    stmt *s = conn_stmt(w->conn, SQL_badge_row);
    stmt_bind(s, "it", id, w->today);
    if (!stmt_row(s, NULL))
        return false;
    *version = stmt_int(s, 0);
    *cell_id = stmt_int(s, 1);
    bool seen = scope_has_path(&w->scope, stmt_text(s, 2));
    stmt_reset(s);
    return seen;
}

void badge_forecast_from(struct work *w, struct list_request *q, const struct org_filter *f,
                         const char *round)
{
    date_text before;
    badge_round_before(round, before);
    part_add(&q->from,
             "FROM (SELECT ? AS day, ? AS round, ? AS earlier) d"
             " CROSS JOIN (SELECT column1 AS years FROM (VALUES (30), (40), (45), (50), (55), (60),"
             " (65), (70), (75), (80), (85), (90))) b"
             " CROSS JOIN member_span s INDEXED BY member_span_party_from"
             " JOIN profile p ON p.id = s.profile_id");
    part_text(&q->from, w->today);
    part_text(&q->from, round);
    part_text(&q->from, arena_dup(w->arena, before));
    part_add(
        &q->where,
        "s.counted = 1 AND s.party_from IS NOT NULL AND s.valid_to = '9999-12-31'"
        " AND s.valid_from <= d.day AND length(s.party_from) = 10"
        " AND s.party_from > printf('%04d', CAST(substr(d.earlier, 1, 4) AS INTEGER) - b.years)"
        " || substr(d.earlier, 5)"
        " AND s.party_from <= printf('%04d', CAST(substr(d.round, 1, 4) AS INTEGER) - b.years)"
        " || substr(d.round, 5)");
    q->id_sql = "s.person_id";
    in_range(q, f->range.lo, f->range.hi);
}
