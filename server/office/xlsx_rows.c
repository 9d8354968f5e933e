/* The rows of one XLSX sheet, pulled one by one. */
#include "base/buf.h"
#include "office/xlsx_book.h"
#include "office/xml.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 1048576

struct sheet_rows {
    struct rows rows;
    struct xlsx_book *book;
    struct xml *xml;
    struct buf text;  /* cells of the row, each with its NUL */
    struct buf value; /* of the cell being read */
    size_t at[CSV_FIELDS_MAX], lengths[CSV_FIELDS_MAX];
    const char *fields[CSV_FIELDS_MAX];
    size_t n; /* columns of the row so far, text or none */
    bool any; /* some cell of the row has text */
    enum csv_result bad;
    long row;    /* number of the row */
    long column; /* of the cell being read, from 0 */
    char type;   /* 'n' number, 's' shared, 't' text, 'b' boolean */
    size_t style;
    bool in_value;
    int phonetic;
};

/* "AB12" → 27; more letters than any sheet has columns give a large number. */
static long column_of(const char *reference, long otherwise)
{
    long n = 0;
    if (reference == NULL || *reference < 'A' || *reference > 'Z')
        return otherwise;
    for (; *reference >= 'A' && *reference <= 'Z' && n < 1000000; reference++)
        n = n * 26 + (*reference - 'A' + 1);
    return n - 1;
}

static void row_start(struct sheet_rows *s, const char **attributes)
{
    const char *r = xml_attribute(attributes, "r");
    s->row = r != NULL && atol(r) > s->row ? atol(r) : s->row + 1;
    s->text.len = s->n = 0;
    s->any = false;
    s->bad = s->row > ROWS_MAX ? CSV_IO : CSV_ROW;
    s->column = -1;
}

static void cell_start(struct sheet_rows *s, const char **attributes)
{
    const char *type = xml_attribute(attributes, "t"), *style = xml_attribute(attributes, "s");
    s->column = column_of(xml_attribute(attributes, "r"), s->column + 1);
    s->type = type == NULL             ? 'n'
              : strcmp(type, "s") == 0 ? 's'
              : strcmp(type, "b") == 0 ? 'b'
              : strcmp(type, "n") == 0 ? 'n'
                                       : 't';
    s->style = style != NULL ? (size_t)strtoul(style, NULL, 10) : 0;
    s->value.len = 0;
}

static void start(void *ctx, const char *name, const char **attributes)
{
    struct sheet_rows *s = ctx;
    if (strcmp(name, "row") == 0)
        row_start(s, attributes);
    else if (strcmp(name, "c") == 0)
        cell_start(s, attributes);
    s->phonetic += strcmp(name, "rPh") == 0;
    s->in_value = strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && s->phonetic == 0);
}

static void text(void *ctx, const char *bytes, size_t n)
{
    struct sheet_rows *s = ctx;
    if (!s->in_value)
        return;
    if (s->value.len + n > CSV_FIELD_BYTES_MAX)
        s->bad = CSV_FIELD_TOO_LONG;
    else
        buf_add(&s->value, bytes, n);
}

/* What the cell shows: its text stands in s->value or in the table of strings. */
static const char *shown(struct sheet_rows *s, char number[static 32])
{
    const char *raw = buf_text(&s->value);
    char *end;
    if (s->type == 's') {
        unsigned long i = strtoul(raw, NULL, 10);
        return i < s->book->n_strings ? s->book->strings + s->book->string_at[i] : "";
    }
    if (s->type == 'b')
        return raw[0] == '1' ? "true" : "false";
    if (s->type == 't')
        return raw;
    double value = strtod(raw, &end);
    if (end == raw || *end != '\0')
        return raw;
    struct number_format plain = {NUMBER_PLAIN, 0};
    number_text(value, s->style < s->book->n_styles ? s->book->styles[s->style] : plain,
                s->book->since_1904, number);
    return number;
}

static void cell_end(struct sheet_rows *s)
{
    char number[32];
    const char *t = s->value.len > 0 ? shown(s, number) : "";
    if (t[0] == '\0')
        return;
    if (s->column < (long)s->n || s->column >= CSV_FIELDS_MAX) {
        s->any = true;
        s->bad = CSV_TOO_MANY_FIELDS;
        return;
    }
    for (; (long)s->n < s->column; s->n++) {
        s->at[s->n] = s->text.len;
        buf_char(&s->text, '\0');
    }
    size_t n = strlen(t);
    if (n > CSV_FIELD_BYTES_MAX) {
        s->bad = CSV_FIELD_TOO_LONG;
        n = 0;
    }
    s->at[s->n++] = s->text.len;
    buf_add(&s->text, t, n);
    buf_char(&s->text, '\0');
    s->any = s->any || t[strspn(t, " \t\r\n")] != '\0';
}

static void end(void *ctx, const char *name)
{
    struct sheet_rows *s = ctx;
    s->in_value = false;
    s->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "c") == 0)
        cell_end(s);
    else if (strcmp(name, "row") == 0 && s->any)
        xml_pause(s->xml);
}

static enum csv_result next(struct rows *r, const char *const **fields, const size_t **lengths,
                            size_t *n)
{
    struct sheet_rows *s = (struct sheet_rows *)r;
    enum xml_step step = xml_run(s->xml);
    if (step != XML_STEP_PAUSED)
        return step == XML_STEP_END ? CSV_END : CSV_IO;
    if (s->bad != CSV_ROW)
        return s->bad;
    for (size_t i = 0; i < s->n; i++) {
        s->fields[i] = s->text.p + s->at[i];
        s->lengths[i] = strlen(s->fields[i]);
    }
    *fields = s->fields;
    *lengths = s->lengths;
    *n = s->n;
    return CSV_ROW;
}

static long line(const struct rows *r)
{
    return ((const struct sheet_rows *)r)->row;
}

static void finish(struct rows *r)
{
    struct sheet_rows *s = (struct sheet_rows *)r;
    xml_close(s->xml);
    xlsx_book_close(s->book);
    buf_free(&s->text);
    buf_free(&s->value);
    free(s);
}

struct rows *xlsx_rows(struct xlsx_book *b, int sheet, enum package_fault *fault)
{
    static const struct xml_handlers handlers = {start, end, text};
    struct sheet_rows *s = calloc(1, sizeof *s);
    if (s == NULL)
        abort();
    s->rows = (struct rows){next, line, finish};
    s->book = b;
    s->xml = b->sheets[sheet].part != NULL
                 ? xml_open(b->package, b->sheets[sheet].part, &handlers, s, fault)
                 : NULL;
    if (b->sheets[sheet].part == NULL)
        *fault = PACKAGE_BROKEN;
    if (s->xml != NULL)
        return &s->rows;
    finish(&s->rows);
    return NULL;
}
