/*
 * Civil dates as text and days. Pure arithmetic but for the clock readers at the end; knows no
 * holidays and no deadlines (rules/deadlines does).
 */
#include "base/date.h"

#include <ctype.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define YEAR_FIRST 1800
#define YEAR_LAST 2200
#define DAY_MS 86400000
#define HO_CHI_MINH_MS (7 * 3600 * 1000)
#define DAYS_MIN (-719162) /* 0001-01-01 */
#define DAYS_MAX 2932896   /* 9999-12-31 */

struct civil {
    int year, month, day; /* month and day 0: not given */
};

bool date_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && date_leap_year(year) ? 29 : lengths[month - 1];
}

/* Exactly `count` digits at p; -1 when there are fewer. */
static int digits(const char *p, int count)
{
    int v = 0;
    for (int i = 0; i < count; i++) {
        if (p[i] < '0' || p[i] > '9')
            return -1;
        v = v * 10 + (p[i] - '0');
    }
    return v;
}

/* Reads the shape of YYYY[-MM[-DD]]; does not look at the calendar. */
static enum precision read_iso(const char *iso, struct civil *c)
{
    *c = (struct civil){0};
    c->year = digits(iso, 4);
    if (c->year < 0)
        return PRECISION_NONE;
    if (!iso[4])
        return PRECISION_YEAR;
    if (iso[4] != '-' || (c->month = digits(iso + 5, 2)) < 0)
        return PRECISION_NONE;
    if (!iso[7])
        return PRECISION_MONTH;
    if (iso[7] != '-' || (c->day = digits(iso + 8, 2)) < 0 || iso[10])
        return PRECISION_NONE;
    return PRECISION_DAY;
}

static bool civil_real(const struct civil *c, enum precision p)
{
    if (p == PRECISION_NONE || c->year < YEAR_FIRST || c->year > YEAR_LAST)
        return false;
    if (p == PRECISION_YEAR)
        return true;
    if (c->month < 1 || c->month > 12)
        return false;
    return p == PRECISION_MONTH || (c->day >= 1 && c->day <= month_length(c->year, c->month));
}

enum precision date_check(const char *iso)
{
    struct civil c;
    if (!iso)
        return PRECISION_NONE;
    enum precision p = read_iso(iso, &c);
    return civil_real(&c, p) ? p : PRECISION_NONE;
}

/* Year 0–9999, month 1–12, day 1–31 are the caller's promise. */
static void put_digits(char *to, int value, int n)
{
    for (int i = n - 1; i >= 0; i--, value /= 10)
        to[i] = (char)('0' + value % 10);
}

static void write_iso(date_text out, const struct civil *c, enum precision p)
{
    char *o = out;
    put_digits(o, c->year, 4);
    o += 4;
    if (p >= PRECISION_MONTH) {
        *o = '-';
        put_digits(o + 1, c->month, 2);
        o += 3;
    }
    if (p >= PRECISION_DAY) {
        *o = '-';
        put_digits(o + 1, c->day, 2);
        o += 3;
    }
    *o = '\0';
}

/* d/m/yyyy, m/yyyy: one or two digits, one separator throughout, four digits of the year. */
static enum precision read_vietnamese(const char *text, struct civil *c)
{
    int parts[2] = {0, 0}, count = 0;
    char separator = 0;
    const char *p = text;
    while (count < 2) {
        int width = isdigit((unsigned char)p[0]) ? (isdigit((unsigned char)p[1]) ? 2 : 1) : 0;
        char after = width ? p[width] : 0;
        if (!width || (after != '/' && after != '-' && after != '.'))
            break;
        if (separator && after != separator)
            return PRECISION_NONE;
        separator = after;
        parts[count++] = digits(p, width);
        p += width + 1;
    }
    if (!count || (c->year = digits(p, 4)) < 0 || p[4])
        return PRECISION_NONE;
    c->day = count == 2 ? parts[0] : 0;
    c->month = parts[count - 1];
    return count == 2 ? PRECISION_DAY : PRECISION_MONTH;
}

enum precision date_parse_any(const char *text, date_text out)
{
    char trimmed[16];
    out[0] = '\0';
    if (!text)
        return PRECISION_NONE;
    while (*text == ' ')
        text++;
    size_t n = strlen(text);
    while (n && text[n - 1] == ' ')
        n--;
    if (n >= sizeof trimmed)
        return PRECISION_NONE;
    memset(trimmed, 0, sizeof trimmed);
    memcpy(trimmed, text, n);

    struct civil c;
    enum precision p = read_iso(trimmed, &c);
    if (p == PRECISION_NONE)
        p = read_vietnamese(trimmed, &c);
    if (!civil_real(&c, p))
        return PRECISION_NONE;
    write_iso(out, &c, p);
    return p;
}

/* Days of the proleptic Gregorian calendar; the year begins in March so that the leap day is
   the last of its year. */
static int64_t civil_to_days(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void days_to_civil(int64_t days, struct civil *c)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    c->day = (int)(of_year - (153 * m + 2) / 5 + 1);
    c->month = (int)(m < 10 ? m + 3 : m - 9);
    c->year = (int)(y + era * 400 + (c->month <= 2));
}

/* A checked date's first day. */
static void read_first_day(const char *iso, struct civil *c)
{
    read_iso(iso, c);
    c->month = c->month ? c->month : 1;
    c->day = c->day ? c->day : 1;
}

int64_t date_days(const char *iso)
{
    struct civil c;
    read_first_day(iso, &c);
    return civil_to_days(c.year, c.month, c.day);
}

void date_from_days(int64_t days, date_text out)
{
    struct civil c;
    days = days < DAYS_MIN ? DAYS_MIN : days > DAYS_MAX ? DAYS_MAX : days;
    days_to_civil(days, &c);
    write_iso(out, &c, PRECISION_DAY);
}

void date_add_days(const char *iso, int days, date_text out)
{
    date_from_days(date_days(iso) + days, out);
}

static void civil_add_months(struct civil *c, int months)
{
    int64_t count = (int64_t)c->year * 12 + (c->month - 1) + months;
    if (count < 12 || count >= 10000 * 12) {
        *c = count < 12 ? (struct civil){1, 1, 1} : (struct civil){9999, 12, 31};
        return;
    }
    c->year = (int)(count / 12);
    c->month = (int)(count % 12) + 1;
    int length = month_length(c->year, c->month);
    c->day = c->day < length ? c->day : length;
}

void date_add_months(const char *iso, int months, date_text out)
{
    struct civil c;
    read_first_day(iso, &c);
    civil_add_months(&c, months);
    write_iso(out, &c, PRECISION_DAY);
}

int date_months_between(const char *a, const char *b, bool by_month)
{
    struct civil from, to;
    read_first_day(a, &from);
    read_first_day(b, &to);
    int months = (to.year - from.year) * 12 + to.month - from.month;
    /* A month is whole on the day date_add_months names: 31 January to 28 February is one. */
    int length = month_length(to.year, to.month);
    int due = from.day < length ? from.day : length;
    return by_month || to.day >= due ? months : months - 1;
}

/* --- clocks ------------------------------------------------------------------------------------
 */

#define NO_DAY INT64_MIN

static _Atomic int64_t set_today = NO_DAY, set_now = 0;

static int64_t clock_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t time_now_ms(void)
{
    int64_t now = atomic_load_explicit(&set_now, memory_order_relaxed);
    return now != 0 ? now : clock_ms(CLOCK_REALTIME);
}

void time_set_now(int64_t ms)
{
    atomic_store(&set_now, ms);
}

int64_t time_monotonic_ms(void)
{
    return clock_ms(CLOCK_MONOTONIC);
}

void time_of_seconds(int64_t seconds, time_text out)
{
    int64_t second = seconds % 86400;
    date_text day;
    if (seconds < 0)
        seconds = second = 0;
    date_from_days(seconds / 86400, day);
    snprintf(out, sizeof(time_text), "%sT%02d:%02d:%02dZ", day, (int)(second / 3600),
             (int)(second / 60 % 60), (int)(second % 60));
}

int64_t time_seconds_of(const char *text)
{
    date_text day;
    int h, m, second;
    if (strlen(text) < 19 || sscanf(text + 10, "T%2d:%2d:%2d", &h, &m, &second) != 3)
        return 0;
    memcpy(day, text, 10);
    day[10] = '\0';
    return date_check(day) != PRECISION_DAY ? 0
                                            : date_days(day) * 86400 + h * 3600 + m * 60 + second;
}

void time_now(time_text out)
{
    int64_t now = time_now_ms();
    now = now < 0 ? 0 : now;
    date_text day;
    date_from_days(now / DAY_MS, day);
    int ms = (int)(now % DAY_MS);
    memcpy(out, day, 10); /* digit by digit: each line of the access log carries a time */
    out[10] = 'T';
    put_digits(out + 11, ms / 3600000, 2);
    out[13] = ':';
    put_digits(out + 14, ms / 60000 % 60, 2);
    out[16] = ':';
    put_digits(out + 17, ms / 1000 % 60, 2);
    out[19] = '.';
    put_digits(out + 20, ms % 1000, 3);
    out[23] = 'Z';
    out[24] = '\0';
}

void date_set_today(const char *iso)
{
    atomic_store(&set_today, iso ? date_days(iso) : NO_DAY);
}

void date_today(date_text out)
{
    int64_t day = atomic_load_explicit(&set_today, memory_order_relaxed);
    if (day == NO_DAY)
        day = (time_now_ms() + HO_CHI_MINH_MS) / DAY_MS;
    date_from_days(day, out);
}
