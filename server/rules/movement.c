/* The table of acts on a membership; see the header for the sources. */
#include "rules/movement.h"

#include <string.h>

/* In which activities of a counted membership the act is open. */
enum { ACTIVE = 1, EXEMPT = 2, SUSPENDED = 4, LOST = 8, MOVING = 16, LEFT = 32 };

#define ANY_BUT_MOVING (ACTIVE | EXEMPT | SUSPENDED | LOST)

/* Grounds of a suspension that lasts as long as the courts' procedure. */
#define BY_LAW "|prosecuted|detained|"

static const struct act {
    const char *code;
    unsigned open;
    const char *begins, *leaves;
    bool ends;
    const char *grounds; /* "|a|b|" or NULL; one is needed unless there is a usual case without */
    bool decision;
    const char *share;
    bool committee;
} acts[MOVE_COUNT] = {
    [MOVE_EXEMPTION] = {"exemption", ACTIVE | LOST, "exempt", NULL, true,
                        "|old_age|illness|abroad|remote_work|mobile_work|maternity|other|", false,
                        "exemption_vote_share", false},
    [MOVE_EXEMPTION_END] = {"exemption_end", EXEMPT, NULL, NULL, true, NULL, false, NULL, false},
    [MOVE_SUSPENSION] = {"suspension", ACTIVE | EXEMPT | LOST, "suspended", NULL, true, BY_LAW,
                         true, NULL, false},
    [MOVE_SUSPENSION_EXTENSION] = {"suspension_extension", SUSPENDED, "suspended", NULL, true,
                                   BY_LAW, true, NULL, false},
    [MOVE_SUSPENSION_END] = {"suspension_end", SUSPENDED, NULL, NULL, true, NULL, false, NULL,
                             false},
    [MOVE_LOST_CONTACT] = {"lost_contact", ACTIVE | EXEMPT, "lost_contact", NULL, true, NULL, false,
                           NULL, false},
    [MOVE_CONTACT_AGAIN] = {"contact_again", LOST, NULL, NULL, true, NULL, false, NULL, false},
    /* the five grounds of 24-QĐ/TW */
    [MOVE_NAME_REMOVAL] = {"name_removal", ANY_BUT_MOVING, NULL, "removed", true,
                           "|inactive|card|no_progress|standards|political|", true,
                           "removal_vote_share", true},
    [MOVE_RESIGNATION] = {"resignation", ACTIVE | EXEMPT | LOST, NULL, "resigned", true, NULL, true,
                          "resignation_vote_share", true},
    [MOVE_DEATH] = {"death", ANY_BUT_MOVING | MOVING, NULL, "death", true, NULL, false, NULL,
                    false},
    [MOVE_ANNULMENT] = {"annulment", ANY_BUT_MOVING, NULL, "annulled", true, NULL, true, NULL,
                        false},
    [MOVE_RESTORATION] = {"restoration", LEFT, NULL, NULL, false, NULL, true, NULL, false},
};

enum movement movement_of(const char *code)
{
    for (int i = 0; i < MOVE_COUNT; i++)
        if (strcmp(acts[i].code, code) == 0)
            return (enum movement)i;
    return MOVE_COUNT;
}

const char *movement_code(enum movement m)
{
    return m < MOVE_COUNT ? acts[m].code : NULL;
}

static unsigned bit_of(const struct standing *now)
{
    static const struct {
        const char *activity;
        unsigned bit;
    } bits[] = {{"active", ACTIVE},
                {"exempt", EXEMPT},
                {"suspended", SUSPENDED},
                {"lost_contact", LOST},
                {"in_transfer", MOVING}};
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (now->activity != NULL && strcmp(bits[i].activity, now->activity) == 0)
            return bits[i].bit;
    return 0;
}

bool movement_open(enum movement m, const struct standing *now)
{
    if (m >= MOVE_COUNT)
        return false;
    if (now->counted)
        return (acts[m].open & bit_of(now)) != 0;
    /* only who was put out can have been put out wrongly (117-QĐ/TW) */
    return (acts[m].open & LEFT) != 0 && now->left_reason != NULL &&
           strcmp(now->left_reason, "death") != 0 &&
           strcmp(now->left_reason, "transferred_out") != 0;
}

bool movement_transfer_open(const struct standing *now)
{
    return now->counted && (bit_of(now) & (ACTIVE | EXEMPT | LOST)) != 0;
}

const char *movement_begins(enum movement m)
{
    return acts[m].begins;
}

bool movement_ends_activity(enum movement m)
{
    return acts[m].ends;
}

const char *movement_leaves(enum movement m)
{
    return acts[m].leaves;
}

bool movement_ground_ok(enum movement m, const char *ground)
{
    const char *list = acts[m].grounds;
    for (const char *at = list; at != NULL && at[1] != '\0'; at += strcspn(at + 1, "|") + 1)
        if (strncmp(at + 1, ground, strlen(ground)) == 0 && at[1 + strlen(ground)] == '|')
            return true;
    return false;
}

bool movement_needs_ground(enum movement m)
{
    return acts[m].grounds != NULL && movement_limit_rule(m) == NULL;
}

bool movement_limited(enum movement m, const char *ground)
{
    return movement_limit_rule(m) != NULL && ground == NULL;
}

bool movement_needs_decision(enum movement m)
{
    return acts[m].decision;
}

const char *movement_share_rule(enum movement m)
{
    return acts[m].share;
}

const char *movement_limit_rule(enum movement m)
{
    return m == MOVE_SUSPENSION             ? "suspension_days"
           : m == MOVE_SUSPENSION_EXTENSION ? "suspension_days_extended"
                                            : NULL;
}

bool movement_committee_votes(enum movement m)
{
    return acts[m].committee;
}
