/*
 * The derived tree: for every organisation and interval its path from the root. The first known
 * placement counts from the beginning, and so on upwards (api.md §4). Days on which two
 * organisations swap places are no trouble: each path is climbed on one day.
 */
#include "registry/tree.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 30
#define CUTS_MAX 128

struct place {
    int64_t parent;
    const char *from, *to;
};
struct node {
    struct place *places;
    int n;
};
struct forest {
    struct node *node; /* by id */
    int64_t max_id;
};

struct path_row {
    const char *from, *to, *path;
};

/* ---- the placements in memory */

static void add_place(struct arena *a, struct node *n, struct place p)
{
    struct place *grown = arena_alloc(a, (size_t)(n->n + 1) * sizeof *grown);
    if (n->n > 0)
        memcpy(grown, n->places, (size_t)n->n * sizeof *grown);
    grown[n->n++] = p;
    n->places = grown;
}

static enum err load_forest(struct work *w, struct arena *a, struct forest *f)
{
    enum err e;
    stmt *s = conn_stmt(w->conn, SQL_tree_org_ids);
    f->max_id = 0;
    while (stmt_row(s, &e))
        f->max_id = stmt_int(s, 0);
    f->node = arena_alloc(a, (size_t)(f->max_id + 1) * sizeof *f->node);
    s = conn_stmt(w->conn, SQL_tree_placements);
    while (e == OK && stmt_row(s, &e))
        add_place(a, &f->node[stmt_int(s, 0)],
                  (struct place){stmt_int(s, 1), arena_dup(a, stmt_text(s, 2)),
                                 arena_dup(a, stmt_text(s, 3))});
    return e;
}

/* The placement of the day: the last that began, else the first known. 0 for a root. */
static int64_t parent_on(const struct forest *f, int64_t id, const char *day)
{
    const struct node *n = &f->node[id];
    for (int i = n->n - 1; i > 0; i--)
        if (strcmp(n->places[i].from, day) <= 0)
            return n->places[i].parent;
    return n->n > 0 ? n->places[0].parent : 0;
}

static bool path_on(const struct forest *f, int64_t id, const char *day, char out[PATH_MAX_LEN])
{
    int64_t chain[DEPTH_MAX];
    int n = 0;
    for (int64_t at = id; at != 0; at = parent_on(f, at, day)) {
        if (n == DEPTH_MAX)
            return false;
        chain[n++] = at;
    }
    size_t len = 0;
    out[len++] = '/';
    while (n > 0) {
        int put = snprintf(out + len, PATH_MAX_LEN - len, "%lld/", (long long)chain[--n]);
        if (put < 0 || (size_t)put >= PATH_MAX_LEN - len)
            return false;
        len += (size_t)put;
    }
    return true;
}

/* ---- where a path may change: days on which anything that was ever above changed its place */

struct cuts {
    const char *day[CUTS_MAX];
    int n;
    int64_t seen[CUTS_MAX];
    int n_seen;
};

static void add_cut(struct cuts *c, const char *day)
{
    int i = c->n;
    while (i > 0 && strcmp(c->day[i - 1], day) > 0)
        i--;
    if ((i > 0 && strcmp(c->day[i - 1], day) == 0) || c->n == CUTS_MAX)
        return;
    memmove(&c->day[i + 1], &c->day[i], (size_t)(c->n - i) * sizeof *c->day);
    c->day[i] = day;
    c->n++;
}

static void collect(const struct forest *f, int64_t id, struct cuts *c)
{
    for (int i = 0; i < c->n_seen; i++)
        if (c->seen[i] == id)
            return;
    if (c->n_seen == CUTS_MAX)
        return;
    c->seen[c->n_seen++] = id;
    const struct node *n = &f->node[id];
    for (int i = 0; i < n->n; i++) {
        if (i > 0)
            add_cut(c, n->places[i].from);
        collect(f, n->places[i].parent, c);
    }
}

static bool ever_below(const struct cuts *c, int64_t top)
{
    for (int i = 0; i < c->n_seen; i++)
        if (c->seen[i] == top)
            return true;
    return false;
}

/* ---- writing what differs */

static bool same_rows(struct work *w, int64_t id, const struct path_row *rows, int n)
{
    stmt *s = conn_stmt(w->conn, SQL_org_path_rows);
    stmt_bind(s, "i", id);
    int i = 0;
    bool same = true;
    while (stmt_row(s, NULL)) {
        same = same && i < n && strcmp(stmt_text(s, 0), rows[i].from) == 0 &&
               strcmp(stmt_text(s, 1), rows[i].to) == 0 &&
               strcmp(stmt_text(s, 2), rows[i].path) == 0;
        i++;
    }
    return same && i == n;
}

static enum err write_today(struct work *w, const struct forest *f, int64_t id)
{
    char path[PATH_MAX_LEN];
    if (!path_on(f, id, w->today, path))
        return ERR_CONFLICT;
    int64_t depth = -1;
    for (const char *p = path; *p != '\0'; p++)
        depth += *p == '/';
    stmt *s = conn_stmt(w->conn, SQL_org_today_place);
    stmt_bind(s, "isti", id, parent_on(f, id, w->today), path, depth - 1);
    return stmt_run(s);
}

static enum err write_paths(struct work *w, struct arena *a, const struct forest *f, int64_t id,
                            const struct cuts *c)
{
    struct path_row rows[CUTS_MAX + 1];
    int n = 0;
    for (int i = 0; i <= c->n; i++) {
        const char *from = i == 0 ? DATE_MIN : c->day[i - 1];
        char path[PATH_MAX_LEN];
        if (!path_on(f, id, from, path))
            return ERR_CONFLICT;
        if (n > 0 && strcmp(rows[n - 1].path, path) == 0)
            continue;
        if (n > 0)
            rows[n - 1].to = from;
        rows[n++] = (struct path_row){from, DATE_MAX, arena_dup(a, path)};
    }
    if (same_rows(w, id, rows, n))
        return OK;
    enum err e = conn_run(w->conn, SQL_org_path_clear, "i", id);
    for (int i = 0; i < n && e == OK; i++)
        e = conn_run(w->conn, SQL_org_path_insert, "ittt", id, rows[i].from, rows[i].to,
                     rows[i].path);
    return e;
}

enum err tree_rebuild(struct work *w, int64_t id)
{
    struct arena *a = arena_new();
    struct forest f;
    enum err e = load_forest(w, a, &f);
    int64_t *ids = arena_alloc(a, (size_t)(f.max_id + 1) * sizeof *ids);
    int64_t n = 0;
    stmt *s = conn_stmt(w->conn, SQL_tree_org_ids);
    while (e == OK && stmt_row(s, &e))
        ids[n++] = stmt_int(s, 0);
    for (int64_t i = 0; i < n && e == OK; i++) {
        struct cuts c = {.n = 0};
        collect(&f, ids[i], &c);
        if (id != 0 && !ever_below(&c, id))
            continue;
        e = write_paths(w, a, &f, ids[i], &c);
        if (e == OK)
            e = write_today(w, &f, ids[i]);
    }
    arena_free(a);
    return e;
}

/* ---- rows */

static bool take_row(struct work *w, stmt *s, struct org_row *out)
{
    if (!stmt_row(s, NULL))
        return false;
    *out = (struct org_row){.id = stmt_int(s, 0),
                            .parent_id = stmt_int(s, 1),
                            .version = stmt_int(s, 2),
                            .uid = arena_dup(w->arena, stmt_text(s, 3)),
                            .code = arena_dup(w->arena, stmt_text(s, 4)),
                            .name = arena_dup(w->arena, stmt_text(s, 5)),
                            .kind = arena_dup(w->arena, stmt_text(s, 6)),
                            .status = arena_dup(w->arena, stmt_text(s, 7)),
                            .path = arena_dup(w->arena, stmt_text(s, 8))};
    stmt_reset(s);
    return scope_has_path(&w->scope, out->path);
}

bool org_get(struct work *w, int64_t id, struct org_row *out)
{
    stmt *s = conn_stmt(w->conn, SQL_org_row);
    stmt_bind(s, "i", id);
    return take_row(w, s, out);
}

bool org_by_code(struct work *w, const char *code, struct org_row *out)
{
    stmt *s = conn_stmt(w->conn, SQL_org_row_by_code);
    stmt_bind(s, "t", code);
    return take_row(w, s, out);
}
