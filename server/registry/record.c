/* Bodies against dictionaries. What a resource's values mean together is the resource's business.
 */
#include "registry/record.h"
#include "base/date.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool bad(struct work *w, const char *pointer, const char *code, const char *vi,
                const char *en)
{
    fault_add(&w->faults, pointer, code, vi, en);
    return false;
}

/* ---- one value */

static bool check_text(struct work *w, const struct field *f, const char *pointer, struct value *v)
{
    const char *clean;
    size_t max = f->max > 0 ? (size_t)f->max : 1000;
    switch (text_clean(w->arena, v->text, strlen(v->text), max, f->type == FIELD_LINES, &clean)) {
    case TEXT_OK:
        break;
    case TEXT_NOT_UTF8:
        return bad(w, pointer, "encoding", "không phải UTF-8", "is not UTF-8");
    case TEXT_CONTROL:
        return bad(w, pointer, "control", "có ký tự điều khiển", "holds control characters");
    case TEXT_BIDI:
        return bad(w, pointer, "bidi", "có ký tự đảo chiều chữ",
                   "holds characters that turn the text around");
    case TEXT_TOO_LONG:
        fault_add(&w->faults, pointer, "too_long", "dài quá %d ký tự", "longer than %d characters",
                  (int)max);
        return false;
    }
    v->text = clean;
    v->null = clean[0] == '\0';
    if (!v->null && f->min > 0 && text_code_points(clean) < (size_t)f->min) {
        fault_add(&w->faults, pointer, "too_short", "ngắn hơn %d ký tự",
                  "shorter than %d characters", f->min);
        return false;
    }
    return true;
}

static bool check_date(struct work *w, const struct field *f, const char *pointer, struct value *v)
{
    enum precision p = date_check(v->text);
    if (p == PRECISION_NONE || (f->type == FIELD_DATE && p != PRECISION_DAY))
        return bad(w, pointer, "format",
                   f->type == FIELD_DATE ? "phải là ngày YYYY-MM-DD có thật"
                                         : "phải là YYYY, YYYY-MM hoặc YYYY-MM-DD có thật",
                   f->type == FIELD_DATE ? "must be a real date YYYY-MM-DD"
                                         : "must be a real YYYY, YYYY-MM or YYYY-MM-DD");
    if (f->type == FIELD_PARTIAL_DATE && strcmp(v->text, w->today) > 0)
        return bad(w, pointer, "future", "ở tương lai", "is in the future");
    return true;
}

static bool check_digits(struct work *w, const struct field *f, const char *pointer,
                         struct value *v)
{
    size_t n = strlen(v->text), least = f->min > 0 ? (size_t)f->min : (size_t)f->max;
    if (strspn(v->text, "0123456789") == n && n >= least && n <= (size_t)f->max)
        return true;
    if (least == (size_t)f->max)
        fault_add(&w->faults, pointer, "format", "phải có đúng %d chữ số",
                  "must have exactly %d digits", f->max);
    else
        fault_add(&w->faults, pointer, "format", "phải có %d–%d chữ số",
                  "must have %d to %d digits", (int)least, f->max);
    return false;
}

static bool alias_is(struct arena *a, const char *folded, const char *aliases)
{
    while (aliases != NULL && *aliases != '\0') {
        size_t n = strcspn(aliases, "|");
        if (strcmp(folded, text_fold(a, arena_dup_n(a, aliases, n))) == 0)
            return true;
        aliases += n + (aliases[n] == '|');
    }
    return false;
}

/* Code of a reference table by code, name or alias; NULL when unknown. */
static const char *reference_match(struct work *w, const char *ref, const char *text)
{
    enum sql_id all =
        strcmp(ref, "religion") == 0 ? SQL_ref_religion_names : SQL_ref_ethnicity_names;
    const char *folded = text_fold(w->arena, text), *found = NULL;
    stmt *s = conn_stmt(w->conn, all);
    while (found == NULL && stmt_row(s, NULL)) {
        const char *code = stmt_text(s, 0);
        if (strcmp(code, text) == 0 || strcmp(folded, text_fold(w->arena, stmt_text(s, 1))) == 0 ||
            strcmp(folded, text_fold(w->arena, stmt_text(s, 2))) == 0 ||
            alias_is(w->arena, folded, stmt_text(s, 3)))
            found = arena_dup(w->arena, code);
    }
    if (found != NULL)
        stmt_reset(s);
    return found;
}

const char *reference_name(struct work *w, const char *ref, const char *code)
{
    enum sql_id all =
        strcmp(ref, "religion") == 0 ? SQL_ref_religion_names : SQL_ref_ethnicity_names;
    const char *name = code;
    stmt *s = conn_stmt(w->conn, all);
    while (name == code && stmt_row(s, NULL))
        if (strcmp(stmt_text(s, 0), code) == 0)
            name = arena_dup(w->arena, stmt_text(s, w->faults.lang == LANG_EN ? 2 : 1));
    stmt_reset(s);
    return name;
}

static bool check_reference(struct work *w, const struct field *f, const char *pointer,
                            struct value *v)
{
    const char *code = reference_match(w, f->ref, v->text);
    if (code == NULL)
        return bad(w, pointer, "code", "không có trong danh mục", "is not in the list");
    v->text = code;
    return true;
}

static bool check_range(struct work *w, const struct field *f, const char *pointer,
                        const struct value *v)
{
    if ((f->min == 0 && f->max == 0) || (v->i >= f->min && v->i <= f->max))
        return true;
    fault_add(&w->faults, pointer, "range", "phải từ %d đến %d", "must be from %d to %d", f->min,
              f->max);
    return false;
}

bool record_value_check(struct work *w, const struct field *f, const char *pointer, struct value *v)
{
    if (v->null)
        return true;
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LINES:
        return check_text(w, f, pointer, v);
    case FIELD_DATE:
    case FIELD_PARTIAL_DATE:
        return check_date(w, f, pointer, v);
    case FIELD_CODE:
        if (code_get(f->codes, v->text) != NULL)
            return true;
        return bad(w, pointer, "code", "không phải mã được nhận", "is not one of the codes");
    case FIELD_REFERENCE_CODE:
        return check_reference(w, f, pointer, v);
    case FIELD_DIGITS:
        return check_digits(w, f, pointer, v);
    case FIELD_INT:
        return check_range(w, f, pointer, v);
    case FIELD_ID:
        return v->i > 0 || bad(w, pointer, "range", "phải là số dương", "must be positive");
    case FIELD_BOOL:
    case FIELD_TIME:
    case FIELD_UID:
    case FIELD_JSON:
        break;
    }
    return true;
}

/* ---- from JSON */

static bool take_json(struct work *w, const struct field *f, const char *pointer, const json_t *j,
                      struct value *v)
{
    *v = (struct value){.null = json_is_null(j)};
    if (v->null)
        return true;
    switch (f->type) {
    case FIELD_INT:
    case FIELD_ID:
        if (!json_is_integer(j))
            return bad(w, pointer, "type", "phải là số nguyên", "must be an integer");
        v->i = json_integer_value(j);
        break;
    case FIELD_BOOL:
        if (!json_is_boolean(j))
            return bad(w, pointer, "type", "phải là true hoặc false", "must be true or false");
        v->i = json_is_true(j);
        break;
    case FIELD_JSON: { /* an object or a list that its handler checks itself */
        if (!json_is_object(j) && !json_is_array(j))
            return bad(w, pointer, "type", "phải là một đối tượng hoặc danh sách JSON",
                       "must be a JSON object or list");
        char *text = json_dumps(j, JSON_COMPACT);
        v->text = arena_dup(w->arena, text);
        free(text);
        break;
    }
    default:
        if (!json_is_string(j))
            return bad(w, pointer, "type", "phải là chuỗi ký tự", "must be a string");
        v->text = json_string_value(j);
        break;
    }
    return record_value_check(w, f, pointer, v);
}

static bool is_extra(const char *const *extra, const char *name)
{
    for (; extra != NULL && *extra != NULL; extra++)
        if (strcmp(*extra, name) == 0)
            return true;
    return false;
}

static void set_value(struct record *r, int i, struct value v)
{
    r->present[i / 64] |= UINT64_C(1) << (i % 64);
    r->v[i] = v;
}

/* JSON pointers escape ~ and / (RFC 6901); a client's own keys may hold anything. */
static const char *pointer_of(struct arena *a, const char *key)
{
    struct buf b = {0};
    buf_char(&b, '/');
    for (; *key != '\0' && b.len < 200; key++) {
        if (*key == '~')
            buf_str(&b, "~0");
        else if (*key == '/')
            buf_str(&b, "~1");
        else
            buf_char(&b, *key);
    }
    const char *text = arena_dup(a, buf_text(&b));
    buf_free(&b);
    return text;
}

enum err record_parse(struct work *w, const struct dict *d, const json_t *body,
                      enum record_mode mode, const char *const *extra, struct record *out)
{
    uint32_t wanted = mode == RECORD_CREATE ? F_CREATE : F_PATCH;
    int before = w->faults.count;
    *out = (struct record){.dict = d};
    const char *key;
    json_t *j;
    json_object_foreach ((json_t *)body, key, j) {
        int i = dict_find(d, key);
        if (i < 0 || (d->fields[i].flags & wanted) == 0) {
            if (is_extra(extra, key))
                continue;
            bool known = i >= 0;
            bad(w, pointer_of(w->arena, key), known ? "read_only" : "unknown",
                known ? "không sửa được ở đây" : "trường không có",
                known ? "cannot be set here" : "unknown field");
            continue;
        }
        struct value v;
        const char *pointer = arena_printf(w->arena, "/%s", key);
        if (!take_json(w, &d->fields[i], pointer, j, &v))
            continue;
        if (v.null && (d->fields[i].flags & F_REQUIRED)) {
            bad(w, pointer, "required", "không được để trống", "must not be empty");
            continue;
        }
        set_value(out, i, v);
    }
    for (size_t i = 0; mode == RECORD_CREATE && i < d->n; i++)
        if ((d->fields[i].flags & F_REQUIRED) && (d->fields[i].flags & F_CREATE) &&
            json_object_get(body, d->fields[i].name) == NULL)
            bad(w, arena_printf(w->arena, "/%s", d->fields[i].name), "required", "bắt buộc",
                "is required");
    return w->faults.count > before ? ERR_BAD_BODY : OK;
}

/* ---- from text */

static const char *without_blanks(struct arena *a, const char *text)
{
    char *out = arena_dup(a, text), *to = out;
    for (const char *p = text; *p != '\0'; p++)
        if (*p != ' ' && *p != '.' && *p != '\'')
            *to++ = *p;
    *to = '\0';
    return out;
}

static bool text_bool(struct work *w, const char *text, int64_t *out)
{
    static const char *const yes[] = {"1", "true", "x", "co", "yes"};
    static const char *const no[] = {"0", "false", "khong", "no"};
    const char *folded = text_fold(w->arena, text);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(folded, yes[i]) == 0) {
            *out = 1;
            return true;
        }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(folded, no[i]) == 0) {
            *out = 0;
            return true;
        }
    return false;
}

bool record_value_from_text(struct work *w, const struct field *f, const char *text,
                            const char *pointer, struct value *out)
{
    *out = (struct value){.null = text[0] == '\0', .text = text};
    if (out->null)
        return true;
    char *end;
    switch (f->type) {
    case FIELD_DATE:
    case FIELD_PARTIAL_DATE: {
        char *iso = arena_alloc(w->arena, sizeof(date_text));
        if (date_parse_any(text, iso) != PRECISION_NONE)
            out->text = iso;
        break;
    }
    case FIELD_CODE: {
        const char *code = code_match(f->codes, text);
        out->text = code ? code : text;
        break;
    }
    case FIELD_DIGITS:
        out->text = without_blanks(w->arena, text);
        break;
    case FIELD_INT:
    case FIELD_ID:
        errno = 0;
        out->i = strtoll(without_blanks(w->arena, text), &end, 10);
        if (*end != '\0' || errno != 0)
            return bad(w, pointer, "type", "phải là số nguyên", "must be an integer");
        break;
    case FIELD_BOOL:
        if (!text_bool(w, text, &out->i))
            return bad(w, pointer, "type", "phải là có hoặc không", "must be yes or no");
        break;
    default:
        break;
    }
    return record_value_check(w, f, pointer, out);
}

/* ---- reading and setting */

bool record_has_at(const struct record *r, size_t i)
{
    return (r->present[i / 64] >> (i % 64) & 1) != 0;
}

bool record_has(const struct record *r, const char *field)
{
    int i = dict_find(r->dict, field);
    return i >= 0 && record_has_at(r, (size_t)i);
}

const char *code_words(const struct work *w, const struct code_set *set, const char *code)
{
    const struct code *c = code != NULL ? code_get(set, code) : NULL;
    return c == NULL ? "" : w->faults.lang == LANG_EN ? c->en : c->vi;
}

void record_set_text(struct record *r, const char *field, const char *text)
{
    int i = dict_find(r->dict, field);
    if (i >= 0)
        set_value(r, i, (struct value){.null = text == NULL, .text = text});
}

void record_set_int(struct record *r, const char *field, int64_t v)
{
    int i = dict_find(r->dict, field);
    if (i >= 0)
        set_value(r, i, (struct value){.i = v});
}

const char *record_text(const struct record *r, const char *field)
{
    int i = dict_find(r->dict, field);
    return i >= 0 && record_has_at(r, (size_t)i) && !r->v[i].null ? r->v[i].text : NULL;
}

int64_t record_int(const struct record *r, const char *field)
{
    int i = dict_find(r->dict, field);
    return i >= 0 && record_has_at(r, (size_t)i) && !r->v[i].null ? r->v[i].i : 0;
}

int record_count(const struct record *r, const char *field)
{
    return record_has(r, field) && !r->v[dict_find(r->dict, field)].null ? (int)record_int(r, field)
                                                                         : -1;
}

static bool is_number(const struct field *f)
{
    return f->type == FIELD_INT || f->type == FIELD_ID || f->type == FIELD_BOOL;
}

const char *record_json(struct arena *a, const struct record *r)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '{');
    for (size_t i = 0; i < r->dict->n; i++) {
        const struct field *f = &r->dict->fields[i];
        if (!record_has_at(r, i) || (f->flags & F_SECRET))
            continue;
        json_key(&j, f->name);
        if (r->v[i].null)
            json_none(&j);
        else if (f->type == FIELD_BOOL)
            json_bool(&j, r->v[i].i != 0);
        else if (is_number(f))
            json_int(&j, r->v[i].i);
        else
            json_str(&j, r->v[i].text);
    }
    json_close(&j, '}');
    const char *text = arena_dup(a, buf_text(&b));
    buf_free(&b);
    return text;
}

const char *record_fields(struct arena *a, const struct record *r)
{
    struct buf b = {0};
    struct json j;
    json_init(&j, &b);
    json_open(&j, '[');
    for (size_t i = 0; i < r->dict->n; i++)
        if (record_has_at(r, i))
            json_str(&j, r->dict->fields[i].name);
    json_close(&j, ']');
    const char *text = arena_dup(a, buf_text(&b));
    buf_free(&b);
    return text;
}
