/*
 * Rules on the dates and numbers of a membership (Charter art. 1, 4, 5; domain.md §3.1, §3.4, §4)
 * as pure functions. Dates are checked text (base/date.h), partial ones stand for their first day.
 */
#ifndef CHIBO_RULES_MEMBERSHIP_H
#define CHIBO_RULES_MEMBERSHIP_H

#include <stdbool.h>

/* 6 digits and 1–3 upper-case Vietnamese letters (HD 12-HD/BTCTW 2012). */
bool membership_record_number_ok(const char *text);
/* 8 digits (2003) or 12 (38-HD/BTCTW, 2025). */
bool membership_card_number_ok(const char *text);
/* Age in whole years, counted by month ("tính theo tháng"); -1 when a date is only a year and the
   answer hangs on the month. */
int membership_age(const char *born_on, const char *day);
/* Months between ceremony and recognition when they fall short of `months`; 0: long enough, or not
   to be told from partial dates. */
int membership_probation_short(const char *admitted_on, const char *official_on, int months);
/* The day full membership is due: ceremony + months. out: 11 bytes; false for partial dates. */
bool membership_official_due(const char *admitted_on, int months, char out[11]);
/* a ≤ b as far as their precisions tell: 2010 and 2010-05 are in order either way. */
bool membership_in_order(const char *a, const char *b);

#endif
