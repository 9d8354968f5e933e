/* Leading a dossier of the little world's cell D1.B1.C1 along the way, one good step at a time. */
#ifndef CHIBO_TESTS_HARNESS_CANDIDATE_H
#define CHIBO_TESTS_HARNESS_CANDIDATE_H

#include "api/harness_accounts.h"
#include "rules/admission.h"

struct dossier {
    struct server *s;
    const char *token;
    int64_t id;
};

/* id of the member with the record number. */
int64_t dossier_member(struct server *s, const char *token, const char *record_number);
/* Lists somebody, born on the day, with two introducers and a helper; more: further JSON fields
   with a comma before. Listed on 2025-01-05. */
struct dossier dossier_new(struct server *s, const char *token, const char *born_on,
                           const char *more);
/* The good body of a step, with its papers and votes; static. It says the usual day. */
const char *dossier_body(enum admission_step step);
/* Sends a body as a step; takes the usual one with NULL. */
struct answer dossier_step(const struct dossier *d, const char *token, enum admission_step step,
                           const char *body);
/* Records every step from after the listing up to and with `last`, each good. */
void dossier_lead(const struct dossier *d, enum admission_step last);
/* The same from a step on. */
void dossier_lead_from(const struct dossier *d, enum admission_step first,
                       enum admission_step last);
struct answer dossier_get(const struct dossier *d);
/* id of the newest step that is not taken back; its version. */
int64_t dossier_last_step(const struct dossier *d, int64_t *version);
struct answer dossier_undo(const struct dossier *d, const char *token);
struct answer dossier_exit(const struct dossier *d, const char *token, const char *body);

#endif
