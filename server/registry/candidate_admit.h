/* The two steps and the exit that reach the membership. */
#ifndef CHIBO_REGISTRY_CANDIDATE_ADMIT_H
#define CHIBO_REGISTRY_CANDIDATE_ADMIT_H

#include "registry/candidate_parts.h"

/* The ceremony: a probationer from the dossier, or an earlier member again. *person_id: who. */
enum err candidate_admit(struct work *w, const struct candidate *c, const struct step_input *in,
                         int64_t *person_id);
/* The recognition: official since the end of the probation, however late the decision (294-QĐ/TW).
 */
enum err candidate_recognize(struct work *w, const struct candidate *c,
                             const struct step_input *in);

#endif
