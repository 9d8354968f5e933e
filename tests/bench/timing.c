/*
 * Whether the time of an answer tells servers apart. Each round saves the same row on every server,
 * so that no answer is one kept from before, then asks every one for the same path, both in a
 * random order, each on a connection of its own. Prints a line a server: the median in
 * microseconds, its ratio to the first server's, and how often one of its answers came later than
 * one of the first server's (0.500: no telling). Usage: timing ROUNDS TOKEN SAVE_PATH PATH PORT
 * PORT…
 */
#include "client.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PORTS_MAX 8
#define REQUEST_MAX 2048

static void fail(const char *what)
{
    fprintf(stderr, "timing: %s\n", what);
    exit(1);
}

/* The nanoseconds until the whole answer was there. */
static int64_t ask(struct client *c, char *request, size_t n)
{
    enum client_state state = client_send(c, request, n);
    while (state == CLIENT_BUSY) {
        struct pollfd p = {.fd = c->fd, .events = POLLIN};
        if (poll(&p, 1, 60000) <= 0)
            fail("no answer for a minute");
        state = client_go_on(c);
    }
    if (state != CLIENT_DONE)
        fail("a connection broke");
    return now_ns() - c->started;
}

static size_t get(char *to, const char *path, const char *token)
{
    return (size_t)snprintf(
        to, REQUEST_MAX, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n",
        path, token);
}

static size_t save(char *to, const char *path, const char *token, int round)
{
    char body[100];
    int n = snprintf(body, sizeof body, "{\"kind\":\"professional\",\"school\":\"T %d\"}", round);
    return (size_t)snprintf(to, REQUEST_MAX,
                            "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                            path, token, n, body);
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* How often a value of y is greater than one of x; half of those that are equal. Both sorted. */
static double later(const int64_t *x, const int64_t *y, int n)
{
    double more = 0;
    int below = 0, upto = 0;
    for (int i = 0; i < n; i++) {
        while (below < n && x[below] < y[i])
            below++;
        while (upto < n && x[upto] <= y[i])
            upto++;
        more += (below + upto) / 2.0;
    }
    return more / n / n;
}

static void shuffle(int *order, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int k = rand() % (i + 1), was = order[i];
        order[i] = order[k];
        order[k] = was;
    }
}

int main(int argc, char **argv)
{
    int rounds = argc > 5 ? atoi(argv[1]) : 0, n = argc - 5, order[PORTS_MAX];
    struct client clients[PORTS_MAX];
    int64_t *took[PORTS_MAX];
    char request[REQUEST_MAX], saving[REQUEST_MAX];
    if (rounds <= 0 || n > PORTS_MAX) {
        fprintf(stderr, "usage: timing ROUNDS TOKEN SAVE_PATH PATH PORT PORT...\n");
        return 2;
    }
    for (int i = 0; i < n; i++) {
        order[i] = i;
        took[i] = calloc((size_t)rounds, sizeof **took);
        if (took[i] == NULL || !client_open(&clients[i], atoi(argv[5 + i])))
            fail("no connection");
    }
    srand(1);
    size_t length = get(request, argv[4], argv[2]);
    for (int round = 0; round < rounds; round++) {
        shuffle(order, n);
        for (int i = 0; i < n; i++) {
            ask(&clients[order[i]], saving, save(saving, argv[3], argv[2], round));
            if (clients[order[i]].status != 201)
                fail("a save was refused");
        }
        shuffle(order, n);
        for (int i = 0; i < n; i++)
            took[order[i]][round] = ask(&clients[order[i]], request, length);
    }
    for (int i = 0; i < n; i++)
        qsort(took[i], (size_t)rounds, sizeof **took, by_size);
    for (int i = 0; i < n; i++) {
        double median = (double)took[i][rounds / 2], first = (double)took[0][rounds / 2];
        printf("status=%d median_us=%.1f ratio=%.3f later=%.3f\n", clients[i].status, median / 1e3,
               median / first, later(took[0], took[i], rounds));
    }
    for (int i = 0; i < n; i++) {
        client_close(&clients[i]);
        free(took[i]);
    }
    return 0;
}
