/* What tests of documents say again and again. */
#ifndef CHIBO_TESTS_HARNESS_DOCUMENT_H
#define CHIBO_TESTS_HARNESS_DOCUMENT_H

#include "api/harness_accounts.h"

/* Records a paper of a member, dossier or case (the field's name and its id): the answer, or the id
   after asserting 201. */
struct answer document_record(struct server *s, const char *token, const char *field, int64_t of,
                              const char *more);
int64_t document_new(struct server *s, const char *token, const char *field, int64_t of);

/* n bytes that pass for a PDF, with a text of their own and noise; free() them. */
char *document_pdf(size_t n, const char *text);
/* Sends a file; query: "?reason=…" or "". if_match 0: none. */
struct answer document_put(struct server *s, const char *token, int64_t id, const char *query,
                           int64_t if_match, const char *type, const char *bytes, size_t n);
/* Puts a PDF of n bytes there, the first file of the paper. */
void document_scanned(struct server *s, const char *token, int64_t id, size_t n);
/* Status of fetching its file. */
int document_fetch(struct server *s, const char *token, int64_t id);
/* A path below /documents/{id}; static, four in turn. */
const char *document_path(int64_t id, const char *below);

#endif
