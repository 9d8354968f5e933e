/* A data folder of a test's own, opened as the program opens it. */
#ifndef CHIBO_TESTS_DB_FOLDER_H
#define CHIBO_TESTS_DB_FOLDER_H

#include "base/crypto.h"
#include "base/text.h"
#include "db/conn.h"
#include "db/store.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct folder {
    struct arena *arena;
    char dir[64];
    struct store store;
    const char *why;
};

static inline void folder_make(struct folder *f)
{
    *f = (struct folder){
        .arena = arena_new(), .dir = "/tmp/chibo-unit-XXXXXX", .store = {.lock_fd = -1}};
    ck_assert(crypto_start() && text_init());
    ck_assert_ptr_nonnull(mkdtemp(f->dir));
}

static inline void folder_open(struct folder *f)
{
    folder_make(f);
    ck_assert_msg(store_open(f->arena, f->dir, &f->store, &f->why) == STORE_OK, "%s", f->why);
}

static inline void folder_remove(struct folder *f)
{
    char command[128];
    if (f->store.dir != NULL)
        store_close(&f->store);
    snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
    ck_assert_int_eq(system(command), 0);
    arena_free(f->arena);
}

/* One integer or text of the store, by any SQL. */
static inline int64_t folder_int(struct folder *f, const char *sql)
{
    struct conn *c;
    ck_assert_int_eq(conn_open(f->dir, CONN_READ, &c), OK);
    stmt *s = conn_compose(c, sql);
    ck_assert_ptr_nonnull(s);
    ck_assert(stmt_row(s, NULL));
    int64_t v = stmt_int(s, 0);
    stmt_reset(s);
    conn_close(c);
    return v;
}

/* A change of the file that the program itself would never make. */
static inline void folder_tamper(struct folder *f, const char *sql)
{
    struct conn *c;
    ck_assert_int_eq(conn_open(f->dir, CONN_WRITE, &c), OK);
    ck_assert_msg(conn_script(c, sql) == OK, "%s: %s", sql, conn_error(c));
    conn_close(c);
}

#endif
