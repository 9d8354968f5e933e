/* What the handlers of sessions, set-up and users share. */
#ifndef CHIBO_API_ACCOUNT_VIEW_H
#define CHIBO_API_ACCOUNT_VIEW_H

#include "api/call.h"

/* Writes the session object of c->caller into c->out (conn: c->work.conn). */
enum err session_view(struct call *c);
/* Makes a session under the user's first grant, sets the cookie and c->caller. Writer. */
enum err session_open(struct call *c, int64_t user_id, int64_t grant_id);
/* The answer takes the cookie back: the caller's session is over. */
void session_forget(struct call *c);
/* Version of the user the path names. ERR_NOT_FOUND when there is none within the caller's reach.
 */
enum err user_version(struct call *c, int64_t *version);
/* Adds ,"key":"value" to the object that c->out holds. */
void answer_add(struct call *c, const char *key, const char *value);

#endif
