/*
 * Acts on a membership after admission: which is open in which state, and what each needs (Charter
 * art. 4–8; 294-QĐ/TW; 24-QĐ/TW §4; 22-QĐ/TW art. 28–31; 117-QĐ/TW; domain.md §5). No I/O, no
 * clock; limits are dated parameters of the registry.
 */
#ifndef CHIBO_RULES_MOVEMENT_H
#define CHIBO_RULES_MOVEMENT_H

#include <stdbool.h>

enum movement {
    MOVE_EXEMPTION,
    MOVE_EXEMPTION_END,
    MOVE_SUSPENSION,
    MOVE_SUSPENSION_EXTENSION,
    MOVE_SUSPENSION_END,
    MOVE_LOST_CONTACT,
    MOVE_CONTACT_AGAIN,
    MOVE_NAME_REMOVAL,
    MOVE_RESIGNATION,
    MOVE_DEATH,
    MOVE_ANNULMENT,
    MOVE_RESTORATION,
    MOVE_COUNT
};

/* MOVE_COUNT for text that is no act. */
enum movement movement_of(const char *code);
const char *movement_code(enum movement m);

/* Where a membership stands on the day of the act. */
struct standing {
    bool counted;            /* a member; else left_reason says why not (NULL: not yet one) */
    bool official;           /* as long as counted */
    const char *activity;    /* code of activity */
    const char *left_reason; /* code of left_reason */
};

/* Whether the act may be recorded. Whoever is under way between two cells can only die: everything
   else waits for the arrival or the return. */
bool movement_open(enum movement m, const struct standing *now);

/* Whether a transfer may be proposed or sent. */
bool movement_transfer_open(const struct standing *now);

/* The activity it begins, NULL: none; whether it ends the one that runs. */
const char *movement_begins(enum movement m);
bool movement_ends_activity(enum movement m);
/* The left_reason it ends the membership with; NULL: it does not. */
const char *movement_leaves(enum movement m);

/* Whether the ground is one of the act's; acts without grounds take none. */
bool movement_ground_ok(enum movement m, const char *ground);
bool movement_needs_ground(enum movement m);
/* Whether the limit holds: a suspension of who is prosecuted or detained lasts as long as the law
   has it (22-QĐ/TW art. 28–31). */
bool movement_limited(enum movement m, const char *ground);
/* Whether a number of a decision belongs to it. */
bool movement_needs_decision(enum movement m);
/* Name of the parameter with the share of the cell's vote; NULL: no vote. The committee's is the
   same share for those that end a membership. */
const char *movement_share_rule(enum movement m);
/* Name of the parameter with the longest time in days; NULL: the act has no limit. */
const char *movement_limit_rule(enum movement m);
bool movement_committee_votes(enum movement m);

#endif
