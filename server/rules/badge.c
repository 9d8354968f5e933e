/* Badges of party age; see the header for the sources. */
#include "rules/badge.h"

#include <stdio.h>
#include <string.h>

bool badge_exists(int years)
{
    return years == 30 || (years >= 40 && years <= BADGE_MAX && years % 5 == 0);
}

int badge_after(int years)
{
    if (years < 30)
        return 30;
    if (years < 40)
        return 40;
    return years < BADGE_MAX ? years - years % 5 + 5 : 0;
}

int badge_reached(const char *party_from, const char *day, int early)
{
    if (date_check(party_from) < PRECISION_MONTH || strcmp(day, party_from) < 0)
        return 0;
    int years = (date_months_between(party_from, day, false) + early) / 12;
    if (years < 30)
        return 0;
    if (years < 40)
        return 30;
    return years < BADGE_MAX ? years - years % 5 : BADGE_MAX;
}

bool badge_due(const char *party_from, int years, date_text out)
{
    if (date_check(party_from) != PRECISION_DAY)
        return false;
    date_add_months(party_from, 12 * years, out);
    return true;
}

void badge_round(const char *day, date_text out)
{
    static const char *const rounds[] = {"02-03", "05-19", "09-02", "11-07"};
    int year;
    sscanf(day, "%d", &year);
    for (int i = 0; i < 5; i++) {
        snprintf(out, sizeof(date_text), "%04u-%s", (unsigned)(i < 4 ? year : year + 1) % 10000,
                 rounds[i % 4]);
        if (strcmp(out, day) >= 0)
            return;
    }
}

void badge_round_before(const char *round, date_text out)
{
    /* the gaps are all shorter than five months, so the last round found before it is it */
    date_text day, found;
    date_add_months(round, -5, day);
    badge_round(day, found);
    while (strcmp(found, round) < 0) {
        memcpy(out, found, sizeof found);
        date_add_days(found, 1, day);
        badge_round(day, found);
    }
}
