/* Workbook, shared strings and styles of an XLSX file. */
#include "office/xlsx_book.h"
#include "base/buf.h"
#include "office/xml.h"

#include <stdlib.h>
#include <string.h>

static void nothing(void *ctx, const char *name)
{
    (void)ctx, (void)name;
}

/* ---- workbook */

static void root_relation(void *ctx, const char *id, const char *type, const char *target)
{
    struct xlsx_book *b = ctx;
    (void)id;
    if (strcmp(type, "officeDocument") == 0)
        b->main_part = arena_dup(b->arena, target);
}

static void book_relation(void *ctx, const char *id, const char *type, const char *target)
{
    struct xlsx_book *b = ctx;
    if (strcmp(type, "sharedStrings") == 0)
        b->strings_part = arena_dup(b->arena, target);
    else if (strcmp(type, "styles") == 0)
        b->styles_part = arena_dup(b->arena, target);
    for (int i = 0; i < b->n_sheets; i++)
        if (strcmp(b->sheets[i].relation, id) == 0)
            b->sheets[i].part = arena_dup(b->arena, target);
}

static void book_start(void *ctx, const char *name, const char **attributes)
{
    struct xlsx_book *b = ctx;
    if (strcmp(name, "workbookPr") == 0) {
        const char *since = xml_attribute(attributes, "date1904");
        b->since_1904 = since != NULL && (since[0] == '1' || since[0] == 't');
    }
    if (strcmp(name, "sheet") != 0 || b->n_sheets == SHEET_NAMES_MAX)
        return;
    const char *title = xml_attribute(attributes, "name"), *id = NULL;
    const char *state = xml_attribute(attributes, "state");
    for (const char **at = attributes; at[0] != NULL; at += 2)
        if (strchr(at[0], ':') != NULL && strcmp(strchr(at[0], ':'), ":id") == 0)
            id = at[1];
    if (title == NULL || id == NULL)
        return;
    b->sheets[b->n_sheets].name = arena_dup(b->arena, title);
    b->sheets[b->n_sheets].relation = arena_dup(b->arena, id);
    b->sheets[b->n_sheets++].hidden = state != NULL && strcmp(state, "visible") != 0;
}

struct xlsx_book *xlsx_book_open(struct package *p, enum package_fault *fault)
{
    static const struct xml_handlers handlers = {.start = book_start, .end = nothing};
    struct xlsx_book *b = calloc(1, sizeof *b);
    if (b == NULL)
        abort();
    b->package = p;
    b->arena = arena_new();
    *fault = xml_relationships(p, "", root_relation, b);
    if (*fault == PACKAGE_OK && b->main_part == NULL)
        *fault = PACKAGE_BROKEN;
    if (*fault == PACKAGE_OK)
        *fault = xml_walk(p, b->main_part, &handlers, b);
    if (*fault == PACKAGE_OK)
        *fault = xml_relationships(p, b->main_part, book_relation, b);
    if (*fault == PACKAGE_OK)
        return b;
    xlsx_book_close(b);
    return NULL;
}

void xlsx_book_close(struct xlsx_book *b)
{
    if (b == NULL)
        return;
    package_close(b->package);
    arena_free(b->arena);
    free(b->strings);
    free(b->string_at);
    free(b->styles);
    free(b);
}

/* ---- shared strings */

struct strings {
    struct xlsx_book *book;
    struct buf text;
    size_t cap;
    int phonetic; /* depth: readings of East Asian text are no text */
    bool in_text;
};

static void strings_start(void *ctx, const char *name, const char **attributes)
{
    struct strings *s = ctx;
    struct xlsx_book *b = s->book;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        if (b->n_strings == s->cap) {
            s->cap = s->cap ? 2 * s->cap : 4096;
            b->string_at = realloc(b->string_at, s->cap * sizeof *b->string_at);
            if (b->string_at == NULL)
                abort();
        }
        b->string_at[b->n_strings++] = s->text.len;
    }
    s->phonetic += strcmp(name, "rPh") == 0;
    s->in_text = strcmp(name, "t") == 0 && s->phonetic == 0;
}

static void strings_end(void *ctx, const char *name)
{
    struct strings *s = ctx;
    s->in_text = false;
    s->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") == 0)
        buf_char(&s->text, '\0');
}

static void strings_text(void *ctx, const char *text, size_t n)
{
    struct strings *s = ctx;
    if (s->in_text && s->text.len < XLSX_STRINGS_MAX)
        buf_add(&s->text, text, n);
}

static enum package_fault load_strings(struct xlsx_book *b)
{
    static const struct xml_handlers handlers = {strings_start, strings_end, strings_text};
    struct strings s = {.book = b};
    if (b->strings_part == NULL || !package_has(b->package, b->strings_part))
        return PACKAGE_OK;
    enum package_fault fault = xml_walk(b->package, b->strings_part, &handlers, &s);
    if (fault == PACKAGE_OK && s.text.len >= XLSX_STRINGS_MAX)
        fault = PACKAGE_TOO_LARGE;
    size_t n;
    buf_char(&s.text, '\0'); /* never without a buffer */
    b->strings = buf_take(&s.text, &n);
    return fault;
}

/* ---- styles */

struct styles {
    struct xlsx_book *book;
    bool in_cells;
    struct {
        int id;
        const char *code;
    } own[512];
    int n_own;
};

static void styles_start(void *ctx, const char *name, const char **attributes)
{
    struct styles *s = ctx;
    struct xlsx_book *b = s->book;
    const char *id = xml_attribute(attributes, "numFmtId");
    const char *code = xml_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id != NULL && code != NULL &&
        s->n_own < (int)(sizeof s->own / sizeof *s->own)) {
        s->own[s->n_own].id = atoi(id);
        s->own[s->n_own++].code = arena_dup(b->arena, code);
    }
    if (strcmp(name, "cellXfs") == 0)
        s->in_cells = true;
    if (!s->in_cells || strcmp(name, "xf") != 0 || b->n_styles == XLSX_STYLES_MAX)
        return;
    const char *own = NULL;
    for (int i = 0; i < s->n_own && id != NULL; i++)
        if (s->own[i].id == atoi(id))
            own = s->own[i].code;
    if ((b->n_styles & (b->n_styles - 1)) == 0) { /* a power of two: full */
        b->styles = realloc(b->styles, (b->n_styles ? 2 * b->n_styles : 1) * sizeof *b->styles);
        if (b->styles == NULL)
            abort();
    }
    b->styles[b->n_styles++] = number_format(id != NULL ? atoi(id) : 0, own);
}

static void styles_end(void *ctx, const char *name)
{
    struct styles *s = ctx;
    if (strcmp(name, "cellXfs") == 0)
        s->in_cells = false;
}

enum package_fault xlsx_book_load(struct xlsx_book *b)
{
    static const struct xml_handlers handlers = {.start = styles_start, .end = styles_end};
    struct styles s = {.book = b};
    enum package_fault fault = load_strings(b);
    if (fault == PACKAGE_OK && b->styles_part != NULL && package_has(b->package, b->styles_part))
        fault = xml_walk(b->package, b->styles_part, &handlers, &s);
    return fault;
}
