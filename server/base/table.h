/*
 * A table going out, whatever its format: columns first, then cells row by row. CSV is written
 * here, sheets by office/book.c. One writer belongs to one thread.
 */
#ifndef CHIBO_BASE_TABLE_H
#define CHIBO_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum cell_kind {
    CELL_TEXT,
    CELL_LINES,  /* long text */
    CELL_NUMBER, /* whole or decimal, "1390", "48.65" */
    CELL_DATE    /* YYYY-MM-DD, or YYYY and YYYY-MM where only that is known */
};

struct table {
    /* All columns come before the first cell. name: the field's, title: what people read. */
    void (*column)(struct table *t, const char *name, const char *title, enum cell_kind kind);
    /* NULL is an empty cell. */
    void (*cell)(struct table *t, enum cell_kind kind, const char *text);
    void (*end_row)(struct table *t);
    /* Writes what is left; false when anything could not be written. Frees nothing. */
    bool (*finish)(struct table *t);
    bool titles; /* the header is for people: titles in the place of names … */
    bool codes;  /* … but codes stay codes */
};

/* Takes bytes of a growing file; false stops the writing. */
typedef bool (*table_sink)(void *ctx, const char *bytes, size_t n);

/* UTF-8 with its mark, comma, CRLF; titles in the header line or names. free() it. */
struct table *table_csv(table_sink sink, void *ctx, bool titles);

#endif
