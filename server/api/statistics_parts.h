/* What the statistics routes share: parameters, head and rows of an answer. Only for
 * server/api/statistics*.c. */
#ifndef CHIBO_API_STATISTICS_PARTS_H
#define CHIBO_API_STATISTICS_PARTS_H

#include "api/handlers.h"
#include "report/statistics.h"

#define FLOW_ROWS_MAX 3000

struct stat_unit {
    int64_t id;
    const char *code, *name;
};

/* A fault of a query parameter; gives ERR_BAD_PARAMETER. */
enum err statistics_bad(struct call *c, const char *name, const char *code, const char *vi,
                        const char *en);
/* `by=`: up to three dimensions of the statistic, and only those the role may see. */
enum err statistics_take_by(struct call *c, struct question *q);
/* `measure=`: further figures a row. */
enum err statistics_take_measures(struct call *c, struct question *q);
/* The usual filters of the resource, taken from the request's list parameters. */
enum err statistics_take_filters(struct call *c, struct question *q);
/* `known_at=`: what the registry said then. */
enum err statistics_take_known(struct call *c, struct question *q);
/* `from=` and `to=`, both wanted, in order. */
enum err statistics_take_period(struct call *c, const char **from, const char **to);
/* `compare=previous|same_period`; NULL when absent. */
enum err statistics_take_compare(struct call *c, const char **compare);
/* The period to compare with (api.md §5: whole months before as many whole months, else as many
 * days). */
void statistics_previous_period(struct call *c, const char *compare, const char *from,
                                const char *to, const char **pfrom, const char **pto);
/* The day to compare a stock with. */
const char *statistics_earlier_day(struct call *c, const char *compare, const char *day);
/* The opaque `seq` of a scope: moves with every change inside it. Arena. */
const char *statistics_sequence(struct call *c, int64_t org_id);
/* Sets the ETag; true when the caller has this answer already (304). */
bool statistics_unchanged(struct call *c, const char *seq);
/* `"scope":{…}` of an answer. */
void statistics_put_scope(struct call *c, struct json *j, const struct org_filter *f,
                          const char *day);
/* `"unit":{…}`; null for 0 and for what is out of scope. */
void statistics_put_unit(struct call *c, struct json *j, int64_t id);
/* `"filters":{…}`. */
void statistics_put_filters(struct json *j, const struct question *q);
/* `"by":[…]`. */
void statistics_put_by(struct json *j, const struct question *q);
/* Whether a count is hidden from this token (`--suppress-below`). */
bool statistics_is_small(const struct call *c, int64_t n);
/* `"rows":[…],"total":…` with percentages, `previous` differences and suppression. */
void statistics_put_rows(struct call *c, struct json *j, const struct question *q,
                         const struct stat_table *t, const struct stat_table *now, const char *day);
/* The same rows as CSV. */
/* The rows as a download in c->format. */
enum err statistics_put_table(struct call *c, const struct question *q, const struct stat_table *t);
/* The JSON answer that stands in c->out (flows, targets) as a download in c->format. */
enum err statistics_flat_table(struct call *c);
/* Which rows a token with suppression may not show. */
void statistics_suppress(const struct call *c, const struct stat_table *t, bool *hidden);
/* A count under a key, null when it is small. */
void statistics_put_number(struct call *c, struct json *j, const char *key, int64_t n);
/* The organisations right below one on a day, by their order in the tree; arena. Gives their
 * number. */
int statistics_units(struct call *c, int64_t org_id, const char *day, struct stat_unit **out);

#endif
