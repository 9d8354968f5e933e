/* Which column of a file is which field; shared by the import*.c files. */
#ifndef CHIBO_REGISTRY_IMPORT_COLUMNS_H
#define CHIBO_REGISTRY_IMPORT_COLUMNS_H

#include "base/csv.h"
#include "registry/dict.h"
#include "registry/work.h"

enum column_role {
    COLUMN_UNKNOWN,
    COLUMN_IGNORED, /* the number of the line: says nothing of the row */
    COLUMN_FIELD,
    COLUMN_DIED, /* national template: "ngày mất" – leaving by death */
    COLUMN_STATE /* national template: "trạng thái hoạt động" – a reason of leaving, if one */
};
struct column {
    enum column_role role;
    int field; /* index into the dictionary */
    const char *header;
};

/* The dictionary of a kind of import, or NULL. */
const struct dict *import_dict(const char *kind);
/* Maps headers to fields by name, Vietnamese or English label, or the national template's words.
   Returns the number of fields found; two columns for one field are a fault. */
int import_map_columns(struct work *w, const struct dict *d, const char *const *headers, size_t n,
                       struct column *out);

#endif
