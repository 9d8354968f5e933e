/* What may follow in a case and which times run on it, so that nobody learns a rule from a refusal.
 */
#include "base/date.h"
#include "registry/discipline_parts.h"
#include "registry/voters.h"

#include <string.h>

/* A cell's secretary records what the cell does itself; the rest is the superior's. */
static bool by_cell(enum discipline_step step)
{
    return step != CASE_APPEAL_OUTCOME && step != CASE_ANNULMENT && step != CASE_LAPSE;
}

static void put_steps(struct json *j, const struct discipline_file *f)
{
    json_key(j, "steps");
    json_open(j, '[');
    for (int step = CASE_VERIFICATION; step < CASE_STEP_COUNT; step++) {
        if (!discipline_step_open(&f->at, (enum discipline_step)step))
            continue;
        json_open(j, '{');
        json_kstr(j, "step", discipline_step_code((enum discipline_step)step));
        json_kbool(j, "by_cell", by_cell((enum discipline_step)step));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_clock(struct work *w, struct json *j, const char *rule, const char *from,
                      const char *until)
{
    struct rule_param p;
    rule_value(w, rule, from, 0, &p);
    json_open(j, '{');
    json_kstr(j, "rule", rule);
    json_kstr(j, "value", p.value);
    json_kstr(j, "from", from);
    json_kstr(j, "until", until);
    json_kint(j, "days_left", date_days(until) - date_days(w->today));
    json_kstr(j, "citation", p.citation);
    json_kbool(j, "confirmed", p.confirmed);
    json_close(j, '}');
}

static void put_days(struct work *w, struct json *j, const char *rule, int usual, const char *from)
{
    struct rule_param p;
    date_text until;
    rule_value(w, rule, from, usual, &p);
    date_add_days(from, p.number, until);
    put_clock(w, j, rule, from, until);
}

static void put_limitation(struct work *w, struct json *j, const struct discipline_file *f)
{
    const char *rule =
        discipline_limitation_rule(f->form != NULL ? discipline_form_of(f->form) : FORM_REPRIMAND);
    struct rule_param p;
    date_text until;
    if (f->violation_on == NULL || f->grave || rule == NULL)
        return;
    rule_value(w, rule, f->violation_on, 60, &p);
    date_add_months(f->violation_on, p.number, until);
    put_clock(w, j, rule, f->violation_on, until);
}

static void put_clocks(struct work *w, struct json *j, const struct discipline_file *f)
{
    bool cell = strcmp(f->authority, "cell") == 0;
    const struct discipline_step_row *last = f->n_steps > 0 ? &f->steps[f->n_steps - 1] : NULL;
    json_key(j, "clocks");
    json_open(j, '[');
    if (f->at.state == CASE_OPEN || f->at.state == CASE_VERIFYING)
        put_limitation(w, j, f);
    if (f->at.state == CASE_DEFERRED && last->until != NULL)
        put_clock(w, j, "discipline_deferral", last->day, last->until);
    if (f->at.state == CASE_DECIDED && !cell)
        put_days(w, j, "discipline_announcement_days", 15, f->decided_on);
    if (cell && f->paper_on == NULL && !f->adopted &&
        (f->at.state == CASE_DECIDED || f->at.state == CASE_IN_FORCE))
        put_days(w, j, "discipline_paper_days", 10,
                 f->announced_on != NULL ? f->announced_on : f->decided_on);
    const struct discipline_step_row *outcome = discipline_step_last(f, CASE_APPEAL_OUTCOME);
    if (f->at.state == CASE_IN_FORCE) /* after an outcome it may go on to the next level */
        put_days(w, j, "discipline_appeal_days", 30,
                 outcome != NULL       ? outcome->day
                 : f->paper_on != NULL ? f->paper_on
                                       : f->announced_on);
    if (f->at.state == CASE_APPEALED)
        put_days(w, j, "discipline_appeal_resolution_days", 90,
                 discipline_step_last(f, CASE_APPEAL)->day);
    if (discipline_in_force(f->at.state) && f->ends_on != NULL)
        put_clock(w, j, "discipline_end_months", f->announced_on, f->ends_on);
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
