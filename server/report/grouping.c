/* Counting by groups without sorting the rows; see grouping.h. */
#include "report/grouping.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 256 /* a power of two */
#define FNV_OFFSET UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

struct group {
    const char *key[BY_MAX]; /* NULL: missing */
    size_t len[BY_MAX];
    bool number[BY_MAX];
    int64_t count;
    uint64_t hash;
};

struct groups {
    struct arena *arena;
    int n_by;
    struct group **slot;
    size_t slots, n;
};

static uint64_t hash_of(const struct group *g, int n_by)
{
    uint64_t h = FNV_OFFSET;
    for (int i = 0; i < n_by; i++) {
        for (size_t k = 0; k < g->len[i]; k++)
            h = (h ^ (unsigned char)g->key[i][k]) * FNV_PRIME;
        h = (h ^ (g->key[i] == NULL ? 0x100u : 0x101u)) *
            FNV_PRIME; /* where the next value begins */
    }
    return h;
}

static bool same(const struct group *a, const struct group *b, int n_by)
{
    if (a->hash != b->hash)
        return false;
    for (int i = 0; i < n_by; i++)
        if (a->len[i] != b->len[i] || (a->key[i] == NULL) != (b->key[i] == NULL) ||
            (a->len[i] > 0 && memcmp(a->key[i], b->key[i], a->len[i]) != 0))
            return false;
    return true;
}

static struct group **place_of(const struct groups *g, const struct group *row)
{
    size_t at = row->hash & (g->slots - 1);
    while (g->slot[at] != NULL && !same(g->slot[at], row, g->n_by))
        at = (at + 1) & (g->slots - 1);
    return &g->slot[at];
}

static void grow(struct groups *g)
{
    struct group **old = g->slot;
    size_t n = g->slots;
    g->slots = n > 0 ? 2 * n : FIRST_SLOTS;
    g->slot = arena_alloc(g->arena, g->slots * sizeof *g->slot);
    for (size_t i = 0; i < n; i++)
        if (old[i] != NULL)
            *place_of(g, old[i]) = old[i];
}

static void count_row(struct groups *g, stmt *s)
{
    struct group row;
    for (int i = 0; i < g->n_by; i++) {
        row.number[i] = stmt_is_number(s, i); /* asked first: reading it as text changes the type */
        row.key[i] = stmt_text(s, i);
        row.len[i] = row.key[i] != NULL ? stmt_bytes(s, i) : 0;
    }
    row.hash = hash_of(&row, g->n_by);
    struct group **place = place_of(g, &row);
    if (*place == NULL) {
        struct group *new = arena_alloc(g->arena, sizeof *new);
        *new = row;
        new->count = 0;
        for (int i = 0; i < g->n_by; i++)
            if (row.key[i] != NULL)
                new->key[i] = arena_dup_n(g->arena, row.key[i], row.len[i]);
        *place = new;
        g->n++;
    }
    (*place)->count++;
    if (2 * g->n > g->slots)
        grow(g);
}

struct sorted {
    const struct group *group;
    int n_by;
};

static int compare_value(const struct group *a, const struct group *b, int i)
{
    if (a->key[i] == NULL || b->key[i] == NULL)
        return (a->key[i] != NULL) - (b->key[i] != NULL);
    if (a->number[i] != b->number[i])
        return a->number[i] ? -1 : 1;
    if (a->number[i]) {
        long long x = strtoll(a->key[i], NULL, 10), y = strtoll(b->key[i], NULL, 10);
        return (x > y) - (x < y);
    }
    return strcmp(a->key[i], b->key[i]);
}

static int compare(const void *x, const void *y)
{
    const struct sorted *a = x, *b = y;
    int way = 0;
    for (int i = 0; i < a->n_by && way == 0; i++)
        way = compare_value(a->group, b->group, i);
    return way;
}

enum err grouping_count(struct arena *a, stmt *s, int n_by, struct stat_table *out)
{
    struct groups g = {.arena = a, .n_by = n_by};
    grow(&g);
    enum err e;
    while (stmt_row(s, &e))
        count_row(&g, s);
    struct sorted *list = arena_alloc(a, (g.n + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < g.slots; i++)
        if (g.slot[i] != NULL)
            list[n++] = (struct sorted){g.slot[i], n_by};
    qsort(list, n, sizeof *list, compare);
    *out = (struct stat_table){.rows = arena_alloc(a, (n + 1) * sizeof *out->rows), .n = (int)n};
    for (size_t i = 0; i < n; i++) {
        memcpy(out->rows[i].key, list[i].group->key, sizeof list[i].group->key);
        out->rows[i].count = list[i].group->count;
        out->total += list[i].group->count;
    }
    return e;
}
