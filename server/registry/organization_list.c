/* Lists of organisations and their search. */
#include "base/text.h"
#include "registry/dict_list.h"
#include "registry/organization.h"

#include <string.h>

static void from_day(struct list_request *q, const char *day)
{
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN organization c JOIN org_fact f"
                       " ON f.org_id = c.id AND f.superseded_tx IS NULL"
                       " AND f.valid_from <= d.day AND f.valid_to > d.day");
    part_text(&q->from, day);
    q->id_sql = "c.id";
}

void organization_list_from(struct work *w, struct list_request *q, const struct org_filter *f,
                            bool any_status)
{
    from_day(q, f->as_of);
    org_filter_sql(w, f, "c.id", &q->where);
    if (any_status)
        return;
    if (q->where.sql.len > 0)
        part_add(&q->where, " AND ");
    part_add(&q->where, "(f.dissolved_on IS NULL OR f.dissolved_on > d.day)");
    if (f->past)
        part_add(&q->where, " AND (f.established_on IS NULL OR f.established_on <= d.day)");
}

void organization_directory_from(struct work *w, struct list_request *q)
{
    from_day(q, w->today);
    part_add(&q->where, "f.dissolved_on IS NULL AND f.status = 'active'");
}

void organization_object_from(struct work *w, struct list_request *q, int64_t id, const char *as_of)
{
    from_day(q, as_of ? as_of : w->today);
    part_add(&q->where, "c.id = ?");
    part_int(&q->where, id);
    part_add(&q->where, " AND c.path >= ? AND c.path < ?");
    part_text(&q->where, w->scope.lo);
    part_text(&q->where, w->scope.hi);
}

void organization_search(struct work *w, struct list_request *q, const char *text)
{
    const char *folded = text_fold(w->arena, text);
    if (q->where.sql.len > 0)
        part_add(&q->where, " AND ");
    part_add(&q->where, "(f.code = ? OR (1");
    part_text(&q->where, text);
    int words = 0;
    for (const char *at = folded; *at != '\0' && words < 8; words++) {
        size_t n = strcspn(at, " ");
        part_add(&q->where, " AND instr(' ' || c.search_key, ?) > 0");
        part_text(&q->where, arena_printf(w->arena, " %.*s", (int)n, at));
        at += n + (at[n] == ' ');
    }
    part_add(&q->where, words > 0 ? "))" : " AND 0))");
}
