/* Lists of dossiers and their search. */
#include "base/text.h"
#include "registry/candidate.h"

#include <string.h>

static void from_day(struct work *w, struct list_request *q)
{
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN candidate t");
    part_text(&q->from, w->today);
    part_add(&q->where, "t.deleted_tx IS NULL");
    q->id_sql = "t.id";
}

void candidate_list_from(struct work *w, struct list_request *q, const struct org_filter *f)
{
    from_day(w, q);
    org_filter_sql(w, f, "t.cell_id", &q->where);
}

void candidate_object_from(struct work *w, struct list_request *q, int64_t id)
{
    from_day(w, q);
    part_add(&q->where, " AND t.id = ? AND t.cell_id IN (SELECT o.id FROM organization o"
                        " WHERE o.path >= ? AND o.path < ?)");
    part_int(&q->where, id);
    part_text(&q->where, w->scope.lo);
    part_text(&q->where, w->scope.hi);
}

bool candidate_search(struct work *w, struct list_request *q, const char *text)
{
    if (w->see_sensitive && strlen(text) == 12 && strspn(text, "0123456789") == 12) {
        part_add(&q->where, " AND t.personal_id = ?");
        part_text(&q->where, text);
        return true;
    }
    const char *folded = text_fold(w->arena, text);
    int words = 0;
    for (const char *at = folded; *at != '\0' && words < 8; words++) {
        size_t n = strcspn(at, " ");
        part_add(&q->where, " AND instr(' ' || t.search_key, ?) > 0");
        part_text(&q->where, arena_printf(w->arena, " %.*s", (int)n, at));
        at += n + (at[n] == ' ');
    }
    if (words == 0)
        part_add(&q->where, " AND 0");
    return false;
}
