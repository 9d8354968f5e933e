/* Files of templates between the store, an upload and the Word documents made from them. */
#ifndef CHIBO_API_TEMPLATE_FILE_H
#define CHIBO_API_TEMPLATE_FILE_H

#include "api/call.h"
#include "registry/template.h"

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/* Reads and judges the file sent with the call for templates of the subject: size, a true DOCX
   without programs or links elsewhere, only fields that are known. Faults name each unknown field
   and what may have been meant. */
enum err template_file_take(struct call *c, const char *subject, struct template_file *out);
/* A name below DATA/tmp that nothing has yet; the arena's. */
const char *template_file_place(struct call *c);
/* Opens the finished file at `path`, takes its name away and makes it the answer. */
enum err template_file_answer(struct call *c, const char *path, const char *type,
                              const char *download);

#endif
