/*
 * What SQLite alone can do durably here: rows of one plain table, 128 to a COMMIT, with the journal
 * mode and the synchronous level that server/db/conn.c asserts for the writer. Usage:
 *   rawrows FOLDER SECONDS BYTES     BYTES: of text a row; prints rows a second
 *   rawrows FOLDER count             prints the number of rows in all tables of FOLDER/chibo.db
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GROUP 128

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool does(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    fprintf(stderr, "rawrows: %s: %s\n", sql, sqlite3_errmsg(db));
    return false;
}

static bool insert_group(sqlite3 *db, sqlite3_stmt *s, const char *text, int n)
{
    if (!does(db, "BEGIN IMMEDIATE"))
        return false;
    for (int i = 0; i < GROUP; i++) {
        sqlite3_bind_text(s, 1, text, n, SQLITE_STATIC);
        if (sqlite3_step(s) != SQLITE_DONE)
            return false;
        sqlite3_reset(s);
    }
    return does(db, "COMMIT");
}

static int insert(const char *folder, double seconds, int bytes)
{
    char path[4096];
    sqlite3 *db;
    sqlite3_stmt *s;
    char *text = malloc((size_t)bytes);
    snprintf(path, sizeof path, "%s/rawrows.db", folder);
    if (text == NULL || sqlite3_open(path, &db) != SQLITE_OK ||
        !does(
            db,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
            "PRAGMA wal_autocheckpoint=4000;"
            "CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT") ||
        sqlite3_prepare_v2(db, "INSERT INTO raw (text) VALUES (?)", -1, &s, NULL) != SQLITE_OK)
        return 1;
    memset(text, 'x', (size_t)bytes);
    double from = now();
    long rows = 0;
    while (now() - from < seconds) {
        if (!insert_group(db, s, text, bytes))
            return 1;
        rows += GROUP;
    }
    printf("per_second=%.0f rows=%ld\n", (double)rows / (now() - from), rows);
    sqlite3_finalize(s);
    sqlite3_close(db);
    free(text);
    return 0;
}

/* How many rows one POST really writes: persons, memberships, journal, keys … */
static int count(const char *folder)
{
    char path[4096], sql[512];
    sqlite3 *db;
    sqlite3_stmt *tables, *s;
    int64_t sum = 0;
    snprintf(path, sizeof path, "%s/chibo.db", folder);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        !does(db, "PRAGMA query_only=1; PRAGMA wal_autocheckpoint=0") ||
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(
            db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'", -1,
            &tables, NULL) != SQLITE_OK)
        return 1;
    while (sqlite3_step(tables) == SQLITE_ROW) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"",
                 (const char *)sqlite3_column_text(tables, 0));
        if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
            sum += sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
    }
    sqlite3_finalize(tables);
    sqlite3_close(db);
    printf("%lld\n", (long long)sum);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[2], "count") == 0)
        return count(argv[1]);
    if (argc == 4 && atof(argv[2]) > 0 && atoi(argv[3]) > 0)
        return insert(argv[1], atof(argv[2]), atoi(argv[3]));
    fprintf(stderr, "usage: rawrows FOLDER SECONDS BYTES | FOLDER count\n");
    return 2;
}
