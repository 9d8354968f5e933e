/* Values of templates: typed ones, those of the paper's head, the organisation's, the members'. */
#include "registry/template_values.h"
#include "base/date.h"
#include "base/text.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "registry/candidate.h"
#include "registry/discipline.h"
#include "registry/organization.h"
#include "registry/setting.h"
#include "registry/transfer.h"

#include <stdlib.h>
#include <string.h>

#define TYPED_MAX 10000

/* ---- rows of a list, kept */

struct keeper {
    struct table table;
    struct arena *arena;
    struct buf cells; /* of const char * */
    const char *names[DICT_FIELDS_MAX];
    int columns, rows;
};

static void keep_column(struct table *t, const char *name, const char *title, enum cell_kind kind)
{
    struct keeper *k = (struct keeper *)t;
    (void)title, (void)kind;
    k->names[k->columns++] = name;
}

/* 2025-07-08 → 08/07/2025, as papers write it. */
static const char *day_text(struct arena *a, const char *iso)
{
    if (strlen(iso) == 10)
        return arena_printf(a, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
    if (strlen(iso) == 7)
        return arena_printf(a, "%.2s/%.4s", iso + 5, iso);
    return arena_dup(a, iso);
}

static void keep_cell(struct table *t, enum cell_kind kind, const char *text)
{
    struct keeper *k = (struct keeper *)t;
    const char *kept = text == NULL        ? NULL
                       : kind == CELL_DATE ? day_text(k->arena, text)
                                           : arena_dup(k->arena, text);
    buf_add(&k->cells, &kept, sizeof kept);
}

static void keep_row(struct table *t)
{
    ((struct keeper *)t)->rows++;
}

static bool keep_end(struct table *t)
{
    (void)t;
    return true;
}

static struct keeper keeper(struct arena *a)
{
    return (struct keeper){.table = {.column = keep_column,
                                     .cell = keep_cell,
                                     .end_row = keep_row,
                                     .finish = keep_end,
                                     .titles = true},
                           .arena = a};
}

static const char **kept_cells(struct keeper *k)
{
    size_t n;
    char *p = buf_take(&k->cells, &n);
    const char **cells = arena_alloc(k->arena, n + 1);
    if (n > 0)
        memcpy(cells, p, n);
    free(p);
    return cells;
}

/* Labels of codes in Vietnamese; faults are told in the caller's language. */
static enum err list_vietnamese(struct work *w, const struct list_request *q, struct keeper *k,
                                struct list_result *r)
{
    enum lang own = w->faults.lang;
    w->faults.lang = LANG_VI;
    enum err e = list_table(w, q, &k->table, r);
    w->faults.lang = own;
    return e;
}

static int kept_column(const struct keeper *k, const char *name)
{
    for (int i = 0; i < k->columns; i++)
        if (strcmp(k->names[i], name) == 0)
            return i;
    return -1;
}

/* ---- members */

/* Shows exactly the fields of the sets that the template names; tells the sensitive ones. */
static bool show_fields(struct work *w, struct list_request *q, const struct template_values *v,
                        uint32_t sets, const char **sensitive)
{
    struct buf b = {0};
    struct json j;
    bool any = false;
    json_init(&j, &b);
    json_open(&j, '[');
    memset(q->fields, 0, sizeof q->fields);
    for (int i = 0; i < v->n; i++) {
        const struct field *f = v->f[i].field;
        if (f == NULL || (v->f[i].set & sets) == 0 || q->fields[f - q->dict->fields])
            continue;
        q->fields[f - q->dict->fields] = 1;
        any = true;
        if (f->flags & F_SENSITIVE)
            json_str(&j, f->name);
    }
    json_close(&j, ']');
    q->sensitive = b.len > 2;
    *sensitive = q->sensitive ? arena_dup_n(w->arena, b.p, b.len) : NULL;
    buf_free(&b);
    return any;
}

/* The fields of one of them, and which dictionary they are of. */
#define OF_EACH                                                                                    \
    (TEMPLATE_MEMBER | TEMPLATE_ROWS | TEMPLATE_TRANSFER | TEMPLATE_CANDIDATE | TEMPLATE_DISCIPLINE)

/* These members, whatever became of them, or everybody who counts in the organisation. */
static void members_from(struct work *w, struct list_request *q, const struct template_order *o,
                         const struct org_filter *f)
{
    member_list_from(w, q, f);
    if (o->records == NULL)
        return;
    q->where.sql.len = 0;
    q->where.n_binds = 0;
    member_on_day(&q->where, f->as_of);
    part_add(&q->where, " AND s.person_id IN (SELECT value FROM json_each(?))");
    part_text(&q->where, o->records);
    org_filter_sql(w, f, "s.cell_id", &q->where);
}

static enum err records_from(struct work *w, struct list_request *q, const struct template_order *o)
{
    /* the list binds its texts: it lives as long as the list */
    struct org_filter *f = arena_alloc(w->arena, sizeof *f);
    const char *org = o->records == NULL && o->about != NULL
                          ? arena_printf(w->arena, "%lld", (long long)o->about->id)
                          : NULL;
    enum err e = org_filter_resolve(w, org, NULL, NULL, NULL, NULL, NULL, f);
    if (o->subject->sets & TEMPLATE_DISCIPLINE) {
        discipline_from(w, q);
        if (e != OK)
            return e;
        org_filter_sql(w, f, "t.org_id", &q->where);
        part_add(&q->where, " AND t.id IN (SELECT value FROM json_each(?))");
        part_text(&q->where, o->records);
        return OK;
    }
    bool transfers = (o->subject->sets & TEMPLATE_TRANSFER) != 0,
         candidates = (o->subject->sets & TEMPLATE_CANDIDATE) != 0;
    list_init(q, transfers ? &dict_transfer : candidates ? &dict_candidate : &dict_member);
    if (e != OK)
        return e;
    if (!transfers && !candidates) {
        members_from(w, q, o, f);
        return OK;
    }
    if (transfers)
        transfer_list_from(w, q, f);
    else
        candidate_list_from(w, q, f);
    part_add(&q->where, " AND t.id IN (SELECT value FROM json_each(?))");
    part_text(&q->where, o->records);
    return OK;
}

static enum err read_people(struct work *w, const struct template_order *o,
                            struct template_values *v)
{
    struct list_request q;
    struct list_result r = {.total = -1};
    struct keeper k = keeper(w->arena);
    enum err e = records_from(w, &q, o);
    if (!show_fields(w, &q, v, OF_EACH, &v->sensitive))
        q.fields[dict_find(q.dict, q.dict == &dict_member       ? "status"
                                   : q.dict == &dict_discipline ? "subject"
                                                                : "full_name")] =
            1; /* who there is must be known all the same */
    q.limit = 0;
    q.note_ids = true;
    if (e == OK && q.sensitive && !w->see_sensitive)
        e = fault_fail(ERR_FORBIDDEN, &w->faults, "", "sensitive",
                       "mẫu có trường mà vai trò này không được xem",
                       "the template has fields that this role may not read");
    if (e == OK)
        e = list_vietnamese(w, &q, &k, &r);
    list_end(&q);
    v->cells = kept_cells(&k);
    if (e != OK)
        return e;
    v->people = k.rows;
    v->columns = k.columns;
    v->ids = r.ids;
    v->numbers = arena_alloc(w->arena, ((size_t)k.rows + 1) * sizeof *v->numbers);
    for (int i = 0; i < k.rows; i++)
        v->numbers[i] = arena_printf(w->arena, "%d", i + 1);
    for (int i = 0; i < v->n; i++)
        if (v->f[i].field != NULL && v->f[i].set != TEMPLATE_ORGANIZATION)
            v->column[i] = kept_column(&k, v->f[i].field->name);
    if (o->records != NULL && (size_t)v->people < o->n_records)
        return fault_fail(ERR_NOT_FOUND, &w->faults,
                          arena_printf(w->arena, "/%s", o->subject->records), "not_found",
                          "có người không có trong sổ", "one of them is not there");
    return OK;
}

/* ---- the organisation it is about */

static enum err read_organization(struct work *w, const struct template_order *o,
                                  struct template_values *v)
{
    struct list_request q;
    struct list_result r = {.total = -1};
    struct keeper k = keeper(w->arena);
    const char *none;
    enum err e = OK;
    list_init(&q, &dict_organization);
    organization_object_from(w, &q, o->about->id, NULL);
    q.limit = 0;
    if (show_fields(w, &q, v, TEMPLATE_ORGANIZATION, &none))
        e = list_vietnamese(w, &q, &k, &r);
    list_end(&q);
    const char **cells = kept_cells(&k);
    for (int i = 0; e == OK && k.rows == 1 && i < v->n; i++)
        if (v->f[i].set == TEMPLATE_ORGANIZATION && v->f[i].field != NULL)
            v->text[i] = cells[kept_column(&k, v->f[i].field->name)];
    return e;
}

static const char *secretary_of(struct work *w, int64_t org_id)
{
    return conn_get_text(w->conn, w->arena, SQL_template_signer, "it", org_id, w->today);
}

static const char *stock(struct work *w, const struct org_row *org, const char *which)
{
    struct scope range;
    int64_t all = 0, official = 0;
    scope_from_path(&range, org->id, org->path);
    stmt *s = conn_stmt(w->conn, SQL_template_stock);
    stmt_bind(s, "ttt", w->today, range.lo, range.hi);
    if (stmt_row(s, NULL)) {
        all = stmt_int(s, 0);
        official = stmt_int(s, 1);
        stmt_reset(s);
    }
    int64_t n = strcmp(which, "official") == 0       ? official
                : strcmp(which, "probationary") == 0 ? all - official
                                                     : all;
    return arena_printf(w->arena, "%lld", (long long)n);
}

/* ---- what the program knows about the paper */

/* In whose name a secretary signs, by the kind of organisation. */
static const char *signer_title(const char *kind)
{
    if (strcmp(kind, "cell") == 0 || strcmp(kind, "base_cell") == 0)
        return "T/M CHI BỘ\nBÍ THƯ";
    if (strcmp(kind, "base_party") == 0 || strcmp(kind, "section_party") == 0)
        return "T/M ĐẢNG ỦY\nBÍ THƯ";
    return "T/M BAN THƯỜNG VỤ\nBÍ THƯ";
}

static const char *classification(struct work *w)
{
    const struct code *label = setting_classification(w->conn);
    return label != NULL ? label->vi : NULL;
}

static const char *known(struct work *w, const struct template_order *o,
                         const struct template_values *v, const char *day,
                         const struct template_field *f)
{
    const char *name = f->name;
#define IS(text) (strcmp(name, text) == 0)
    if (f->set == TEMPLATE_ORGANIZATION)
        return IS("secretary") ? secretary_of(w, o->about->id) : stock(w, o->about, name);
    if (IS("superior"))
        return conn_get_text(w->conn, w->arena, SQL_template_superior, "i", o->issuer->id);
    if (IS("issuer"))
        return o->issuer->name;
    if (IS("day"))
        return arena_dup_n(w->arena, day + 8, 2);
    if (IS("month"))
        return arena_dup_n(w->arena, day + 5, 2);
    if (IS("year"))
        return arena_dup_n(w->arena, day, 4);
    if (IS("date"))
        return day_text(w->arena, day);
    if (IS("signer_title"))
        return signer_title(o->issuer->kind);
    if (IS("signer"))
        return secretary_of(w, o->issuer->id);
    if (IS("classification"))
        return classification(w);
    if (IS("people"))
        return arena_printf(w->arena, "%d", v->people);
#undef IS
    return NULL;
}

/* ---- what is typed */

static bool typed_name(struct work *w, const struct template_order *o, const char *name,
                       struct template_field *out)
{
    return template_field_find(o->subject, w->arena, name, out) && out->how != TEMPLATE_KNOWN &&
           strcmp(out->name, name) == 0;
}

/* Every typed value belongs to the subject and is good text; *day: of the paper. */
static enum err check_typed(struct work *w, const struct template_order *o, const char **day)
{
    const char *key;
    json_t *value;
    *day = w->today;
    json_object_foreach ((json_t *)o->typed, key, value) {
        struct template_field f;
        const char *pointer = arena_printf(w->arena, "/values/%s", key), *clean;
        const char *text = json_string_value(value);
        if (!typed_name(w, o, key, &f))
            fault_add(&w->faults, pointer, "unknown", "trường này không điền được ở đây",
                      "this field is not filled in here");
        else if (text == NULL)
            fault_add(&w->faults, pointer, "type", "phải là chuỗi ký tự", "must be a string");
        else if (text_clean(w->arena, text, strlen(text), TYPED_MAX, f.how == TEMPLATE_TYPED_LINES,
                            &clean) != TEXT_OK)
            fault_add(&w->faults, pointer, "format", "không phải văn bản hợp lệ",
                      "is no valid text");
        else if (f.how == TEMPLATE_TYPED_DATE && date_check(clean) != PRECISION_DAY)
            fault_add(&w->faults, pointer, "format", "phải là ngày YYYY-MM-DD có thật",
                      "must be a real date YYYY-MM-DD");
        else if (f.how == TEMPLATE_TYPED_DATE)
            *day = clean;
    }
    return w->faults.count > 0 ? ERR_BAD_BODY : OK;
}

static const char *typed(struct work *w, const struct template_order *o,
                         const struct template_field *f)
{
    const char *text = json_string_value(json_object_get(o->typed, f->name)), *clean;
    if (f->how == TEMPLATE_KNOWN || f->how == TEMPLATE_TYPED_DATE || text == NULL ||
        text_clean(w->arena, text, strlen(text), TYPED_MAX, f->how == TEMPLATE_TYPED_LINES,
                   &clean) != TEXT_OK ||
        clean[0] == '\0')
        return NULL;
    return clean;
}

/* ---- the whole */

/* Names that are no fields any more stay blank: the template was good when it was taken in. */
static void take_names(struct work *w, const struct template_order *o, struct template_values *v)
{
    size_t n = json_array_size(o->fields), i;
    json_t *name;
    *v = (struct template_values){.names = arena_alloc(w->arena, (n + 1) * sizeof *v->names),
                                  .f = arena_alloc(w->arena, (n + 1) * sizeof *v->f),
                                  .column = arena_alloc(w->arena, (n + 1) * sizeof *v->column),
                                  .text = arena_alloc(w->arena, (n + 1) * sizeof *v->text)};
    json_array_foreach (o->fields, i, name) {
        const char *text = json_string_value(name);
        if (text == NULL || !template_field_find(o->subject, w->arena, text, &v->f[v->n]))
            continue;
        v->names[v->n] = text;
        v->column[v->n++] = -1;
    }
}

static bool needs_people(const struct template_order *o, const struct template_values *v)
{
    bool rows = o->records != NULL;
    for (int i = 0; i < v->n; i++)
        rows = rows || v->f[i].set == TEMPLATE_ROWS || strcmp(v->f[i].name, "people") == 0;
    return rows;
}

enum err template_values_read(struct work *w, const struct template_order *o,
                              struct template_values *v)
{
    const char *day;
    enum err e = check_typed(w, o, &day);
    if (e != OK)
        return e;
    take_names(w, o, v);
    if (needs_people(o, v))
        e = read_people(w, o, v);
    if (e == OK && o->about != NULL)
        e = read_organization(w, o, v);
    for (int i = 0; e == OK && i < v->n; i++) {
        const struct template_field *f = &v->f[i];
        if (f->field != NULL)
            continue;
        v->text[i] = typed(w, o, f);
        if (v->text[i] == NULL)
            v->text[i] = known(w, o, v, day, f);
        if (v->text[i] == NULL)
            v->text[i] = f->blank;
    }
    return e;
}

const char *template_value(const struct template_values *v, int person, int row, const char *name)
{
    size_t mark = strlen(TEMPLATE_ROW);
    for (int i = 0; i < v->n; i++) {
        bool of_row = v->f[i].set == TEMPLATE_ROWS;
        if (of_row != (row >= 0) || strcmp(v->names[i] + (of_row ? mark : 0), name) != 0)
            continue;
        int who = of_row ? row : person;
        if (of_row && v->f[i].field == NULL)
            return who < v->people ? v->numbers[who] : NULL;
        if (v->column[i] >= 0 && who < v->people)
            return v->cells[(size_t)who * (size_t)v->columns + (size_t)v->column[i]];
        return v->text[i];
    }
    return NULL;
}
