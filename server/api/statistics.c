/* Stock of members, admissions, organisations, discipline, inspections. */
#include "api/statistics_parts.h"

static void put_when(struct json *j, const struct question *q)
{
    if (statistic_of_events(q->statistic)) {
        json_kstr(j, "from", q->from);
        json_kstr(j, "to", q->to);
    } else {
        json_kstr(j, "as_of", q->org.as_of);
    }
}

static enum err put_previous(struct call *c, struct json *j, const struct question *q,
                             const struct stat_table *now, const char *compare)
{
    struct question before = *q;
    struct stat_table t;
    if (statistic_of_events(q->statistic)) {
        statistics_previous_period(c, compare, q->from, q->to, &before.from, &before.to);
    } else {
        before.org.as_of = statistics_earlier_day(c, compare, q->org.as_of);
        before.org.past = !q->org.tree_today;
    }
    enum err e = statistics_count(&c->work, &before, &t);
    if (e != OK)
        return e;
    const char *day = statistic_of_events(q->statistic) ? before.to : before.org.as_of;
    json_key(j, "previous");
    json_open(j, '{');
    put_when(j, &before);
    statistics_put_rows(c, j, q, &t, now, day);
    json_close(j, '}');
    return OK;
}

static enum err count(struct call *c, enum statistic statistic)
{
    struct question *q = arena_alloc(c->work.arena, sizeof *q);
    struct stat_table t;
    const char *compare;
    q->statistic = statistic;
    enum err e = OK;
    if (statistic_of_events(statistic))
        e = statistics_take_period(c, &q->from, &q->to);
    if (e != OK || (e = statistics_take_known(c, q)) != OK ||
        (e = statistics_take_by(c, q)) != OK || (e = statistics_take_measures(c, q)) != OK ||
        (e = statistics_take_filters(c, q)) != OK ||
        (e = statistics_take_compare(c, &compare)) != OK)
        return e;
    e = call_org_filter(c, &q->org);
    if (e != OK)
        return e;
    const char *seq = statistics_sequence(c, q->org.org_id);
    if (statistics_unchanged(c, seq))
        return OK;
    e = statistics_count(&c->work, q, &t);
    if (e != OK)
        return e;
    if (c->format != FORMAT_JSON)
        return statistics_put_table(c, q, &t);
    struct json j;
    const char *day = statistic_of_events(statistic) ? q->to : q->org.as_of;
    json_init(&j, &c->out);
    json_open(&j, '{');
    statistics_put_scope(c, &j, &q->org, day);
    put_when(&j, q);
    statistics_put_filters(&j, q);
    statistics_put_by(&j, q);
    statistics_put_rows(c, &j, q, &t, NULL, day);
    if (compare != NULL)
        e = put_previous(c, &j, q, &t, compare);
    json_kstr(&j, "seq", seq);
    json_close(&j, '}');
    c->steady = true;
    return e;
}

enum err statistics_members(struct call *c)
{
    return count(c, STATISTIC_MEMBERS);
}

enum err statistics_admissions(struct call *c)
{
    return count(c, STATISTIC_ADMISSIONS);
}

enum err statistics_discipline(struct call *c)
{
    return count(c, STATISTIC_DISCIPLINE);
}

enum err statistics_inspections(struct call *c)
{
    return count(c, STATISTIC_INSPECTIONS);
}

enum err statistics_organizations(struct call *c)
{
    return count(c, STATISTIC_ORGANIZATIONS);
}
