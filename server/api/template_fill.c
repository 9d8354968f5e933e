/* Filling a template: for members a page each or a file each, for a list, for an organisation. */
#include "api/handlers.h"
#include "api/spool.h"
#include "api/template_file.h"
#include "office/bundle.h"
#include "office/document.h"
#include "registry/template_field.h"
#include "registry/template_values.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EACH_MAX 1000
#define LIST_MAX 20000

struct filling {
    struct template_row template;
    struct template_order order;
    struct org_row about, issuer;
    struct template_values values;
    bool zip;
    int first; /* the person of record 0 */
    int fd;    /* the template */
};

/* ---- what is asked for */

/* Records of another kind than the template's subject would be left out without a word. */
static enum err take_names(struct call *c, const struct template_subject *subject)
{
    const char *const names[] = {
        subject->records, "organization_id", "issuer_id", "values", "as", NULL};
    return call_only(c, c->json, names);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static enum err take_records(struct call *c, struct filling *f)
{
    const char *pointer = arena_printf(c->work.arena, "/%s", f->order.subject->records);
    const json_t *list = json_object_get(c->json, f->order.subject->records);
    size_t max = f->order.subject->source == TEMPLATE_OF_EACH ? EACH_MAX : LIST_MAX, i;
    size_t n = json_array_size(list);
    json_t *v;
    if (list == NULL || json_is_null(list))
        return OK;
    if (n == 0 || n > max)
        return fault_fail(ERR_BAD_BODY, &c->work.faults, pointer, "range", "cần từ 1 đến %d người",
                          "from 1 to %d people are needed", (int)max);
    int64_t *ids = arena_alloc(c->work.arena, n * sizeof *ids);
    json_array_foreach (list, i, v)
        ids[i] = json_integer_value(v);
    qsort(ids, n, sizeof *ids, by_id);
    struct buf b = {0};
    for (i = 0; i < n; i++) {
        if (i > 0 && ids[i] == ids[i - 1])
            continue;
        buf_printf(&b, "%c%lld", f->order.n_records++ == 0 ? '[' : ',', (long long)ids[i]);
    }
    buf_char(&b, ']');
    f->order.records = arena_dup_n(c->work.arena, b.p, b.len);
    buf_free(&b);
    return OK;
}

static enum err take_org(struct call *c, const char *name, struct org_row *row,
                         const struct org_row **out)
{
    const json_t *id = json_object_get(c->json, name);
    if (id == NULL || json_is_null(id))
        return OK;
    if (!org_get(&c->work, json_integer_value(id), row))
        return fault_fail(ERR_NOT_FOUND, &c->work.faults, arena_printf(c->work.arena, "/%s", name),
                          "not_found", "không có tổ chức này", "no such organisation");
    *out = row;
    return OK;
}

/* Who or what the paper is about fits the template's subject. */
static enum err judge(struct call *c, const struct template_order *o)
{
    bool records = o->records != NULL, about = o->about != NULL;
    if (o->subject->source == TEMPLATE_OF_EACH && (!records || about))
        return call_bad_param(c, arena_printf(c->work.arena, "/%s", o->subject->records),
                              "required", "mẫu này cần biết lập cho ai",
                              "this template needs to know whom it is for");
    if (o->subject->source == TEMPLATE_OF_LIST && records == about)
        return call_bad_param(c, "/members", "required", "mẫu này cần đảng viên hoặc một tổ chức",
                              "this template needs members or one organisation");
    if (o->subject->source == TEMPLATE_OF_ORGANIZATION && (!about || records))
        return call_bad_param(c, "/organization_id", "required", "mẫu này cần một tổ chức",
                              "this template needs an organisation");
    return OK;
}

/* A paper tells no more than its records' own pages. */
static bool may_read(const struct call *c, const struct template_subject *s)
{
    return role_may(c->caller.role, s->sets & TEMPLATE_TRANSFER     ? PERMISSION_TRANSFER_READ
                                    : s->sets & TEMPLATE_CANDIDATE  ? PERMISSION_CANDIDATE_READ
                                    : s->sets & TEMPLATE_DISCIPLINE ? PERMISSION_DISCIPLINE_READ
                                                                    : PERMISSION_MEMBER_READ);
}

static enum err take_order(struct call *c, struct filling *f)
{
    struct template_order *o = &f->order;
    const json_t *as = json_object_get(c->json, "as");
    const char *as_text = json_string_value(as);
    o->subject = template_subject(f->template.subject);
    o->typed = json_object_get(c->json, "values");
    if (o->subject == NULL)
        return ERR_CONFLICT;
    if (!may_read(c, o->subject))
        return ERR_FORBIDDEN;
    enum err e = take_names(c, o->subject);
    if (e != OK)
        return e;
    if (as != NULL &&
        (as_text == NULL || (strcmp(as_text, "document") != 0 && strcmp(as_text, "zip") != 0)))
        return call_bad_param(c, "/as", "code", "phải là document hoặc zip",
                              "must be document or zip");
    f->zip = as_text != NULL && strcmp(as_text, "zip") == 0;
    if (o->typed != NULL && !json_is_object(o->typed) && !json_is_null(o->typed))
        return call_bad_param(c, "/values", "type", "phải là một đối tượng", "must be an object");
    e = take_records(c, f);
    if (e == OK)
        e = take_org(c, "organization_id", &f->about, &o->about);
    if (e == OK)
        e = take_org(c, "issuer_id", &f->issuer, &o->issuer);
    if (e == OK)
        e = judge(c, o);
    if (e == OK && f->zip && o->subject->source != TEMPLATE_OF_EACH)
        return call_bad_param(c, "/as", "code", "chỉ văn bản cho từng người mới có nhiều tệp",
                              "only papers for each member come as several files");
    if (e != OK || o->issuer != NULL)
        return e;
    if (o->about != NULL)
        o->issuer = o->about;
    else if (org_get(&c->work, c->work.scope.org_id, &f->issuer))
        o->issuer = &f->issuer;
    return o->issuer != NULL ? OK
                             : call_bad_param(c, "/issuer_id", "required", "cần tổ chức ban hành",
                                              "an issuer is needed");
}

/* The template's file, and the names of the fields in it. */
static enum err open_template(struct call *c, struct filling *f)
{
    struct spool s;
    stmt *q = conn_stmt(c->work.conn, SQL_template_file_get);
    stmt_bind(q, "ii", f->template.id, (int64_t)0);
    if (!stmt_row(q, NULL))
        return ERR_NOT_FOUND;
    json_t *fields = json_loads(stmt_text(q, 1), 0, NULL);
    bool good = fields != NULL && spool_open(&s, c->app->config.data);
    if (good) {
        spool_write(&s, stmt_blob(q, 3), stmt_bytes(q, 3));
        good = spool_done(&s);
        f->fd = s.fd;
    }
    stmt_reset(q);
    f->order.fields = fields;
    return good ? OK : ERR_STORE;
}

/* ---- documents */

static const char *value(void *ctx, int record, int row, const char *field)
{
    struct filling *f = ctx;
    return template_value(&f->values, f->first + record, row, field);
}

static int rows(void *ctx, int record)
{
    struct filling *f = ctx;
    (void)record;
    return f->values.people;
}

static enum err fill(struct filling *f, int first, int records, const char *path)
{
    struct document_values v = {.ctx = f, .records = records, .value = value, .rows = rows};
    f->first = first;
    return document_fill(f->fd, path, &v) == PACKAGE_OK ? OK : ERR_STORE;
}

/* A file each, named by number and name of the person. */
static enum err fill_zip(struct call *c, struct filling *f, const char *path)
{
    int n = f->values.people, made = 0;
    const char **files = arena_alloc(c->work.arena, (size_t)n * sizeof *files);
    const char **names = arena_alloc(c->work.arena, (size_t)n * sizeof *names);
    enum err e = OK;
    for (; made < n && e == OK; made++) {
        files[made] = template_file_place(c);
        names[made] = arena_printf(c->work.arena, "%s-%04d.docx", f->template.code, made + 1);
        e = fill(f, made, 1, files[made]);
    }
    if (e == OK && !bundle_write(path, names, files, (size_t)n))
        e = ERR_STORE;
    for (int i = 0; i < made; i++)
        unlink(files[i]);
    return e;
}

static enum err make(struct call *c, struct filling *f)
{
    const char *path = template_file_place(c);
    bool each = f->order.subject->source == TEMPLATE_OF_EACH;
    enum err e = f->zip ? fill_zip(c, f, path) : fill(f, 0, each ? f->values.people : 1, path);
    if (e != OK) {
        unlink(path);
        return e;
    }
    return template_file_answer(c, path, f->zip ? "application/zip" : DOCX_TYPE,
                                arena_printf(c->work.arena, "%s-%s.%s", f->template.code,
                                             c->work.today, f->zip ? "zip" : "docx"));
}

/* Readings are kept by person; a dossier without one stands for itself, as in its own lists. */
static void note_reading(struct call *c, const struct filling *f)
{
    int64_t *ids = f->values.ids;
    if (f->order.subject->sets & TEMPLATE_CANDIDATE)
        for (int i = 0; i < f->values.people; i++)
            ids[i] = conn_get_int(c->work.conn, SQL_candidate_person, -ids[i], "i", ids[i]);
    if (f->order.subject->sets & TEMPLATE_DISCIPLINE) {
        call_note_discipline(c, ids, f->values.people);
        return;
    }
    call_note_reading(c, f->values.sensitive, ids, (size_t)f->values.people);
}

enum err template_fill(struct call *c)
{
    struct filling *f = arena_alloc(c->work.arena, sizeof *f);
    f->fd = -1;
    if (!template_get(&c->work, c->id[0], &f->template))
        return ERR_NOT_FOUND;
    enum err e = take_order(c, f);
    if (e == OK)
        e = open_template(c, f);
    if (e == OK)
        e = template_values_read(&c->work, &f->order, &f->values);
    if (e == OK)
        e = make(c, f);
    bool sensitive = f->values.sensitive != NULL ||
                     (f->order.subject && f->order.subject->sets & TEMPLATE_DISCIPLINE);
    if (e == OK && sensitive && f->values.people > 0)
        note_reading(c, f);
    if (f->fd >= 0)
        close(f->fd);
    json_decref((json_t *)f->order.fields);
    return e;
}
