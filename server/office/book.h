/*
 * A table as an XLSX sheet (libxlsxwriter, constant memory): real dates and numbers, frozen header
 * with filter buttons, widths by what a column holds, header and page numbers in print.
 */
#ifndef CHIBO_OFFICE_BOOK_H
#define CHIBO_OFFICE_BOOK_H

#include "base/table.h"

struct book_look {
    const char *sheet;  /* name of the sheet; shortened to what Excel takes */
    const char *title;  /* printed on top of each page */
    const char *author; /* may be NULL */
    const char *label;  /* classification, printed on top of each page; may be NULL */
    bool landscape;
    bool a3;
};

/* path: a name in a folder of ours; temporary files go into dir. free() it after finish. */
struct table *book_open(const char *path, const char *dir, const struct book_look *look);

#endif
