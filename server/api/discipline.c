/* Discipline decisions as plain records, read only; offices see those in force, inspectors all. */
#include "api/handlers.h"
#include "registry/dict_list.h"

static void from_decisions(struct call *c, struct list_request *q)
{
    list_init(q, &dict_discipline);
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN discipline_decision t"
                       " JOIN organization o ON o.id = t.org_id");
    part_text(&q->from, c->work.today);
    part_add(&q->where, "t.deleted_tx IS NULL");
    if (!c->work.see_discipline)
        part_add(&q->where, " AND " DISCIPLINE_IN_FORCE("t", "d.day"));
    q->id_sql = "t.id";
}

/* Who was disciplined is sensitive whatever is asked: each person in the answer is recorded. */
static void note(struct call *c, const int64_t *decisions, int n)
{
    int64_t *people = arena_alloc(c->work.arena, (size_t)(n + 1) * sizeof *people);
    size_t known = 0;
    for (int i = 0; i < n; i++) {
        people[known] = conn_get_int(c->work.conn, SQL_discipline_person, 0, "i", decisions[i]);
        known += people[known] != 0;
    }
    call_note_reading(c, "[\"discipline\"]", people, known);
    /* to the office it would tell of what it does not see */
    c->reading.confidential = c->work.see_discipline;
}

enum err discipline_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    from_decisions(c, &q);
    org_filter_sql(&c->work, &f, "t.org_id", &q.where);
    q.note_ids = true;
    e = call_list(c, &q);
    if (e == OK)
        note(c, c->listed.ids, c->listed.rows);
    return e;
}

enum err discipline_get(struct call *c)
{
    struct list_request q;
    from_decisions(c, &q);
    part_add(&q.where, " AND t.id = ? AND o.path >= ? AND o.path < ?");
    part_int(&q.where, c->id[0]);
    part_text(&q.where, c->work.scope.lo);
    part_text(&q.where, c->work.scope.hi);
    enum err e = call_object(c, &q);
    if (e == OK)
        note(c, &c->id[0], 1);
    return e;
}
