/* Fuzz target: the CSV reader and writer. First byte: how large the pieces are that the source
   hands over; the rest: the file. Pieces must make no difference, and what was read, written out
   and read again, must be the same rows. */
#include "fuzz.h"

#include "base/csv.h"

#define ROWS_WRITTEN 8 /* a reader of its own for each costs time */

struct source {
    const char *bytes;
    size_t left, first, piece; /* first: the header line, which may not be cut */
};

static ssize_t read_piece(void *ctx, void *into, size_t max)
{
    struct source *s = ctx;
    size_t n = s->first > 0 ? s->first : s->piece;
    s->first = 0;
    n = n < s->left ? n : s->left;
    n = n < max ? n : max;
    memcpy(into, s->bytes, n);
    s->bytes += n;
    s->left -= n;
    return (ssize_t)n;
}

/* Where the first line ends; the delimiter is found by looking at it as a whole. */
static size_t header_end(const char *bytes, size_t n)
{
    bool quoted = false;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        if (bytes[i] == '\n' && !quoted && i >= 3)
            return i + 1;
    }
    return n;
}

/* csv_put's row, read again: the same fields, but for the apostrophe before what a spreadsheet
   would compute. */
static void check_written(const char *const *fields, size_t n)
{
    struct buf b = {0};
    const char *const *again;
    const size_t *lengths;
    size_t m;
    buf_str(&b, "a,b\r\n"); /* a header: it decides the delimiter */
    for (size_t i = 0; i < n; i++)
        csv_put(&b, fields[i], i == 0);
    csv_end_row(&b);
    struct source s = {b.p, b.len, b.len, b.len};
    struct csv *c = csv_open(read_piece, &s);
    REQUIRE(csv_next(c, &again, &lengths, &m) == CSV_ROW && m == 2);
    if (n > 1 || fields[0][0] != '\0') { /* a row of one empty field is a blank line to a reader */
        REQUIRE(csv_next(c, &again, &lengths, &m) == CSV_ROW && m == n);
        for (size_t i = 0; i < n; i++) {
            bool neutral = again[i][0] == '\'' && strcmp(again[i] + 1, fields[i]) == 0;
            REQUIRE(neutral || strcmp(again[i], fields[i]) == 0);
            REQUIRE(again[i][0] == '\0' || strchr("=@\t\r", again[i][0]) == NULL);
        }
    }
    REQUIRE(csv_next(c, &again, &lengths, &m) == CSV_END);
    csv_close(c);
    buf_free(&b);
}

/* The rows as one text: results, lines, fields and their lengths. */
static void dump(struct source source, struct buf *out)
{
    size_t most = source.left + 2, calls = 0, n;
    const char *const *fields;
    const size_t *lengths;
    enum csv_result r;
    long last = 0;
    struct csv *c = csv_open(read_piece, &source);
    while ((r = csv_next(c, &fields, &lengths, &n)) != CSV_END) {
        REQUIRE(r != CSV_IO);
        REQUIRE(++calls <= most); /* each call takes a byte at least, or an import never ends */
        REQUIRE(csv_line(c) >= last);
        last = csv_line(c);
        buf_printf(out, "%d@%ld", (int)r, last);
        if (r == CSV_ROW) {
            REQUIRE(n >= 1 && n <= CSV_FIELDS_MAX);
            for (size_t i = 0; i < n; i++) {
                REQUIRE(fields[i][lengths[i]] == '\0' && lengths[i] <= CSV_FIELD_BYTES_MAX);
                buf_printf(out, "|%zu:", lengths[i]);
                buf_add(out, fields[i], lengths[i]);
            }
            if (calls <= ROWS_WRITTEN)
                check_written(fields, n);
        }
        buf_char(out, '\n');
    }
    csv_close(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    char *bytes = text_of(data + 1, size - 1);
    size_t n = size - 1;
    struct buf whole = {0}, pieces = {0};
    dump((struct source){bytes, n, n, n}, &whole);
    dump((struct source){bytes, n, header_end(bytes, n), 1u + data[0]}, &pieces);
    REQUIRE(whole.len == pieces.len);
    REQUIRE(whole.len == 0 || memcmp(whole.p, pieces.p, whole.len) == 0);
    free(bytes);
    buf_free(&whole);
    buf_free(&pieces);
    return 0;
}
