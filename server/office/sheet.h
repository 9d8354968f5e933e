/*
 * Reading spreadsheets as rows of text: XLSX (streamed, constant memory but for its table of
 * strings), old XLS (libfreexl), CSV. What a number looks like in the sheet decides its text: dates
 * come as YYYY-MM-DD, whole numbers without decimals, zeros that a format shows in front stay.
 */
#ifndef CHIBO_OFFICE_SHEET_H
#define CHIBO_OFFICE_SHEET_H

#include "base/arena.h"
#include "base/rows.h"
#include "office/package.h"

#include <stdbool.h>

#define SHEET_NAMES_MAX 64

struct sheet_info {
    const char *format;                  /* csv, xlsx, xls */
    const char *sheet;                   /* the one that is read; NULL for CSV */
    const char *sheets[SHEET_NAMES_MAX]; /* visible ones in their order */
    int n_sheets;
};

struct sheet_fault {
    const char *code, *vi, *en;
};

/*
 * The rows of the file behind fd, told by its content: a zip package is XLSX, an OLE file XLS,
 * anything else CSV (.gz too). wanted: the sheet's name, NULL the first visible one. fd stays the
 * caller's and must live as long as the rows. NULL: *fault. info's texts are the arena's.
 */
struct rows *sheet_open(int fd, const char *wanted, struct arena *a, struct sheet_info *info,
                        struct sheet_fault *fault);

#endif
