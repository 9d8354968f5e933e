/* Members from files: history as it is told. A row is matched by record number, then personal id;
   what differs is a correction, never a transfer. */
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member_values.h"
#include "rules/formation.h"

#include <string.h>

static enum err refuse(struct work *w, const char *field, const char *code, const char *vi,
                       const char *en)
{
    fault_add(&w->faults, field, code, vi, en);
    return ERR_BAD_BODY;
}

static int64_t owner(struct work *w, const char *kind, const char *value)
{
    return value ? conn_get_int(w->conn, SQL_identifier_find, 0, "tt", kind, value) : 0;
}

static enum err find_person(struct work *w, const struct record *r, int64_t *id)
{
    int64_t by_record = owner(w, "record_number", record_text(r, "record_number"));
    int64_t by_person = owner(w, "personal_id", record_text(r, "personal_id"));
    if (by_record != 0 && by_person != 0 && by_record != by_person)
        return refuse(w, "personal_id", "two_matches",
                      "số lý lịch và số định danh thuộc về hai người khác nhau",
                      "record number and personal id belong to two people");
    *id = by_record ? by_record : by_person;
    struct member_place place;
    if (*id != 0 && !member_place(w, *id, &place))
        return refuse(w, by_record ? "record_number" : "personal_id", "not_found",
                      "số này không dùng được trong phạm vi của bạn",
                      "the number cannot be used in your scope");
    return OK;
}

static enum err find_cell(struct work *w, const struct record *r, int64_t *cell_id)
{
    const char *code = record_text(r, "cell_code");
    struct org_row cell;
    *cell_id = 0;
    if (code == NULL)
        return OK;
    if (!org_by_code(w, code, &cell))
        return refuse(w, "cell_code", "not_found", "không có chi bộ mang mã này",
                      "no cell has this code");
    if (!formation_holds_members(cell.kind))
        return refuse(w, "cell_code", "not_a_cell", "đảng viên chỉ sinh hoạt ở chi bộ",
                      "members belong to cells only");
    *cell_id = cell.id;
    return OK;
}

static enum err check_leaving(struct work *w, const struct record *r)
{
    if ((record_text(r, "left_on") == NULL) == (record_text(r, "left_reason") == NULL))
        return OK;
    return refuse(w, record_text(r, "left_on") ? "left_reason" : "left_on", "required",
                  "ngày rời và lý do phải đi cùng nhau",
                  "day and reason of leaving belong together");
}

static enum err add(struct work *w, const struct record *r, int64_t cell_id, int64_t *id)
{
    struct member m;
    if (record_text(r, "full_name") == NULL)
        return refuse(w, "full_name", "required", "bắt buộc", "is required");
    if (cell_id == 0)
        return refuse(w, "cell_code", "required", "bắt buộc", "is required");
    if (record_text(r, "admitted_on") == NULL && record_text(r, "joined_on") == NULL)
        return refuse(w, "admitted_on", "required", "cần ngày vào Đảng hoặc ngày chuyển đến",
                      "the day of admission or of arrival is needed");
    enum err e = check_leaving(w, r);
    if (e != OK)
        return e;
    member_from_record(w, r, cell_id, &m);
    struct spell *s = &m.spells[0];
    const char *exempt = record_text(r, "exempt_on");
    if (exempt != NULL) {
        s->activities = arena_alloc(w->arena, sizeof *s->activities);
        s->activities[0] = (struct activity_row){0, "exempt", exempt, DATE_MAX};
        s->n_activities = 1;
    }
    e = member_save_new(w, &m);
    *id = m.id;
    if (e != OK)
        return e;
    struct change c = {.resource = "members",
                       .row_id = m.id,
                       .uid = m.uid,
                       .op = "create",
                       .version = 1,
                       .org_id = cell_id,
                       .fields = record_fields(w->arena, r),
                       .after = record_json(w->arena, r)};
    return journal_change(w->conn, w->tx, &c);
}

/* Empty cells say nothing: they are taken out before anything is compared. */
static void drop_empty(struct record *r)
{
    for (size_t i = 0; i < r->dict->n; i++)
        if (r->v[i].null)
            r->present[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

enum err member_import_row(struct work *w, const struct record *row, enum import_outcome *outcome,
                           int64_t *id, const char **changes)
{
    struct record r = *row;
    int64_t cell_id;
    *changes = NULL;
    drop_empty(&r);
    enum err e = find_person(w, &r, id);
    if (e == OK)
        e = find_cell(w, &r, &cell_id);
    const char *locality = record_text(&r, "locality_code");
    if (e == OK && locality != NULL) {
        int64_t at = conn_get_int(w->conn, SQL_locality_by_code, 0, "t", locality);
        if (at == 0)
            return refuse(w, "locality_code", "not_found", "không có địa bàn mang mã này",
                          "no locality has this code");
        record_set_int(&r, "locality_id", at);
    }
    if (e != OK)
        return e;
    if (*id == 0) {
        *outcome = IMPORT_ADDED;
        return add(w, &r, cell_id, id);
    }
    if (cell_id != 0)
        record_set_int(&r, "cell_id", cell_id);
    e = member_apply(w, *id, &r, NULL, false, changes);
    *outcome = *changes != NULL ? IMPORT_UPDATED : IMPORT_UNCHANGED;
    return e;
}
