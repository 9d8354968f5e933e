/* What is due: the list by day with its counts, and the same counted by kind, state and unit. */
#include "registry/task.h"
#include "api/handlers.h"
#include "api/statistics_parts.h"
#include "registry/calendar.h"
#include "registry/codes.h"
#include "registry/member.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT 100
#define LIMIT_MAX 500

/* ---- groups */

enum task_dimension { BY_KIND, BY_STATE, BY_UNIT, DIMENSIONS };
static const char *const dimension_names[DIMENSIONS] = {"kind", "state", "unit"};

struct group {
    int kind; /* TASK_KINDS: not asked for */
    const char *state;
    int64_t unit; /* 0: the scope itself */
    int64_t count;
};

/* The organisation right below the scope that the path leads through; 0: the scope itself. */
static int64_t unit_of(const struct org_filter *f, const char *path)
{
    size_t n = strlen(f->range.lo);
    return path != NULL && strncmp(path, f->range.lo, n) == 0 ? strtoll(path + n, NULL, 10) : 0;
}

static int by_group(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    int c = x->kind - y->kind;
    if (c == 0 && x->state != NULL && y->state != NULL)
        c = strcmp(x->state, y->state);
    return c != 0 ? c : (x->unit > y->unit) - (x->unit < y->unit);
}

static int count_groups(const struct task_list *l, const struct org_filter *f,
                        const enum task_dimension *by, int n_by, struct group *out)
{
    int n = 0;
    for (int i = 0; i < l->n; i++) {
        struct group g = {.kind = TASK_KINDS};
        for (int d = 0; d < n_by; d++) {
            if (by[d] == BY_KIND)
                g.kind = (int)l->at[i].kind;
            else if (by[d] == BY_STATE)
                g.state = l->at[i].state;
            else
                g.unit = unit_of(f, l->at[i].path);
        }
        int k = 0;
        while (k < n && by_group(&out[k], &g) != 0)
            k++;
        if (k == n)
            out[n++] = g;
        out[k].count++;
    }
    qsort(out, (size_t)n, sizeof *out, by_group);
    return n;
}

/* ---- the list */

struct asked {
    unsigned kinds;    /* a bit each; 0: any */
    const char *state; /* NULL: any */
    int limit, first;
};

static bool number(const char *text, int least, int most, int *out)
{
    if (text == NULL)
        return true;
    *out = atoi(text);
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 8 &&
           *out >= least && *out <= most;
}

/* One kind, or several with commas between them. */
static void take_kinds(struct call *c, const char *name, struct asked *a)
{
    const char *text = call_param(c, name);
    for (const char *at = text; at != NULL; at = *at == ',' ? at + 1 : NULL) {
        size_t n = strcspn(at, ",");
        enum task_kind kind = task_kind_of(arena_dup_n(c->work.arena, at, n));
        if (kind == TASK_KINDS || (at[n] == ',' && strcmp(name, "kind") == 0)) {
            call_bad_param(c, name, "code", "không có loại việc này", "no such kind");
            return;
        }
        a->kinds |= 1u << kind;
        at += n;
    }
}

static enum err take(struct call *c, struct asked *a)
{
    const char *cursor = call_param(c, "cursor");
    *a = (struct asked){.state = call_param(c, "state"), .limit = LIMIT};
    take_kinds(c, "kind", a);
    take_kinds(c, "kind_in", a);
    if (a->state != NULL && code_get(&codes_due_state, a->state) == NULL)
        call_bad_param(c, "state", "code", "không có tình trạng này", "no such state");
    if (!number(call_param(c, "limit"), 1, LIMIT_MAX, &a->limit))
        call_bad_param(c, "limit", "range", "phải từ 1 đến 500", "must be 1 to 500");
    if (!number(cursor, 0, 1 << 24, &a->first))
        call_bad_param(c, "cursor", "format", "không phải con trỏ của danh sách này",
                       "is no cursor of this list");
    return c->work.faults.count > 0 ? ERR_BAD_PARAMETER : OK;
}

static bool wanted(const struct asked *a, const struct task *t)
{
    return (a->kinds == 0 || (a->kinds & 1u << t->kind) != 0) &&
           (a->state == NULL || strcmp(a->state, t->state) == 0);
}

/* The letter somebody under way carries. */
static void put_letter(struct call *c, struct json *j, const struct task *t)
{
    const char *number = NULL, *sent_on = NULL;
    stmt *s = conn_stmt(c->work.conn, SQL_task_letter);
    stmt_bind(s, "i", strcmp(t->resource, "transfers") == 0 ? t->id : (int64_t)0);
    if (stmt_row(s, NULL)) {
        number = stmt_is_null(s, 0) ? NULL : arena_dup(c->work.arena, stmt_text(s, 0));
        sent_on = stmt_is_null(s, 1) ? NULL : arena_dup(c->work.arena, stmt_text(s, 1));
    }
    stmt_reset(s);
    json_kstr(j, "letter_number", number);
    json_kstr(j, "sent_on", sent_on);
}

static void put_task(struct call *c, struct json *j, const struct work_calendar *calendar,
                     const struct task *t)
{
    bool badges = t->kind == TASK_BADGES;
    json_open(j, '{');
    json_kstr(j, "kind", task_kind_code(t->kind));
    json_kstr(j, "state", t->state);
    json_kstr(j, "due_on", t->due_on);
    json_key(j, "working_days_left");
    if (t->due_on != NULL)
        json_int(j, working_days_between(calendar, c->work.today, t->due_on));
    else
        json_none(j);
    json_kstr(j, "last_due_on", t->last_due);
    json_kstr(j, "probation_ends_on", t->ends_on);
    /* names are read for what is shown only: thousands may be due */
    const char *name = t->name;
    if (name == NULL && strcmp(t->resource, "members") == 0)
        name = member_name(&c->work, t->id);
    json_kstr(j, "name", name);
    json_kstr(j, "step", t->step);
    json_kstr(j, "resource", t->resource);
    put_letter(c, j, t);
    json_key(j, "id");
    badges ? json_none(j) : json_int(j, t->id);
    json_kint(j, "count", badges ? t->id : 1);
    json_key(j, "organization");
    json_open(j, '{');
    json_kint(j, "id", t->cell_id);
    json_kstr(j, "name", t->cell_name);
    json_close(j, '}');
    json_close(j, '}');
}

/* Of everything due, whatever was asked for: the choices stand beside the list. */
static void put_counts(struct call *c, struct json *j, const struct org_filter *f,
                       const struct task_list *l)
{
    static const enum task_dimension by[] = {BY_KIND, BY_STATE};
    struct group *groups = arena_alloc(c->work.arena, (size_t)(l->n + 1) * sizeof *groups);
    int n = count_groups(l, f, by, 2, groups);
    json_key(j, "counts");
    json_open(j, '[');
    for (int i = 0; i < n; i++) {
        json_open(j, '{');
        json_kstr(j, "kind", task_kind_code((enum task_kind)groups[i].kind));
        json_kstr(j, "state", groups[i].state);
        json_kint(j, "count", groups[i].count);
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* Whom a case under discipline is about is named to the reader of the list: that is recorded. */
static void note_discipline(struct call *c, const struct task_list *l, const struct asked *a)
{
    int64_t *people = arena_alloc(c->work.arena, (size_t)(l->n + 1) * sizeof *people);
    size_t n = 0;
    int at = 0;
    bool any = false;
    for (int i = 0; i < l->n; i++) {
        if (!wanted(a, &l->at[i]))
            continue;
        bool shown = at >= a->first && at < a->first + a->limit;
        at++;
        if (!shown || strcmp(l->at[i].resource, "discipline") != 0)
            continue;
        any = true;
        people[n] = conn_get_int(c->work.conn, SQL_discipline_subject, 0, "i", l->at[i].id);
        n += people[n] != 0;
    }
    if (!any)
        return;
    call_note_reading(c, "[\"discipline\"]", people, n);
    c->reading.confidential = true;
}

enum err task_list_call(struct call *c)
{
    struct org_filter f;
    struct task_list l;
    struct work_calendar calendar;
    struct asked a;
    struct json j;
    enum err e = take(c, &a);
    if (e == OK)
        e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    tasks_collect(&c->work, &f, &l);
    calendar_load(&c->work, &calendar);
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    int at = 0;
    for (int i = 0; i < l.n; i++) {
        if (!wanted(&a, &l.at[i]))
            continue;
        if (at >= a.first && at < a.first + a.limit)
            put_task(c, &j, &calendar, &l.at[i]);
        at++;
    }
    json_close(&j, ']');
    json_kstr(&j, "next_cursor",
              at > a.first + a.limit ? arena_printf(c->work.arena, "%d", a.first + a.limit) : NULL);
    json_kint(&j, "total", at);
    put_counts(c, &j, &f, &l);
    json_kstr(&j, "as_of", c->work.today);
    json_close(&j, '}');
    note_discipline(c, &l, &a);
    c->steady = true;
    return OK;
}

/* ---- counted */

static enum err take_by(struct call *c, enum task_dimension *by, int *n)
{
    const char *text = call_param(c, "by");
    *n = 0;
    for (const char *at = text ? text : ""; *at != '\0';) {
        size_t len = strcspn(at, ",");
        int d = 0;
        while (d < DIMENSIONS &&
               (strlen(dimension_names[d]) != len || strncmp(dimension_names[d], at, len) != 0))
            d++;
        bool again = false;
        for (int i = 0; i < *n; i++)
            again = again || by[i] == (enum task_dimension)d;
        if (d == DIMENSIONS || again)
            return call_bad_param(c, "by", "code", "chỉ nhận kind, state, unit, mỗi thứ một lần",
                                  "takes kind, state and unit, each once");
        by[(*n)++] = (enum task_dimension)d;
        at += len + (at[len] == ',');
    }
    return OK;
}

static void put_group(struct call *c, struct json *j, const enum task_dimension *by, int n_by,
                      const struct group *g, int64_t total)
{
    json_open(j, '{');
    for (int d = 0; d < n_by; d++) {
        if (by[d] == BY_KIND) {
            json_kstr(j, "kind", task_kind_code((enum task_kind)g->kind));
        } else if (by[d] == BY_STATE) {
            json_kstr(j, "state", g->state);
        } else {
            statistics_put_unit(c, j, g->unit);
        }
    }
    json_kint(j, "count", g->count);
    json_kstr(j, "percent", statistics_percent(c->work.arena, g->count, total));
    json_close(j, '}');
}

enum err task_statistics(struct call *c)
{
    struct org_filter f;
    struct task_list l;
    enum task_dimension by[DIMENSIONS];
    struct json j;
    int n_by;
    enum err e = take_by(c, by, &n_by);
    if (e == OK)
        e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    tasks_collect(&c->work, &f, &l);
    struct group *groups = arena_alloc(c->work.arena, (size_t)(l.n + 1) * sizeof *groups);
    int n = count_groups(&l, &f, by, n_by, groups);
    json_init(&j, &c->out);
    json_open(&j, '{');
    statistics_put_scope(c, &j, &f, c->work.today);
    json_kstr(&j, "as_of", c->work.today);
    json_key(&j, "filters");
    json_open(&j, '{');
    json_close(&j, '}');
    json_key(&j, "by");
    json_open(&j, '[');
    for (int d = 0; d < n_by; d++)
        json_str(&j, dimension_names[by[d]]);
    json_close(&j, ']');
    json_key(&j, "rows");
    json_open(&j, '[');
    for (int i = 0; i < n; i++)
        put_group(c, &j, by, n_by, &groups[i], l.n);
    json_close(&j, ']');
    json_kint(&j, "total", l.n);
    json_kstr(&j, "seq", statistics_sequence(c, f.org_id));
    json_close(&j, '}');
    c->steady = true;
    return OK;
}
