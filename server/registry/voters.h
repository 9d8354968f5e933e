/*
 * Who votes in a cell as the register has it: the official members, less those introduced to
 * temporary activity in another party (294-QĐ/TW §9.3.2; domain.md §2). Whom an exemption keeps
 * away from one meeting only the cell knows.
 */
#ifndef CHIBO_REGISTRY_VOTERS_H
#define CHIBO_REGISTRY_VOTERS_H

#include "registry/work.h"

/* Official members of the cell on the day. */
int voters_official(struct work *w, int64_t cell_id, const char *day);
/* Those of them who are away; a stay in a cell of the same base party keeps the vote at home. */
int voters_away(struct work *w, int64_t cell_id, const char *day);
/* How many vote when nobody is exempt and absent. */
int voters_of_cell(struct work *w, int64_t cell_id, const char *day);

#endif
