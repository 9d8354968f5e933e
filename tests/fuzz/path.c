/* Fuzz target: the raw path of a request, through percent decoding and the router with the real
   table of routes. First byte: the method; the rest: the path as it stands in the request line. */
#include "fuzz.h"

#include "api/routes.h"
#include "http/query.h"
#include "http/server.h"

static struct router *router;
static struct http_route *table;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    table = calloc(routes_count, sizeof *table);
    REQUIRE(table != NULL);
    routes_http(table);
    router = router_new(table, routes_count);
    REQUIRE(router != NULL);
    return 0;
}

/* No segment may lead elsewhere once a path was accepted. */
static void check_segments(const char *path)
{
    REQUIRE(path[0] == '/' && is_utf8(path));
    REQUIRE(strstr(path, "//") == NULL);
    for (const char *p = path; p != NULL; p = strchr(p + 1, '/')) {
        size_t n = strcspn(p + 1, "/");
        REQUIRE(!(n == 1 && p[1] == '.') && !(n == 2 && memcmp(p + 1, "..", 2) == 0));
    }
}

/* The path that the pattern and the segments found give back is the one that was asked for. */
static void check_found(const struct http_request *req)
{
    char rebuilt[8192];
    size_t len = 0;
    int at = 0;
    for (const char *p = req->route->pattern; *p != '\0';) {
        const char *from = p;
        size_t n = 1;
        if (*p == '{') {
            p += strcspn(p, "}") + 1;
            from = req->segment[at++];
            REQUIRE(from != NULL && from[0] != '\0');
            n = strlen(from);
        } else {
            p++;
        }
        REQUIRE(len + n < sizeof rebuilt);
        memcpy(rebuilt + len, from, n);
        len += n;
    }
    rebuilt[len] = '\0';
    REQUIRE(strcmp(rebuilt, req->path) == 0);
    REQUIRE(req->route->method == req->method && req->route == &table[req->route_index]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 4096)
        return 0;
    struct arena *a = arena_new();
    char *raw = text_of(data + 1, size - 1);
    struct http_request req = {.arena = a, .method = (enum http_method)(data[0] % HTTP_METHODS)};
    if (path_decode(a, raw, &req.path)) {
        const char *allow = NULL;
        check_segments(req.path);
        enum err e = router_find(router, &req, &allow);
        REQUIRE(e == OK || e == ERR_NOT_FOUND || e == ERR_BAD_METHOD);
        if (e == OK)
            check_found(&req);
        else
            REQUIRE(req.route == NULL);
        if (e == ERR_BAD_METHOD)
            REQUIRE(allow != NULL && allow[0] != '\0' &&
                    strstr(allow, http_method_name(req.method)) == NULL);
    }
    free(raw);
    arena_free(a);
    return 0;
}
