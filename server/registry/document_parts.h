/* Shared by the document_*.c files. */
#ifndef CHIBO_REGISTRY_DOCUMENT_PARTS_H
#define CHIBO_REGISTRY_DOCUMENT_PARTS_H

#include "registry/document.h"

struct document_save {
    struct tx save;
    struct work hidden;
};
/* Where the write goes: w itself, or s->hidden in a confidential save for what belongs to a case.
 */
struct work *document_save_begin(struct work *w, enum document_of of, struct document_save *s);

#endif
