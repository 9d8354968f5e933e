/* Small acts on files that take more than one call. Errors stand in errno. Any thread. */
#ifndef CHIBO_BASE_FILES_H
#define CHIBO_BASE_FILES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All n bytes, or false; interrupted calls go on. The position moves for writing only. */
bool file_write_all(int fd, const void *bytes, size_t n);
bool file_read_at(int fd, uint64_t at, void *to, size_t n);
/* What stands at the path (a folder, too) is on disk when this returns true. */
bool file_sync(const char *path);
/* The folder a path is in; static text or in the arena. */
const char *file_folder(struct arena *a, const char *path);

#endif
