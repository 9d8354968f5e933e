/* Moving a member to another cell by an act on organisations: a dated change, never a correction.
 */
#ifndef CHIBO_REGISTRY_MEMBER_MOVE_H
#define CHIBO_REGISTRY_MEMBER_MOVE_H

#include "registry/work.h"

/* From the day on the person belongs to cell `to` wherever it would have belonged to `from`.
   Nothing when it belongs there no more. Journals itself; the caller has checked scope and rules.
 */
enum err member_move(struct work *w, int64_t id, int64_t from, int64_t to, const char *day);

#endif
