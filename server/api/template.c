/* Word templates: which there are, their files, replacing them and going back. */
#include "registry/template.h"
#include "api/handlers.h"
#include "api/template_file.h"
#include "base/text.h"
#include "registry/codes.h"
#include "registry/dict_list.h"
#include "registry/template_field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err template_list(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_template);
    template_list_from(&c->work, &q, 0);
    return call_list(c, &q);
}

enum err template_get_call(struct call *c)
{
    struct list_request q;
    list_init(&q, &dict_template);
    template_list_from(&c->work, &q, c->id[0]);
    return call_object(c, &q);
}

/* ---- fields, for whoever writes a template */

struct field_list {
    struct json json;
    uint32_t open; /* the set whose fields are being listed */
};

static void put_field(void *ctx, const struct template_field *f)
{
    static const char *const how[] = {"known", "text", "lines", "date"};
    struct field_list *l = ctx;
    struct json *j = &l->json;
    if (l->open != f->set) {
        const struct code *label = template_set_label(f->set);
        if (l->open != 0) {
            json_close(j, ']');
            json_close(j, '}');
        }
        json_open(j, '{');
        json_kstr(j, "code", label->code);
        json_kstr(j, "label_vi", label->vi);
        json_kstr(j, "label_en", label->en);
        json_key(j, "fields");
        json_open(j, '[');
        l->open = f->set;
    }
    char text[DICT_FIELDS_MAX * 4];
    snprintf(text, sizeof text, "{{%s%s}}", f->set == TEMPLATE_ROWS ? TEMPLATE_ROW : "", f->vi);
    json_open(j, '{');
    json_kstr(j, "name", f->name);
    json_kstr(j, "text", text);
    json_kstr(j, "label_vi", f->vi);
    json_kstr(j, "label_en", f->en);
    json_kstr(j, "how", how[f->how]);
    json_kbool(j, "sensitive", f->field != NULL && (f->field->flags & F_SENSITIVE) != 0);
    json_close(j, '}');
}

enum err template_field_list(struct call *c)
{
    struct field_list l = {.open = 0};
    json_init(&l.json, &c->out);
    json_open(&l.json, '{');
    json_key(&l.json, "subjects");
    json_open(&l.json, '[');
    for (size_t i = 0; i < codes_template_subject.n; i++) {
        const struct code *code = &codes_template_subject.codes[i];
        json_open(&l.json, '{');
        json_kstr(&l.json, "code", code->code);
        json_kstr(&l.json, "label_vi", code->vi);
        json_kstr(&l.json, "label_en", code->en);
        json_key(&l.json, "groups");
        json_open(&l.json, '[');
        l.open = 0;
        template_fields_each(template_subject(code->code), put_field, &l);
        json_close(&l.json, ']');
        json_close(&l.json, '}');
        json_close(&l.json, ']');
        json_close(&l.json, '}');
    }
    json_close(&l.json, ']');
    json_close(&l.json, '}');
    return OK;
}

/* ---- acts */

static enum err changeable(struct call *c, struct template_row *t)
{
    if (!template_get(&c->work, c->id[0], t))
        return ERR_NOT_FOUND;
    if (t->may_change)
        return OK;
    return fault_fail(ERR_FORBIDDEN, &c->work.faults, "", "keeper",
                      "mẫu này do cấp trên giữ: hãy thêm mẫu riêng của cơ quan",
                      "a superior keeps this template: add one of your own");
}

/* The name the file had on the uploader's machine, or NULL. */
static enum err file_name(struct call *c, const char *parameter, const char **out)
{
    const char *given = call_param(c, parameter);
    *out = NULL;
    if (given != NULL &&
        text_clean(c->work.arena, given, strlen(given), 200, false, out) != TEXT_OK)
        return call_bad_param(c, parameter, "format", "không phải văn bản hợp lệ",
                              "is no valid text");
    return OK;
}

struct upload {
    struct record record;
    struct template_file file;
    int64_t id;
};

static enum err create_write(struct call *c)
{
    struct upload *u = c->scratch;
    return template_create(&c->work, &u->record, c->work.scope.org_id, &u->file, &u->id);
}

static void drop_json(void *json)
{
    json_decref(json);
}

/* The parameters through the same check as a body. */
static enum err take_record(struct call *c, struct record *out)
{
    static const char *const names[] = {"name", "name_en", "subject", "code"};
    json_t *body = json_object(); /* the record points into it */
    arena_defer(c->work.arena, drop_json, body);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (call_param(c, names[i]) != NULL)
            json_object_set_new(body, names[i], json_string(call_param(c, names[i])));
    enum err e = record_parse(&c->work, &dict_template, body, RECORD_CREATE, NULL, out);
    const char *code = e == OK ? record_text(out, "code") : NULL;
    if (code != NULL && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(code))
        return call_bad_param(c, "code", "format", "chỉ gồm chữ thường không dấu, số, - và _",
                              "small letters, digits, - and _ only");
    return e;
}

enum err template_upload(struct call *c)
{
    struct upload *u = arena_alloc(c->work.arena, sizeof *u);
    enum err e = take_record(c, &u->record);
    if (e == OK)
        e = file_name(c, "file", &u->file.file_name);
    if (e == OK)
        e = template_file_take(c, record_text(&u->record, "subject"), &u->file);
    c->scratch = u;
    if (e == OK)
        e = call_write(c, create_write);
    return e != OK ? e : call_answer_with(c, template_get_call, u->id);
}

static enum err replace_write(struct call *c)
{
    struct upload *u = c->scratch;
    struct template_row t;
    enum err e = changeable(c, &t);
    if (e == OK)
        e = call_check_version(c, t.version);
    return e != OK ? e : template_replace(&c->work, &t, &u->file);
}

enum err template_replace_call(struct call *c)
{
    struct upload *u = arena_alloc(c->work.arena, sizeof *u);
    struct template_row t;
    enum err e = changeable(c, &t);
    if (e == OK)
        e = file_name(c, "name", &u->file.file_name);
    if (e == OK)
        e = template_file_take(c, t.subject, &u->file);
    c->scratch = u;
    c->tx.reason = call_param(c, "reason");
    if (e == OK)
        e = call_write(c, replace_write);
    return e != OK ? e : template_get_call(c);
}

enum err template_patch(struct call *c)
{
    struct template_row t;
    enum err e = changeable(c, &t);
    if (e == OK)
        e = call_check_version(c, t.version);
    if (e == OK)
        e = record_update(&c->work, &c->body, t.id, t.org_id, "correct");
    return e != OK ? e : template_get_call(c);
}

enum err template_remove(struct call *c)
{
    struct template_row t;
    enum err e = changeable(c, &t);
    if (e == OK)
        e = call_check_version(c, t.version);
    if (e == OK && t.org_id == 0)
        return fault_fail(
            ERR_CONFLICT, &c->work.faults, "", "shipped",
            "mẫu có sẵn không bỏ được: có thể thay tệp hoặc trở về tệp có sẵn",
            "a shipped template stays: replace its file or go back to the shipped one");
    return e != OK ? e : record_delete(&c->work, &dict_template, t.id, t.org_id);
}

enum err template_restore_call(struct call *c)
{
    struct template_row t;
    const json_t *number = json_object_get(c->json, "number");
    int64_t wanted = json_integer_value(number);
    enum err e = changeable(c, &t);
    if (e == OK)
        e = call_check_version(c, t.version);
    if (e == OK && number != NULL && !json_is_null(number) && wanted < 1)
        return call_bad_param(c, "/number", "range", "phải là số thứ tự của một tệp",
                              "must be the number of a file");
    if (e == OK)
        e = template_restore(&c->work, &t, wanted);
    if (e == ERR_NOT_FOUND && t.may_change)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "/number", "not_found",
                          "mẫu không có tệp này", "the template has no such file");
    return e != OK ? e : template_get_call(c);
}

/* ---- files */

enum err template_download(struct call *c)
{
    struct template_row t;
    const char *v = call_param(c, "v");
    if (!template_get(&c->work, c->id[0], &t))
        return ERR_NOT_FOUND;
    if (v != NULL && (strspn(v, "0123456789") != strlen(v) || strlen(v) > 9 || atoi(v) == 0))
        return call_bad_param(c, "v", "format", "phải là số thứ tự của một tệp",
                              "must be the number of a file");
    stmt *s = conn_stmt(c->work.conn, SQL_template_file_get);
    stmt_bind(s, "ii", t.id, v != NULL ? (int64_t)atoi(v) : (int64_t)0);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    c->attachment = arena_printf(c->work.arena, "%s-%lld.docx", t.code, (long long)stmt_int(s, 0));
    c->content_type = DOCX_TYPE;
    buf_add(&c->out, stmt_blob(s, 3), stmt_bytes(s, 3));
    stmt_reset(s);
    return OK;
}

enum err template_history(struct call *c)
{
    struct template_row t;
    struct json j;
    if (!template_get(&c->work, c->id[0], &t))
        return ERR_NOT_FOUND;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    stmt *s = conn_stmt(c->work.conn, SQL_template_file_history);
    stmt_bind(s, "i", t.id);
    while (stmt_row(s, NULL)) {
        bool own = strcmp(stmt_text(s, 1), "own") == 0;
        json_open(&j, '{');
        json_kint(&j, "number", stmt_int(s, 0));
        json_kstr(&j, "origin", stmt_text(s, 1));
        json_kstr(&j, "file_name", stmt_text(s, 2));
        json_kint(&j, "bytes", stmt_int(s, 3));
        json_kstr(&j, "at", stmt_text(s, 4));
        json_kstr(&j, "actor", own || stmt_text(s, 6) != NULL ? stmt_text(s, 5) : NULL);
        json_kstr(&j, "role", stmt_text(s, 6));
        json_kstr(&j, "reason", stmt_text(s, 7));
        json_kbool(&j, "current", stmt_int(s, 8) != 0);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    return OK;
}
