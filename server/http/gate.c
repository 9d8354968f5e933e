/* The request gate: what libmicrohttpd lets through and a careful server must not. Two parties that
   read one request differently are how requests get smuggled. */
#include "http/server.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HEADERS_MAX 64

struct seen {
    unsigned headers, lengths, encodings, hosts, types, cookies, authorizations;
    bool bad;
    const char *host, *length, *encoding;
};

static bool token_char(unsigned char c)
{
    return c > 0x20 && c < 0x7f && strchr("()<>@,;:\\\"/[]?={}", c) == NULL;
}

static enum MHD_Result look(void *ctx, enum MHD_ValueKind kind, const char *key, size_t key_size,
                            const char *value, size_t value_size)
{
    (void)kind;
    struct seen *s = ctx;
    s->headers++;
    for (size_t i = 0; i < key_size; i++)
        s->bad = s->bad || !token_char((unsigned char)key[i]);
    for (size_t i = 0; i < value_size; i++)
        s->bad = s->bad || ((unsigned char)value[i] < 0x20 && value[i] != '\t') || value[i] == 0x7f;
    if (strcasecmp(key, "Content-Length") == 0) {
        s->lengths++;
        s->length = value;
    } else if (strcasecmp(key, "Transfer-Encoding") == 0) {
        s->encodings++;
        s->encoding = value;
    } else if (strcasecmp(key, "Host") == 0) {
        s->hosts++;
        s->host = value;
    } else if (strcasecmp(key, "Content-Type") == 0) {
        s->types++;
    } else if (strcasecmp(key, "Authorization") == 0) {
        s->authorizations++;
    } else if (strcasecmp(key, "Cookie") == 0) {
        s->cookies++;
    }
    return MHD_YES;
}

/* The name without its port, lower case; false when it is none. */
static bool host_name(const char *host, char out[256])
{
    size_t n = strlen(host);
    if (n == 0 || n > 255)
        return false;
    size_t end = n;
    if (host[0] == '[') {
        const char *close = strchr(host, ']');
        if (close == NULL)
            return false;
        end = (size_t)(close - host) + 1;
    } else {
        const char *colon = strchr(host, ':');
        end = colon ? (size_t)(colon - host) : n;
    }
    if (host[end] != '\0' &&
        (host[end] != ':' || strspn(host + end + 1, "0123456789") != n - end - 1 || n - end > 6))
        return false;
    for (size_t i = 0; i < end; i++)
        out[i] = (char)tolower((unsigned char)host[i]);
    out[end] = '\0';
    return end > 0;
}

/* Serving a wildcard address, the address a client connected to is a name of ours, too. */
static bool is_own_address(const struct request *r, const char *name)
{
    struct sockaddr_storage a;
    socklen_t len = sizeof a;
    char text[INET6_ADDRSTRLEN + 2] = "";
    if (r->connection == NULL || getsockname(r->connection->fd, (struct sockaddr *)&a, &len) != 0)
        return false;
    if (a.ss_family == AF_INET) {
        inet_ntop(AF_INET, &((struct sockaddr_in *)&a)->sin_addr, text, sizeof text);
    } else if (a.ss_family == AF_INET6) {
        text[0] = '[';
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&a)->sin6_addr, text + 1, INET6_ADDRSTRLEN);
        strcat(text, "]");
    }
    return strcmp(text, name) == 0;
}

static bool host_allowed(const struct request *r, const char *host)
{
    const struct http_server *s = r->worker->server;
    char name[256];
    if (!host_name(host, name))
        return false;
    for (unsigned i = 0; i < s->n_hosts; i++)
        if (strcmp(s->hosts[i], name) == 0)
            return true;
    return is_own_address(r, name);
}

void server_allow_host(struct http_server *s, const char *name, size_t n)
{
    char **grown = realloc(s->hosts, (s->n_hosts + 1) * sizeof *grown);
    char *copy = strndup(name, n);
    if (grown == NULL || copy == NULL) {
        free(copy);
        return;
    }
    for (char *p = copy; *p != '\0'; p++)
        *p = (char)tolower((unsigned char)*p);
    s->hosts = grown;
    s->hosts[s->n_hosts++] = copy;
}

void gate_hosts(struct http_server *s)
{
    static const char *const own[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        server_allow_host(s, own[i], strlen(own[i]));
    for (const char *const *h = s->config.hosts; h != NULL && *h != NULL; h++)
        server_allow_host(s, *h, strlen(*h));
    const char *base = s->config.base_url ? strstr(s->config.base_url, "://") : NULL;
    if (base != NULL) {
        base += 3;
        size_t n = base[0] == '[' ? strcspn(base, "]") + 1 : strcspn(base, ":/");
        server_allow_host(s, base, n);
    }
    char machine[256];
    if (gethostname(machine, sizeof machine) == 0)
        server_allow_host(s, machine, strlen(machine));
}

enum err gate_check(struct request *r)
{
    struct seen s = {0};
    MHD_get_connection_values_n(r->mhd, MHD_HEADER_KIND, look, &s);
    if (s.headers > HEADERS_MAX)
        return ERR_HEADERS_TOO_LARGE;
    if (s.bad || s.lengths > 1 || s.encodings > 1 || (s.lengths > 0 && s.encodings > 0) ||
        s.types > 1 || s.authorizations > 1 || s.cookies > 1)
        return ERR_BAD_FRAMING;
    if (s.length != NULL && (s.length[0] == '\0' || strlen(s.length) > 18 ||
                             strspn(s.length, "0123456789") != strlen(s.length)))
        return ERR_BAD_FRAMING;
    if (s.encoding != NULL && strcasecmp(s.encoding, "chunked") != 0)
        return ERR_BAD_FRAMING;
    if (s.hosts != 1 || !host_allowed(r, s.host))
        return ERR_BAD_FRAMING;
    return OK;
}
