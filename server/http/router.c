/* From a path to its row in the table of routes. A literal segment wins over {…}. */
#include "http/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEGMENTS_MAX 8

struct pattern {
    const char *part[SEGMENTS_MAX]; /* NULL: {…} */
    size_t len[SEGMENTS_MAX];
    int n, literals;
    size_t route;
};

struct router {
    struct pattern *patterns;
    const struct http_route *routes;
    size_t n;
};

static int split(const char *path, const char *part[SEGMENTS_MAX], size_t len[SEGMENTS_MAX])
{
    int n = 0;
    for (const char *p = path; *p == '/';) {
        if (n == SEGMENTS_MAX)
            return -1;
        size_t k = strcspn(p + 1, "/");
        part[n] = p + 1;
        len[n++] = k;
        p += 1 + k;
    }
    return n;
}

struct router *router_new(const struct http_route *routes, size_t n)
{
    struct router *r = calloc(1, sizeof *r);
    if (r == NULL || (r->patterns = calloc(n + 1, sizeof *r->patterns)) == NULL) {
        free(r);
        return NULL;
    }
    r->routes = routes;
    r->n = n;
    for (size_t i = 0; i < n; i++) {
        struct pattern *p = &r->patterns[i];
        p->route = i;
        p->n = split(routes[i].pattern, p->part, p->len);
        for (int k = 0; k < p->n; k++) {
            if (p->part[k][0] == '{')
                p->part[k] = NULL;
            else
                p->literals++;
        }
    }
    return r;
}

void router_free(struct router *r)
{
    if (r == NULL)
        return;
    free(r->patterns);
    free(r);
}

static bool matches(const struct pattern *p, const char *const part[], const size_t len[], int n)
{
    if (p->n != n)
        return false;
    /* from the end: the beginnings are all alike */
    for (int i = n - 1; i >= 0; i--) {
        if (p->part[i] == NULL ? len[i] == 0
                               : p->len[i] != len[i] || memcmp(p->part[i], part[i], len[i]) != 0)
            return false;
    }
    return true;
}

/* GET brings HEAD with it. */
static const char *allow_of(struct arena *a, unsigned methods)
{
    const char *text = "";
    for (int m = 0; m < HTTP_METHODS; m++)
        if (methods >> m & 1)
            text =
                arena_printf(a, "%s%s%s%s", text, text[0] ? ", " : "",
                             http_method_name((enum http_method)m), m == HTTP_GET ? ", HEAD" : "");
    return text;
}

enum err router_find(const struct router *router, struct http_request *req, const char **allow)
{
    const char *part[SEGMENTS_MAX];
    size_t len[SEGMENTS_MAX];
    int n = split(req->path, part, len);
    int literals = -1;
    for (size_t i = 0; i < router->n && n > 0; i++)
        if (router->patterns[i].literals > literals && matches(&router->patterns[i], part, len, n))
            literals = router->patterns[i].literals;
    if (literals < 0)
        return ERR_NOT_FOUND;
    unsigned methods = 0;
    for (size_t i = 0; i < router->n; i++) {
        const struct pattern *p = &router->patterns[i];
        if (p->literals != literals || !matches(p, part, len, n))
            continue;
        methods |= 1u << router->routes[i].method;
        if (router->routes[i].method != req->method)
            continue;
        req->route = &router->routes[i];
        req->route_index = i;
        int at = 0;
        for (int k = 0; k < n && at < 4; k++)
            if (p->part[k] == NULL)
                req->segment[at++] = arena_dup_n(req->arena, part[k], len[k]);
        return OK;
    }
    *allow = allow_of(req->arena, methods);
    return ERR_BAD_METHOD;
}

const char *http_method_name(enum http_method m)
{
    static const char *const names[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    return m < HTTP_METHODS ? names[m] : "?";
}
