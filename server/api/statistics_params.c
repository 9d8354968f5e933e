/* Parameters of the statistics routes. */
#include "api/statistics_parts.h"
#include "base/date.h"

#include <string.h>

enum err statistics_bad(struct call *c, const char *name, const char *code, const char *vi,
                        const char *en)
{
    return call_bad_param(c, name, code, vi, en);
}

static bool aggregate_role(const struct call *c)
{
    return c->caller.role == ROLE_DASHBOARD || c->caller.role == ROLE_INSPECTION_DASHBOARD;
}

enum err statistics_take_by(struct call *c, struct question *q)
{
    const char *by = call_param(c, "by");
    for (const char *at = by; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ",");
        const struct dimension *d = dimension_find(q->statistic, arena_dup_n(c->work.arena, at, n));
        if (d == NULL || q->n_by == BY_MAX)
            return statistics_bad(c, "by", d ? "too_many" : "unknown",
                                  d ? "nhiều nhất ba chiều" : "không có chiều này",
                                  d ? "three dimensions at most" : "no such dimension");
        for (int i = 0; i < q->n_by; i++)
            if (q->by[i] == d)
                return statistics_bad(c, "by", "repeated", "chiều bị lặp", "repeated dimension");
        if (d->sensitive && !c->work.see_sensitive && !aggregate_role(c))
            return ERR_FORBIDDEN;
        q->by[q->n_by++] = d;
        at += n + (at[n] == ',');
    }
    return OK;
}

enum err statistics_take_measures(struct call *c, struct question *q)
{
    const char *measures = call_param(c, "measure");
    q->n_measures = measures == NULL ? measures_own(q->statistic, q->measures) : 0;
    for (const char *at = measures; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ",");
        const struct measure *m = measure_find(q->statistic, arena_dup_n(c->work.arena, at, n));
        if (m == NULL || q->n_measures == MEASURES_MAX || q->known_tx != 0)
            return statistics_bad(c, "measure", "unknown", "không có số đo này ở đây",
                                  "no such measure here");
        q->measures[q->n_measures++] = m;
        at += n + (at[n] == ',');
    }
    return OK;
}

/* One person by a number, with the rest told by dimensions, is no aggregate. */
static bool identifies(const struct field *f)
{
    return f->type == FIELD_DIGITS || strcmp(f->name, "record_number") == 0;
}

enum err statistics_take_filters(struct call *c, struct question *q)
{
    if (c->list == NULL)
        return OK;
    q->filters = c->list->filters;
    q->n_filters = c->list->n_filters;
    for (int i = 0; i < q->n_filters; i++) {
        const struct field *f = q->filters[i].field;
        if (f->ref != NULL && strcmp(f->ref, "members") == 0)
            return statistics_bad(c, f->name, "unknown", "số liệu không lọc theo từng người",
                                  "figures are not of one person");
        if (aggregate_role(c) && identifies(f))
            return ERR_FORBIDDEN;
        bool aggregate = strcmp(f->name, "ethnicity") == 0 || strcmp(f->name, "religion") == 0;
        if ((f->flags & (F_SENSITIVE | F_DISCIPLINE)) && !c->work.see_sensitive &&
            !(aggregate && aggregate_role(c)))
            return ERR_FORBIDDEN;
        if (q->known_tx != 0 && strncmp(f->sql, "s.", 2) != 0)
            return statistics_bad(c, f->name, "unknown", "không lọc được cùng known_at",
                                  "cannot be combined with known_at");
    }
    return OK;
}

enum err statistics_take_known(struct call *c, struct question *q)
{
    const char *at = call_param(c, "known_at");
    if (at == NULL)
        return OK;
    char day[11] = "";
    if (strlen(at) >= 10)
        memcpy(day, at, 10);
    if (date_check(day) != PRECISION_DAY || strspn(at + 10, "T0123456789:.Z") != strlen(at + 10) ||
        (q->statistic != STATISTIC_MEMBERS && q->statistic != STATISTIC_ADMISSIONS))
        return statistics_bad(c, "known_at", "format",
                              "phải là thời điểm RFC 3339 UTC; chỉ cho số lượng và kết nạp",
                              "must be an RFC 3339 UTC time; for stocks and admissions only");
    const char *until = strlen(at) == 10 ? arena_printf(c->work.arena, "%sT99", at) : at;
    q->known_tx = conn_get_int(c->work.conn, SQL_tx_at, -1, "t", until);
    return OK;
}

enum err statistics_take_period(struct call *c, const char **from, const char **to)
{
    *from = call_param(c, "from");
    *to = call_param(c, "to");
    if (*from == NULL || date_check(*from) != PRECISION_DAY)
        return statistics_bad(c, "from", *from ? "format" : "required",
                              "cần ngày đầu kỳ YYYY-MM-DD", "the first day YYYY-MM-DD is needed");
    if (*to == NULL || date_check(*to) != PRECISION_DAY)
        return statistics_bad(c, "to", *to ? "format" : "required", "cần ngày cuối kỳ YYYY-MM-DD",
                              "the last day YYYY-MM-DD is needed");
    return strcmp(*from, *to) <= 0 ? OK
                                   : statistics_bad(c, "to", "order", "ngày cuối trước ngày đầu",
                                                    "the last day comes before the first");
}

enum err statistics_take_compare(struct call *c, const char **compare)
{
    *compare = call_param(c, "compare");
    if (*compare == NULL || strcmp(*compare, "previous") == 0 ||
        strcmp(*compare, "same_period") == 0)
        return OK;
    return statistics_bad(c, "compare", "code", "phải là previous hoặc same_period",
                          "must be previous or same_period");
}

/* Whole months: as many whole months before; else as many days. */
void statistics_previous_period(struct call *c, const char *compare, const char *from,
                                const char *to, const char **pfrom, const char **pto)
{
    date_text after, a, b;
    date_add_days(to, 1, after);
    if (strcmp(compare, "same_period") == 0) {
        date_add_months(from, -12, a);
        bool end = strcmp(after + 8, "01") == 0;
        date_add_months(end ? after : to, -12, b);
        if (end) {
            date_text last;
            date_add_days(b, -1, last);
            memcpy(b, last, sizeof last);
        }
    } else if (strcmp(from + 8, "01") == 0 && strcmp(after + 8, "01") == 0) {
        date_add_months(from, -date_months_between(from, after, true), a);
        date_add_days(from, -1, b);
    } else {
        date_add_days(from, -(int)(date_days(after) - date_days(from)), a);
        date_add_days(from, -1, b);
    }
    *pfrom = arena_dup(c->work.arena, a);
    *pto = arena_dup(c->work.arena, b);
}

const char *statistics_earlier_day(struct call *c, const char *compare, const char *day)
{
    date_text out;
    date_add_months(day, strcmp(compare, "same_period") == 0 ? -12 : -1, out);
    return arena_dup(c->work.arena, out);
}
