/* Several finished files in one zip. */
#ifndef CHIBO_OFFICE_BUNDLE_H
#define CHIBO_OFFICE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the files as they are under these names to `path`, which must not exist. */
bool bundle_write(const char *path, const char *const *names, const char *const *files, size_t n);

#endif
