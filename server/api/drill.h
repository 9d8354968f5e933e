/*
 * A restore drill from begin to end: restored beside the store, checked, timed, thrown away; what
 * came out is recorded in the store that runs.
 */
#ifndef CHIBO_API_DRILL_H
#define CHIBO_API_DRILL_H

#include "base/date.h"
#include "registry/work.h"

struct drill {
    const char *backup;                        /* name of the file without its folder */
    time_text backup_at, began, newest_change; /* "" when not known */
    int64_t bytes, findings, changes, milliseconds;
    bool good;
    const char *detail; /* the first finding, or why it could not be restored; NULL when good */
};

/* The drill of `file`, below data/tmp. Texts in the arena. ERR_NOT_FOUND: there is no such file.
   Takes seconds to minutes; any thread but the event threads and the writer's. */
enum err drill_run(struct arena *a, const char *data, const char *file, struct drill *out);
/* Records it as a save of w's actor; *id of its row. Writer thread. */
enum err drill_record(struct work *w, const struct drill *d, int64_t *id);

#endif
