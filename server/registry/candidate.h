/*
 * Admission dossiers from the first listing to full membership: loaded whole, judged by
 * server/rules, written step by step. Stage and deadlines are derived beside the dossier. Knows
 * nothing of HTTP.
 */
#ifndef CHIBO_REGISTRY_CANDIDATE_H
#define CHIBO_REGISTRY_CANDIDATE_H

#include "registry/list.h"
#include "registry/record.h"
#include "registry/tree.h"
#include "rules/admission_due.h"
#include "rules/admission_file.h"

struct candidate_vote {
    bool given;
    int eligible, in_favour, against, absent;
};
struct candidate_step {
    int64_t id; /* 0: this step has not been passed */
    int64_t recorded_tx;
    const char *day, *received_on, *decision_number, *decided_by, *place;
    struct candidate_vote vote;
    int failed; /* votes at this step that fell short */
};
struct candidate_paper {
    const char *kind, *issued_on, *for_rule;
};
/* Everything in the arena; nothing here is written back. */
struct candidate {
    int64_t id, version, cell_id, person_id;
    const char *uid, *state, *stage, *next_step;
    const char *full_name, *gender, *born_on, *ethnicity, *religion, *personal_id, *hometown,
        *residence, *phone, *occupation, *job_title, *workplace, *general_education,
        *professional_level, *theory_level, *youth_union_on, *listed_on;
    int64_t helper[2], introducer[2];
    const char *introducer_since[2], *introducing_body;
    int64_t previous_id;
    bool hardship;
    const char *record_cleared_on;
    unsigned passed; /* STEP_BIT of each passed step */
    struct candidate_step step[STEP_COUNT];
    int64_t last_step_id; /* of the newest act, passed or not; 0: none but the listing */
    struct candidate_paper *papers;
    int n_papers;
};

/* False when there is no such dossier or its cell is out of scope. */
bool candidate_load(struct work *w, int64_t id, struct candidate *out);
/* The bodies above the cell on the day, from the tree of that day. committee_id: the base party. */
void candidate_way(struct work *w, int64_t cell_id, const char *day, struct admission_way *out,
                   int64_t *committee_id);
/* What is due next, by the rules of the days it is counted from. */
void candidate_due(struct work *w, const struct candidate *c, struct admission_due *out);

/* ---- writing; the caller has checked the version */

/* POST: the dossier with its first step; cell and people must be in scope. */
enum err candidate_create(struct work *w, const struct record *r, int64_t *id);
/* A correction. In probation only helpers and note: the person is a member's record by then. */
enum err candidate_change(struct work *w, const struct candidate *c, const struct record *r);
/* Somebody listed by mistake: ERR_CONFLICT once a step has been recorded. */
enum err candidate_remove(struct work *w, const struct candidate *c);

/* ---- derived */

/* Stage, next step and deadlines anew; also of every open dossier (calendar or rules changed). */
enum err candidate_derive(struct work *w, int64_t id);
enum err candidates_derive(struct work *w);

/* ---- lists */

/* FROM and conditions of lists; one dossier in scope. */
void candidate_list_from(struct work *w, struct list_request *q, const struct org_filter *f);
void candidate_object_from(struct work *w, struct list_request *q, int64_t id);
/* Words of a name, or a personal id (true: a sensitive reading). */
bool candidate_search(struct work *w, struct list_request *q, const char *text);

#endif
