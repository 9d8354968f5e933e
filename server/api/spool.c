/* Unlinked temporary files below DATA/tmp: they vanish with their descriptor. */
#include "api/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool spool_open(struct spool *s, const char *data_dir)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/tmp/spool-XXXXXX", data_dir);
    *s = (struct spool){.fd = mkostemp(path, O_CLOEXEC)};
    if (s->fd < 0)
        return false;
    unlink(path);
    return true;
}

bool spool_write(void *ctx, const char *bytes, size_t n)
{
    struct spool *s = ctx;
    while (n > 0 && !s->failed) {
        ssize_t put = write(s->fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            s->failed = true;
            break;
        }
        bytes += put;
        n -= (size_t)put;
        s->size += (uint64_t)put;
    }
    return !s->failed;
}

bool spool_done(struct spool *s)
{
    return !s->failed && lseek(s->fd, 0, SEEK_SET) == 0;
}

void spool_drop(struct spool *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}
