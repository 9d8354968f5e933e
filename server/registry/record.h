/*
 * A body, checked against its dictionary: one value a field and a presence bit, so that a merge
 * patch can tell absent from null. Also writes simple resources generically, with their journal.
 */
#ifndef CHIBO_REGISTRY_RECORD_H
#define CHIBO_REGISTRY_RECORD_H

#include "base/buf.h"
#include "registry/dict.h"
#include "registry/work.h"

#include <jansson.h>

struct value {
    bool null;
    int64_t i;        /* FIELD_INT, FIELD_BOOL, FIELD_ID */
    const char *text; /* everything else, normalised, in the arena */
};

struct record {
    const struct dict *dict;
    uint64_t present[(DICT_FIELDS_MAX + 63) / 64];
    struct value v[DICT_FIELDS_MAX];
};

enum record_mode { RECORD_CREATE, RECORD_PATCH };

/*
 * Checks a JSON object: unknown fields, wrong types, limits, formats, missing required ones; each
 * is a fault at its pointer. `extra` (NULL-terminated, may be NULL) are further names the handler
 * reads itself (reason, effective_on). ERR_BAD_BODY when there was any fault.
 */
enum err record_parse(struct work *w, const struct dict *d, const json_t *body,
                      enum record_mode mode, const char *const *extra, struct record *out);
/* One value from text as imports have it: codes or labels, dd/mm/yyyy or ISO, digits with blanks
   taken out. "" gives null. false after adding a fault at pointer (the field's name). */
bool record_value_from_text(struct work *w, const struct field *f, const char *text,
                            const char *pointer, struct value *out);
/* The same check that record_parse does for one value already taken from JSON. */
bool record_value_check(struct work *w, const struct field *f, const char *pointer,
                        struct value *v);

/* Name of a reference code (ethnicity, religion) in w's language; the code itself when unknown. */
const char *reference_name(struct work *w, const char *ref, const char *code);

/* Label of a code in w's language; "" for none. */
const char *code_words(const struct work *w, const struct code_set *set, const char *code);

bool record_has(const struct record *r, const char *field);
/* The same by the field's place in the dictionary. */
bool record_has_at(const struct record *r, size_t i);
void record_set_text(struct record *r, const char *field, const char *text);
void record_set_int(struct record *r, const char *field, int64_t v);
/* NULL / 0 when absent or null; the field must be of the dictionary. */
const char *record_text(const struct record *r, const char *field);
int64_t record_int(const struct record *r, const char *field);

/* A count of the body, never negative; -1 when absent or null. */
int record_count(const struct record *r, const char *field);

/* JSON of the present fields (secrets left out), for the journal; in the arena. */
const char *record_json(struct arena *a, const struct record *r);
/* JSON array of the present fields' names. */
const char *record_fields(struct arena *a, const struct record *r);

/*
 * Generic writing for dictionaries with a table (family, training, work history, targets …):
 * columns uid, version, recorded_tx, deleted_tx are the program's. `fixed` gives further columns
 * ("person_id") with integer values. The journal row concerns org_id; its resource is the
 * dictionary's. Precondition and existence are the caller's business, inside the same savepoint.
 */
struct fixed_column {
    const char *name;
    int64_t value;
};
enum err record_insert(struct work *w, const struct record *r, const struct fixed_column *fixed,
                       size_t n_fixed, int64_t org_id, int64_t *id);
enum err record_update(struct work *w, const struct record *r, int64_t id, int64_t org_id,
                       const char *op);
enum err record_delete(struct work *w, const struct dict *d, int64_t id, int64_t org_id);

#endif
