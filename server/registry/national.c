/* From a member's fields to the template's columns. */
#include "registry/national.h"
#include "registry/codes.h"

#include <stdlib.h>
#include <string.h>

enum from { FROM_FIELD, FROM_NUMBER, FROM_STATE, FROM_LEFT, FROM_DIED };

struct national_column {
    const char *title, *field;
    enum from from;
    enum cell_kind kind;
};

static const struct national_column columns[] = {
    {"STT", NULL, FROM_NUMBER, CELL_NUMBER},
    {"Họ và tên (*)", "full_name", FROM_FIELD, CELL_TEXT},
    {"Tên gọi khác", "other_name", FROM_FIELD, CELL_TEXT},
    {"Giới tính (*)", "gender", FROM_FIELD, CELL_TEXT},
    {"Sinh ngày (*)", "born_on", FROM_FIELD, CELL_DATE},
    {"Dân tộc (*)", "ethnicity", FROM_FIELD, CELL_TEXT},
    {"Tôn giáo (*)", "religion", FROM_FIELD, CELL_TEXT},
    {"Số định danh cá nhân (*)", "personal_id", FROM_FIELD, CELL_TEXT},
    {"Số thẻ Đảng (*)", "card_number", FROM_FIELD, CELL_TEXT},
    {"Nơi cấp thẻ", "card_issued_by", FROM_FIELD, CELL_TEXT},
    {"Ngày cấp thẻ", "card_issued_on", FROM_FIELD, CELL_DATE},
    {"Số thẻ theo QĐ 85", "old_card_number", FROM_FIELD, CELL_TEXT},
    {"Mã tổ chức Đảng (*)", "cell_code", FROM_FIELD, CELL_TEXT},
    {"Tổ chức Đảng (tên)", "cell_name", FROM_FIELD, CELL_TEXT},
    {"Nơi đăng ký khai sinh - Quốc gia (*)", "birth_country", FROM_FIELD, CELL_TEXT},
    {"Nơi đăng ký khai sinh - Tỉnh (*)", "birth_province", FROM_FIELD, CELL_TEXT},
    {"Nơi đăng ký khai sinh - Chi tiết (*)", "birth_place", FROM_FIELD, CELL_TEXT},
    {"Quê quán - Tỉnh (*)", "hometown_province", FROM_FIELD, CELL_TEXT},
    {"Quê quán - Xã (*)", "hometown_commune", FROM_FIELD, CELL_TEXT},
    {"Quê quán - Chi tiết (*)", "hometown", FROM_FIELD, CELL_TEXT},
    {"Thường trú - Tỉnh (*)", "residence_province", FROM_FIELD, CELL_TEXT},
    {"Thường trú - Xã (*)", "residence_commune", FROM_FIELD, CELL_TEXT},
    {"Thường trú - Chi tiết (*)", "residence", FROM_FIELD, CELL_TEXT},
    {"Ngày vào Đảng (*)", "admitted_on", FROM_FIELD, CELL_DATE},
    {"Ngày chính thức (*)", "official_on", FROM_FIELD, CELL_DATE},
    {"Số CMND cũ", "old_id_number", FROM_FIELD, CELL_TEXT},
    {"Trạng thái hoạt động", "status", FROM_STATE, CELL_TEXT},
    {"Ngày rời khỏi", "left_on", FROM_LEFT, CELL_DATE},
    {"Ngày mất", "left_on", FROM_DIED, CELL_DATE},
    {"Ngày miễn sinh hoạt", "exempt_on", FROM_FIELD, CELL_DATE},
    {"Số lý lịch", "record_number", FROM_FIELD, CELL_TEXT},
    {"Số điện thoại", "phone", FROM_FIELD, CELL_TEXT},
    {"Ghi chú", "note", FROM_FIELD, CELL_LINES},
};
#define COLUMNS ((int)(sizeof columns / sizeof *columns))

/* Read beside the columns' own. */
static const char *const further[] = {"activity", "left_reason"};

struct national {
    struct table table;
    struct table *out;
    struct arena *arena, *row;
    const char *name[DICT_FIELDS_MAX], *text[DICT_FIELDS_MAX];
    int n, at;
    long number;
    bool begun;
};

void national_fields(struct list_request *q)
{
    memset(q->fields, 0, sizeof q->fields);
    for (int i = 0; i < COLUMNS; i++)
        if (columns[i].field != NULL)
            q->fields[dict_find(q->dict, columns[i].field)] = 1;
    for (size_t i = 0; i < sizeof further / sizeof *further; i++)
        q->fields[dict_find(q->dict, further[i])] = 1;
}

static void column(struct table *t, const char *name, const char *title, enum cell_kind kind)
{
    struct national *x = (struct national *)t;
    (void)title, (void)kind;
    if (x->n < DICT_FIELDS_MAX)
        x->name[x->n++] = name;
}

static void cell(struct table *t, enum cell_kind kind, const char *text)
{
    struct national *x = (struct national *)t;
    (void)kind;
    if (x->at < x->n)
        x->text[x->at++] = text != NULL ? arena_dup(x->row, text) : NULL;
}

static const char *value(const struct national *x, const char *field)
{
    for (int i = 0; i < x->at; i++)
        if (strcmp(x->name[i], field) == 0)
            return x->text[i];
    return NULL;
}

static bool died(const struct national *x)
{
    const char *why = value(x, "left_reason");
    return why != NULL && (strcmp(why, "death") == 0 ||
                           strcmp(why, code_get(&codes_left_reason, "death")->vi) == 0);
}

/* A member's state in one word: what ended the membership, else what interrupts its activity. */
static const char *state(const struct national *x)
{
    const char *why = value(x, "left_reason"), *activity = value(x, "activity");
    return why != NULL ? why : activity;
}

static void begin(struct national *x)
{
    for (int i = 0; i < COLUMNS && !x->begun; i++)
        x->out->column(x->out, columns[i].title, columns[i].title, columns[i].kind);
    x->begun = true;
}

static void end_row(struct table *t)
{
    struct national *x = (struct national *)t;
    begin(x);
    x->number++;
    for (int i = 0; i < COLUMNS; i++) {
        const struct national_column *c = &columns[i];
        const char *text = c->field != NULL ? value(x, c->field) : NULL;
        if (c->from == FROM_NUMBER)
            text = arena_printf(x->row, "%ld", x->number);
        else if (c->from == FROM_STATE)
            text = state(x);
        else if (c->from == FROM_LEFT || c->from == FROM_DIED)
            text = died(x) == (c->from == FROM_DIED) ? text : NULL;
        x->out->cell(x->out, c->kind, text);
    }
    x->out->end_row(x->out);
    x->at = 0;
    arena_clear(x->row);
}

static void free_row(void *row)
{
    arena_free(row);
}

struct table *national_table(struct arena *a, struct table *out)
{
    struct national *x = arena_alloc(a, sizeof *x);
    *x = (struct national){.table = {column, cell, end_row, NULL, true, false},
                           .out = out,
                           .arena = a,
                           .row = arena_new()};
    arena_defer(a, free_row, x->row);
    return &x->table;
}

void national_end(struct table *t)
{
    begin((struct national *)t);
}
