/* Schemas of the API's description, from the dictionaries. Used by openapi.c alone. */
#ifndef CHIBO_API_OPENAPI_SCHEMA_H
#define CHIBO_API_OPENAPI_SCHEMA_H

#include "base/buf.h"
#include "registry/dict.h"

enum body_kind { SHOWN, CREATE, PATCH };

/* JSON as it stands. */
void openapi_raw(struct json *j, const char *text);
/* One member of components/schemas: an object as it is shown or sent, and a page of them. */
void openapi_schema(struct json *j, const struct dict *d, enum body_kind kind);
void openapi_list_schema(struct json *j, const struct dict *d);

#endif
