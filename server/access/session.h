/* Sessions of browsers, and the brake on guessing. */
#ifndef CHIBO_ACCESS_SESSION_H
#define CHIBO_ACCESS_SESSION_H

#include "access/caller.h"
#include "registry/work.h"

/* Notes that the session was used at now_ms (Unix ms). Writer. */
enum err session_touch(struct conn *c, int64_t session_id, int64_t now_ms);
/* A new session under the grant; cookie: 64 bytes, its value, known to nobody else. Writer. */
enum err session_new(struct conn *c, int64_t user_id, int64_t grant_id, int64_t now_ms,
                     char cookie[64]);

/*
 * Throttling by user name and by address: five failures are free, then each doubles the wait from
 * 2 s up to 15 min; a quarter of an hour without failures forgives. Keys are hashed: the table
 * never holds what somebody typed.
 */
struct throttle_keys {
    char user[65], address[65];
};
void throttle_keys(const char *username, const char *address, struct throttle_keys *out);
/* Seconds to wait, 0: go on. Any connection. */
int throttle_wait(struct conn *c, const struct throttle_keys *k, int64_t now_ms);
enum err throttle_fail(struct conn *c, const struct throttle_keys *k, int64_t now_ms);
/* The same for the name alone: an honest log-in on its way, that should not wear out a whole
   office's address. Success forgives it. */
enum err throttle_fail_user(struct conn *c, const struct throttle_keys *k, int64_t now_ms);
/* Success forgives the user's failures, never the address's. */
enum err throttle_forgive(struct conn *c, const struct throttle_keys *k);

#endif
