/* The facts of one organisation in memory; shared by the organization_*.c files only. */
#ifndef CHIBO_REGISTRY_ORGANIZATION_STORE_H
#define CHIBO_REGISTRY_ORGANIZATION_STORE_H

#include "registry/organization.h"

struct org_fact_row {
    int64_t id; /* 0: not written yet */
    const char *from, *to;
    const char *v[ORG_COUNT];
};
struct org_facts {
    struct org_fact_row *rows; /* by from */
    int n;
};

/* Index of the column, or -1. */
int org_column(const char *name);
const char *org_column_name(int column);
enum err org_facts_load(struct work *w, int64_t id, struct org_facts *out);
/* The facts twice: as they are, and as a change makes them for org_facts_replace. */
enum err org_facts_begin(struct work *w, int64_t id, struct org_facts *old, struct org_facts *now);
/* Supersedes what differs from `old`, writes the rest; then brings today's columns forward. */
enum err org_facts_replace(struct work *w, int64_t id, const struct org_facts *old,
                           struct org_facts *now);
/* Sets a column from `day` on (NULL: corrects it wherever it holds what it holds last). */
bool org_facts_set(struct work *w, struct org_facts *f, int column, const char *value,
                   const char *day);
/* Inserts identity, facts and the first placement (parent 0: a root); paths are the superior's. */
enum err org_insert(struct work *w, int64_t parent_id, const struct org_facts *facts, int64_t *id);
/* Today's columns of one organisation from its facts. */
enum err org_refresh_one(struct work *w, int64_t id);
/* Ends the organisation on the day; status: merged, split, dissolved or disbanded. */
enum err org_end(struct work *w, int64_t id, const char *status, const char *day,
                 const char *decision);
/* Journal of a change that names fields and their old and new values; also bumps the version. */
enum err org_journal(struct work *w, int64_t id, const char *op, const char *fields,
                     const char *before, const char *after);

#endif
