/*
 * What libmicrohttpd alone can do: every request gets one constant answer, by the same threads,
 * epoll descriptors and options as server/http/server.c and server/http/listen.c use. The answer is
 * one that chibo gave (`load … show`), header for header, so that both put the same bytes on the
 * wire. Usage: constant FILE [THREADS]; prints its port.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT_MS 500
#define CONNECTIONS_MAX 8192
#define CONNECTION_MEMORY (8 * 1024) /* as the server has */

struct worker {
    pthread_t thread;
    struct MHD_Daemon *daemon;
    struct MHD_Response *response; /* one a thread: its reference count is under a lock */
    int wake;
};

/* Written by libmicrohttpd itself. */
static bool own_header(const char *name)
{
    static const char *const own[] = {"Date", "Content-Length", "Connection", NULL};
    for (int i = 0; own[i] != NULL; i++)
        if (strcasecmp(own[i], name) == 0)
            return true;
    return false;
}

static struct MHD_Response *make_response(char *answer, size_t n)
{
    char *head_end = strstr(answer, "\r\n\r\n");
    if (head_end == NULL)
        return NULL;
    char *body = head_end + 4;
    struct MHD_Response *r =
        MHD_create_response_from_buffer(n - (size_t)(body - answer), body, MHD_RESPMEM_PERSISTENT);
    char *copy = strndup(answer, (size_t)(head_end - answer)), *rest = NULL;
    if (r == NULL || copy == NULL)
        return NULL;
    strtok_r(copy, "\r\n", &rest); /* the status line */
    for (char *line; (line = strtok_r(NULL, "\r\n", &rest)) != NULL;) {
        char *colon = strchr(line, ':');
        if (colon == NULL)
            continue;
        *colon = '\0';
        if (!own_header(line))
            MHD_add_response_header(r, line, colon + 1 + strspn(colon + 1, " "));
    }
    free(copy);
    return r;
}

/* As chibo does: nothing is queued on the first call, when the body may still be coming. */
static enum MHD_Result handle(void *ctx, struct MHD_Connection *c, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **req)
{
    static int seen;
    struct worker *w = ctx;
    (void)url;
    (void)method;
    (void)version;
    (void)upload;
    if (*req == NULL) {
        *req = &seen;
        return MHD_YES;
    }
    if (*upload_size > 0) {
        *upload_size = 0;
        return MHD_YES;
    }
    return MHD_queue_response(c, MHD_HTTP_OK, w->response);
}

static void *worker_main(void *arg)
{
    struct worker *w = arg;
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd fds[2] = {{.fd = info->epoll_fd, .events = POLLIN},
                            {.fd = w->wake, .events = POLLIN}};
    for (;;) {
        MHD_UNSIGNED_LONG_LONG ms;
        MHD_run(w->daemon);
        poll(fds, 2,
             MHD_get_timeout(w->daemon, &ms) == MHD_YES && ms < WAIT_MS ? (int)ms : WAIT_MS);
    }
    return NULL;
}

static bool start(struct worker *w, int listen_fd, char *answer, size_t n)
{
    w->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    w->response = make_response(answer, n);
    if (w->response == NULL)
        return false;
    w->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, w,
                                 MHD_OPTION_LISTEN_SOCKET, fcntl(listen_fd, F_DUPFD_CLOEXEC, 3),
                                 MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
                                 MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
                                 MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    return w->daemon != NULL && pthread_create(&w->thread, NULL, worker_main, w) == 0;
}

static int listen_loopback(int *port)
{
    struct sockaddr_in a = {.sin_family = AF_INET};
    socklen_t len = sizeof a;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) != 0 || listen(fd, 1024) != 0 ||
        getsockname(fd, (struct sockaddr *)&a, &len) != 0)
        return -1;
    *port = ntohs(a.sin_port);
    return fd;
}

static char *read_file(const char *path, size_t *n)
{
    static char text[1 << 20];
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    *n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    return text;
}

int main(int argc, char **argv)
{
    int port;
    size_t n = 0;
    char *answer = argc > 1 ? read_file(argv[1], &n) : NULL;
    long threads = argc > 2 ? atol(argv[2]) : sysconf(_SC_NPROCESSORS_ONLN);
    if (answer == NULL || threads < 1) {
        fprintf(stderr, "usage: constant FILE [THREADS]\n");
        return 2;
    }
    struct worker *workers = calloc((size_t)threads, sizeof *workers);
    int fd = listen_loopback(&port);
    if (workers == NULL || fd < 0)
        return 1;
    for (long i = 0; i < threads; i++)
        if (!start(&workers[i], fd, answer, n))
            return 1;
    printf("%d\n", port);
    fflush(stdout);
    pthread_join(workers[0].thread, NULL); /* until somebody ends the process */
    return 0;
}
