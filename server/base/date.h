/*
 * Civil dates as text `YYYY-MM-DD`, or partial `YYYY` and `YYYY-MM` for the past. Text of both
 * kinds compares in order (a partial date stands at the start of its period), which is what the
 * store relies on. "Today" is the civil date of Asia/Ho_Chi_Minh (UTC+7, no daylight saving).
 */
#ifndef CHIBO_BASE_DATE_H
#define CHIBO_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DATE_MIN "0001-01-01" /* "from the beginning" in interval columns */
#define DATE_MAX "9999-12-31" /* "still" in interval columns */

typedef char date_text[11];
typedef char time_text[25];

enum precision { PRECISION_NONE, PRECISION_YEAR, PRECISION_MONTH, PRECISION_DAY };

/* Checks `YYYY`, `YYYY-MM`, `YYYY-MM-DD` with a real calendar; years 1800–2200. */
enum precision date_check(const char *iso);
/* Accepts ISO, dd/mm/yyyy, d-m-yyyy, mm/yyyy, yyyy; writes ISO into out. */
enum precision date_parse_any(const char *text, date_text out);
/* Days since 1970-01-01 of a date (a partial date: its first day). The text must be checked. */
int64_t date_days(const char *iso);
void date_from_days(int64_t days, date_text out);
void date_add_days(const char *iso, int days, date_text out);
/* Months later, the day clipped to the month's end (29 Feb + 12 months = 28 Feb). */
void date_add_months(const char *iso, int months, date_text out);
/* Whole months from a to b (b ≥ a); by month only when `by_month` (ages "tính theo tháng"). */
int date_months_between(const char *a, const char *b, bool by_month);
bool date_leap_year(int year);
void date_today(date_text out);
/* RFC 3339 UTC with seconds or milliseconds. */
void time_now(time_text out);
/* RFC 3339 in UTC without fractions, of Unix seconds. */
void time_of_seconds(int64_t seconds, time_text out);
/* Its inverse, fractions left out; 0 for what is no such time. */
int64_t time_seconds_of(const char *text);
int64_t time_now_ms(void); /* wall clock, Unix milliseconds */
int64_t time_monotonic_ms(void);
/* Tests only: makes date_today answer this day; NULL ends it. Thread-safe. */
void date_set_today(const char *iso);
/* Tests only: the wall clock stands at this moment (Unix milliseconds); 0 ends it. Thread-safe. */
void time_set_now(int64_t ms);

#endif
