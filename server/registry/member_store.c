/* Members in and out of their tables; what the columns mean is member.c's business. */
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"
#include "registry/member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define C(name) #name,
static const char *const profile_names[] = {PROFILE_COLUMNS(C)};
static const char *const membership_names[] = {MEMBERSHIP_COLUMNS(C)};
#undef C

static int name_index(const char *const *names, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

int profile_column(const char *name)
{
    return name_index(profile_names, PROFILE_COUNT, name);
}

int membership_column(const char *name)
{
    return name_index(membership_names, MEMBERSHIP_COUNT, name);
}

/* ---- loading */

static const char *keep(struct work *w, stmt *s, int col)
{
    const char *text = stmt_text(s, col);
    return text ? arena_dup(w->arena, text) : NULL;
}

/* Doubles a growing array of the arena when it is full. */
static void *grow(struct work *w, void *old, int n, size_t size)
{
    if (n != 0 && (n & (n - 1)) != 0)
        return old;
    void *bigger = arena_alloc(w->arena, (size_t)(n ? 2 * n : 1) * size);
    if (n > 0)
        memcpy(bigger, old, (size_t)n * size);
    return bigger;
}

static void load_profiles(struct work *w, struct member *m)
{
    stmt *s = conn_stmt(w->conn, SQL_profile_rows);
    stmt_bind(s, "i", m->id);
    while (stmt_row(s, NULL)) {
        m->profiles = grow(w, m->profiles, m->n_profiles, sizeof *m->profiles);
        struct profile_row *p = &m->profiles[m->n_profiles++];
        *p = (struct profile_row){.id = stmt_int(s, 0), .from = keep(w, s, 1), .to = keep(w, s, 2)};
        for (int i = 0; i < PROFILE_COUNT; i++)
            p->v[i] = keep(w, s, 3 + i);
    }
}

static void load_places(struct work *w, struct spell *spell)
{
    stmt *s = conn_stmt(w->conn, SQL_membership_cell_rows);
    stmt_bind(s, "i", spell->membership_id);
    while (stmt_row(s, NULL)) {
        spell->cells = grow(w, spell->cells, spell->n_cells, sizeof *spell->cells);
        spell->cells[spell->n_cells++] =
            (struct cell_row){stmt_int(s, 0), stmt_int(s, 1), keep(w, s, 2), keep(w, s, 3)};
    }
    s = conn_stmt(w->conn, SQL_membership_activity_rows);
    stmt_bind(s, "i", spell->membership_id);
    while (stmt_row(s, NULL)) {
        spell->activities =
            grow(w, spell->activities, spell->n_activities, sizeof *spell->activities);
        spell->activities[spell->n_activities++] =
            (struct activity_row){stmt_int(s, 0), keep(w, s, 1), keep(w, s, 2), keep(w, s, 3)};
    }
}

bool member_load(struct work *w, int64_t id, struct member *out)
{
    *out = (struct member){.id = id};
    out->version = conn_get_int(w->conn, SQL_person_version, 0, "i", id);
    if (out->version == 0)
        return false;
    out->uid = conn_get_text(w->conn, w->arena, SQL_person_uid, "i", id);
    load_profiles(w, out);
    stmt *s = conn_stmt(w->conn, SQL_membership_rows);
    stmt_bind(s, "i", id);
    while (stmt_row(s, NULL)) {
        out->spells = grow(w, out->spells, out->n_spells, sizeof *out->spells);
        struct spell *spell = &out->spells[out->n_spells++];
        *spell = (struct spell){
            .row = stmt_int(s, 0), .membership_id = stmt_int(s, 1), .previous_id = stmt_int(s, 2)};
        for (int i = 0; i < MEMBERSHIP_COUNT; i++)
            spell->v[i] = keep(w, s, 3 + i);
    }
    for (int i = 0; i < out->n_spells; i++)
        load_places(w, &out->spells[i]);
    return out->n_profiles > 0 && out->n_spells > 0;
}

bool member_place(struct work *w, int64_t id, struct member_place *out)
{
    stmt *s = conn_stmt(w->conn, SQL_span_today);
    stmt_bind(s, "it", id, w->today);
    if (!stmt_row(s, NULL))
        return false;
    *out = (struct member_place){.span_id = stmt_int(s, 0),
                                 .cell_id = stmt_int(s, 1),
                                 .version = stmt_int(s, 2),
                                 .counted = stmt_int(s, 4) != 0};
    bool seen = scope_has_path(&w->scope, stmt_text(s, 3));
    stmt_reset(s);
    return seen;
}

const struct profile_row *member_profile_on(const struct member *m, const char *day)
{
    for (int i = m->n_profiles - 1; i > 0; i--)
        if (strcmp(m->profiles[i].from, day) <= 0)
            return &m->profiles[i];
    return &m->profiles[0];
}

struct spell *member_last_spell(const struct member *m)
{
    return &m->spells[m->n_spells - 1];
}

const char *spell_start(const struct spell *s)
{
    return s->v[MEMBERSHIP_joined_on] ? s->v[MEMBERSHIP_joined_on] : s->v[MEMBERSHIP_admitted_on];
}

/* ---- names */

void profile_derive(struct work *w, struct profile_row *p)
{
    struct name_parts parts;
    if (p->v[PROFILE_name_manual] == NULL)
        p->v[PROFILE_name_manual] = "0";
    if (p->v[PROFILE_name_manual][0] == '1') {
        parts = (struct name_parts){p->v[PROFILE_family_name] ? p->v[PROFILE_family_name] : "",
                                    p->v[PROFILE_middle_name] ? p->v[PROFILE_middle_name] : "",
                                    p->v[PROFILE_given_name] ? p->v[PROFILE_given_name] : ""};
    } else {
        name_split(w->arena, p->v[PROFILE_full_name], &parts);
    }
    p->v[PROFILE_family_name] = parts.family;
    p->v[PROFILE_middle_name] = parts.middle;
    p->v[PROFILE_given_name] = parts.given;
    p->v[PROFILE_sort_key] = name_sort_key(w->arena, &parts);
    const char *all = p->v[PROFILE_full_name];
    if (p->v[PROFILE_birth_name] != NULL && strcmp(p->v[PROFILE_birth_name], all) != 0)
        all = arena_printf(w->arena, "%s | %s", all, p->v[PROFILE_birth_name]);
    if (p->v[PROFILE_other_name] != NULL)
        all = arena_printf(w->arena, "%s | %s", all, p->v[PROFILE_other_name]);
    p->v[PROFILE_search_key] = text_fold(w->arena, all);
}

/* ---- writing */

static enum err insert_profile(struct work *w, int64_t person_id, struct profile_row *p)
{
    stmt *s = conn_stmt(w->conn, SQL_profile_insert);
    stmt_bind(s, "itti", person_id, p->from, p->to, tx_begin(w->conn, w->tx));
    for (int i = 0; i < PROFILE_COUNT; i++)
        stmt_bind_text(s, 5 + i, p->v[i]);
    enum err e = stmt_run(s);
    p->id = conn_last_id(w->conn);
    return e;
}

enum err profile_replace(struct work *w, int64_t person_id, const struct profile_row *old,
                         int n_old, struct profile_row *rows, int n_rows)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    for (int i = 0; i < n_old; i++) {
        enum err e = conn_run(w->conn, SQL_profile_supersede, "ii", old[i].id, tx);
        if (e != OK)
            return e;
    }
    for (int i = 0; i < n_rows; i++) {
        enum err e = insert_profile(w, person_id, &rows[i]);
        if (e != OK)
            return e;
    }
    return OK;
}

enum err membership_replace(struct work *w, int64_t person_id, int64_t old_row, struct spell *spell)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    if (old_row != 0) {
        enum err e = conn_run(w->conn, SQL_membership_supersede, "ii", old_row, tx);
        if (e != OK)
            return e;
    }
    spell->row = conn_get_int(w->conn, SQL_membership_next, 0, "");
    if (spell->membership_id == 0)
        spell->membership_id = spell->row;
    stmt *s = conn_stmt(w->conn, SQL_membership_insert);
    stmt_bind(s, "iiiis", spell->row, spell->membership_id, person_id, tx, spell->previous_id);
    for (int i = 0; i < MEMBERSHIP_COUNT; i++)
        stmt_bind_text(s, 6 + i, spell->v[i]);
    return stmt_run(s);
}

enum err spell_places_insert(struct work *w, struct spell *spell)
{
    int64_t tx = tx_begin(w->conn, w->tx);
    enum err e = OK;
    for (int i = 0; i < spell->n_cells && e == OK; i++) {
        struct cell_row *c = &spell->cells[i];
        if (c->id == 0)
            e = conn_run(w->conn, SQL_membership_cell_insert, "iitti", spell->membership_id,
                         c->cell_id, c->from, c->to, tx);
    }
    for (int i = 0; i < spell->n_activities && e == OK; i++) {
        struct activity_row *a = &spell->activities[i];
        if (a->id == 0)
            e = conn_run(w->conn, SQL_membership_activity_insert, "ittti", spell->membership_id,
                         a->activity, a->from, a->to, tx);
    }
    return e;
}

enum err member_store_new(struct work *w, struct member *m)
{
    char uid[UID_LEN];
    uid_new(uid);
    m->uid = arena_dup(w->arena, uid);
    m->version = 1;
    m->fresh = true;
    enum err e = conn_run(w->conn, SQL_person_insert, "ti", m->uid, tx_begin(w->conn, w->tx));
    if (e != OK)
        return e;
    m->id = conn_last_id(w->conn);
    e = profile_replace(w, m->id, NULL, 0, m->profiles, m->n_profiles);
    for (int i = 0; i < m->n_spells && e == OK; i++) {
        e = membership_replace(w, m->id, 0, &m->spells[i]);
        if (e == OK)
            e = spell_places_insert(w, &m->spells[i]);
    }
    return e;
}

/* ---- identifiers */

struct identifier {
    const char *kind, *value;
    bool held;
};

static void wish(struct identifier *list, int *n, const char *kind, const char *value)
{
    for (int i = 0; i < *n && value != NULL; i++)
        if (strcmp(list[i].kind, kind) == 0 && strcmp(list[i].value, value) == 0)
            value = NULL;
    if (value != NULL)
        list[(*n)++] = (struct identifier){kind, value, false};
}

/* Gives up what the person no longer goes by and marks what stays. Row by row: a DELETE of them
   all would fill an ephemeral table each time. */
static enum err release(struct work *w, int64_t person_id, struct identifier *list, int n)
{
    struct identifier *gone = NULL;
    int n_gone = 0;
    stmt *s = conn_stmt(w->conn, SQL_identifier_rows);
    stmt_bind(s, "i", person_id);
    while (stmt_row(s, NULL)) {
        struct identifier row = {stmt_text(s, 0), stmt_text(s, 1), false};
        int at = 0;
        while (at < n &&
               (strcmp(list[at].kind, row.kind) != 0 || strcmp(list[at].value, row.value) != 0))
            at++;
        if (at < n) {
            list[at].held = true;
            continue;
        }
        gone = grow(w, gone, n_gone, sizeof *gone);
        gone[n_gone++] = (struct identifier){arena_dup(w->arena, row.kind),
                                             arena_dup(w->arena, row.value), false};
    }
    enum err e = OK;
    for (int i = 0; i < n_gone && e == OK; i++)
        e = conn_run(w->conn, SQL_identifier_delete, "tt", gone[i].kind, gone[i].value);
    return e;
}

static enum err claim(struct work *w, int64_t person_id, const struct identifier *x)
{
    if (conn_get_int(w->conn, SQL_identifier_find, 0, "tt", x->kind, x->value) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, arena_printf(w->arena, "/%s", x->kind),
                          "duplicate", "số này đã được ghi cho người khác",
                          "this number is somebody else's");
    return conn_run(w->conn, SQL_identifier_insert, "tti", x->kind, x->value, person_id);
}

enum err member_identifiers(struct work *w, const struct member *m)
{
    struct identifier *list = arena_alloc(w->arena, (size_t)(m->n_spells + 2) * sizeof *list);
    int n = 0;
    const struct spell *last = member_last_spell(m);
    if (last->v[MEMBERSHIP_left_on] == NULL) {
        wish(list, &n, "personal_id", m->profiles[m->n_profiles - 1].v[PROFILE_personal_id]);
        wish(list, &n, "card_number", last->v[MEMBERSHIP_card_number]);
    }
    for (int i = 0; i < m->n_spells; i++)
        wish(list, &n, "record_number", m->spells[i].v[MEMBERSHIP_record_number]);
    enum err e = m->fresh ? OK : release(w, m->id, list, n);
    for (int i = 0; i < n && e == OK; i++)
        if (!list[i].held)
            e = claim(w, m->id, &list[i]);
    return e;
}
