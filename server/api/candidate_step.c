/* Acts on a dossier: its steps, its papers, how it ends. What a cell does not decide itself its
   secretary does not record. */
#include "registry/candidate_act.h"
#include "api/handlers.h"
#include "registry/dict_list.h"
#include "rules/admission.h"

#include <string.h>

#define DOCUMENTS_MAX 20

/* ---- what all have in common */

static enum err find(struct call *c, struct candidate *dossier)
{
    return candidate_load(&c->work, c->id[0], dossier) ? OK : ERR_NOT_FOUND;
}

/* Rows of a dossier in scope; row 0: all of them. */
static enum err rows_from(struct call *c, struct list_request *q, const struct dict *d,
                          const char *condition, int64_t row)
{
    struct candidate dossier;
    enum err e = find(c, &dossier);
    if (e != OK)
        return e;
    list_init(q, d);
    part_add(&q->from, arena_printf(c->work.arena, "FROM %s t", d->table));
    part_add(&q->where, arena_printf(c->work.arena, "t.candidate_id = ?%s", condition));
    part_int(&q->where, c->id[0]);
    q->id_sql = "t.id";
    if (row != 0) {
        part_add(&q->where, " AND t.id = ?");
        part_int(&q->where, row);
    }
    return OK;
}

static enum err forbidden(struct call *c, const char *pointer)
{
    return fault_fail(ERR_FORBIDDEN, &c->work.faults, pointer, "not_by_cell",
                      "bước này do văn phòng cấp ủy ghi", "the office records this step");
}

static bool cell_only(const struct call *c)
{
    return c->caller.role == ROLE_SECRETARY;
}

/* ---- steps */

enum err candidate_step_list(struct call *c)
{
    struct list_request q;
    enum err e = rows_from(c, &q, &dict_candidate_step, "", 0);
    return e != OK ? e : call_list(c, &q);
}

enum err candidate_step_get(struct call *c)
{
    struct list_request q;
    enum err e = rows_from(c, &q, &dict_candidate_step, "", c->id[1]);
    return e != OK ? e : call_object(c, &q);
}

/* The list of papers in the body, each checked by their dictionary. */
static enum err take_papers(struct call *c, struct record **out, int *n)
{
    const json_t *list = json_object_get(c->json, "documents");
    *n = 0;
    if (list == NULL || json_is_null(list))
        return OK;
    if (!json_is_array(list) || json_array_size(list) > DOCUMENTS_MAX)
        return call_bad_param(c, "/documents", "type", "phải là danh sách tối đa 20 giấy tờ",
                              "must be a list of 20 papers at most");
    *out = arena_alloc(c->work.arena, (json_array_size(list) + 1) * sizeof **out);
    for (size_t i = 0; i < json_array_size(list); i++, (*n)++) {
        struct fault *last = c->work.faults.last;
        const json_t *one = json_array_get(list, i);
        if (!json_is_object(one))
            return call_bad_param(c, "/documents", "type", "mỗi giấy tờ là một đối tượng",
                                  "each paper is an object");
        enum err e =
            record_parse(&c->work, &dict_candidate_document, one, RECORD_CREATE, NULL, &(*out)[i]);
        struct fault *f = last != NULL ? last->next : c->work.faults.first;
        for (; f != NULL; f = f->next)
            f->pointer = arena_printf(c->work.arena, "/documents/%zu%s", i, f->pointer);
        if (e != OK)
            return e;
    }
    return OK;
}

enum err candidate_step_create(struct call *c)
{
    struct candidate dossier;
    struct record *papers = NULL;
    int n;
    int64_t id;
    enum admission_step step = admission_step_of(record_text(&c->body, "step"));
    if (cell_only(c) && !admission_step_by_cell(step))
        return forbidden(c, "/step");
    enum err e = take_papers(c, &papers, &n);
    if (e == OK)
        e = find(c, &dossier);
    if (e == OK)
        e = call_check_version(c, dossier.version);
    if (e == OK)
        e = candidate_step_add(&c->work, &dossier, &c->body, papers, n, &id);
    return e != OK ? e : call_answer_with(c, candidate_step_get, id);
}

enum err candidate_step_delete(struct call *c)
{
    struct candidate dossier;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = find(c, &dossier);
    if (e != OK)
        return e;
    stmt *s = conn_stmt(c->work.conn, SQL_candidate_step_row);
    stmt_bind(s, "ii", c->id[1], c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t version = stmt_int(s, 0);
    enum admission_step step = admission_step_of(stmt_text(s, 1));
    stmt_reset(s);
    if (cell_only(c) && !admission_step_by_cell(step))
        return forbidden(c, "");
    e = call_check_version(c, version);
    return e != OK ? e : candidate_step_undo(&c->work, &dossier, c->id[1]);
}

/* ---- papers */

#define KEPT " AND t.deleted_tx IS NULL"

enum err candidate_document_list(struct call *c)
{
    struct list_request q;
    enum err e = rows_from(c, &q, &dict_candidate_document, KEPT, 0);
    return e != OK ? e : call_list(c, &q);
}

enum err candidate_document_get(struct call *c)
{
    struct list_request q;
    enum err e = rows_from(c, &q, &dict_candidate_document, KEPT, c->id[1]);
    return e != OK ? e : call_object(c, &q);
}

enum err candidate_document_create(struct call *c)
{
    struct candidate dossier;
    int64_t id;
    enum err e = find(c, &dossier);
    if (e == OK)
        e = candidate_paper_add(&c->work, &dossier, &c->body, &id);
    return e != OK ? e : call_answer_with(c, candidate_document_get, id);
}

enum err candidate_document_delete(struct call *c)
{
    struct candidate dossier;
    enum err e = find(c, &dossier);
    int64_t version =
        conn_get_int(c->work.conn, SQL_candidate_document_row, 0, "ii", c->id[1], c->id[0]);
    if (e == OK && version == 0)
        e = ERR_NOT_FOUND;
    if (e == OK)
        e = call_check_version(c, version);
    return e != OK ? e : candidate_paper_remove(&c->work, &dossier, c->id[1]);
}

/* ---- exits */

static enum err exit_object(struct call *c, int64_t row)
{
    struct list_request q;
    list_init(&q, &dict_candidate_exit);
    part_add(&q.from, "FROM candidate_exit t");
    part_add(&q.where, "t.id = ?");
    part_int(&q.where, row);
    q.id_sql = "t.id";
    return call_object(c, &q);
}

enum err candidate_exit_get(struct call *c)
{
    struct candidate dossier;
    enum err e = find(c, &dossier);
    int64_t row = conn_get_int(c->work.conn, SQL_candidate_exit_last, 0, "i", c->id[0]);
    if (e == OK && row == 0)
        e = ERR_NOT_FOUND;
    return e != OK ? e : exit_object(c, row);
}

/* A dossier that went elsewhere is out of the sender's sight; what was recorded is answered. */
enum err candidate_exit_create(struct call *c)
{
    struct candidate dossier;
    int64_t id;
    if (cell_only(c) && strcmp(record_text(&c->body, "exit"), "removed_in_probation") == 0)
        return forbidden(c, "/exit");
    enum err e = find(c, &dossier);
    if (e == OK)
        e = call_check_version(c, dossier.version);
    if (e == OK)
        e = candidate_exit_add(&c->work, &dossier, &c->body, &id);
    c->location = c->http->path;
    return e != OK ? e : exit_object(c, id);
}

enum err candidate_exit_delete(struct call *c)
{
    struct candidate dossier;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = find(c, &dossier);
    if (e != OK)
        return e;
    stmt *s = conn_stmt(c->work.conn, SQL_candidate_exit_last);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    bool removal = admission_exit_of(stmt_text(s, 1)) == EXIT_REMOVED_IN_PROBATION;
    int64_t version = stmt_int(s, 5);
    stmt_reset(s);
    if (cell_only(c) && removal)
        return forbidden(c, "");
    e = call_check_version(c, version);
    return e != OK ? e : candidate_exit_undo(&c->work, &dossier);
}
