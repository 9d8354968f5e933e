/* Cells of a file as values of the dictionary's fields. */
#include "registry/import_values.h"
#include "base/text.h"
#include "registry/codes.h"
#include "registry/dict_list.h"
#include "registry/member_values.h"

#include <stdlib.h>
#include <string.h>

void import_warn(struct import_result *res, const char *code, int64_t by)
{
    for (int i = 0; i < res->n_warnings; i++)
        if (strcmp(res->warnings[i].code, code) == 0) {
            res->warnings[i].count += by;
            return;
        }
    if (res->n_warnings < (int)(sizeof res->warnings / sizeof *res->warnings)) {
        res->warnings[res->n_warnings].code = code;
        res->warnings[res->n_warnings++].count = by;
    }
}

static size_t memo_slot(int field, const char *text)
{
    size_t h = (size_t)field * 31 + 7;
    for (; *text != '\0'; text++)
        h = h * 33 ^ (unsigned char)*text;
    return h % MEMO_SLOTS;
}

/* Spreadsheets' own guard against formulas, which the export writes, too. */
static const char *without_guard(const char *text)
{
    return text[0] == '\'' && text[1] != '\0' && strchr("=+-@\t\r", text[1]) != NULL ? text + 1
                                                                                     : text;
}

static bool take_value(struct import_pass *r, struct work *row, int field, const char *text,
                       struct record *out)
{
    const struct field *f = &r->dict->fields[field];
    struct value v;
    bool codes = f->type == FIELD_CODE || f->type == FIELD_REFERENCE_CODE;
    struct memo *m = &r->memo[memo_slot(field, text)];
    if (codes && m->text != NULL && m->field == field && strcmp(m->text, text) == 0) {
        v = (struct value){.text = m->value};
    } else {
        const char *clean = text;
        if (text_clean(row->arena, text, strlen(text), CSV_FIELD_BYTES_MAX, f->type == FIELD_LINES,
                       &clean) != TEXT_OK)
            clean = text; /* the field's own check will say what is wrong */
        if (!record_value_from_text(row, f, clean, f->name, &v))
            return false;
        if (codes && !v.null)
            *m = (struct memo){field, arena_dup(r->w->arena, text), arena_dup(r->w->arena, v.text)};
    }
    out->present[field / 64] |= UINT64_C(1) << (field % 64);
    out->v[field] = v;
    return true;
}

bool import_empty(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

/* Columns of the national template that are no field of their own. */
static void take_special(struct import_pass *r, struct work *row, enum column_role role,
                         const char *text, struct record *out)
{
    int on = dict_find(r->dict, "left_on"), why = dict_find(r->dict, "left_reason");
    if (role == COLUMN_DIED) {
        if (take_value(r, row, on, text, out))
            record_set_text(out, "left_reason", "death");
        return;
    }
    const char *reason = code_match(&codes_left_reason, text);
    if (reason != NULL && !record_has(out, "left_reason"))
        record_set_text(out, "left_reason", reason);
    (void)why;
}

/* A personal id typed as a number loses the zeros it begins with. They are put back when what the
   number says of birth and gender (domain.md §3.1) agrees with the row; *text is the cell's. */
static const char *with_zeros(struct import_pass *r, struct work *row, const char *text)
{
    size_t n = strlen(text);
    int at = dict_find(r->dict, "personal_id");
    if (!r->members || at < 0 || strspn(text, "0123456789") != n || n < 10 || n > 11)
        return text;
    return arena_printf(row->arena, "%0*lld", r->dict->fields[at].max, strtoll(text, NULL, 10));
}

/* Position 4: 0 male and 1 female born 19.., 2 and 3 born 20..; 5 and 6: the year. */
static bool id_agrees(const char *id, const char *gender, const char *born_on)
{
    if (gender == NULL || born_on == NULL || id[3] > '3')
        return false;
    bool female = (id[3] - '0') % 2 == 1;
    return female == (strcmp(gender, "female") == 0) &&
           strncmp(born_on, id[3] < '2' ? "19" : "20", 2) == 0 &&
           strncmp(born_on + 2, id + 4, 2) == 0;
}

static void take_personal_id(struct import_pass *r, struct work *row, int field, const char *text,
                             struct record *out)
{
    const char *full = with_zeros(r, row, text);
    if (full == text || id_agrees(full, record_text(out, "gender"), record_text(out, "born_on"))) {
        if (take_value(r, row, field, full, out) && full != text)
            import_warn(r->result, "zero_restored", 1);
        return;
    }
    fault_add(
        &row->faults, "personal_id", "zeros",
        "thiếu chữ số; nếu mất số 0 ở đầu thì giới tính và năm sinh phải khớp mới tự bổ sung được",
        "digits are missing; zeros in front are put back only when gender and birth agree");
}

void import_take_cells(struct import_pass *r, struct work *row, const char *const *fields, size_t n,
                       struct record *out)
{
    const char *number = NULL;
    *out = (struct record){.dict = r->dict};
    for (size_t i = 0; i < r->n_columns && i < n; i++) {
        const char *text = without_guard(fields[i]);
        if (import_empty(text))
            continue;
        if (r->columns[i].role == COLUMN_FIELD && r->columns[i].field == r->personal_id)
            number = text; /* last: it is compared with birth and gender */
        else if (r->columns[i].role == COLUMN_FIELD)
            take_value(r, row, r->columns[i].field, text, out);
        else if (r->columns[i].role != COLUMN_UNKNOWN && r->columns[i].role != COLUMN_IGNORED)
            take_special(r, row, r->columns[i].role, text, out);
    }
    if (number != NULL)
        take_personal_id(r, row, r->personal_id, number, out);
    for (size_t i = r->n_columns; i < n; i++)
        if (!import_empty(fields[i])) {
            fault_add(&row->faults, "", "columns", "nhiều ô hơn dòng tiêu đề",
                      "more cells than the header");
            break;
        }
}
