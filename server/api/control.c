/*
 * The control socket: one request a connection. The caller sends its arguments as a JSON array and
 * a line break; the answer is a JSON object {"code": exit code, "out": text, "err": text}. What a
 * command does is decided by the same functions that the command line calls on its own store.
 */
#include "api/control.h"
#include "api/commands.h"
#include "base/log.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define REQUEST_MAX 65536

struct control {
    struct app *app;
    pthread_t thread;
    int listen_fd, stop_fd;
    char path[108];
};

static bool read_line(int fd, struct buf *b)
{
    char chunk[4096];
    struct timeval patience = {.tv_sec = 10};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    while (b->len < REQUEST_MAX && (b->len == 0 || b->p[b->len - 1] != '\n')) {
        ssize_t n = recv(fd, chunk, sizeof chunk, 0);
        if (n <= 0)
            return false;
        buf_add(b, chunk, (size_t)n);
    }
    return b->len > 0 && b->p[b->len - 1] == '\n';
}

static void send_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t put = send(fd, p, n, MSG_NOSIGNAL);
        if (put <= 0)
            return;
        p += put;
        n -= (size_t)put;
    }
}

static void answer(struct control *k, int fd)
{
    struct buf line = {0};
    struct command_output out = {0};
    int code = 2;
    json_t *args = read_line(fd, &line) ? json_loadb(line.p, line.len, 0, NULL) : NULL;
    const char *argv[64];
    int argc = 0;
    size_t i;
    json_t *a;
    json_array_foreach (args, i, a)
        if (json_is_string(a) && argc < 63)
            argv[argc++] = json_string_value(a);
    argv[argc] = NULL;
    if (argc > 0) {
        struct command_context ctx = {
            .data = k->app->config.data, .writer = k->app->writer, .app = k->app};
        code = command_run(&ctx, argc, argv, &out);
    }
    struct buf reply = {0};
    struct json j;
    json_init(&j, &reply);
    json_open(&j, '{');
    json_kint(&j, "code", code);
    json_key(&j, "out");
    json_str_n(&j, out.out.p ? out.out.p : "", out.out.len);
    json_key(&j, "err");
    json_str_n(&j, out.err.p ? out.err.p : "", out.err.len);
    json_close(&j, '}');
    buf_char(&reply, '\n');
    send_all(fd, reply.p, reply.len);
    buf_free(&reply);
    buf_free(&out.out);
    buf_free(&out.err);
    buf_free(&line);
    json_decref(args);
}

static void *control_main(void *arg)
{
    struct control *k = arg;
    struct pollfd fds[2] = {{.fd = k->listen_fd, .events = POLLIN},
                            {.fd = k->stop_fd, .events = POLLIN}};
    while (poll(fds, 2, -1) >= 0 || errno == EINTR) {
        if (fds[1].revents)
            break;
        if (!(fds[0].revents & POLLIN))
            continue;
        int fd = accept4(k->listen_fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0)
            continue;
        answer(k, fd);
        close(fd);
    }
    return NULL;
}

static bool open_socket(struct control *k)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    int n = snprintf(a.sun_path, sizeof a.sun_path, "%s/control", k->app->config.data);
    if (n < 0 || (size_t)n >= sizeof a.sun_path)
        return false;
    snprintf(k->path, sizeof k->path, "%s", a.sun_path);
    unlink(k->path); /* the lock says that no other server can own it */
    k->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    mode_t before = umask(0177);
    bool good = k->listen_fd >= 0 && bind(k->listen_fd, (struct sockaddr *)&a, sizeof a) == 0;
    umask(before);
    return good && listen(k->listen_fd, 8) == 0;
}

struct control *control_start(struct app *app)
{
    struct control *k = calloc(1, sizeof *k);
    if (k == NULL)
        return NULL;
    k->app = app;
    k->listen_fd = -1;
    k->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (k->stop_fd >= 0 && open_socket(k) && pthread_create(&k->thread, NULL, control_main, k) == 0)
        return k;
    log_line(LOG_ERROR, "control", "errno=%d", errno);
    if (k->listen_fd >= 0)
        close(k->listen_fd);
    if (k->stop_fd >= 0)
        close(k->stop_fd);
    free(k);
    return NULL;
}

void control_stop(struct control *k)
{
    uint64_t one = 1;
    if (k == NULL)
        return;
    if (write(k->stop_fd, &one, sizeof one) < 0)
        log_line(LOG_ERROR, "control", "errno=%d", errno);
    pthread_join(k->thread, NULL);
    close(k->listen_fd);
    close(k->stop_fd);
    unlink(k->path);
    free(k);
}
