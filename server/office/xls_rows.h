/* Old XLS files through libfreexl; one of the parts of sheet.h. */
#ifndef CHIBO_OFFICE_XLS_ROWS_H
#define CHIBO_OFFICE_XLS_ROWS_H

#include "office/sheet.h"

/* The file behind fd. NULL: *fault. */
struct rows *xls_rows(int fd, const char *wanted, struct arena *a, struct sheet_info *info,
                      struct sheet_fault *fault);

#endif
