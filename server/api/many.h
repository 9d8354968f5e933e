/*
 * One act for many members: every row is tried and named, with why it is refused; a preview keeps
 * nothing, and the act itself is all or none. Writer only.
 */
#ifndef CHIBO_API_MANY_H
#define CHIBO_API_MANY_H

#include "api/call.h"

/* The ids of the body's "members", 1 to max of them; a fault and NULL otherwise. */
const json_t *many_members(struct call *c, size_t max);
/* The member's name, NULL for somebody the caller does not see (and for nobody). */
const char *many_name(struct call *c, int64_t person);

struct many_act {
    /* Does it to one member of the caller's scope; its faults go to row and are why it is refused,
       an error without a fault ends the whole. */
    enum err (*act)(struct call *c, struct work *row, int64_t person, void *ctx);
    void (*more)(struct json *json, void *ctx); /* what the act has to say besides; may be NULL */
    const char *done;                           /* name of the sum of those it was done to */
    void *ctx;
};
/* Tries all and writes the answer: "items" with id, full_name and refused, then the sums.
   ERR_CONFLICT when one was refused and this is no preview. */
enum err many_do(struct call *c, const json_t *members, const struct many_act *act);

/* For an act that writes its items itself, after the last: ERR_CONFLICT as above; else the items
   are closed, preview, save_id and refused written, and the caller adds its sums and closes the
   object. */
enum err many_sum(struct call *c, struct json *json, int64_t refused);

#endif
