/* The SLOW lane: a small pool with a bounded queue, each thread with its own read connection. */
#include "api/app.h"

#include <stdlib.h>

struct slow_item {
    void (*fn)(void *arg);
    void *arg;
};

struct slow_pool {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct slow_item *queue;
    unsigned head, count, max, threads;
    bool stopping;
    pthread_t *thread;
};

static _Thread_local struct conn *thread_conn;

static void *slow_main(void *arg)
{
    struct slow_pool *p = arg;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->count == 0 && !p->stopping)
            pthread_cond_wait(&p->wake, &p->lock);
        if (p->count == 0)
            break;
        struct slow_item item = p->queue[p->head];
        p->head = (p->head + 1) % p->max;
        p->count--;
        pthread_mutex_unlock(&p->lock);
        item.fn(item.arg);
        pthread_mutex_lock(&p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    conn_close(thread_conn);
    thread_conn = NULL;
    return NULL;
}

struct slow_pool *slow_start(unsigned threads, unsigned queue_max)
{
    struct slow_pool *p = calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->wake, NULL);
    p->max = queue_max;
    p->queue = calloc(queue_max, sizeof *p->queue);
    p->thread = calloc(threads, sizeof *p->thread);
    while (p->queue != NULL && p->thread != NULL && p->threads < threads &&
           pthread_create(&p->thread[p->threads], NULL, slow_main, p) == 0)
        p->threads++;
    if (p->threads == threads)
        return p;
    slow_stop(p);
    return NULL;
}

void slow_stop(struct slow_pool *p)
{
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->wake);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->threads; i++)
        pthread_join(p->thread[i], NULL);
    pthread_cond_destroy(&p->wake);
    pthread_mutex_destroy(&p->lock);
    free(p->queue);
    free(p->thread);
    free(p);
}

bool slow_submit(struct slow_pool *p, void (*fn)(void *arg), void *arg)
{
    pthread_mutex_lock(&p->lock);
    bool room = p->count < p->max && !p->stopping;
    if (room) {
        p->queue[(p->head + p->count) % p->max] = (struct slow_item){fn, arg};
        p->count++;
        pthread_cond_signal(&p->wake);
    }
    pthread_mutex_unlock(&p->lock);
    return room;
}

struct conn *slow_conn(struct app *app)
{
    if (thread_conn == NULL && conn_open(app->config.data, CONN_READ, &thread_conn) != OK)
        thread_conn = NULL;
    return thread_conn;
}
