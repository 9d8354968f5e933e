/*
 * Two-step log-in of a user: whether it is on, its secret, codes that are spent. The secret leaves
 * this file once, when it is made, and never reaches the journal.
 */
#ifndef CHIBO_ACCESS_TWO_STEP_H
#define CHIBO_ACCESS_TWO_STEP_H

#include "access/totp.h"
#include "registry/work.h"

enum two_step {
    TWO_STEP_OFF,
    TWO_STEP_BEGUN, /* there is a secret, no code has confirmed it: log-in does not ask yet */
    TWO_STEP_ON
};

/* Any connection. */
enum two_step two_step_state(struct conn *c, int64_t user_id);
/* A new secret in base32, in place of one that was begun before. ERR_CONFLICT with a fault when it
   is on. Writer. */
enum err two_step_begin(struct work *w, int64_t user_id, char secret[TOTP_SECRET_TEXT]);
/* OK when the code fits the secret, on or begun, and was not accepted before; it is spent then.
   ERR_BAD_LOGIN otherwise, with nothing written. Writer. */
enum err two_step_accept(struct conn *c, int64_t user_id, const char *code, int64_t now_ms);
/* Log-in asks for codes from now on; journalled. The caller had a code accepted. Writer. */
enum err two_step_switch_on(struct work *w, int64_t user_id);
/* Forgets the secret; journalled if it was on. OK when there is none. Writer. */
enum err two_step_switch_off(struct work *w, int64_t user_id);

#endif
