/* Subjects of templates, their fields, and which field is meant by what a template says. */
#include "registry/template_field.h"
#include "base/text.h"
#include "registry/codes.h"
#include "registry/dict_list.h"

#include <string.h>

static const struct template_subject subjects[] = {
    {"member", TEMPLATE_PAPER | TEMPLATE_MEMBER, TEMPLATE_OF_EACH, "members"},
    {"members", TEMPLATE_PAPER | TEMPLATE_ROWS, TEMPLATE_OF_LIST, "members"},
    {"organization", TEMPLATE_PAPER | TEMPLATE_ORGANIZATION | TEMPLATE_ROWS,
     TEMPLATE_OF_ORGANIZATION, "members"},
    {"letter", TEMPLATE_PAPER | TEMPLATE_LETTER | TEMPLATE_ORGANIZATION, TEMPLATE_OF_ORGANIZATION,
     "members"},
    {"transfer", TEMPLATE_PAPER | TEMPLATE_TRANSFER, TEMPLATE_OF_EACH, "transfers"},
    {"candidate", TEMPLATE_PAPER | TEMPLATE_CANDIDATE, TEMPLATE_OF_EACH, "candidates"},
    {"discipline", TEMPLATE_PAPER | TEMPLATE_DISCIPLINE, TEMPLATE_OF_EACH, "discipline"},
};

static const struct {
    enum template_set set;
    struct code label;
} sets[] = {
    {TEMPLATE_PAPER, {"paper", "Thể thức văn bản", "The paper itself", NULL}},
    {TEMPLATE_LETTER, {"letter", "Nội dung công văn", "The letter", NULL}},
    {TEMPLATE_MEMBER, {"member", "Đảng viên", "Member", NULL}},
    {TEMPLATE_ORGANIZATION, {"organization", "Tổ chức đảng", "Organisation", NULL}},
    {TEMPLATE_TRANSFER, {"transfer", "Chuyển sinh hoạt", "Transfer", NULL}},
    {TEMPLATE_CANDIDATE, {"candidate", "Hồ sơ kết nạp", "Admission dossier", NULL}},
    {TEMPLATE_DISCIPLINE, {"discipline", "Kỷ luật đảng", "Discipline", NULL}},
    {TEMPLATE_ROWS, {"rows", "Các dòng của bảng danh sách", "Rows of the table", NULL}},
};

#define DOTS "……………"
#define NOTES TEMPLATE_TYPED_LINES

/* one line a field */
/* clang-format off */
static const struct template_field own_fields[] = {
    {TEMPLATE_PAPER, "superior", "Cơ quan cấp trên", "Superior organisation", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_PAPER, "issuer", "Cơ quan ban hành", "Issuing organisation", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_PAPER, "number", "Số văn bản", "Number", NULL, TEMPLATE_TYPED, DOTS},
    {TEMPLATE_PAPER, "classification", "Độ mật", "Classification", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_PAPER, "place", "Địa danh", "Place", NULL, TEMPLATE_TYPED, DOTS},
    {TEMPLATE_PAPER, "date", "Ngày văn bản", "Date of the paper", NULL, TEMPLATE_TYPED_DATE, NULL},
    {TEMPLATE_PAPER, "day", "Ngày", "Day", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_PAPER, "month", "Tháng", "Month", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_PAPER, "year", "Năm", "Year", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_PAPER, "signer_title", "Chức vụ người ký", "Signer's title", NULL, NOTES, NULL},
    {TEMPLATE_PAPER, "signer", "Người ký", "Signer", NULL, TEMPLATE_TYPED, NULL},
    {TEMPLATE_PAPER, "recipients", "Nơi nhận", "Recipients", NULL, NOTES, "- " DOTS "\n- Lưu."},
    {TEMPLATE_PAPER, "purpose", "Mục đích", "Purpose", NULL, TEMPLATE_TYPED, DOTS DOTS},
    {TEMPLATE_PAPER, "people", "Tổng số người", "Number of people", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_LETTER, "recipient", "Kính gửi", "To", NULL, TEMPLATE_TYPED, DOTS DOTS},
    {TEMPLATE_LETTER, "about", "Trích yếu", "About", NULL, TEMPLATE_TYPED, DOTS},
    {TEMPLATE_LETTER, "content", "Nội dung", "Content", NULL, NOTES, DOTS DOTS},
    {TEMPLATE_ORGANIZATION, "secretary", "Bí thư", "Secretary", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_ORGANIZATION, "stock", "Số đảng viên", "Members", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_ORGANIZATION, "official", "Số đảng viên chính thức", "Official members", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_ORGANIZATION, "probationary", "Số đảng viên dự bị", "Probationary members", NULL, TEMPLATE_KNOWN, NULL},
    {TEMPLATE_ROWS, "row", "TT", "No", NULL, TEMPLATE_KNOWN, NULL},
};
/* clang-format on */

const struct template_subject *template_subject(const char *code)
{
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (strcmp(subjects[i].code, code) == 0)
            return &subjects[i];
    return NULL;
}

const struct code *template_set_label(enum template_set set)
{
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (sets[i].set == set)
            return &sets[i].label;
    return &sets[0].label;
}

/* Ids, versions and what is no text stay out of papers. */
static bool printable(const struct field *f)
{
    return f->sql != NULL && f->type != FIELD_ID && f->type != FIELD_UID && f->type != FIELD_JSON &&
           (f->flags & (F_SECRET | F_OBJECT_ONLY)) == 0 && strcmp(f->name, "version") != 0;
}

static const struct dict *dict_of(enum template_set set)
{
    switch (set) {
    case TEMPLATE_ORGANIZATION:
        return &dict_organization;
    case TEMPLATE_MEMBER:
    case TEMPLATE_ROWS:
        return &dict_member;
    case TEMPLATE_TRANSFER:
        return &dict_transfer;
    case TEMPLATE_CANDIDATE:
        return &dict_candidate;
    case TEMPLATE_DISCIPLINE:
        return &dict_discipline;
    default:
        return NULL;
    }
}

static struct template_field from_dict(enum template_set set, const struct field *f)
{
    return (struct template_field){set, f->name, f->vi, f->en, f, TEMPLATE_KNOWN, NULL};
}

void template_fields_each(const struct template_subject *s,
                          void (*each)(void *ctx, const struct template_field *f), void *ctx)
{
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
        if ((s->sets & sets[k].set) == 0)
            continue;
        for (size_t i = 0; i < sizeof own_fields / sizeof *own_fields; i++)
            if (own_fields[i].set == sets[k].set)
                each(ctx, &own_fields[i]);
        const struct dict *d = dict_of(sets[k].set);
        for (size_t i = 0; d != NULL && i < d->n; i++) {
            struct template_field f = from_dict(sets[k].set, &d->fields[i]);
            if (printable(&d->fields[i]))
                each(ctx, &f);
        }
    }
}

/* ---- what is meant */

struct search {
    struct arena *arena;
    const char *wanted; /* folded, without the mark of rows */
    const char *exact;  /* the same as it was written */
    bool row, found, folded;
    size_t distance; /* of the nearest so far */
    struct template_field best;
};

static void begin(struct search *s, struct arena *a, const char *text)
{
    size_t n = strlen(TEMPLATE_ROW);
    *s = (struct search){.arena = a, .row = strncmp(text, TEMPLATE_ROW, n) == 0, .distance = 999};
    s->exact = text + (s->row ? n : 0);
    s->wanted = text_fold(a, s->exact);
}

static void compare(void *ctx, const struct template_field *f)
{
    struct search *s = ctx;
    if (s->found || s->row != (f->set == TEMPLATE_ROWS))
        return;
    s->found = s->folded ? strcmp(text_fold(s->arena, f->vi), s->wanted) == 0 ||
                               strcmp(text_fold(s->arena, f->en), s->wanted) == 0
                         : strcmp(f->vi, s->exact) == 0 || strcmp(f->en, s->exact) == 0 ||
                               strcmp(f->name, s->wanted) == 0;
    if (s->found)
        s->best = *f;
}

bool template_field_find(const struct template_subject *s, struct arena *a, const char *text,
                         struct template_field *out)
{
    struct search x;
    begin(&x, a, text);
    template_fields_each(s, compare, &x); /* nearly always it is written as it should be */
    x.folded = true;
    if (!x.found)
        template_fields_each(s, compare, &x);
    if (x.found)
        *out = x.best;
    return x.found;
}

/* Letters to put in, take out or change until a is b (Levenshtein); both are folded and short. */
static size_t distance(const char *a, const char *b)
{
    size_t row[128], n = strlen(b) < 127 ? strlen(b) : 127;
    for (size_t k = 0; k <= n; k++)
        row[k] = k;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t before = row[0];
        row[0] = i + 1;
        for (size_t k = 1; k <= n; k++) {
            size_t change = before + (a[i] != b[k - 1]);
            before = row[k];
            size_t other = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
            row[k] = change < other ? change : other;
        }
    }
    return row[n];
}

static void measure(void *ctx, const struct template_field *f)
{
    struct search *s = ctx;
    const char *names[] = {text_fold(s->arena, f->vi), text_fold(s->arena, f->en), f->name};
    for (int i = 0; i < 3; i++) {
        size_t d = distance(s->wanted, names[i]);
        /* the right name in the wrong place is nearer than a similar one in the right place */
        d = 2 * d + (s->row != (f->set == TEMPLATE_ROWS));
        if (d < s->distance) {
            s->distance = d;
            s->best = *f;
        }
    }
}

const char *template_field_suggest(const struct template_subject *s, struct arena *a,
                                   const char *text)
{
    struct search x;
    begin(&x, a, text);
    template_fields_each(s, measure, &x);
    size_t n = strlen(x.wanted);
    if (x.distance > 2 * (n / 3 + 1) + 1)
        return NULL;
    return arena_printf(a, "{{%s%s}}", x.best.set == TEMPLATE_ROWS ? TEMPLATE_ROW : "", x.best.vi);
}
