/* Resolving organisations and ranges of the tree. */
#ifndef CHIBO_REGISTRY_TREE_H
#define CHIBO_REGISTRY_TREE_H

#include "registry/list.h"
#include "registry/work.h"

/* What a question is about: api.md §2 "scope filters". */
struct org_filter {
    int64_t org_id;         /* top */
    struct scope range;     /* its range in today's tree */
    bool self_only;         /* level=self */
    const char *under_kind; /* kind code or NULL */
    const char *as_of;      /* day, never NULL: today without as_of */
    bool past;              /* as_of given */
    bool tree_today;        /* tree=today */
};
/* org (decimal id), org_code, level, under_kind, as_of: each may be NULL. Faults for bad values,
   ERR_NOT_FOUND for an organisation that is absent or out of scope. */
enum err org_filter_resolve(struct work *w, const char *org, const char *org_code,
                            const char *level, const char *under_kind, const char *as_of,
                            const char *tree, struct org_filter *out);
/*
 * Adds to `where` that the organisation `id_sql` (an expression) lies in the filter: in the tree of
 * the day, and in the caller's scope in today's tree. Adds nothing for the root without past,
 * self_only and under_kind. For a narrow range, uses the index on the tree.
 */
void org_filter_sql(const struct work *w, const struct org_filter *f, const char *id_sql,
                    struct sql_part *where);

/* Row of an organisation in scope; false: absent or outside. */
struct org_row {
    int64_t id, parent_id, version;
    const char *uid, *code, *name, *kind, *status, *path;
};
bool org_get(struct work *w, int64_t id, struct org_row *out);
bool org_by_code(struct work *w, const char *code, struct org_row *out);
/* Rebuilds org_path for these organisations and everything below them (all when id is 0), and
   today's columns of `organization`. Writer only. */
enum err tree_rebuild(struct work *w, int64_t id);

#endif
