/*
 * A drill: a backup is restored as `chibo restore` would do it, but into a folder of its own below
 * DIR/tmp, where it can be looked at and is thrown away afterwards.
 */
#ifndef CHIBO_DB_DRILL_H
#define CHIBO_DB_DRILL_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/*
 * Restores `file` below dir. OK: *folder is a data folder like any other, nobody's but ours, to be
 * given to drill_end. ERR_STORE: *why says what was wrong with the file (or with the disk, which
 * must have room for three copies of it), and there is nothing to end. Texts in the arena.
 * Any thread; the store of dir is not touched.
 */
enum err drill_begin(struct arena *a, const char *dir, const char *file, const char **folder,
                     const char **why);
void drill_end(const char *folder);

#endif
