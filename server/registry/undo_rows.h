/* The rows of a save that is taken back; shared by the undo*.c files. */
#ifndef CHIBO_REGISTRY_UNDO_ROWS_H
#define CHIBO_REGISTRY_UNDO_ROWS_H

#include "registry/work.h"

/* One row of the journal of the save. */
struct undo_change {
    const char *resource, *uid, *op, *fields, *before, *after;
    int64_t row_id, org_id;
};

/* Tables whose rows are versions: what the save wrote is superseded, what it superseded is written
   again under the save of w. */
enum err undo_dated_rows(struct work *w, int64_t save_id);
/* Tables with one row a thing: created ones are deleted, deleted ones come back, changed ones get
   their old values. Resources of dated tables: nothing. */
enum err undo_plain_row(struct work *w, int64_t save_id, const struct undo_change *c);
/* Version of a row of such a resource, after undo_plain_row. */
int64_t undo_row_version(struct work *w, const char *resource, int64_t id);

#endif
