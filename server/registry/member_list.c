/* Lists of members: who counts where on a day, one person, and the search. */
#include "base/text.h"
#include "registry/member.h"

#include <string.h>

/* The spans come first, so that the order by name can come from member_span_sort; d only lends
   the columns their day. */
static void from_day(struct list_request *q, const char *day)
{
    part_add(&q->from, "FROM member_span s CROSS JOIN (SELECT ? AS day) d"
                       " LEFT JOIN profile p ON p.id = s.profile_id"
                       " LEFT JOIN membership m ON m.id = s.membership_row"
                       " LEFT JOIN organization c ON c.id = s.cell_id");
    part_text(&q->from, day);
    q->id_sql = "s.person_id";
}

/* Most spans are of members who count today: no index should be chosen for the end of the span,
   whence the +. */
void member_on_day(struct sql_part *where, const char *day)
{
    part_add(where, "s.valid_from <= ? AND +s.valid_to > ?");
    part_text(where, day);
    part_text(where, day);
}

static bool asks_for_status(const struct list_request *q)
{
    for (int i = 0; i < q->n_filters; i++) {
        const char *name = q->filters[i].field->name;
        if (strcmp(name, "status") == 0 || strncmp(name, "left_", 5) == 0)
            return true;
    }
    return false;
}

void member_list_from(struct work *w, struct list_request *q, const struct org_filter *f)
{
    from_day(q, f->as_of);
    member_on_day(&q->where, f->as_of);
    if (!asks_for_status(q))
        part_add(&q->where, " AND s.counted = 1");
    org_filter_sql(w, f, "s.cell_id", &q->where);
}

void member_object_from(struct work *w, struct list_request *q, int64_t id, const char *as_of)
{
    const char *day = as_of ? as_of : w->today;
    from_day(q, day);
    part_add(&q->where, "s.id = (SELECT x.id FROM member_span x WHERE x.person_id = ?"
                        " AND x.valid_to > ? ORDER BY x.valid_from LIMIT 1)");
    part_int(&q->where, id);
    part_text(&q->where, day);
    if (as_of != NULL) {
        part_add(&q->where, " AND s.valid_from <= ?");
        part_text(&q->where, day);
    }
    part_add(&q->where, " AND c.path >= ? AND c.path < ?");
    part_text(&q->where, w->scope.lo);
    part_text(&q->where, w->scope.hi);
}

static bool by_number(struct work *w, struct list_request *q, const char *text)
{
    char *plain = arena_dup(w->arena, text), *to = plain;
    for (const char *p = text; *p != '\0'; p++)
        if (*p != ' ' && *p != '.')
            *to++ = *p;
    *to = '\0';
    const char *value = plain;
    if (strspn(plain, "0123456789") == 6) { /* a record number is written in capitals */
        for (char *p = plain; *p != '\0'; p++)
            if (*p >= 'a' && *p <= 'z')
                *p = (char)(*p - 'a' + 'A');
    }
    bool personal = w->see_sensitive && strlen(value) == 12;
    part_add(&q->where, " AND (m.record_number = ? OR m.card_number = ?");
    part_text(&q->where, value);
    part_text(&q->where, value);
    if (personal) {
        part_add(&q->where, " OR p.personal_id = ?");
        part_text(&q->where, value);
    }
    part_add(&q->where, ")");
    part_add(&q->where, " AND s.person_id IN (SELECT i.person_id FROM identifier i WHERE i.kind IN"
                        " ('record_number', 'card_number', 'personal_id') AND i.value = ?)");
    part_text(&q->where, value);
    return personal;
}

/* Letters, digits and the marks numbers are written with, one digit at least: no name is like that.
 */
static bool looks_like_number(const char *text)
{
    static const char number[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .-/";
    return strpbrk(text, "0123456789") != NULL && text[strspn(text, number)] == '\0';
}

bool member_search(struct work *w, struct list_request *q, const char *text)
{
    if (looks_like_number(text))
        return by_number(w, q, text);
    const char *folded = text_fold(w->arena, text);
    int words = 0;
    for (const char *at = folded; *at != '\0' && words < 8; words++) {
        size_t n = strcspn(at, " ");
        part_add(&q->where, " AND instr(' ' || s.search_key, ?) > 0");
        part_text(&q->where, arena_printf(w->arena, " %.*s", (int)n, at));
        at += n + (at[n] == ' ');
    }
    if (words == 0)
        part_add(&q->where, " AND 0");
    return false;
}

const char *member_name(struct work *w, int64_t id)
{
    stmt *s = conn_stmt(w->conn, SQL_member_name);
    stmt_bind(s, "i", id);
    const char *name = stmt_row(s, NULL) ? arena_dup(w->arena, stmt_text(s, 0)) : "";
    stmt_reset(s);
    return name;
}
