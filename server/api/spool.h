/* Large answers go to an unlinked file in the data folder, so that a slow client pins nothing. */
#ifndef CHIBO_API_SPOOL_H
#define CHIBO_API_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spool {
    int fd;
    uint64_t size;
    bool failed;
};

bool spool_open(struct spool *s, const char *data_dir);
/* A list_sink; ctx is the spool. */
bool spool_write(void *ctx, const char *bytes, size_t n);
/* Back to the start; false when anything failed. The descriptor is then the caller's. */
bool spool_done(struct spool *s);
void spool_drop(struct spool *s);

#endif
