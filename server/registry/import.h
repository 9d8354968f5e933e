/*
 * Imports: rows of a file, checked one by one and applied all or none. The same code serves the
 * command line (one go) and POST /imports (checked into staging, committed later).
 */
#ifndef CHIBO_REGISTRY_IMPORT_H
#define CHIBO_REGISTRY_IMPORT_H

#include "base/csv.h"
#include "registry/record.h"
#include "registry/work.h"

struct import_result {
    int64_t rows, added, updated, unchanged, refused;
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
    const char *changes; /* JSON object field → [old, new], or NULL */
};
typedef void (*import_row_fn)(void *ctx, const struct import_row *row);

/*
 * Reads CSV and applies every row inside the caller's savepoint; ERR_BAD_BODY when any row was
 * refused (the caller must then roll back), ERR_BAD_PARAMETER for an unknown kind or an unusable
 * header. each may be NULL. kind: organizations members targets discipline. Rows outside
 * w->scope are refused as unknown.
 */
enum err import_run(struct work *w, const char *kind, csv_read_fn read, void *source,
                    import_row_fn each, void *ctx, struct import_result *out);

#endif
