/* See drill.h. */
#include "db/drill.h"
#include "db/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* The copy, its backup before a migration, and a WAL as large as it. */
#define COPIES 3

enum err drill_begin(struct arena *a, const char *dir, const char *file, const char **folder,
                     const char **why)
{
    struct stat st;
    struct statvfs disk;
    char *path = arena_printf(a, "%s/tmp/drill-XXXXXX", dir);
    *folder = NULL;
    if (stat(file, &st) != 0) {
        *why = arena_printf(a, "%s: %s", file, strerror(errno));
        return ERR_STORE;
    }
    if (statvfs(dir, &disk) != 0 ||
        (uint64_t)disk.f_bavail * disk.f_frsize / COPIES < (uint64_t)st.st_size) {
        *why = "the disk has no room for a drill";
        return ERR_STORE;
    }
    if (mkdtemp(path) == NULL) {
        *why = arena_printf(a, "%s: %s", path, strerror(errno));
        return ERR_STORE;
    }
    if (store_restore(a, path, file, why) != STORE_OK) {
        drill_end(path);
        return ERR_STORE;
    }
    *folder = path;
    return OK;
}

void drill_end(const char *folder)
{
    if (folder != NULL && folder_clear(folder))
        rmdir(folder);
}
