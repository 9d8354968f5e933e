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
/* The labels of a dictionary's imported fields, folded once for any number of headings: a file's
   first rows are each tried as one. The arena's. */
struct import_labels;
const struct import_labels *import_labels(struct arena *a, const struct dict *d);
/* Maps headers to fields by name, Vietnamese or English label, or the national template's words.
   Returns the number of fields found; two columns for one field are a fault. */
int import_map_columns(struct work *w, const struct import_labels *l, const char *const *headers,
                       size_t n, struct column *out);

#endif
