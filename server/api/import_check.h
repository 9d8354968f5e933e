/*
 * One check of an uploaded file: it outlives the request that brought it, runs on a scratch copy of
 * the registry beside the writer, and gives what it finds to the writer a thousand rows at a time.
 */
#ifndef CHIBO_API_IMPORT_CHECK_H
#define CHIBO_API_IMPORT_CHECK_H

#include "api/call.h"
#include "base/rows.h"
#include "office/sheet.h"
#include "registry/import.h"

struct staged {
    long line;
    const char *state;
    int64_t id;
    size_t at[6]; /* label, cells, faults, changes, flags, end: offsets into text */
};
#define STAGED_MAX 1000

struct import_check {
    struct app *app;
    struct arena *arena;
    struct actor actor; /* texts in the arena */
    struct tx tx;
    struct work work;
    const char *kind, *file_name;
    const struct dict *dict;
    int fd; /* the file, its own descriptor */
    int64_t size;
    struct rows *rows; /* behind the heading */
    struct heading heading;
    struct sheet_info info;
    bool reconcile;
    int64_t id; /* of the import_job, once it is recorded */
    /* what came out so far */
    struct import_result result;
    int64_t missing, base_change;
    long last; /* line */
    /* what waits for the writer */
    struct staged staged[STAGED_MAX];
    size_t n;
    struct buf text;
    /* reconciliation: whom the rows were matched with */
    int64_t *seen;
    size_t n_seen, cap_seen;
    bool cancelled;
    enum err ran;
};

/* A check of c's spooled body under c's rights; it keeps nothing of c. */
struct import_check *import_check_new(struct call *c, const char *kind, const struct dict *d);
/* Finds out what the file is and where its rows begin; faults in x->work. Any reading thread. */
enum err import_check_open(struct import_check *x, const char *sheet);
/*
 * Runs it: OK when the job stands as checked; ERR_GONE when somebody cancelled it; ERR_BUSY when
 * the server stops (the job fails at the next start); else the job stands as failed. LONG lane.
 */
enum err import_check_run(struct import_check *x);
void import_check_free(struct import_check *x);

#endif
