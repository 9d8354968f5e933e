/*
 * The one writer: a thread with the only writing connection. It takes all waiting jobs (at most
 * 128), BEGIN IMMEDIATE, a savepoint a job, one COMMIT, and only then tells each job's owner. A job
 * that asks to be alone is a group by itself.
 */
#ifndef CHIBO_DB_WRITER_H
#define CHIBO_DB_WRITER_H

#include "base/err.h"
#include "db/conn.h"

struct writer;

struct write_job {
    /* Runs on the writer thread inside this job's savepoint. Anything but OK rolls it back. */
    enum err (*run)(struct conn *c, struct write_job *job);
    /* Called on the writer thread after COMMIT (or with the error, when the job or the COMMIT
       failed). Must not block. The job may be gone or reused once it was called. */
    void (*done)(struct write_job *job, enum err result);
    struct write_job *next; /* the writer's */
    enum err result;        /* the writer's */
    bool keep;              /* run() may set it: commit the savepoint although the result is an
                               error (failed log-ins are counted, refusals are recorded) */
    bool alone;             /* set before it is queued: a transaction of its own, no savepoint. For
                               jobs of many statements: under an outer savepoint SQLite walks all
                               it has kept for it at the end of each statement, so that a job
                               costs the square of its length */
};

/* Opens the WRITE connection and starts the thread. queue_max 0: 4096 jobs. */
enum err writer_start(const char *dir, unsigned queue_max, struct writer **out);
/* Queues; OK, or ERR_BUSY when the queue is full or the writer stops. */
enum err writer_submit(struct writer *w, struct write_job *job);
/* Queues and waits; never from an event thread or the writer itself. */
enum err writer_run(struct writer *w, struct write_job *job);
/* Whether the WAL waits to begin anew: readers then drop their snapshot after each request. */
bool writer_crowded(const struct writer *w);
/* Commits so far: readers renew their snapshot when it moved. Any thread. */
uint64_t writer_commits(const struct writer *w);
/* Calls fn(ctx) on the writer thread after each commit, from now on; NULL: no more. When this
   returns, the function given before does not run any longer. fn must not block. */
void writer_notify(struct writer *w, void (*fn)(void *ctx), void *ctx);
/* Ends after the queue is empty; closes the connection. */
void writer_stop(struct writer *w);

struct writer_counters {
    uint64_t jobs, commits, failed, queued;
};
void writer_counters(struct writer *w, struct writer_counters *out);

#endif
