/* Offices: one row a version, checked for the holder and for two holders of one single office. */
#include "registry/post.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/discipline.h"
#include "registry/member.h"
#include "registry/rules.h"

#include <string.h>

struct office {
    int64_t row, version, org_id, person_id, post_id;
    const char *uid, *holder_name, *post, *title, *term, *how, *decision, *state_post, *from, *to,
        *suspended_from, *suspended_to, *suspended_by;
};

static const char *keep(struct work *w, stmt *s, int col)
{
    return stmt_is_null(s, col) ? NULL : arena_dup(w->arena, stmt_text(s, col));
}

static bool load(struct work *w, int64_t post_id, struct office *o)
{
    stmt *s = conn_stmt(w->conn, SQL_post_row);
    stmt_bind(s, "i", post_id);
    if (!stmt_row(s, NULL))
        return false;
    *o = (struct office){.row = stmt_int(s, 0),
                         .uid = keep(w, s, 1),
                         .version = stmt_int(s, 2),
                         .org_id = stmt_int(s, 3),
                         .person_id = stmt_int(s, 4),
                         .holder_name = keep(w, s, 5),
                         .post = keep(w, s, 6),
                         .title = keep(w, s, 7),
                         .term = keep(w, s, 8),
                         .how = keep(w, s, 9),
                         .decision = keep(w, s, 10),
                         .state_post = keep(w, s, 11),
                         .from = keep(w, s, 12),
                         .to = keep(w, s, 13),
                         .suspended_from = keep(w, s, 14),
                         .suspended_to = keep(w, s, 15),
                         .suspended_by = keep(w, s, 16),
                         .post_id = post_id};
    stmt_reset(s);
    return true;
}

static void take_text(const struct record *r, const char *name, const char **out)
{
    if (record_has(r, name))
        *out = record_text(r, name);
}

static void take(const struct record *r, struct office *o)
{
    take_text(r, "post", &o->post);
    take_text(r, "title", &o->title);
    take_text(r, "term", &o->term);
    take_text(r, "how", &o->how);
    take_text(r, "decision", &o->decision);
    take_text(r, "state_post", &o->state_post);
    take_text(r, "holder_name", &o->holder_name);
    take_text(r, "from", &o->from);
    take_text(r, "to", &o->to);
    if (record_has(r, "member_id"))
        o->person_id = record_int(r, "member_id");
    if (record_has(r, "org_id"))
        o->org_id = record_int(r, "org_id");
    if (o->from == NULL)
        o->from = DATE_MIN;
    if (o->to == NULL)
        o->to = DATE_MAX;
    take_text(r, "suspended_from", &o->suspended_from);
    take_text(r, "suspended_to", &o->suspended_to);
    take_text(r, "suspended_by", &o->suspended_by);
    bool cleared = record_has(r, "suspended_from") && o->suspended_from == NULL;
    /* an office that ends before does not come to be suspended */
    bool too_late = !record_has(r, "suspended_from") && o->suspended_from != NULL &&
                    strcmp(o->suspended_from, o->to) >= 0;
    if (cleared || too_late)
        o->suspended_from = o->suspended_to = o->suspended_by = NULL;
}

/* The office is kept while its holder's work on the committee is suspended: 22-QĐ/TW art. 28–31.
   A row knows one suspension: one that was served (until the day before) stays, what comes later is
   another row's. */
static enum err check_suspension(struct work *w, const struct office *o, const char *served)
{
    if (o->suspended_from == NULL)
        return o->suspended_to == NULL && o->suspended_by == NULL
                   ? OK
                   : fault_fail(ERR_BAD_BODY, &w->faults, "/suspended_from", "required",
                                "cần ngày bắt đầu đình chỉ", "the day it begins is needed");
    if (o->suspended_by == NULL)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/suspended_by", "required",
                          "cần số quyết định đình chỉ", "the decision is needed");
    if (strcmp(o->suspended_from, o->from) < 0 || strcmp(o->suspended_from, o->to) >= 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/suspended_from", "order",
                          "phải trong thời gian giữ chức vụ", "must lie in the time of the office");
    if (served != NULL && strcmp(served, w->today) <= 0 && strcmp(o->suspended_from, served) >= 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/suspended_from", "suspended_before",
                          "chức vụ này đã có lần đình chỉ trước: hãy kết thúc chức vụ vào ngày này "
                          "rồi ghi tiếp thành một dòng mới để giữ lần trước",
                          "the office was suspended before: end it on this day and record it anew, "
                          "so that the time before stays");
    if (o->suspended_to == NULL)
        return OK; /* prosecuted or detained: the law's own time */
    if (strcmp(o->suspended_to, o->suspended_from) <= 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/suspended_to", "order",
                          "phải sau ngày bắt đầu đình chỉ", "must come after its beginning");
    struct rule_param p;
    date_text last;
    rule_value(w, "suspension_days_extended", o->suspended_from, 180, &p);
    date_add_days(o->suspended_from, p.number, last);
    return strcmp(o->suspended_to, last) <= 0
               ? OK
               : rule_breach(w, &p, "/suspended_to", "too_long",
                             "đình chỉ không quá %d ngày kể cả gia hạn; để trống khi theo thời hạn "
                             "của pháp luật",
                             "no longer than %d days with the extension; left empty when the law "
                             "sets the time");
}

/* One bí thư, one chủ nhiệm at a time; deputies and members are many. */
static bool is_single(const char *post)
{
    return strcmp(post, "secretary") == 0 || strcmp(post, "standing_deputy_secretary") == 0 ||
           strcmp(post, "inspection_chair") == 0 || strcmp(post, "group_leader") == 0;
}

static enum err check(struct work *w, const struct office *o)
{
    struct org_row org;
    struct member_place place;
    if (!org_get(w, o->org_id, &org))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/org_id", "not_found", "không có tổ chức này",
                          "no such organisation");
    if ((o->person_id != 0) == (o->holder_name != NULL))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/member_id", "holder",
                          "ghi đúng một: đảng viên hoặc người ngoài sổ",
                          "name either a member or a person from outside");
    if (o->person_id != 0 && !member_place(w, o->person_id, &place))
        return fault_fail(ERR_BAD_BODY, &w->faults, "/member_id", "not_found",
                          "không có đảng viên này", "no such member");
    if (strcmp(o->from, o->to) >= 0)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/to", "order", "phải sau ngày bắt đầu",
                          "must come after the beginning");
    if (is_single(o->post) && conn_get_int(w->conn, SQL_post_same, 0, "ititt", o->org_id, o->post,
                                           o->post_id, o->from, o->to) > 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/post", "taken",
                          "chức vụ này đang có người khác giữ trong thời gian đó",
                          "somebody else holds this office in the period");
    return o->person_id != 0 ? discipline_judge_office(w, o->person_id, o->from) : OK;
}

static enum err write_row(struct work *w, struct office *o)
{
    enum err e =
        conn_run(w->conn, SQL_post_insert, "itiistttttttttttti", o->post_id, o->uid, o->version,
                 o->org_id, o->person_id, o->holder_name, o->post, o->title, o->term, o->how,
                 o->decision, o->state_post, o->from, o->to, o->suspended_from, o->suspended_to,
                 o->suspended_by, tx_begin(w->conn, w->tx));
    o->row = conn_last_id(w->conn);
    return e;
}

static enum err journal(struct work *w, const struct office *o, const char *op, const char *fields,
                        const char *before, const char *after)
{
    struct change c = {.resource = "posts",
                       .row_id = o->post_id,
                       .uid = o->uid,
                       .op = op,
                       .version = o->version,
                       .org_id = o->org_id,
                       .fields = fields,
                       .before = before,
                       .after = after};
    return journal_change(w->conn, w->tx, &c);
}

enum err post_add(struct work *w, const struct record *r, int64_t *id)
{
    struct office o = {.version = 1};
    char uid[UID_LEN];
    uid_new(uid);
    o.uid = uid;
    take(r, &o);
    enum err e = check(w, &o);
    if (e == OK)
        e = write_row(w, &o);
    if (e == OK)
        e = conn_run(w->conn, SQL_post_number, "i", o.row);
    *id = o.post_id = o.row;
    return e != OK ? e
                   : journal(w, &o, "create", record_fields(w->arena, r), NULL,
                             record_json(w->arena, r));
}

static const char *office_json(struct work *w, const struct office *o)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    json_kint(&j, "member_id", o->person_id);
    json_kstr(&j, "holder_name", o->holder_name);
    json_kstr(&j, "post", o->post);
    json_kstr(&j, "term", o->term);
    json_kstr(&j, "from", o->from);
    json_kstr(&j, "to", o->to);
    if (o->suspended_from != NULL) {
        json_kstr(&j, "suspended_from", o->suspended_from);
        json_kstr(&j, "suspended_to", o->suspended_to);
        json_kstr(&j, "suspended_by", o->suspended_by);
    }
    json_close(&j, '}');
    const char *text = arena_dup(w->arena, buf_text(&b));
    buf_free(&b);
    return text;
}

enum err post_change(struct work *w, int64_t post_id, const struct record *r)
{
    struct office o;
    if (!load(w, post_id, &o))
        return ERR_NOT_FOUND;
    const char *before = office_json(w, &o);
    int64_t old = o.row;
    const char *served = o.suspended_to;
    if (record_has(r, "member_id") && record_int(r, "member_id") != 0 &&
        !record_has(r, "holder_name"))
        o.holder_name = NULL;
    if (record_text(r, "holder_name") != NULL && !record_has(r, "member_id"))
        o.person_id = 0;
    take(r, &o);
    o.version++;
    enum err e = check(w, &o);
    if (e == OK && (record_has(r, "suspended_from") || record_has(r, "suspended_to") ||
                    record_has(r, "suspended_by")))
        e = check_suspension(w, &o, served);
    if (e == OK)
        e = conn_run(w->conn, SQL_post_supersede, "ii", old, tx_begin(w->conn, w->tx));
    if (e == OK)
        e = write_row(w, &o);
    return e != OK ? e
                   : journal(w, &o, "correct", record_fields(w->arena, r), before,
                             record_json(w->arena, r));
}

enum err post_remove(struct work *w, int64_t post_id)
{
    struct office o;
    if (!load(w, post_id, &o))
        return ERR_NOT_FOUND;
    o.version++;
    enum err e = conn_run(w->conn, SQL_post_delete, "i", o.row);
    return e != OK ? e : journal(w, &o, "delete", "[]", office_json(w, &o), NULL);
}

bool post_find(struct work *w, int64_t post_id, int64_t *version, int64_t *org_id)
{
    struct office o;
    struct org_row org;
    if (!load(w, post_id, &o) || !org_get(w, o.org_id, &org))
        return false;
    *version = o.version;
    *org_id = o.org_id;
    return true;
}

/* ---- lists */

static void from_day(struct list_request *q, const char *day)
{
    part_add(&q->from,
             "FROM (SELECT ? AS day) d CROSS JOIN post h JOIN organization c ON c.id = h.org_id");
    part_text(&q->from, day);
    part_add(&q->where, "h.superseded_tx IS NULL AND h.deleted = 0");
    q->id_sql = "h.post_id";
}

void post_list_from(struct work *w, struct list_request *q, const struct org_filter *f)
{
    from_day(q, f->as_of);
    if (f->past)
        part_add(&q->where, " AND h.valid_from <= d.day AND h.valid_to > d.day");
    org_filter_sql(w, f, "h.org_id", &q->where);
}

void post_object_from(struct work *w, struct list_request *q, int64_t post_id)
{
    from_day(q, w->today);
    part_add(&q->where, " AND h.post_id = ? AND c.path >= ? AND c.path < ?");
    part_int(&q->where, post_id);
    part_text(&q->where, w->scope.lo);
    part_text(&q->where, w->scope.hi);
}
