/* A range of today's tree: what a caller may see, or what a question is about. */
#ifndef CHIBO_DB_SCOPE_H
#define CHIBO_DB_SCOPE_H

#include <stdbool.h>
#include <stdint.h>

#define PATH_MAX_LEN 240

struct scope {
    int64_t org_id;        /* the organisation at its top; 0: nothing at all */
    bool whole;            /* the top is the root: no range needs to be checked */
    char lo[PATH_MAX_LEN]; /* path >= lo AND path < hi; "/1/5/" and "/1/50" ('0' follows '/') */
    char hi[PATH_MAX_LEN];
};

/* A path is the ids from the root: "/1/5/33/". */
void scope_from_path(struct scope *s, int64_t org_id, const char *path);
bool scope_has_path(const struct scope *s, const char *path);

#endif
