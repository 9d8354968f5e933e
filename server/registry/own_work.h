/*
 * Work that no request asked for: the administrator's commands, start-up, midnight. It sees the
 * whole registry, and its name stands in the journal.
 */
#ifndef CHIBO_REGISTRY_OWN_WORK_H
#define CHIBO_REGISTRY_OWN_WORK_H

#include "base/date.h"
#include "registry/work.h"

/* Opened and used in place: work points into it. */
struct own_work {
    struct work work;
    struct actor actor;
    struct tx tx;
    date_text today;
};

/* label and channel as in struct actor. Takes an arena of its own; the scope is the whole tree,
   nothing while there is none. */
void own_work_open(struct own_work *o, struct conn *c, const char *label, const char *channel);
void own_work_close(struct own_work *o);

#endif
