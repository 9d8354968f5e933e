/* See the header. */
#include "api/openapi_schema.h"

#include <stdio.h>
#include <string.h>

void openapi_raw(struct json *j, const char *text)
{
    json_raw(j, text, strlen(text));
}

static void put_type(struct json *j, const char *type)
{
    json_key(j, "type");
    json_open(j, '[');
    json_str(j, type);
    json_str(j, "null");
    json_close(j, ']');
}

static void put_codes(struct json *j, const struct field *f)
{
    json_key(j, "enum");
    json_open(j, '[');
    for (size_t i = 0; i < f->codes->n; i++)
        json_str(j, f->codes->codes[i].code);
    json_none(j);
    json_close(j, ']');
}

static void put_field(struct json *j, const struct field *f)
{
    json_key(j, f->name);
    json_open(j, '{');
    switch (f->type) {
    case FIELD_INT:
    case FIELD_ID:
        put_type(j, "integer");
        break;
    case FIELD_BOOL:
        put_type(j, "boolean");
        break;
    case FIELD_JSON:
        break;
    case FIELD_CODE:
        put_type(j, "string");
        put_codes(j, f);
        break;
    case FIELD_DATE:
        put_type(j, "string");
        json_kstr(j, "format", "date");
        break;
    case FIELD_PARTIAL_DATE:
        put_type(j, "string");
        json_kstr(j, "pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
        break;
    case FIELD_TIME:
        put_type(j, "string");
        json_kstr(j, "format", "date-time");
        break;
    case FIELD_UID:
        put_type(j, "string");
        json_kstr(j, "format", "uuid");
        break;
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_REFERENCE_CODE:
    case FIELD_DIGITS:
        put_type(j, "string");
        if (f->max > 0)
            json_kint(j, "maxLength", f->max);
        break;
    }
    json_kstr(j, "title", f->vi);
    json_kstr(j, "description", f->en);
    if ((f->flags & (F_CREATE | F_PATCH)) == 0)
        json_kbool(j, "readOnly", true);
    json_close(j, '}');
}

static bool belongs(const struct field *f, enum body_kind kind)
{
    if (kind == SHOWN)
        return f->sql != NULL || (f->flags & (F_CREATE | F_PATCH)) == 0;
    return (f->flags & (kind == CREATE ? F_CREATE : F_PATCH)) != 0;
}

void openapi_schema(struct json *j, const struct dict *d, enum body_kind kind)
{
    static const char *const suffix[] = {"", "Create", "Patch"};
    char name[96];
    snprintf(name, sizeof name, "%s%s", d->schema, suffix[kind]);
    json_key(j, name);
    json_open(j, '{');
    json_kstr(j, "type", "object");
    if (kind != SHOWN)
        json_kbool(j, "additionalProperties", false);
    json_key(j, "properties");
    json_open(j, '{');
    for (size_t i = 0; i < d->n; i++)
        if (belongs(&d->fields[i], kind))
            put_field(j, &d->fields[i]);
    if (kind == PATCH) {
        json_key(j, "effective_on");
        openapi_raw(j, "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}");
    }
    if (kind != SHOWN) {
        json_key(j, "reason");
        openapi_raw(j, "{\"type\":[\"string\",\"null\"]}");
    } else {
        json_key(j, "hidden");
        openapi_raw(j, "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
        json_key(j, "warnings");
        openapi_raw(j, "{\"type\":\"array\",\"items\":{\"type\":\"object\"}}");
    }
    json_close(j, '}');
    if (kind == CREATE) {
        bool open = false;
        for (size_t i = 0; i < d->n; i++) {
            if ((d->fields[i].flags & (F_REQUIRED | F_CREATE)) != (F_REQUIRED | F_CREATE))
                continue;
            if (!open) {
                json_key(j, "required");
                json_open(j, '[');
                open = true;
            }
            json_str(j, d->fields[i].name);
        }
        if (open)
            json_close(j, ']');
    }
    json_close(j, '}');
}

void openapi_list_schema(struct json *j, const struct dict *d)
{
    char name[96], ref[128];
    snprintf(name, sizeof name, "%sList", d->schema);
    snprintf(ref, sizeof ref, "#/components/schemas/%s", d->schema);
    json_key(j, name);
    json_open(j, '{');
    json_kstr(j, "type", "object");
    json_key(j, "required");
    json_open(j, '[');
    json_str(j, "items");
    json_str(j, "next_cursor");
    json_close(j, ']');
    json_key(j, "properties");
    json_open(j, '{');
    json_key(j, "items");
    json_open(j, '{');
    json_kstr(j, "type", "array");
    json_key(j, "items");
    json_open(j, '{');
    json_kstr(j, "$ref", ref);
    json_close(j, '}');
    json_close(j, '}');
    json_key(j, "next_cursor");
    openapi_raw(j, "{\"type\":[\"string\",\"null\"]}");
    json_key(j, "total");
    openapi_raw(j, "{\"type\":\"integer\"}");
    json_key(j, "hidden");
    openapi_raw(j, "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
    json_close(j, '}');
    json_close(j, '}');
}
