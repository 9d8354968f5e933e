/* CSV in both directions: quotes, line ends, limits, and cells that a spreadsheet would compute. */
#include "base/csv.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

struct source {
    const char *p;
    size_t n, piece; /* how many bytes a read gives at most */
};

static ssize_t read_source(void *ctx, void *into, size_t max)
{
    struct source *s = ctx;
    size_t n = s->n < max ? s->n : max;
    if (s->piece > 0 && n > s->piece)
        n = s->piece;
    memcpy(into, s->p, n);
    s->p += n;
    s->n -= n;
    return (ssize_t)n;
}

/* All rows as "a|b;c|d;", or the fault's number at the end. */
static void read_all(const char *text, size_t n, size_t piece, char *out)
{
    struct source s = {text, n, piece};
    struct csv *c = csv_open(read_source, &s);
    const char *const *fields;
    const size_t *lengths;
    size_t count;
    enum csv_result r;
    *out = '\0';
    while ((r = csv_next(c, &fields, &lengths, &count)) == CSV_ROW) {
        for (size_t i = 0; i < count; i++) {
            ck_assert_uint_eq(strlen(fields[i]), lengths[i]);
            out += sprintf(out, "%s%s", i ? "|" : "", fields[i]);
        }
        out += sprintf(out, ";");
    }
    if (r != CSV_END)
        sprintf(out, "#%d", (int)r);
    csv_close(c);
}

static const struct {
    const char *text, *rows;
} readings[] = {
    {"a,b\r\nc,d\r\n", "a|b;c|d;"},
    {"a,b\nc,d", "a|b;c|d;"},
    {"\xEF\xBB\xBFmã,tên\n1,Lò", "mã|tên;1|Lò;"},
    {"a;b\nc;d\n", "a|b;c|d;"},
    {"\"x,\"\"y\"\"\",\"dòng\nhai\"\n", "x,\"y\"|dòng\nhai;"},
    {"\n\na\n\n", "a;"},
    {"a,,\n", "a||;"},
    {"", ""},
};

START_TEST(rows_come_out_whatever_the_line_ends_and_however_the_bytes_arrive)
{
    char out[4096];
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        for (size_t piece = 0; piece < 6; piece++) {
            read_all(readings[i].text, strlen(readings[i].text), piece, out);
            ck_assert_msg(strcmp(out, readings[i].rows) == 0, "case %zu in pieces of %zu: %s", i,
                          piece, out);
        }
}
END_TEST

START_TEST(a_quotation_mark_that_is_never_closed_is_a_fault)
{
    char out[256];
    read_all("a\n\"b,c\n", 7, 0, out);
    ck_assert_str_eq(out, "a;#2");
}
END_TEST

START_TEST(limits_hold_for_cells_and_their_length)
{
    char *text = malloc(CSV_FIELD_BYTES_MAX + 16), *out = malloc(2 * CSV_FIELD_BYTES_MAX + 16);
    memset(text, ',', CSV_FIELDS_MAX);
    read_all(text, CSV_FIELDS_MAX - 1, 0, out);
    ck_assert_uint_eq(strlen(out), CSV_FIELDS_MAX); /* as many separators, and the row's end */
    read_all(text, CSV_FIELDS_MAX, 0, out);
    ck_assert_str_eq(out, "#3");
    memset(text, 'x', CSV_FIELD_BYTES_MAX + 1);
    read_all(text, CSV_FIELD_BYTES_MAX + 1, 0, out);
    ck_assert_str_eq(out, "#4");
    free(text);
    free(out);
}
END_TEST

START_TEST(a_cell_that_would_be_computed_is_written_as_text)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"=1+1", "\"'=1+1\""}, {"+x", "\"'+x\""}, {"@sum", "\"'@sum\""}, {"-Lò", "\"'-Lò\""},
        {"-12", "-12"},        {"+84", "+84"},    {"Lò", "Lò"},          {"a,b", "\"a,b\""},
        {"\"", "\"\"\"\""},    {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        csv_put(&b, cases[i].in, true);
        ck_assert_str_eq(buf_text(&b), cases[i].out);
        buf_free(&b);
    }
}
END_TEST

static void any_cell(uint64_t *seed, char *to)
{
    static const char *const bits[] = {"a",    "Lò", ",", ";", "\"",  "\n",
                                       "\r\n", " ",  "ễ", "7", "x'y", "|"};
    *to = '\0';
    for (int i = random_below(seed, 7); i > 0; i--)
        strcat(to, bits[random_below(seed, sizeof bits / sizeof *bits)]);
}

START_TEST(what_is_written_is_read_again_cell_by_cell)
{
    uint64_t seed = 3;
    for (int round = 0; round < 3000; round++) {
        char cells[4][64];
        struct buf b = {0};
        for (int i = 0; i < 4; i++) {
            do /* a line break in front is defused like a formula: an import takes the mark away
                  again */
                any_cell(&seed, cells[i]);
            while (cells[i][0] == '\n' || cells[i][0] == '\r');
            csv_put(&b, cells[i], i == 0);
        }
        csv_end_row(&b);
        struct source s = {b.p, b.len, (size_t)random_below(&seed, 5)};
        struct csv *c = csv_open(read_source, &s);
        const char *const *fields;
        const size_t *lengths;
        size_t count = 0;
        enum csv_result r = csv_next(c, &fields, &lengths, &count);
        bool blank = cells[0][0] == '\0' && b.len == 2;
        ck_assert_msg(blank || (r == CSV_ROW && count == 4), "round %d: %s", round, buf_text(&b));
        for (size_t i = 0; i < count && !blank; i++)
            ck_assert_msg(strcmp(fields[i], cells[i]) == 0, "round %d: \"%s\" became \"%s\"", round,
                          cells[i], fields[i]);
        csv_close(c);
        buf_free(&b);
    }
}
END_TEST

START_TEST(a_gzip_file_is_read_as_it_is)
{
    char path[] = "/tmp/chibo-csv-XXXXXX";
    int fd = mkstemp(path);
    gzFile z = gzdopen(fd, "wb");
    gzputs(z, "a,b\n1,2\n");
    gzclose(z);
    struct csv_source *s = csv_source_open(path);
    ck_assert_ptr_nonnull(s);
    struct csv *c = csv_open(csv_source_read, s);
    const char *const *fields;
    const size_t *lengths;
    size_t count;
    ck_assert_int_eq(csv_next(c, &fields, &lengths, &count), CSV_ROW);
    ck_assert_int_eq(csv_next(c, &fields, &lengths, &count), CSV_ROW);
    ck_assert_str_eq(fields[1], "2");
    ck_assert_int_eq(csv_line(c), 2);
    ck_assert_int_eq(csv_next(c, &fields, &lengths, &count), CSV_END);
    csv_close(c);
    csv_source_close(s);
    unlink(path);
    ck_assert_ptr_null(csv_source_open("/nowhere/at/all.csv"));
}
END_TEST

UNIT_MAIN("csv", rows_come_out_whatever_the_line_ends_and_however_the_bytes_arrive,
          a_quotation_mark_that_is_never_closed_is_a_fault, limits_hold_for_cells_and_their_length,
          a_cell_that_would_be_computed_is_written_as_text,
          what_is_written_is_read_again_cell_by_cell, a_gzip_file_is_read_as_it_is)
