/* Tables as CSV. */
#include "base/table.h"
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#define FLUSH_BYTES 65536

struct csv_table {
    struct table table;
    table_sink sink;
    void *ctx;
    struct buf out;
    bool first, header_open, failed;
};

static void flush(struct csv_table *c)
{
    if (!c->failed && c->out.len > 0)
        c->failed = !c->sink(c->ctx, c->out.p, c->out.len);
    c->out.len = 0;
}

static void end_line(struct csv_table *c)
{
    csv_end_row(&c->out);
    c->first = true;
    c->header_open = false;
    if (c->out.len >= FLUSH_BYTES)
        flush(c);
}

static void column(struct table *t, const char *name, const char *title, enum cell_kind kind)
{
    struct csv_table *c = (struct csv_table *)t;
    (void)kind;
    csv_put(&c->out, t->titles ? title : name, c->first);
    c->first = false;
    c->header_open = true;
}

static void cell(struct table *t, enum cell_kind kind, const char *text)
{
    struct csv_table *c = (struct csv_table *)t;
    (void)kind;
    if (c->header_open)
        end_line(c);
    csv_put(&c->out, text != NULL ? text : "", c->first);
    c->first = false;
}

static void end_row(struct table *t)
{
    end_line((struct csv_table *)t);
}

static bool finish(struct table *t)
{
    struct csv_table *c = (struct csv_table *)t;
    if (c->header_open)
        end_line(c);
    flush(c);
    buf_free(&c->out);
    return !c->failed;
}

struct table *table_csv(table_sink sink, void *ctx, bool titles)
{
    struct csv_table *c = calloc(1, sizeof *c);
    if (c == NULL)
        abort();
    *c = (struct csv_table){.table = {column, cell, end_row, finish, titles, true},
                            .sink = sink,
                            .ctx = ctx,
                            .first = true};
    buf_str(&c->out, "\xEF\xBB\xBF"); /* spreadsheets take the file for UTF-8 only with the mark */
    return &c->table;
}
