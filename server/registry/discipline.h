/*
 * Discipline cases (domain.md §6): one subject's case with its steps. What is confidential goes
 * into the confidential saves; what a case does to the register, and its decision from the day it
 * is announced, into ordinary ones of the same transaction. The order of the steps is
 * server/rules/discipline, the numbers are dated parameters.
 */
#ifndef CHIBO_REGISTRY_DISCIPLINE_H
#define CHIBO_REGISTRY_DISCIPLINE_H

#include "base/buf.h"
#include "registry/list.h"
#include "registry/record.h"
#include "rules/discipline.h"

struct discipline_step_row {
    int64_t row_id, id, version, effect_tx;
    enum discipline_step step;
    const char *day, *form, *outcome, *until, *decision_number, *received_on;
    const char *authority, *decided_by, *violation;
    bool agreed;
};

/* A case whole, in the arena. Texts may be NULL. */
struct discipline_file {
    int64_t id, version, joint_id, person_id, org_id, decider_id; /* person 0: of an organisation */
    const char *uid, *org_kind, *path, *title;
    bool by_cell, adopted, grave, assigned;
    const char *received_on, *without_vote, *authority, *expected_authority, *content,
        *violation_on;
    const char *paper_number, *paper_given_on; /* recorded beside the steps */
    /* as they stand derived from the steps */
    const char *decision_number, *decided_by, *reason, *paper_on;
    const char *form, *concluded_on, *decided_on, *announced_on, *ends_on, *annulled_on, *state;
    struct discipline_course at; /* where it stands today, with what ended by itself */
    struct discipline_step_row *steps;
    int n_steps;
};

/* A case the caller may read; false: there is none for it. Readers and writer. */
bool discipline_load(struct work *w, int64_t id, struct discipline_file *out);
/* The newest step of a kind that stands, or NULL. */
const struct discipline_step_row *discipline_step_last(const struct discipline_file *f,
                                                       enum discipline_step step);

/* Adds the condition that the column holds the id of a case the caller may read: one in scope, or
   one the caller is named on, wherever it is; the text `before` comes first. An index of the column
   finds it. False, and nothing added: there is none. */
bool discipline_readable(struct work *w, struct sql_part *p, const char *before,
                         const char *column);
/* FROM of lists and objects: the rows the caller may read, t., with d.day and o. The scope is the
   caller's business. */
void discipline_from(struct work *w, struct list_request *q);

/*
 * What a case under way stands in the way of, as the rule of the day says: a condition of the act.
 * Told to the office whose act it is; a secretary's proposal is not judged by it, since whoever may
 * not know of a case must not learn it from a refusal. in_force: decisions that hold count, too.
 */
enum err discipline_judge_pending(struct work *w, int64_t person_id, const char *rule,
                                  const char *day, bool in_force);

/* An office that begins soon after a removal from office: told, since only an equal or a higher one
   is closed (Charter art. 40.3). A decision that is announced is the office's to know. */
enum err discipline_judge_office(struct work *w, int64_t person_id, const char *from);

/*
 * The acts; the writer's. Each makes its own confidential save with w->tx's actor and reason and
 * leaves w->tx to what it does to the register.
 */
/* From a checked body of dict_discipline_case. */
enum err discipline_open(struct work *w, const struct record *r, bool by_cell, int64_t *id);
enum err discipline_correct(struct work *w, const struct discipline_file *f,
                            const struct record *r);
/* Only a case nothing was recorded of beyond its intake. */
enum err discipline_remove(struct work *w, const struct discipline_file *f);
/* Makes the case of a decision that came without one, so that acts can follow it. */
enum err discipline_adopt(struct work *w, int64_t id);

/* A checked body of dict_discipline_step. ERR_RULE: a confirmed rule is broken; ERR_BAD_BODY with
   faults. number: of the step within the case. */
enum err discipline_step_add(struct work *w, const struct discipline_file *f,
                             const struct record *r, int64_t *number);
/* Takes the newest step back with all it did. ERR_CONFLICT when it is not the newest, or when what
   it did was changed since. */
enum err discipline_step_undo(struct work *w, const struct discipline_file *f, int64_t number);

/* {"state","steps":[{"step","by_cell"}],"voters","clocks":[{"rule","from","until","days_left",
   "citation","confirmed"}]}: what may follow and what runs. Readers. */
void discipline_checklist_put(struct work *w, const struct discipline_file *f, struct json *j);

/* Further readers: a checked body of dict_discipline_reader. */
enum err discipline_reader_add(struct work *w, const struct discipline_file *f,
                               const struct record *r, int64_t *number);
enum err discipline_reader_remove(struct work *w, const struct discipline_file *f, int64_t number);

#endif
