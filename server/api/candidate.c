/* Admission dossiers: lists, one dossier, listing, correcting, taking out again. */
#include "registry/candidate.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/candidate_check.h"
#include "registry/dict_list.h"

/*
 * Sensitive fields of a dossier are read like a member's. Whoever has become a member is named as
 * that person; a dossier without one by its own number, negative, so that nobody else is meant.
 */
static void note_people(struct call *c, const int64_t *dossiers, size_t n)
{
    if (c->reading.fields == NULL)
        return;
    int64_t *people = arena_alloc(c->work.arena, (n + 1) * sizeof *people);
    for (size_t i = 0; i < n; i++)
        people[i] =
            conn_get_int(c->work.conn, SQL_candidate_person, -dossiers[i], "i", dossiers[i]);
    call_note_reading(c, c->reading.fields, people, n);
}

enum err candidate_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_candidate);
    candidate_list_from(&c->work, &q, &f);
    const char *text = call_param(c, "q");
    if (text != NULL && candidate_search(&c->work, &q, text))
        q.sought = &dict_candidate.fields[dict_find(&dict_candidate, "personal_id")];
    e = call_list(c, &q);
    if (e == OK)
        note_people(c, c->listed.ids, (size_t)c->listed.rows);
    return e;
}

enum err candidate_get(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_candidate);
    candidate_object_from(&c->work, &q, c->id[0]);
    enum err e = call_object(c, &q);
    if (e == OK)
        note_people(c, &c->id[0], 1);
    return e;
}

enum err candidate_create_call(struct call *c)
{
    int64_t id;
    enum err e = candidate_create(&c->work, &c->body, &id);
    return e != OK ? e : call_answer_with(c, candidate_get, id);
}

static enum err find(struct call *c, struct candidate *dossier)
{
    return candidate_load(&c->work, c->id[0], dossier) ? call_check_version(c, dossier->version)
                                                       : ERR_NOT_FOUND;
}

enum err candidate_patch(struct call *c)
{
    struct candidate dossier;
    enum err e = find(c, &dossier);
    if (e == OK)
        e = candidate_change(&c->work, &dossier, &c->body);
    return e != OK ? e : candidate_get(c);
}

enum err candidate_delete(struct call *c)
{
    struct candidate dossier;
    enum err e = find(c, &dossier);
    return e != OK ? e : candidate_remove(&c->work, &dossier);
}

enum err candidate_checklist(struct call *c)
{
    struct candidate dossier;
    struct json j;
    const char *step = call_param(c, "step"), *day = call_param(c, "day");
    if (step != NULL && admission_step_of(step) == STEP_COUNT)
        call_bad_param(c, "step", "code", "không có bước này", "no such step");
    call_check_day(c);
    if (c->work.faults.count > 0)
        return ERR_BAD_PARAMETER;
    if (!candidate_load(&c->work, c->id[0], &dossier))
        return ERR_NOT_FOUND;
    json_init(&j, &c->out);
    candidate_checklist_put(&c->work, &dossier, step ? admission_step_of(step) : STEP_COUNT, day,
                            &j);
    return OK;
}
