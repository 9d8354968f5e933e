/* See client.h. */
#include "client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

bool client_open(struct client *c, int port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int on = 1;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    memset(c, 0, sizeof *c);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0)
        return false;
    /* connected while blocking: thousands are opened one after the other, never faster than the
       server's backlog empties */
    if (connect(c->fd, (struct sockaddr *)&a, sizeof a) != 0) {
        client_close(c);
        return false;
    }
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return true;
}

void client_close(struct client *c)
{
    if (c->fd >= 0)
        close(c->fd);
    free(c->kept);
    c->fd = -1;
    c->kept = NULL;
}

static enum client_state push(struct client *c)
{
    while (c->out_at < c->out_len) {
        ssize_t n =
            send(c->fd, c->out + c->out_at, c->out_len - c->out_at, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0 && errno == EAGAIN)
            return CLIENT_BUSY;
        if (n <= 0)
            return CLIENT_BROKEN;
        c->out_at += (size_t)n;
    }
    return CLIENT_BUSY;
}

enum client_state client_send(struct client *c, char *request, size_t n)
{
    c->out = request;
    c->out_len = n;
    c->out_at = c->in_len = 0;
    c->body_left = -1;
    c->status = 0;
    c->kept_len = 0;
    c->started = now_ns();
    return push(c);
}

static void keep(struct client *c, const char *bytes, size_t n)
{
    if (!c->keep)
        return;
    char *grown = realloc(c->kept, c->kept_len + n + 1);
    if (grown == NULL)
        abort();
    memcpy(grown + c->kept_len, bytes, n);
    c->kept = grown;
    c->kept_len += n;
    c->kept[c->kept_len] = '\0';
}

/* True once the head is whole; what stands behind it is the beginning of the body. */
static bool read_head(struct client *c)
{
    c->in[c->in_len] = '\0';
    const char *end = strstr(c->in, "\r\n\r\n");
    if (end == NULL)
        return false;
    const char *length = strcasestr(c->in, "\r\nContent-Length:");
    int64_t body = length != NULL && length < end ? strtoll(length + 17, NULL, 10) : 0;
    c->status = atoi(c->in + 9); /* behind "HTTP/1.1 " */
    c->body_left = body - ((int64_t)c->in_len - (end + 4 - c->in));
    return true;
}

enum client_state client_go_on(struct client *c)
{
    char body[65536];
    if (c->out_at < c->out_len && push(c) == CLIENT_BROKEN)
        return CLIENT_BROKEN;
    for (;;) {
        bool head = c->body_left < 0;
        char *to = head ? c->in + c->in_len : body;
        size_t room = head ? CLIENT_HEAD_MAX - c->in_len : sizeof body;
        ssize_t n = room > 0 ? recv(c->fd, to, room, MSG_DONTWAIT) : 0;
        if (n < 0 && errno == EAGAIN)
            return CLIENT_BUSY;
        if (n <= 0)
            return CLIENT_BROKEN;
        keep(c, to, (size_t)n);
        if (!head) {
            c->body_left -= n;
        } else {
            c->in_len += (size_t)n;
            if (!read_head(c))
                continue;
        }
        if (c->body_left == 0)
            return CLIENT_DONE;
        if (c->body_left < 0)
            return CLIENT_BROKEN; /* more than was announced, or no length at all */
    }
}
