/* What may follow in a case and which times run on it, so that nobody learns a rule from a refusal.
 */
#include "base/date.h"
#include "registry/discipline_parts.h"
#include "registry/voters.h"

#include <string.h>

static void put_steps(struct json *j, const struct discipline_file *f)
{
    json_key(j, "steps");
    json_open(j, '[');
    for (int step = CASE_VERIFICATION; step < CASE_STEP_COUNT; step++) {
        if (!discipline_step_open(&f->at, (enum discipline_step)step))
            continue;
        json_open(j, '{');
        json_kstr(j, "step", discipline_step_code((enum discipline_step)step));
        json_kbool(j, "by_cell", !discipline_step_by_superior((enum discipline_step)step));
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* ---- times */

static void add(struct work *w, struct discipline_clocks *c, const char *rule, const char *from,
                const char *until, bool due)
{
    c->at[c->n++] = (struct discipline_clock){rule, from, arena_dup(w->arena, until), due};
}

static void add_days(struct work *w, struct discipline_clocks *c, const char *rule, int usual,
                     const char *from, bool due)
{
    struct rule_param p;
    date_text until;
    rule_value(w, rule, from, usual, &p);
    date_add_days(from, p.number, until);
    add(w, c, rule, from, until, due);
}

/* Before the conclusion the time in which discipline can still be due; as long as the form is not
   known it is that of the lightest. */
static void add_limitation(struct work *w, struct discipline_clocks *c,
                           const struct discipline_file *f)
{
    const char *rule =
        discipline_limitation_rule(f->form != NULL ? discipline_form_of(f->form) : FORM_REPRIMAND);
    struct rule_param p;
    date_text until;
    if (f->violation_on == NULL || f->grave || rule == NULL)
        return;
    rule_value(w, rule, f->violation_on, 60, &p);
    date_add_months(f->violation_on, p.number, until);
    add(w, c, rule, f->violation_on, until, true);
}

void discipline_clocks(struct work *w, const struct discipline_file *f, struct discipline_clocks *c)
{
    bool cell = strcmp(f->authority, "cell") == 0;
    const struct discipline_step_row *last = f->n_steps > 0 ? &f->steps[f->n_steps - 1] : NULL;
    c->n = 0;
    if (f->at.state == CASE_OPEN || f->at.state == CASE_VERIFYING)
        add_limitation(w, c, f);
    if (f->at.state == CASE_DEFERRED && last->until != NULL)
        add(w, c, "discipline_deferral", last->day, last->until, true);
    if (f->at.state == CASE_DECIDED && !cell)
        add_days(w, c, "discipline_announcement_days", 15, f->decided_on, true);
    if (cell && f->paper_on == NULL && !f->adopted &&
        (f->at.state == CASE_DECIDED || f->at.state == CASE_IN_FORCE))
        add_days(w, c, "discipline_paper_days", 10,
                 f->announced_on != NULL ? f->announced_on : f->decided_on, true);
    const struct discipline_step_row *outcome = discipline_step_last(f, CASE_APPEAL_OUTCOME);
    if (f->at.state == CASE_IN_FORCE) /* after an outcome it may go on to the next level */
        add_days(w, c, "discipline_appeal_days", 30,
                 outcome != NULL       ? outcome->day
                 : f->paper_on != NULL ? f->paper_on
                                       : f->announced_on,
                 false);
    if (f->at.state == CASE_APPEALED)
        add_days(w, c, discipline_resolution_rule(discipline_authority_of(f->authority)), 90,
                 discipline_step_last(f, CASE_APPEAL)->day, true);
    if (discipline_in_force(f->at.state) && f->ends_on != NULL)
        add(w, c, "discipline_end_months", f->announced_on, f->ends_on, false);
}

static void put_clock(struct work *w, struct json *j, const struct discipline_clock *c)
{
    struct rule_param p;
    rule_value(w, c->rule, c->from, 0, &p);
    json_open(j, '{');
    json_kstr(j, "rule", c->rule);
    json_kstr(j, "value", p.value);
    json_kstr(j, "from", c->from);
    json_kstr(j, "until", c->until);
    json_kint(j, "days_left", date_days(c->until) - date_days(w->today));
    json_kstr(j, "citation", p.citation);
    json_kbool(j, "confirmed", p.confirmed);
    json_close(j, '}');
}

/* A suspension is an act on the member, with a time of its own; whoever works on the case sees it.
 */
static void add_suspension(struct work *w, struct discipline_clocks *c,
                           const struct discipline_file *f)
{
    stmt *s = conn_stmt(w->conn, SQL_discipline_suspension);
    stmt_bind(s, "it", f->person_id, w->today);
    if (!stmt_row(s, NULL))
        return;
    if (!stmt_is_null(s, 0))
        add(w, c, stmt_int(s, 2) != 0 ? "suspension_days_extended" : "suspension_days",
            arena_dup(w->arena, stmt_text(s, 0)), stmt_text(s, 1), false);
    stmt_reset(s);
}

static void put_clocks(struct work *w, struct json *j, const struct discipline_file *f)
{
    struct discipline_clocks c;
    discipline_clocks(w, f, &c);
    add_suspension(w, &c, f);
    json_key(j, "clocks");
    json_open(j, '[');
    for (int i = 0; i < c.n; i++)
        put_clock(w, j, &c.at[i]);
    json_close(j, ']');
}

void discipline_checklist_put(struct work *w, const struct discipline_file *f, struct json *j)
{
    json_open(j, '{');
    json_kstr(j, "state", discipline_state_code(f->at.state));
    put_steps(j, f);
    json_key(j, "voters");
    if (f->person_id != 0)
        json_int(j, voters_of_cell(w, f->org_id, w->today));
    else
        json_none(j);
    put_clocks(w, j, f);
    json_close(j, '}');
}
