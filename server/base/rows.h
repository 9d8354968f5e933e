/*
 * Rows of text cells from a file, whatever its format: CSV (base/csv.c), spreadsheets
 * (office/sheet.c), staged rows of an import. One reader belongs to one thread at a time.
 */
#ifndef CHIBO_BASE_ROWS_H
#define CHIBO_BASE_ROWS_H

#include "base/csv.h"

struct rows {
    /* The next row; fields stay valid until the next call. Rows without any text are passed over.
     */
    enum csv_result (*next)(struct rows *r, const char *const **fields, const size_t **lengths,
                            size_t *n);
    /* Number of the line (CSV) or row (spreadsheet) where the last row began, from 1. */
    long (*line)(const struct rows *r);
    void (*close)(struct rows *r);
};

/* CSV as rows; takes over the source. NULL source: NULL. */
struct rows *rows_csv(struct csv_source *source);
/* CSV out of any reader; ctx stays the caller's. */
struct rows *rows_read(csv_read_fn read, void *ctx);
/* NULL is fine. */
void rows_close(struct rows *r);

#endif
