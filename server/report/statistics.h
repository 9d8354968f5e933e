/*
 * Exact figures from member_span, org_path and org_fact: stock on a day, admissions and discipline
 * in a period, increase and decrease, organisations, targets (api.md §5). Plain SQL over one read
 * snapshot; the text of every statement is composed from the fixed tables of dimensions.c, values
 * are bound.
 */
#ifndef CHIBO_REPORT_STATISTICS_H
#define CHIBO_REPORT_STATISTICS_H

#include "registry/tree.h"

#define BY_MAX 3
#define MEASURES_MAX 6

enum statistic {
    STATISTIC_MEMBERS,
    STATISTIC_ADMISSIONS,
    STATISTIC_FLOWS,
    STATISTIC_ORGANIZATIONS,
    STATISTIC_DISCIPLINE,
    STATISTIC_INSPECTIONS
};
/* Whether it counts what happened in a period, each event where the tree of its own day puts it. */
bool statistic_of_events(enum statistic s);

/* What a dimension's value is in JSON. */
enum dimension_value { VALUE_CODE, VALUE_BOOL, VALUE_ORG, VALUE_NUMBER };
struct dimension {
    const char *name;
    enum dimension_value value;
    unsigned statistics; /* 1 << enum statistic */
    bool sensitive;      /* not for roles without sensitive fields, dashboards excepted */
    const char *sql;     /* DAY stands for the day counted on; NULL: unit */
};
/* NULL when the statistic has no such dimension. */
const struct dimension *dimension_find(enum statistic s, const char *name);

struct measure {
    const char *name, *sql;
    bool average;        /* two decimals, else a count */
    unsigned statistics; /* 1 << enum statistic */
};
/* NULL when the statistic has no such measure. */
const struct measure *measure_find(enum statistic s, const char *name);
/* Those that an answer has whatever is asked: what is counted apart from the rows. */
int measures_own(enum statistic s, const struct measure **out);

struct question {
    enum statistic statistic;
    struct org_filter org; /* org.as_of: the day of a stock */
    const char *from, *to; /* of a period, both included */
    const struct dimension *by[BY_MAX];
    int n_by;
    const struct measure *measures[MEASURES_MAX];
    int n_measures;
    const struct filter *filters;
    int n_filters;
    int64_t known_tx; /* 0: what is known now */
};

/* One row: the values of the dimensions as text (NULL: missing), a count, the measures. */
struct stat_row {
    const char *key[BY_MAX];
    int64_t count;
    const char *measure[MEASURES_MAX];
};
struct stat_table {
    struct stat_row *rows;
    int n;
    int64_t total;
};

/* Members and organisations on a day, admissions in a period; rows in the arena, in order of keys.
 */
enum err statistics_count(struct work *w, const struct question *q, struct stat_table *out);

/* Increase and decrease of one scope in one period. */
#define ENTRIES 5 /* admitted, readmitted, transferred_in, restored, other */
#define EXITS 7   /* the codes of left_reason, other */
extern const char *const flow_entries[ENTRIES], *const flow_exits[EXITS];
struct flow {
    int64_t opening, closing, increase[ENTRIES], decrease[EXITS];
};
enum err statistics_flow(struct work *w, const struct org_filter *org, const char *from,
                         const char *to, struct flow *out);

struct target_found {
    bool found;
    int64_t value;
    const char *from, *to;
};
/* The target whose period is the asked one, else the shortest that contains it. */
enum err statistics_target(struct work *w, int64_t org_id, const char *indicator,
                           const char *under_kind, const char *from, const char *to,
                           struct target_found *out);

/* "48.65": two decimals, rounded half up. */
const char *statistics_percent(struct arena *a, int64_t part, int64_t whole);
/* Bound that a partial date at its period's beginning passes, too: 2021-01-01 gives 2021. */
const char *statistics_from_bound(struct arena *a, const char *from);

#endif
