/* Which value a unit can have. Numbers are plain digits: what a rule compares with must not depend
   on how somebody writes thousands. */
#include "rules/parameter.h"

#include <string.h>

#define DIGITS_MAX 4

/* The number at the start of the text, *end behind it; -1 when there is none or it is too long. */
static int number_at(const char *text, const char **end)
{
    int n = 0, digits = 0;
    for (; text[digits] >= '0' && text[digits] <= '9'; digits++) {
        if (digits == DIGITS_MAX)
            return -1;
        n = n * 10 + (text[digits] - '0');
    }
    *end = text + digits;
    return digits == 0 ? -1 : n;
}

enum parameter_fit parameter_fits(const char *unit, const char *value)
{
    const char *end = value;
    if (strcmp(unit, "table") == 0)
        return PARAMETER_FIXED;
    int n = number_at(value, &end);
    if (strcmp(unit, "share") == 0) {
        int of = n > 0 && *end == '/' ? number_at(end + 1, &end) : -1;
        return of >= n && of > 0 && *end == '\0' ? PARAMETER_FITS : PARAMETER_NOT_SHARE;
    }
    int most = strcmp(unit, "yes/no") == 0 ? 1 : strcmp(unit, "percent") == 0 ? 100 : 9999;
    return n >= 0 && n <= most && *end == '\0' ? PARAMETER_FITS : PARAMETER_NOT_NUMBER;
}
