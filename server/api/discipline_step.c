/* Acts on a case: its steps one after the other, appeals, taking the newest back. */
#include "api/handlers.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"

#include <string.h>

#define ALSO_MAX 50

static enum err find(struct call *c, struct discipline_file *f)
{
    return discipline_load(&c->work, c->id[0], f) ? OK : ERR_NOT_FOUND;
}

/* To read a case's steps is to read the case. */
static void note(struct call *c, const struct discipline_file *f)
{
    int64_t *who = arena_alloc(c->work.arena, sizeof *who);
    *who = f->person_id;
    call_note_reading(c, "[\"discipline\"]", who, f->person_id != 0);
    c->reading.confidential = true;
}

static enum err steps_from(struct call *c, struct list_request *q, const char *only, int64_t number)
{
    struct discipline_file f;
    enum err e = find(c, &f);
    if (e != OK)
        return e;
    note(c, &f);
    list_init(q, &dict_discipline_step);
    part_add(&q->from, "FROM discipline_step t");
    part_add(&q->where, "t.case_id = ?");
    part_int(&q->where, f.id);
    if (only != NULL)
        part_add(&q->where, only);
    if (number != 0) {
        part_add(&q->where, " AND t.id = ?");
        part_int(&q->where, number);
    }
    q->id_sql = "t.id";
    return OK;
}

enum err discipline_step_list(struct call *c)
{
    struct list_request q;
    enum err e = steps_from(c, &q, NULL, 0);
    return e != OK ? e : call_list(c, &q);
}

enum err discipline_step_get(struct call *c)
{
    struct list_request q;
    enum err e = steps_from(c, &q, NULL, c->id[1]);
    return e != OK ? e : call_object(c, &q);
}

/* ---- recording */

/* What the superior decides a cell's secretary does not record. */
static enum err check_role(struct call *c, enum discipline_step step, const struct record *r)
{
    const char *authority = record_text(r, "authority");
    bool above = discipline_step_by_superior(step) ||
                 (step == CASE_DECISION && authority != NULL && strcmp(authority, "cell") != 0);
    return c->work.cases == CASES_OF_CELL && above
               ? fault_fail(ERR_FORBIDDEN, &c->work.faults, "/step", "not_by_cell",
                            "bước này do cấp trên ghi", "the superior records this step")
               : OK;
}

/* A decision that came without a case gets one by the first act on it. Out of scope it is not found
   even then, and the save is given up. */
static enum err find_or_adopt(struct call *c, struct discipline_file *f)
{
    enum err e = find(c, f);
    if (e != ERR_NOT_FOUND || c->work.cases != CASES_ALL)
        return e;
    e = discipline_adopt(&c->work, c->id[0]);
    return e != OK ? e : find(c, f);
}

/* The same step for other subjects of the affair. */
static enum err record_also(struct call *c, const struct discipline_file *main,
                            const struct record *r)
{
    const json_t *list = json_object_get(c->json, "also");
    if (list == NULL || json_is_null(list))
        return OK;
    if (!json_is_array(list) || json_array_size(list) > ALSO_MAX)
        return call_bad_param(c, "/also", "type", "phải là danh sách tối đa 50 mã hồ sơ",
                              "must be a list of at most 50 ids");
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct discipline_file f;
        int64_t number, id = json_integer_value(json_array_get(list, i));
        if (!discipline_load(&c->work, id, &f) || f.joint_id != main->joint_id || id == main->id)
            return call_bad_param(c, arena_printf(c->work.arena, "/also/%zu", i), "not_found",
                                  "không phải hồ sơ khác của vụ việc này",
                                  "is no other case of this affair");
        enum err e = discipline_step_add(&c->work, &f, r, &number);
        if (e != OK)
            return e;
    }
    return OK;
}

static enum err record_step(struct call *c, const struct record *r, handler_fn answer)
{
    struct discipline_file f;
    int64_t number;
    enum err e = check_role(c, discipline_step_of(record_text(r, "step")), r);
    if (e == OK)
        e = find_or_adopt(c, &f);
    if (e == OK && c->if_match != 0)
        e = call_check_version(c, f.version);
    if (e == OK)
        e = discipline_step_add(&c->work, &f, r, &number);
    if (e == OK)
        e = record_also(c, &f, r);
    return e != OK ? e : call_answer_with(c, answer, number);
}

enum err discipline_step_create(struct call *c)
{
    return record_step(c, &c->body, discipline_step_get);
}

enum err discipline_step_delete(struct call *c)
{
    struct discipline_file f;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = find(c, &f);
    if (e != OK)
        return e;
    const struct discipline_step_row *last = f.n_steps > 0 ? &f.steps[f.n_steps - 1] : NULL;
    bool there = false;
    for (int i = 0; i < f.n_steps; i++)
        there = there || f.steps[i].id == c->id[1];
    if (!there)
        return ERR_NOT_FOUND;
    struct record none = {.dict = &dict_discipline_step};
    if (last->id == c->id[1] && (e = check_role(c, last->step, &none)) != OK)
        return e;
    e = call_check_version(c, last->id == c->id[1] ? last->version : 1);
    return e != OK ? e : discipline_step_undo(&c->work, &f, c->id[1]);
}

/* ---- appeals: steps of their own name */

enum err discipline_appeal_list(struct call *c)
{
    struct list_request q;
    enum err e =
        steps_from(c, &q, " AND t.undone_tx IS NULL AND t.step IN ('appeal', 'appeal_outcome')", 0);
    return e != OK ? e : call_list(c, &q);
}

/* Its outcome is a step of the case. */
enum err discipline_appeal_create(struct call *c)
{
    static const char *const texts[] = {"day", "received_on", "decided_by", "note"};
    struct record r = {.dict = &dict_discipline_step};
    record_set_text(&r, "step", "appeal");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (record_text(&c->body, texts[i]) != NULL)
            record_set_text(&r, texts[i], record_text(&c->body, texts[i]));
    return record_step(c, &r, discipline_step_get);
}

/* ---- what may follow */

enum err discipline_checklist(struct call *c)
{
    struct discipline_file f;
    struct json j;
    enum err e = find(c, &f);
    if (e != OK)
        return e;
    note(c, &f);
    json_init(&j, &c->out);
    discipline_checklist_put(&c->work, &f, &j);
    return OK;
}
