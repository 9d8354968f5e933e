/* The table of routes as the listener and the start-up check want it. */
#ifndef CHIBO_API_ROUTES_H
#define CHIBO_API_ROUTES_H

#include "api/call.h"

/* Fills routes_count rows for http_start. */
void routes_http(struct http_route *out);
/* What is missing in the table, or NULL. */
const char *routes_gap(void);

#endif
