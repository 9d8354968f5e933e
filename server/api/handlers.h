/* Every handler of routes.def, declared from the table itself. */
#ifndef CHIBO_API_HANDLERS_H
#define CHIBO_API_HANDLERS_H

#include "api/call.h"

#define ROUTE(method, path, permission, lane, params, body, body_dict, answer, answer_dict,        \
              handler, vi, en)                                                                     \
    enum err handler(struct call *c);
#include "api/routes.def"
#undef ROUTE

#endif
