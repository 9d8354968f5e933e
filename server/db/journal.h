/*
 * The hash chains: changes and readings of sensitive data, and those of either that are
 * confidential themselves: a chain apart, so that not even a number missing in the open one tells
 * of them. Rows are only ever appended, in the transaction of what they tell of. Knows SQLite, not
 * members.
 */
#ifndef CHIBO_DB_JOURNAL_H
#define CHIBO_DB_JOURNAL_H

#include "base/arena.h"
#include "base/err.h"
#include "db/conn.h"

#include <stdint.h>

/* Who acts, copied into each save. */
struct actor {
    int64_t user_id, token_id; /* 0: none */
    const char *label;         /* user name, token name, "cli", "setup" */
    const char *role;          /* code; NULL for the command line */
    int64_t org_id;            /* of the grant acted under; 0: none */
    const char *channel;       /* api, cli, import, system */
    const char *request_id;    /* may be NULL */
};

/* One save. id is 0 until tx_begin wrote the row, lazily by the first change. */
struct tx {
    int64_t id;
    const struct actor *actor;
    const char *reason; /* may be NULL; set before the first change */
    char at[25];
    int64_t last_change; /* id of the newest change of this save, 0: none */
    bool quiet_seq;      /* imports: the caller bumps org_seq once itself (journal_bump) */
    bool confidential;   /* in the saves, the chain and the sequence that others see nothing of */
};

/* Returns tx->id, inserting the row when it is not there yet; -1 on failure. Writer thread. */
int64_t tx_begin(struct conn *c, struct tx *tx);

struct change {
    const char *resource; /* plural name of the API: members, organizations, users … */
    int64_t row_id;
    const char *uid;            /* may be NULL */
    const char *op;             /* create, update, correct, delete */
    int64_t version;            /* after the change */
    int64_t org_id;             /* the organisation it concerns, 0: the installation */
    const char *fields;         /* JSON array of names */
    const char *before, *after; /* JSON objects, either may be NULL */
};
/* Appends to the save's chain of changes and brings its sequence forward for org_id and all above
   it. */
enum err journal_change(struct conn *c, struct tx *tx, const struct change *change);
/* Sets org_seq of org_id and all above it to change_id. */
enum err journal_bump(struct conn *c, int64_t org_id, int64_t change_id);

struct reading {
    const char *what;      /* route pattern or command */
    const char *fields;    /* JSON array of sensitive fields */
    const char *purpose;   /* may be NULL */
    int64_t org_id;        /* scope of the question */
    const int64_t *people; /* persons in the answer */
    size_t n_people;
    bool confidential; /* who read is told only to those who may read as much */
};
/* Appends to its chain of readings. Moves no sequence. */
enum err journal_reading(struct conn *c, const struct actor *actor, const struct reading *r);

enum chain {
    CHAIN_CHANGES,
    CHAIN_READINGS,
    CHAIN_CONFIDENTIAL_CHANGES,
    CHAIN_CONFIDENTIAL_READINGS
};
/* Its head as hex for backups; "" for an empty chain. */
const char *journal_head(struct conn *c, struct arena *a, enum chain chain);
/* Recomputes all chains; changes, readings: of both kinds. Calls finding(ctx, text) for each break.
 * OK even with findings. */
enum err journal_verify(struct conn *c, void (*finding)(void *ctx, const char *text), void *ctx,
                        int64_t *changes, int64_t *readings);

#endif
