/*
 * Rows counted by the values of their first columns. SQLite groups by sorting all rows; a hash of
 * the few groups there are does it in a third of the time.
 */
#ifndef CHIBO_REPORT_GROUPING_H
#define CHIBO_REPORT_GROUPING_H

#include "registry/work.h"
#include "report/statistics.h"

/* Steps the statement to its end and counts its rows by columns 0 … n_by-1; groups in the order
   ORDER BY would give (null, numbers, text). Everything lives in the arena. Errors: the store's. */
enum err grouping_count(struct arena *a, stmt *s, int n_by, struct stat_table *out);

#endif
