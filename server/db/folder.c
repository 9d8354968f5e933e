/* Emptying folders of our own. */
#include "db/internal.h"

#include <errno.h>
#include <ftw.h>
#include <string.h>
#include <unistd.h>

static int drop(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    if (at->level == 0)
        return 0;
    return kind == FTW_DP ? rmdir(path) : unlink(path);
}

bool folder_clear(const char *dir)
{
    /* links are removed, never followed; nothing on another file system is touched */
    return nftw(dir, drop, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 || errno == ENOENT;
}
