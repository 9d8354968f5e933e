/* Targets and what became of them. */
#include "api/statistics_parts.h"
#include "registry/codes.h"

static enum err put_target(struct call *c, struct json *j, const struct org_filter *org,
                           const char *indicator, const char *scope, const char *from,
                           const char *to)
{
    struct target_found t;
    struct question q = {.statistic = STATISTIC_ADMISSIONS, .org = *org, .from = from, .to = to};
    struct stat_table count_;
    enum err e = statistics_target(&c->work, org->org_id, indicator, scope, from, to, &t);
    if (e == OK)
        e = statistics_count(&c->work, &q, &count_);
    if (e != OK)
        return e;
    json_key(j, "target");
    if (t.found)
        json_int(j, t.value);
    else
        json_none(j);
    bool small = statistics_is_small(c, count_.total);
    statistics_put_number(c, j, "value", count_.total);
    json_kstr(j, "percent",
              t.found && !small ? statistics_percent(c->work.arena, count_.total, t.value) : NULL);
    if (small)
        json_kbool(j, "suppressed", true);
    json_key(j, "target_period");
    if (!t.found) {
        json_none(j);
        return OK;
    }
    json_open(j, '{');
    json_kstr(j, "from", t.from);
    json_kstr(j, "to", t.to);
    json_close(j, '}');
    return OK;
}

enum err statistics_targets(struct call *c)
{
    const char *from, *to, *indicator = call_param(c, "indicator");
    struct org_filter org;
    struct stat_unit *units = NULL;
    struct json j;
    enum err e = statistics_take_period(c, &from, &to);
    if (e != OK)
        return e;
    if (indicator == NULL)
        indicator = "admissions";
    if (code_get(&codes_indicator, indicator) == NULL)
        return statistics_bad(c, "indicator", "code", "không có chỉ tiêu này", "no such indicator");
    e = call_org_filter(c, &org);
    if (e != OK)
        return e;
    const char *seq = statistics_sequence(c, org.org_id);
    if (statistics_unchanged(c, seq))
        return OK;
    json_init(&j, &c->out);
    json_open(&j, '{');
    statistics_put_scope(c, &j, &org, to);
    json_kstr(&j, "from", from);
    json_kstr(&j, "to", to);
    json_kstr(&j, "indicator", indicator);
    e = put_target(c, &j, &org, indicator, org.under_kind, from, to);
    json_key(&j, "rows");
    json_open(&j, '[');
    int n = org.self_only ? 0 : statistics_units(c, org.org_id, to, &units);
    for (int i = 0; i < n && e == OK; i++) {
        struct org_filter below = org;
        const char *path =
            conn_get_text(c->work.conn, c->work.arena, SQL_scope_path, "i", units[i].id);
        below.org_id = units[i].id;
        scope_from_path(&below.range, units[i].id, path ? path : "/0/");
        json_open(&j, '{');
        json_key(&j, "unit");
        json_open(&j, '{');
        json_kint(&j, "id", units[i].id);
        json_kstr(&j, "code", units[i].code);
        json_kstr(&j, "name", units[i].name);
        json_close(&j, '}');
        /* a unit's own target has no scope; what it counts stays below the asked kind */
        e = put_target(c, &j, &below, indicator, NULL, from, to);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_kstr(&j, "seq", seq);
    c->steady = true;
    json_close(&j, '}');
    return e == OK && c->format != FORMAT_JSON ? statistics_flat_table(c) : e;
}
