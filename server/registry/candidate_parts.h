/* Shared by the candidate_*.c files. */
#ifndef CHIBO_REGISTRY_CANDIDATE_PARTS_H
#define CHIBO_REGISTRY_CANDIDATE_PARTS_H

#include "registry/candidate.h"
#include "registry/rules.h"

/* Without asking for the scope: what the program derives concerns every dossier. */
bool candidate_load_any(struct work *w, int64_t id, struct candidate *out);
/* Day of the newest paper of the kind; NULL: none. */
const char *candidate_paper_on(const struct candidate *c, const char *kind);

/* What a step brings with it; NULL texts: not given. */
struct step_input {
    enum admission_step step;
    const char *day, *received_on, *decision_number, *decided_by, *place, *note;
    bool agreed;
    struct candidate_vote vote;
    int away, exempt_absent; /* −1: not given */
};
/* Writes the row as it is. judged: JSON or NULL. */
enum err candidate_step_write(struct work *w, const struct candidate *c,
                              const struct step_input *in, const char *judged, int64_t *id);
/* A line in the journal about the dossier, which is one version further. before, after: JSON. */
enum err candidate_journal(struct work *w, const struct candidate *c, const char *op,
                           const char *fields, const char *before, const char *after);

#endif
