/*
 * What every registry operation gets: where to read or write, on whose behalf, in which scope,
 * and where to put what is wrong. One per request, command or import row.
 */
#ifndef CHIBO_REGISTRY_WORK_H
#define CHIBO_REGISTRY_WORK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/fault.h"
#include "db/conn.h"
#include "db/journal.h"
#include "db/scope.h"

/* Which discipline cases the caller may read, in its scope: none; those the user is named on; those
   of the cell besides; all. The numbers are those of schema/queries/discipline.sql. */
enum cases_seen { CASES_NONE, CASES_NAMED, CASES_OF_CELL, CASES_ALL };

struct work {
    struct conn *conn;
    struct arena *arena;
    const struct actor *actor;
    struct tx *tx;          /* NULL on reads */
    struct scope scope;     /* what the caller may see and change */
    const char *today;      /* YYYY-MM-DD */
    bool see_people;        /* the role may read people at all */
    bool see_sensitive;     /* the role may read sensitive fields */
    bool see_discipline;    /* the role may read discipline beyond decisions in force */
    enum cases_seen cases;  /* the actor's user is who is named */
    struct faults faults;   /* errors of a problem document */
    struct faults warnings; /* unconfirmed rules, flags */
};

#endif
