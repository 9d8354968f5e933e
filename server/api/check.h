/* The check of a whole store: integrity, foreign keys, overlaps, derived rows, balance, chains. */
#ifndef CHIBO_API_CHECK_H
#define CHIBO_API_CHECK_H

#include "base/err.h"

#include <stdint.h>

struct store_check {
    int64_t findings, changes, readings; /* how many there are */
};

/*
 * Checks the store in the data folder on a connection of its own, in one snapshot. each gets every
 * finding as one line with nothing personal in it. ERR_STORE: the store cannot be opened. Any
 * thread.
 */
enum err store_check(const char *data, void (*each)(void *ctx, const char *text), void *ctx,
                     struct store_check *out);

#endif
