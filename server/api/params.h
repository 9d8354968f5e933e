/* Query parameters: which a route knows, whether one is repeated, what the list ones say. */
#ifndef CHIBO_API_PARAMS_H
#define CHIBO_API_PARAMS_H

#include "api/call.h"

/* Unknown or repeated: 400. Fills c->list for routes with list parameters, c->format by format= or
   Accept. ERR_FORBIDDEN when sensitive fields are asked for by a role that may not read them. */
enum err params_check(struct call *c);
/* Calls name(ctx, parameter) for each parameter the route takes, filters included. */
void params_each(const struct route *r, void (*name)(void *ctx, const char *parameter), void *ctx);
/* JSON text that opens more than 32 levels is refused before it is parsed; pure, for fuzzing. */
bool body_depth_ok(const char *text, size_t n);

#endif
