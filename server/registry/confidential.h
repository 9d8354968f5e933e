/*
 * Confidential saves: those of discipline and inspection. They have numbers, a chain of changes and
 * a sequence of their own (db/journal.h), so that nothing open depends on them.
 */
#ifndef CHIBO_REGISTRY_CONFIDENTIAL_H
#define CHIBO_REGISTRY_CONFIDENTIAL_H

#include "registry/work.h"

/* A save on behalf of whoever makes the open one, for its reason; *out works in it, w in the open
   one. Faults that are added to *out are the caller's to carry over. */
void confidential_begin(struct work *w, struct tx *save, struct work *out);

#endif
