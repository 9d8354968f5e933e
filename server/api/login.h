/* Typed passwords and codes: checked with the brake on, each failure counted before it is told. */
#ifndef CHIBO_API_LOGIN_H
#define CHIBO_API_LOGIN_H

#include "access/session.h"
#include "api/call.h"

/* ERR_THROTTLED with the seconds to wait in the call, or OK. Any connection. */
enum err login_wait(struct call *c, const struct throttle_keys *k);
/* Counts a failure, which is kept although the call is refused with e. Writer. */
enum err login_failed(struct call *c, const struct throttle_keys *k, enum err e);
/*
 * Whether `password` is the caller's own; a one-time code is none. OK, ERR_THROTTLED, or
 * ERR_FORBIDDEN with a fault at pointer. k is filled for what follows in a call_write. SLOW lane.
 */
enum err own_password(struct call *c, const char *pointer, const char *password,
                      struct throttle_keys *k);
/* ERR_FORBIDDEN for callers that are no person with a session: tokens have no account of their own.
 */
enum err only_people(const struct call *c);

#endif
