/*
 * The six digits that a telephone shows (RFC 6238: HMAC-SHA-1, steps of 30 s). Knows no users, no
 * store and no clock: what time it is, is said to it. Any thread.
 */
#ifndef CHIBO_ACCESS_TOTP_H
#define CHIBO_ACCESS_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TOTP_SECRET_BYTES 20
#define TOTP_SECRET_TEXT 33 /* in base32, with its end */
#define TOTP_CODE_TEXT 7    /* six digits, with its end */
#define TOTP_STEP_MS (30 * 1000)

/* The secret as applications for telephones take it: base32 (RFC 4648) without padding. */
void totp_secret_text(const uint8_t secret[TOTP_SECRET_BYTES], char out[TOTP_SECRET_TEXT]);
/* The step a moment (Unix milliseconds) lies in. */
int64_t totp_step(int64_t now_ms);
/* The code of a step; false, with "" in out, when GnuTLS may not compute it (a FIPS machine). */
bool totp_code(const uint8_t secret[TOTP_SECRET_BYTES], int64_t step, char out[TOTP_CODE_TEXT]);
/*
 * The step whose code was typed: the present one, or one before or after it for clocks that differ,
 * if it is later than last_step (a code is accepted once). -1: none of them. Blanks in what was
 * typed do not count.
 */
int64_t totp_match(const uint8_t secret[TOTP_SECRET_BYTES], const char *typed, int64_t now_ms,
                   int64_t last_step);

#endif
