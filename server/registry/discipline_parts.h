/* Shared by the discipline_*.c files. */
#ifndef CHIBO_REGISTRY_DISCIPLINE_PARTS_H
#define CHIBO_REGISTRY_DISCIPLINE_PARTS_H

#include "registry/conditions.h"
#include "registry/confidential.h"
#include "registry/discipline.h"

/* Whoever may read it: what the program derives concerns every case. */
bool discipline_load_any(struct work *w, int64_t id, struct discipline_file *out);
/* A step's row as it is. */
enum err discipline_step_write(struct work *hidden, const struct discipline_file *f,
                               const struct record *r, int64_t *row_id, int64_t *number);

/* The times that run on a case as it stands; due: somebody has to act before it is over. */
struct discipline_clock {
    const char *rule, *from, *until;
    bool due;
};
struct discipline_clocks {
    struct discipline_clock at[6];
    int n;
};
void discipline_clocks(struct work *w, const struct discipline_file *f,
                       struct discipline_clocks *out);

/* State, form and days anew from the steps; then the decision as offices see it. */
enum err discipline_derive(struct work *hidden, int64_t id);
/* The same for the subject's other cases, whose end a new violation moves. */
enum err discipline_derive_others(struct work *hidden, const struct discipline_file *f);

/* How a step is judged: the conditions, and faults of the body at once. The record gains what was
   left to the register (eligible). */
enum err discipline_judge(struct work *w, const struct discipline_file *f, struct record *r,
                          struct conditions *out);

/* What coming into force, an appeal and an annulment do to the register, in w->tx; *save: 0 when
   they did nothing. */
enum err discipline_effect(struct work *w, const struct discipline_file *f, const struct record *r,
                           int64_t *save);
enum err discipline_effect_undo(struct work *w, int64_t save);

#endif
