/* Votes: who is in the denominator, whether the meeting could decide, whether the share is there.
 */
#include "registry/candidate_judge.h"
#include "registry/voters.h"
#include "rules/voting.h"

#include <string.h>

static int64_t committee_of(struct work *w, const struct candidate *c, const struct step_input *in)
{
    struct admission_way way;
    int64_t committee;
    candidate_way(w, c->cell_id, in->day, &way, &committee);
    return admission_step_by_cell(in->step) ? 0 : committee;
}

int candidate_eligible(struct work *w, const struct candidate *c, const struct step_input *in)
{
    int64_t committee = committee_of(w, c, in);
    if (committee != 0)
        return (int)conn_get_int(w->conn, SQL_candidate_committee, 0, "it", committee, in->day);
    return voting_eligible(voters_official(w, c->cell_id, in->day),
                           in->away >= 0 ? in->away : voters_away(w, c->cell_id, in->day),
                           in->exempt_absent > 0 ? in->exempt_absent : 0);
}

void condition_share(struct work *w, const struct candidate *c, const char *rule, const char *day,
                     const struct candidate_vote *vote, struct conditions *out)
{
    condition_vote(w, condition_of(w, c, rule, day, 0, out), vote->in_favour, vote->eligible,
                   "/in_favour");
}

static void judge_denominator(struct work *w, const struct candidate *c,
                              const struct step_input *in, struct conditions *out)
{
    int known = candidate_eligible(w, c, in);
    if (known == 0 && !admission_step_by_cell(in->step))
        return; /* nobody wrote down who sits on the committee */
    struct condition *k = condition_of(w, c, "admission_voting_denominator", in->day, 0, out);
    k->only_told = !admission_step_by_cell(in->step); /* a committee's list of offices may lag */
    condition_say(w, k, in->vote.eligible == known, "/eligible", "denominator",
                  arena_printf(w->arena, "theo sổ có %d người được biểu quyết", known),
                  arena_printf(w->arena, "the register has %d voters", known));
}

static void judge_quorum(struct work *w, const struct candidate *c, const struct step_input *in,
                         struct conditions *out)
{
    if (in->vote.absent < 0)
        return;
    struct condition *k = condition_of(w, c, "meeting_quorum", in->day, 0, out);
    struct vote_share s;
    int present = in->vote.eligible - in->vote.absent;
    if (!vote_share_parse(k->rule.value, &s))
        s = (struct vote_share){1, 2, false};
    condition_say(w, k, vote_share_reached(&s, present, in->vote.eligible), "/absent", "quorum",
                  arena_printf(w->arena, "có mặt %d trên %d, cần ít nhất %d", present,
                               in->vote.eligible, vote_share_needed(&s, in->vote.eligible)),
                  arena_printf(w->arena, "%d of %d present, %d are needed", present,
                               in->vote.eligible, vote_share_needed(&s, in->vote.eligible)));
}

bool candidate_superior_may_decide(struct work *w, const struct candidate *c,
                                   const struct step_input *in)
{
    struct rule_param votes;
    rule_value(w, "admission_failed_votes", in->day, 3, &votes);
    return c->step[in->step].failed >= votes.number;
}

void candidate_judge_vote(struct work *w, const struct candidate *c, const struct step_input *in,
                          struct conditions *out)
{
    const char *rule =
        admission_step_by_cell(in->step) ? "admission_vote_share" : "admission_committee_share";
    judge_denominator(w, c, in, out);
    judge_quorum(w, c, in, out);
    condition_share(w, c, rule, in->day, &in->vote, out);
    struct condition *k = &out->at[out->n - 1];
    if (k->state == CONDITION_EXCEPTED && !candidate_superior_may_decide(w, c, in))
        k->state = CONDITION_UNMET;
    k->only_told = !in->agreed; /* a vote that fell short is recorded as what it was */
}

bool candidate_share_reached(const struct conditions *k)
{
    for (int i = 0; i < k->n; i++)
        if (strcmp(k->at[i].code, "share") == 0)
            return k->at[i].state == CONDITION_MET;
    return false;
}
