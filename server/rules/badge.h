/*
 * Huy hiệu Đảng: 30, 40, 45, 50 … 90 years of party age (24-QĐ/TW; domain.md §3.4). Party age is
 * counted in whole months from `party_from`, which has time out of the Party deducted already.
 */
#ifndef CHIBO_RULES_BADGE_H
#define CHIBO_RULES_BADGE_H

#include "base/date.h"

#define BADGE_MAX 90

/* Whether there is a badge for so many years. */
bool badge_exists(int years);
/* The greatest badge whose years are full on the day, `early` months before being allowed for
   serious illness or death; 0: none yet, or party_from is known only by its year. */
int badge_reached(const char *party_from, const char *day, int early);
/* The badge after one of `years` (0: the first); 0 after the last. */
int badge_after(int years);
/* The day on which the years are full; false when party_from is no whole day. */
bool badge_due(const char *party_from, int years, date_text out);
/* The first day of award (3/2, 19/5, 2/9, 7/11) on or after the day. */
void badge_round(const char *day, date_text out);
/* The day of award before a round; whoever reached their years by then belongs to that one. */
void badge_round_before(const char *round, date_text out);

#endif
