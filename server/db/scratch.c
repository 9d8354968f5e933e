/* See scratch.h. Durability is given up on purpose, here and nowhere else. */
#include "db/scratch.h"
#include "base/log.h"
#include "db/internal.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool copy(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    bool good = b != NULL && sqlite3_backup_step(b, -1) == SQLITE_DONE;
    return sqlite3_backup_finish(b) == SQLITE_OK && good;
}

enum err scratch_open(struct conn *from, const char *dir, struct conn **out)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/tmp/scratch-XXXXXX", dir);
    *out = NULL;
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return ERR_STORE;
    close(fd);
    struct conn *c = conn_adopt(path);
    /* the copied header asks for a WAL; the file has no name to keep one under */
    bool good = c != NULL &&
                conn_script(c, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF") == OK &&
                copy(conn_handle(c), conn_handle(from)) &&
                conn_script(c, "PRAGMA journal_mode=MEMORY; PRAGMA temp_store=MEMORY;"
                               "PRAGMA foreign_keys=1; PRAGMA cache_size=-65536; BEGIN") == OK;
    unlink(path);
    if (good) {
        *out = c;
        return OK;
    }
    log_line(LOG_ERROR, "scratch", "error=\"%s\"", c != NULL ? conn_error(c) : "out of memory");
    conn_close(c);
    return ERR_STORE;
}

enum err scratch_breathe(struct conn *scratch)
{
    return conn_script(scratch, "COMMIT; BEGIN");
}
