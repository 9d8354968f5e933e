/* What follows from the steps of a case: its state, its days, its next deadline, and the decision
   as offices are told of it from the day it is announced. */
#include "base/date.h"
#include "base/text.h"
#include "registry/dict_list.h"
#include "registry/discipline_parts.h"

#include <string.h>

/* ---- days */

struct derived {
    const char *form, *concluded_on, *decided_on, *announced_on, *ends_on, *annulled_on;
    const char *due_on, *due_rule;
    const char *authority, *decision_number, *decided_by, *reason, *paper_on;
};

static void from_steps(const struct discipline_file *f, struct derived *d, const char **since)
{
    *since = NULL;
    for (int i = 0; i < f->n_steps; i++) {
        const struct discipline_step_row *s = &f->steps[i];
        if (s->form != NULL && (s->agreed || s->step == CASE_CONCLUSION))
            d->form = s->form;
        if (s->authority != NULL)
            d->authority = s->authority;
        if (s->received_on != NULL)
            d->paper_on = s->received_on;
        if (s->step == CASE_CONCLUSION)
            d->concluded_on = s->day;
        else if (s->step == CASE_DECISION)
            d->decided_on = s->day;
        else if (s->step == CASE_ANNOUNCEMENT)
            d->announced_on = *since = s->day;
        else if (s->step == CASE_APPEAL_OUTCOME)
            *since = s->day; /* the year runs anew from there (30-QĐ/TW) */
        if (s->step == CASE_ANNULMENT ||
            (s->outcome != NULL && strcmp(s->outcome, "annulled") == 0))
            d->annulled_on = s->day;
    }
}

/* The decision as the newest of its papers has it; what came beside the steps fills the gaps. */
static void take_paper(struct discipline_file *f, struct derived *d)
{
    for (int i = 0; i < f->n_steps; i++) {
        const struct discipline_step_row *s = &f->steps[i];
        if (s->step != CASE_DECISION && s->step != CASE_APPEAL_OUTCOME)
            continue;
        d->decision_number = s->decision_number != NULL ? s->decision_number : d->decision_number;
        d->decided_by = s->decided_by != NULL ? s->decided_by : d->decided_by;
        d->reason = s->violation != NULL ? s->violation : d->reason;
    }
    f->form = d->form;
    f->decided_on = d->decided_on;
    f->announced_on = d->announced_on;
    f->ends_on = d->ends_on;
    f->reason = d->reason;
    f->authority = d->authority != NULL ? d->authority : f->expected_authority;
    f->decision_number = d->decision_number != NULL ? d->decision_number : f->paper_number;
    f->paper_on = d->paper_on != NULL ? d->paper_on : f->paper_given_on;
}

/* By the parameter of the day it runs from; a new violation within the time prolongs it. An
   imported decision runs as it was imported. */
static const char *end_of(struct work *w, const struct discipline_file *f, const struct derived *d,
                          const char *since)
{
    struct rule_param months;
    date_text end;
    if (since == NULL || d->form == NULL)
        return NULL;
    rule_value(w, "discipline_end_months", since, 12, &months);
    if (!discipline_end(discipline_form_of(d->form), since, months.number, end))
        return NULL;
    const char *last = arena_dup(w->arena, end);
    stmt *s = conn_stmt(w->conn, SQL_discipline_others);
    stmt_bind(s, "iii", f->id, f->person_id, f->org_id);
    while (stmt_row(s, NULL)) {
        const char *violation = stmt_text(s, 1), *its = stmt_text(s, 2); /* annulled: no end */
        if (violation != NULL && strcmp(violation, since) >= 0 && strcmp(violation, end) < 0 &&
            its != NULL && strcmp(its, last) > 0)
            last = arena_dup(w->arena, its);
    }
    return last;
}

/* The deadline that lists and tasks ask for: of the times that run the one somebody has to keep. */
static void due(struct work *w, const struct discipline_file *f, struct derived *d)
{
    struct discipline_clocks c;
    discipline_clocks(w, f, &c);
    for (int i = 0; i < c.n && d->due_on == NULL; i++) {
        if (!c.at[i].due)
            continue;
        d->due_on = c.at[i].until;
        d->due_rule = c.at[i].rule;
    }
}

/* ---- the decision as it is told */

struct told {
    const char *uid;
    int64_t version;
    const char *v[9]; /* as in the query discipline_decision_row */
};
static const char *const told_names[] = {"form",         "decided_on", "decision_number",
                                         "authority",    "reason",     "content",
                                         "announced_on", "ends_on",    "annulled_on"};

static bool load_told(struct work *w, int64_t id, struct told *out)
{
    stmt *s = conn_stmt(w->conn, SQL_discipline_decision_row);
    stmt_bind(s, "i", id);
    *out = (struct told){.version = 0};
    if (!stmt_row(s, NULL))
        return false;
    out->uid = arena_dup(w->arena, stmt_text(s, 0));
    out->version = stmt_int(s, 1);
    for (int i = 0; i < 9; i++)
        out->v[i] = stmt_is_null(s, 2 + i) ? NULL : arena_dup(w->arena, stmt_text(s, 2 + i));
    stmt_reset(s);
    return true;
}

static bool visible(const struct work *w, const struct told *t)
{
    return t->version != 0 && t->v[8] == NULL && (t->v[7] == NULL || strcmp(t->v[7], w->today) > 0);
}

static const char *values(struct work *w, const struct told *t)
{
    struct buf b = {0};
    struct json j;
    if (t->version == 0)
        return NULL;
    json_init(&j, &b);
    json_open(&j, '{');
    for (int i = 0; i < 9; i++)
        json_kstr(&j, told_names[i], t->v[i]);
    json_close(&j, '}');
    const char *text = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    return text;
}

/* A change of a decision is told to those who saw it before or see it after; nobody else learns
   that there was one. */
static enum err tell(struct work *hidden, struct tx *save, const struct discipline_file *f,
                     const struct told *before, const struct told *after)
{
    const struct told *t = after->version != 0 ? after : before;
    struct change c = {.resource = "discipline",
                       .row_id = f->id,
                       .uid = t->uid,
                       .op = before->version == 0  ? "create"
                             : after->version == 0 ? "delete"
                                                   : "update",
                       .version = after->version != 0 ? after->version : before->version + 1,
                       .org_id = f->org_id,
                       .fields = "[\"form\",\"decided_on\",\"decision_number\",\"authority\","
                                 "\"reason\",\"content\",\"announced_on\",\"ends_on\","
                                 "\"annulled_on\"]",
                       .before = values(hidden, before),
                       .after = values(hidden, after)};
    return journal_change(hidden->conn, save, &c);
}

static bool same(const struct told *a, const struct told *b)
{
    bool is = a->version != 0 && b->version != 0;
    for (int i = 0; i < 9 && is; i++)
        is = text_same(a->v[i], b->v[i]);
    return is;
}

/* Told from the announcement on; by an open save as long as somebody sees it. */
static enum err publish(struct work *hidden, const struct discipline_file *f,
                        const struct derived *d)
{
    struct tx open = {.actor = hidden->actor, .reason = NULL};
    struct told before, after = {.version = 0};
    bool was = load_told(hidden, f->id, &before), is = d->announced_on != NULL;
    if (is)
        after =
            (struct told){.uid = f->uid,
                          .version = before.version + 1,
                          .v = {d->form, d->decided_on, f->decision_number, f->authority, f->reason,
                                f->content, d->announced_on, d->ends_on, d->annulled_on}};
    struct told as_before = after;
    if (f->adopted && before.v[6] == NULL) /* nothing was known of the announcement */
        as_before.v[6] = NULL;
    if ((!was && !is) || same(&before, &as_before))
        return OK;
    bool seen = visible(hidden, &before) || visible(hidden, &after);
    struct tx *save = seen ? &open : hidden->tx;
    int64_t tx = tx_begin(hidden->conn, save);
    if (tx < 0)
        return ERR_STORE;
    enum err e = is ? conn_run(hidden->conn, SQL_discipline_publish, "ii", f->id, seen ? tx : 0)
                    : conn_run(hidden->conn, SQL_discipline_withdraw, "ii", f->id, tx);
    if (is) /* a decision told once before goes on from its own version */
        load_told(hidden, f->id, &after);
    return e != OK ? e : tell(hidden, save, f, &before, &after);
}

/* ---- both */

enum err discipline_derive(struct work *hidden, int64_t id)
{
    struct discipline_file f;
    struct derived d = {.form = NULL};
    const char *since;
    if (!discipline_load_any(hidden, id, &f))
        return ERR_NOT_FOUND;
    from_steps(&f, &d, &since);
    d.ends_on = d.annulled_on == NULL ? end_of(hidden, &f, &d, since) : NULL;
    take_paper(&f, &d);
    /* what ended by itself is no state of its own: it is told from the day */
    if (f.at.state == CASE_ENDED)
        f.at.state = CASE_IN_FORCE;
    due(hidden, &f, &d);
    enum err e = conn_run(hidden->conn, SQL_discipline_derive, "itttttttttttttt", id,
                          discipline_state_code(f.at.state), d.form, d.concluded_on, d.decided_on,
                          d.announced_on, d.ends_on, d.annulled_on, d.due_on, d.due_rule,
                          d.authority, d.decision_number, d.decided_by, d.reason, d.paper_on);
    return e != OK ? e : publish(hidden, &f, &d);
}

enum err discipline_derive_others(struct work *hidden, const struct discipline_file *f)
{
    int64_t ids[64];
    int n = 0;
    stmt *s = conn_stmt(hidden->conn, SQL_discipline_others);
    stmt_bind(s, "iii", f->id, f->person_id, f->org_id);
    while (n < 64 && stmt_row(s, NULL))
        ids[n++] = stmt_int(s, 0);
    stmt_reset(s);
    enum err e = OK;
    for (int i = 0; i < n && e == OK; i++)
        e = discipline_derive(hidden, ids[i]);
    return e;
}
