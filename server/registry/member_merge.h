/*
 * One person recorded twice: one record is kept and everything of the other carried over to it –
 * memberships of other times, family, training, work history, offices, decisions, photograph. One
 * save, which can be taken back (undo.h).
 */
#ifndef CHIBO_REGISTRY_MEMBER_MERGE_H
#define CHIBO_REGISTRY_MEMBER_MERGE_H

#include "registry/record.h"
#include "registry/work.h"

struct merged {
    int64_t memberships, rows, posts; /* not decisions: whoever merges may not be told how many */
};

/*
 * values: what is taken from the other record (fields of members), may hold nothing. Where both
 * were members at the same time, the kept record's membership stands. ERR_NOT_FOUND: one of them is
 * not there; ERR_CONFLICT with a fault. Versions are the caller's business.
 */
enum err member_merge(struct work *w, int64_t keep, int64_t gone, const struct record *values,
                      struct merged *out);

#endif
