/* See own_work.h. */
#include "registry/own_work.h"

#include <stdlib.h>

void own_work_open(struct own_work *o, struct conn *c, const char *label, const char *channel)
{
    struct arena *a = arena_new();
    *o = (struct own_work){.actor = {.label = label, .channel = channel}};
    date_today(o->today);
    o->tx.actor = &o->actor;
    o->work = (struct work){.conn = c,
                            .arena = a,
                            .actor = &o->actor,
                            .tx = &o->tx,
                            .today = o->today,
                            .see_people = true,
                            .see_sensitive = true,
                            .see_discipline = true,
                            .cases = CASES_ALL};
    faults_init(&o->work.faults, a, LANG_EN);
    faults_init(&o->work.warnings, a, LANG_EN);
    const char *path = conn_get_text(c, a, SQL_root_path, "");
    if (path != NULL)
        scope_from_path(&o->work.scope, strtoll(path + 1, NULL, 10), path);
}

void own_work_close(struct own_work *o)
{
    arena_free(o->work.arena);
}
