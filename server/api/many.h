/*
 * One act for many members: every row is tried and named, with why it is refused; a preview keeps
 * nothing, and the act itself is all or none. Writer only.
 */
#ifndef CHIBO_API_MANY_H
#define CHIBO_API_MANY_H

#include "api/call.h"

struct many {
    struct json json; /* into the answer, inside its object */
    struct work row;  /* of the row being tried: its own faults */
    int64_t done, refused;
};

/* The ids of the body's "members", 1 to max of them; a fault and NULL otherwise. */
const json_t *many_members(struct call *c, size_t max);
/* Opens the answer and its "items". */
void many_open(struct call *c, struct many *m);
/* What the next row is tried with. */
struct work *many_row(struct call *c, struct many *m);
/* The member's name, NULL for somebody the caller does not see (and for nobody). */
const char *many_name(struct call *c, int64_t person);
/* How the row went. OK: its object is open with id, full_name and refused, and many_shut closes it;
   else what broke, which is no refusal. */
enum err many_tried(struct call *c, struct many *m, int64_t person, enum err e);
void many_shut(struct many *m);
/* After the last row: ERR_CONFLICT when one was refused and this is no preview; else preview,
   save_id and refused are written, and the caller adds its sums and closes the object. */
enum err many_sum(struct call *c, struct json *json, int64_t refused);

#endif
