/*
 * The collection template of the national database (domain.md §3.2) as a table: its columns in its
 * order, filled from the list of members. Its exact layout is not published; headings are the ones
 * of §3.2, which imports read, too.
 */
#ifndef CHIBO_REGISTRY_NATIONAL_H
#define CHIBO_REGISTRY_NATIONAL_H

#include "base/arena.h"
#include "base/table.h"
#include "registry/list.h"

/* Shows exactly the fields that the template needs. */
void national_fields(struct list_request *q);
/* A table that takes the list's cells and gives the template's to `out`; the arena's. */
struct table *national_table(struct arena *a, struct table *out);
/* After the last row: without any, the headings alone go out. `out` is still the caller's. */
void national_end(struct table *t);

#endif
