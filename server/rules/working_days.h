/*
 * Deadlines in working days ("ngày làm việc"; 294-QĐ/TW counts most of its periods so). Saturdays,
 * Sundays and the holidays of the calendar are no working days; a Saturday or Sunday that is worked
 * instead of a bridge day is. The calendar is the caller's: Tết moves, and days are swapped by
 * decision each year. No I/O, no clock.
 */
#ifndef CHIBO_RULES_WORKING_DAYS_H
#define CHIBO_RULES_WORKING_DAYS_H

#include "base/date.h"

#include <stddef.h>

/* Days since 1970-01-01 (date_days), each list in order and without repetition. */
struct work_calendar {
    const int64_t *off; /* holidays, bridge days */
    size_t n_off;
    const int64_t *worked; /* weekend days worked instead */
    size_t n_worked;
};

bool working_day(const struct work_calendar *c, int64_t day);
/* The n-th working day after `from`, which does not count itself; n ≥ 0, and 0 gives `from`. */
void working_days_add(const struct work_calendar *c, const char *from, int n, date_text out);
/* Working days in (from, to]; negative when `to` is before `from`. */
int working_days_between(const struct work_calendar *c, const char *from, const char *to);

#endif
