/*
 * Stored Word templates: those that came with the program and those of an organisation. Whoever
 * stands at or below the keeper, or has the keeper in scope, may use one; whoever has the keeper in
 * scope may replace it (of the program's: who has the whole registry). No file is ever lost.
 */
#ifndef CHIBO_REGISTRY_TEMPLATE_H
#define CHIBO_REGISTRY_TEMPLATE_H

#include "registry/list.h"
#include "registry/record.h"
#include "registry/work.h"

struct template_row {
    int64_t id, version, org_id, number; /* org_id 0: came with the program */
    const char *uid, *code, *name, *subject, *origin;
    bool may_change;
};
/* false: absent, or kept where the caller may not look. */
bool template_get(struct work *w, int64_t id, struct template_row *out);
/* FROM and the conditions of lists; id 0: all. */
void template_list_from(struct work *w, struct list_request *q, int64_t id);

struct template_file {
    const char *file_name; /* or NULL */
    const char *fields;    /* JSON array */
    const char *hash;
    const void *bytes;
    size_t n;
};
/* A template of the caller's organisation; without a code one is made from the name. */
enum err template_create(struct work *w, const struct record *r, int64_t org_id,
                         const struct template_file *f, int64_t *id);
/* The file takes the place of the one that holds. */
enum err template_replace(struct work *w, const struct template_row *t,
                          const struct template_file *f);
/* An earlier file becomes the newest one; number 0: the last that came with the program.
   ERR_NOT_FOUND when there is none. */
enum err template_restore(struct work *w, const struct template_row *t, int64_t number);

/* One that comes with the program: taken in when it is new or made otherwise than before. An
   office's own file in its place stays in use. The file is asked for only when it is needed. */
struct template_shipped {
    const char *code, *name, *name_en, *subject, *hash;
    enum err (*file)(void *ctx, struct template_file *out);
    void *ctx;
};
enum err template_ship(struct work *w, const struct template_shipped *s);

#endif
