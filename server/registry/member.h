/*
 * Members: the person, the memberships, the official cell, the activity. Everything a write needs
 * is loaded whole, changed in memory, written as new versions beside the superseded ones, and the
 * derived member_span rows are made anew. Knows nothing of HTTP.
 */
#ifndef CHIBO_REGISTRY_MEMBER_H
#define CHIBO_REGISTRY_MEMBER_H

#include "registry/import_outcome.h"
#include "registry/record.h"
#include "registry/tree.h"
#include "registry/work.h"

/* In the order of profile_rows/profile_insert in schema/queries/member.sql. */
/* clang-format off */
#define PROFILE_COLUMNS(C)                                                                        \
    C(full_name) C(family_name) C(middle_name) C(given_name) C(name_manual) C(search_key)         \
    C(sort_key) C(birth_name) C(other_name) C(gender) C(born_on) C(birth_country)                 \
    C(birth_province) C(birth_place) C(hometown) C(hometown_province) C(hometown_commune)         \
    C(hometown_old) C(residence) C(residence_province) C(residence_commune)                       \
    C(temporary_residence) C(phone) C(email) C(ethnicity) C(nationality) C(religion)              \
    C(religious_rank) C(personal_id) C(old_id_number) C(family_background) C(occupation)          \
    C(occupation_before) C(job_title) C(workplace) C(recruited_on) C(general_education)           \
    C(general_education_text) C(professional_level) C(professional_field) C(academic_title)       \
    C(theory_level) C(state_management) C(foreign_languages) C(computer_skills)                   \
    C(ethnic_languages) C(youth_union_on) C(government_post) C(union_post) C(health)              \
    C(war_invalid) C(family_merit) C(household_economy) C(income) C(housing) C(self_assessment)   \
    C(abroad) C(locality_id) C(note)
/* clang-format on */

/* In the order of membership_rows/membership_insert. */
/* clang-format off */
#define MEMBERSHIP_COLUMNS(C)                                                                     \
    C(entry) C(record_number) C(card_number) C(old_card_number) C(card_issued_on)                 \
    C(card_issued_by) C(admission_decided_on) C(admission_decision) C(admitted_on)                \
    C(admission_place) C(introducers) C(joined_on) C(joined_from) C(official_on)                  \
    C(official_decision) C(official_place) C(time_out_months) C(left_on) C(left_reason)           \
    C(left_decision)
/* clang-format on */

#define C(name) PROFILE_##name,
enum profile_column { PROFILE_COLUMNS(C) PROFILE_COUNT };
#undef C
#define C(name) MEMBERSHIP_##name,
enum membership_column { MEMBERSHIP_COLUMNS(C) MEMBERSHIP_COUNT };
#undef C

struct profile_row {
    int64_t id; /* 0: not written yet */
    const char *from, *to;
    const char *v[PROFILE_COUNT]; /* as text, integers too; NULL for null */
};
struct cell_row {
    int64_t id, cell_id;
    const char *from, *to;
};
struct activity_row {
    int64_t id;
    const char *activity, *from, *to;
};
struct spell {
    int64_t row; /* id of the version; 0: not written yet */
    int64_t membership_id, previous_id;
    const char *v[MEMBERSHIP_COUNT];
    struct cell_row *cells;
    int n_cells;
    struct activity_row *activities;
    int n_activities;
};
/* One person with everything dated that holds now (superseded rows are not loaded). */
struct member {
    int64_t id, version;
    bool fresh; /* written just now: nothing is derived from it yet */
    const char *uid;
    struct profile_row *profiles; /* by from */
    int n_profiles;
    struct spell *spells; /* by entry */
    int n_spells;
};

/* The person's row in the tree today: false when absent or outside w->scope. */
struct member_place {
    int64_t span_id, cell_id, version;
    bool counted;
};
bool member_place(struct work *w, int64_t id, struct member_place *out);

/* What the person is called now, in the arena; "" for nobody. */
const char *member_name(struct work *w, int64_t id);
/* Loads everything into the arena; false when there is no such person. */
bool member_load(struct work *w, int64_t id, struct member *out);
/* Index of the column, or -1. */
int profile_column(const char *name);
int membership_column(const char *name);
const struct profile_row *member_profile_on(const struct member *m, const char *day);
struct spell *member_last_spell(const struct member *m);
/* joined_on if given, else admitted_on. */
const char *spell_start(const struct spell *s);
/* What runs on the day, and since when (since may be NULL; the membership's own start for
 * "active"). */
const char *spell_activity_on(const struct spell *s, const char *day, const char **since);
/* When recognised as official: the day party age runs from, time out deducted. NULL: not official.
 */
const char *member_party_from(struct work *w, const struct member *m, const struct spell *s);

/* Family, middle and given name, search key and sort key from full_name and name_manual. */
void profile_derive(struct work *w, struct profile_row *p);

/* Writes what is not written yet and supersedes `old` versions; see member_store.c. */
enum err member_store_new(struct work *w, struct member *m);
enum err profile_replace(struct work *w, int64_t person_id, const struct profile_row *old,
                         int n_old, struct profile_row *rows, int n_rows);
enum err membership_replace(struct work *w, int64_t person_id, int64_t old_row, struct spell *s);
/* Cells and activities of the membership that are not written yet. */
enum err spell_places_insert(struct work *w, struct spell *spell);
/* Identifiers in use; a number somebody else has is a fault at its field: ERR_CONFLICT. */
enum err member_identifiers(struct work *w, const struct member *m);
/* Makes the derived rows anew from what m holds. */
enum err member_spans(struct work *w, const struct member *m);
/* Loads the person and makes its derived rows anew (after a change of a cell's facts …). */
enum err member_respan(struct work *w, int64_t id);
/* Sets and clears the data-quality flags of the person (codes of quality_flag). */
enum err member_flags(struct work *w, const struct member *m);

/*
 * Adds a person with a membership from a checked body. Rules judge it: confirmed ones refuse
 * (ERR_RULE), unconfirmed ones warn. ERR_BAD_BODY for values that contradict each other,
 * ERR_CONFLICT for numbers in use.
 */
enum err member_create(struct work *w, const struct record *r, int64_t *id);
/*
 * effective_on NULL: a correction of what was always so, with the reason in w->tx; else the dated
 * fields hold their new values from that day. The caller has checked existence and version.
 */
enum err member_change(struct work *w, int64_t id, const struct record *r,
                       const char *effective_on);

/* One row of an import: matched by record_number, then personal_id; never judged by rules. */

/* Import-only fields (cell_code, left_on, exempt_on …) stand in the record. *changes: JSON object
   field → [old, new] in the arena when updated. The caller rebuilds nothing. */
enum err member_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                           int64_t *id, const char **changes);
/* Ends the membership that holds on the day, unless it has ended before (expulsions). */
enum err member_end(struct work *w, int64_t id, const char *day, const char *reason,
                    const char *decision, bool *ended);

/* FROM and the conditions of a list of members: who counts on the day, or, when `status` is asked
   for, who has it. q->where gets the day, the scope and, with q text, the search. */
void member_list_from(struct work *w, struct list_request *q, const struct org_filter *f);
/* Adds the condition that a span s holds on the day; `day` must live as long as the list. */
void member_on_day(struct sql_part *where, const char *day);
/* One person: the interval that holds on f->as_of, or without it the present one. */
void member_object_from(struct work *w, struct list_request *q, int64_t id, const char *as_of);
/* Words of a name in any order, with or without diacritics, or an exact identifier. Returns true
   when a personal id was searched for (a sensitive reading). */
bool member_search(struct work *w, struct list_request *q, const char *text);

#endif
