/*
 * Imports: rows of a file, checked one by one and applied all or none. The same code serves the
 * command line (one go) and POST /imports (checked into staging, committed later).
 */
#ifndef CHIBO_REGISTRY_IMPORT_H
#define CHIBO_REGISTRY_IMPORT_H

#include "registry/import_heading.h"
#include "registry/record.h"
#include "registry/work.h"

struct import_result {
    int64_t rows, added, updated, unchanged, refused, flagged;
    struct {
        const char *code;
        int64_t count;
    } warnings[24]; /* kinds, in order of appearance */
    int n_warnings;
};

/* What one row of a file became; cells as read, faults when refused. */
struct import_row {
    long line;
    const char *state; /* new, changed, unchanged, refused */
    const char *label; /* what a person recognises it by */
    const char *const *cells;
    size_t n_cells;
    const struct faults *faults;
    const char *changes;      /* JSON object field → [old, new], or NULL */
    const char *const *flags; /* codes of quality_flag: accepted, but worth a look */
    int n_flags;
    int64_t id; /* of what it was matched with or became; 0: none */
};
typedef void (*import_row_fn)(void *ctx, const struct import_row *row);

/* The dictionary of a kind, or NULL with a fault: ERR_BAD_PARAMETER. */
const struct dict *import_kind(struct work *w, const char *kind);
/*
 * Applies every row inside the caller's savepoint; ERR_BAD_BODY when any row was refused (the
 * caller must then roll back). rows stand behind the heading (heading_open) and stay the caller's;
 * each may be NULL. Rows outside w->scope are refused as unknown.
 */
enum err import_run(struct work *w, const struct dict *d, const struct heading *heading,
                    struct rows *rows, import_row_fn each, void *ctx, struct import_result *out);
/* The whole way for CSV out of a reader: kind, heading, rows. */
enum err import_read(struct work *w, const char *kind, csv_read_fn read, void *source,
                     import_row_fn each, void *ctx, struct import_result *out);

#endif
