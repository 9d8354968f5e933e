/* Word files for tests: made from descriptions, and the text of those that come back. */
#ifndef CHIBO_TESTS_HARNESS_PAPER_H
#define CHIBO_TESTS_HARNESS_PAPER_H

#include "api/harness.h"

/* A DOCX as office/document_make.h describes it; free() it. */
char *harness_docx(const char *description, size_t *n);
/* A zip of one part beside those of that DOCX (a macro, a relation); free() it. */
char *harness_docx_with(const char *description, const char *part, const char *text, size_t *n);
/* Uploads it as a template "Thử" of the subject and gives its id. */
int64_t harness_template(struct server *s, const char *token, const char *subject, const char *docx,
                         size_t n);
/* The id of the template of that code that comes with the program. */
int64_t harness_shipped(struct server *s, const char *code);
/* A part of a zip that came back as an answer, as text; NULL when it is not there; free() it. */
char *harness_part(const struct answer *a, const char *part);

#endif
