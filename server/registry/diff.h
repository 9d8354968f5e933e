/* What a correction or change makes different, field by field, as the journal keeps it. */
#ifndef CHIBO_REGISTRY_DIFF_H
#define CHIBO_REGISTRY_DIFF_H

#include "base/arena.h"
#include "base/buf.h"

struct diff {
    struct buf fields, before, after, pairs;
    struct json f, b, a, p;
    int n; /* fields that differ */
};

/* JSON, in the arena: names of the fields, old and new values by name, and {name: [old, new]}. */
struct diff_texts {
    const char *fields, *before, *after, *pairs;
};

void diff_open(struct diff *d);
/* Values as text; NULL is null. */
void diff_add(struct diff *d, const char *name, const char *before, const char *after);
/* Always to be called: it gives back what diff_open took. */
struct diff_texts diff_close(struct arena *a, struct diff *d);

#endif
