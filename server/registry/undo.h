/*
 * Taking back a whole save: an import, a bulk act, a merger. Dated rows it wrote are superseded,
 * rows it superseded are written again, so that "what the registry said then" still answers; the
 * taking back is itself a save in the journal.
 */
#ifndef CHIBO_REGISTRY_UNDO_H
#define CHIBO_REGISTRY_UNDO_H

#include "registry/work.h"

/*
 * Inside the caller's savepoint. ERR_NOT_FOUND: no such save; ERR_CONFLICT with a fault when it was
 * taken back already, or when somebody changed or used one of its rows since. The caller has
 * decided that the save is the actor's to take back. Writer only.
 */
enum err save_undo(struct work *w, int64_t save_id);

#endif
