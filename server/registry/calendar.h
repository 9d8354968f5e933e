/* The calendar of holidays and swapped working days, as server/rules/working_days.h wants it. */
#ifndef CHIBO_REGISTRY_CALENDAR_H
#define CHIBO_REGISTRY_CALENDAR_H

#include "registry/work.h"
#include "rules/working_days.h"

/*
 * All days off and all weekend days worked, in the arena; once a request is enough. What nobody
 * confirmed counts only for whoever has a deadline to keep: a day off is off, a swapped day is not
 * yet worked.
 */
void calendar_load(struct work *w, struct work_calendar *out);

#endif
