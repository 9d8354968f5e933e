/* Where a part of a document has text, and filling it; shared by the document*.c files. */
#ifndef CHIBO_OFFICE_DOCUMENT_TEXT_H
#define CHIBO_OFFICE_DOCUMENT_TEXT_H

#include "base/buf.h"
#include "office/document.h"

struct text_piece { /* the content of one w:t */
    size_t from, to;
    int paragraph; /* pieces with the same number are one text */
    int whole;     /* index of the innermost w:p around it, −1: none */
};
struct text_paragraph { /* one w:p with its tags */
    size_t from, to;
    int outer; /* index of the w:p around it (text boxes), −1: none */
};
struct text_row { /* one w:tr that is in no other */
    size_t from, to;
};
struct document_text {
    const char *xml;
    size_t n;
    struct text_piece *pieces;
    size_t n_pieces;
    struct text_paragraph *paragraphs;
    size_t n_paragraphs;
    struct text_row *rows;
    size_t n_rows;
    size_t body_from, body_to; /* of w:body without its last w:sectPr; 0: no body */
};

/* Finds the places; false when it is no well-formed XML or has a DTD. xml must outlive it. */
bool document_text_open(struct document_text *d, const char *xml, size_t n);
void document_text_close(struct document_text *d);
/* Calls each(ctx, name) for every field of [from, to); false when one is left open. */
bool document_text_fields(const struct document_text *d, size_t from, size_t to,
                          void (*each)(void *ctx, const char *name), void *ctx);
/* Appends [from, to) with the fields of a record filled and its rows repeated. */
void document_text_fill(const struct document_text *d, size_t from, size_t to,
                        const struct document_values *v, int record, struct buf *out);

#endif
