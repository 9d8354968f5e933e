/* What the server does by itself: midnight, expired sessions and kept answers, daily backups. */
#ifndef CHIBO_API_SCHEDULER_H
#define CHIBO_API_SCHEDULER_H

#include "api/app.h"

struct scheduler;

struct scheduler *scheduler_start(struct app *app);
void scheduler_stop(struct scheduler *s);

#endif
