/*
 * DOCX templates with named fields: {{Họ và tên}} anywhere in the text, {{hàng.Họ và tên}} in a row
 * of a table that is repeated. Everything else of the file stays byte for byte. Word may have cut a
 * field into several runs; it takes the look of its first letter.
 */
#ifndef CHIBO_OFFICE_DOCUMENT_H
#define CHIBO_OFFICE_DOCUMENT_H

#include "office/package.h"

#define DOCUMENT_FIELDS_MAX 200
#define DOCUMENT_NAME_MAX 120 /* bytes of a field's name */
#define DOCUMENT_PART_MAX (16u << 20)

/* What goes into a document: one letter or list a record. */
struct document_values {
    void *ctx;
    int records; /* letters, each on a page of its own */
    /* Text of a field of a record; row −1 outside repeated rows. NULL: the field is left blank. */
    const char *(*value)(void *ctx, int record, int row, const char *field);
    /* How many rows the tables of a record have. */
    int (*rows)(void *ctx, int record);
};

/* Names of the fields in the file behind fd, each once, in the order of the text; the arena's.
   Rows' fields come with "hàng." in front. PACKAGE_BROKEN for a file that is no DOCX or leaves a
   field open. */
enum package_fault document_fields(int fd, struct arena *a, const char **names, int *n);
/* Writes the filled document to `path`, which must not exist. fd stays the caller's. */
enum package_fault document_fill(int fd, const char *path, const struct document_values *values);

#endif
