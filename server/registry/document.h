/*
 * Documents: papers of members, of admission dossiers and of discipline cases, with or without a
 * scan. A paper is seen by whoever sees what it belongs to; what belongs to a case is saved among
 * the confidential saves. Files are encrypted (base/vault.h) and never lost: a new one comes beside
 * the earlier ones.
 */
#ifndef CHIBO_REGISTRY_DOCUMENT_H
#define CHIBO_REGISTRY_DOCUMENT_H

#include "base/vault.h"
#include "registry/list.h"
#include "registry/record.h"

/* What a paper belongs to; bits, so that a role's rights are a set of them. */
enum document_of {
    DOCUMENT_OF_MEMBER = 1,
    DOCUMENT_OF_CANDIDATE = 2,
    DOCUMENT_OF_CASE = 4,
};

struct document {
    int64_t id, version, files; /* files: how many it ever had */
    enum document_of of;
    int64_t subject_id; /* the person, dossier or case */
    int64_t org_id;     /* where that stands in the tree now */
    const char *uid, *title;
};

/* Whether the caller sees this member, dossier or case; *org_id: where it stands. */
bool document_subject(struct work *w, unsigned sees, enum document_of of, int64_t id,
                      int64_t *org_id);
/* False when there is no such paper or the caller does not see what it belongs to. */
bool document_load(struct work *w, unsigned sees, int64_t id, struct document *out);

/* FROM of lists and objects: t., o. (its place) and d.day, in the caller's scope. */
void document_from(struct work *w, unsigned sees, struct list_request *q);
/* Only what belongs to one; of a member also the papers of the dossiers it came by. */
void document_only(struct work *w, struct list_request *q, enum document_of of, int64_t id);

/* ---- writing; the caller has checked rights and version */

enum err document_add(struct work *w, enum document_of of, int64_t subject_id, int64_t org_id,
                      struct record *r, int64_t *id);
enum err document_change(struct work *w, const struct document *d, const struct record *r);
/* The row and its files stay in the store, out of every list. */
enum err document_remove(struct work *w, const struct document *d);

/* A scan as it arrived: read gives n bytes from offset `at` on. */
struct document_scan {
    const char *media_type, *name;
    uint64_t bytes;
    bool (*read)(void *ctx, uint64_t at, void *to, size_t n);
    void *ctx;
};
/* NULL, or the media type that the content is: it is judged by how it begins and ends. */
const char *document_type_of(const struct document_scan *scan);
/* Seals the scan under the key, as the paper's next file. */
enum err document_put_file(struct work *w, const struct document *d, const struct document_scan *s,
                           const struct vault_key *key);

/* Whether every file is still what was put away, by its hash and without the key: each gets a line,
   with nothing personal in it, about one that is not. */
void document_verify(struct conn *conn, void (*each)(void *ctx, const char *text), void *ctx);

/* What every piece of a file is bound to, in the arena. */
const char *document_about(struct arena *a, const char *uid, int64_t number);

#endif
