/* Acts on a dossier: steps, their taking back, papers, exits. Writer only; the caller has loaded
   the dossier in its scope and decided who may. */
#ifndef CHIBO_REGISTRY_CANDIDATE_ACT_H
#define CHIBO_REGISTRY_CANDIDATE_ACT_H

#include "registry/candidate.h"
#include "registry/record.h"

/*
 * One step with its papers, checked bodies of their dictionaries. ERR_RULE: a confirmed rule is
 * broken; unconfirmed ones warn. The ceremony makes the member and the recognition makes it
 * official, in the same save.
 */
enum err candidate_step_add(struct work *w, const struct candidate *c, const struct record *step,
                            const struct record *papers, int n_papers, int64_t *id);
/* Takes the newest step back, with its papers and what it did to the membership. ERR_CONFLICT when
   it is not the newest, or when something was done with its member since. */
enum err candidate_step_undo(struct work *w, const struct candidate *c, int64_t step_id);

/* A paper that comes with no step. Its pointer in faults is /kind … */
enum err candidate_paper_add(struct work *w, const struct candidate *c, const struct record *paper,
                             int64_t *id);
/* Only papers that came with no step: the others go with it. */
enum err candidate_paper_remove(struct work *w, const struct candidate *c, int64_t id);

/* The end of the dossier, or its move to another cell; the removal ends the membership, too. */
enum err candidate_exit_add(struct work *w, const struct candidate *c, const struct record *exit,
                            int64_t *id);
/* Takes the newest exit back: ERR_CONFLICT when steps were recorded since. */
enum err candidate_exit_undo(struct work *w, const struct candidate *c);

#endif
