/* A pull parser for CSV, and the writer of one field. Nothing here knows what a column means. */
#include "base/csv.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define CHUNK 65536

struct csv {
    csv_read_fn read;
    void *ctx;
    char chunk[CHUNK];
    size_t at, len;
    bool ended, failed, started;
    char delimiter; /* 0 until the header line was seen */
    long line, row_line;
    struct buf row; /* the fields, each with a NUL */
    size_t starts[CSV_FIELDS_MAX];
    const char *fields[CSV_FIELDS_MAX];
    size_t lengths[CSV_FIELDS_MAX];
};

struct csv *csv_open(csv_read_fn read, void *ctx)
{
    struct csv *c = calloc(1, sizeof *c);
    if (c == NULL)
        abort();
    c->read = read;
    c->ctx = ctx;
    c->line = 1;
    return c;
}

void csv_close(struct csv *c)
{
    if (c == NULL)
        return;
    buf_free(&c->row);
    free(c);
}

long csv_line(const struct csv *c)
{
    return c->row_line;
}

static bool fill(struct csv *c)
{
    if (c->ended)
        return false;
    ssize_t n = c->read(c->ctx, c->chunk, CHUNK);
    c->at = 0;
    c->len = n > 0 ? (size_t)n : 0;
    c->failed = n < 0;
    c->ended = n <= 0;
    return n > 0;
}

static int peek(struct csv *c)
{
    if (c->at == c->len && !fill(c))
        return -1;
    return (unsigned char)c->chunk[c->at];
}

static int take(struct csv *c)
{
    int ch = peek(c);
    if (ch >= 0)
        c->at++;
    if (ch == '\n')
        c->line++;
    return ch;
}

/* A pipe may give the header in pieces: all of it is needed to tell the delimiter. */
static void fill_header(struct csv *c)
{
    while (!c->ended && c->len < CHUNK && memchr(c->chunk, '\n', c->len) == NULL) {
        ssize_t n = c->read(c->ctx, c->chunk + c->len, CHUNK - c->len);
        c->len += n > 0 ? (size_t)n : 0;
        c->failed = n < 0;
        c->ended = n <= 0;
    }
}

/* The header may be cut by the chunk, but a header longer than 64 KiB is no header. */
static void find_delimiter(struct csv *c)
{
    int commas = 0, semicolons = 0;
    bool quoted = false;
    for (size_t i = c->at; i < c->len && (quoted || c->chunk[i] != '\n'); i++) {
        if (c->chunk[i] == '"')
            quoted = !quoted;
        commas += !quoted && c->chunk[i] == ',';
        semicolons += !quoted && c->chunk[i] == ';';
    }
    c->delimiter = semicolons > commas ? ';' : ',';
}

static void start(struct csv *c)
{
    c->started = true;
    fill_header(c);
    if (c->len >= 3 && memcmp(c->chunk, "\xEF\xBB\xBF", 3) == 0)
        c->at = 3;
    find_delimiter(c);
}

static bool at_end_of_field(const struct csv *c, int ch)
{
    return ch < 0 || ch == c->delimiter || ch == '\n' || ch == '\r';
}

/* Appends the field's bytes; the character that ended it is still to be taken. */
static enum csv_result read_field(struct csv *c)
{
    size_t from = c->row.len;
    int ch = peek(c);
    if (ch == '"') {
        take(c);
        for (;;) {
            ch = take(c);
            if (ch < 0)
                return c->failed ? CSV_IO : CSV_BAD_QUOTE;
            if (ch == '"' && peek(c) == '"')
                take(c);
            else if (ch == '"')
                break;
            buf_char(&c->row, (char)ch);
            if (c->row.len - from > CSV_FIELD_BYTES_MAX)
                return CSV_FIELD_TOO_LONG;
        }
        if (!at_end_of_field(c, peek(c)))
            return CSV_BAD_QUOTE;
    } else {
        while (!at_end_of_field(c, ch)) {
            buf_char(&c->row, (char)take(c));
            if (c->row.len - from > CSV_FIELD_BYTES_MAX)
                return CSV_FIELD_TOO_LONG;
            ch = peek(c);
        }
    }
    return CSV_ROW;
}

static void skip_line(struct csv *c)
{
    int ch;
    do
        ch = take(c);
    while (ch >= 0 && ch != '\n');
}

static void end_line(struct csv *c)
{
    if (peek(c) == '\r')
        take(c);
    if (peek(c) == '\n')
        take(c);
}

enum csv_result csv_next(struct csv *c, const char *const **fields, const size_t **lengths,
                         size_t *count)
{
    if (!c->started)
        start(c);
    while (peek(c) == '\n' || peek(c) == '\r')
        take(c);
    if (peek(c) < 0)
        return c->failed ? CSV_IO : CSV_END;
    c->row.len = 0;
    c->row_line = c->line;
    size_t n = 0;
    for (;;) {
        if (n == CSV_FIELDS_MAX) {
            skip_line(c);
            return CSV_TOO_MANY_FIELDS;
        }
        c->starts[n] = c->row.len;
        enum csv_result r = read_field(c);
        if (r != CSV_ROW) {
            skip_line(c);
            return r;
        }
        c->lengths[n] = c->row.len - c->starts[n];
        buf_char(&c->row, '\0');
        n++;
        if (peek(c) != c->delimiter)
            break;
        take(c);
    }
    end_line(c);
    if (c->failed)
        return CSV_IO;
    for (size_t i = 0; i < n; i++)
        c->fields[i] = c->row.p + c->starts[i];
    *fields = c->fields;
    *lengths = c->lengths;
    *count = n;
    return CSV_ROW;
}

/* ---- sources */

struct csv_source {
    gzFile gz;
};

struct csv_source *csv_source_fd(int fd)
{
    struct csv_source *s = calloc(1, sizeof *s);
    if (s != NULL)
        s->gz = gzdopen(fd, "rb"); /* what is not compressed passes as it is */
    if (s == NULL || s->gz == NULL) {
        close(fd);
        free(s);
        return NULL;
    }
    gzbuffer(s->gz, 1 << 17);
    return s;
}

struct csv_source *csv_source_open(const char *path)
{
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? NULL : csv_source_fd(fd);
}

void csv_source_close(struct csv_source *s)
{
    if (s == NULL)
        return;
    gzclose(s->gz);
    free(s);
}

ssize_t csv_source_read(void *source, void *into, size_t max)
{
    struct csv_source *s = source;
    int n = gzread(s->gz, into, (unsigned)max);
    int error = Z_OK;
    /* a file cut off in the middle gives its bytes first and then an error */
    if (n == 0 && (gzerror(s->gz, &error), error != Z_OK && error != Z_STREAM_END))
        return -1;
    return n;
}

/* ---- writing */

static bool is_number(const char *text)
{
    const char *p = text + (*text == '-' || *text == '+');
    size_t n = strspn(p, "0123456789.,");
    return n > 0 && p[n] == '\0' && strpbrk(p, "0123456789") != NULL;
}

void csv_put(struct buf *out, const char *text, bool first)
{
    if (!first)
        buf_char(out, ',');
    bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL && !is_number(text);
    size_t n = strlen(text);
    bool quote = formula || strpbrk(text, ",;\"\r\n") != NULL || text[0] == ' ' ||
                 (n > 0 && text[n - 1] == ' ');
    if (quote)
        buf_char(out, '"');
    if (formula)
        buf_char(out, '\'');
    if (!quote) {
        buf_add(out, text, n);
        return;
    }
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

void csv_end_row(struct buf *out)
{
    buf_add(out, "\r\n", 2);
}
