/* Adding and changing members: the two acts that every page of the registry starts from. */
#include "registry/member.h"
#include "base/date.h"
#include "base/text.h"
#include "registry/dict_list.h"
#include "registry/diff.h"
#include "registry/member_values.h"
#include "registry/rules.h"
#include "rules/formation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A field's value as the tables hold it: text, numbers too. */
static const char *value_text(struct work *w, const struct field *f, const struct value *v)
{
    if (v->null)
        return NULL;
    if (f->type == FIELD_INT || f->type == FIELD_ID || f->type == FIELD_BOOL)
        return arena_printf(w->arena, "%lld", (long long)v->i);
    return v->text;
}

static const char *record_value(struct work *w, const struct record *r, size_t i)
{
    return value_text(w, &r->dict->fields[i], &r->v[i]);
}

static bool is_name_part(const char *name)
{
    return strcmp(name, "family_name") == 0 || strcmp(name, "middle_name") == 0 ||
           strcmp(name, "given_name") == 0;
}

/* Parts given by hand stay; all emptied, the name is split by rule again. */
static void settle_name(struct work *w, const struct record *r, struct profile_row *p)
{
    bool given =
        record_has(r, "family_name") || record_has(r, "middle_name") || record_has(r, "given_name");
    if (given) {
        bool any = p->v[PROFILE_given_name] != NULL && p->v[PROFILE_given_name][0] != '\0';
        p->v[PROFILE_name_manual] = any ? "1" : "0";
    } else if (record_has(r, "full_name")) {
        p->v[PROFILE_name_manual] = "0";
    }
    profile_derive(w, p);
}

/* ---- cells */

static enum err check_cell(struct work *w, int64_t cell_id, bool judge)
{
    struct org_row cell;
    if (!org_get(w, cell_id, &cell))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/cell_id", "not_found", "không có chi bộ này",
                          "no such cell");
    if (!formation_holds_members(cell.kind))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/cell_id", "not_a_cell",
                          "đảng viên chỉ sinh hoạt ở chi bộ", "members belong to cells only");
    if (!judge)
        return OK;
    if (strcmp(cell.status, "active") != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/cell_id", "not_active",
                          "chi bộ không hoạt động", "the cell is not active");
    if (strcmp(cell.kind, "base_cell") != 0)
        return OK;
    struct rule_param most;
    rule_value(w, "base_cell_max_members", w->today, 30, &most);
    most.confirmed = false; /* one more member is no act of formation; the form has to follow */
    if (conn_get_int(w->conn, SQL_organization_members_on, 0, "it", cell_id, w->today) + 1 >=
        most.number)
        return rule_breach(w, &most, "/cell_id", "above_maximum",
                           "với người này chi bộ cơ sở có từ %d đảng viên",
                           "with this one the base cell has %d members or more");
    return OK;
}

/* ---- adding */

static void take_fields(struct work *w, const struct record *r, struct profile_row *p,
                        struct spell *s)
{
    for (size_t i = 0; i < r->dict->n; i++) {
        if (!record_has_at(r, i))
            continue;
        const char *name = r->dict->fields[i].name;
        int at = profile_column(name);
        if (at >= 0)
            p->v[at] = record_value(w, r, i);
        else if ((at = membership_column(name)) >= 0)
            s->v[at] = record_value(w, r, i);
    }
    if (s->v[MEMBERSHIP_time_out_months] == NULL)
        s->v[MEMBERSHIP_time_out_months] = "0";
    if (s->v[MEMBERSHIP_entry] == NULL)
        s->v[MEMBERSHIP_entry] = s->v[MEMBERSHIP_joined_on] ? "transferred_in" : "admitted";
}

void member_from_record(struct work *w, const struct record *r, int64_t cell_id, struct member *m)
{
    *m = (struct member){.profiles = arena_alloc(w->arena, sizeof *m->profiles),
                         .n_profiles = 1,
                         .spells = arena_alloc(w->arena, sizeof *m->spells),
                         .n_spells = 1};
    m->profiles[0].from = DATE_MIN;
    m->profiles[0].to = DATE_MAX;
    m->spells[0].cells = arena_alloc(w->arena, sizeof *m->spells[0].cells);
    m->spells[0].cells[0] = (struct cell_row){0, cell_id, DATE_MIN, DATE_MAX};
    m->spells[0].n_cells = 1;
    take_fields(w, r, &m->profiles[0], &m->spells[0]);
    settle_name(w, r, &m->profiles[0]);
}

enum err member_save_new(struct work *w, struct member *m)
{
    enum err e = member_store_new(w, m);
    if (e == OK)
        e = member_identifiers(w, m);
    if (e == OK)
        e = member_spans(w, m);
    return e != OK ? e : member_flags(w, m);
}

static enum err journal(struct work *w, const struct member *m, const char *op, const char *fields,
                        const char *before, const char *after)
{
    const struct spell *s = member_last_spell(m);
    struct change c = {.resource = "members",
                       .row_id = m->id,
                       .uid = m->uid,
                       .op = op,
                       .version = m->version,
                       .org_id = s->cells[s->n_cells - 1].cell_id,
                       .fields = fields,
                       .before = before,
                       .after = after};
    return journal_change(w->conn, w->tx, &c);
}

enum err member_create(struct work *w, const struct record *r, int64_t *id)
{
    struct member m;
    enum err e = check_cell(w, record_int(r, "cell_id"), true);
    if (e != OK)
        return e;
    member_from_record(w, r, record_int(r, "cell_id"), &m);
    if (record_int(r, "locality_id") != 0 &&
        conn_get_int(w->conn, SQL_locality_exists, 0, "i", record_int(r, "locality_id")) == 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/locality_id", "not_found",
                          "không có địa bàn này", "no such locality");
    e = member_judge(w, &m, true, true);
    if (e == OK)
        e = member_save_new(w, &m);
    if (e == OK)
        e = journal(w, &m, "create", record_fields(w->arena, r), NULL, record_json(w->arena, r));
    *id = m.id;
    return e;
}

/* ---- changing */

static struct profile_row *copy_profiles(struct work *w, const struct profile_row *from, int n,
                                         int room)
{
    struct profile_row *to = arena_alloc(w->arena, (size_t)(n + room) * sizeof *to);
    memcpy(to, from, (size_t)n * sizeof *to);
    for (int i = 0; i < n; i++)
        to[i].id = 0;
    return to;
}

/* Makes an interval begin on the day; the rows have room for one more. */
static bool split_profile(struct work *w, struct member *m, const char *day)
{
    for (int i = 0; i < m->n_profiles; i++) {
        struct profile_row *p = &m->profiles[i];
        if (strcmp(p->from, day) == 0)
            return true;
        if (strcmp(p->from, day) > 0 || strcmp(day, p->to) >= 0)
            continue;
        memmove(&m->profiles[i + 1], p, (size_t)(m->n_profiles - i) * sizeof *p);
        m->profiles[i].to = m->profiles[i + 1].from = arena_dup(w->arena, day);
        m->n_profiles++;
        return true;
    }
    return false;
}

/* A correction reaches every interval that holds what the running one holds. */
static void set_profile(struct member *m, int column, const char *value, const char *day)
{
    const char *last = m->profiles[m->n_profiles - 1].v[column];
    for (int i = 0; i < m->n_profiles; i++) {
        struct profile_row *p = &m->profiles[i];
        if (day != NULL ? strcmp(p->from, day) >= 0 : text_same(p->v[column], last))
            p->v[column] = value;
    }
}

static enum err check_dated(struct work *w, const struct record *r, const char *effective_on)
{
    for (size_t i = 0; i < r->dict->n && effective_on != NULL; i++) {
        const struct field *f = &r->dict->fields[i];
        if (!record_has_at(r, i) || (f->flags & F_DATED))
            continue;
        bool cell = strcmp(f->name, "cell_id") == 0;
        fault_add(&w->faults, arena_printf(w->arena, "/%s", f->name),
                  cell ? "transfer" : "not_dated",
                  cell ? "chuyển chi bộ phải làm bằng chuyển sinh hoạt đảng"
                       : "không thay đổi theo thời gian: hãy đính chính",
                  cell ? "another cell is a transfer, not a change of a field"
                       : "does not change over time: correct it");
    }
    return w->faults.count > 0 ? ERR_BAD_BODY : OK;
}

/* Changes m in memory; what changed is told to d. */
static void apply(struct work *w, struct member *m, const struct record *r, const char *day,
                  struct diff *d, bool *profile, bool *spell)
{
    struct spell *s = member_last_spell(m);
    for (size_t i = 0; i < r->dict->n; i++) {
        if (!record_has_at(r, i))
            continue;
        const char *name = r->dict->fields[i].name;
        const char *value = record_value(w, r, i);
        int at = profile_column(name);
        if (at >= 0) {
            const char *old = m->profiles[m->n_profiles - 1].v[at];
            if (is_name_part(name) && value == NULL)
                value = "";
            if (text_same(old, value))
                continue;
            diff_add(d, name, old, value);
            set_profile(m, at, value, day);
            *profile = true;
        } else if ((at = membership_column(name)) >= 0 && !text_same(s->v[at], value)) {
            diff_add(d, name, s->v[at], value);
            s->v[at] = value;
            *spell = true;
        }
    }
    if (s->v[MEMBERSHIP_time_out_months] == NULL)
        s->v[MEMBERSHIP_time_out_months] = "0";
    if (*profile)
        for (int i = 0; i < m->n_profiles; i++)
            settle_name(w, r, &m->profiles[i]);
}

static enum err correct_cell(struct work *w, struct member *m, const struct record *r,
                             struct diff *d, int64_t *left, bool judge)
{
    struct spell *s = member_last_spell(m);
    int64_t wanted = record_int(r, "cell_id"), last = s->cells[s->n_cells - 1].cell_id;
    *left = 0;
    if (!record_has(r, "cell_id") || wanted == last)
        return OK;
    enum err e = check_cell(w, wanted, judge);
    for (int i = 0; i < s->n_cells && e == OK; i++) {
        struct cell_row *c = &s->cells[i];
        if (c->cell_id != last)
            continue;
        int64_t tx = tx_begin(w->conn, w->tx);
        e = conn_run(w->conn, SQL_membership_cell_supersede, "ii", c->id, tx);
        if (e == OK)
            e = conn_run(w->conn, SQL_membership_cell_insert, "iitti", s->membership_id, wanted,
                         c->from, c->to, tx);
        c->cell_id = wanted;
    }
    diff_add(d, "cell_id", arena_printf(w->arena, "%lld", (long long)last),
             arena_printf(w->arena, "%lld", (long long)wanted));
    *left = last;
    return e;
}

/* Files tell only since when somebody is exempt; it holds until the membership ends. */
static enum err correct_exemption(struct work *w, struct member *m, const struct record *r,
                                  struct diff *d)
{
    const char *from = record_text(r, "exempt_on");
    struct spell *s = member_last_spell(m);
    if (from == NULL)
        return OK;
    enum err e = OK;
    const char *old = NULL;
    for (int i = 0; i < s->n_activities && e == OK; i++) {
        struct activity_row *a = &s->activities[i];
        if (strcmp(a->activity, "exempt") != 0)
            continue;
        if (strcmp(a->from, from) == 0)
            return OK;
        old = a->from;
        e = conn_run(w->conn, SQL_membership_activity_supersede, "ii", a->id,
                     tx_begin(w->conn, w->tx));
        a->from = from;
        if (e == OK)
            e = conn_run(w->conn, SQL_membership_activity_insert, "ittti", s->membership_id,
                         "exempt", from, a->to, tx_begin(w->conn, w->tx));
    }
    if (old == NULL) {
        struct activity_row *grown =
            arena_alloc(w->arena, (size_t)(s->n_activities + 1) * sizeof *grown);
        if (s->n_activities > 0)
            memcpy(grown, s->activities, (size_t)s->n_activities * sizeof *grown);
        grown[s->n_activities++] = (struct activity_row){0, "exempt", from, DATE_MAX};
        s->activities = grown;
        e = conn_run(w->conn, SQL_membership_activity_insert, "ittti", s->membership_id, "exempt",
                     from, DATE_MAX, tx_begin(w->conn, w->tx));
    }
    diff_add(d, "exempt_on", old, from);
    return e;
}

static bool touches(const struct record *r, const char *a, const char *b)
{
    return record_has(r, a) || record_has(r, b);
}

enum err member_apply(struct work *w, int64_t id, const struct record *r, const char *effective_on,
                      bool judge, const char **changes)
{
    struct member m;
    *changes = NULL;
    enum err e = check_dated(w, r, effective_on);
    if (e != OK)
        return e;
    if (!member_load(w, id, &m))
        return ERR_NOT_FOUND;
    const struct profile_row *old = m.profiles;
    int n_old = m.n_profiles;
    if (effective_on != NULL && strcmp(effective_on, old[n_old - 1].from) < 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/effective_on", "before_last_change",
                          "đã có thay đổi có hiệu lực sau ngày này (%s)",
                          "a later change holds already (%s)", old[n_old - 1].from);
    m.profiles = copy_profiles(w, old, n_old, 1);
    if (effective_on != NULL)
        split_profile(w, &m, effective_on);
    struct diff d;
    bool profile = false, spell = false;
    int64_t left_cell = 0, old_row = member_last_spell(&m)->row;
    diff_open(&d);
    apply(w, &m, r, effective_on, &d, &profile, &spell);
    e = !judge ? OK
               : member_judge(w, &m, touches(r, "born_on", "admitted_on"),
                              touches(r, "official_on", "admitted_on"));
    if (e == OK)
        e = correct_cell(w, &m, r, &d, &left_cell, judge);
    if (e == OK)
        e = correct_exemption(w, &m, r, &d);
    struct diff_texts told = diff_close(w->arena, &d);
    if (e != OK || d.n == 0)
        return e;
    *changes = told.pairs;
    m.version++;
    e = conn_run(w->conn, SQL_person_bump, "i", id);
    if (e == OK && profile)
        e = profile_replace(w, id, old, n_old, m.profiles, m.n_profiles);
    else
        m.profiles = (struct profile_row *)old, m.n_profiles = n_old;
    if (e == OK && spell)
        e = membership_replace(w, id, old_row, member_last_spell(&m));
    if (e == OK)
        e = member_identifiers(w, &m);
    if (e == OK)
        e = member_spans(w, &m);
    if (e == OK)
        e = member_flags(w, &m);
    if (e == OK)
        e = journal(w, &m, effective_on ? "update" : "correct", told.fields, told.before,
                    told.after);
    if (e == OK && left_cell != 0)
        e = journal_bump(w->conn, left_cell, w->tx->last_change);
    return e;
}

enum err member_change(struct work *w, int64_t id, const struct record *r, const char *effective_on)
{
    const char *changes;
    return member_apply(w, id, r, effective_on, true, &changes);
}

/* ---- ending */

enum err member_end(struct work *w, int64_t id, const char *day, const char *reason,
                    const char *decision, bool *ended)
{
    struct member m;
    *ended = false;
    if (!member_load(w, id, &m))
        return ERR_NOT_FOUND;
    struct spell *s = member_last_spell(&m);
    if (s->v[MEMBERSHIP_left_on] != NULL && strcmp(s->v[MEMBERSHIP_left_on], day) <= 0)
        return OK;
    const char *before = arena_printf(w->arena, "{\"left_on\":null,\"left_reason\":null}");
    if (s->v[MEMBERSHIP_left_on] != NULL)
        before = arena_printf(w->arena, "{\"left_on\":\"%s\",\"left_reason\":\"%s\"}",
                              s->v[MEMBERSHIP_left_on], s->v[MEMBERSHIP_left_reason]);
    int64_t old_row = s->row;
    s->v[MEMBERSHIP_left_on] = day;
    s->v[MEMBERSHIP_left_reason] = reason;
    s->v[MEMBERSHIP_left_decision] = decision;
    m.version++;
    *ended = true;
    enum err e = conn_run(w->conn, SQL_person_bump, "i", id);
    if (e == OK)
        e = membership_replace(w, id, old_row, s);
    if (e == OK)
        e = member_identifiers(w, &m);
    if (e == OK)
        e = member_spans(w, &m);
    if (e == OK)
        e = member_flags(w, &m);
    return e != OK ? e
                   : journal(w, &m, "update", "[\"left_on\",\"left_reason\"]", before,
                             arena_printf(w->arena, "{\"left_on\":\"%s\",\"left_reason\":\"%s\"}",
                                          day, reason));
}
