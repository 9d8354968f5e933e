/*
 * One arena a request (or a command, or an import row): memory that is cleared in one place.
 * Foreign objects (json_t, descriptors) are attached with arena_defer and die with it.
 * An arena belongs to one thread at a time.
 */
#ifndef CHIBO_BASE_ARENA_H
#define CHIBO_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena; aborts the process when memory is exhausted, as all arena calls do. */
struct arena *arena_new(void);
/* Runs the deferred functions, newest first, and returns all memory. NULL is fine. */
void arena_free(struct arena *a);
/* Like free and new, but keeps the first chunk for the next use. */
void arena_clear(struct arena *a);
/* Zeroed, aligned for any type; owned by the arena. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_dup(struct arena *a, const char *text);
char *arena_dup_n(struct arena *a, const void *bytes, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* fn(object) runs when the arena is cleared. */
void arena_defer(struct arena *a, void (*fn)(void *), void *object);

#endif
