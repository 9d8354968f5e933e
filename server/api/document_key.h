/*
 * The key of the documents: one file outside the data folder, so that a copy of the folder or a
 * backup alone gives no scan away. The store remembers the key's fingerprint; another key is never
 * taken for it, and none is made where one is missing.
 */
#ifndef CHIBO_API_DOCUMENT_KEY_H
#define CHIBO_API_DOCUMENT_KEY_H

#include "api/call.h"
#include "base/vault.h"
#include "registry/document.h"

enum document_key_state {
    DOCUMENT_KEY_READY,
    DOCUMENT_KEY_UNNEEDED, /* no file was ever put away, and there is no key yet */
    DOCUMENT_KEY_MISSING,
    DOCUMENT_KEY_FOREIGN, /* a key, but not this store's */
    DOCUMENT_KEY_UNREADABLE,
};
const char *document_key_code(enum document_key_state s);

/* Where the key is: `given` (--document-key), or beside the data folder: DIR-documents.key. NULL
   and *why when it would lie inside the folder. In the arena. */
const char *document_key_path(struct arena *a, const char *data, const char *given,
                              const char **why);

/* How it is with the key; READY: it is in out, which vault_forget clears. */
enum document_key_state document_key_look(const struct app *app, struct conn *conn,
                                          struct vault_key *out);
/* The paper of the path, as far as the caller sees it: ERR_NOT_FOUND; write: ERR_FORBIDDEN for who
   may only read it. */
enum err document_find(struct call *c, bool write, struct document *d);

/* The key for a call; create: a first one is made when none was ever needed. ERR_STORE with a fault
   that tells the administrator what is missing. */
enum err document_key_get(struct call *c, bool create, struct vault_key *out);

#endif
