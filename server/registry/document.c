/* Papers: who sees them, their rows. Files are document_file.c's. */
#include "registry/document.h"
#include "base/crypto.h"
#include "registry/candidate.h"
#include "registry/confidential.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"
#include "registry/document_parts.h"
#include "registry/member.h"

/* ---- who sees it */

bool document_subject(struct work *w, unsigned sees, enum document_of of, int64_t id,
                      int64_t *org_id)
{
    struct member_place place;
    struct candidate dossier;
    struct discipline_file file;
    bool seen = false;
    if ((sees & of) == 0)
        return false;
    switch (of) {
    case DOCUMENT_OF_MEMBER:
        seen = member_place(w, id, &place);
        *org_id = seen ? place.cell_id : 0;
        break;
    case DOCUMENT_OF_CANDIDATE:
        seen = candidate_load(w, id, &dossier);
        *org_id = seen ? dossier.cell_id : 0;
        break;
    case DOCUMENT_OF_CASE:
        seen = discipline_load(w, id, &file);
        *org_id = seen ? file.org_id : 0;
        break;
    }
    return seen;
}

bool document_load(struct work *w, unsigned sees, int64_t id, struct document *out)
{
    static const enum document_of of[] = {DOCUMENT_OF_MEMBER, DOCUMENT_OF_CANDIDATE,
                                          DOCUMENT_OF_CASE};
    *out = (struct document){.id = id};
    stmt *s = conn_stmt(w->conn, SQL_document_row);
    stmt_bind(s, "i", id);
    if (!stmt_row(s, NULL))
        return false;
    out->version = stmt_int(s, 0);
    out->uid = arena_dup(w->arena, stmt_text(s, 1));
    out->title = arena_dup(w->arena, stmt_text(s, 5));
    out->files = stmt_int(s, 6);
    for (int i = 0; i < 3; i++)
        if (stmt_int(s, 2 + i) != 0) {
            out->of = of[i];
            out->subject_id = stmt_int(s, 2 + i);
        }
    stmt_reset(s);
    return document_subject(w, sees, out->of, out->subject_id, &out->org_id);
}

/* The papers there are for the caller. Those of cases come from an arm of their own, when there are
   any to be read: the others are then found without looking at one of them, so that the time of the
   answer tells nothing. */
static void add_rows(struct work *w, unsigned sees, struct list_request *q)
{
    static const char both[] = "(SELECT x.* FROM document x WHERE x.deleted_tx IS NULL"
                               " AND x.case_id IS NULL UNION ALL SELECT x.* FROM document x"
                               " WHERE x.deleted_tx IS NULL AND ";
    if ((sees & DOCUMENT_OF_CASE) != 0 && discipline_readable(w, &q->from, both, "x.case_id")) {
        part_add(&q->from, ")");
    } else {
        part_add(&q->from, "document");
        part_add(&q->where, "t.case_id IS NULL AND ");
    }
}

/* The same as document_subject, for many rows at once. */
void document_from(struct work *w, unsigned sees, struct list_request *q)
{
    list_init(q, &dict_document);
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN ");
    part_text(&q->from, w->today);
    add_rows(w, sees, q);
    part_add(&q->from, " t LEFT JOIN person p ON p.id = t.person_id"
                       " LEFT JOIN candidate c ON c.id = t.candidate_id"
                       " LEFT JOIN discipline_case k ON k.id = t.case_id"
                       " JOIN organization o ON o.id = CASE"
                       " WHEN t.person_id IS NOT NULL THEN (SELECT s.cell_id FROM member_span s"
                       " WHERE s.person_id = coalesce(p.merged_into, p.id) AND s.valid_to > d.day"
                       " ORDER BY s.valid_from LIMIT 1)"
                       " WHEN t.candidate_id IS NOT NULL THEN c.cell_id ELSE k.org_id END");
    part_add(&q->where, "t.deleted_tx IS NULL AND o.path >= ? AND o.path < ?"
                        " AND CASE WHEN t.person_id IS NOT NULL THEN ?"
                        " WHEN t.candidate_id IS NOT NULL THEN c.deleted_tx IS NULL AND ?"
                        " ELSE k.deleted_tx IS NULL END");
    part_text(&q->where, w->scope.lo);
    part_text(&q->where, w->scope.hi);
    part_int(&q->where, (sees & DOCUMENT_OF_MEMBER) != 0);
    part_int(&q->where, (sees & DOCUMENT_OF_CANDIDATE) != 0);
    q->id_sql = "t.id";
}

/* As numbers: each is then looked up by its own. */
static void add_person(struct work *w, struct list_request *q, int64_t id)
{
    struct buf papers = {0};
    stmt *s = conn_stmt(w->conn, SQL_document_of_person);
    stmt_bind(s, "i", id);
    while (stmt_row(s, NULL))
        buf_printf(&papers, papers.len > 0 ? ", %lld" : "%lld", (long long)stmt_int(s, 0));
    part_add(&q->where, arena_printf(w->arena, " AND t.id IN (%s)", buf_text(&papers)));
    buf_free(&papers);
}

void document_only(struct work *w, struct list_request *q, enum document_of of, int64_t id)
{
    if (of == DOCUMENT_OF_MEMBER) {
        add_person(w, q, id);
        return;
    }
    part_add(&q->where, of == DOCUMENT_OF_CASE ? " AND t.case_id = ?" : " AND t.candidate_id = ?");
    part_int(&q->where, id);
}

/* ---- saves: open ones, of a case confidential ones */

struct work *document_save_begin(struct work *w, enum document_of of, struct document_save *s)
{
    if (of != DOCUMENT_OF_CASE)
        return w;
    confidential_begin(w, &s->save, &s->hidden);
    return &s->hidden;
}

enum err document_add(struct work *w, enum document_of of, int64_t subject_id, int64_t org_id,
                      struct record *r, int64_t *id)
{
    struct document_save s;
    struct fixed_column own[] = {{"id", random_id()}, {NULL, subject_id}};
    own[1].name = of == DOCUMENT_OF_MEMBER      ? "person_id"
                  : of == DOCUMENT_OF_CANDIDATE ? "candidate_id"
                                                : "case_id";
    if (!record_has(r, "classification") || record_text(r, "classification") == NULL)
        record_set_text(r, "classification", of == DOCUMENT_OF_CASE ? "confidential" : "internal");
    return record_insert(document_save_begin(w, of, &s), r, own, 2, org_id, id);
}

enum err document_change(struct work *w, const struct document *d, const struct record *r)
{
    struct document_save s;
    return record_update(document_save_begin(w, d->of, &s), r, d->id, d->org_id, "correct");
}

enum err document_remove(struct work *w, const struct document *d)
{
    struct document_save s;
    return record_delete(document_save_begin(w, d->of, &s), &dict_document, d->id, d->org_id);
}
