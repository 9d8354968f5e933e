/* First run: the one-time code makes the first administrator and, if wished, the root. */
#include "access/account.h"
#include "access/session.h"
#include "api/account_view.h"
#include "api/handlers.h"
#include "api/operations.h"
#include "base/date.h"
#include "registry/codes.h"
#include "registry/demo.h"
#include "registry/dict_list.h"
#include "registry/organization.h"

#include <string.h>

#define DEMO_MEMBERS 5000

enum err setup_get(struct call *c)
{
    struct json j;
    bool needed = !admin_exists(c->work.conn);
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kbool(&j, "needed", needed);
    operations_put_classification(c, &j); /* stands on the page of log-in, too */
    json_key(&j, "organization");
    const char *path =
        needed ? conn_get_text(c->work.conn, c->work.arena, SQL_root_path, "") : NULL;
    struct work w = c->work;
    struct org_row root;
    if (path != NULL)
        scope_from_path(&w.scope, strtoll(path + 1, NULL, 10), path);
    if (path != NULL && org_get(&w, w.scope.org_id, &root)) {
        json_open(&j, '{');
        json_kint(&j, "id", root.id);
        json_kstr(&j, "code", root.code);
        json_kstr(&j, "name", root.name);
        json_kstr(&j, "kind", root.kind);
        json_close(&j, '}');
    } else {
        json_none(&j);
    }
    json_close(&j, '}');
    return OK;
}

struct setup {
    char hash[128];
    struct throttle_keys keys;
    bool with_root;
    struct record root;
};

static enum err make_root(struct call *c, struct setup *s, int64_t *root)
{
    const char *path = conn_get_text(c->work.conn, c->work.arena, SQL_root_path, "");
    enum err e = OK;
    *root = path ? strtoll(path + 1, NULL, 10) : 0;
    if (*root == 0 && record_int(&c->body, "demo") != 0)
        e = demo_fill(&c->work, DEMO_MEMBERS);
    else if (*root == 0 && s->with_root) {
        struct new_root r = {record_text(&s->root, "code"), record_text(&s->root, "name"),
                             record_text(&s->root, "kind"), record_text(&s->root, "category")};
        e = organization_create_root(&c->work, &r, root);
    } else if (*root != 0 && (s->with_root || record_int(&c->body, "demo") != 0)) {
        return fault_fail(ERR_CONFLICT, &c->work.faults, "/organization", "exists",
                          "đã có tổ chức gốc", "there is a root already");
    }
    if (e == OK && *root == 0 &&
        (path = conn_get_text(c->work.conn, c->work.arena, SQL_root_path, "")) != NULL)
        *root = strtoll(path + 1, NULL, 10);
    return e;
}

static enum err setup_write(struct call *c)
{
    struct setup *s = c->scratch;
    int64_t now = time_now_ms(), root = 0, user = 0, grant = 0;
    char code[20];
    int wait = throttle_wait(c->work.conn, &s->keys, now);
    if (wait > 0) {
        c->retry_after = wait;
        return ERR_THROTTLED;
    }
    if (admin_exists(c->work.conn))
        return fault_fail(ERR_CONFLICT, &c->work.faults, "", "done", "máy chủ đã được thiết lập",
                          "the server is set up already");
    const char *typed = record_text(&c->body, "code");
    if (typed == NULL || !setup_code_check(c->work.conn, typed)) {
        c->keep = true;
        enum err e = throttle_fail(c->work.conn, &s->keys, now);
        fault_add(&c->work.faults, "/code", "wrong", "mã thiết lập không đúng",
                  "the set-up code is wrong");
        return e != OK ? e : ERR_FORBIDDEN;
    }
    c->actor.label = record_text(&c->body, "username");
    enum err e = make_root(c, s, &root);
    struct new_user u = {.username = record_text(&c->body, "username"),
                         .full_name = record_text(&c->body, "full_name"),
                         .password_hash = s->hash,
                         .role = ROLE_SYSTEM_ADMIN,
                         .org_id = root};
    if (e == OK)
        e = user_create(&c->work, &u, &user, code);
    if (e == OK && record_int(&c->body, "office") != 0 && root != 0)
        e = grant_add(&c->work, user, ROLE_OFFICE, root, &grant);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_setup_code_clear, "");
    /* who is office, too, begins with the registry itself */
    int64_t first = grant ? grant : conn_get_int(c->work.conn, SQL_grant_first, 0, "i", user);
    return e != OK ? e : session_open(c, user, first);
}

static enum err check_root(struct call *c, struct setup *s)
{
    const json_t *org = json_object_get(c->json, "organization");
    static const char *const wanted[] = {"code", "name", "kind"};
    if (org == NULL || json_is_null(org))
        return OK;
    if (!json_is_object(org))
        return call_bad_param(c, "/organization", "type", "phải là một đối tượng JSON",
                              "must be a JSON object");
    s->with_root = true;
    s->root = (struct record){.dict = &dict_organization};
    const char *key;
    json_t *v;
    json_object_foreach ((json_t *)org, key, v) {
        int i = dict_find(&dict_organization, key);
        const char *pointer = arena_printf(c->work.arena, "/organization/%s", key);
        bool known = strcmp(key, "code") == 0 || strcmp(key, "name") == 0 ||
                     strcmp(key, "kind") == 0 || strcmp(key, "category") == 0;
        struct value value = {.null = json_is_null(v), .text = json_string_value(v)};
        if (i < 0 || !known)
            fault_add(&c->work.faults, pointer, "unknown", "trường không có", "unknown field");
        else if (!json_is_string(v) && !json_is_null(v))
            fault_add(&c->work.faults, pointer, "type", "phải là chuỗi ký tự", "must be a string");
        else if (record_value_check(&c->work, &dict_organization.fields[i], pointer, &value))
            record_set_text(&s->root, key, value.null ? NULL : value.text);
    }
    for (int i = 0; i < 3; i++)
        if (record_text(&s->root, wanted[i]) == NULL)
            fault_add(&c->work.faults, arena_printf(c->work.arena, "/organization/%s", wanted[i]),
                      "required", "bắt buộc", "is required");
    return c->work.faults.count > 0 ? ERR_BAD_BODY : OK;
}

enum err setup_create(struct call *c)
{
    struct setup *s = arena_alloc(c->work.arena, sizeof *s);
    const char *password = record_text(&c->body, "password"),
               *username = record_text(&c->body, "username");
    enum err e = check_root(c, s);
    if (e != OK)
        return e;
    if (password == NULL || username == NULL ||
        !password_check(&c->work, "/password", username, password))
        return ERR_BAD_BODY;
    throttle_keys("", http_peer(c->http), &s->keys);
    int wait = throttle_wait(c->work.conn, &s->keys, time_now_ms());
    if (wait > 0) {
        c->retry_after = wait;
        return ERR_THROTTLED;
    }
    if (!password_hash(password, s->hash))
        return ERR_NO_MEMORY;
    c->scratch = s;
    e = call_write(c, setup_write);
    return e != OK ? e : session_view(c);
}
