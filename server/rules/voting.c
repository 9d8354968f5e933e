/* Votes; see the header for the sources. */
#include "rules/voting.h"

#include <stdlib.h>

int voting_eligible(int official, int away, int exempt_absent)
{
    int n = official - away - exempt_absent;
    return n > 0 ? n : 0;
}

bool vote_share_parse(const char *text, struct vote_share *out)
{
    char *end;
    out->more = *text == '>';
    if (out->more)
        text++;
    if (*text < '0' || *text > '9')
        return false;
    long num = strtol(text, &end, 10);
    if (*end != '/' || end[1] < '1' || end[1] > '9')
        return false;
    long den = strtol(end + 1, &end, 10);
    if (*end != '\0' || num > den || den > 1000)
        return false;
    out->num = (int)num;
    out->den = (int)den;
    return true;
}

bool vote_share_reached(const struct vote_share *s, int votes, int eligible)
{
    long long have = (long long)votes * s->den, want = (long long)eligible * s->num;
    return eligible > 0 && (s->more ? have > want : have >= want);
}

int vote_share_needed(const struct vote_share *s, int eligible)
{
    long long want = (long long)eligible * s->num;
    return (int)(s->more ? want / s->den + 1 : (want + s->den - 1) / s->den);
}

enum vote_fault vote_check(int eligible, int in_favour, int against, int absent)
{
    if (eligible <= 0)
        return VOTE_NOBODY;
    if ((long long)in_favour + against + absent > eligible)
        return VOTE_TOO_MANY;
    return 2LL * (eligible - absent) < eligible ? VOTE_BELOW_HALF : VOTE_OK;
}
