/*
 * From a request to its handler and back: log-in, origin, permission, parameters, body, lanes,
 * idempotency, audit of reads, answer. The order of refusal is api.md §2.
 */
#ifndef CHIBO_API_DISPATCH_H
#define CHIBO_API_DISPATCH_H

#include "api/app.h"

/* The http_callbacks' handle; ctx is the app. Event threads. */
void dispatch_handle(void *app, struct http_request *req);

/* The http_callbacks' again, for calls that set wait_ms: who asks is looked up anew, since rights
   may have gone while it waited. Event threads. */
bool dispatch_again(void *app, struct http_request *req, bool over);

#endif
