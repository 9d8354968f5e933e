/* SQLite behind a few calls: connections with their pragmas asserted, prepared statements kept.
   Knows no table. */
#include "db/conn.h"
#include "base/log.h"
#include "db/internal.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPOSED_MAX 64
#define BUSY_MS 5000

struct composed {
    char *key;
    size_t n;
    stmt *s;
    uint64_t used;
};

struct conn {
    sqlite3 *db;
    stmt *fixed[SQL_COUNT];
    struct composed composed[COMPOSED_MAX];
    uint64_t clock;
    bool snapshot;
    uint64_t snapshot_commits;
    unsigned wal_frames; /* after the last commit; the writer's only */
};

static bool pragma_is(sqlite3 *db, const char *pragma, const char *expected)
{
    stmt *s = NULL;
    bool good = sqlite3_prepare_v2(db, pragma, -1, &s, NULL) == SQLITE_OK &&
                sqlite3_step(s) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(s, 0), expected) == 0;
    sqlite3_finalize(s);
    return good;
}

static int note_frames(void *arg, sqlite3 *db, const char *schema, int frames)
{
    struct conn *c = arg;
    (void)db;
    (void)schema;
    c->wal_frames = (unsigned)frames;
    return SQLITE_OK;
}

unsigned conn_wal_frames(const struct conn *c)
{
    return c->wal_frames;
}

bool conn_checkpoint(struct conn *c)
{
    int frames = 0, copied = 0;
    int rc = sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &frames, &copied);
    if (rc != SQLITE_OK && rc != SQLITE_BUSY)
        log_line(LOG_ERROR, "checkpoint", "code=%d error=\"%s\"", rc, sqlite3_errmsg(c->db));
    return rc == SQLITE_OK && copied == frames;
}

static bool set_up(struct conn *c, enum conn_mode mode)
{
    sqlite3 *db = c->db;
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (mode == CONN_READ) {
        /* a reader that checkpointed would be a second writer of the WAL */
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        return sqlite3_exec(db,
                            "PRAGMA query_only=1; PRAGMA wal_autocheckpoint=0;"
                            "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY",
                            NULL, NULL, NULL) == SQLITE_OK;
    }
    if (!pragma_is(db, "PRAGMA journal_mode=WAL", "wal"))
        return false;
    if (sqlite3_exec(db,
                     "PRAGMA synchronous=FULL; PRAGMA foreign_keys=1; PRAGMA cache_size=-65536;"
                     "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864",
                     NULL, NULL, NULL) != SQLITE_OK)
        return false;
    sqlite3_wal_hook(db, note_frames, c); /* takes the place of the automatic checkpoint */
    return pragma_is(db, "PRAGMA synchronous", "2") && pragma_is(db, "PRAGMA foreign_keys", "1");
}

/* Without its statistics SQLite allocates without a mutex that all threads share. */
static void no_statistics(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum err conn_open(const char *dir, enum conn_mode mode, struct conn **out)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/chibo.db", dir);
    struct conn *c = calloc(1, sizeof *c);
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    *out = NULL;
    if (c == NULL)
        return ERR_NO_MEMORY;
    pthread_once(&once, no_statistics);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    if (mode == CONN_WRITE)
        flags |= SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(path, &c->db, flags, NULL) != SQLITE_OK || !set_up(c, mode)) {
        log_line(LOG_ERROR, "store-open", "mode=%d error=\"%s\"", (int)mode,
                 c->db ? sqlite3_errmsg(c->db) : "out of memory");
        conn_close(c);
        return ERR_STORE;
    }
    *out = c;
    return OK;
}

struct conn *conn_adopt(const char *path)
{
    struct conn *c = calloc(1, sizeof *c);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    if (c != NULL && sqlite3_open_v2(path, &c->db, flags, NULL) == SQLITE_OK)
        return c;
    conn_close(c);
    return NULL;
}

void conn_close(struct conn *c)
{
    if (c == NULL)
        return;
    conn_release(c);
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(c->fixed[i]);
    for (int i = 0; i < COMPOSED_MAX; i++) {
        sqlite3_finalize(c->composed[i].s);
        free(c->composed[i].key);
    }
    sqlite3_close(c->db);
    free(c);
}

struct sqlite3 *conn_handle(struct conn *c)
{
    return c->db;
}

bool conn_in_transaction(const struct conn *c)
{
    return sqlite3_get_autocommit(c->db) == 0;
}

const char *conn_error(struct conn *c)
{
    return sqlite3_errmsg(c->db);
}

/* ---- statements */

stmt *conn_stmt(struct conn *c, enum sql_id id)
{
    if (c->fixed[id] == NULL &&
        sqlite3_prepare_v3(c->db, sql_text[id], -1, SQLITE_PREPARE_PERSISTENT, &c->fixed[id],
                           NULL) != SQLITE_OK) {
        log_line(LOG_ERROR, "prepare", "query=%s error=\"%s\"", sql_name[id], conn_error(c));
        abort();
    }
    stmt_reset(c->fixed[id]);
    return c->fixed[id];
}

stmt *conn_composed(struct conn *c, const void *key, size_t n)
{
    for (int i = 0; i < COMPOSED_MAX; i++) {
        struct composed *k = &c->composed[i];
        if (k->n != n || k->s == NULL || memcmp(k->key, key, n) != 0)
            continue;
        k->used = ++c->clock;
        stmt_reset(k->s);
        return k->s;
    }
    return NULL;
}

/* The place to give up: free, or used longest ago; never in the middle of its rows. */
static struct composed *oldest_composed(struct conn *c)
{
    struct composed *oldest = NULL;
    for (int i = 0; i < COMPOSED_MAX; i++) {
        struct composed *k = &c->composed[i];
        bool busy = k->s != NULL && sqlite3_stmt_busy(k->s);
        if (!busy && (oldest == NULL || k->used < oldest->used))
            oldest = k;
    }
    return oldest;
}

stmt *conn_compose_as(struct conn *c, const void *key, size_t n, const char *sql)
{
    struct composed *place = oldest_composed(c);
    char *kept = malloc(n);
    stmt *s = NULL;
    if (kept == NULL || place == NULL ||
        sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
        log_line(LOG_ERROR, "compose", "error=\"%s\"", conn_error(c));
        free(kept);
        return NULL;
    }
    memcpy(kept, key, n);
    sqlite3_finalize(place->s);
    free(place->key);
    *place = (struct composed){.key = kept, .n = n, .s = s, .used = ++c->clock};
    return s;
}

stmt *conn_compose(struct conn *c, const char *sql)
{
    size_t n = strlen(sql);
    stmt *s = conn_composed(c, sql, n);
    return s != NULL ? s : conn_compose_as(c, sql, n, sql);
}

/* ---- one call */

enum err conn_run(struct conn *c, enum sql_id id, const char *format, ...)
{
    stmt *s = conn_stmt(c, id);
    va_list args;
    va_start(args, format);
    stmt_bind_args(s, format, args);
    va_end(args);
    return stmt_run(s);
}

int64_t conn_get_int(struct conn *c, enum sql_id id, int64_t missing, const char *format, ...)
{
    stmt *s = conn_stmt(c, id);
    va_list args;
    va_start(args, format);
    stmt_bind_args(s, format, args);
    va_end(args);
    int64_t v = missing;
    if (stmt_row(s, NULL)) {
        if (!stmt_is_null(s, 0))
            v = stmt_int(s, 0);
        stmt_reset(s);
    }
    return v;
}

const char *conn_get_text(struct conn *c, struct arena *a, enum sql_id id, const char *format, ...)
{
    stmt *s = conn_stmt(c, id);
    va_list args;
    va_start(args, format);
    stmt_bind_args(s, format, args);
    va_end(args);
    const char *text = NULL;
    if (stmt_row(s, NULL)) {
        if (!stmt_is_null(s, 0))
            text = arena_dup(a, stmt_text(s, 0));
        stmt_reset(s);
    }
    return text;
}

int64_t conn_last_id(struct conn *c)
{
    return sqlite3_last_insert_rowid(c->db);
}

int conn_changes(struct conn *c)
{
    return sqlite3_changes(c->db);
}

enum err conn_script(struct conn *c, const char *sql)
{
    return sqlite_err(sqlite3_exec(c->db, sql, NULL, NULL, NULL));
}

void conn_snapshot(struct conn *c, uint64_t commits)
{
    if (c->snapshot && c->snapshot_commits == commits)
        return;
    conn_release(c);
    /* the counter was read before the transaction begins: what is seen is at least that new */
    c->snapshot = conn_script(c, "BEGIN") == OK;
    c->snapshot_commits = commits;
}

void conn_release(struct conn *c)
{
    if (c->snapshot)
        conn_script(c, "COMMIT");
    c->snapshot = false;
}
