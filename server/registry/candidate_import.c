/*
 * Running dossiers from a file, one a row: taken over as the paper book has them and never judged
 * by today's rules. Steps that a later one needs and the file gives no day for are written with the
 * later one's day and say so; the row is flagged. Somebody in probation is the member with the
 * record number.
 */
#include "registry/candidate.h"
#include "registry/candidate_parts.h"
#include "registry/dict_list.h"
#include "registry/import_records.h"
#include "registry/member.h"

#include <string.h>

#define FIRST STEP_SYMPATHIZER
#define LAST STEP_RECOGNITION_COMMITTEE_VOTE

static enum err refuse(struct work *w, const char *field, const char *code, const char *vi,
                       const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, field, code, vi, en);
}

/* ---- who */

struct taking {
    const struct record *r;
    int64_t cell_id, person_id; /* person: in probation */
    const char *admitted_on;
    struct candidate dossier; /* as it stands now */
    bool added;
};

static enum err find_member(struct work *w, struct taking *x)
{
    const char *number = record_text(x->r, "record_number");
    struct member_place place;
    struct member m;
    if (number == NULL)
        return OK;
    x->person_id = conn_get_int(w->conn, SQL_identifier_find, 0, "tt", "record_number", number);
    if (x->person_id == 0 || !member_place(w, x->person_id, &place) ||
        !member_load(w, x->person_id, &m))
        return refuse(w, "record_number", "not_found", "không có đảng viên mang số lý lịch này",
                      "no member has this record number");
    const struct spell *s = member_last_spell(&m);
    if (!place.counted || s->v[MEMBERSHIP_official_on] != NULL)
        return refuse(w, "record_number", "not_in_probation", "không phải đảng viên dự bị",
                      "is not in probation");
    x->cell_id = place.cell_id;
    x->admitted_on = s->v[MEMBERSHIP_admitted_on];
    return OK;
}

static enum err find_cell(struct work *w, struct taking *x)
{
    const char *code = record_text(x->r, "cell_code");
    struct org_row cell;
    if (x->person_id != 0)
        return OK; /* where the member is */
    if (code == NULL || !org_by_code(w, code, &cell))
        return refuse(w, "cell_code", code ? "not_found" : "required",
                      code ? "không có chi bộ mang mã này" : "bắt buộc",
                      code ? "no cell has this code" : "is required");
    x->cell_id = cell.id;
    return OK;
}

/* The open dossier of the same person: by membership, by number, by name and birth in the cell. */
static int64_t same_dossier(struct work *w, const struct taking *x)
{
    const char *number = record_text(x->r, "personal_id");
    int64_t id = 0;
    if (x->person_id != 0)
        return conn_get_int(w->conn, SQL_candidate_of_member, 0, "i", x->person_id);
    if (number != NULL)
        id = conn_get_int(w->conn, SQL_candidate_same_number, 0, "t", number);
    return id != 0 ? id
                   : conn_get_int(w->conn, SQL_candidate_same_name, 0, "itt", x->cell_id,
                                  record_text(x->r, "full_name"), record_text(x->r, "born_on"));
}

/* ---- what the row says of the dossier itself */

static const char *day_of(struct work *w, const struct record *r, int step)
{
    return record_text(
        r, arena_printf(w->arena, "%s_on", admission_step_code((enum admission_step)step)));
}

static const char *first_day(struct work *w, const struct taking *x)
{
    for (int i = FIRST; i <= LAST; i++)
        if (day_of(w, x->r, i) != NULL)
            return day_of(w, x->r, i);
    return x->admitted_on;
}

/* The fields a dossier keeps, without what is read from its steps. */
static void own_fields(const struct record *r, struct record *out)
{
    *out = *r;
    for (size_t i = 0; i < r->dict->n; i++)
        if (r->dict->fields[i].flags & F_COMPUTED)
            out->present[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

static enum err open_dossier(struct work *w, struct taking *x, int64_t *id)
{
    struct record own;
    own_fields(x->r, &own);
    if (record_text(x->r, "full_name") == NULL && x->person_id == 0)
        return refuse(w, "full_name", "required", "bắt buộc", "is required");
    if (record_text(x->r, "full_name") == NULL)
        record_set_text(&own, "full_name", member_name(w, x->person_id));
    if (record_text(x->r, "listed_on") == NULL && first_day(w, x) == NULL)
        return refuse(w, "listed_on", "required", "cần ngày vào danh sách nguồn",
                      "the day of listing is needed");
    if (record_text(x->r, "listed_on") == NULL)
        record_set_text(&own, "listed_on", first_day(w, x));
    if (x->person_id != 0) { /* the number is the member's by now */
        int at = dict_find(own.dict, "personal_id");
        own.present[at / 64] &= ~(UINT64_C(1) << (at % 64));
    }
    record_set_int(&own, "cell_id", x->cell_id);
    return candidate_create(w, &own, id);
}

static enum err find_dossier(struct work *w, struct taking *x)
{
    int64_t id = same_dossier(w, x);
    enum err e = OK;
    x->added = id == 0;
    if (x->added)
        e = open_dossier(w, x, &id);
    if (e != OK)
        return e;
    return candidate_load(w, id, &x->dossier)
               ? OK
               : refuse(w, "full_name", "elsewhere", "người này đã có hồ sơ ở nơi khác",
                        "this person has a dossier elsewhere");
}

/* ---- the steps */

static struct step_input input_of(const struct taking *x, enum admission_step step, const char *day,
                                  bool implied)
{
    struct step_input in = {.step = step,
                            .day = day,
                            .agreed = true,
                            .away = -1,
                            .exempt_absent = -1,
                            .note = implied ? "hồ sơ nhập vào không ghi ngày của bước này" : NULL};
    if (step == STEP_DECISION) {
        in.decision_number = record_text(x->r, "decision_number");
        in.received_on = record_text(x->r, "decision_received_on");
    }
    return in;
}

/* Days of the steps that the file gives, and of those that they need; NULL: not passed. */
struct passing {
    const char *day[STEP_COUNT];
    bool implied[STEP_COUNT], any_implied, odd;
};

static enum err take_days(struct work *w, const struct taking *x, struct passing *p)
{
    struct admission_way way;
    int64_t committee;
    *p = (struct passing){.odd = false};
    candidate_way(w, x->cell_id, w->today, &way, &committee);
    const char *later = NULL;
    for (int i = LAST; i >= FIRST; i--) {
        enum admission_step step = (enum admission_step)i;
        const char *day = day_of(w, x->r, i),
                   *field = arena_printf(w->arena, "%s_on", admission_step_code(step));
        if (day == NULL && step == STEP_CEREMONY)
            day = x->admitted_on;
        if (day != NULL && !admission_step_exists(&way, step))
            return refuse(w, field, "no_step", "chi bộ này không có bước này",
                          "this cell has no such step");
        if (day != NULL && strcmp(day, w->today) > 0)
            return refuse(w, field, "future", "chưa đến ngày này", "lies in the future");
        if (day != NULL && step >= STEP_CEREMONY && x->person_id == 0)
            return refuse(w, "record_number", "required", "người đã kết nạp cần số lý lịch",
                          "somebody who was admitted needs the record number");
        p->odd = p->odd || (day != NULL && later != NULL && strcmp(day, later) > 0);
        p->implied[i] = day == NULL && later != NULL && admission_step_exists(&way, step);
        p->day[i] = p->implied[i] ? later : day;
        if (day != NULL)
            later = day;
    }
    return OK;
}

static enum err write_steps(struct work *w, struct taking *x, struct passing *p, int *written)
{
    enum err e = OK;
    int64_t id;
    for (int i = FIRST; i <= LAST && e == OK; i++) {
        enum admission_step step = (enum admission_step)i;
        if (p->day[i] == NULL || (x->dossier.passed & STEP_BIT(step)) != 0)
            continue;
        p->any_implied = p->any_implied || p->implied[i];
        struct step_input in = input_of(x, step, p->day[i], p->implied[i]);
        e = candidate_step_write(w, &x->dossier, &in, NULL, &id);
        ++*written;
    }
    return e;
}

static enum err write_certificate(struct work *w, const struct taking *x, int *written)
{
    const char *day = record_text(x->r, "awareness_certificate_on");
    const char *known = candidate_paper_on(&x->dossier, "awareness_certificate");
    struct record paper = {.dict = &dict_candidate_document};
    const struct fixed_column to[] = {{"candidate_id", x->dossier.id}};
    int64_t id;
    if (day == NULL || known != NULL)
        return OK;
    record_set_text(&paper, "kind", "awareness_certificate");
    record_set_text(&paper, "issued_on", day);
    ++*written;
    return record_insert(w, &paper, to, 1, x->cell_id, &id);
}

/* ---- the row */

enum err candidate_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                              int64_t *id, const char **changes, const char **flag)
{
    struct taking x = {.r = r};
    struct passing p;
    int written = 0;
    *flag = NULL;
    enum err e = find_member(w, &x);
    if (e == OK)
        e = find_cell(w, &x);
    if (e == OK)
        e = take_days(w, &x, &p);
    if (e == OK)
        e = find_dossier(w, &x);
    if (e == OK)
        e = write_steps(w, &x, &p, &written);
    if (e == OK)
        e = write_certificate(w, &x, &written);
    if (e != OK)
        return e;
    *id = x.dossier.id;
    *outcome = x.added ? IMPORT_ADDED : written > 0 ? IMPORT_UPDATED : IMPORT_UNCHANGED;
    *flag = p.odd ? "odd_dates" : p.any_implied ? "steps_without_day" : NULL;
    if (x.person_id != 0 && x.dossier.person_id == 0) {
        e = conn_run(w->conn, SQL_candidate_set_state, "iti", *id, "open", x.person_id);
        written++;
    }
    if (e != OK || written == 0)
        return e;
    if (!x.added)
        *changes = arena_printf(w->arena, "{\"stage\":[\"%s\",null]}",
                                x.dossier.stage ? x.dossier.stage : "");
    e = conn_run(w->conn, SQL_candidate_bump, "i", *id);
    if (e == OK)
        e = candidate_derive(w, *id);
    return e != OK ? e
                   : candidate_journal(w, &x.dossier, "update", "[\"step\",\"day\"]", NULL,
                                       arena_printf(w->arena, "{\"steps\":%d}", written));
}
