/*
 * Where a dossier stands and what its next step asks for: the checklist that is read before an act,
 * made by the same judgement that the act itself is given.
 */
#ifndef CHIBO_REGISTRY_CANDIDATE_CHECK_H
#define CHIBO_REGISTRY_CANDIDATE_CHECK_H

#include "base/buf.h"
#include "registry/candidate.h"

/*
 * Writes one object: the way with what is done and what is open, the papers of the whole file, what
 * is due, and the step that is asked about (STEP_COUNT: the next one) as it would be judged on the
 * day (NULL: today). A vote is not judged before it is held; who may vote and how many are needed
 * is told. Readers.
 */
void candidate_checklist_put(struct work *w, const struct candidate *c, enum admission_step step,
                             const char *day, struct json *j);

#endif
