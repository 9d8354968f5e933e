/* A member's cell from a day on. */
#include "registry/member_move.h"
#include "base/date.h"
#include "registry/member.h"

#include <string.h>

/* One interval of the official cell, split at the day when it began before. */
static enum err move_row(struct work *w, const struct spell *s, const struct cell_row *row,
                         int64_t to, const char *day)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    /* before the membership began nothing is counted: the whole interval can go over */
    const char *start = spell_start(s);
    const char *from = row->from;
    bool split = strcmp(row->from, day) < 0 && strcmp(start, day) < 0;
    enum err e = conn_run(w->conn, SQL_membership_cell_supersede, "ii", row->id, tx);
    if (e == OK && split) {
        e = conn_run(w->conn, SQL_membership_cell_insert, "iitti", s->membership_id, row->cell_id,
                     row->from, day, tx);
        from = day;
    }
    return e != OK ? e
                   : conn_run(w->conn, SQL_membership_cell_insert, "iitti", s->membership_id, to,
                              from, row->to, tx);
}

enum err member_move(struct work *w, int64_t id, int64_t from, int64_t to, const char *day)
{
    struct member m;
    bool moved = false;
    enum err e = OK;
    if (!member_load(w, id, &m))
        return OK;
    for (int i = 0; i < m.n_spells && e == OK; i++) {
        const struct spell *s = &m.spells[i];
        const char *left = s->v[MEMBERSHIP_left_on];
        if (left != NULL && strcmp(left, day) <= 0)
            continue;
        for (int k = 0; k < s->n_cells && e == OK; k++)
            if (s->cells[k].cell_id == from && strcmp(s->cells[k].to, day) > 0) {
                e = move_row(w, s, &s->cells[k], to, day);
                moved = true;
            }
    }
    if (e != OK || !moved)
        return e;
    e = conn_run(w->conn, SQL_person_bump, "i", id);
    if (e == OK)
        e = member_respan(w, id);
    struct change c = {.resource = "members",
                       .row_id = id,
                       .uid = m.uid,
                       .op = "update",
                       .version = m.version + 1,
                       .org_id = to,
                       .fields = "[\"cell_id\"]",
                       .before = arena_printf(w->arena, "{\"cell_id\":%lld}", (long long)from),
                       .after = arena_printf(w->arena, "{\"cell_id\":%lld,\"effective_on\":\"%s\"}",
                                             (long long)to, day)};
    if (e == OK)
        e = journal_change(w->conn, w->tx, &c);
    return e != OK ? e : journal_bump(w->conn, from, w->tx->last_change);
}
