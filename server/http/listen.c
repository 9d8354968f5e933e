/* The listening socket. One is opened and duplicated for each event thread, never SO_REUSEPORT:
   with it a second process would join the port silently. */
#include "http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct address {
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } u;
    socklen_t len;
};

static bool parse_port(const char *text, uint16_t *port)
{
    char *end;
    long v = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || v > 65535)
        return false;
    *port = htons((uint16_t)v);
    return true;
}

static bool parse(const char *text, struct address *out)
{
    char host[64];
    const char *colon = strrchr(text, ':');
    size_t n = colon ? (size_t)(colon - text) : 0;
    *out = (struct address){.len = 0};
    if (colon == NULL || n == 0 || n >= sizeof host)
        return false;
    memcpy(host, text, n);
    host[n] = '\0';
    if (host[0] == '[' && host[n - 1] == ']') {
        host[n - 1] = '\0';
        out->u.v6.sin6_family = AF_INET6;
        out->len = sizeof out->u.v6;
        return inet_pton(AF_INET6, host + 1, &out->u.v6.sin6_addr) == 1 &&
               parse_port(colon + 1, &out->u.v6.sin6_port);
    }
    out->u.v4.sin_family = AF_INET;
    out->len = sizeof out->u.v4;
    if (strcmp(host, "localhost") == 0)
        snprintf(host, sizeof host, "127.0.0.1");
    return inet_pton(AF_INET, host, &out->u.v4.sin_addr) == 1 &&
           parse_port(colon + 1, &out->u.v4.sin_port);
}

static bool is_loopback(const struct address *a)
{
    if (a->u.any.sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&a->u.v6.sin6_addr);
    return ntohl(a->u.v4.sin_addr.s_addr) >> 24 == 127;
}

static void write_url(const struct address *a, bool tls, char url[128])
{
    char host[INET6_ADDRSTRLEN] = "";
    const char *scheme = tls ? "https" : "http";
    if (a->u.any.sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &a->u.v6.sin6_addr, host, sizeof host);
        snprintf(url, 128, "%s://[%s]:%u", scheme, host, ntohs(a->u.v6.sin6_port));
    } else {
        inet_ntop(AF_INET, &a->u.v4.sin_addr, host, sizeof host);
        snprintf(url, 128, "%s://%s:%u", scheme, host, ntohs(a->u.v4.sin_port));
    }
}

int listen_open(const struct http_config *config, char url[128], const char **why)
{
    struct address a;
    bool tls = config->tls_cert != NULL;
    if (!parse(config->listen, &a)) {
        *why = "--listen must be ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080";
        return -1;
    }
    if (!is_loopback(&a) && !tls && !config->behind_proxy) {
        *why =
            "plain HTTP is served on loopback only: use --tls-cert and --tls-key (see chibo tls-init), "
            "or --behind-proxy";
        return -1;
    }
    int fd = socket(a.u.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int on = 1;
    *why = "the socket cannot be opened";
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &a.u.any, a.len) != 0 || listen(fd, 1024) != 0) {
        *why = strerror(errno);
        close(fd);
        return -1;
    }
    socklen_t len = sizeof a.u;
    getsockname(fd, &a.u.any, &len);
    write_url(&a, tls, url);
    return fd;
}
