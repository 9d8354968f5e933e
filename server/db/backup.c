/* Backups: a copy by SQLite's backup interface, opened and compared before it gets its name;
 * rotation. */
#include "base/crypto.h"
#include "base/files.h"
#include "base/log.h"
#include "db/internal.h"
#include "db/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEEP_DAILY 7
#define KEEP_WEEKLY 5
#define KEEP_MONTHLY 12

static const char *one_text(sqlite3 *db, struct arena *a, const char *sql)
{
    sqlite3_stmt *s = NULL;
    const char *text = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
        sqlite3_column_text(s, 0) != NULL)
        text = arena_dup(a, (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    return text;
}

static const char *head_of(sqlite3 *db, struct arena *a, const char *chain)
{
    const char *head = one_text(
        db, a, arena_printf(a, "SELECT hex(hash) FROM %s ORDER BY id DESC LIMIT 1", chain));
    return head != NULL ? head : "-";
}

/* Counts and the newest link of each chain, as one text. */
static const char *fingerprint(sqlite3 *db, struct arena *a)
{
    const char *counts = one_text(db, a, sql_text[SQL_store_counts]);
    return counts == NULL
               ? NULL
               : arena_printf(a, "%s %s %s %s %s", counts, head_of(db, a, "change"),
                              head_of(db, a, "access_read"), head_of(db, a, "confidential_change"),
                              head_of(db, a, "confidential_read"));
}

bool backup_is_good(struct arena *a, const char *file, const char *counts, const char **why)
{
    sqlite3 *db = NULL;
    bool good = false;
    *why = arena_printf(a, "%s is not a readable store", file);
    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
        const char *check = one_text(db, a, "PRAGMA quick_check(1)");
        const char *schema = one_text(db, a, "SELECT max(number) FROM schema_migration");
        const char *own = fingerprint(db, a);
        if (check != NULL && strcmp(check, "ok") == 0 && schema != NULL && own != NULL) {
            good = true;
            if (atoi(schema) > migration_newest()) {
                *why = "the file was written by a newer chibo";
                good = false;
            } else if (counts != NULL && strcmp(counts, own) != 0) {
                *why = "the copy does not hold what the store holds";
                good = false;
            }
        }
    }
    sqlite3_close(db);
    return good;
}

/* One read transaction gives both the copy and what it must hold, whatever is written meanwhile. */
static bool copy_store(struct arena *a, const char *dir, const char *part, const char **counts,
                       const char **why)
{
    sqlite3 *from = NULL, *to = NULL;
    const char *path = arena_printf(a, "%s/chibo.db", dir);
    bool good = false;
    unlink(part);
    if (sqlite3_open_v2(path, &from, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_open(part, &to) == SQLITE_OK) {
        sqlite3_busy_timeout(from, 5000);
        sqlite3_db_config(from, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        sqlite3_exec(from, "PRAGMA wal_autocheckpoint=0; BEGIN", NULL, NULL, NULL);
        *counts = fingerprint(from, a);
        sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
        good = *counts != NULL && copy != NULL && sqlite3_backup_step(copy, -1) == SQLITE_DONE;
        good = sqlite3_backup_finish(copy) == SQLITE_OK && good;
        sqlite3_exec(from, "COMMIT", NULL, NULL, NULL);
        /* one file, without a WAL beside it */
        good =
            good && sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK;
    }
    if (!good)
        *why = arena_printf(a, "the copy cannot be made: %s", sqlite3_errmsg(to ? to : from));
    sqlite3_close(to);
    sqlite3_close(from);
    return good;
}

/* Never over a file that came meanwhile; a USB stick's file system has no links, but can rename. */
static bool put_new(const char *part, const char *file)
{
    return link(part, file) == 0 ||
           ((errno == EPERM || errno == ENOTSUP) &&
            renameat2(AT_FDCWD, part, AT_FDCWD, file, RENAME_NOREPLACE) == 0);
}

enum err store_backup(struct arena *a, const char *dir, const char *file, const char **why)
{
    if (access(file, F_OK) == 0) {
        *why = arena_printf(a, "%s exists already", file);
        return ERR_CONFLICT;
    }
    const char *part = arena_printf(a, "%s.part", file), *counts = NULL;
    bool good = copy_store(a, dir, part, &counts, why) && backup_is_good(a, part, counts, why);
    if (good && (!file_sync(part) || !put_new(part, file))) {
        *why = arena_printf(a, "%s: %s", file, strerror(errno));
        good = false;
    }
    unlink(part);
    if (good)
        file_sync(file_folder(a, file));
    return good ? OK : ERR_STORE;
}

const char *store_backup_key(struct arena *a, const char *file)
{
    sqlite3 *db = NULL;
    const char *mark = NULL;
    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
        mark = one_text(db, a, sql_text[SQL_document_key_get]);
    sqlite3_close(db);
    return mark;
}

/* ---- what there is */

#define BACKUPS_MAX 1024

static int later_first(const void *a, const void *b)
{
    const struct backup_file *x = a, *y = b;
    return x->at != y->at ? (x->at < y->at ? 1 : -1) : strcmp(y->name, x->name);
}

size_t store_backups(struct arena *a, const char *dir, const struct backup_file **out)
{
    struct backup_file *files = arena_alloc(a, BACKUPS_MAX * sizeof *files);
    size_t n = 0;
    DIR *d = opendir(arena_printf(a, "%s/backups", dir));
    for (struct dirent *f = d ? readdir(d) : NULL; f != NULL && n < BACKUPS_MAX; f = readdir(d)) {
        size_t len = strlen(f->d_name);
        struct stat st;
        if (len > 3 && strcmp(f->d_name + len - 3, ".db") == 0 &&
            fstatat(dirfd(d), f->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
            files[n++] = (struct backup_file){arena_dup(a, f->d_name), st.st_size, st.st_mtime};
    }
    if (d != NULL)
        closedir(d);
    qsort(files, n, sizeof *files, later_first);
    *out = files;
    return n;
}

/* ---- rotation: the newest of each of the last days, weeks and months that have one */

static int newest_first(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

static bool new_period(const char *name, char *last, size_t digits)
{
    /* auto-YYYYMMDD-HHMMSS.db: the first 4, 6 or 8 digits name year, month or day */
    if (strncmp(last, name + 5, digits) == 0)
        return false;
    snprintf(last, 16, "%.*s", (int)digits, name + 5);
    return true;
}

static int week_of(const char *name)
{
    int y, m, d;
    if (sscanf(name + 5, "%4d%2d%2d", &y, &m, &d) != 3)
        return -1;
    /* days since 1970 of the proleptic calendar, Monday-based weeks */
    y -= m <= 2;
    int era = y / 400, yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int days = era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
    return (days + 3) / 7;
}

void store_rotate(const char *dir)
{
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/backups", dir);
    DIR *d = opendir(folder);
    char *names[1024];
    int n = 0;
    for (struct dirent *f = d ? readdir(d) : NULL; f != NULL && n < 1024; f = readdir(d))
        if (strncmp(f->d_name, "auto-", 5) == 0 && strlen(f->d_name) == 23)
            names[n++] = strdup(f->d_name);
    if (d != NULL)
        closedir(d);
    qsort(names, (size_t)n, sizeof *names, newest_first);
    char day[16] = "", month[16] = "";
    int week = -1, daily = 0, weekly = 0, monthly = 0;
    for (int i = 0; i < n; i++) {
        bool keep = false;
        if (new_period(names[i], day, 8) && daily < KEEP_DAILY) {
            daily++;
            keep = true;
        }
        if (week_of(names[i]) != week && weekly < KEEP_WEEKLY) {
            week = week_of(names[i]);
            weekly++;
            keep = true;
        }
        if (new_period(names[i], month, 6) && monthly < KEEP_MONTHLY) {
            monthly++;
            keep = true;
        }
        if (!keep) {
            char path[4400];
            snprintf(path, sizeof path, "%s/%s", folder, names[i]);
            if (unlink(path) == 0)
                log_line(LOG_INFO, "backup-rotate", "removed=\"%s\"", names[i]);
        }
        free(names[i]);
    }
}
