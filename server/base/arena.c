/*
 * A bump allocator in chunks. The first chunk stays for the next request, so that a request of
 * ordinary size costs no malloc at all. Knows nothing of what is kept in it.
 */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CHUNK 8192
#define CHUNK_MAX (256 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct chunk {
    struct chunk *next; /* older */
    size_t size, used;
    _Alignas(max_align_t) char bytes[];
};

struct deferred {
    struct deferred *next;
    void (*fn)(void *);
    void *object;
};

struct arena {
    struct chunk *first, *current;
    struct deferred *deferred;
};

static struct chunk *chunk_new(size_t size)
{
    struct chunk *c = size < SIZE_MAX - sizeof(struct chunk) ? malloc(sizeof *c + size) : NULL;
    if (!c)
        abort();
    c->next = NULL;
    c->size = size;
    c->used = 0;
    return c;
}

struct arena *arena_new(void)
{
    struct arena *a = malloc(sizeof *a);
    if (!a)
        abort();
    a->first = a->current = chunk_new(FIRST_CHUNK);
    a->deferred = NULL;
    return a;
}

void arena_clear(struct arena *a)
{
    while (a->deferred) {
        struct deferred d = *a->deferred;
        a->deferred = d.next;
        d.fn(d.object);
    }
    /* Chunks of single large objects stand behind the current one, so the first is not always
       the last of the chain. */
    struct chunk *c = a->current;
    while (c) {
        struct chunk *older = c->next;
        if (c != a->first)
            free(c);
        c = older;
    }
    a->first->next = NULL;
    a->first->used = 0;
    a->current = a->first;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_clear(a);
    free(a->first);
    free(a);
}

/* A chunk with room for size bytes; a large object gets its own and leaves the current one open. */
static struct chunk *chunk_for(struct arena *a, size_t size)
{
    struct chunk *current = a->current;
    if (size <= current->size - current->used)
        return current;
    size_t next_size = current->size * 2 < CHUNK_MAX ? current->size * 2 : CHUNK_MAX;
    if (size > next_size / 4) {
        struct chunk *own = chunk_new(size);
        own->next = current->next;
        current->next = own;
        return own;
    }
    struct chunk *c = chunk_new(next_size);
    c->next = current;
    a->current = c;
    return c;
}

static void *take(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        abort();
    size_t rounded = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    struct chunk *c = chunk_for(a, rounded);
    void *p = c->bytes + c->used;
    c->used += rounded;
    return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *p = take(a, size ? size : 1);
    memset(p, 0, size);
    return p;
}

char *arena_dup_n(struct arena *a, const void *bytes, size_t n)
{
    char *p = take(a, n + 1);
    if (n)
        memcpy(p, bytes, n);
    p[n] = '\0';
    return p;
}

char *arena_dup(struct arena *a, const char *text)
{
    return text ? arena_dup_n(a, text, strlen(text)) : NULL;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    struct chunk *c = a->current;
    char *here = c->bytes + c->used;
    size_t room = c->size - c->used;
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(here, room, format, args);
    if (n < 0)
        abort();
    /* When it fitted, take() hands out the very place it was printed to. */
    char *p = take(a, (size_t)n + 1);
    if (p != here)
        vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *p = arena_vprintf(a, format, args);
    va_end(args);
    return p;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *object)
{
    struct deferred *d = arena_alloc(a, sizeof *d);
    d->next = a->deferred;
    d->fn = fn;
    d->object = object;
    a->deferred = d;
}
