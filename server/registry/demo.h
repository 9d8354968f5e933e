/* The synthetic province of `chibo demo` and of the set-up page. */
#ifndef CHIBO_REGISTRY_DEMO_H
#define CHIBO_REGISTRY_DEMO_H

#include "registry/work.h"

/* Fills an empty store (or one that holds only a root) with a province of about `members` people,
   plausible names of several ethnic groups and full dated history, marked as synthetic. The same
   number gives the same people. Inside the caller's tx; ERR_CONFLICT when there are members. */
enum err demo_fill(struct work *w, int members);

#endif
