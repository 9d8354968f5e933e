/* Discipline: decisions and cases. Offices see decisions in force, the secretary the cases of its
   cell, inspectors everything of their scope; users named on a case read it, too. */
#include "registry/discipline.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

#include <string.h>

/* ---- reading */

/* Who was disciplined is sensitive whatever is asked: each person in the answer is recorded. */
void call_note_discipline(struct call *c, const int64_t *rows, int n)
{
    int64_t *people = arena_alloc(c->work.arena, (size_t)(n + 1) * sizeof *people);
    size_t known = 0;
    bool files = c->work.cases != CASES_NAMED;
    for (int i = 0; i < n; i++) {
        struct discipline_file f;
        people[known] = conn_get_int(c->work.conn, SQL_discipline_subject, 0, "i", rows[i]);
        known += people[known] != 0;
        files = files || discipline_load(&c->work, rows[i], &f);
    }
    call_note_reading(c, "[\"discipline\"]", people, known);
    /* to the office it would tell of what it does not see */
    c->reading.confidential = files;
}

enum err discipline_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    discipline_from(&c->work, &q);
    org_filter_sql(&c->work, &f, "t.org_id", &q.where);
    q.note_ids = true;
    e = call_list(c, &q);
    if (e == OK)
        call_note_discipline(c, c->listed.ids, c->listed.rows);
    return e;
}

enum err discipline_get(struct call *c)
{
    struct list_request q;
    discipline_from(&c->work, &q);
    part_add(&q.where, " AND t.id = ? AND o.path >= ? AND o.path < ?");
    part_int(&q.where, c->id[0]);
    part_text(&q.where, c->work.scope.lo);
    part_text(&q.where, c->work.scope.hi);
    enum err e = call_object(c, &q);
    if (e == OK)
        call_note_discipline(c, &c->id[0], 1);
    return e;
}

/* ---- the case */

/* A secretary opens what its cell decides. */
enum err discipline_create(struct call *c)
{
    int64_t id;
    bool cell = c->work.cases == CASES_OF_CELL;
    const char *authority = record_text(&c->body, "authority");
    if (cell && strcmp(authority, "cell") != 0)
        return fault_fail(ERR_FORBIDDEN, &c->work.faults, "/authority", "not_by_cell",
                          "chi bộ chỉ lập hồ sơ do chi bộ quyết định",
                          "a cell opens what it decides itself");
    enum err e = discipline_open(&c->work, &c->body, cell, &id);
    return e != OK ? e : call_answer_with(c, discipline_get, id);
}

static enum err find(struct call *c, struct discipline_file *f)
{
    return discipline_load(&c->work, c->id[0], f) ? OK : ERR_NOT_FOUND;
}

enum err discipline_patch(struct call *c)
{
    struct discipline_file f;
    enum err e = find(c, &f);
    if (e == OK)
        e = call_check_version(c, f.version);
    const char *authority = record_text(&c->body, "authority");
    if (e == OK && c->work.cases == CASES_OF_CELL && authority != NULL &&
        strcmp(authority, "cell") != 0)
        e = fault_fail(ERR_FORBIDDEN, &c->work.faults, "/authority", "not_by_cell",
                       "cấp trên ghi việc này", "the superior records this");
    if (e == OK)
        e = discipline_correct(&c->work, &f, &c->body);
    return e != OK ? e : discipline_get(c);
}

enum err discipline_delete(struct call *c)
{
    struct discipline_file f;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = find(c, &f);
    if (e == OK)
        e = call_check_version(c, f.version);
    return e != OK ? e : discipline_remove(&c->work, &f);
}

/* ---- who else reads it */

static enum err readers_from(struct call *c, struct list_request *q, int64_t number)
{
    struct discipline_file f;
    enum err e = find(c, &f);
    if (e != OK)
        return e;
    list_init(q, &dict_discipline_reader);
    part_add(&q->from, "FROM discipline_reader t");
    part_add(&q->where, "t.case_id = ? AND t.deleted_tx IS NULL");
    part_int(&q->where, f.id);
    if (number != 0) {
        part_add(&q->where, " AND t.id = ?");
        part_int(&q->where, number);
    }
    q->id_sql = "t.id";
    return OK;
}

enum err discipline_reader_list(struct call *c)
{
    struct list_request q;
    enum err e = readers_from(c, &q, 0);
    return e != OK ? e : call_list(c, &q);
}

enum err discipline_reader_get(struct call *c)
{
    struct list_request q;
    enum err e = readers_from(c, &q, c->id[1]);
    return e != OK ? e : call_object(c, &q);
}

enum err discipline_reader_create(struct call *c)
{
    struct discipline_file f;
    int64_t number;
    enum err e = find(c, &f);
    if (e == OK)
        e = discipline_reader_add(&c->work, &f, &c->body, &number);
    return e != OK ? e : call_answer_with(c, discipline_reader_get, number);
}

enum err discipline_reader_delete(struct call *c)
{
    struct discipline_file f;
    enum err e = find(c, &f);
    if (e != OK)
        return e;
    stmt *s = conn_stmt(c->work.conn, SQL_discipline_reader_row);
    stmt_bind(s, "ii", c->id[0], c->id[1]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t version = stmt_int(s, 1);
    stmt_reset(s);
    e = call_check_version(c, version);
    return e != OK ? e : discipline_reader_remove(&c->work, &f, c->id[1]);
}
