/* Numbered migrations: applied once, remembered with the hash of their text. */
#include "base/crypto.h"
#include "base/date.h"
#include "db/internal.h"

#include <stdlib.h>
#include <string.h>

int migration_newest(void)
{
    return (int)sql_migrations_count;
}

int migration_applied(struct conn *c)
{
    stmt *s = conn_compose(c, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migration'");
    if (s == NULL || !stmt_row(s, NULL))
        return -1;
    bool present = stmt_int(s, 0) == 1;
    stmt_reset(s);
    return present ? (int)conn_get_int(c, SQL_migration_last, 0, "") : 0;
}

static void text_hash(const struct sql_file *f, uint8_t out[HASH_BYTES])
{
    hash_bytes(out, f->text, f->bytes);
}

static bool hash_matches(struct conn *c, int number)
{
    uint8_t hash[HASH_BYTES];
    text_hash(&sql_migrations[number - 1], hash);
    stmt *s = conn_stmt(c, SQL_migration_hash);
    stmt_bind(s, "i", (int64_t)number);
    bool same = stmt_row(s, NULL) && stmt_bytes(s, 0) == HASH_BYTES &&
                memcmp(stmt_blob(s, 0), hash, HASH_BYTES) == 0;
    stmt_reset(s);
    return same;
}

static bool references_whole(struct conn *c)
{
    stmt *s = conn_compose(c, "PRAGMA foreign_key_check");
    bool broken = s != NULL && stmt_row(s, NULL);
    if (broken)
        stmt_reset(s);
    return s != NULL && !broken;
}

static enum err apply(struct conn *c, int number)
{
    const struct sql_file *f = &sql_migrations[number - 1];
    uint8_t hash[HASH_BYTES];
    time_text now;
    text_hash(f, hash);
    time_now(now);
    /* a table that is made anew would take its children with it; inside a transaction the pragma
       does nothing, so it comes before and the check of all references after */
    enum err e = conn_script(c, "PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE");
    if (e == OK)
        e = conn_script(c, f->text);
    if (e == OK && !references_whole(c))
        e = ERR_STORE;
    if (e == OK)
        e = conn_run(c, SQL_migration_put, "itht", (int64_t)number, f->name, hash, now);
    if (e == OK)
        e = conn_script(c, "COMMIT");
    else
        conn_script(c, "ROLLBACK");
    return conn_script(c, "PRAGMA foreign_keys=ON") == OK ? e : ERR_STORE;
}

enum store_result migrate(struct conn *c, struct arena *a, const char **why)
{
    if (conn_script(
            c, "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY,"
               " name TEXT NOT NULL, hash BLOB NOT NULL, applied_at TEXT NOT NULL) STRICT") != OK) {
        *why = arena_printf(a, "the store cannot be written: %s", conn_error(c));
        return STORE_IO;
    }
    int have = migration_applied(c);
    for (int n = 1; n <= have; n++) {
        if (hash_matches(c, n))
            continue;
        *why = arena_printf(a, "migration %d of the store is not the one this program knows", n);
        return STORE_DAMAGED;
    }
    for (int n = have + 1; n <= migration_newest(); n++) {
        if (apply(c, n) == OK)
            continue;
        *why = arena_printf(a, "migration %d failed: %s", n, conn_error(c));
        return STORE_DAMAGED;
    }
    return STORE_OK;
}
