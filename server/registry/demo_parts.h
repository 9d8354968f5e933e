/* Shared by the demo*.c files. */
#ifndef CHIBO_REGISTRY_DEMO_PARTS_H
#define CHIBO_REGISTRY_DEMO_PARTS_H

#include "registry/work.h"

/* Discipline cases and inspections in these cells. */
enum err demo_cases(struct work *w, const int64_t *cells, int n);

#endif
