/*
 * What a step of a dossier is judged by, on its day: each rule with its value and whether it is
 * met. The same list refuses an act, warns, is kept with the step, and tells in the checklist what
 * is still missing.
 */
#ifndef CHIBO_REGISTRY_CANDIDATE_JUDGE_H
#define CHIBO_REGISTRY_CANDIDATE_JUDGE_H

#include "registry/candidate_parts.h"
#include "registry/conditions.h"

/* Everything the step is judged by. Without a vote (in->vote.given) votes are left out: what is
   still to come is not judged. */
void candidate_judge(struct work *w, const struct candidate *c, const struct step_input *in,
                     struct conditions *out);
/* Its parts, in files of their own: the person and those who stand for it; votes. */
void candidate_judge_person(struct work *w, const struct candidate *c, const char *day,
                            struct conditions *out);
void candidate_judge_vote(struct work *w, const struct candidate *c, const struct step_input *in,
                          struct conditions *out);
/* The share of a vote outside the steps: removal in probation. */
void condition_share(struct work *w, const struct candidate *c, const char *rule, const char *day,
                     const struct candidate_vote *vote, struct conditions *out);

/* The papers of a step as this dossier needs them; how many of a kind are in it. */
size_t candidate_papers_needed(const struct candidate *c, enum admission_step step,
                               struct admission_paper out[ADMISSION_PAPERS_MAX]);
int candidate_papers_present(const struct candidate *c, const char *kind);
/* Adds one; the superior's approval in the dossier excepts from it. */
struct condition *condition_of(struct work *w, const struct candidate *c, const char *rule,
                               const char *day, int usual, struct conditions *out);

/* Whether the share of the vote is among what is met. */
bool candidate_share_reached(const struct conditions *k);
/* After so many votes without the share the superior decides: its document then stands for it. */
bool candidate_superior_may_decide(struct work *w, const struct candidate *c,
                                   const struct step_input *in);
/* Who votes, as the register has it: of the cell, or of the base committee (committee_id ≠ 0). */
int candidate_eligible(struct work *w, const struct candidate *c, const struct step_input *in);

#endif
