/* Offices held in organisations, by a member or a named person from outside. */
#ifndef CHIBO_REGISTRY_POST_H
#define CHIBO_REGISTRY_POST_H

#include "registry/list.h"
#include "registry/record.h"
#include "registry/tree.h"

/* From a checked body; organisation and holder must be in scope. */
enum err post_add(struct work *w, const struct record *r, int64_t *id);
/* A new version beside the superseded one; op "correct". */
enum err post_change(struct work *w, int64_t post_id, const struct record *r);
enum err post_remove(struct work *w, int64_t post_id);
/* Version and organisation; false: absent or out of scope. */
bool post_find(struct work *w, int64_t post_id, int64_t *version, int64_t *org_id);
void post_list_from(struct work *w, struct list_request *q, const struct org_filter *f);
void post_object_from(struct work *w, struct list_request *q, int64_t post_id);

#endif
