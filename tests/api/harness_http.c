/* The client side of the API tests: one blocking connection a request, no library. */
#include "api/harness.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define RAW_MAX (64u * 1024u * 1024u)

char *server_raw(struct server *s, const char *bytes, size_t n, size_t *got)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)s->port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    /* only a guard against hanging for ever: a sanitized import of the province takes minutes */
    struct timeval patience = {.tv_sec = 500};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    for (size_t done = 0; done < n;) {
        ssize_t put = send(fd, bytes + done, n - done, MSG_NOSIGNAL);
        if (put <= 0)
            break; /* refused early: the answer is still to be read */
        done += (size_t)put;
    }
    struct buf b = {0};
    char chunk[65536];
    ssize_t r;
    while (b.len < RAW_MAX && (r = recv(fd, chunk, sizeof chunk, 0)) > 0)
        buf_add(&b, chunk, (size_t)r);
    close(fd);
    buf_text(&b);
    return buf_take(&b, got);
}

static char *dechunk(const char *in, size_t n, size_t *len)
{
    struct buf b = {0};
    const char *end = in + n;
    while (in < end) {
        char *after;
        size_t size = strtoul(in, &after, 16);
        const char *line = strstr(after, "\r\n");
        if (size == 0 || line == NULL || (size_t)(end - line - 2) < size)
            break;
        buf_add(&b, line + 2, size);
        in = line + 2 + size + 2;
    }
    buf_text(&b);
    return buf_take(&b, len);
}

struct answer server_ask(struct server *s, struct ask ask)
{
    struct buf b = {0};
    const char *method = ask.method ? ask.method : "GET";
    buf_printf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", method, ask.path,
               s->host);
    if (ask.token != NULL)
        buf_printf(&b, "Authorization: Bearer %s\r\n", ask.token);
    if (ask.cookie != NULL)
        buf_printf(&b, "Cookie: chibo_session=%s\r\nOrigin: http://%s\r\n", ask.cookie, s->host);
    if (ask.headers != NULL)
        buf_str(&b, ask.headers);
    if (ask.body != NULL) {
        size_t n = ask.body_len ? ask.body_len : strlen(ask.body);
        buf_printf(&b, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                   ask.type ? ask.type : "application/json", n);
        buf_add(&b, ask.body, n);
    } else {
        buf_str(&b, "\r\n");
    }
    size_t got;
    char *raw = server_raw(s, b.p, b.len, &got);
    buf_free(&b);
    struct answer a = {0};
    char *split = raw ? strstr(raw, "\r\n\r\n") : NULL;
    ck_assert_msg(split != NULL, "no answer to %s %s", method, ask.path);
    a.head = strndup(raw, (size_t)(split - raw));
    sscanf(a.head, "HTTP/1.1 %d", &a.status);
    const char *body = split + 4;
    size_t n = got - (size_t)(body - raw);
    char *chunked = answer_header(&a, "Transfer-Encoding");
    if (chunked != NULL) {
        a.body = dechunk(body, n, &a.body_len);
    } else {
        a.body = calloc(1, n + 1);
        memcpy(a.body, body, n);
        a.body_len = n;
    }
    free(chunked);
    free(raw);
    if (a.body_len > 0 && (a.body[0] == '{' || a.body[0] == '['))
        a.json = json_loadb(a.body, a.body_len, 0, NULL);
    return a;
}

struct answer server_get(struct server *s, const char *token, const char *path, ...)
{
    char text[4096];
    va_list args;
    va_start(args, path);
    vsnprintf(text, sizeof text, path, args);
    va_end(args);
    return server_ask(s, (struct ask){.path = text, .token = token});
}

struct answer server_send(struct server *s, const char *token, const char *method, const char *path,
                          int64_t if_match, const char *body)
{
    char head[64] = "";
    if (if_match != 0)
        snprintf(head, sizeof head, "If-Match: \"%lld\"\r\n", (long long)if_match);
    return server_ask(
        s, (struct ask){
               .method = method, .path = path, .token = token, .body = body, .headers = head});
}

void answer_free(struct answer *a)
{
    free(a->head);
    free(a->body);
    json_decref(a->json);
    *a = (struct answer){0};
}

char *answer_header(const struct answer *a, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = a->head; p != NULL; p = strstr(p, "\r\n")) {
        if (p[0] == '\r')
            p += 2;
        if (strncasecmp(p, name, n) == 0 && p[n] == ':') {
            p += n + 1;
            while (*p == ' ')
                p++;
            return strndup(p, strcspn(p, "\r\n"));
        }
    }
    return NULL;
}

static json_t *walk(const struct answer *a, const char *path)
{
    json_t *at = a->json;
    char step[128];
    while (at != NULL && *path != '\0') {
        size_t n = strcspn(path, "/");
        snprintf(step, sizeof step, "%.*s", (int)n, path);
        at = json_is_array(at) ? json_array_get(at, (size_t)atoi(step)) : json_object_get(at, step);
        path += n + (path[n] == '/');
    }
    return at;
}

json_t *answer_at(const struct answer *a, const char *path)
{
    json_t *at = walk(a, path);
    ck_assert_msg(at != NULL, "no %s in %s", path, a->body);
    return at;
}

const char *answer_text(const struct answer *a, const char *path)
{
    return json_string_value(answer_at(a, path));
}

int64_t answer_int(const struct answer *a, const char *path)
{
    return json_integer_value(answer_at(a, path));
}

bool answer_blames(const struct answer *a, const char *pointer, const char *code)
{
    size_t i;
    json_t *e;
    json_array_foreach (json_object_get(a->json, "errors"), i, e) {
        const char *p = json_string_value(json_object_get(e, "pointer"));
        const char *k = json_string_value(json_object_get(e, "code"));
        if (p != NULL && strcmp(p, pointer) == 0 && (code == NULL || (k && strcmp(k, code) == 0)))
            return true;
    }
    return false;
}
