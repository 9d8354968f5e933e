/*
 * Votes: who counts in the denominator and whether a share is reached (294-QĐ/TW §9.3.2, Charter
 * art. 4, 5, 8; domain.md §2). Integers only, so that 2/3 of 15 is 10 and never 9.999. No I/O.
 */
#ifndef CHIBO_RULES_VOTING_H
#define CHIBO_RULES_VOTING_H

#include <stdbool.h>

/*
 * Voters of a cell: all official members, without those introduced to temporary activity elsewhere
 * and without exempt members who are absent. Absent official members count, probationers never.
 */
int voting_eligible(int official, int away, int exempt_absent);

/* "2/3": at least; ">1/2": more than. */
struct vote_share {
    int num, den;
    bool more;
};
/* False for text that is no share between 0 and 1. */
bool vote_share_parse(const char *text, struct vote_share *out);
bool vote_share_reached(const struct vote_share *s, int votes, int eligible);
/* The fewest votes that reach it; eligible + 1 when none do (more than 1/1). */
int vote_share_needed(const struct vote_share *s, int eligible);

enum vote_fault {
    VOTE_OK,
    VOTE_NOBODY,    /* nobody is eligible */
    VOTE_TOO_MANY,  /* for + against + absent are more than the eligible */
    VOTE_BELOW_HALF /* fewer than half of the eligible were there: the meeting could not decide */
};
/* Negative numbers are the caller's business: they never come through the dictionary. */
enum vote_fault vote_check(int eligible, int in_favour, int against, int absent);

#endif
