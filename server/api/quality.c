/* Data quality by unit: how many rows have which flag, and where nobody holds the first office. */
#include "api/handlers.h"
#include "api/statistics_parts.h"
#include "registry/codes.h"

#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 4096

struct count {
    const char *resource, *code;
    int64_t unit, n; /* unit 0: in the asked one itself */
};

struct counts {
    struct count list[CELLS_MAX];
    int n;
};

static void gather(struct call *c, struct counts *k, enum sql_id query, const char *resource,
                   const char *code, const struct org_filter *f)
{
    int at = code == NULL;
    stmt *s = conn_stmt(c->work.conn, query);
    stmt_bind(s, "ttt", c->work.today, f->range.hi, f->range.lo);
    while (stmt_row(s, NULL) && k->n < CELLS_MAX)
        k->list[k->n++] = (struct count){
            resource, code ? code : arena_dup(c->work.arena, stmt_text(s, 0)),
            stmt_text(s, at) ? strtoll(stmt_text(s, at), NULL, 10) : 0, stmt_int(s, at + 1)};
    stmt_reset(s);
}

enum err quality_statistics(struct call *c)
{
    struct org_filter f;
    struct json j;
    struct counts *k = arena_alloc(c->work.arena, sizeof *k);
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    gather(c, k, SQL_quality_members, "members", NULL, &f);
    gather(c, k, SQL_quality_organizations, "organizations", NULL, &f);
    gather(c, k, SQL_quality_posts, "organizations", "no_secretary", &f);
    json_init(&j, &c->out);
    json_open(&j, '{');
    statistics_put_scope(c, &j, &f, c->work.today);
    json_key(&j, "rows");
    json_open(&j, '[');
    for (int i = 0; i < k->n; i++) {
        json_open(&j, '{');
        json_kstr(&j, "resource", k->list[i].resource);
        json_kstr(&j, "code", k->list[i].code);
        statistics_put_unit(c, &j, k->list[i].unit);
        json_kint(&j, "count", k->list[i].n);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_kstr(&j, "seq", statistics_sequence(c, f.org_id));
    json_close(&j, '}');
    return OK;
}
