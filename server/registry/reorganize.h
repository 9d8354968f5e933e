/*
 * Acts on several organisations at once: mergers, splits, many placements. Each is one save: it can
 * be previewed (the caller rolls back) and taken back as a whole (undo.h). Members and
 * organisations below move with dated facts, so that any earlier day answers as it did.
 */
#ifndef CHIBO_REGISTRY_REORGANIZE_H
#define CHIBO_REGISTRY_REORGANIZE_H

#include "registry/record.h"
#include "registry/work.h"

/* What an act did, or would do. */
struct reorganization {
    int64_t members, organizations, posts;
    struct reorganized {
        int64_t id, from_id, to_id; /* an organisation placed elsewhere, or ended */
        int64_t members;            /* below it on the day */
    } * rows;
    int n;
};

/*
 * The sources end on the day with status merged; their members, what stands below them and their
 * offices go over to `into` or end. approval: number of the superior's consent where the numbers
 * are an exception; may be NULL. ERR_CONFLICT, ERR_RULE, ERR_BAD_BODY with faults.
 */
enum err organizations_merge(struct work *w, int64_t into, const int64_t *sources, int n,
                             const char *day, const char *decision, const char *approval,
                             struct reorganization *out);

/* One part of a split: a new organisation from the day on. */
struct split_part {
    struct record record; /* as for organization_create */
    const int64_t *members, *children;
    int n_members, n_children;
    int64_t id; /* out */
};
/* Without keep the organisation ends with status split, and everybody must go to some part. */
enum err organization_split(struct work *w, int64_t id, struct split_part *parts, int n, bool keep,
                            const char *day, const char *decision, struct reorganization *out);

struct placing {
    int64_t org_id, parent_id;
};
/* All in one act: judged one by one, the tree is made anew once. Who stands there already is passed
   over. */
enum err organizations_place(struct work *w, const struct placing *list, int n, const char *day,
                             const char *decision, struct reorganization *out);

#endif
