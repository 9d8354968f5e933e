/* DOCX files in and out: the parts with text are filled, all others copied. */
#include "office/document.h"
#include "office/document_judge.h"
#include "office/document_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define MAIN_PART "word/document.xml"

static bool has_text(const char *name)
{
    return strcmp(name, MAIN_PART) == 0 || strncmp(name, "word/header", 11) == 0 ||
           strncmp(name, "word/footer", 11) == 0;
}

/* Opens the package and refuses what is no honest document. */
static struct package *open_document(int fd, enum package_fault *fault)
{
    struct package *p = package_open(fd, fault);
    if (p == NULL)
        return NULL;
    *fault = package_has(p, MAIN_PART) ? document_judge(p) : PACKAGE_BROKEN;
    if (*fault == PACKAGE_OK)
        return p;
    package_close(p);
    return NULL;
}

/* ---- fields */

struct names {
    struct arena *arena;
    const char **list;
    int n;
};

static void add_name(void *ctx, const char *name)
{
    struct names *k = ctx;
    for (int i = 0; i < k->n; i++)
        if (strcmp(k->list[i], name) == 0)
            return;
    if (k->n < DOCUMENT_FIELDS_MAX)
        k->list[k->n++] = arena_dup(k->arena, name);
}

static enum package_fault part_fields(struct package *p, const char *part, struct names *k)
{
    struct arena *scratch = arena_new();
    struct document_text d;
    enum package_fault fault;
    size_t n;
    char *xml = package_read(p, scratch, part, DOCUMENT_PART_MAX, &n, &fault);
    if (xml != NULL) {
        if (!document_text_open(&d, xml, n) || !document_text_fields(&d, 0, n, add_name, k))
            fault = PACKAGE_BROKEN;
        document_text_close(&d);
    }
    arena_free(scratch);
    return fault;
}

enum package_fault document_fields(int fd, struct arena *a, const char **names, int *n)
{
    enum package_fault fault;
    struct package *p = open_document(fd, &fault);
    struct names k = {.arena = a, .list = names};
    *n = 0;
    if (p == NULL)
        return fault;
    fault = part_fields(p, MAIN_PART, &k);
    for (size_t i = 0; i < package_parts(p) && fault == PACKAGE_OK; i++) {
        const char *part = package_part_name(p, i);
        if (has_text(part) && strcmp(part, MAIN_PART) != 0)
            fault = part_fields(p, part, &k);
    }
    package_close(p);
    *n = k.n;
    return fault;
}

/* ---- filling */

static void fill_body(const struct document_text *d, const struct document_values *v,
                      struct buf *out)
{
    buf_add(out, d->xml, d->body_from);
    for (int i = 0; i < v->records; i++) {
        if (i > 0)
            buf_str(out, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        document_text_fill(d, d->body_from, d->body_to, v, i, out);
    }
    buf_add(out, d->xml + d->body_to, d->n - d->body_to);
}

static enum package_fault fill_part(struct package *p, const char *part,
                                    const struct document_values *v, struct buf *out)
{
    struct arena *scratch = arena_new();
    struct document_text d;
    enum package_fault fault;
    size_t n;
    char *xml = package_read(p, scratch, part, DOCUMENT_PART_MAX, &n, &fault);
    if (xml != NULL) {
        if (!document_text_open(&d, xml, n))
            fault = PACKAGE_BROKEN;
        else if (d.body_to > d.body_from && d.body_from > 0)
            fill_body(&d, v, out);
        else /* headers and footers are one for all letters */
            document_text_fill(&d, 0, n, v, 0, out);
        document_text_close(&d);
    }
    arena_free(scratch);
    return fault;
}

static bool add_bytes(zip_t *z, const char *name, const void *bytes, size_t n)
{
    /* libzip reads them when the archive is closed, and frees them then */
    char *own = NULL; /* libzip drops an empty buffer without freeing it */
    if (n > 0) {
        own = malloc(n);
        if (own == NULL)
            abort();
        memcpy(own, bytes, n);
    }
    zip_source_t *s = zip_source_buffer(z, own, n, 1);
    if (s == NULL) {
        free(own);
        return false;
    }
    if (zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8) >= 0)
        return true;
    zip_source_free(s);
    return false;
}

static enum package_fault copy_part(struct package *p, const char *part, zip_t *z)
{
    struct arena *scratch = arena_new();
    enum package_fault fault;
    size_t n;
    char *bytes = package_read(p, scratch, part, DOCUMENT_PART_MAX, &n, &fault);
    if (bytes != NULL && !add_bytes(z, part, bytes, n))
        fault = PACKAGE_BROKEN;
    arena_free(scratch);
    return fault;
}

enum package_fault document_fill(int fd, const char *path, const struct document_values *v)
{
    enum package_fault fault;
    struct package *p = open_document(fd, &fault);
    if (p == NULL)
        return fault;
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_EXCL, NULL);
    if (z == NULL)
        fault = PACKAGE_BROKEN;
    for (size_t i = 0; i < package_parts(p) && fault == PACKAGE_OK; i++) {
        const char *part = package_part_name(p, i);
        struct buf filled = {0};
        if (!has_text(part)) {
            fault = copy_part(p, part, z);
            continue;
        }
        fault = fill_part(p, part, v, &filled);
        if (fault == PACKAGE_OK && !add_bytes(z, part, filled.p, filled.len))
            fault = PACKAGE_BROKEN;
        buf_free(&filled);
    }
    package_close(p);
    if (z != NULL && fault != PACKAGE_OK)
        zip_discard(z);
    else if (z != NULL && zip_close(z) != 0)
        fault = PACKAGE_BROKEN;
    return fault;
}
