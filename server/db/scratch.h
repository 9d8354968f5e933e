/*
 * A private copy of the store for runs that would hold up the writer for long and are thrown away
 * anyway, such as checking an import: what they write is seen by nobody and lands nowhere.
 */
#ifndef CHIBO_DB_SCRATCH_H
#define CHIBO_DB_SCRATCH_H

#include "db/conn.h"

/*
 * Copies what `from`, a READ connection with an open snapshot, sees into an unlinked file below
 * DIR/tmp and opens it with a transaction begun. It takes as much disk as the database has, and
 * about a second a gigabyte. The caller's thread alone; conn_close ends it without a trace.
 * ERR_STORE (disk full, say) with a log line.
 */
enum err scratch_open(struct conn *from, const char *dir, struct conn **out);
/* Now and then in a long run: what could be rolled back until here need not be remembered. */
enum err scratch_breathe(struct conn *scratch);

#endif
