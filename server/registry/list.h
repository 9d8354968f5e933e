/*
 * Lists and single objects composed from dictionaries: selected fields, filters, sorting, keyset
 * paging. Only expressions of the dictionary and of the caller's fixed fragments reach the SQL;
 * everything a client sent is bound. Rows go to JSON or CSV through the same path.
 */
#ifndef CHIBO_REGISTRY_LIST_H
#define CHIBO_REGISTRY_LIST_H

#include "base/buf.h"
#include "base/table.h"
#include "registry/dict.h"
#include "registry/work.h"

#define LIST_BINDS_MAX 96
#define LIST_FILTERS_MAX 32

struct bind {
    const char *text; /* NULL: integer */
    int64_t i;
};

/* A WHERE fragment; ?-places in it are bound in order: "s.cell_id = ?". */
struct sql_part {
    struct buf sql;
    struct bind binds[LIST_BINDS_MAX];
    int n_binds;
};
void part_add(struct sql_part *p, const char *sql);
void part_text(struct sql_part *p, const char *text);
void part_int(struct sql_part *p, int64_t i);

enum filter_op { FILTER_EQ, FILTER_FROM, FILTER_TO, FILTER_IN, FILTER_NULL };
struct filter {
    const struct field *field;
    enum filter_op op;
    const char *value; /* checked by list_filter */
};

struct list_request {
    const struct dict *dict;
    struct sql_part from;  /* "FROM … JOIN …" with its binds (as-of day, scope) */
    struct sql_part where; /* "" or "a AND b" */
    const char *id_sql;    /* unique integer tie-breaker: "s.person_id" */
    struct filter filters[LIST_FILTERS_MAX];
    int n_filters;
    const struct field *sort;
    bool descending;
    int limit;          /* 0: everything (export) */
    const char *cursor; /* as the client sent it, or NULL */
    bool count_exact;
    uint8_t fields[DICT_FIELDS_MAX]; /* 1: shown */
    const struct field *sought;      /* sensitive field that q= looked into, or NULL */
    bool sensitive;                  /* sensitive fields are shown and recorded */
    bool note_ids;                   /* the ids of all rows are wanted, whatever is shown of them */
};

/* Fills defaults: F_LIST fields, the dictionary's default sort, limit 50. */
void list_init(struct list_request *q, const struct dict *d);
/* Gives back what the fragments hold; the request is spent. call_list and call_object do it. */
void list_end(struct list_request *q);
/* Parses one client parameter (`fields`, `sort`, `limit`, `cursor`, `count`, or a filter);
   false: not one of the list's (unknown). Faults are added for bad values. */
bool list_parameter(struct work *w, struct list_request *q, const char *name, const char *value);
/* Whether any filter, the search or the sort uses a sensitive (or discipline) field. */
bool list_uses_sensitive(const struct list_request *q);

/* One filter as SQL, its values bound; the field's own sql is used as it stands. */
void filter_sql(struct work *w, struct sql_part *p, const struct filter *x);

struct list_result {
    int rows;
    const char *next_cursor; /* arena; NULL at the end */
    int64_t total;           /* -1: not asked */
    int64_t *ids;            /* id_sql of each row, arena (for reading records) */
};
/* Appends {"items":[…],"next_cursor":…[,"total":…]} to out; with masked fields named in "hidden"
   of the list. */
enum err list_json(struct work *w, const struct list_request *q, struct buf *out,
                   struct list_result *result);
/* All rows with the shown fields as columns, row by row; t->finish stays the caller's. */
enum err list_table(struct work *w, const struct list_request *q, struct table *t,
                    struct list_result *result);
/* One object: the first row of the request with all fields, appended as {…,"hidden":[…]}.
   ERR_NOT_FOUND without a row. *version from the dictionary's "version" field. */
enum err list_object(struct work *w, const struct list_request *q, struct buf *out,
                     int64_t *version);

#endif
