/* What a file is by its first bytes: scans and photographs are never what their name says. Pure. */
#ifndef CHIBO_BASE_MEDIA_H
#define CHIBO_BASE_MEDIA_H

#include <stddef.h>

/* "application/pdf", "image/jpeg", "image/png", or NULL; 16 bytes are enough to tell. */
const char *media_type(const void *head, size_t n);

#endif
