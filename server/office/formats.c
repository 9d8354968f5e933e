/* Number formats and serial days (ECMA-376 part 1, §18.8.30 and §18.17.4). */
#include "office/formats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A code says a date when a letter of dates stands outside quotes, escapes and brackets. */
static bool says_date(const char *code)
{
    bool quoted = false;
    for (const char *p = code; *p != '\0' && *p != ';'; p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (*p == '\\' || *p == '_' || *p == '*')
            p += p[1] != '\0';
        else if (*p == '[' && !quoted && strchr("hHmMsS", p[1]) == NULL)
            p += strcspn(p, "]") - (strchr(p, ']') == NULL);
        else if (!quoted && strchr("dDyY", *p) != NULL)
            return true;
    }
    return false;
}

struct number_format number_format(int id, const char *code)
{
    struct number_format plain = {NUMBER_PLAIN, 0}, date = {NUMBER_DATE, 0};
    if (code != NULL) {
        size_t zeros = strspn(code, "0");
        if (zeros > 1 && zeros < 20 && code[zeros] == '\0')
            return (struct number_format){NUMBER_ZEROS, (int)zeros};
        return says_date(code) ? date : plain;
    }
    bool built_in = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                    (id >= 50 && id <= 54) || id == 57 || id == 58;
    return built_in ? date : plain;
}

/* Civil date of a day count since 1970-01-01 (days from civil, inverted). */
static void civil(long days, int *y, int *m, int *d)
{
    days += 719468;
    long era = (days >= 0 ? days : days - 146096) / 146097;
    long doe = days - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *d = (int)(doy - (153 * mp + 2) / 5 + 1);
    *m = (int)(mp < 10 ? mp + 3 : mp - 9);
    *y = (int)(yoe + era * 400 + (*m <= 2));
}

void number_text(double value, struct number_format format, bool since_1904, char out[static 32])
{
    if (format.kind == NUMBER_DATE && value >= 1 && value < 2958466) {
        int y, m, d;
        /* Lotus held 1900 for a leap year: before March 1900 the count is one day short */
        long base = since_1904 ? -24107 : value < 60 ? -25568 : -25569;
        civil((long)floor(value) + base, &y, &m, &d);
        snprintf(out, 32, "%04d-%02d-%02d", y, m, d);
    } else if (format.kind == NUMBER_ZEROS && value >= 0 && value < 1e15) {
        snprintf(out, 32, "%0*.0f", format.zeros, value);
    } else if (fabs(value) < 1e15 && value == floor(value)) {
        snprintf(out, 32, "%.0f", value);
    } else {
        snprintf(out, 32, "%.15g", value);
    }
}
