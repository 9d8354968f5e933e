/* Where a member or a dossier may be sent. */
#ifndef CHIBO_REGISTRY_RECEIVER_H
#define CHIBO_REGISTRY_RECEIVER_H

#include "registry/record.h"

/* What is said when it is here already, and when the receiver is no cell, in both languages. */
struct receiver_words {
    const char *itself_vi, *itself_en, *no_cell_vi, *no_cell_en;
};
/*
 * Exactly one of to_cell_id and to_outside; a cell is an active one of the register, another than
 * `from`, and need not be in scope: whoever sends does not see into it. Faults stand at
 * /to_cell_id.
 */
enum err receiver_check(struct work *w, const struct record *r, int64_t from,
                        const struct receiver_words *words);

#endif
