/* Dates and numbers of a membership; see the header for the sources. */
#include "rules/membership.h"
#include "base/date.h"

#include <string.h>

/* One UTF-8 upper-case letter of the Vietnamese alphabet: ASCII, Đ, Ă, Â, Ê, Ô, Ơ, Ư. */
static size_t letter(const char *p)
{
    static const char *const others[] = {"Đ", "Ă", "Â", "Ê", "Ô", "Ơ", "Ư"};
    if (*p >= 'A' && *p <= 'Z')
        return 1;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(p, others[i], strlen(others[i])) == 0)
            return strlen(others[i]);
    return 0;
}

bool membership_record_number_ok(const char *text)
{
    if (strspn(text, "0123456789") != 6)
        return false;
    const char *p = text + 6;
    int n = 0;
    for (size_t k; (k = letter(p)) > 0; p += k)
        n++;
    return *p == '\0' && n >= 1 && n <= 3;
}

bool membership_card_number_ok(const char *text)
{
    size_t n = strlen(text);
    return strspn(text, "0123456789") == n && (n == 8 || n == 12);
}

int membership_age(const char *born_on, const char *day)
{
    if (date_check(day) == PRECISION_NONE || date_check(born_on) == PRECISION_NONE)
        return -1;
    if (date_check(born_on) == PRECISION_YEAR || date_check(day) == PRECISION_YEAR)
        return -1;
    if (strncmp(day, born_on, 7) < 0)
        return -1;
    return date_months_between(born_on, day, true) / 12;
}

bool membership_official_due(const char *admitted_on, int months, char out[11])
{
    if (date_check(admitted_on) != PRECISION_DAY)
        return false;
    date_add_months(admitted_on, months, out);
    return true;
}

int membership_probation_short(const char *admitted_on, const char *official_on, int months)
{
    char due[11];
    if (!membership_official_due(admitted_on, months, due) ||
        date_check(official_on) != PRECISION_DAY)
        return 0;
    if (strcmp(official_on, due) >= 0)
        return 0;
    if (strcmp(official_on, admitted_on) < 0)
        return months;
    int had = date_months_between(admitted_on, official_on, false);
    return had < months ? months - had : 1;
}

bool membership_in_order(const char *a, const char *b)
{
    size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, n) <= 0;
}
