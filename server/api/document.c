/* Documents: their rows, and putting a scan there. Sending one out is document_send.c's. */
#include "registry/document.h"
#include "api/document_key.h"
#include "api/handlers.h"
#include "registry/dict_list.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a role sees and writes: the same as of what the paper belongs to */

static const struct {
    enum document_of of;
    const char *field;
    enum permission read, write;
} rights[] = {
    {DOCUMENT_OF_MEMBER, "member_id", PERMISSION_MEMBER_SENSITIVE, PERMISSION_MEMBER_WRITE},
    {DOCUMENT_OF_CANDIDATE, "candidate_id", PERMISSION_CANDIDATE_READ, PERMISSION_CANDIDATE_WRITE},
    {DOCUMENT_OF_CASE, "case_id", PERMISSION_DISCIPLINE_READ, PERMISSION_DISCIPLINE_WRITE},
};
#define RIGHTS (sizeof rights / sizeof *rights)

static unsigned set_of(const struct call *c, bool write)
{
    unsigned set = 0;
    for (size_t i = 0; i < RIGHTS; i++)
        if (role_may(c->caller.role, write ? rights[i].write : rights[i].read))
            set |= rights[i].of;
    return set;
}

enum err document_find(struct call *c, bool write, struct document *d)
{
    if (!document_load(&c->work, set_of(c, false), c->id[0], d))
        return ERR_NOT_FOUND;
    return !write || (set_of(c, true) & d->of) ? OK : ERR_FORBIDDEN;
}

/* ---- reading */

/* Lists of cases' papers tell who is in a case. */
static void note_cases(struct call *c, const int64_t *ids, int n)
{
    int64_t *cases = arena_alloc(c->work.arena, (size_t)(n + 1) * sizeof *cases);
    int known = 0;
    for (int i = 0; i < n; i++) {
        int64_t of = conn_get_int(c->work.conn, SQL_document_case, 0, "i", ids[i]);
        bool again = of == 0;
        for (int k = 0; k < known && !again; k++)
            again = cases[k] == of;
        if (!again)
            cases[known++] = of;
    }
    if (known > 0)
        call_note_discipline(c, cases, known);
}

/* member_id=, candidate_id=, case_id= are answered by an index, not by the dictionary's words. */
static void take_subject(struct call *c, struct list_request *q)
{
    int kept = 0;
    for (int i = 0; i < c->list->n_filters; i++) {
        const struct filter x = c->list->filters[i];
        bool taken = false;
        for (size_t k = 0; k < RIGHTS && !taken; k++) {
            taken = x.op == FILTER_EQ && strcmp(x.field->name, rights[k].field) == 0;
            if (taken)
                document_only(&c->work, q, rights[k].of, strtoll(x.value, NULL, 10));
        }
        if (!taken)
            c->list->filters[kept++] = x;
    }
    c->list->n_filters = kept;
}

enum err document_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    document_from(&c->work, set_of(c, false), &q);
    org_filter_sql(&c->work, &f, "o.id", &q.where);
    take_subject(c, &q);
    q.note_ids = true;
    e = call_list(c, &q);
    if (e == OK)
        note_cases(c, c->listed.ids, c->listed.rows);
    return e;
}

enum err document_get(struct call *c)
{
    struct list_request q;
    document_from(&c->work, set_of(c, false), &q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    enum err e = call_object(c, &q);
    if (e == OK)
        note_cases(c, &c->id[0], 1);
    return e;
}

/* ---- writing */

enum err document_create(struct call *c)
{
    size_t at = RIGHTS;
    int64_t id, org_id, subject = 0;
    for (size_t i = 0; i < RIGHTS; i++) {
        if (record_int(&c->body, rights[i].field) == 0)
            continue;
        if (at != RIGHTS)
            return call_bad_param(c, "/member_id", "subject", "chỉ thuộc về một hồ sơ",
                                  "belongs to one record only");
        at = i;
        subject = record_int(&c->body, rights[i].field);
    }
    if (at == RIGHTS)
        return call_bad_param(c, "/member_id", "subject",
                              "cần một đảng viên, một hồ sơ kết nạp hoặc một hồ sơ kỷ luật",
                              "a member, a dossier or a discipline case is needed");
    if (!document_subject(&c->work, set_of(c, false), rights[at].of, subject, &org_id))
        return call_bad_param(c, arena_printf(c->work.arena, "/%s", rights[at].field), "not_found",
                              "không có hồ sơ này", "no such record");
    if ((set_of(c, true) & rights[at].of) == 0)
        return ERR_FORBIDDEN;
    enum err e = document_add(&c->work, rights[at].of, subject, org_id, &c->body, &id);
    return e != OK ? e : call_answer_with(c, document_get, id);
}

enum err document_patch(struct call *c)
{
    struct document d;
    enum err e = document_find(c, true, &d);
    if (e == OK)
        e = call_check_version(c, d.version);
    if (e == OK && record_has(&c->body, "classification") &&
        record_text(&c->body, "classification") == NULL)
        e = call_bad_param(c, "/classification", "required", "cần độ mật",
                           "the classification is needed");
    if (e == OK)
        e = document_change(&c->work, &d, &c->body);
    return e != OK ? e : document_get(c);
}

enum err document_delete(struct call *c)
{
    struct document d;
    enum err e = call_need_reason(c);
    if (e == OK)
        e = document_find(c, true, &d);
    if (e == OK)
        e = call_check_version(c, d.version);
    return e != OK ? e : document_remove(&c->work, &d);
}

/* ---- the scan */

struct putting {
    struct document_scan scan;
    struct vault_key key;
};

static bool read_body(void *ctx, uint64_t at, void *to, size_t n)
{
    return http_body_read(ctx, at, to, n);
}

/* In place of an earlier file only with a reason, and only of the version that was seen. */
static enum err may_put(struct call *c, struct document *d)
{
    enum err e = document_find(c, true, d);
    if (e != OK || d->files == 0)
        return e;
    e = call_need_reason(c);
    if (e == OK && c->if_match == 0)
        e = ERR_NO_PRECONDITION;
    return e != OK ? e : call_check_version(c, d->version);
}

static enum err put_write(struct call *c)
{
    struct putting *p = c->scratch;
    struct document d;
    enum err e = may_put(c, &d); /* as it stands now */
    return e != OK ? e : document_put_file(&c->work, &d, &p->scan, &p->key);
}

enum err document_file_put(struct call *c)
{
    struct document d;
    struct putting p = {.scan = {.name = call_param(c, "name"),
                                 .bytes = c->http->body_fd_size,
                                 .read = read_body,
                                 .ctx = c->http}};
    if (c->http->body_fd < 0)
        return ERR_STORE;
    if (p.scan.name != NULL && strlen(p.scan.name) > 400)
        return call_bad_param(c, "name", "too_long", "tên tệp quá dài",
                              "the file name is too long");
    enum err e = may_put(c, &d);
    if (e != OK)
        return e;
    p.scan.media_type = document_type_of(&p.scan);
    if (p.scan.media_type == NULL)
        return call_bad_param(c, "/", "type", "phải là tệp PDF, JPEG hoặc PNG còn nguyên vẹn",
                              "must be a whole PDF, JPEG or PNG");
    e = document_key_get(c, true, &p.key);
    if (e != OK)
        return e;
    c->scratch = &p;
    e = call_write(c, put_write);
    vault_forget(&p.key);
    c->scratch = NULL;
    return e != OK ? e : call_answer_with(c, document_get, c->id[0]);
}
