/* One thread that wakes every half minute; every change it makes is a job of the writer. */
#include "api/scheduler.h"
#include "access/account.h"
#include "base/date.h"
#include "base/log.h"
#include "registry/organization.h"
#include "registry/own_work.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WAKE_SECONDS 30
#define DAY_MS (24LL * 60 * 60 * 1000)

struct scheduler {
    struct app *app;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    date_text day;
};

struct upkeep {
    struct write_job job;
    const char *today;
};

static enum err trim_run(struct conn *conn, struct write_job *job)
{
    (void)job;
    int64_t now = time_now_ms();
    enum err e = conn_run(conn, SQL_idempotency_trim, "i", now - DAY_MS);
    return e != OK ? e : conn_run(conn, SQL_session_trim, "ii", now, now - SESSION_IDLE_MS);
}

/* Facts and placements that come into effect today become today's columns. */
static enum err midnight_run(struct conn *conn, struct write_job *job)
{
    struct upkeep *u = (struct upkeep *)job;
    struct own_work own;
    own_work_open(&own, conn, "midnight", "system");
    own.work.today = u->today;
    enum err e = organization_refresh_today(&own.work);
    own_work_close(&own);
    return e;
}

static bool backed_up_today(const struct scheduler *s)
{
    char dir[4096], wanted[32];
    snprintf(dir, sizeof dir, "%s/backups", s->app->config.data);
    snprintf(wanted, sizeof wanted, "auto-%.4s%.2s%.2s-", s->day, s->day + 5, s->day + 8);
    DIR *d = opendir(dir);
    bool found = false;
    for (struct dirent *f = d ? readdir(d) : NULL; f != NULL; f = readdir(d))
        found = found || strncmp(f->d_name, wanted, strlen(wanted)) == 0;
    if (d != NULL)
        closedir(d);
    return found;
}

static void daily_backup(struct scheduler *s)
{
    time_text now;
    time_now(now);
    char file[4096];
    snprintf(file, sizeof file, "%s/backups/auto-%.4s%.2s%.2s-%.2s%.2s%.2s.db", s->app->config.data,
             s->day, s->day + 5, s->day + 8, now + 11, now + 14, now + 17);
    struct arena *a = arena_new();
    const char *why = "";
    if (store_backup(a, s->app->config.data, file, &why) == OK) {
        store_rotate(s->app->config.data);
        log_line(LOG_INFO, "backup", "result=verified");
    } else {
        log_line(LOG_ERROR, "backup", "result=failed why=\"%s\"", why);
    }
    arena_free(a);
}

static void upkeep(struct scheduler *s)
{
    struct upkeep trim = {.job = {.run = trim_run}};
    if (writer_run(s->app->writer, &trim.job) != OK)
        log_line(LOG_WARN, "trim", "result=failed");
    date_text today;
    date_today(today);
    if (strcmp(today, s->day) != 0) {
        struct upkeep midnight = {.job = {.run = midnight_run}, .today = today};
        if (writer_run(s->app->writer, &midnight.job) == OK)
            memcpy(s->day, today, sizeof today);
        else
            log_line(LOG_ERROR, "midnight", "result=failed");
    }
    if (!backed_up_today(s))
        daily_backup(s);
}

static void *scheduler_main(void *arg)
{
    struct scheduler *s = arg;
    pthread_mutex_lock(&s->lock);
    while (!s->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += WAKE_SECONDS;
        pthread_cond_timedwait(&s->wake, &s->lock, &until);
        if (s->stopping)
            break;
        pthread_mutex_unlock(&s->lock);
        upkeep(s);
        pthread_mutex_lock(&s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

struct scheduler *scheduler_start(struct app *app)
{
    struct scheduler *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->app = app;
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&s->wake, &attr);
    pthread_condattr_destroy(&attr);
    pthread_mutex_init(&s->lock, NULL);
    if (pthread_create(&s->thread, NULL, scheduler_main, s) == 0)
        return s;
    pthread_mutex_destroy(&s->lock);
    pthread_cond_destroy(&s->wake);
    free(s);
    return NULL;
}

void scheduler_stop(struct scheduler *s)
{
    if (s == NULL)
        return;
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_signal(&s->wake);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->wake);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
