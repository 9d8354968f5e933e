/* See setting.h. */
#include "registry/setting.h"
#include "registry/codes.h"

const struct code *setting_classification(struct conn *c)
{
    const struct code *found = NULL;
    stmt *s = conn_stmt(c, SQL_setting_classification);
    if (stmt_row(s, NULL))
        found = code_get(&codes_classification, stmt_text(s, 0));
    stmt_reset(s);
    return found;
}
