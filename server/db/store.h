/*
 * The data folder: lock, migrations, backup, restore. DIR holds chibo.db (+ -wal, -shm), lock,
 * control (socket), backups/, tmp/, and key (32 random bytes: opaque change numbers, cursors).
 */
#ifndef CHIBO_DB_STORE_H
#define CHIBO_DB_STORE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

struct conn;

enum store_result { STORE_OK, STORE_IN_USE, STORE_NEWER, STORE_DAMAGED, STORE_IO };

struct store {
    char *dir;
    int lock_fd;
    uint8_t key[32];
};

/*
 * Creates DIR (0700) and the database when absent, takes the flock, brings the schema up to date
 * (a verified backup first when it was older), loads the reference tables of this version.
 * *why: one line for the administrator, in the arena. STORE_IN_USE ends the program with 75.
 */
enum store_result store_open(struct arena *a, const char *dir, struct store *out, const char **why);
void store_close(struct store *s);

/* Copies one snapshot of the live database to `file`.part, opens it, quick_check, compares counts
   and the chain heads, then gives it its name; fsync of file and folder. Never over an existing
   file. */
enum err store_backup(struct arena *a, const char *dir, const char *file, const char **why);
struct backup_file {
    const char *name;  /* below DIR/backups */
    int64_t bytes, at; /* Unix seconds of its last writing */
};
/* Fingerprint of the key that the documents in a copy need; NULL when it holds none or cannot be
   read. */
const char *store_backup_key(struct arena *a, const char *file);
/* What lies in DIR/backups, the newest first; in the arena. Any thread. */
size_t store_backups(struct arena *a, const char *dir, const struct backup_file **out);
/* Replaces DIR's database by `file` (checked first); the old one is kept as
   backups/before-restore-…. Gives the store a new epoch, so that old change numbers answer 410.
   Takes the lock itself. */
enum store_result store_restore(struct arena *a, const char *dir, const char *file,
                                const char **why);
/* Deletes scheduled backups beyond: 7 daily, 5 weekly, 12 monthly. Names: auto-YYYYMMDD-HHMMSS.db
 */
void store_rotate(const char *dir);

#endif
