/*
 * Acts on a membership after admission, each judged by server/rules/movement and the dated
 * parameters, carried out and kept as a row in one save. Taking one back is taking its save back
 * (undo.h). Writer only; the caller has found the member in its scope.
 */
#ifndef CHIBO_REGISTRY_MEMBER_ACT_H
#define CHIBO_REGISTRY_MEMBER_ACT_H

#include "base/buf.h"
#include "registry/member.h"
#include "registry/record.h"
#include "rules/movement.h"

/* A checked body of dict_status_change. ERR_RULE: a confirmed rule is broken, unconfirmed ones
   warn; ERR_BAD_BODY, ERR_CONFLICT with faults. */
enum err member_act_add(struct work *w, int64_t person_id, const struct record *r, int64_t *id);
/* Where the membership stands on the day; *since: the first day of the activity that runs. */
struct standing member_standing(const struct spell *s, const char *day, const char **since);
/* {"day","counted","activity","since","transfer","order","acts":[{"kind","open","decision",
   "leaves","grounds","vote","limit"}]}: what may be recorded on the day and what it asks for, so
   that nobody learns a rule from a refusal. False when there is no such member. Readers. */
bool member_act_checklist_put(struct work *w, int64_t person_id, const char *day, struct json *j);
/* Takes back the newest act of the member. ERR_CONFLICT when it is not the newest, or the member
   was changed since. */
enum err member_act_undo(struct work *w, int64_t person_id, int64_t act_id);

/* ---- shared with transfers */

/* The running activity ends on the day; begins: another one from it on (until: DATE_MAX for open),
   NULL for none. Nothing derived is made anew. */
enum err member_activity_set(struct work *w, const struct spell *s, const char *day,
                             const char *begins, const char *until);
/* No fact of the running membership begins after the day; else a fault at pointer. */
enum err member_act_day(struct work *w, const struct spell *s, const char *day,
                        const char *pointer);
/* After rows of a membership were written: version, identifiers, derived rows, flags, journal. */
enum err member_saved(struct work *w, int64_t person_id, const char *fields, const char *before,
                      const char *after);
/* The membership ends on the day, with the offices and transfers that run; reason: a left_reason.
 */
enum err member_leave(struct work *w, int64_t person_id, const char *day, const char *reason,
                      const char *decision);
/* Offices the person holds end on the day: all, or those in one organisation (org_id ≠ 0). */
enum err member_posts_end(struct work *w, int64_t person_id, int64_t org_id, const char *day);

#endif
