/* Shared by the member_*.c files: judging what a person's values mean together. */
#ifndef CHIBO_REGISTRY_MEMBER_VALUES_H
#define CHIBO_REGISTRY_MEMBER_VALUES_H

#include "registry/member.h"

/* Name of the first field whose date is out of order with the others, or NULL. */
const char *member_odd_date(const struct member *m, const struct spell *s);
/* Judges the newest membership as an act; the rules of admission and of recognition only when the
   act touches their dates. */
enum err member_judge(struct work *w, const struct member *m, bool admission, bool recognition);
/* The flags that stand now; returns how many. */
int member_flag_codes(const struct member *m, struct work *w, const char *out[16]);

/* A person with one membership from checked values; nothing is written yet. */
void member_from_record(struct work *w, const struct record *r, int64_t cell_id, struct member *m);
/* Writes a new person whole: rows, identifiers, derived rows, flags. No journal, no rules. */
enum err member_save_new(struct work *w, struct member *m);
/* member_change, judged or not; *changes: JSON field → [old, new], NULL when nothing differs. */
enum err member_apply(struct work *w, int64_t id, const struct record *r, const char *effective_on,
                      bool judge, const char **changes);

#endif
