/* Checks of imports beside the writer: left alone, followed, cancelled, interrupted; and a commit
   that runs only what it must and still sees what others saved since. */
#include "api/harness_accounts.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

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

static struct answer upload(const char *kind, const char *csv, size_t n, bool async)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/imports?kind=%s&name=t.csv", kind);
    return server_ask(&s, (struct ask){.method = "POST",
                                       .path = path,
                                       .token = office,
                                       .body = csv,
                                       .body_len = n,
                                       .type = "application/octet-stream",
                                       .headers = async ? "Prefer: respond-async\r\n" : ""});
}

static struct answer look(int64_t id)
{
    return server_get(&s, office, "/api/v1/imports/%lld", (long long)id);
}

static int act(const char *method, int64_t id, const char *what, int64_t version)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/imports/%lld%s", (long long)id, what);
    struct answer a = server_send(&s, office, method, path, version, NULL);
    int status = a.status;
    answer_free(&a);
    return status;
}

/* Three members of the little world with a telephone number. */
static const char phones[] = "record_number,cell_code,phone\n"
                             "100001HB,D1.B1.C1,0911\n100002HB,D1.B1.C1,0912\n"
                             "100003HB,D1.B1.C1,0913\n";

static int64_t person(const char *number)
{
    struct answer a = server_get(&s, office, "/api/v1/members?q=%s", number);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static char *phone_of(int64_t id)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
    char *phone = strdup(answer_text(&a, "phone"));
    answer_free(&a);
    return phone;
}

/* ---- the long lane, held up so that a check waits for its turn */

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int held;

static void hold(void *arg)
{
    (void)arg;
    held++;
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    held--;
}

static void hold_lane(void)
{
    pthread_mutex_lock(&gate);
    ck_assert(slow_submit(s.app->longs, hold, NULL));
    ck_assert(slow_submit(s.app->longs, hold, NULL));
    while (held < 2)
        sched_yield();
}

static void let_go(void)
{
    pthread_mutex_unlock(&gate);
}

/* Until the check is over, however it ends. */
static struct answer await(int64_t id)
{
    struct answer a = look(id);
    while (strcmp(answer_text(&a, "state"), "checking") == 0) {
        answer_free(&a);
        a = look(id);
    }
    return a;
}

START_TEST(check_is_answered_before_it_is_done_and_can_be_left)
{
    hold_lane();
    struct answer a = upload("members", phones, 0, true);
    ck_status(a, 201);
    char *applied = answer_header(&a, "Preference-Applied");
    ck_assert_str_eq(applied, "respond-async");
    free(applied);
    ck_assert_str_eq(answer_text(&a, "state"), "checking");
    ck_assert_int_eq(answer_int(&a, "progress"), 0);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    let_go();
    a = await(id);
    ck_assert_str_eq(answer_text(&a, "state"), "checked");
    ck_assert_int_eq(answer_int(&a, "progress"), 100);
    ck_assert_int_eq(answer_int(&a, "updated"), 3);
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 200);
}
END_TEST

START_TEST(saves_go_on_while_a_check_waits_and_runs)
{
    hold_lane();
    struct answer a = upload("members", phones, 0, true);
    int64_t id = answer_int(&a, "id"), version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(&s, office, "POST", "/api/v1/members", 0,
                    "{\"full_name\":\"Lê Thị Mới\",\"cell_id\":5,\"admitted_on\":\"2020-01-01\"}");
    ck_assert_int_ne(a.status, 503);
    answer_free(&a);
    ck_assert_int_eq(version, 1);
    let_go();
    struct writer_counters before, after;
    a = await(id);
    answer_free(&a);
    writer_counters(s.app->writer, &before);
    a = upload("members", phones, 0, false);
    ck_status(a, 201);
    answer_free(&a);
    writer_counters(s.app->writer, &after);
    ck_assert_uint_eq(after.failed, before.failed); /* no trial run that the writer rolled back */
}
END_TEST

START_TEST(cancelled_check_stops_and_stages_nothing)
{
    hold_lane();
    struct answer a = upload("members", phones, 0, true);
    int64_t id = answer_int(&a, "id"), version = answer_int(&a, "version");
    answer_free(&a);
    ck_assert_int_eq(act("DELETE", id, "", version), 204);
    let_go();
    a = upload("members", phones, 0, false); /* behind it in the lane */
    ck_status(a, 201);
    answer_free(&a);
    while (held > 0)
        sched_yield();
    a = look(id);
    ck_assert_str_eq(answer_text(&a, "state"), "cancelled");
    answer_free(&a);
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM import_row WHERE import_id = %lld",
             (long long)id);
    ck_assert_int_eq(harness_number(&s, sql), 0);
}
END_TEST

static enum err half_checked(struct work *w, void *arg)
{
    (void)arg;
    return conn_run(w->conn, SQL_import_insert, "ttsstttt", "u", "members", (int64_t)0,
                    w->scope.org_id, "2026-01-01T00:00:00Z", "[]", "t.csv", "{}");
}

START_TEST(check_that_a_stop_cut_off_is_told_as_failed)
{
    server_write(&s, half_checked, NULL);
    struct answer a = server_get(&s, office, "/api/v1/imports?limit=1");
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 409); /* not yet */
    server_restart(&s);
    a = look(id);
    ck_assert_str_eq(answer_text(&a, "state"), "failed");
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 409); /* nor any more */
}
END_TEST

START_TEST(long_file_is_staged_in_slices_without_losing_a_row)
{
    struct buf b = {0};
    buf_str(&b, "record_number,cell_code,phone\n");
    for (int i = 0; i < 3000; i++)
        buf_printf(&b, "%06dZZ,D1.B1.C1,%d\n", i, i);
    struct answer a = upload("members", b.p, b.len, true);
    buf_free(&b);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    a = await(id);
    ck_assert_str_eq(answer_text(&a, "state"), "checked");
    ck_assert_int_eq(answer_int(&a, "refused"), 3000);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/imports/%lld/rows?state=refused&count=exact&limit=1",
                   (long long)id);
    ck_assert_int_eq(answer_int(&a, "total"), 3000);
    answer_free(&a);
}
END_TEST

START_TEST(file_that_breaks_off_fails_with_its_reason)
{
    unsigned char gz[4096];
    struct buf b = {0};
    buf_str(&b, "record_number,cell_code,phone\n");
    for (int i = 0; i < 30000; i++)
        buf_printf(&b, "%06dZZ,D1.B1.C1,%d\n", i, i * 7919);
    z_stream z = {.next_in = (Bytef *)b.p, .avail_in = (uInt)b.len};
    z.next_out = gz;
    z.avail_out = sizeof gz; /* room for its beginning only */
    ck_assert_int_eq(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    deflate(&z, Z_FINISH);
    deflateEnd(&z);
    buf_free(&b);
    struct answer a = upload("members", (const char *)gz, sizeof gz, true);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    a = await(id);
    ck_assert_str_eq(answer_text(&a, "state"), "failed");
    ck_assert_ptr_nonnull(answer_text(&a, "problem"));
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 409);
}
END_TEST

/* ---- what a commit runs again */

START_TEST(commit_leaves_idle_rows_alone_but_not_those_somebody_changed_since)
{
    struct answer a = upload("members", phones, 0, false);
    int64_t id = answer_int(&a, "id"), one = person("100001HB"), two = person("100002HB");
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 200);
    a = upload("members", phones, 0, false);
    ck_assert_int_eq(answer_int(&a, "unchanged"), 3);
    id = answer_int(&a, "id");
    answer_free(&a);
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)two);
    a = server_get(&s, office, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, version, "{\"phone\":\"0999\",\"reason\":\"thử\"}");
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 200);
    a = look(id);
    ck_assert_int_eq(answer_int(&a, "updated"), 1);
    ck_assert_int_eq(answer_int(&a, "unchanged"), 2);
    answer_free(&a);
    char *first = phone_of(one), *second = phone_of(two);
    ck_assert_str_eq(first, "0911");
    ck_assert_str_eq(second, "0912"); /* what the file says, as ever */
    free(first);
    free(second);
}
END_TEST

START_TEST(commit_runs_every_row_again_when_codes_may_mean_something_else)
{
    struct answer a = upload("members", phones, 0, false);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 200);
    a = upload("members", phones, 0, false);
    ck_assert_int_eq(answer_int(&a, "unchanged"), 3);
    id = answer_int(&a, "id");
    answer_free(&a);
    char path[64];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld",
             (long long)server_org(&s, "D1.B1.C1"));
    a = server_get(&s, office, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, version,
                    "{\"code\":\"D1.B1.CX\",\"reason\":\"đổi mã\"}");
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(act("POST", id, "/commit", 0), 409); /* the file's code is nobody's now */
}
END_TEST

HARNESS_MAIN("import checks", 60, start, stop, check_is_answered_before_it_is_done_and_can_be_left,
             saves_go_on_while_a_check_waits_and_runs, cancelled_check_stops_and_stages_nothing,
             check_that_a_stop_cut_off_is_told_as_failed,
             long_file_is_staged_in_slices_without_losing_a_row,
             file_that_breaks_off_fails_with_its_reason,
             commit_leaves_idle_rows_alone_but_not_those_somebody_changed_since,
             commit_runs_every_row_again_when_codes_may_mean_something_else)
