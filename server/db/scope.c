/* Ranges of the tree by materialised path; pure text work, no SQL. */
#include "db/scope.h"

#include <stdio.h>
#include <string.h>

void scope_from_path(struct scope *s, int64_t org_id, const char *path)
{
    s->org_id = org_id;
    snprintf(s->lo, sizeof s->lo, "%s", path);
    snprintf(s->hi, sizeof s->hi, "%s", path);
    size_t n = strlen(s->hi);
    if (n > 0)
        s->hi[n - 1] = '0';
    /* the root's path has one id: "/1/" */
    s->whole = n > 2 && strchr(path + 1, '/') == path + n - 1;
}

bool scope_has_path(const struct scope *s, const char *path)
{
    return s->org_id != 0 && strncmp(path, s->lo, strlen(s->lo)) == 0;
}
