/* Shared by the list_*.c files only. */
#ifndef CHIBO_REGISTRY_INTERNAL_LIST_H
#define CHIBO_REGISTRY_INTERNAL_LIST_H

#include "registry/list.h"

enum list_shape { LIST_PAGE, LIST_ALL, LIST_ONE, LIST_COUNT };

/* Columns of the composed statement: 0 the id, 1 the sort value, then the shown fields. */
#define LIST_FIRST_FIELD 2

/* What a row shows: indices into the dictionary's fields. */
struct list_columns {
    int field[DICT_FIELDS_MAX];
    int n;
    bool any_hidden;
};
/* Shown fields of a request; fields the caller may not see go to hidden. */
void list_columns(const struct work *w, const struct list_request *q, bool all,
                  struct list_columns *shown, struct list_columns *hidden);
/* Prepares and binds; NULL after a fault (ERR_BAD_PARAMETER for a foreign cursor, else ERR_STORE).
 */
stmt *list_statement(struct work *w, const struct list_request *q, const struct list_columns *shown,
                     enum list_shape shape, enum err *e);
/* Cursor text for the row the statement stands on. */
const char *list_cursor(struct work *w, const struct list_request *q, stmt *s);

#endif
