/* Keep-alive HTTP/1.1 connections to 127.0.0.1, one request at a time each, driven by epoll from
   one thread. It understands Content-Length and nothing else, which is all that chibo answers with.
 */
#ifndef CHIBO_BENCH_CLIENT_H
#define CHIBO_BENCH_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLIENT_HEAD_MAX 8192

struct client {
    int fd;
    char *out; /* the request being sent; the caller's */
    size_t out_len, out_at;
    char in[CLIENT_HEAD_MAX + 1];
    size_t in_len;     /* of the head, until body_left is known */
    int64_t body_left; /* -1: the head is not complete */
    int status;        /* of the answer being read */
    int64_t started;   /* monotonic ns */
    /* where whole answers are kept when keep is set (an answer to be looked at) */
    bool keep;
    char *kept;
    size_t kept_len;
};

enum client_state { CLIENT_BUSY, CLIENT_DONE, CLIENT_BROKEN };

int64_t now_ns(void);
/* A connected, non-blocking client in *c; false with errno. */
bool client_open(struct client *c, int port);
void client_close(struct client *c);
/* Begins a request; `request` must stay until it is sent. CLIENT_BUSY or CLIENT_BROKEN. */
enum client_state client_send(struct client *c, char *request, size_t n);
/* Sends what is left and reads what came; CLIENT_DONE once the answer is whole. */
enum client_state client_go_on(struct client *c);

#endif
