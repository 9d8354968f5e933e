/* What the session and the page of operations say about the machine and the whole registry. */
#ifndef CHIBO_API_OPERATIONS_H
#define CHIBO_API_OPERATIONS_H

#include "api/call.h"

/* "classification" and "classification_label" (the words of the call's language), null without. */
void operations_put_classification(struct call *c, struct json *j);
/* "notices": [{"code","detail"}], what holds now of rules/upkeep.h. */
void operations_put_notices(struct call *c, struct json *j);

#endif
