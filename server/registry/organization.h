/*
 * Organisations: identity, dated facts (org_fact), dated placements, and today's columns beside
 * them. Everything here runs inside a save (w->tx) and journals itself.
 */
#ifndef CHIBO_REGISTRY_ORGANIZATION_H
#define CHIBO_REGISTRY_ORGANIZATION_H

#include "registry/import_outcome.h"
#include "registry/record.h"
#include "registry/tree.h"
#include "registry/work.h"

/* In the order of org_fact_rows/org_fact_insert. */
/* clang-format off */
#define ORG_COLUMNS(C)                                                                             \
    C(code) C(name) C(kind) C(category) C(status) C(established_on) C(established_by)              \
    C(dissolved_on) C(dissolved_by) C(approval) C(address) C(phone) C(email) C(note) C(status_by)
/* clang-format on */
#define C(name) ORG_##name,
enum org_column { ORG_COLUMNS(C) ORG_COUNT };
#undef C

struct new_root {
    const char *code, *name, *kind, *category;
};

/* The first organisation of an empty store; ERR_CONFLICT when there is one. */
enum err organization_create_root(struct work *w, const struct new_root *root, int64_t *id);
/* From a checked body: parent in scope, allowed kinds, formation rules. */
enum err organization_create(struct work *w, const struct record *r, int64_t *id);
/* Correction (effective_on NULL, reason in the tx) or a new interval from that day. */
enum err organization_change(struct work *w, int64_t id, const struct record *r,
                             const char *effective_on);
/* Another superior from the day on; both the organisation and the superior must be in scope. */
enum err organization_place(struct work *w, int64_t id, int64_t parent_id, const char *from,
                            const char *decision);
/* The same without making the tree anew: for acts that place many. */
enum err organization_place_row(struct work *w, int64_t id, int64_t parent_id, const char *from,
                                const char *decision);
/* Whether the numbers allow the form on the day; approval: the superior's consent, or NULL. */
enum err organization_judge_numbers(struct work *w, const char *kind, int official, int members,
                                    const char *approval, const char *day);
/* Ends the organisation on the day: nobody and nothing may be left below it. */
enum err organization_dissolve(struct work *w, int64_t id, const char *day, const char *decision);
/* Suspends an active organisation from the day; it is active again by itself on `until` (NULL: the
   longest time there is, 22-QĐ/TW art. 28–31). */
enum err organization_suspend(struct work *w, int64_t id, const char *day, const char *until,
                              const char *decision);
/* Ends a suspension before its time, or begins the work of a planned organisation. */
enum err organization_resume(struct work *w, int64_t id, const char *day, const char *decision);
/* One row of an import: matched by code. A parent that is not known yet: ERR_NOT_FOUND without a
   fault, so that the caller can try again later. */
enum err organization_import_row(struct work *w, const struct record *r,
                                 enum import_outcome *outcome, int64_t *id, const char **changes);
/* Sets and clears the quality flags of all organisations (after an import); each(ctx, code) is
   called for every flag that stands afterwards. */
enum err organization_flags(struct work *w, void (*each)(void *ctx, const char *code), void *ctx);
/* Brings today's columns and paths forward: at start and at midnight. */
enum err organization_refresh_today(struct work *w);

/* FROM of lists: the facts and the superior of the day. d.day, c (identity), f (facts). */
void organization_list_from(struct work *w, struct list_request *q, const struct org_filter *f,
                            bool any_status);
/* Every active organisation, whatever the scope: for code, name and kind only (api.md §2). */
void organization_directory_from(struct work *w, struct list_request *q);
void organization_object_from(struct work *w, struct list_request *q, int64_t id,
                              const char *as_of);
/* Words of the name in any order with or without diacritics, or the exact code. */
void organization_search(struct work *w, struct list_request *q, const char *text);

#endif
