/* BIFF workbooks (Excel 97–2003). libfreexl holds the whole sheet in memory; uploads are limited.
 */
#include "office/xls_rows.h"
#include "base/buf.h"
#include "office/formats.h"

#include <freexl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct xls {
    struct rows rows;
    const void *book;
    unsigned n_rows, row;
    unsigned short n_columns;
    struct buf text;
    size_t at[CSV_FIELDS_MAX], lengths[CSV_FIELDS_MAX];
    const char *fields[CSV_FIELDS_MAX];
};

static const char *cell_text(const FreeXL_CellValue *v, char number[static 32])
{
    struct number_format plain = {NUMBER_PLAIN, 0};
    switch (v->type) {
    case FREEXL_CELL_INT:
        snprintf(number, 32, "%d", v->value.int_value);
        return number;
    case FREEXL_CELL_DOUBLE:
        number_text(v->value.double_value, plain, false, number);
        return number;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
        return v->value.text_value != NULL ? v->value.text_value : "";
    case FREEXL_CELL_DATETIME: /* "YYYY-MM-DD hh:mm:ss": the day */
        snprintf(number, 32, "%.10s", v->value.text_value != NULL ? v->value.text_value : "");
        return number;
    default:
        return "";
    }
}

static enum csv_result read_row(struct xls *x, size_t *n, bool *any)
{
    char number[32];
    x->text.len = 0;
    *n = 0;
    *any = false;
    for (unsigned short i = 0; i < x->n_columns; i++) {
        FreeXL_CellValue v;
        if (freexl_get_cell_value(x->book, x->row - 1, i, &v) != FREEXL_OK)
            continue;
        const char *t = cell_text(&v, number);
        if (t[0] == '\0')
            continue;
        *any = *any || t[strspn(t, " \t\r\n")] != '\0';
        if (i >= CSV_FIELDS_MAX)
            return CSV_TOO_MANY_FIELDS;
        if (strlen(t) > CSV_FIELD_BYTES_MAX)
            return CSV_FIELD_TOO_LONG;
        for (; *n <= i; (*n)++) {
            x->at[*n] = x->text.len;
            if (*n < i)
                buf_char(&x->text, '\0');
        }
        buf_add(&x->text, t, strlen(t) + 1);
    }
    return CSV_ROW;
}

static enum csv_result next(struct rows *r, const char *const **fields, const size_t **lengths,
                            size_t *n)
{
    struct xls *x = (struct xls *)r;
    while (x->row < x->n_rows) {
        bool any;
        x->row++;
        enum csv_result got = read_row(x, n, &any);
        if (!any)
            continue;
        if (got != CSV_ROW)
            return got;
        for (size_t i = 0; i < *n; i++) {
            x->fields[i] = x->text.p + x->at[i];
            x->lengths[i] = strlen(x->fields[i]);
        }
        *fields = x->fields;
        *lengths = x->lengths;
        return CSV_ROW;
    }
    return CSV_END;
}

static long line(const struct rows *r)
{
    return (long)((const struct xls *)r)->row;
}

static void finish(struct rows *r)
{
    struct xls *x = (struct xls *)r;
    freexl_close(x->book);
    buf_free(&x->text);
    free(x);
}

static bool select_sheet(const void *book, const char *wanted, struct arena *a,
                         struct sheet_info *info)
{
    unsigned n = 0, chosen = 0;
    bool found = wanted == NULL;
    freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &n);
    for (unsigned i = 0; i < n && i < SHEET_NAMES_MAX; i++) {
        const char *name = NULL;
        if (freexl_get_worksheet_name(book, (unsigned short)i, &name) != FREEXL_OK || name == NULL)
            continue;
        info->sheets[info->n_sheets++] = arena_dup(a, name);
        if (wanted != NULL && strcmp(name, wanted) == 0) {
            chosen = i;
            found = true;
        }
    }
    info->sheet = wanted != NULL ? wanted : info->n_sheets > 0 ? info->sheets[0] : NULL;
    return found && n > 0 &&
           freexl_select_active_worksheet(book, (unsigned short)chosen) == FREEXL_OK;
}

struct rows *xls_rows(int fd, const char *wanted, struct arena *a, struct sheet_info *info,
                      struct sheet_fault *fault)
{
    char path[64];
    const void *book = NULL;
    unsigned password = 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    *fault = (struct sheet_fault){"broken", package_fault_vi(PACKAGE_BROKEN),
                                  package_fault_en(PACKAGE_BROKEN)};
    if (freexl_open(path, &book) != FREEXL_OK) {
        if (book != NULL)
            freexl_close(book);
        return NULL;
    }
    if (freexl_get_info(book, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK &&
        password == FREEXL_BIFF_OBFUSCATED)
        *fault = (struct sheet_fault){"encrypted", package_fault_vi(PACKAGE_ENCRYPTED),
                                      package_fault_en(PACKAGE_ENCRYPTED)};
    struct xls *x = calloc(1, sizeof *x);
    if (x == NULL)
        abort();
    x->rows = (struct rows){next, line, finish};
    x->book = book;
    info->format = "xls";
    if (password != FREEXL_BIFF_OBFUSCATED && select_sheet(book, wanted, a, info) &&
        freexl_worksheet_dimensions(book, &x->n_rows, &x->n_columns) == FREEXL_OK)
        return &x->rows;
    if (info->n_sheets > 0 && wanted != NULL)
        *fault = (struct sheet_fault){"sheet", "không có trang tính này", "no such sheet"};
    finish(&x->rows);
    return NULL;
}
