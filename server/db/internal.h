/* What the files of db/ share among themselves and nobody else needs. */
#ifndef CHIBO_DB_INTERNAL_H
#define CHIBO_DB_INTERNAL_H

#include "db/conn.h"
#include "db/store.h"

#include <stdarg.h>

/* What a result code of SQLite means here. */
enum err sqlite_err(int rc);
/* stmt_bind with its arguments as a list. */
void stmt_bind_args(stmt *s, const char *format, va_list args);
/* A connection to any file, without the store's pragmas; NULL when it cannot be opened. */
struct conn *conn_adopt(const char *path);
/* Number of the newest migration this program carries. */
int migration_newest(void);
/* Number of the newest migration in the store; 0 for an empty one, -1 when it cannot be read. */
int migration_applied(struct conn *c);
/* Applies what is missing, one transaction each; checks the hashes of what is there. */
enum store_result migrate(struct conn *c, struct arena *a, const char **why);
/* Loads the reference tables that changed since this store saw them last. */
enum err reference_load(struct conn *c);
/* Opens a copy by itself: quick_check, a schema this program can read, and, unless NULL, the same
   counts and chain heads as `counts` tells. */
bool backup_is_good(struct arena *a, const char *file, const char *counts, const char **why);
/* Removes what is in the folder, not the folder itself. False: something is left. */
bool folder_clear(const char *dir);

#endif
