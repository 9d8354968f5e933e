/* The heading of a list, and the rows behind it. */
#include "registry/import_heading.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_ROWS 60   /* rows kept to look at; the sample for legacy text */
#define HEADING_MAX 20 /* the heading begins within so many of them */

struct kept {
    const char **fields;
    size_t *lengths;
    size_t n;
    long line;
};

struct headed {
    struct rows rows;
    struct rows *under;
    struct arena *arena; /* the caller's: kept rows */
    struct arena *row;   /* of the row given last */
    struct kept kept[LOOK_ROWS];
    int n_kept, at;
    enum csv_result then; /* what came instead of a further row while looking */
    bool pending;         /* `then` is still to be told */
    enum legacy encoding;
    long line;
    const char *fields[CSV_FIELDS_MAX];
    size_t lengths[CSV_FIELDS_MAX];
};

/* Bytes that are no UTF-8 come from old systems: each is taken as the character of windows-1252
   that a spreadsheet would show, which is what legacy text is told by. */
static const char *as_utf8(struct arena *a, const char *text, size_t n)
{
    bool fine = true;
    for (size_t i = 0; i < n && fine;) {
        uint32_t c;
        size_t k = utf8_decode((const unsigned char *)text + i, n - i, &c);
        fine = k > 0;
        i += k;
    }
    if (fine)
        return text;
    char *out = arena_alloc(a, 2 * n + 1), *to = out;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80) {
            *to++ = (char)c;
        } else {
            *to++ = (char)(0xC0 | c >> 6);
            *to++ = (char)(0x80 | (c & 0x3F));
        }
    }
    return out;
}

/* ---- looking */

static void keep(struct headed *h, const char *const *fields, const size_t *lengths, size_t n)
{
    struct kept *k = &h->kept[h->n_kept++];
    k->n = n;
    k->line = h->under->line(h->under);
    k->fields = arena_alloc(h->arena, (n + 1) * sizeof *k->fields);
    k->lengths = arena_alloc(h->arena, (n + 1) * sizeof *k->lengths);
    for (size_t i = 0; i < n; i++) {
        k->fields[i] = arena_dup_n(h->arena, fields[i], lengths[i]);
        k->lengths[i] = lengths[i];
    }
}

static void look(struct headed *h)
{
    const char *const *fields;
    const size_t *lengths;
    size_t n;
    h->then = CSV_ROW;
    while (h->n_kept < LOOK_ROWS) {
        h->then = h->under->next(h->under, &fields, &lengths, &n);
        if (h->then != CSV_ROW)
            break;
        keep(h, fields, lengths, n);
    }
    h->pending = h->then != CSV_ROW;
}

static void judge_text(struct headed *h)
{
    struct legacy_votes votes = {0};
    for (int i = 0; i < h->n_kept; i++)
        for (size_t k = 0; k < h->kept[i].n; k++)
            legacy_count(&votes, as_utf8(h->arena, h->kept[i].fields[k], h->kept[i].lengths[k]));
    h->encoding = legacy_judge(&votes);
}

static const char *converted(struct headed *h, struct arena *a, const char *text, size_t n)
{
    const char *utf8 = as_utf8(a, text, n);
    return h->encoding == LEGACY_NONE ? utf8 : legacy_convert(a, h->encoding, utf8);
}

static bool blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* "1", "(2)", "3=1+2": the line of column numbers that forms carry below their heading. */
static bool numbers_only(const struct kept *k)
{
    size_t any = 0;
    for (size_t i = 0; i < k->n; i++) {
        const char *t = k->fields[i];
        if (blank(t))
            continue;
        if (strspn(t, " ()0123456789=+-") != strlen(t) || strlen(t) > 8 ||
            strpbrk(t, "0123456789") == NULL)
            return false;
        any++;
    }
    return any > 2;
}

/* One line, or two joined: the upper cell goes for all columns it was merged over. */
static size_t join(struct headed *h, int at, int lines, const char **names)
{
    const struct kept *upper = &h->kept[at];
    const struct kept *lower = lines == 2 ? &h->kept[at + 1] : NULL;
    size_t n = upper->n;
    const char *over = "";
    if (lower != NULL && lower->n > n)
        n = lower->n;
    for (size_t i = 0; i < n; i++) {
        const char *top = i < upper->n ? upper->fields[i] : "";
        const char *below = lower != NULL && i < lower->n ? lower->fields[i] : "";
        top = converted(h, h->arena, top, strlen(top));
        below = converted(h, h->arena, below, strlen(below));
        if (!blank(top))
            over = top;
        if (lower == NULL || blank(below))
            names[i] = top;
        else
            names[i] = *over != '\0' ? arena_printf(h->arena, "%s\n%s", over, below) : below;
    }
    return n;
}

/* What a two-line heading says may be known by both lines together or by one of them. */
static int map(struct work *w, const struct import_labels *l, const char **names, size_t n,
               struct heading *out)
{
    struct work quiet = *w;
    faults_init(&quiet.faults, w->arena, w->faults.lang);
    out->n = n;
    for (size_t i = 0; i < n; i++)
        out->names[i] = names[i];
    return import_map_columns(&quiet, l, names, n, out->columns);
}

static enum csv_result next(struct rows *r, const char *const **fields, const size_t **lengths,
                            size_t *n)
{
    struct headed *h = (struct headed *)r;
    const char *const *from;
    const size_t *sizes;
    if (h->at < h->n_kept) {
        const struct kept *k = &h->kept[h->at++];
        from = k->fields;
        sizes = k->lengths;
        *n = k->n;
        h->line = k->line;
    } else {
        enum csv_result got = h->pending ? h->then : h->under->next(h->under, &from, &sizes, n);
        h->pending = false;
        h->line = h->under->line(h->under);
        if (got != CSV_ROW)
            return got;
    }
    arena_clear(h->row);
    for (size_t i = 0; i < *n; i++) {
        h->fields[i] = converted(h, h->row, from[i], sizes[i]);
        /* a NUL inside stays visible to the caller: the length differs from the text's */
        h->lengths[i] = strlen(from[i]) == sizes[i] ? strlen(h->fields[i]) : sizes[i];
    }
    *fields = h->fields;
    *lengths = h->lengths;
    return CSV_ROW;
}

static long line(const struct rows *r)
{
    return ((const struct headed *)r)->line;
}

static void finish(struct rows *r)
{
    struct headed *h = (struct headed *)r;
    rows_close(h->under);
    arena_free(h->row);
    free(h);
}

static bool map_kept(struct work *w, const struct import_labels *l, const char *const *names,
                     size_t n, struct heading *out)
{
    out->n = n;
    for (size_t i = 0; i < n; i++)
        out->names[i] = arena_dup(w->arena, names[i]);
    return import_map_columns(w, l, names, n, out->columns) > 0 && w->faults.count == 0;
}

bool heading_map(struct work *w, const struct dict *d, const char *const *names, size_t n,
                 struct heading *out)
{
    return map_kept(w, import_labels(w->arena, d), names, n, out);
}

/* Rows of the best heading: the most known columns, one line before two, the first before others.
 */
static int choose(struct headed *h, struct work *w, const struct import_labels *labels, int *lines)
{
    const char **names = arena_alloc(w->arena, CSV_FIELDS_MAX * sizeof *names);
    struct heading *tried = arena_alloc(w->arena, sizeof *tried);
    int best = -1, most = 0;
    for (int l = 1; l <= 2; l++)
        for (int i = 0; i + l <= h->n_kept && i < HEADING_MAX; i++) {
            int found = map(w, labels, names, join(h, i, l, names), tried);
            if (found > most) {
                most = found;
                best = i;
                *lines = l;
            }
        }
    return best;
}

struct rows *heading_open(struct work *w, const struct dict *d, struct rows *rows,
                          struct heading *out)
{
    struct headed *h = calloc(1, sizeof *h);
    if (h == NULL)
        abort();
    *h = (struct headed){
        .rows = {next, line, finish}, .under = rows, .arena = w->arena, .row = arena_new()};
    look(h);
    judge_text(h);
    const struct import_labels *labels = import_labels(w->arena, d);
    int lines = 1, best = choose(h, w, labels, &lines);
    if (best < 0) {
        fault_add(&w->faults, "", "header",
                  h->n_kept == 0 ? "tệp không có dòng tiêu đề"
                                 : "không nhận ra cột nào trong dòng tiêu đề",
                  h->n_kept == 0 ? "the file has no header line"
                                 : "no column of the header is known");
        finish(&h->rows);
        return NULL;
    }
    const char *names[CSV_FIELDS_MAX];
    size_t n = join(h, best, lines, names);
    out->encoding = h->encoding;
    h->at = best + lines;
    out->line = h->kept[h->at - 1].line;
    if (h->at < h->n_kept && numbers_only(&h->kept[h->at]))
        h->at++;
    if (map_kept(w, labels, names, n, out))
        return &h->rows;
    finish(&h->rows);
    return NULL;
}
