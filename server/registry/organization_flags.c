/* Flags of organisations, judged all at once after an import. */
#include "registry/organization.h"
#include "registry/rules.h"
#include "rules/formation.h"
#include "rules/membership.h"

#include <string.h>

struct teller {
    void (*each)(void *ctx, const char *code);
    void *ctx;
};

static enum err flag(struct work *w, const struct teller *t, int64_t id, const char *code,
                     bool wanted)
{
    if (wanted && t->each != NULL)
        t->each(t->ctx, code);
    bool have = false;
    stmt *q = conn_stmt(w->conn, SQL_flag_codes);
    stmt_bind(q, "ti", "organizations", id);
    while (stmt_row(q, NULL))
        have = have || strcmp(stmt_text(q, 0), code) == 0;
    if (have == wanted)
        return OK;
    return conn_run(w->conn, wanted ? SQL_flag_set : SQL_flag_clear, "titi", "organizations", id,
                    code, tx_begin(w->conn, w->tx));
}

struct finding {
    int64_t id;
    bool below, above, older, odd;
};

static enum err write_flags(struct work *w, const struct teller *t, const struct finding *f,
                            bool numbers)
{
    enum err e = OK;
    if (numbers) {
        e = flag(w, t, f->id, "below_minimum", f->below);
        return e != OK ? e : flag(w, t, f->id, "above_maximum", f->above);
    }
    e = flag(w, t, f->id, "older_than_parent", f->older);
    return e != OK ? e : flag(w, t, f->id, "unusual_parent", f->odd);
}

/* Findings are gathered first: a statement must not run while its rows are written to. */
static enum err judge(struct work *w, const struct teller *t, struct arena *a, bool numbers)
{
    struct rule_param least, most;
    rule_value(w, "cell_min_official", w->today, 3, &least);
    rule_value(w, "base_cell_max_members", w->today, 30, &most);
    size_t n = 0, cap = 0;
    struct finding *found = NULL;
    stmt *s = conn_stmt(w->conn, numbers ? SQL_organization_cells_counted : SQL_organization_pairs);
    if (numbers)
        stmt_bind(s, "t", w->today);
    enum err e;
    while (stmt_row(s, &e)) {
        struct finding f = {.id = stmt_int(s, 0)};
        if (numbers) {
            enum formation r = formation_judge(stmt_text(s, 1), (int)stmt_int(s, 3),
                                               (int)stmt_int(s, 4), least.number, most.number);
            bool open = stmt_int(s, 2) != 0;
            f.below = open && r == FORMATION_BELOW_MINIMUM;
            f.above = open && r == FORMATION_ABOVE_MAXIMUM;
        } else {
            const char *own = stmt_text(s, 2), *parent = stmt_text(s, 4);
            f.odd = !formation_parent_ok(stmt_text(s, 1), stmt_text(s, 3));
            f.older = own != NULL && parent != NULL && !membership_in_order(parent, own);
        }
        if (n == cap) {
            struct finding *grown = arena_alloc(a, (cap = cap ? 2 * cap : 256) * sizeof *grown);
            if (n > 0)
                memcpy(grown, found, n * sizeof *grown);
            found = grown;
        }
        found[n++] = f;
    }
    for (size_t i = 0; i < n && e == OK; i++)
        e = write_flags(w, t, &found[i], numbers);
    return e;
}

enum err organization_flags(struct work *w, void (*each)(void *ctx, const char *code), void *ctx)
{
    struct teller t = {each, ctx};
    struct arena *a = arena_new();
    enum err e = judge(w, &t, a, true);
    if (e == OK)
        e = judge(w, &t, a, false);
    arena_free(a);
    return e;
}
