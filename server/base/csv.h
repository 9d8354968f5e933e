/*
 * CSV as offices write it: `,` or `;` (found from the header line), quoted fields with line
 * breaks, with or without BOM. A pull parser over a read callback: constant memory.
 */
#ifndef CHIBO_BASE_CSV_H
#define CHIBO_BASE_CSV_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define CSV_FIELDS_MAX 256
#define CSV_FIELD_BYTES_MAX 65536

enum csv_result {
    CSV_ROW,
    CSV_END,
    CSV_BAD_QUOTE,
    CSV_TOO_MANY_FIELDS,
    CSV_FIELD_TOO_LONG,
    CSV_IO
};

struct csv; /* one reader */

typedef ssize_t (*csv_read_fn)(void *ctx, void *into, size_t max); /* 0 at the end, -1 on error */

struct csv *csv_open(csv_read_fn read, void *ctx);
void csv_close(struct csv *c);
/* The next row; fields stay valid until the next call. Blank lines are passed over. */
enum csv_result csv_next(struct csv *c, const char *const **fields, const size_t **lengths,
                         size_t *count);
/* Number of the line where the last row began, from 1. */
long csv_line(const struct csv *c);

/* Opens FILE, "-" for standard input; .gz is read as it is (zlib). csv_source_read fits csv_open.
 */
struct csv_source;
struct csv_source *csv_source_open(const char *path);
struct csv_source *csv_source_fd(int fd); /* takes over the descriptor */
void csv_source_close(struct csv_source *s);
ssize_t csv_source_read(void *source, void *into, size_t max);

/* Appends one field: quoted when needed; cells that a spreadsheet would compute (= + - @, tab,
   CR at the start) get an apostrophe in front, numbers with a sign excepted. */
void csv_put(struct buf *out, const char *text, bool first);
void csv_end_row(struct buf *out); /* CRLF */

#endif
