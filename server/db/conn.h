/*
 * Connections and statements. A connection belongs to one thread at a time. Statements of
 * schema/queries are prepared on first use and kept; composed ones are kept by their text.
 * SQLite's own functions are called only in db/ and through these wrappers.
 */
#ifndef CHIBO_DB_CONN_H
#define CHIBO_DB_CONN_H

#include "base/arena.h"
#include "base/err.h"
#include "sql.h" /* generated: enum sql_id { SQL_<query name>, …, SQL_COUNT } */

#include <stdbool.h>
#include <stdint.h>

struct conn;
struct sqlite3;
struct sqlite3_stmt;
typedef struct sqlite3_stmt stmt; /* SQLite's own type under a shorter name */

enum conn_mode { CONN_READ, CONN_WRITE };

/* Opens DIR/chibo.db. READ: query_only, no checkpoint. WRITE: WAL with synchronous=FULL, both
   read back and asserted; foreign keys on; the only connection that checkpoints. */
enum err conn_open(const char *dir, enum conn_mode mode, struct conn **out);
void conn_close(struct conn *c);
struct sqlite3 *conn_handle(struct conn *c);
/* Whether a transaction is open; false after SQLite itself rolled one back (disk full). */
bool conn_in_transaction(const struct conn *c);
/* Frames in the WAL after the writer's last commit; they come down when the WAL begins anew. */
unsigned conn_wal_frames(const struct conn *c);
/* Copies into the database what no reader's snapshot holds back; true when that was everything,
   so that the next commit can begin the WAL anew. The writer's connection only: SQLite before
   3.51.3 can corrupt a WAL that two connections checkpoint. */
bool conn_checkpoint(struct conn *c);
const char *conn_error(struct conn *c); /* SQLite's text of the last failure */

/* A named statement, reset and unbound. Never NULL (a failure to prepare aborts: the build
   prepared each of them). */
stmt *conn_stmt(struct conn *c, enum sql_id id);
/* A composed statement, cached by text (LRU of 64); NULL and a log line when it does not prepare.
 */
stmt *conn_compose(struct conn *c, const char *sql);
/* The same for who can name the statement more cheaply than write it: the kept statement of the
   key's n bytes, or NULL; then conn_compose_as prepares sql and keeps it under the key. */
stmt *conn_composed(struct conn *c, const void *key, size_t n);
stmt *conn_compose_as(struct conn *c, const void *key, size_t n, const char *sql);

/* Binds from ?1 on: i int64_t, b int, t text (NULL gives null), d double, n null, h 32-byte blob,
   s int64_t but null when 0. The texts must live until the statement is reset. */
void stmt_bind(stmt *s, const char *format, ...);
void stmt_bind_text(stmt *s, int at, const char *text);
void stmt_bind_int(stmt *s, int at, int64_t v);
void stmt_bind_null(stmt *s, int at);
void stmt_bind_blob(stmt *s, int at, const void *p, size_t n);
/* true on a row; false at the end or on failure. After false, the statement is reset; *e (may be
   NULL) tells: OK, ERR_CONFLICT for a broken constraint, ERR_BUSY, ERR_STORE. */
bool stmt_row(stmt *s, enum err *e);
/* Steps to the end. */
enum err stmt_run(stmt *s);
void stmt_reset(stmt *s);
/* The work of the calling thread's statements until now, in steps of SQLite's machine: the same for
   the same rows, however busy the computer is. */
uint64_t stmt_steps(void);
int64_t stmt_int(stmt *s, int col);
const char *stmt_text(stmt *s, int col); /* NULL for null; valid until the next step */
size_t stmt_bytes(stmt *s, int col);
const void *stmt_blob(stmt *s, int col);
double stmt_double(stmt *s, int col);
bool stmt_is_null(stmt *s, int col);
bool stmt_is_number(stmt *s, int col); /* ask before stmt_text, which may turn it into text */
int stmt_columns(stmt *s);

/* Binds as stmt_bind, runs to the end. */
enum err conn_run(struct conn *c, enum sql_id id, const char *format, ...);
/* Binds, steps once, gives column 0 as integer; `missing` when there is no row or it is null. */
int64_t conn_get_int(struct conn *c, enum sql_id id, int64_t missing, const char *format, ...);
/* The same for text, copied into the arena; NULL when there is no row. */
const char *conn_get_text(struct conn *c, struct arena *a, enum sql_id id, const char *format, ...);
int64_t conn_last_id(struct conn *c);
int conn_changes(struct conn *c);
/* Plain script, several statements; for migrations, BEGIN/COMMIT and maintenance only. */
enum err conn_script(struct conn *c, const char *sql);

/* Read snapshot of a READ connection: opens a transaction if none is open or if the store's
   commit counter moved since (counter: see writer.h). conn_release ends it. */
void conn_snapshot(struct conn *c, uint64_t commits);
void conn_release(struct conn *c);

#endif
