/* The one writer: groups, savepoints, the bounded queue, and an end that loses nothing. */
#include "db/writer.h"
#include "unit/db/folder.h"

#include <pthread.h>
#include <stdatomic.h>

#define THREADS 8
#define EACH 200

static struct folder f;
static struct writer *w;

struct put {
    struct write_job job;
    char key[32];
    bool fail, keep;
    atomic_int *left; /* counted down by done */
    enum err result;
};

static enum err put_run(struct conn *c, struct write_job *job)
{
    struct put *p = (struct put *)job;
    enum err e = conn_run(c, SQL_meta_put, "tt", p->key, "1");
    job->keep = p->keep;
    return p->fail ? ERR_CONFLICT : e;
}

static void put_done(struct write_job *job, enum err result)
{
    struct put *p = (struct put *)job;
    p->result = result;
    if (p->left != NULL)
        atomic_fetch_sub(p->left, 1);
}

static struct put put(const char *key)
{
    struct put p = {.job = {.run = put_run, .done = put_done}};
    snprintf(p.key, sizeof p.key, "%s", key);
    return p;
}

static void start(void)
{
    folder_open(&f);
    ck_assert_int_eq(writer_start(f.dir, 0, &w), OK);
}

static void stop(void)
{
    writer_stop(w);
    folder_remove(&f);
}

static int64_t stored(const char *like)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM meta WHERE key LIKE '%s'", like);
    return folder_int(&f, sql);
}

static void *put_many(void *arg)
{
    for (int i = 0; i < EACH; i++) {
        char key[32];
        snprintf(key, sizeof key, "t%d-%d", *(int *)arg, i);
        struct put p = put(key);
        p.fail = i % 10 == 9; /* one in ten fails and must not take its neighbours along */
        enum err e = writer_run(w, &p.job);
        ck_assert_int_eq(e, p.fail ? ERR_CONFLICT : OK);
    }
    return NULL;
}

START_TEST(a_failing_job_is_rolled_back_alone_whatever_group_it_fell_into)
{
    pthread_t threads[THREADS];
    int number[THREADS];
    start();
    for (int i = 0; i < THREADS; i++) {
        number[i] = i;
        ck_assert_int_eq(pthread_create(&threads[i], NULL, put_many, &number[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    ck_assert_int_eq(stored("t%"), THREADS * EACH * 9 / 10);
    ck_assert_int_eq(stored("t%9"), 0);
    struct writer_counters counters;
    writer_counters(w, &counters);
    ck_assert_uint_eq(counters.jobs, THREADS * EACH);
    ck_assert_uint_eq(counters.failed, THREADS * EACH / 10);
    ck_assert_uint_le(counters.commits, counters.jobs);
    stop();
}
END_TEST

START_TEST(a_refusal_that_is_to_be_kept_is_committed_all_the_same)
{
    start();
    struct put p = put("kept");
    p.fail = p.keep = true;
    ck_assert_int_eq(writer_run(w, &p.job), ERR_CONFLICT);
    ck_assert_int_eq(stored("kept"), 1);
    stop();
}
END_TEST

START_TEST(the_commit_counter_moves_before_the_owner_hears_of_it)
{
    start();
    for (int i = 0; i < 20; i++) {
        uint64_t before = writer_commits(w);
        struct put p = put("again");
        ck_assert_int_eq(writer_run(w, &p.job), OK);
        ck_assert_uint_gt(writer_commits(w), before);
    }
    stop();
}
END_TEST

/* Holds the writer inside a job until the test lets it go. */
struct gate {
    struct write_job job;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool inside, open;
};

static enum err gate_run(struct conn *c, struct write_job *job)
{
    struct gate *g = (struct gate *)job;
    (void)c;
    pthread_mutex_lock(&g->lock);
    g->inside = true;
    pthread_cond_broadcast(&g->wake);
    while (!g->open)
        pthread_cond_wait(&g->wake, &g->lock);
    pthread_mutex_unlock(&g->lock);
    return OK;
}

static void gate_done(struct write_job *job, enum err result)
{
    (void)job;
    (void)result;
}

static void gate_close(struct gate *g)
{
    *g = (struct gate){.job = {.run = gate_run, .done = gate_done}};
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->wake, NULL);
    ck_assert_int_eq(writer_submit(w, &g->job), OK);
    pthread_mutex_lock(&g->lock);
    while (!g->inside)
        pthread_cond_wait(&g->wake, &g->lock);
    pthread_mutex_unlock(&g->lock);
}

static void gate_open(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    g->open = true;
    pthread_cond_broadcast(&g->wake);
    pthread_mutex_unlock(&g->lock);
}

static enum err alone_run(struct conn *c, struct write_job *job)
{
    ck_assert_int_ne(conn_script(c, "RELEASE job"), OK); /* no savepoint to end */
    return put_run(c, job);
}

START_TEST(a_long_job_has_a_transaction_of_its_own)
{
    atomic_int left = 5;
    struct put jobs[] = {put("first"), put("alone-1"), put("alone-2"), put("alone-3"), put("last")};
    struct gate gate;
    struct writer_counters before, after;
    start();
    gate_close(&gate);
    writer_counters(w, &before);
    for (size_t i = 0; i < 5; i++) {
        jobs[i].left = &left;
        jobs[i].job.alone = i >= 1 && i <= 3;
        if (jobs[i].job.alone)
            jobs[i].job.run = alone_run;
        ck_assert_int_eq(writer_submit(w, &jobs[i].job), OK);
    }
    jobs[1].fail = true;
    jobs[2].fail = jobs[2].keep = true;
    gate_open(&gate);
    struct put end = put("end");
    ck_assert_int_eq(writer_run(w, &end.job), OK);
    ck_assert_int_eq(atomic_load(&left), 0);
    ck_assert_int_eq(jobs[1].result, ERR_CONFLICT);
    ck_assert_int_eq(stored("alone-1"), 0);
    ck_assert_int_eq(stored("alone-2"), 1); /* its refusal is recorded */
    ck_assert_int_eq(stored("alone-3"), 1);
    ck_assert_int_eq(stored("first") + stored("last"), 2);
    writer_counters(w, &after);
    /* the gate's, the first, three alone, then the last with or before the end */
    ck_assert_uint_ge(after.commits - before.commits, 6);
    stop();
}
END_TEST

START_TEST(a_full_queue_refuses_and_loses_nothing_it_took)
{
    enum { ROOM = 10 };
    struct put jobs[ROOM + 5];
    struct gate g;
    atomic_int left = ROOM;
    folder_open(&f);
    ck_assert_int_eq(writer_start(f.dir, ROOM, &w), OK);
    gate_close(&g);
    for (int i = 0; i < ROOM + 5; i++) {
        char key[16];
        snprintf(key, sizeof key, "q%d", i);
        jobs[i] = put(key);
        jobs[i].left = &left;
        ck_assert_int_eq(writer_submit(w, &jobs[i].job), i < ROOM ? OK : ERR_BUSY);
    }
    gate_open(&g);
    writer_stop(w); /* ends only after the queue is empty */
    ck_assert_int_eq(atomic_load(&left), 0);
    ck_assert_int_eq(stored("q%"), ROOM);
    folder_remove(&f);
}
END_TEST

static int64_t wal_bytes(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/chibo.db-wal", f.dir);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    long n = ftell(file);
    fclose(file);
    return n;
}

static enum err fill_run(struct conn *c, struct write_job *job)
{
    (void)job;
    return conn_script(
        c,
        "INSERT OR REPLACE INTO meta SELECT 'w' || value, hex(randomblob(1500)) FROM"
        " (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 600) SELECT value FROM n)");
}

START_TEST(the_wal_begins_anew_while_readers_never_pause)
{
    struct conn *reader;
    start();
    ck_assert_int_eq(conn_open(f.dir, CONN_READ, &reader), OK);
    for (int round = 0; round < 120; round++) {
        /* a reader as the event threads are: a snapshot always open, renewed when a commit moved,
           dropped between requests only when the writer asks for it */
        conn_snapshot(reader, writer_commits(w));
        conn_get_int(reader, SQL_organization_count, 0, "");
        if (writer_crowded(w))
            conn_release(reader);
        struct write_job job = {.run = fill_run, .done = gate_done};
        ck_assert_int_eq(writer_run(w, &job), OK);
    }
    /* 120 rounds write more than 270 MB */
    ck_assert_msg(wal_bytes() < 100 * 1024 * 1024, "the WAL grew to %lld bytes",
                  (long long)wal_bytes());
    conn_close(reader);
    stop();
}
END_TEST

UNIT_MAIN("writer", a_failing_job_is_rolled_back_alone_whatever_group_it_fell_into,
          a_refusal_that_is_to_be_kept_is_committed_all_the_same,
          the_commit_counter_moves_before_the_owner_hears_of_it,
          a_long_job_has_a_transaction_of_its_own, a_full_queue_refuses_and_loses_nothing_it_took,
          the_wal_begins_anew_while_readers_never_pause)
