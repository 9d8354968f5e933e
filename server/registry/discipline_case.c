/* Opening a case, correcting it, taking it out again; who else may read it. */
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/discipline_parts.h"
#include "registry/member.h"
#include "registry/tree.h"

#include <string.h>

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

/* ---- opening */

/* The subject in the caller's scope: a member, with the cell it belongs or belonged to, or an
   organisation. */
static enum err find_subject(struct work *w, const struct record *r, int64_t *org_id)
{
    struct member_place place;
    struct org_row org;
    int64_t member = record_int(r, "member_id");
    *org_id = record_int(r, "org_id");
    if ((member != 0) == (*org_id != 0))
        return bad(w, "/member_id", "subject", "cần một đảng viên hoặc một tổ chức đảng",
                   "a member or an organisation is needed");
    if (member == 0)
        return org_get(w, *org_id, &org)
                   ? OK
                   : bad(w, "/org_id", "not_found", "không có tổ chức này", "no such organisation");
    if (!member_place(w, member, &place))
        return bad(w, "/member_id", "not_found", "không có đảng viên này", "no such member");
    *org_id = place.cell_id;
    return OK;
}

static enum err check_joint(struct work *w, const struct record *r, int64_t *joint)
{
    struct discipline_file other;
    *joint = record_int(r, "joint_with");
    if (*joint == 0)
        return OK;
    if (!discipline_load(w, *joint, &other))
        return bad(w, "/joint_with", "not_found", "không có hồ sơ này", "no such case");
    *joint = other.joint_id;
    return OK;
}

static enum err check_decider(struct work *w, const struct record *r)
{
    /* a superior lies outside the scope of whom it decides on: any organisation will do */
    int64_t id = record_int(r, "decider_id");
    return id == 0 || conn_get_text(w->conn, w->arena, SQL_scope_path, "i", id) != NULL
               ? OK
               : bad(w, "/decider_id", "not_found", "không có tổ chức này", "no such organisation");
}

static enum err check_days(struct work *w, const struct record *r, const char *received)
{
    static const char *const past[] = {"received_on", "source_on", "violation_on", "paper_on"};
    for (int i = 0; i < 4; i++) {
        const char *day = record_text(r, past[i]);
        if (day != NULL && strcmp(day, w->today) > 0)
            fault_add(&w->faults, arena_printf(w->arena, "/%s", past[i]), "future",
                      "chưa đến ngày này", "lies in the future");
    }
    const char *source = record_text(r, "source_on");
    if (source != NULL && received != NULL && strcmp(source, received) > 0)
        fault_add(&w->faults, "/source_on", "order", "phải trước ngày tiếp nhận",
                  "must come before the intake");
    return w->faults.count > 0 ? ERR_BAD_BODY : OK;
}

/* Discipline by the state or a mass organisation and acts of prosecution are reported within days;
   later is told. */
static void judge_report(struct work *w, const struct record *r)
{
    const char *from = record_text(r, "source_on"), *day = record_text(r, "received_on");
    bool prosecution = strcmp(record_text(r, "source"), "court") == 0;
    struct rule_param p;
    date_text last;
    if (from == NULL || !(prosecution || strcmp(record_text(r, "source"), "state_discipline") == 0))
        return;
    rule_value(w, prosecution ? "discipline_prosecution_report_days" : "discipline_report_days",
               from, prosecution ? 3 : 5, &p);
    date_add_days(from, p.number, last);
    p.confirmed = false; /* whoever was late, the case is opened */
    if (strcmp(day, last) > 0)
        rule_breach(w, &p, "/source_on", "late", "phải báo cáo tổ chức đảng trong %d ngày",
                    "must be reported to the party organisation within %d days");
}

static enum err check_vote(struct work *w, const struct record *r, bool member)
{
    const char *why = record_text(r, "without_vote");
    if (why != NULL && (strcmp(why, "organization") == 0) == member)
        return bad(w, "/without_vote", "code", "không thuộc đối tượng này",
                   "is not for this subject");
    if (!member && strcmp(record_text(r, "authority"), "cell") == 0)
        return bad(w, "/authority", "code", "chi bộ không kỷ luật tổ chức đảng",
                   "a cell disciplines no organisation");
    return OK;
}

static enum err first_step(struct work *hidden, int64_t id, const char *step, const char *day,
                           const char *form, const char *number, const char *violation)
{
    struct discipline_file f;
    struct record r = {.dict = &dict_discipline_step};
    int64_t row, n;
    if (!discipline_load_any(hidden, id, &f))
        return ERR_STORE;
    record_set_text(&r, "step", step);
    record_set_text(&r, "day", day);
    if (form != NULL)
        record_set_text(&r, "form", form);
    if (number != NULL)
        record_set_text(&r, "decision_number", number);
    if (violation != NULL)
        record_set_text(&r, "violation", violation);
    return discipline_step_write(hidden, &f, &r, &row, &n);
}

static enum err insert(struct work *hidden, struct record *r, int64_t id, int64_t joint,
                       int64_t org_id)
{
    int64_t same;
    record_set_int(r, "joint_with", joint != 0 ? joint : id);
    record_set_int(r, "org_id", org_id);
    record_set_text(r, "subject", record_int(r, "member_id") != 0 ? "member" : "organization");
    const struct fixed_column own = {"id", id};
    return record_insert(hidden, r, &own, 1, org_id, &same);
}

enum err discipline_open(struct work *w, const struct record *r, bool by_cell, int64_t *id)
{
    struct record row = *r;
    struct tx save;
    struct work hidden;
    int64_t org_id, joint;
    enum err e = find_subject(w, r, &org_id);
    if (e == OK)
        e = check_joint(w, r, &joint);
    if (e == OK)
        e = check_decider(w, r);
    if (e == OK)
        e = check_days(w, r, record_text(r, "received_on"));
    if (e == OK)
        e = check_vote(w, r, record_int(r, "member_id") != 0);
    if (e != OK)
        return e;
    judge_report(w, r);
    *id = random_id();
    record_set_int(&row, "by_cell", by_cell);
    confidential_begin(w, &save, &hidden);
    e = insert(&hidden, &row, *id, joint, org_id);
    if (e == OK)
        e = first_step(&hidden, *id, "received", record_text(r, "received_on"), NULL, NULL, NULL);
    return e != OK ? e : discipline_derive(&hidden, *id);
}

enum err discipline_adopt(struct work *w, int64_t id)
{
    struct tx save;
    struct work hidden;
    struct record r = {.dict = &dict_discipline_case};
    stmt *s = conn_stmt(w->conn, SQL_discipline_decision_row);
    stmt_bind(s, "i", id);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    const char *text[14];
    for (int i = 0; i < 12; i++)
        text[i] = stmt_is_null(s, i) ? NULL : arena_dup(w->arena, stmt_text(s, i));
    int64_t person = stmt_int(s, 12), org_id = stmt_int(s, 13);
    stmt_reset(s);
    if (person != 0)
        record_set_int(&r, "member_id", person);
    record_set_text(&r, "title", text[4] != NULL ? text[4] : text[3]);
    record_set_text(&r, "source", "other");
    record_set_text(&r, "received_on", text[3]);
    record_set_text(&r, "authority", text[5]);
    record_set_text(&r, "without_vote", person != 0 ? "superior" : "organization");
    record_set_int(&r, "adopted", 1);
    confidential_begin(w, &save, &hidden);
    enum err e = insert(&hidden, &r, id, 0, org_id);
    if (e == OK)
        e = conn_run(w->conn, SQL_discipline_case_uid, "it", id, text[0]);
    if (e == OK)
        e = first_step(&hidden, id, "received", text[3], NULL, NULL, NULL);
    if (e == OK)
        e = first_step(&hidden, id, "decision", text[3], text[2], text[4], text[6]);
    if (e == OK)
        e = first_step(&hidden, id, "announcement", text[8] ? text[8] : text[3], NULL, NULL, NULL);
    return e != OK ? e : discipline_derive(&hidden, id);
}

/* ---- correcting, removing */

static bool said_by_step(const struct discipline_file *f, bool number, bool paper)
{
    bool said = false;
    for (int i = 0; i < f->n_steps; i++)
        said = said || (paper && f->steps[i].received_on != NULL) ||
               (number && f->steps[i].decision_number != NULL &&
                (f->steps[i].step == CASE_DECISION || f->steps[i].step == CASE_APPEAL_OUTCOME));
    return said;
}

enum err discipline_correct(struct work *w, const struct discipline_file *f, const struct record *r)
{
    struct tx save;
    struct work hidden;
    enum err e = check_days(w, r, f->received_on);
    if (e == OK)
        e = check_decider(w, r);
    if (e == OK && record_text(r, "paper_on") != NULL && f->announced_on == NULL)
        e = bad(w, "/paper_on", "order", "chưa có quyết định được công bố",
                "nothing was announced yet");
    if (e == OK && said_by_step(f, record_has(r, "decision_number"), record_has(r, "paper_on")))
        e = fault_fail(ERR_CONFLICT, &w->faults, "", "of_a_step",
                       "đã ghi cùng một bước: hoàn tác bước đó để sửa",
                       "a step says it: take that step back first");
    if (e == OK && f->decided_on != NULL && record_text(r, "authority") != NULL)
        e = fault_fail(ERR_CONFLICT, &w->faults, "/authority", "decided",
                       "đã quyết định: hoàn tác bước quyết định để sửa",
                       "it was decided: take the decision back first");
    if (e != OK)
        return e;
    confidential_begin(w, &save, &hidden);
    e = record_update(&hidden, r, f->id, f->org_id, "correct");
    if (e == OK)
        e = discipline_derive(&hidden, f->id);
    return e != OK ? e : discipline_derive_others(&hidden, f);
}

enum err discipline_remove(struct work *w, const struct discipline_file *f)
{
    struct tx save;
    struct work hidden;
    if (f->n_steps > 1)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "used",
                          "hồ sơ đã có bước được ghi: hãy kết luận hồ sơ",
                          "steps have been recorded: conclude the case instead");
    confidential_begin(w, &save, &hidden);
    return record_delete(&hidden, &dict_discipline_case, f->id, f->org_id);
}

/* ---- further readers */

enum err discipline_reader_add(struct work *w, const struct discipline_file *f,
                               const struct record *r, int64_t *number)
{
    struct tx save;
    struct work hidden;
    int64_t row;
    const char *until = record_text(r, "until");
    int64_t user = conn_get_int(w->conn, SQL_user_by_name, 0, "t", record_text(r, "username"));
    if (user == 0)
        return bad(w, "/username", "not_found", "không có tài khoản này", "no such user");
    if (until != NULL && strcmp(until, w->today) < 0)
        return bad(w, "/until", "order", "đã qua ngày này", "has passed");
    if (conn_get_int(w->conn, SQL_discipline_reader_of, 0, "ii", f->id, user) != 0)
        return fault_fail(ERR_CONFLICT, &w->faults, "/username", "duplicate",
                          "người này đã được ghi tên", "this user is named already");
    *number = conn_get_int(w->conn, SQL_discipline_reader_next, 1, "i", f->id);
    const struct fixed_column to[] = {{"case_id", f->id}, {"id", *number}, {"user_id", user}};
    confidential_begin(w, &save, &hidden);
    return record_insert(&hidden, r, to, 3, f->org_id, &row);
}

enum err discipline_reader_remove(struct work *w, const struct discipline_file *f, int64_t number)
{
    struct tx save;
    struct work hidden;
    int64_t row = conn_get_int(w->conn, SQL_discipline_reader_row, 0, "ii", f->id, number);
    confidential_begin(w, &save, &hidden);
    stmt *s = conn_stmt(w->conn, SQL_discipline_reader_end);
    stmt_bind(s, "ii", row, tx_begin(w->conn, &save));
    enum err e = stmt_run(s);
    struct change c = {.resource = "discipline_readers",
                       .row_id = row,
                       .op = "delete",
                       .version = 2,
                       .org_id = f->org_id,
                       .fields = "[\"username\"]"};
    return e != OK ? e : journal_change(w->conn, &save, &c);
}
