/* What tests of transfers say again and again. */
#ifndef CHIBO_TESTS_HARNESS_TRANSFER_H
#define CHIBO_TESTS_HARNESS_TRANSFER_H

#include "api/harness_accounts.h"

/* Who moves and who watches in the little world: a member of D1.B1.C1, the cells, an office of the
   whole, of either side, a viewer of the receiving one, a secretary. Started and stopped by a
   test's own set-up. */
struct transfer_world {
    struct server s;
    char *office, *sender, *receiver, *secretary, *viewer;
    int64_t member, from, to;
};
/* The day is 2026-11-24; secretary_of: code of the secretary's cell. */
void transfer_world_start(struct transfer_world *w, const char *secretary_of);
void transfer_world_stop(struct transfer_world *w);

#define TRANSFER_LETTER ",\"letter_number\":\"12-GTSHĐ\",\"sent_on\":\"2026-10-01\""

/* The member's activity now; static. */
const char *transfer_activity(struct transfer_world *w);

/* An act on a transfer: POST …/transfers/{id}/{what}. */
struct answer transfer_act(struct server *s, const char *token, int64_t id, const char *what,
                           const char *body);
/* Asserts the refusal and what it blames; frees the answer. */
void answer_refused(struct answer a, int status, const char *pointer, const char *code);
/* Asserts 200; frees the answer. */
void answer_done(struct answer a);
/* Takes the newest act back under its version, read by `office`; asserts the status. */
void transfer_take_back(struct server *s, const char *office, const char *token, int64_t id,
                        int status);
/* Members of the organisation with the code and below on the day. */
int64_t members_counted(struct server *s, const char *office, const char *code, const char *day);

#endif
