/* A further membership, and the end of a probation, judged like any act on a member; and both taken
   back. */
#include "registry/member_admit.h"
#include "base/date.h"
#include "registry/member.h"
#include "registry/member_act.h"
#include "registry/member_values.h"

#include <string.h>

static enum err save_member(struct work *w, struct member *m, const char *fields,
                            const char *before, const char *after)
{
    const struct spell *s = member_last_spell(m);
    m->version++;
    enum err e = conn_run(w->conn, SQL_person_bump, "i", m->id);
    if (e == OK)
        e = member_identifiers(w, m);
    if (e == OK)
        e = member_spans(w, m);
    if (e == OK)
        e = member_flags(w, m);
    struct change c = {.resource = "members",
                       .row_id = m->id,
                       .uid = m->uid,
                       .op = "update",
                       .version = m->version,
                       .org_id = s->cells[s->n_cells - 1].cell_id,
                       .fields = fields,
                       .before = before,
                       .after = after};
    return e != OK ? e : journal_change(w->conn, w->tx, &c);
}

enum err member_saved(struct work *w, int64_t person_id, const char *fields, const char *before,
                      const char *after)
{
    struct member m;
    return member_load(w, person_id, &m) ? save_member(w, &m, fields, before, after)
                                         : ERR_NOT_FOUND;
}

static void take_columns(const struct record *r, struct spell *s)
{
    for (size_t i = 0; i < r->dict->n; i++) {
        int at = membership_column(r->dict->fields[i].name);
        if (at >= 0 && record_has_at(r, i) && !r->v[i].null)
            s->v[at] = r->v[i].text;
    }
}

enum err member_readmit(struct work *w, int64_t id, const struct record *r, int64_t cell_id)
{
    struct member m;
    if (!member_load(w, id, &m))
        return ERR_NOT_FOUND;
    const struct spell *last = member_last_spell(&m);
    if (last->v[MEMBERSHIP_left_on] == NULL)
        return fault_fail(ERR_CONFLICT, &w->faults, "/previous_member_id", "still_member",
                          "người này đang là đảng viên", "this person is a member now");
    struct spell *spells = arena_alloc(w->arena, (size_t)(m.n_spells + 1) * sizeof *spells);
    memcpy(spells, m.spells, (size_t)m.n_spells * sizeof *spells);
    m.spells = spells;
    struct spell *s = &m.spells[m.n_spells];
    *s = (struct spell){.previous_id = last->membership_id,
                        .cells = arena_alloc(w->arena, sizeof *s->cells),
                        .n_cells = 1};
    s->cells[0] = (struct cell_row){0, cell_id, DATE_MIN, DATE_MAX};
    take_columns(r, s);
    s->v[MEMBERSHIP_entry] = "readmitted";
    s->v[MEMBERSHIP_time_out_months] = "0";
    /* numbers stay a person's: the record goes on under its own */
    s->v[MEMBERSHIP_record_number] = last->v[MEMBERSHIP_record_number];
    m.n_spells++;
    enum err e = member_judge(w, &m, true, false);
    if (e == OK)
        e = membership_replace(w, id, 0, s);
    if (e == OK)
        e = spell_places_insert(w, s);
    return e != OK ? e
                   : save_member(w, &m, "[\"status\",\"cell_id\",\"admitted_on\"]", NULL,
                                 record_json(w->arena, r));
}

enum err member_recognize(struct work *w, int64_t id, const char *official_on, const char *decision,
                          const char *place)
{
    struct member m;
    if (!member_load(w, id, &m))
        return ERR_NOT_FOUND;
    struct spell *s = member_last_spell(&m);
    if (s->v[MEMBERSHIP_left_on] != NULL || s->v[MEMBERSHIP_official_on] != NULL)
        return fault_fail(ERR_CONFLICT, &w->faults, "/step", "not_probationary",
                          "người này không còn là đảng viên dự bị",
                          "this person is no probationer any more");
    int64_t old_row = s->row;
    s->v[MEMBERSHIP_official_on] = official_on;
    s->v[MEMBERSHIP_official_decision] = decision;
    s->v[MEMBERSHIP_official_place] = place;
    enum err e = member_judge(w, &m, false, true);
    if (e == OK)
        e = membership_replace(w, id, old_row, s);
    return e != OK ? e
                   : save_member(w, &m, "[\"official_on\",\"official_decision\"]",
                                 "{\"official_on\":null}",
                                 arena_printf(w->arena, "{\"official_on\":\"%s\"}", official_on));
}

/* ---- taking back */

/* Marks the save and finds the member untouched since. */
static enum err begin_back(struct work *w, int64_t id, int64_t save, struct member *m)
{
    if (!member_load(w, id, m))
        return ERR_NOT_FOUND;
    if (conn_get_int(w->conn, SQL_undo_member_later, 0, "ii", id, save) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "changed_since",
                          "hồ sơ đảng viên đã thay đổi sau đó: không hoàn tác được nữa",
                          "the member was changed since: it can no longer be taken back");
    if (conn_get_int(w->conn, SQL_undo_person_used, 0, "i", save) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "used_since",
                          "đảng viên này đã được ghi ở nơi khác",
                          "this member is named elsewhere by now");
    return conn_run(w->conn, SQL_undo_mark, "ii", tx_begin(w->conn, w->tx), save);
}

/* Nothing that holds names the person any more; the row stays for the history. */
static enum err person_gone(struct work *w, struct member *m)
{
    int64_t tx = w->tx->id;
    enum err e = OK;
    for (int i = 0; i < m->n_profiles && e == OK; i++)
        e = conn_run(w->conn, SQL_profile_supersede, "ii", m->profiles[i].id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_span_clear, "i", m->id);
    if (e == OK)
        e = conn_run(w->conn, SQL_undo_identifiers_clear, "i", m->id);
    if (e == OK)
        e = conn_run(w->conn, SQL_undo_flags_clear, "tii", "members", m->id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_person_bump, "i", m->id);
    const struct spell *s = member_last_spell(m);
    struct change c = {
        .resource = "members",
        .row_id = m->id,
        .uid = m->uid,
        .op = "delete",
        .version = m->version + 1,
        .org_id = s->cells[s->n_cells - 1].cell_id,
        .fields = "[\"admitted_on\"]",
        .before = arena_printf(w->arena, "{\"admitted_on\":\"%s\"}", s->v[MEMBERSHIP_admitted_on])};
    return e != OK ? e : journal_change(w->conn, w->tx, &c);
}

enum err member_unadmit(struct work *w, int64_t id, int64_t save)
{
    struct member m;
    enum err e = begin_back(w, id, save, &m);
    if (e != OK)
        return e;
    const struct spell *s = member_last_spell(&m);
    int64_t tx = w->tx->id;
    e = conn_run(w->conn, SQL_membership_supersede, "ii", s->row, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_merge_cells_end, "ii", s->membership_id, tx);
    if (e == OK)
        e = conn_run(w->conn, SQL_merge_activities_end, "ii", s->membership_id, tx);
    if (e != OK || m.n_spells == 1)
        return e != OK ? e : person_gone(w, &m);
    const char *was =
        arena_printf(w->arena, "{\"admitted_on\":\"%s\"}", s->v[MEMBERSHIP_admitted_on]);
    m.n_spells--;
    return save_member(w, &m, "[\"admitted_on\"]", was, NULL);
}

/* One membership written anew with these columns empty. */
static enum err without(struct work *w, int64_t id, int64_t save, const int *columns, int n,
                        const char *field)
{
    struct member m;
    enum err e = begin_back(w, id, save, &m);
    if (e != OK)
        return e;
    struct spell *s = member_last_spell(&m);
    int64_t old_row = s->row;
    const char *was =
        arena_printf(w->arena, "{\"%s\":\"%s\"}", field, s->v[columns[0]] ? s->v[columns[0]] : "");
    for (int i = 0; i < n; i++)
        s->v[columns[i]] = NULL;
    e = membership_replace(w, id, old_row, s);
    return e != OK ? e
                   : save_member(w, &m, arena_printf(w->arena, "[\"%s\"]", field), was,
                                 arena_printf(w->arena, "{\"%s\":null}", field));
}

enum err member_unrecognize(struct work *w, int64_t id, int64_t save)
{
    static const int columns[] = {MEMBERSHIP_official_on, MEMBERSHIP_official_decision,
                                  MEMBERSHIP_official_place};
    return without(w, id, save, columns, 3, "official_on");
}

enum err member_unend(struct work *w, int64_t id, int64_t save)
{
    static const int columns[] = {MEMBERSHIP_left_on, MEMBERSHIP_left_reason,
                                  MEMBERSHIP_left_decision};
    return without(w, id, save, columns, 3, "left_on");
}
