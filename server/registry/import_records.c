/* Plain records from files: targets by organisation and period, decisions by subject and day. */
#include "registry/import_records.h"
#include "registry/discipline_parts.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/member.h"
#include "registry/rules.h"
#include "registry/tree.h"
#include "rules/discipline.h"

#include <string.h>

static enum err refuse(struct work *w, const char *field, const char *code, const char *vi,
                       const char *en)
{
    fault_add(&w->faults, field, code, vi, en);
    return ERR_BAD_BODY;
}

static bool complete(struct work *w, const struct record *r, const char *const *names, int n)
{
    bool good = true;
    for (int i = 0; i < n; i++) {
        bool there = record_has(r, names[i]) && !r->v[dict_find(r->dict, names[i])].null;
        if (!there)
            refuse(w, names[i], "required", "bắt buộc", "is required");
        good = good && there;
    }
    return good;
}

/* ---- targets */

enum err target_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                           const char **changes)
{
    static const char *const needed[] = {"org_code", "indicator", "from", "to", "value"};
    struct org_row org;
    int64_t id = 0, value = 0;
    if (!complete(w, r, needed, 5))
        return ERR_BAD_BODY;
    if (!org_by_code(w, record_text(r, "org_code"), &org))
        return refuse(w, "org_code", "not_found", "không có tổ chức mang mã này",
                      "no organisation has this code");
    if (strcmp(record_text(r, "from"), record_text(r, "to")) > 0)
        return refuse(w, "to", "order", "ngày cuối trước ngày đầu",
                      "the last day comes before the first");
    stmt *s = conn_stmt(w->conn, SQL_target_find);
    stmt_bind(s, "ittt", org.id, record_text(r, "indicator"), record_text(r, "from"),
              record_text(r, "to"));
    stmt_bind_text(s, 5, record_text(r, "scope") ? record_text(r, "scope") : "");
    if (stmt_row(s, NULL)) {
        id = stmt_int(s, 0);
        value = stmt_int(s, 1);
        stmt_reset(s);
    }
    struct record row = *r;
    int org_code = dict_find(r->dict, "org_code");
    row.present[org_code / 64] &= ~(UINT64_C(1) << (org_code % 64));
    if (id == 0) {
        *outcome = IMPORT_ADDED;
        struct fixed_column fixed = {"org_id", org.id};
        return record_insert(w, &row, &fixed, 1, org.id, &id);
    }
    *outcome = value == record_int(r, "value") ? IMPORT_UNCHANGED : IMPORT_UPDATED;
    if (*outcome == IMPORT_UPDATED)
        *changes = arena_printf(w->arena, "{\"value\":[%lld,%lld]}", (long long)value,
                                (long long)record_int(r, "value"));
    return *outcome == IMPORT_UNCHANGED ? OK : record_update(w, &row, id, org.id, "correct");
}

/* ---- discipline decisions */

struct subject {
    int64_t person_id, org_id;
    bool inside;       /* the member counted on the day */
    bool probationary; /* on that day */
};

static enum err find_member(struct work *w, const struct record *r, struct subject *out)
{
    const char *number = record_text(r, "record_number");
    struct member_place place;
    if (number != NULL)
        out->person_id =
            conn_get_int(w->conn, SQL_identifier_find, 0, "tt", "record_number", number);
    if (out->person_id == 0 || !member_place(w, out->person_id, &place))
        return refuse(w, "record_number", number ? "not_found" : "required",
                      number ? "không có đảng viên mang số lý lịch này" : "bắt buộc",
                      number ? "no member has this record number" : "is required");
    out->org_id = place.cell_id;
    stmt *s = conn_stmt(w->conn, SQL_span_cell_on);
    stmt_bind(s, "it", out->person_id, record_text(r, "decided_on"));
    if (stmt_row(s, NULL)) {
        /* on the very day of leaving the member still was one when it was decided */
        out->org_id = stmt_int(s, 0);
        out->inside = stmt_int(s, 1) != 0 || stmt_int(s, 2) != 0;
        out->probationary = stmt_int(s, 1) != 0 && stmt_int(s, 3) != 0;
        stmt_reset(s);
    }
    return OK;
}

static enum err find_org(struct work *w, const struct record *r, struct subject *out)
{
    const char *code =
        record_text(r, "org_code") ? record_text(r, "org_code") : record_text(r, "record_number");
    struct org_row org;
    if (code == NULL || !org_by_code(w, code, &org))
        return refuse(w, "org_code", code ? "not_found" : "required",
                      code ? "không có tổ chức mang mã này" : "bắt buộc",
                      code ? "no organisation has this code" : "is required");
    out->org_id = org.id;
    out->inside = true;
    return OK;
}

/* Whoever was disciplined may have held an office then. */
static bool form_fits(const char *subject, const char *form)
{
    return discipline_form_fits(
        discipline_form_of(form),
        strcmp(subject, "member") == 0 ? SUBJECT_OFFICIAL : SUBJECT_ORGANIZATION, true);
}

static enum err journal(struct work *w, const struct record *r, int64_t id, int64_t org_id,
                        const char *op)
{
    stmt *s = conn_stmt(w->conn, SQL_discipline_uid);
    stmt_bind(s, "i", id);
    if (!stmt_row(s, NULL))
        return ERR_STORE;
    struct change c = {.resource = "discipline",
                       .row_id = id,
                       .uid = arena_dup(w->arena, stmt_text(s, 0)),
                       .op = op,
                       .version = stmt_int(s, 1),
                       .org_id = org_id,
                       .fields = record_fields(w->arena, r),
                       .after = record_json(w->arena, r)};
    stmt_reset(s);
    return journal_change(w->conn, w->tx, &c);
}

/* By the parameter of its own day; NULL for forms without an end. */
static const char *end_of(struct work *w, const char *form, const char *day)
{
    struct rule_param months;
    date_text end;
    rule_value(w, "discipline_end_months", day, 12, &months);
    return discipline_end(discipline_form_of(form), day, months.number, end)
               ? arena_dup(w->arena, end)
               : NULL;
}

static enum err add_decision(struct work *w, const struct record *r, const struct subject *x,
                             int64_t *id)
{
    char uid[UID_LEN];
    uid_new(uid);
    enum err e = conn_run(
        w->conn, SQL_discipline_insert, "ttsittttttii", uid, record_text(r, "subject"),
        x->person_id, x->org_id, record_text(r, "form"), record_text(r, "decided_on"),
        record_text(r, "decision_number"), record_text(r, "authority"), record_text(r, "reason"),
        end_of(w, record_text(r, "form"), record_text(r, "decided_on")), tx_begin(w->conn, w->tx),
        random_id());
    *id = conn_last_id(w->conn);
    return e != OK ? e : journal(w, r, *id, x->org_id, "create");
}

/* Where a decision contradicts the membership it is kept as it came and flagged; NULL: nowhere. */
static const char *contradiction(const struct subject *x, const char *form)
{
    if (!x->inside)
        return "outside_membership";
    return x->probationary &&
                   !discipline_form_fits(discipline_form_of(form), SUBJECT_PROBATIONARY, false)
               ? "form_of_officials"
               : NULL;
}

enum err discipline_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                               const char **changes, const char **flag)
{
    static const char *const needed[] = {"subject", "form", "decided_on", "authority"};
    struct subject x = {0};
    (void)changes;
    *flag = NULL;
    if (!complete(w, r, needed, 4))
        return ERR_BAD_BODY;
    const char *subject = record_text(r, "subject"), *form = record_text(r, "form"),
               *day = record_text(r, "decided_on");
    bool member = strcmp(subject, "member") == 0;
    if (!form_fits(subject, form))
        return refuse(w, "form", "code", "hình thức không dùng cho đối tượng này",
                      "this form is not for this subject");
    enum err e = member ? find_member(w, r, &x) : find_org(w, r, &x);
    if (e != OK)
        return e;
    int64_t id =
        conn_get_int(w->conn, member ? SQL_discipline_find_person : SQL_discipline_find_org, 0,
                     "itt", member ? x.person_id : x.org_id, form, day);
    if (id != 0) {
        e = conn_run(w->conn, SQL_discipline_update, "ittt", id, record_text(r, "decision_number"),
                     record_text(r, "authority"), record_text(r, "reason"));
        bool changed = e == OK && conn_changes(w->conn) > 0;
        *outcome = changed ? IMPORT_UPDATED : IMPORT_UNCHANGED;
        return changed ? journal(w, r, id, x.org_id, "correct") : e;
    }
    *outcome = IMPORT_ADDED;
    e = add_decision(w, r, &x, &id);
    *flag = e == OK ? contradiction(&x, form) : NULL;
    if (*flag != NULL)
        e = conn_run(w->conn, SQL_flag_set, "titi", "discipline", id, *flag,
                     tx_begin(w->conn, w->tx));
    bool ended;
    if (e == OK && member && strcmp(form, "expulsion") == 0)
        e = member_end(w, x.person_id, day, "expelled", record_text(r, "decision_number"), &ended);
    return e;
}
