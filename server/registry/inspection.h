/*
 * Inspection and supervision (domain.md §6): a session of a year's programme, with subjects and
 * recommendations. Saved among the confidential saves; read by whoever keeps cases in the scope of
 * the organisation whose programme it is.
 */
#ifndef CHIBO_REGISTRY_INSPECTION_H
#define CHIBO_REGISTRY_INSPECTION_H

#include "registry/list.h"
#include "registry/record.h"

struct inspection {
    int64_t id, org_id, version;
    const char *kind, *actor, *planned_from, *planned_to, *started_on, *concluded_on, *cancelled_on,
        *conclusion, *about_from, *about_to, *cancelled_why;
};
/* In the caller's scope; false: there is none. */
bool inspection_load(struct work *w, int64_t id, struct inspection *out);
/* FROM of lists: t. and d.day; the scope is the caller's business. */
void inspection_from(struct work *w, struct list_request *q);

/* From checked bodies of the dictionaries. ERR_BAD_BODY with faults; unconfirmed rules warn. */
enum err inspection_add(struct work *w, const struct record *r, int64_t *id);
enum err inspection_change(struct work *w, const struct inspection *x, const struct record *r);
/* Only a session that was not begun. */
enum err inspection_remove(struct work *w, const struct inspection *x);

/* Rows below a session, by the dictionary of subjects or of recommendations. */
enum err inspection_part_add(struct work *w, const struct inspection *x, const struct record *r,
                             int64_t *id);
/* Version of a part; 0: there is none. */
int64_t inspection_part(struct work *w, const struct dict *d, int64_t inspection_id, int64_t id);
enum err inspection_part_change(struct work *w, const struct inspection *x, const struct record *r,
                                int64_t id);
enum err inspection_part_remove(struct work *w, const struct inspection *x, const struct dict *d,
                                int64_t id);

#endif
