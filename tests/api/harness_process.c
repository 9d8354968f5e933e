/* Forking the real binary, gathering what it prints, ending it. */
#include "api/harness_process.h"
#include "api/harness_accounts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 40

void program_start(struct program *p, const char *binary)
{
    *p = (struct program){.binary = binary, .server_out = -1};
    harness_folder(p->dir, sizeof p->dir);
    snprintf(p->data, sizeof p->data, "%s/data", p->dir);
}

void program_stop(struct program *p)
{
    if (p->server != 0)
        program_end(p, SIGKILL);
    buf_free(&p->out);
    buf_free(&p->err);
    harness_remove(p->dir);
}

/* The child's side: the three descriptors in place, gone when its parent is. */
static void become(const struct program *p, char **argv, int in, int out, int err)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    if (chdir(p->dir) != 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || (err >= 0 && dup2(err, 2) < 0))
        _exit(126);
    execv(p->binary, argv);
    _exit(127);
}

static int exit_code(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        ck_assert_int_eq(errno, EINTR);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static bool take(int fd, struct buf *into)
{
    char chunk[65536];
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n > 0)
        buf_add(into, chunk, (size_t)n);
    return n > 0 || (n < 0 && errno == EINTR);
}

static int run(struct program *p, const char *input, char **argv)
{
    int in[2], out[2], err[2];
    ck_assert(pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
              pipe2(err, O_CLOEXEC) == 0);
    p->out.len = p->err.len = 0;
    pid_t pid = fork();
    if (pid == 0)
        become(p, argv, in[0], out[1], err[1]);
    close(in[0]);
    close(out[1]);
    close(err[1]);
    if (input != NULL) /* small: it fits the pipe */
        ck_assert_int_eq(write(in[1], input, strlen(input)), (ssize_t)strlen(input));
    close(in[1]);
    struct pollfd fds[2] = {{.fd = out[0], .events = POLLIN}, {.fd = err[0], .events = POLLIN}};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        poll(fds, 2, -1);
        for (int i = 0; i < 2; i++)
            if (fds[i].fd >= 0 && fds[i].revents != 0 &&
                !take(fds[i].fd, i == 0 ? &p->out : &p->err))
                fds[i].fd = -1;
    }
    close(out[0]);
    close(err[0]);
    buf_text(&p->out);
    buf_text(&p->err);
    return exit_code(pid);
}

/* Words of a command, with --data where the usage has it: behind the command's own words. */
static void gather(struct program *p, char **argv, bool with_data, va_list words)
{
    int n = 0;
    argv[n++] = (char *)(uintptr_t)p->binary;
    for (char *word; (word = va_arg(words, char *)) != NULL && n < WORDS_MAX;) {
        argv[n++] = word;
        bool two = strcmp(argv[1], "user") == 0 || strcmp(argv[1], "token") == 0;
        if (with_data && n == (two ? 3 : 2)) {
            argv[n++] = (char *)(uintptr_t) "--data";
            argv[n++] = p->data;
        }
    }
    argv[n] = NULL;
}

int program_run(struct program *p, const char *input, ...)
{
    char *argv[WORDS_MAX + 4];
    va_list words;
    va_start(words, input);
    gather(p, argv, true, words);
    va_end(words);
    return run(p, input, argv);
}

int program_run_plain(struct program *p, const char *input, ...)
{
    char *argv[WORDS_MAX + 4];
    va_list words;
    va_start(words, input);
    gather(p, argv, false, words);
    va_end(words);
    return run(p, input, argv);
}

void program_printed(struct program *p, const char *expected)
{
    size_t n = strlen(expected);
    static const char open_end[] = "…";
    bool open =
        n >= sizeof open_end - 1 && strcmp(expected + n - (sizeof open_end - 1), open_end) == 0;
    bool same = open ? strncmp(buf_text(&p->out), expected, n - (sizeof open_end - 1)) == 0
                     : strcmp(buf_text(&p->out), expected) == 0;
    ck_assert_msg(same, "printed\n%sinstead of\n%s(stderr: %s)", buf_text(&p->out), expected,
                  buf_text(&p->err));
}

const char *program_last_line(struct program *p)
{
    static char line[500];
    const char *text = buf_text(&p->out), *from = text;
    size_t n = strlen(text);
    n -= n > 0 && text[n - 1] == '\n';
    for (size_t i = 0; i < n; i++)
        if (text[i] == '\n')
            from = text + i + 1;
    snprintf(line, sizeof line, "%.*s", (int)(text + n - from), from);
    return line;
}

/* ---- the server */

void program_serve(struct program *p, const char *word, ...)
{
    char *argv[WORDS_MAX + 4];
    int n = 0, out[2];
    static const char *const first[] = {"serve", "--data", NULL, "--listen", "127.0.0.1:0"};
    argv[n++] = (char *)(uintptr_t)p->binary;
    for (int i = 0; i < 5; i++)
        argv[n++] = (char *)(uintptr_t)(first[i] ? first[i] : p->data);
    va_list words;
    va_start(words, word);
    for (const char *w = word; w != NULL && n < WORDS_MAX; w = va_arg(words, const char *))
        argv[n++] = (char *)(uintptr_t)w;
    va_end(words);
    argv[n] = NULL;
    ck_assert_int_eq(pipe2(out, O_CLOEXEC), 0);
    int log = open(program_path(p, "server.log"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int none = open("/dev/null", O_RDONLY | O_CLOEXEC);
    p->server = fork();
    if (p->server == 0)
        become(p, argv, none, out[1], log);
    close(out[1]);
    close(log);
    close(none);
    p->server_out = out[0];
    p->out.len = 0;
    char *at = NULL;
    do
        ck_assert_msg(take(out[0], &p->out), "the server ended with %d before it listened",
                      program_end(p, 0));
    while ((at = strstr(buf_text(&p->out), "listening on http://")) == NULL ||
           strchr(at, '\n') == NULL);
    at = strstr(at, "://") + 3;
    snprintf(p->at.host, sizeof p->at.host, "%.*s", (int)strcspn(at, "\n"), at);
    p->at.port = atoi(strrchr(p->at.host, ':') + 1);
}

int program_end(struct program *p, int signal_)
{
    kill(p->server, signal_);
    int code = exit_code(p->server);
    while (take(p->server_out, &p->out)) /* what it still said */
        ;
    buf_text(&p->out);
    close(p->server_out);
    p->server = 0;
    p->server_out = -1;
    return code;
}

/* ---- files */

const char *program_path(struct program *p, const char *name)
{
    static char paths[4][200];
    static int turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", p->dir, name);
    return path;
}

void program_write_file(struct program *p, const char *name, const char *text)
{
    FILE *f = fopen(program_path(p, name), "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), f), strlen(text));
    ck_assert_int_eq(fclose(f), 0);
}

char *program_read_file(struct program *p, const char *name, size_t *n)
{
    FILE *f = fopen(program_path(p, name), "rb");
    ck_assert_msg(f != NULL, "no file %s", name);
    struct buf b = {0};
    char chunk[65536];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&b, chunk, got);
    fclose(f);
    buf_text(&b);
    return buf_take(&b, n);
}
