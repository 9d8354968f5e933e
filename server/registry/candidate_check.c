/* The checklist of a dossier; see the header. */
#include "registry/candidate_check.h"
#include "registry/candidate_judge.h"
#include "registry/voters.h"
#include "rules/voting.h"

#include <string.h>

/* ---- the way */

static const char *state_of(const struct admission_way *way, const struct candidate *c,
                            enum admission_step step)
{
    if (c->passed & STEP_BIT(step))
        return "done";
    bool runs = strcmp(c->state, "open") == 0;
    return runs && admission_step_open(way, c->passed, step) ? "open" : "waiting";
}

static void put_way(const struct admission_way *way, const struct candidate *c, struct json *j)
{
    json_key(j, "steps");
    json_open(j, '[');
    for (int i = 0; i < STEP_COUNT; i++) {
        enum admission_step step = (enum admission_step)i;
        bool done = (c->passed & STEP_BIT(step)) != 0;
        if (!done && !admission_step_exists(way, step))
            continue;
        json_open(j, '{');
        json_kstr(j, "step", admission_step_code(step));
        json_kstr(j, "state", state_of(way, c, step));
        json_kstr(j, "day", done ? c->step[i].day : NULL);
        json_kstr(j, "recorded_by", admission_step_by_cell(step) ? "cell" : "office");
        json_kbool(j, "votes", admission_step_votes(step));
        json_kbool(j, "decides", admission_step_decides(step));
        json_kint(j, "failed_votes", c->step[i].failed);
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* ---- papers */

static void put_papers(const struct admission_way *way, const struct candidate *c, struct json *j)
{
    json_key(j, "documents");
    json_open(j, '[');
    for (int i = 0; i < STEP_COUNT; i++) {
        struct admission_paper papers[ADMISSION_PAPERS_MAX];
        enum admission_step step = (enum admission_step)i;
        if (!admission_step_exists(way, step))
            continue;
        size_t n = candidate_papers_needed(c, step, papers);
        for (size_t k = 0; k < n; k++) {
            json_open(j, '{');
            json_kstr(j, "kind", papers[k].kind);
            json_kstr(j, "form_code", papers[k].form_code);
            json_kstr(j, "step", admission_step_code(step));
            json_kint(j, "needed", papers[k].count);
            json_kint(j, "present", candidate_papers_present(c, papers[k].kind));
            json_kstr(j, "issued_on", candidate_paper_on(c, papers[k].kind));
            json_close(j, '}');
        }
    }
    json_close(j, ']');
}

/* ---- the deadline */

static void put_due(struct work *w, const struct candidate *c, struct json *j)
{
    struct admission_due due;
    struct rule_param rule;
    candidate_due(w, c, &due);
    json_key(j, "due");
    if (due.kind == DUE_NOTHING) {
        json_none(j);
        return;
    }
    rule_value(w, admission_due_rule(due.kind), w->today, 0, &rule);
    json_open(j, '{');
    json_kstr(j, "rule", rule.name);
    json_kstr(j, "value", rule.value);
    json_kstr(j, "citation", rule.citation);
    json_kbool(j, "confirmed", rule.confirmed);
    json_kstr(j, "due_on", due.due);
    json_kstr(j, "last_due_on", due.has_last ? due.last : NULL);
    json_kstr(j, "probation_ends_on", due.has_ends ? due.ends : NULL);
    json_kstr(j, "state", admission_due_state_code(admission_due_judge(&due, w->today)));
    json_close(j, '}');
}

/* ---- the asked step */

static void put_vote(struct work *w, const struct candidate *c, const struct step_input *in,
                     struct json *j)
{
    struct rule_param rule;
    struct vote_share share;
    int eligible = candidate_eligible(w, c, in);
    rule_value(
        w, admission_step_by_cell(in->step) ? "admission_vote_share" : "admission_committee_share",
        in->day, 0, &rule);
    json_key(j, "vote");
    json_open(j, '{');
    json_kstr(j, "rule", rule.name);
    json_kstr(j, "share", rule.value);
    json_kstr(j, "citation", rule.citation);
    json_kbool(j, "confirmed", rule.confirmed);
    bool known = eligible > 0 && vote_share_parse(rule.value, &share);
    json_key(j, "eligible");
    known ? json_int(j, eligible) : json_none(j);
    json_kint(j, "away", in->away > 0 ? in->away : 0);
    json_key(j, "needed");
    known ? json_int(j, vote_share_needed(&share, eligible)) : json_none(j);
    json_kbool(j, "superior_may_decide", candidate_superior_may_decide(w, c, in));
    json_close(j, '}');
}

static void put_asked(struct work *w, const struct candidate *c, enum admission_step step,
                      const char *day, struct json *j)
{
    struct conditions judged;
    struct step_input in = {
        .step = step, .day = day, .agreed = true, .away = -1, .exempt_absent = -1};
    json_key(j, "asked");
    if (step == STEP_COUNT) {
        json_none(j);
        return;
    }
    if (admission_step_votes(step) && admission_step_by_cell(step))
        in.away = voters_away(w, c->cell_id, day);
    candidate_judge(w, c, &in, &judged);
    json_open(j, '{');
    json_kstr(j, "step", admission_step_code(step));
    json_kstr(j, "day", day);
    json_key(j, "conditions");
    conditions_put(j, &judged);
    if (admission_step_votes(step))
        put_vote(w, c, &in, j);
    json_close(j, '}');
}

void candidate_checklist_put(struct work *w, const struct candidate *c, enum admission_step step,
                             const char *day, struct json *j)
{
    struct admission_way way;
    int64_t committee;
    candidate_way(w, c->cell_id, w->today, &way, &committee);
    if (step == STEP_COUNT && strcmp(c->state, "open") == 0)
        step = admission_next(&way, c->passed);
    json_open(j, '{');
    json_kint(j, "candidate_id", c->id);
    json_kint(j, "version", c->version);
    json_kstr(j, "state", c->state);
    json_kstr(j, "stage", c->stage);
    json_kstr(j, "next_step", c->next_step);
    put_way(&way, c, j);
    put_papers(&way, c, j);
    put_due(w, c, j);
    put_asked(w, c, step, day != NULL ? day : w->today, j);
    json_close(j, '}');
}
