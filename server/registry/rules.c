/* Looking parameters up and telling breaches; the judging itself is in server/rules. */
#include "registry/rules.h"

#include <stdlib.h>

void rule_value(struct work *w, const char *name, const char *day, int usual,
                struct rule_param *out)
{
    *out = (struct rule_param){.name = name,
                               .number = usual,
                               .citation = "",
                               .value = arena_printf(w->arena, "%d", usual)};
    stmt *s = conn_stmt(w->conn, SQL_rule_on);
    stmt_bind(s, "tt", name, day);
    if (!stmt_row(s, NULL))
        return;
    out->value = arena_dup(w->arena, stmt_text(s, 0));
    out->citation = arena_dup(w->arena, stmt_text(s, 3));
    out->confirmed = stmt_int(s, 4) != 0;
    out->number = atoi(out->value);
    stmt_reset(s);
}

enum err rule_breach(struct work *w, const struct rule_param *p, const char *pointer,
                     const char *code, const char *vi, const char *en)
{
    struct fault *f =
        fault_add(p->confirmed ? &w->faults : &w->warnings, pointer, code, vi, en, p->number);
    f->rule = p->name;
    f->value = p->value;
    f->citation = p->citation;
    f->confirmed = p->confirmed;
    return p->confirmed ? ERR_RULE : OK;
}
