/* The writer thread and its queue. Jobs are strangers to it: it gives them a savepoint and tells
   their owners what became of it once the group is on disk. */
#include "db/writer.h"
#include "base/log.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define GROUP_MAX 128
#define QUEUE_MAX 4096
#define CHECKPOINT_FRAMES 8000 /* 32 MiB of WAL */

struct writer {
    struct conn *conn;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct write_job *first, *last;
    unsigned queued, queue_max;
    void (*committed)(void *ctx); /* under notify_lock, as is its ctx */
    void *committed_ctx;
    pthread_mutex_t notify_lock;
    bool stopping;
    _Atomic bool crowded;
    _Atomic uint64_t commits, jobs, failed;
};

static struct write_job *take_group(struct writer *w)
{
    pthread_mutex_lock(&w->lock);
    while (w->first == NULL && !w->stopping)
        pthread_cond_wait(&w->wake, &w->lock);
    struct write_job *group = w->first, *last = group;
    unsigned n = 1;
    while (last != NULL && !last->alone && last->next != NULL && !last->next->alone &&
           n < GROUP_MAX) {
        last = last->next;
        n++;
    }
    if (last != NULL) {
        w->first = last->next;
        if (w->first == NULL)
            w->last = NULL;
        last->next = NULL;
        w->queued -= n;
    }
    pthread_mutex_unlock(&w->lock);
    return group;
}

/* Nothing to keep: the whole transaction is the job's. */
static bool undone(const struct write_job *job)
{
    return job->result != OK && !job->keep;
}

static void run_alone(struct writer *w, struct write_job *job)
{
    job->result = job->run(w->conn, job);
    if (undone(job) && conn_in_transaction(w->conn))
        conn_run(w->conn, SQL_group_rollback, "");
}

static void run_job(struct writer *w, struct write_job *job)
{
    job->result = conn_run(w->conn, SQL_job_savepoint, "");
    if (job->result != OK)
        return;
    job->result = job->run(w->conn, job);
    if (undone(job))
        conn_run(w->conn, SQL_job_undo, "");
    enum err e = conn_run(w->conn, SQL_job_release, "");
    if (job->result == OK || job->keep)
        job->result = e != OK ? e : job->result;
}

void writer_notify(struct writer *w, void (*fn)(void *ctx), void *ctx)
{
    pthread_mutex_lock(&w->notify_lock);
    w->committed = fn;
    w->committed_ctx = ctx;
    pthread_mutex_unlock(&w->notify_lock);
}

static void tell_committed(struct writer *w)
{
    pthread_mutex_lock(&w->notify_lock);
    if (w->committed != NULL)
        w->committed(w->committed_ctx);
    pthread_mutex_unlock(&w->notify_lock);
}

/* A job that was rolled back has nothing to lose when the COMMIT of its group fails. */
static void run_group(struct writer *w, struct write_job *group)
{
    enum err e = conn_run(w->conn, SQL_group_begin, "");
    uint64_t jobs = 0, failed = 0;
    for (struct write_job *job = group; job != NULL; job = job->next) {
        job->result = OK;
        job->keep = false;
    }
    for (struct write_job *job = group; job != NULL && e == OK; job = job->next) {
        if (job->alone)
            run_alone(w, job);
        else
            run_job(w, job);
        jobs++;
        failed += job->result != OK;
        /* a full disk can make SQLite roll the whole group back: what follows would be a
           transaction of its own, so the group ends here */
        if (!conn_in_transaction(w->conn) && !(job->alone && undone(job)))
            e = ERR_STORE;
    }
    if (e == OK && conn_in_transaction(w->conn))
        e = conn_run(w->conn, SQL_group_commit, "");
    if (e != OK) {
        log_line(LOG_ERROR, "commit", "error=\"%s\"", conn_error(w->conn));
        conn_script(w->conn, "ROLLBACK");
    }
    w->commits++;
    w->jobs += jobs;
    w->failed += failed;
    while (group != NULL) {
        struct write_job *job = group;
        group = job->next; /* the job may be gone once its owner knows */
        enum err result = e != OK && (job->result == OK || job->keep) ? e : job->result;
        job->done(job, result);
    }
    tell_committed(w);
}

/*
 * Readers that take the next snapshot before they drop the last keep a checkpoint from its end, and
 * the WAL would grow as long as the load lasts. So once there is much of it, event threads are told
 * to keep no snapshot between two requests until it has begun anew.
 */
static void tidy_wal(struct writer *w)
{
    bool much = conn_wal_frames(w->conn) >= CHECKPOINT_FRAMES;
    w->crowded = much;
    if (much)
        conn_checkpoint(w->conn);
}

bool writer_crowded(const struct writer *w)
{
    return w->crowded;
}

static void *writer_main(void *arg)
{
    struct writer *w = arg;
    for (struct write_job *group; (group = take_group(w)) != NULL;) {
        run_group(w, group);
        tidy_wal(w);
    }
    return NULL;
}

enum err writer_start(const char *dir, unsigned queue_max, struct writer **out)
{
    struct writer *w = calloc(1, sizeof *w);
    *out = NULL;
    if (w == NULL)
        return ERR_NO_MEMORY;
    w->queue_max = queue_max ? queue_max : QUEUE_MAX;
    enum err e = conn_open(dir, CONN_WRITE, &w->conn);
    if (e != OK) {
        free(w);
        return e;
    }
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    pthread_mutex_init(&w->notify_lock, NULL);
    if (pthread_create(&w->thread, NULL, writer_main, w) != 0) {
        pthread_cond_destroy(&w->wake);
        pthread_mutex_destroy(&w->notify_lock);
        pthread_mutex_destroy(&w->lock);
        conn_close(w->conn);
        free(w);
        return ERR_NO_MEMORY;
    }
    *out = w;
    return OK;
}

enum err writer_submit(struct writer *w, struct write_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&w->lock);
    bool room = !w->stopping && w->queued < w->queue_max;
    if (room) {
        if (w->last != NULL)
            w->last->next = job;
        else
            w->first = job;
        w->last = job;
        w->queued++;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&w->lock);
    return room ? OK : ERR_BUSY;
}

/* ---- waiting for one job */

struct waiting {
    struct write_job job;
    struct write_job *inner;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool over;
    enum err result;
};

static enum err waiting_run(struct conn *c, struct write_job *job)
{
    struct waiting *x = (struct waiting *)job;
    x->inner->keep = false;
    enum err e = x->inner->run(c, x->inner);
    job->keep = x->inner->keep;
    return e;
}

static void waiting_done(struct write_job *job, enum err result)
{
    struct waiting *x = (struct waiting *)job;
    pthread_mutex_lock(&x->lock);
    x->result = result;
    x->over = true;
    pthread_cond_signal(&x->wake);
    pthread_mutex_unlock(&x->lock);
}

enum err writer_run(struct writer *w, struct write_job *job)
{
    struct waiting x = {.job = {.run = waiting_run, .done = waiting_done, .alone = job->alone},
                        .inner = job};
    pthread_mutex_init(&x.lock, NULL);
    pthread_cond_init(&x.wake, NULL);
    enum err e = writer_submit(w, &x.job);
    if (e == OK) {
        pthread_mutex_lock(&x.lock);
        while (!x.over)
            pthread_cond_wait(&x.wake, &x.lock);
        pthread_mutex_unlock(&x.lock);
        e = x.result;
    }
    pthread_cond_destroy(&x.wake);
    pthread_mutex_destroy(&x.lock);
    job->result = e;
    return e;
}

uint64_t writer_commits(const struct writer *w)
{
    return w->commits;
}

void writer_stop(struct writer *w)
{
    if (w == NULL)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->notify_lock);
    pthread_mutex_destroy(&w->lock);
    conn_close(w->conn);
    free(w);
}

void writer_counters(struct writer *w, struct writer_counters *out)
{
    pthread_mutex_lock(&w->lock);
    out->queued = w->queued;
    pthread_mutex_unlock(&w->lock);
    out->jobs = w->jobs;
    out->commits = w->commits;
    out->failed = w->failed;
}
