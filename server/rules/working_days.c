/* Counting working days; see the header. */
#include "rules/working_days.h"

#include <stdlib.h>

static int order(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static bool listed(const int64_t *days, size_t n, int64_t day)
{
    return n > 0 && bsearch(&day, days, n, sizeof *days, order) != NULL;
}

bool working_day(const struct work_calendar *c, int64_t day)
{
    int64_t weekday = ((day + 3) % 7 + 7) % 7; /* 0 Monday: 1970-01-01 was a Thursday */
    if (weekday >= 5)
        return listed(c->worked, c->n_worked, day);
    return !listed(c->off, c->n_off, day);
}

void working_days_add(const struct work_calendar *c, const char *from, int n, date_text out)
{
    int64_t day = date_days(from);
    while (n > 0)
        if (working_day(c, ++day))
            n--;
    date_from_days(day, out);
}

int working_days_between(const struct work_calendar *c, const char *from, const char *to)
{
    int64_t a = date_days(from), b = date_days(to);
    int n = 0;
    for (int64_t day = a; day < b; day++)
        n += working_day(c, day + 1);
    for (int64_t day = b; day < a; day++)
        n -= working_day(c, day + 1);
    return n;
}
