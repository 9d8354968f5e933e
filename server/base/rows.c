/* CSV behind the common face of rows. */
#include "base/rows.h"

#include <stdlib.h>

struct csv_rows {
    struct rows rows;
    struct csv_source *source;
    struct csv *csv;
};

static enum csv_result next(struct rows *r, const char *const **fields, const size_t **lengths,
                            size_t *n)
{
    return csv_next(((struct csv_rows *)r)->csv, fields, lengths, n);
}

static long line(const struct rows *r)
{
    return csv_line(((const struct csv_rows *)r)->csv);
}

static void end(struct rows *r)
{
    struct csv_rows *c = (struct csv_rows *)r;
    csv_close(c->csv);
    csv_source_close(c->source);
    free(c);
}

static struct rows *over(csv_read_fn read, void *ctx, struct csv_source *source)
{
    struct csv_rows *c = calloc(1, sizeof *c);
    if (c == NULL)
        abort();
    *c = (struct csv_rows){{next, line, end}, source, csv_open(read, ctx)};
    return &c->rows;
}

struct rows *rows_csv(struct csv_source *source)
{
    return source == NULL ? NULL : over(csv_source_read, source, source);
}

struct rows *rows_read(csv_read_fn read, void *ctx)
{
    return over(read, ctx, NULL);
}

void rows_close(struct rows *r)
{
    if (r != NULL)
        r->close(r);
}
