/* One run over a file, and how the cells of a row become a record; shared by import.c and
   import_values.c. */
#ifndef CHIBO_REGISTRY_IMPORT_VALUES_H
#define CHIBO_REGISTRY_IMPORT_VALUES_H

#include "registry/import.h"

#define MEMO_SLOTS 4096

/* Codes and labels repeat by the thousand: each is looked up once. */
struct memo {
    int field;
    const char *text, *value;
};

struct import_pass {
    struct work *w; /* the caller's */
    const struct dict *dict;
    const struct column *columns;
    size_t n_columns;
    struct arena *row_arena;
    struct memo *memo;
    struct import_result *result;
    import_row_fn each;
    void *ctx;
    bool organizations, members, targets;
    int personal_id; /* its field, or -1 */
};

/* Fills *out from the cells behind the heading; what is wrong goes into row->faults. */
void import_take_cells(struct import_pass *r, struct work *row, const char *const *fields, size_t n,
                       struct record *out);
/* Adds to the count of a kind of warning. code must outlive the result. */
void import_warn(struct import_result *res, const char *code, int64_t by);
bool import_empty(const char *text);

#endif
