/*
 * The derived rows of member_span: a person's life in the registry cut wherever anything that
 * lists and statistics ask for changes. A day counts from the day a fact begins up to, not
 * including, the day it ends (api.md §2).
 */
#include "base/date.h"
#include "registry/member.h"

#include <stdlib.h>
#include <string.h>

#define CUTS_MAX 256

struct cuts {
    const char *day[CUTS_MAX];
    int n;
};

static void cut(struct cuts *c, const char *day, const char *from, const char *to)
{
    if (day == NULL || strcmp(day, from) <= 0 || strcmp(day, to) >= 0 || c->n == CUTS_MAX)
        return;
    int i = c->n;
    while (i > 0 && strcmp(c->day[i - 1], day) > 0)
        i--;
    if (i > 0 && strcmp(c->day[i - 1], day) == 0)
        return;
    memmove(&c->day[i + 1], &c->day[i], (size_t)(c->n - i) * sizeof *c->day);
    c->day[i] = day;
    c->n++;
}

static int64_t cell_on(const struct spell *s, const char *day)
{
    for (int i = s->n_cells - 1; i > 0; i--)
        if (strcmp(s->cells[i].from, day) <= 0)
            return s->cells[i].cell_id;
    return s->cells[0].cell_id;
}

const char *spell_activity_on(const struct spell *s, const char *day, const char **since)
{
    const struct activity_row *now = NULL;
    for (int i = 0; i < s->n_activities && now == NULL; i++)
        if (strcmp(s->activities[i].from, day) <= 0 && strcmp(day, s->activities[i].to) < 0)
            now = &s->activities[i];
    if (since != NULL)
        *since = now != NULL ? now->from : spell_start(s);
    return now != NULL ? now->activity : "active";
}

static const char *left_status(const char *reason)
{
    return strcmp(reason, "death") == 0 ? "deceased" : reason;
}

/* Text dates of differing precision become whole days before months are added. */
static const char *months_later(struct work *w, const char *day, int months)
{
    date_text whole, later;
    date_from_days(date_days(day), whole);
    date_add_months(whole, months, later);
    return arena_dup(w->arena, later);
}

/*
 * Party age runs from the admission decision, or the ceremony where the decision is missing; time
 * out of the Party, known in months or as the gap between two memberships, is deducted
 * (24-QĐ/TW §4.5, domain.md §3.4).
 */
const char *member_party_from(struct work *w, const struct member *m, const struct spell *s)
{
    if (s->v[MEMBERSHIP_official_on] == NULL)
        return NULL;
    const struct spell *first = s;
    int out = 0;
    for (int i = (int)(s - m->spells); i >= 0; i--) {
        const struct spell *one = &m->spells[i];
        if (one->v[MEMBERSHIP_time_out_months] != NULL)
            out += atoi(one->v[MEMBERSHIP_time_out_months]);
        /* wrongly put out and restored: no time was lost (24-QĐ/TW §4.5) */
        bool restored = i < (int)(s - m->spells) &&
                        strcmp(m->spells[i + 1].v[MEMBERSHIP_entry], "restored") == 0;
        if (i < (int)(s - m->spells) && !restored && one->v[MEMBERSHIP_left_on] != NULL)
            out += date_months_between(one->v[MEMBERSHIP_left_on], spell_start(&m->spells[i + 1]),
                                       false);
        first = one;
        if (one->previous_id == 0)
            break;
    }
    const char *from = first->v[MEMBERSHIP_admission_decided_on];
    if (from == NULL)
        from = first->v[MEMBERSHIP_admitted_on];
    if (from == NULL)
        return NULL;
    return out > 0 ? months_later(w, from, out) : from;
}

struct span {
    const char *from, *to, *status, *activity, *entry, *exit;
    int counted;
    int64_t cell_id;
};

static enum err write_span(struct work *w, const struct member *m, const struct spell *s,
                           const struct span *x)
{
    const struct profile_row *p = member_profile_on(m, x->from);
    const char *party_from = strcmp(x->status, "official") == 0 ? member_party_from(w, m, s) : NULL;
    return conn_run(w->conn, SQL_span_insert, "iiiiittitttttttttttttttt", m->id, m->version, p->id,
                    s->row, x->cell_id, x->from, x->to, (int64_t)x->counted, x->status, x->activity,
                    x->entry, x->exit, p->v[PROFILE_gender], p->v[PROFILE_born_on],
                    p->v[PROFILE_ethnicity], p->v[PROFILE_religion],
                    p->v[PROFILE_general_education], p->v[PROFILE_professional_level],
                    p->v[PROFILE_theory_level], p->v[PROFILE_occupation], p->v[PROFILE_locality_id],
                    party_from, p->v[PROFILE_sort_key], p->v[PROFILE_search_key]);
}

static void cut_changes(const struct member *m, const struct spell *s, struct cuts *c,
                        const char *from, const char *to)
{
    cut(c, s->v[MEMBERSHIP_official_on], from, to);
    for (int i = 0; i < m->n_profiles; i++)
        cut(c, m->profiles[i].from, from, to);
    for (int i = 0; i < s->n_cells; i++)
        cut(c, s->cells[i].from, from, to);
    for (int i = 0; i < s->n_activities; i++) {
        cut(c, s->activities[i].from, from, to);
        cut(c, s->activities[i].to, from, to);
    }
}

static enum err counted_spans(struct work *w, const struct member *m, const struct spell *s,
                              const char *from, const char *to)
{
    struct cuts c = {.n = 0};
    cut_changes(m, s, &c, from, to);
    const char *official = s->v[MEMBERSHIP_official_on];
    enum err e = OK;
    for (int i = 0; i <= c.n && e == OK; i++) {
        struct span x = {
            .from = i == 0 ? from : c.day[i - 1], .to = i == c.n ? to : c.day[i], .counted = 1};
        x.status = official != NULL && strcmp(official, x.from) <= 0 ? "official" : "probationary";
        x.activity = spell_activity_on(s, x.from, NULL);
        x.cell_id = cell_on(s, x.from);
        x.entry = i == 0 ? s->v[MEMBERSHIP_entry] : NULL;
        x.exit = i == c.n ? s->v[MEMBERSHIP_left_reason] : NULL;
        e = write_span(w, m, s, &x);
    }
    return e;
}

enum err member_spans(struct work *w, const struct member *m)
{
    enum err e = m->fresh ? OK : conn_run(w->conn, SQL_span_clear, "i", m->id);
    for (int i = 0; i < m->n_spells && e == OK; i++) {
        const struct spell *s = &m->spells[i];
        const char *next = i + 1 < m->n_spells ? spell_start(&m->spells[i + 1]) : DATE_MAX;
        const char *start = spell_start(s);
        const char *end = s->v[MEMBERSHIP_left_on] ? s->v[MEMBERSHIP_left_on] : next;
        if (strcmp(end, next) > 0)
            end = next;
        if (strcmp(start, end) < 0)
            e = counted_spans(w, m, s, start, end);
        /* a record that leaves before it begins counts on no day, but stays findable */
        if (e == OK && s->v[MEMBERSHIP_left_on] != NULL && strcmp(end, next) < 0) {
            struct span gone = {.from = end,
                                .to = next,
                                .activity = "active",
                                .status = left_status(s->v[MEMBERSHIP_left_reason]),
                                .cell_id = cell_on(s, end)};
            e = write_span(w, m, s, &gone);
        }
    }
    return e;
}

enum err member_respan(struct work *w, int64_t id)
{
    struct member m;
    return member_load(w, id, &m) ? member_spans(w, &m) : ERR_NOT_FOUND;
}
