/* Sessions of inspection and supervision; see the header. */
#include "registry/inspection.h"
#include "registry/conditions.h"
#include "registry/confidential.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"
#include "registry/member.h"
#include "registry/tree.h"

#include <string.h>

/* ---- reading */

static const char *keep(struct work *w, stmt *s, int col)
{
    return stmt_is_null(s, col) ? NULL : arena_dup(w->arena, stmt_text(s, col));
}

bool inspection_load(struct work *w, int64_t id, struct inspection *out)
{
    *out = (struct inspection){.id = id};
    stmt *s = conn_stmt(w->conn, SQL_inspection_row);
    stmt_bind(s, "itt", id, w->scope.lo, w->scope.hi);
    if (!stmt_row(s, NULL))
        return false;
    const char **text[] = {&out->kind,         &out->actor,        &out->planned_from,
                           &out->planned_to,   &out->started_on,   &out->concluded_on,
                           &out->cancelled_on, &out->conclusion,   &out->about_from,
                           &out->about_to,     &out->cancelled_why};
    out->org_id = stmt_int(s, 0);
    out->version = stmt_int(s, 1);
    for (int i = 0; i < (int)(sizeof text / sizeof *text); i++)
        *text[i] = keep(w, s, 2 + i);
    stmt_reset(s);
    return true;
}

void inspection_from(struct work *w, struct list_request *q)
{
    list_init(q, &dict_inspection);
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN inspection t");
    part_text(&q->from, w->today);
    part_add(&q->where, "t.deleted_tx IS NULL");
    q->id_sql = "t.id";
}

/* ---- a session */

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

/* What will stand there: the body's where it says something, else what is there. */
static const char *after(const struct record *r, const char *field, const char *now)
{
    return record_has(r, field) ? record_text(r, field) : now;
}

static void in_order(struct work *w, const char *first, const char *then, const char *pointer,
                     const char *vi, const char *en)
{
    if (first != NULL && then != NULL && strcmp(first, then) > 0)
        fault_add(&w->faults, pointer, "order", vi, en);
}

static void not_ahead(struct work *w, const char *day, const char *pointer)
{
    if (day != NULL && strcmp(day, w->today) > 0)
        fault_add(&w->faults, pointer, "future", "chưa đến ngày này", "lies in the future");
}

static enum err check(struct work *w, const struct inspection *x, const struct record *r)
{
    const char *from = after(r, "planned_from", x->planned_from),
               *to = after(r, "planned_to", x->planned_to),
               *started = after(r, "started_on", x->started_on),
               *concluded = after(r, "concluded_on", x->concluded_on),
               *cancelled = after(r, "cancelled_on", x->cancelled_on);
    in_order(w, from, to, "/planned_to", "phải sau ngày bắt đầu dự kiến",
             "must come after the planned beginning");
    in_order(w, after(r, "about_from", x->about_from), after(r, "about_to", x->about_to),
             "/about_to", "phải sau mốc đầu", "must come after the first day");
    not_ahead(w, started, "/started_on");
    not_ahead(w, concluded, "/concluded_on");
    not_ahead(w, cancelled, "/cancelled_on");
    in_order(w, started, concluded, "/concluded_on", "phải sau ngày tiến hành",
             "must come after the beginning");
    if (concluded != NULL && started == NULL)
        bad(w, "/started_on", "required", "cần ngày tiến hành", "the beginning is needed");
    if (concluded != NULL && after(r, "conclusion", x->conclusion) == NULL)
        bad(w, "/conclusion", "required", "cần nội dung kết luận", "the conclusion is needed");
    if (concluded != NULL && conn_get_int(w->conn, SQL_inspection_subjects, 0, "i", x->id) == 0)
        bad(w, "/concluded_on", "subjects", "cuộc này chưa có đối tượng nào",
            "the session has no subject yet");
    if (cancelled != NULL && concluded != NULL)
        bad(w, "/cancelled_on", "concluded", "cuộc này đã kết luận", "it was concluded");
    if (cancelled != NULL && after(r, "cancelled_why", x->cancelled_why) == NULL)
        bad(w, "/cancelled_why", "required", "cần lý do", "the reason is needed");
    return w->faults.count > 0 ? ERR_BAD_BODY : OK;
}

/* A cell supervises by theme when it has a committee or is large (08-HD; unconfirmed). */
static enum err judge_cell(struct work *w, int64_t org_id, const char *kind, const char *actor,
                           const char *day)
{
    struct conditions judged = {.n = 0};
    int64_t members = 0, committee = 0;
    if (strcmp(actor, "cell") != 0 || strcmp(kind, "thematic_supervision") != 0)
        return OK;
    struct condition *k = condition_add(w, "inspection_cell_members", day, 30, &judged);
    stmt *s = conn_stmt(w->conn, SQL_inspection_cell);
    stmt_bind(s, "it", org_id, w->today);
    if (stmt_row(s, NULL)) {
        members = stmt_int(s, 0);
        committee = stmt_int(s, 1);
        stmt_reset(s);
    }
    condition_say(
        w, k, committee > 0 || members > k->rule.number, "/kind", "cell",
        arena_printf(w->arena, "chi bộ giám sát chuyên đề khi có chi ủy hoặc trên %d đảng viên",
                     k->rule.number),
        arena_printf(w->arena, "a cell supervises by theme with a committee or over %d members",
                     k->rule.number));
    return conditions_apply(w, &judged);
}

enum err inspection_add(struct work *w, const struct record *r, int64_t *id)
{
    struct inspection none = {.id = 0};
    struct org_row org;
    struct tx save;
    struct work hidden;
    if (!org_get(w, record_int(r, "org_id"), &org))
        return bad(w, "/org_id", "not_found", "không có tổ chức này", "no such organisation");
    enum err e = check(w, &none, r);
    if (e == OK)
        e = judge_cell(w, org.id, record_text(r, "kind"), record_text(r, "actor"),
                       record_text(r, "planned_from"));
    if (e != OK)
        return e;
    confidential_begin(w, &save, &hidden);
    return record_insert(&hidden, r, NULL, 0, org.id, id);
}

enum err inspection_change(struct work *w, const struct inspection *x, const struct record *r)
{
    struct tx save;
    struct work hidden;
    enum err e = check(w, x, r);
    if (e == OK)
        e = judge_cell(w, x->org_id, after(r, "kind", x->kind), after(r, "actor", x->actor),
                       after(r, "planned_from", x->planned_from));
    if (e != OK)
        return e;
    confidential_begin(w, &save, &hidden);
    return record_update(&hidden, r, x->id, x->org_id, "correct");
}

enum err inspection_remove(struct work *w, const struct inspection *x)
{
    struct tx save;
    struct work hidden;
    if (x->started_on != NULL)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "used",
                          "cuộc này đã tiến hành: hãy ghi thôi tiến hành",
                          "it was begun: record that it was cancelled");
    confidential_begin(w, &save, &hidden);
    return record_delete(&hidden, &dict_inspection, x->id, x->org_id);
}

/* ---- what is below it */

static bool of_subjects(const struct dict *d)
{
    return d == &dict_inspection_subject;
}

static enum err check_subject(struct work *w, const struct record *r)
{
    struct member_place place;
    struct org_row org;
    struct discipline_file f;
    int64_t member = record_int(r, "member_id"), subject = record_int(r, "org_id"),
            file = record_int(r, "case_id");
    if (record_has(r, "member_id") || record_has(r, "org_id")) {
        if ((member != 0) == (subject != 0))
            return bad(w, "/member_id", "subject", "cần một đảng viên hoặc một tổ chức đảng",
                       "a member or an organisation is needed");
        if (member != 0 && !member_place(w, member, &place))
            return bad(w, "/member_id", "not_found", "không có đảng viên này", "no such member");
        if (subject != 0 && !org_get(w, subject, &org))
            return bad(w, "/org_id", "not_found", "không có tổ chức này", "no such organisation");
    }
    return file == 0 || discipline_load(w, file, &f)
               ? OK
               : bad(w, "/case_id", "not_found", "không có hồ sơ này", "no such case");
}

static enum err check_part(struct work *w, const struct record *r)
{
    if (of_subjects(r->dict))
        return check_subject(w, r);
    not_ahead(w, record_text(r, "done_on"), "/done_on");
    return w->faults.count > 0 ? ERR_BAD_BODY : OK;
}

enum err inspection_part_add(struct work *w, const struct inspection *x, const struct record *r,
                             int64_t *id)
{
    struct tx save;
    struct work hidden;
    if (of_subjects(r->dict) && record_int(r, "member_id") == 0 && record_int(r, "org_id") == 0)
        return bad(w, "/member_id", "subject", "cần một đảng viên hoặc một tổ chức đảng",
                   "a member or an organisation is needed");
    enum err e = check_part(w, r);
    if (e != OK)
        return e;
    const struct fixed_column to = {"inspection_id", x->id};
    confidential_begin(w, &save, &hidden);
    e = record_insert(&hidden, r, &to, 1, x->org_id, id);
    if (e == ERR_CONFLICT && w->faults.count == 0)
        fault_add(&w->faults, "/member_id", "duplicate", "đã là đối tượng của cuộc này",
                  "is a subject of this session already");
    return e;
}

int64_t inspection_part(struct work *w, const struct dict *d, int64_t inspection_id, int64_t id)
{
    return conn_get_int(
        w->conn, of_subjects(d) ? SQL_inspection_subject_row : SQL_inspection_recommendation_row, 0,
        "ii", inspection_id, id);
}

enum err inspection_part_change(struct work *w, const struct inspection *x, const struct record *r,
                                int64_t id)
{
    struct tx save;
    struct work hidden;
    enum err e = check_part(w, r);
    if (e != OK)
        return e;
    confidential_begin(w, &save, &hidden);
    return record_update(&hidden, r, id, x->org_id, "correct");
}

enum err inspection_part_remove(struct work *w, const struct inspection *x, const struct dict *d,
                                int64_t id)
{
    struct tx save;
    struct work hidden;
    confidential_begin(w, &save, &hidden);
    return record_delete(&hidden, d, id, x->org_id);
}
