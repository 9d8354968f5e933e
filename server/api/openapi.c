/* OpenAPI 3.1, written from the table of routes and the dictionaries: nothing here names a
 * resource. */
#include "api/handlers.h"
#include "api/openapi_schema.h"
#include "api/params.h"
#include "api/table_file.h"
#include "registry/dict_list.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char problem_schema[] =
    "{\"type\":\"object\",\"required\":[\"type\",\"title\",\"status\",\"request_id\"],\"properties\":{"
    "\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},"
    "\"detail\":{\"type\":\"string\"},\"request_id\":{\"type\":\"string\"},\"errors\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"properties\":{\"pointer\":{\"type\":\"string\"},\"code\":{\"type\":\"string\"},"
    "\"detail\":{\"type\":\"string\"},\"rule\":{\"type\":\"string\"},\"value\":{\"type\":\"string\"},"
    "\"citation\":{\"type\":\"string\"},\"confirmed\":{\"type\":\"boolean\"}}}}}}";

/* ---- operations */

static void put_ref(struct json *j, const char *schema, const char *suffix)
{
    char ref[128];
    snprintf(ref, sizeof ref, "#/components/schemas/%s%s", schema, suffix);
    json_key(j, "schema");
    json_open(j, '{');
    json_kstr(j, "$ref", ref);
    json_close(j, '}');
}

static void put_query(void *ctx, const char *name)
{
    struct json *j = ctx;
    json_open(j, '{');
    json_kstr(j, "name", name);
    json_kstr(j, "in", "query");
    json_key(j, "schema");
    openapi_raw(j, "{\"type\":\"string\"}");
    json_close(j, '}');
}

static void put_header(struct json *j, const char *name, bool required)
{
    json_open(j, '{');
    json_kstr(j, "name", name);
    json_kstr(j, "in", "header");
    json_kbool(j, "required", required);
    json_key(j, "schema");
    openapi_raw(j, "{\"type\":\"string\"}");
    json_close(j, '}');
}

static void put_parameters(struct json *j, const struct route *r)
{
    json_key(j, "parameters");
    json_open(j, '[');
    for (const char *p = strchr(r->path, '{'); p != NULL; p = strchr(p + 1, '{')) {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(p + 1, "}"), p + 1);
        json_open(j, '{');
        json_kstr(j, "name", name);
        json_kstr(j, "in", "path");
        json_kbool(j, "required", true);
        json_key(j, "schema");
        openapi_raw(j, "{\"type\":\"integer\"}");
        json_close(j, '}');
    }
    params_each(r, put_query, j);
    if (r->method == HTTP_PATCH || r->method == HTTP_DELETE)
        put_header(j, "If-Match", strstr(r->path, "session") == NULL);
    if (r->method == HTTP_PUT)
        put_header(j, "If-Match", false);
    if (r->method == HTTP_POST)
        put_header(j, "Idempotency-Key", false);
    if (r->lane == LANE_ASYNC)
        put_header(j, "Prefer", false); /* respond-async */
    json_close(j, ']');
}

static void put_body(struct json *j, const struct route *r)
{
    if (r->body == BODY_NONE)
        return;
    json_key(j, "requestBody");
    json_open(j, '{');
    json_kbool(j, "required", true);
    json_key(j, "content");
    json_open(j, '{');
    if (r->body == BODY_SCAN) {
        static const char *const scans[] = {"application/pdf", "image/jpeg", "image/png"};
        for (size_t i = 0; i < sizeof scans / sizeof *scans; i++) {
            json_key(j, scans[i]);
            openapi_raw(j, "{\"schema\":{\"type\":\"string\"}}");
        }
        json_close(j, '}');
        json_close(j, '}');
        return;
    }
    json_key(j, r->body == BODY_FILE      ? "application/octet-stream"
                : r->method == HTTP_PATCH ? "application/merge-patch+json"
                                          : "application/json");
    json_open(j, '{');
    if (r->body_dict != NULL && r->body != BODY_JSON) {
        put_ref(j, r->body_dict->schema, r->body == BODY_PATCH ? "Patch" : "Create");
    } else {
        json_key(j, "schema");
        openapi_raw(j, r->body == BODY_FILE ? "{\"type\":\"string\"}" : "{\"type\":\"object\"}");
    }
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
}

static void put_good(struct json *j, const struct route *r)
{
    json_key(j, r->answer == ANSWER_CREATED ? "201" : r->answer == ANSWER_EMPTY ? "204" : "200");
    json_open(j, '{');
    json_kstr(j, "description", r->en);
    if (r->answer != ANSWER_EMPTY) {
        json_key(j, "content");
        json_open(j, '{');
        json_key(j, "application/json");
        json_open(j, '{');
        if (r->answer != ANSWER_OTHER && r->answer_dict != NULL) {
            put_ref(j, r->answer_dict->schema, r->answer == ANSWER_LIST ? "List" : "");
        } else {
            json_key(j, "schema");
            openapi_raw(j, "{\"type\":\"object\"}");
        }
        json_close(j, '}');
        if (r->params & PARAMS_FORMAT) {
            json_key(j, "text/csv");
            openapi_raw(j, "{\"schema\":{\"type\":\"string\"}}");
            json_key(j, XLSX_TYPE);
            openapi_raw(j, "{\"schema\":{\"type\":\"string\"}}");
        }
        json_close(j, '}');
    }
    json_close(j, '}');
}

static void put_problem(struct json *j, const char *status, const char *what)
{
    json_key(j, status);
    json_open(j, '{');
    json_kstr(j, "description", what);
    json_key(j, "content");
    json_open(j, '{');
    json_key(j, "application/problem+json");
    json_open(j, '{');
    put_ref(j, "Problem", "");
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
}

static void put_responses(struct json *j, const struct route *r)
{
    json_key(j, "responses");
    json_open(j, '{');
    put_good(j, r);
    put_problem(j, "400", "Malformed request, parameters or body");
    if (r->permission != PERMISSION_PUBLIC) {
        put_problem(j, "401", "Log-in required");
        put_problem(j, "403", "This role may not do this");
    }
    if (strchr(r->path, '{') != NULL)
        put_problem(j, "404", "Absent, or outside the caller's scope");
    if (r->method != HTTP_GET)
        put_problem(j, "409", "Conflicts with what is recorded, or breaks a rule");
    if (r->method == HTTP_PATCH || r->method == HTTP_DELETE) {
        put_problem(j, "412", "Somebody else changed it first");
        put_problem(j, "428", "If-Match is required");
    }
    json_close(j, '}');
}

static void put_operation(struct json *j, const struct route *r)
{
    char method[8], permission[64], tag[40];
    snprintf(method, sizeof method, "%s", http_method_name(r->method));
    for (char *p = method; *p != '\0'; p++)
        *p = (char)tolower((unsigned char)*p);
    snprintf(permission, sizeof permission, "%s", permission_code(r->permission));
    for (char *p = permission; *p != '\0'; p++)
        *p = (char)tolower((unsigned char)*p);
    snprintf(tag, sizeof tag, "%.*s", (int)strcspn(r->path + 8, "/"), r->path + 8);
    json_key(j, method);
    json_open(j, '{');
    json_kstr(j, "operationId", r->handler_name);
    json_kstr(j, "summary", r->vi);
    json_kstr(j, "description", r->en);
    json_kstr(j, "x-permission", permission);
    json_key(j, "tags");
    json_open(j, '[');
    json_str(j, tag);
    json_close(j, ']');
    if (r->permission == PERMISSION_PUBLIC) {
        json_key(j, "security");
        openapi_raw(j, "[]");
    }
    put_parameters(j, r);
    put_body(j, r);
    put_responses(j, r);
    json_close(j, '}');
}

/* Rows of one path need not stand together in the table. */
static bool first_of_path(size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(routes[k].path, routes[i].path) == 0)
            return false;
    return true;
}

static bool used(const struct dict *d, enum body_kind kind)
{
    for (size_t i = 0; i < routes_count; i++) {
        if (kind == SHOWN && routes[i].answer_dict == d)
            return true;
        if (routes[i].body_dict == d &&
            routes[i].body == (kind == CREATE ? BODY_CREATE : BODY_PATCH) && kind != SHOWN)
            return true;
    }
    return false;
}

static bool listed(const struct dict *d)
{
    for (size_t i = 0; i < routes_count; i++)
        if (routes[i].answer == ANSWER_LIST && routes[i].answer_dict == d)
            return true;
    return false;
}

enum err openapi_get(struct call *c)
{
    struct json j;
    c->http->reply.compress = true;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kstr(&j, "openapi", "3.1.0");
    json_key(&j, "info");
    json_open(&j, '{');
    json_kstr(&j, "title", "chibo");
    json_kstr(&j, "description", "Sổ đảng viên, tổ chức đảng: REST API");
    json_kstr(&j, "version", CHIBO_VERSION);
    json_key(&j, "license");
    openapi_raw(&j, "{\"name\":\"Proprietary\",\"identifier\":\"LicenseRef-proprietary\"}");
    json_close(&j, '}');
    json_key(&j, "servers");
    openapi_raw(&j, "[{\"url\":\"/\"}]");
    json_key(&j, "security");
    openapi_raw(&j, "[{\"token\":[]},{\"session\":[]}]");
    json_key(&j, "paths");
    json_open(&j, '{');
    for (size_t i = 0; i < routes_count; i++) {
        if (!first_of_path(i))
            continue;
        json_key(&j, routes[i].path);
        json_open(&j, '{');
        for (size_t k = i; k < routes_count; k++)
            if (strcmp(routes[k].path, routes[i].path) == 0)
                put_operation(&j, &routes[k]);
        json_close(&j, '}');
    }
    json_close(&j, '}');
    json_key(&j, "components");
    json_open(&j, '{');
    json_key(&j, "securitySchemes");
    openapi_raw(
        &j,
        "{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"},\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"chibo_session\"}}");
    json_key(&j, "schemas");
    json_open(&j, '{');
    json_key(&j, "Problem");
    json_raw(&j, problem_schema, sizeof problem_schema - 1);
    for (size_t i = 0; i < dicts_count; i++) {
        if (used(dicts[i], SHOWN) || listed(dicts[i]))
            openapi_schema(&j, dicts[i], SHOWN);
        if (used(dicts[i], CREATE))
            openapi_schema(&j, dicts[i], CREATE);
        if (used(dicts[i], PATCH))
            openapi_schema(&j, dicts[i], PATCH);
        if (listed(dicts[i]))
            openapi_list_schema(&j, dicts[i]);
    }
    json_close(&j, '}');
    json_close(&j, '}');
    json_close(&j, '}');
    return OK;
}
