/* What stands around the sheets of an XLSX workbook: their names, shared strings, number formats;
   shared by the xlsx_*.c files. */
#ifndef CHIBO_OFFICE_XLSX_BOOK_H
#define CHIBO_OFFICE_XLSX_BOOK_H

#include "office/formats.h"
#include "office/sheet.h"

#define XLSX_STYLES_MAX 65536
#define XLSX_STRINGS_MAX (256u << 20) /* bytes of the table of strings */

struct xlsx_book {
    struct package *package;
    struct arena *arena; /* owns what the book points to */
    const char *main_part, *strings_part, *styles_part;
    struct {
        const char *name, *relation, *part;
        bool hidden;
    } sheets[SHEET_NAMES_MAX];
    int n_sheets;
    bool since_1904;
    char *strings; /* all of them, each with its NUL */
    size_t *string_at, n_strings;
    struct number_format *styles;
    size_t n_styles;
};

/* Takes over the package. NULL: *fault, and the package is closed. */
struct xlsx_book *xlsx_book_open(struct package *p, enum package_fault *fault);
void xlsx_book_close(struct xlsx_book *b);
/* Reads strings and formats; before the first row. */
enum package_fault xlsx_book_load(struct xlsx_book *b);
/* Rows of one of its sheets; takes over the book. NULL: *fault. */
struct rows *xlsx_rows(struct xlsx_book *b, int sheet, enum package_fault *fault);

#endif
