/* Acts on a membership that belong to admission: coming back, and becoming official. */
#ifndef CHIBO_REGISTRY_MEMBER_ADMIT_H
#define CHIBO_REGISTRY_MEMBER_ADMIT_H

#include "registry/record.h"
#include "registry/work.h"

/* A further membership of somebody who has left, linked to the last one. r: membership fields of
   the dictionary of members. ERR_CONFLICT while one is open. */
enum err member_readmit(struct work *w, int64_t id, const struct record *r, int64_t cell_id);
/* Official since the day. ERR_CONFLICT when the person is no probationer any more. */
enum err member_recognize(struct work *w, int64_t id, const char *official_on, const char *decision,
                          const char *place);

/*
 * The three acts of a dossier taken back, in a save that is marked as undoing `save`: the last
 * membership goes (with the person, if it was its only one), or is probationary again, or has not
 * ended. ERR_CONFLICT when the member was changed, or used elsewhere, since.
 */
enum err member_unadmit(struct work *w, int64_t id, int64_t save);
enum err member_unrecognize(struct work *w, int64_t id, int64_t save);
enum err member_unend(struct work *w, int64_t id, int64_t save);

#endif
