/*
 * The real program killed in the middle of writing: whatever it acknowledged is there when it comes
 * back, nothing is half there, and `check` finds nothing. CHIBO_CYCLES for the long run (default
 * 5).
 */
#include "api/harness_accounts.h"
#include "api/harness_process.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS 6
#define NUMBERS 900000 /* record numbers left for one long run */

static struct program p;
static char *token;
static int64_t cell;

/* What became of each record number. */
enum fate { UNSENT, SENT, ACKNOWLEDGED };
static _Atomic char fates[NUMBERS];
static _Atomic int next_number, acknowledged;

static void start(void)
{
    program_start(&p, CHIBO_BINARY);
    ck_assert_int_eq(
        program_run(
            &p,
            "code,name,kind,parent_code\nP,Tỉnh,province_party,\nD,Huyện,district_party,P\nB,Xã,base_party,D\n"
            "C,Chi bộ,cell,B\n",
            "import", "organizations", "-", NULL),
        0);
    ck_assert_int_eq(program_run(&p, NULL, "token", "add", "--name", "crash", "--role", "office",
                                 "--org", "P", NULL),
                     0);
    token = strndup(p.out.p, strcspn(p.out.p, "\n"));
}

static void stop(void)
{
    free(token);
    program_stop(&p);
}

/* ---- load: plain sockets, because a connection that dies here is what is wanted */

static int dial(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)p.at.port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    close(fd);
    return -1;
}

static int request_text(char *text, size_t size, int number)
{
    char body[300];
    int n = snprintf(
        body, sizeof body,
        "{\"full_name\":\"Người %06d\",\"record_number\":\"%06dCR\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}",
        number, number, (long long)cell);
    return snprintf(
        text, size,
        "POST /api/v1/members HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Idempotency-Key: n%d\r\nContent-Length: %d\r\n\r\n%s",
        p.at.host, token, number, n, body);
}

/* The status of the next answer on a connection that stays open; 0 when it ended first. The
   object's own length decides where the answer ends. */
static int read_status(int fd)
{
    char text[16384];
    size_t n = 0;
    for (;;) {
        ssize_t got = recv(fd, text + n, sizeof text - 1 - n, 0);
        if (got <= 0)
            return 0;
        n += (size_t)got;
        text[n] = '\0';
        const char *end = strstr(text, "\r\n\r\n"),
                   *length = strcasestr(text, "\r\nContent-Length:");
        if (end != NULL && length != NULL &&
            n >= (size_t)(end + 4 - text) + strtoul(length + 17, NULL, 10))
            return atoi(text + 9);
    }
}

static void *write_until_it_dies(void *arg)
{
    char text[1024];
    int fd = dial();
    (void)arg;
    while (fd >= 0) {
        int number = atomic_fetch_add(&next_number, 1);
        int n = request_text(text, sizeof text, number);
        fates[number] = SENT;
        if (number >= NUMBERS - CONNECTIONS || send(fd, text, (size_t)n, MSG_NOSIGNAL) != n)
            break;
        int status = read_status(fd);
        if (status == 0)
            break;
        if (status != 201) {
            fprintf(stderr, "status %d for %06d\n", status, number);
            abort();
        }
        fates[number] = ACKNOWLEDGED;
        atomic_fetch_add(&acknowledged, 1);
    }
    if (fd >= 0)
        close(fd);
    return NULL;
}

/* Kills once so many more writes are acknowledged: another number each time, no clock. */
static void kill_under_load(int more)
{
    pthread_t threads[CONNECTIONS];
    int goal = atomic_load(&acknowledged) + more;
    for (int i = 0; i < CONNECTIONS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, write_until_it_dies, NULL), 0);
    while (atomic_load(&acknowledged) < goal)
        sched_yield();
    ck_assert_int_eq(program_end(&p, SIGKILL), -SIGKILL);
    for (int i = 0; i < CONNECTIONS; i++)
        pthread_join(threads[i], NULL);
}

/* ---- afterwards */

/* Every line of the export names a number; acknowledged ones are all there, unsent ones are not,
   and none is there twice. */
static void compare(void)
{
    char *there = calloc(NUMBERS, 1);
    ck_assert_int_eq(program_run(&p, NULL, "export", "members", "-", NULL), 0);
    for (const char *at = p.out.p; (at = strstr(at, "Người ")) != NULL; at++) {
        int number = atoi(at + strlen("Người "));
        ck_assert_msg(number >= 0 && number < NUMBERS && fates[number] != UNSENT,
                      "%06d was never sent", number);
        ck_assert_msg(there[number]++ == 0, "%06d is there twice", number);
        char line[40];
        snprintf(line, sizeof line, "%06dCR", number);
        ck_assert_ptr_nonnull(memmem(at, strcspn(at, "\n"), line,
                                     strlen(line))); /* whole: its number stands with it */
    }
    int last = atomic_load(&next_number);
    for (int i = 0; i < last && i < NUMBERS; i++)
        ck_assert_msg(fates[i] != ACKNOWLEDGED || there[i], "%06d was acknowledged and is lost", i);
    free(there);
}

/* Somebody whose answer got lost asks again with the same key: once is enough, twice is not done.
 */
static void ask_again(int from)
{
    int last = atomic_load(&next_number);
    for (int i = from; i < last; i++) {
        if (fates[i] != SENT)
            continue;
        char text[1024];
        int fd = dial();
        ck_assert_int_ge(fd, 0);
        int n = request_text(text, sizeof text, i);
        ck_assert_int_eq(send(fd, text, (size_t)n, MSG_NOSIGNAL), n);
        int status = read_status(fd);
        close(fd);
        ck_assert_msg(status == 201, "%06d again: %d", i, status);
        fates[i] = ACKNOWLEDGED;
    }
}

START_TEST(acknowledged_writes_survive_a_kill)
{
    const char *wanted = getenv("CHIBO_CYCLES");
    int cycles = wanted != NULL ? atoi(wanted) : 5;
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < cycles; i++) {
        int from = atomic_load(&next_number);
        program_serve(&p, NULL, NULL);
        struct answer a = server_get(&p.at, token, "/api/v1/cells");
        ck_status(a, 200);
        cell = answer_int(&a, "items/0/id");
        answer_free(&a);
        kill_under_load(50 + i * 37 % 300);
        ck_assert_int_eq(program_run(&p, NULL, "check", NULL),
                         0); /* opens the store that the kill left */
        program_printed(&p, "");
        compare();
        program_serve(&p, NULL, NULL);
        ask_again(from);
        ck_assert_int_eq(program_end(&p, i % 2 ? SIGKILL : SIGTERM), i % 2 ? -SIGKILL : 0);
        ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
        compare();
    }
    printf("%d writes acknowledged in %d cycles\n", atomic_load(&acknowledged), cycles);
}
END_TEST

HARNESS_MAIN("crash", 500, start, stop, acknowledged_writes_survive_a_kill)
