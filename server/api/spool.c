/* Unlinked temporary files below DATA/tmp: they vanish with their descriptor. */
#include "api/spool.h"
#include "base/files.h"

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
    s->failed = s->failed || !file_write_all(s->fd, bytes, n);
    s->size += s->failed ? 0 : n;
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
