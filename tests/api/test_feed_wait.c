/* The change feed with wait: who waits holds no thread, hears of what concerns it and of nothing
   else, and is let go when its time, its client, its rights or the server end. */
#include "api/harness_accounts.h"
#include "base/date.h"
#include "http/http.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct server s;
static char *office;

static void start(void)
{
    server_start(&s);
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
}

static void stop(void)
{
    free(office);
    server_stop(&s);
}

static void add(const char *cell)
{
    char body[300];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Người Mới\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}",
             (long long)server_org(&s, cell));
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    answer_free(&a);
}

static char *end_of(const char *token)
{
    struct answer a = server_get(&s, token, "/api/v1/changes?limit=500");
    ck_status(a, 200);
    char *after = strdup(answer_text(&a, "next_after"));
    answer_free(&a);
    return after;
}

/* Until so many wait: the test's own time limit ends a wait in vain. */
static void await_parked(uint64_t n)
{
    struct http_counters k;
    for (http_counters(s.app->http, &k); k.parked != n; http_counters(s.app->http, &k))
        sched_yield();
}

/* ---- one who waits */

struct waiter {
    pthread_t thread;
    char path[300];
    const char *token;
    struct answer answer;
    int64_t ms;
};

static void *waiter_main(void *arg)
{
    struct waiter *w = arg;
    int64_t begun = time_monotonic_ms();
    w->answer = server_ask(&s, (struct ask){.path = w->path, .token = w->token});
    w->ms = time_monotonic_ms() - begun;
    return NULL;
}

static void waiter_start(struct waiter *w, const char *token, const char *after, int seconds)
{
    *w = (struct waiter){.token = token};
    snprintf(w->path, sizeof w->path, "/api/v1/changes?wait=%d&after=%s", seconds, after);
    ck_assert_int_eq(pthread_create(&w->thread, NULL, waiter_main, w), 0);
}

static void waiter_end(struct waiter *w, int status, size_t items)
{
    pthread_join(w->thread, NULL);
    ck_status(w->answer, status);
    if (status == 200)
        ck_assert_uint_eq(json_array_size(answer_at(&w->answer, "items")), items);
}

START_TEST(wait_ends_with_the_first_change_in_scope)
{
    struct waiter w;
    char *d1 = server_token(&s, ROLE_OFFICE, server_org(&s, "D1")), *from = end_of(d1);
    waiter_start(&w, d1, from, 60);
    await_parked(1);
    add("D2.B1.C1"); /* elsewhere: goes on waiting */
    await_parked(1);
    add("D1.B1.C1");
    waiter_end(&w, 200, 1);
    await_parked(0);
    answer_free(&w.answer);
    free(from);
    free(d1);
}
END_TEST

START_TEST(wait_is_over_after_its_time_with_nothing_and_the_same_number)
{
    struct waiter w;
    char *from = end_of(office);
    waiter_start(&w, office, from, 1);
    waiter_end(&w, 200, 0);
    ck_assert_str_eq(answer_text(&w.answer, "next_after"), from);
    ck_assert_int_ge(w.ms, 1000);
    ck_assert_int_lt(w.ms, 10000);
    answer_free(&w.answer);
    free(from);
}
END_TEST

START_TEST(one_change_ends_every_wait)
{
    struct waiter w[8];
    char *from = end_of(office);
    for (int i = 0; i < 8; i++)
        waiter_start(&w[i], office, from, 60);
    await_parked(8);
    add("D1.B1.C1");
    for (int i = 0; i < 8; i++) {
        waiter_end(&w[i], 200, 1);
        answer_free(&w[i].answer);
    }
    free(from);
}
END_TEST

START_TEST(discipline_does_not_end_the_wait_of_whoever_may_not_know_of_it)
{
    struct waiter w, knows;
    char *board = server_token(&s, ROLE_DASHBOARD, server_org(&s, "P"));
    char *inspection = server_token(&s, ROLE_INSPECTION_DASHBOARD, server_org(&s, "P"));
    char *from = end_of(board), *from2 = end_of(inspection);
    waiter_start(&w, board, from, 1);
    waiter_start(&knows, inspection, from2, 60);
    await_parked(2);
    server_import(&s, "discipline",
                  "subject,record_number,form,decided_on,authority\n"
                  "member,100001HB,warning,2024-05-01,inspection_committee\n");
    waiter_end(&knows, 200, 1);
    waiter_end(&w, 200, 0);
    answer_free(&w.answer);
    answer_free(&knows.answer);
    free(from);
    free(from2);
    free(board);
    free(inspection);
}
END_TEST

static enum err take_token(struct work *w, void *id)
{
    return token_revoke(w, *(int64_t *)id);
}

START_TEST(whoever_lost_the_right_while_waiting_learns_nothing)
{
    struct waiter w;
    char *other = server_token(&s, ROLE_VIEWER, server_org(&s, "P")), *from = end_of(other);
    waiter_start(&w, other, from, 60);
    await_parked(1);
    server_write(&s, take_token,
                 &(int64_t){harness_number(&s, "SELECT id FROM token WHERE role = 'viewer'")});
    add("D1.B1.C1");
    waiter_end(&w, 401, 0);
    answer_free(&w.answer);
    free(from);
    free(other);
}
END_TEST

/* ---- clients that leave, and too many of them */

static int open_wait(const char *after)
{
    char text[600];
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)s.port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    int n = snprintf(text, sizeof text,
                     "GET /api/v1/changes?wait=60&after=%s HTTP/1.1\r\nHost: %s\r\n"
                     "Authorization: Bearer %s\r\n\r\n",
                     after, s.host, office);
    ck_assert_int_eq(send(fd, text, (size_t)n, MSG_NOSIGNAL), n);
    return fd;
}

START_TEST(client_that_left_is_forgotten)
{
    char *from = end_of(office);
    int fd = open_wait(from);
    await_parked(1);
    close(fd);
    await_parked(0);
    free(from);
}
END_TEST

START_TEST(one_caller_takes_only_so_many_places_and_is_told)
{
    enum { MANY = 2 * 32 + 1 }; /* two event threads */
    int fds[MANY], refused = 0;
    char *from = end_of(office), head[64];
    for (int i = 0; i < MANY; i++)
        fds[i] = open_wait(from);
    struct http_counters k = {0};
    for (uint64_t over = 0; k.parked + over < MANY;) { /* each waits or has its answer */
        http_counters(s.app->http, &k);
        over = k.by_class[5];
    }
    ck_assert_uint_le(k.parked, 64);
    for (int i = 0; i < MANY; i++) {
        ssize_t n = recv(fds[i], head, sizeof head - 1, MSG_DONTWAIT | MSG_PEEK);
        refused += n > 12 && strncmp(head, "HTTP/1.1 503", 12) == 0;
        close(fds[i]);
    }
    ck_assert_int_ge(refused, 1);
    await_parked(0);
    struct waiter w; /* their places are free again */
    waiter_start(&w, office, from, 60);
    await_parked(1);
    add("D1.B1.C1");
    waiter_end(&w, 200, 1);
    answer_free(&w.answer);
    free(from);
}
END_TEST

START_TEST(server_that_stops_answers_who_waits)
{
    struct waiter w;
    char *from = end_of(office);
    waiter_start(&w, office, from, 60);
    await_parked(1);
    server_restart(&s);
    waiter_end(&w, 200, 0);
    ck_assert_str_eq(answer_text(&w.answer, "next_after"), from);
    answer_free(&w.answer);
    free(from);
}
END_TEST

HARNESS_MAIN("feed_wait", 30, start, stop, wait_ends_with_the_first_change_in_scope,
             wait_is_over_after_its_time_with_nothing_and_the_same_number,
             one_change_ends_every_wait,
             discipline_does_not_end_the_wait_of_whoever_may_not_know_of_it,
             whoever_lost_the_right_while_waiting_learns_nothing, client_that_left_is_forgotten,
             one_caller_takes_only_so_many_places_and_is_told, server_that_stops_answers_who_waits)
