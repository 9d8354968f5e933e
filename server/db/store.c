/* The data folder: made, locked, keyed, brought up to date. Backups are backup.c's. */
#include "db/store.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/files.h"
#include "base/log.h"
#include "db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define APPLICATION_ID "0x63686962" /* "chib": what file(1) and a careless hand can see */

static bool make_folder(const char *dir, const char *below)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s%s", dir, below[0] ? "/" : "", below);
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* -1: I/O, -2: somebody holds it */
static int take_lock(const char *dir)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/lock", dir);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -2;
}

static bool load_key(const char *dir, uint8_t key[32])
{
    char path[4096];
    snprintf(path, sizeof path, "%s/key", dir);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        bool good = read(fd, key, 32) == 32;
        close(fd);
        return good;
    }
    random_bytes(key, 32);
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool good = file_write_all(fd, key, 32) && fsync(fd) == 0;
    close(fd);
    return good;
}

static bool new_epoch(struct conn *c)
{
    char epoch[33];
    uint8_t bytes[16];
    random_bytes(bytes, sizeof bytes);
    hex_encode(epoch, bytes, sizeof bytes);
    return conn_run(c, SQL_meta_put, "tt", "epoch", epoch) == OK;
}

/* An older store is backed up before it is touched. */
static bool backup_before(struct arena *a, const char *dir, int have, const char **why)
{
    time_text now;
    time_now(now);
    const char *file = arena_printf(a, "%s/backups/before-migration-%d-%.10s-%.2s%.2s%.2s.db", dir,
                                    have, now, now + 11, now + 14, now + 17);
    return store_backup(a, dir, file, why) == OK;
}

static enum store_result bring_up(struct arena *a, const char *dir, const char **why)
{
    struct conn *c;
    *why = "the store cannot be opened";
    if (conn_open(dir, CONN_WRITE, &c) != OK)
        return STORE_IO;
    int have = migration_applied(c);
    enum store_result result = STORE_OK;
    if (have < 0) {
        *why = "this is not a store of chibo";
        result = STORE_DAMAGED;
    } else if (have > migration_newest()) {
        *why =
            arena_printf(a, "the store has schema %d, this program knows %d: install a newer chibo",
                         have, migration_newest());
        result = STORE_NEWER;
    } else if (have > 0 && have < migration_newest() && !backup_before(a, dir, have, why)) {
        result = STORE_IO;
    }
    if (result == STORE_OK)
        result = migrate(c, a, why);
    if (result == STORE_OK && have == 0 &&
        (conn_script(c, "PRAGMA application_id=" APPLICATION_ID) != OK || !new_epoch(c)))
        result = STORE_IO;
    if (result == STORE_OK && reference_load(c) != OK) {
        *why = arena_printf(a, "the reference tables cannot be loaded: %s", conn_error(c));
        result = STORE_IO;
    }
    conn_close(c);
    return result;
}

enum store_result store_open(struct arena *a, const char *dir, struct store *out, const char **why)
{
    *out = (struct store){.lock_fd = -1};
    if (!make_folder(dir, "") || !make_folder(dir, "backups") || !make_folder(dir, "tmp")) {
        *why = arena_printf(a, "%s: %s", dir, strerror(errno));
        return STORE_IO;
    }
    out->lock_fd = take_lock(dir);
    if (out->lock_fd < 0) {
        bool busy = out->lock_fd == -2;
        *why = busy ? "the data folder is in use by another chibo"
                    : "the data folder cannot be locked";
        out->lock_fd = -1;
        return busy ? STORE_IN_USE : STORE_IO;
    }
    enum store_result result = STORE_IO;
    folder_clear(arena_printf(a, "%s/tmp", dir)); /* of a process that was killed */
    *why = "the key file cannot be read or made";
    if (load_key(dir, out->key))
        result = bring_up(a, dir, why);
    if (result != STORE_OK) {
        close(out->lock_fd);
        out->lock_fd = -1;
        return result;
    }
    out->dir = strdup(dir);
    return STORE_OK;
}

void store_close(struct store *s)
{
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    free(s->dir);
    *s = (struct store){.lock_fd = -1};
}

/* ---- restore */

/* The file as it is, or what is inside it when it is a .gz. */
static bool copy_file(const char *from, const char *to)
{
    gzFile in = gzopen(from, "rb");
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    char chunk[65536];
    int n = -1;
    while (in != NULL && out >= 0 && (n = gzread(in, chunk, sizeof chunk)) > 0)
        if (write(out, chunk, (size_t)n) != n) {
            n = -1;
            break;
        }
    bool good = n == 0 && fsync(out) == 0;
    if (in != NULL && gzclose(in) != Z_OK)
        good = false; /* cut off in the middle */
    if (out >= 0)
        close(out);
    return good;
}

static enum store_result put_in_place(struct arena *a, const char *dir, const char *part,
                                      const char **why)
{
    const char *live = arena_printf(a, "%s/chibo.db", dir);
    time_text now;
    time_now(now);
    if (access(live, F_OK) == 0) {
        const char *kept = arena_printf(a, "%s/backups/before-restore-%.10s-%.2s%.2s%.2s%.3s.db",
                                        dir, now, now + 11, now + 14, now + 17, now + 20);
        if (store_backup(a, dir, kept, why) != OK)
            return STORE_IO;
        /* the WAL belongs to the database that goes */
        unlink(arena_printf(a, "%s-wal", live));
        unlink(arena_printf(a, "%s-shm", live));
    }
    if (rename(part, live) != 0) {
        *why = arena_printf(a, "%s: %s", live, strerror(errno));
        return STORE_IO;
    }
    enum store_result result = bring_up(a, dir, why);
    struct conn *c;
    if (result == STORE_OK && conn_open(dir, CONN_WRITE, &c) == OK) {
        if (!new_epoch(c))
            result = STORE_IO;
        conn_close(c);
    }
    return result;
}

enum store_result store_restore(struct arena *a, const char *dir, const char *file,
                                const char **why)
{
    if (!make_folder(dir, "") || !make_folder(dir, "backups") || !make_folder(dir, "tmp")) {
        *why = arena_printf(a, "%s: %s", dir, strerror(errno));
        return STORE_IO;
    }
    int lock = take_lock(dir);
    if (lock < 0) {
        *why = "the data folder is in use by another chibo";
        return lock == -2 ? STORE_IN_USE : STORE_IO;
    }
    const char *part = arena_printf(a, "%s/chibo.db.restore", dir);
    enum store_result result = STORE_IO;
    *why = arena_printf(a, "%s cannot be read", file);
    uint8_t key[32];
    if (load_key(dir, key) && copy_file(file, part)) {
        if (!backup_is_good(a, part, NULL, why)) {
            unlink(part);
            result = STORE_DAMAGED;
        } else {
            result = put_in_place(a, dir, part, why);
        }
    }
    close(lock);
    return result;
}
