/*
 * Finds the heading of a list: offices put a title, the name of the unit and a heading of one or
 * two lines (merged cells) above the rows, a line of column numbers below it. Also recognises text
 * typed in legacy fonts from the first rows, and converts it everywhere.
 */
#ifndef CHIBO_REGISTRY_IMPORT_HEADING_H
#define CHIBO_REGISTRY_IMPORT_HEADING_H

#include "base/legacy.h"
#include "base/rows.h"
#include "registry/import_columns.h"

struct heading {
    const char *names[CSV_FIELDS_MAX]; /* one a column, upper and lower line joined */
    struct column columns[CSV_FIELDS_MAX];
    size_t n;
    long line;            /* of its last line */
    enum legacy encoding; /* of the file */
};

/*
 * Rows from behind the heading on, converted; takes over `rows`. The heading's memory is w's arena.
 * NULL with a fault in w->faults when no line names a known column or two name the same one.
 */
struct rows *heading_open(struct work *w, const struct dict *d, struct rows *rows,
                          struct heading *out);
/* The same for columns whose names are known already: nothing is looked for. */
bool heading_map(struct work *w, const struct dict *d, const char *const *names, size_t n,
                 struct heading *out);

#endif
