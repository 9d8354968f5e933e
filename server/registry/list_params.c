/* What a client may say about a list, checked against the dictionary. */
#include "base/date.h"
#include "base/text.h"
#include "registry/internal_list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT_DEFAULT 50
#define LIMIT_MAX 500

static const struct field *sort_field(const struct dict *d, const char *name)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct field *f = &d->fields[i];
        if ((f->flags & F_SORT) && (strcmp(f->name, name) == 0 ||
                                    (f->sort_alias != NULL && strcmp(f->sort_alias, name) == 0)))
            return f;
    }
    return NULL;
}

void list_end(struct list_request *q)
{
    buf_free(&q->from.sql);
    buf_free(&q->where.sql);
}

void list_init(struct list_request *q, const struct dict *d)
{
    *q = (struct list_request){.dict = d, .limit = LIMIT_DEFAULT};
    bool any = false;
    for (size_t i = 0; i < d->n; i++) {
        q->fields[i] = (d->fields[i].flags & F_LIST) != 0;
        any = any || q->fields[i];
    }
    for (size_t i = 0; !any && i < d->n; i++)
        q->fields[i] = d->fields[i].sql != NULL && (d->fields[i].flags & F_SECRET) == 0;
    const char *sort = d->default_sort ? d->default_sort : "id";
    q->descending = sort[0] == '-';
    q->sort = sort_field(d, sort + q->descending);
    if (q->sort == NULL) {
        int id = dict_find(d, sort + q->descending);
        q->sort = &d->fields[id >= 0 ? id : 0];
    }
}

/* ---- the list's own parameters */

static void take_limit(struct work *w, struct list_request *q, const char *value)
{
    char *end;
    long n = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || strspn(value, "0123456789") != strlen(value) || n < 1 ||
        n > LIMIT_MAX)
        fault_add(&w->faults, "limit", "range", "phải từ 1 đến %d", "must be from 1 to %d",
                  LIMIT_MAX);
    else
        q->limit = (int)n;
}

static void take_sort(struct work *w, struct list_request *q, const char *value)
{
    bool descending = value[0] == '-';
    const struct field *f = sort_field(q->dict, value + descending);
    if (f == NULL) {
        fault_add(&w->faults, "sort", "unknown", "không sắp xếp được theo trường này",
                  "cannot be sorted by this field");
        return;
    }
    q->sort = f;
    q->descending = descending;
}

static void take_fields(struct work *w, struct list_request *q, const char *value)
{
    memset(q->fields, 0, sizeof q->fields);
    for (const char *at = value; *at != '\0';) {
        size_t n = strcspn(at, ",");
        int i = dict_find(q->dict, arena_dup_n(w->arena, at, n));
        const struct field *f = i >= 0 ? &q->dict->fields[i] : NULL;
        if (f == NULL || f->sql == NULL || (f->flags & (F_SECRET | F_OBJECT_ONLY))) {
            fault_add(&w->faults, "fields", "unknown", "có trường không có trong danh sách",
                      "names a field that the list does not have");
            return;
        }
        q->fields[i] = 1;
        at += n + (at[n] == ',');
    }
    if (*value == '\0')
        fault_add(&w->faults, "fields", "required", "phải nêu ít nhất một trường",
                  "must name at least one field");
}

/* ---- filters */

static bool good_number(const char *v)
{
    size_t n = strlen(v);
    if (*v == '-')
        v++;
    return *v != '\0' && n < 19 && strspn(v, "0123456789") == strlen(v);
}

static bool good_time(const char *v)
{
    char day[11];
    if (strlen(v) < 10 || strlen(v) > 30)
        return date_check(v) != PRECISION_NONE;
    memcpy(day, v, 10);
    day[10] = '\0';
    return date_check(day) == PRECISION_DAY && strspn(v + 10, "T0123456789:.Z+-") == strlen(v + 10);
}

/* The value as it stands in the store, or NULL when no row could have it. */
static const char *filter_value(struct work *w, const struct field *f, const char *v)
{
    const char *clean;
    switch (f->type) {
    case FIELD_CODE:
        return code_get(f->codes, v) != NULL ? v : NULL;
    case FIELD_INT:
    case FIELD_ID:
        return good_number(v) ? v : NULL;
    case FIELD_BOOL:
        return strcmp(v, "true") == 0 ? "1" : strcmp(v, "false") == 0 ? "0" : NULL;
    case FIELD_DATE:
    case FIELD_PARTIAL_DATE:
        return date_check(v) != PRECISION_NONE ? v : NULL;
    case FIELD_TIME:
        return good_time(v) ? v : NULL;
    default:
        if (text_clean(w->arena, v, strlen(v), 300, false, &clean) != TEXT_OK || clean[0] == '\0')
            return NULL;
        return clean;
    }
}

static bool good_in(struct work *w, const struct field *f, const char *value)
{
    int n = 0;
    for (const char *at = value; *at != '\0'; n++) {
        size_t len = strcspn(at, ",");
        if (n == 50 || filter_value(w, f, arena_dup_n(w->arena, at, len)) == NULL)
            return false;
        at += len + (at[len] == ',');
    }
    return n > 0;
}

static void take_filter(struct work *w, struct list_request *q, const struct field *f,
                        enum filter_op op, const char *name, const char *value)
{
    if (q->n_filters == LIST_FILTERS_MAX) {
        fault_add(&w->faults, name, "too_many", "quá nhiều điều kiện lọc", "too many filters");
        return;
    }
    struct filter x = {.field = f, .op = op, .value = value};
    if (op == FILTER_EQ && (strcmp(value, "null") == 0 || strcmp(value, "empty") == 0))
        x.op = FILTER_NULL;
    else if (op == FILTER_IN ? !good_in(w, f, value)
                             : (x.value = filter_value(w, f, value)) == NULL)
        fault_add(&w->faults, name, "format", "giá trị không hợp lệ", "invalid value");
    q->filters[q->n_filters++] = x;
}

static const struct field *filter_field(const struct dict *d, const char *name, size_t n)
{
    for (size_t i = 0; i < d->n; i++)
        if ((d->fields[i].flags & F_FILTER) && strlen(d->fields[i].name) == n &&
            strncmp(d->fields[i].name, name, n) == 0)
            return &d->fields[i];
    return NULL;
}

static bool filter_parameter(struct work *w, struct list_request *q, const char *name,
                             const char *value)
{
    static const struct {
        const char *suffix;
        enum filter_op op;
    } ops[] = {{"", FILTER_EQ}, {"_from", FILTER_FROM}, {"_to", FILTER_TO}, {"_in", FILTER_IN}};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        size_t s = strlen(ops[i].suffix);
        if (n <= s || strcmp(name + n - s, ops[i].suffix) != 0)
            continue;
        const struct field *f = filter_field(q->dict, name, n - s);
        if (f == NULL)
            continue;
        take_filter(w, q, f, ops[i].op, name, value);
        return true;
    }
    return false;
}

bool list_parameter(struct work *w, struct list_request *q, const char *name, const char *value)
{
    if (strcmp(name, "limit") == 0) {
        take_limit(w, q, value);
    } else if (strcmp(name, "cursor") == 0) {
        q->cursor = value;
    } else if (strcmp(name, "count") == 0) {
        q->count_exact = strcmp(value, "exact") == 0;
        if (!q->count_exact)
            fault_add(&w->faults, "count", "code", "chỉ nhận exact", "only exact is known");
    } else if (q->dict == NULL) {
        return false;
    } else if (strcmp(name, "sort") == 0) {
        take_sort(w, q, value);
    } else if (strcmp(name, "fields") == 0) {
        take_fields(w, q, value);
    } else {
        return filter_parameter(w, q, name, value);
    }
    return true;
}

bool list_uses_sensitive(const struct list_request *q)
{
    bool used = q->sought != NULL ||
                (q->sort != NULL && (q->sort->flags & (F_SENSITIVE | F_DISCIPLINE)) != 0);
    for (int i = 0; i < q->n_filters; i++)
        used = used || (q->filters[i].field->flags & (F_SENSITIVE | F_DISCIPLINE)) != 0;
    return used;
}
