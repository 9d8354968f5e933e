/* What tests of transfers say again and again. */
#ifndef CHIBO_TESTS_HARNESS_TRANSFER_H
#define CHIBO_TESTS_HARNESS_TRANSFER_H

#include "api/harness.h"

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
