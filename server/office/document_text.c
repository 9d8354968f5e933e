/* Fields in the text of WordprocessingML. A paragraph's pieces of text are read as one, so that a
   field that Word cut in two is still found; what is between the pieces is never touched. */
#include "office/document_text.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define ROW_PREFIX "hàng."

struct finder {
    XML_Parser parser;
    struct document_text *d;
    size_t cap_pieces, cap_rows, cap_paragraphs;
    int paragraph, row_depth, depth;
    int whole;      /* the open w:p, −1: none */
    size_t section; /* where the last w:sectPr right below w:body begins */
    bool in_text, dtd;
};

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static size_t here(const struct finder *f)
{
    return (size_t)XML_GetCurrentByteIndex(f->parser);
}

static size_t behind(const struct finder *f)
{
    return here(f) + (size_t)XML_GetCurrentByteCount(f->parser);
}

static void *grown(void *list, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return list;
    *cap = *cap ? 2 * *cap : 64;
    list = realloc(list, *cap * size);
    if (list == NULL)
        abort();
    return list;
}

static void XMLCALL start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    struct finder *f = ctx;
    struct document_text *d = f->d;
    const char *tag = local(name);
    (void)attributes;
    f->depth++;
    if (strcmp(tag, "p") == 0) {
        f->paragraph++;
        d->paragraphs =
            grown(d->paragraphs, d->n_paragraphs, &f->cap_paragraphs, sizeof *d->paragraphs);
        d->paragraphs[d->n_paragraphs] = (struct text_paragraph){here(f), here(f), f->whole};
        f->whole = (int)d->n_paragraphs++;
    }
    if (strcmp(tag, "body") == 0) {
        d->body_from = behind(f);
        f->section = 0;
    }
    if (strcmp(tag, "sectPr") == 0 && f->depth == 3)
        f->section = here(f);
    if (strcmp(tag, "t") == 0) {
        d->pieces = grown(d->pieces, d->n_pieces, &f->cap_pieces, sizeof *d->pieces);
        d->pieces[d->n_pieces] = (struct text_piece){behind(f), behind(f), f->paragraph, f->whole};
        f->in_text = true;
    }
    if (strcmp(tag, "tr") == 0 && f->row_depth++ == 0) {
        d->rows = grown(d->rows, d->n_rows, &f->cap_rows, sizeof *d->rows);
        d->rows[d->n_rows] = (struct text_row){here(f), here(f)};
    }
}

static void XMLCALL end(void *ctx, const XML_Char *name)
{
    struct finder *f = ctx;
    struct document_text *d = f->d;
    const char *tag = local(name);
    f->depth--;
    if (strcmp(tag, "p") == 0) {
        f->paragraph++; /* text of a paragraph around another one is not the same paragraph's */
        d->paragraphs[f->whole].to = behind(f);
        f->whole = d->paragraphs[f->whole].outer;
    }
    if (strcmp(tag, "t") == 0 && f->in_text) {
        /* an empty element ends where it began */
        if (here(f) > d->pieces[d->n_pieces].from)
            d->pieces[d->n_pieces++].to = here(f);
        f->in_text = false;
    }
    if (strcmp(tag, "tr") == 0 && --f->row_depth == 0)
        d->rows[d->n_rows++].to = behind(f);
    if (strcmp(tag, "body") == 0)
        d->body_to = f->section != 0 ? f->section : here(f);
}

static void XMLCALL doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                            const XML_Char *public, int internal)
{
    struct finder *f = ctx;
    (void)name, (void)system, (void)public, (void)internal;
    f->dtd = true;
    XML_StopParser(f->parser, XML_FALSE);
}

bool document_text_open(struct document_text *d, const char *xml, size_t n)
{
    struct finder f = {.parser = XML_ParserCreate(NULL), .d = d, .whole = -1};
    *d = (struct document_text){.xml = xml, .n = n};
    if (f.parser == NULL)
        abort();
    XML_SetUserData(f.parser, &f);
    XML_SetElementHandler(f.parser, start, end);
    XML_SetStartDoctypeDeclHandler(f.parser, doctype);
    bool good = XML_Parse(f.parser, xml, (int)n, 1) == XML_STATUS_OK && !f.dtd;
    XML_ParserFree(f.parser);
    return good;
}

void document_text_close(struct document_text *d)
{
    free(d->pieces);
    free(d->paragraphs);
    free(d->rows);
}

/* ---- fields of one paragraph */

/* The text of the pieces [i, j) as one, and where each byte comes from. */
struct joined {
    struct buf text;
    size_t *at; /* piece of each byte */
};

static void join(const struct document_text *d, size_t i, size_t j, struct joined *out)
{
    size_t n = 0;
    for (size_t k = i; k < j; k++)
        n += d->pieces[k].to - d->pieces[k].from;
    *out = (struct joined){.at = malloc((n + 1) * sizeof *out->at)};
    if (out->at == NULL)
        abort();
    for (size_t k = i; k < j; k++) {
        size_t m = d->pieces[k].to - d->pieces[k].from;
        for (size_t x = 0; x < m; x++)
            out->at[out->text.len + x] = k;
        buf_add(&out->text, d->xml + d->pieces[k].from, m);
    }
    buf_text(&out->text);
}

static void joined_free(struct joined *t)
{
    buf_free(&t->text);
    free(t->at);
}

/* The next field from *at on: its name, and *at behind it. 1 found, 0 none, −1 left open. */
static int next_field(const char *text, size_t *at, size_t *begin,
                      char name[static DOCUMENT_NAME_MAX])
{
    const char *open = strstr(text + *at, "{{");
    if (open == NULL)
        return 0;
    const char *close = strstr(open, "}}");
    if (close == NULL || close - open - 2 >= DOCUMENT_NAME_MAX)
        return -1;
    const char *from = open + 2, *to = close;
    while (from < to && *from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    memcpy(name, from, (size_t)(to - from));
    name[to - from] = '\0';
    *begin = (size_t)(open - text);
    *at = (size_t)(close - text) + 2;
    return from < to ? 1 : -1;
}

/* Pieces of the same paragraph from i on, none beginning at `to` or later. */
static size_t paragraph_end(const struct document_text *d, size_t i, size_t to)
{
    size_t j = i + 1;
    while (j < d->n_pieces && d->pieces[j].paragraph == d->pieces[i].paragraph &&
           d->pieces[j].from < to)
        j++;
    return j;
}

static size_t first_piece(const struct document_text *d, size_t from)
{
    size_t i = 0;
    while (i < d->n_pieces && d->pieces[i].from < from)
        i++;
    return i;
}

bool document_text_fields(const struct document_text *d, size_t from, size_t to,
                          void (*each)(void *ctx, const char *name), void *ctx)
{
    bool good = true;
    for (size_t i = first_piece(d, from), j; i < d->n_pieces && d->pieces[i].from < to; i = j) {
        char name[DOCUMENT_NAME_MAX];
        struct joined t;
        size_t at = 0, begin;
        int found;
        j = paragraph_end(d, i, to);
        join(d, i, j, &t);
        while ((found = next_field(t.text.p, &at, &begin, name)) > 0)
            each(ctx, name);
        good = good && found == 0;
        joined_free(&t);
    }
    return good;
}

/* ---- filling */

/* n bytes of a value in a w:t: escaped, line breaks as w:br. */
static void put_value(struct buf *out, const char *text, size_t n)
{
    for (const char *stop = text + n; text < stop; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '&')
            buf_str(out, "&amp;");
        else if (c == '<')
            buf_str(out, "&lt;");
        else if (c == '>')
            buf_str(out, "&gt;");
        else if (c == '\n')
            buf_str(out, "</w:t><w:br/><w:t xml:space=\"preserve\">");
        else if (c >= 0x20 || c == '\t') /* other control characters are no XML */
            buf_char(out, (char)c);
    }
}

struct filling {
    const struct document_text *d;
    const struct document_values *v;
    int record, row;
    struct buf *out;
};

static const char *value_of(const struct filling *f, const char *name)
{
    size_t n = strlen(ROW_PREFIX);
    if (strncmp(name, ROW_PREFIX, n) == 0)
        return f->row >= 0 ? f->v->value(f->v->ctx, f->record, f->row, name + n) : NULL;
    return f->v->value(f->v->ctx, f->record, -1, name);
}

/* The w:p that the pieces [i, j) fill alone, if it can be written several times; or NULL. */
static const struct text_paragraph *repeatable(const struct filling *f, size_t i, size_t j,
                                               size_t done)
{
    const struct document_text *d = f->d;
    if (d->pieces[i].whole < 0)
        return NULL;
    const struct text_paragraph *p = &d->paragraphs[d->pieces[i].whole];
    bool alone = (i == 0 || d->pieces[i - 1].from < p->from) &&
                 (j == d->n_pieces || d->pieces[j].from > p->to) && d->pieces[j - 1].to < p->to;
    /* the end of a section lies in its last paragraph and must stay one */
    bool plain = memmem(d->xml + p->from, p->to - p->from, "sectPr", 6) == NULL;
    return alone && plain && p->from >= done ? p : NULL;
}

/* A value of several lines in the place of a whole paragraph: a paragraph a line. */
static void put_lines(const struct filling *f, const struct text_paragraph *p, size_t i, size_t j,
                      const char *lines)
{
    const struct document_text *d = f->d;
    for (const char *at = lines; at != NULL;) {
        size_t n = strcspn(at, "\n");
        buf_add(f->out, d->xml + p->from, d->pieces[i].from - p->from);
        put_value(f->out, at, n);
        for (size_t k = i + 1; k < j; k++) /* its other pieces held the rest of the field */
            buf_add(f->out, d->xml + d->pieces[k - 1].to, d->pieces[k].from - d->pieces[k - 1].to);
        buf_add(f->out, d->xml + d->pieces[j - 1].to, p->to - d->pieces[j - 1].to);
        at = at[n] == '\n' ? at + n + 1 : NULL;
    }
}

/* The paragraph's pieces with their fields filled; what lies between them is copied. Gives where
   the copying goes on. */
static size_t fill_paragraph(const struct filling *f, size_t i, size_t j, size_t done)
{
    char name[DOCUMENT_NAME_MAX];
    struct joined t;
    size_t at = 0, next = 0, begin = 0, piece = i;
    join(f->d, i, j, &t);
    int found = next_field(t.text.p, &next, &begin, name);
    const char *whole = found > 0 && begin == 0 && next == t.text.len ? value_of(f, name) : NULL;
    const struct text_paragraph *p =
        whole != NULL && strchr(whole, '\n') != NULL ? repeatable(f, i, j, done) : NULL;
    if (p != NULL) {
        buf_add(f->out, f->d->xml + done, p->from - done);
        put_lines(f, p, i, j, whole);
        joined_free(&t);
        return p->to;
    }
    buf_add(f->out, f->d->xml + done, f->d->pieces[i].from - done);
    while (at < t.text.len) {
        for (; piece < t.at[at]; piece++) /* markup between this piece and the next one */
            buf_add(f->out, f->d->xml + f->d->pieces[piece].to,
                    f->d->pieces[piece + 1].from - f->d->pieces[piece].to);
        if (found > 0 && at == begin) {
            const char *value = value_of(f, name);
            put_value(f->out, value, value != NULL ? strlen(value) : 0);
            at = next;
            found = next_field(t.text.p, &next, &begin, name);
            continue;
        }
        buf_char(f->out, t.text.p[at++]);
    }
    for (; piece + 1 < j; piece++)
        buf_add(f->out, f->d->xml + f->d->pieces[piece].to,
                f->d->pieces[piece + 1].from - f->d->pieces[piece].to);
    joined_free(&t);
    return f->d->pieces[j - 1].to;
}

static void fill_range(const struct filling *f, size_t from, size_t to)
{
    size_t done = from;
    for (size_t i = first_piece(f->d, from), j; i < f->d->n_pieces && f->d->pieces[i].from < to;
         i = j) {
        j = paragraph_end(f->d, i, to);
        done = fill_paragraph(f, i, j, done);
    }
    buf_add(f->out, f->d->xml + done, to - done);
}

static void note_row(void *ctx, const char *name)
{
    if (strncmp(name, ROW_PREFIX, strlen(ROW_PREFIX)) == 0)
        *(bool *)ctx = true;
}

void document_text_fill(const struct document_text *d, size_t from, size_t to,
                        const struct document_values *v, int record, struct buf *out)
{
    struct filling f = {d, v, record, -1, out};
    for (size_t r = 0; r < d->n_rows; r++) {
        bool repeated = false;
        if (d->rows[r].from < from || d->rows[r].to > to)
            continue;
        document_text_fields(d, d->rows[r].from, d->rows[r].to, note_row, &repeated);
        if (!repeated)
            continue;
        fill_range(&f, from, d->rows[r].from);
        int n = v->rows != NULL ? v->rows(v->ctx, record) : 0;
        for (f.row = 0; f.row < n; f.row++)
            fill_range(&f, d->rows[r].from, d->rows[r].to);
        f.row = -1;
        from = d->rows[r].to;
    }
    fill_range(&f, from, to);
}
