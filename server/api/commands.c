/* Accounts, set-up code, backups; lists go through command_export.c, the check through check.c, a
   drill through command_drill.c. */
#include "api/commands.h"
#include "access/account.h"
#include "api/app.h"
#include "api/command_parts.h"
#include "base/date.h"
#include "db/store.h"
#include "registry/own_work.h"

#include <stdlib.h>
#include <string.h>

const char *command_option(int argc, const char *const *argv, const char *name)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return i + 1 < argc ? argv[i + 1] : "";
    return NULL;
}

/* ---- one job of the writer with a work of its own */

struct command_job {
    struct write_job job;
    const struct command *k;
    enum err (*run)(struct work *w, const struct command *k);
};

static enum err job_run(struct conn *conn, struct write_job *job)
{
    struct command_job *j = (struct command_job *)job;
    struct own_work own;
    own_work_open(&own, conn, "cli", "cli");
    struct work *w = &own.work;
    enum err e = j->run(w, j->k);
    for (const struct fault *f = w->faults.first; e != OK && f != NULL; f = f->next)
        buf_printf(&j->k->out->err, "chibo: %s%s%s\n",
                   f->pointer[0] == '/' ? f->pointer + 1 : f->pointer, f->pointer[0] ? ": " : "",
                   f->detail);
    if (e != OK && w->faults.count == 0)
        buf_printf(&j->k->out->err, "chibo: %s\n", err_title(e, LANG_EN));
    own_work_close(&own);
    return e;
}

int command_write(const struct command *k, enum err (*run)(struct work *w, const struct command *k))
{
    struct command_job j = {.job = {.run = job_run}, .k = k, .run = run};
    return writer_run(k->ctx->writer, &j.job) == OK ? 0 : 1;
}

int command_usage(const struct command *k, const char *text)
{
    buf_printf(&k->out->err, "usage: chibo %s\n", text);
    return 2;
}

/* ---- users */

static enum err find_org(struct work *w, const struct command *k, int64_t *id)
{
    struct org_row org;
    const char *code = command_option(k->argc, k->argv, "--org");
    *id = 0;
    if (code == NULL || code[0] == '\0')
        return OK;
    if (!org_by_code(w, code, &org))
        return fault_fail(ERR_NOT_FOUND, &w->faults, "--org", "not_found", "%s",
                          "no organisation has the code %s", code);
    *id = org.id;
    return OK;
}

static enum err user_add(struct work *w, const struct command *k)
{
    const char *password = command_option(k->argc, k->argv, "--password");
    struct new_user u = {.username = command_option(k->argc, k->argv, "--username"),
                         .full_name = command_option(k->argc, k->argv, "--full-name"),
                         .role = role_parse(command_option(k->argc, k->argv, "--role"))};
    char hash[128], code[20];
    int64_t id;
    enum err e = find_org(w, k, &u.org_id);
    if (e != OK)
        return e;
    if (u.org_id == 0 && u.role == ROLE_SYSTEM_ADMIN)
        u.org_id = w->scope.org_id;
    if (password != NULL) {
        if (!password_check(w, "password", u.username, password))
            return ERR_BAD_BODY;
        if (!password_hash(password, hash))
            return ERR_NO_MEMORY;
        u.password_hash = hash;
    }
    e = user_create(w, &u, &id, code);
    if (e == OK && code[0] != '\0')
        buf_printf(&k->out->out, "%s\n", code);
    return e;
}

static enum err user_listing(struct work *w, const struct command *k)
{
    stmt *s = conn_stmt(w->conn, SQL_user_names);
    while (stmt_row(s, NULL))
        buf_printf(&k->out->out, "%s\t%s\t%s\t%s\n", stmt_text(s, 0), stmt_text(s, 1),
                   stmt_int(s, 2) ? "disabled" : "active", stmt_text(s, 3));
    return OK;
}

static enum err named_user(struct work *w, const struct command *k, int64_t *id)
{
    const char *name = command_option(k->argc, k->argv, "--username");
    *id = name ? user_by_name(w->conn, name) : 0;
    return *id != 0 ? OK
                    : fault_fail(ERR_NOT_FOUND, &w->faults, "--username", "not_found", "%s",
                                 "no such user: %s", name ? name : "");
}

static enum err user_off(struct work *w, const struct command *k)
{
    int64_t id;
    enum err e = named_user(w, k, &id);
    return e != OK ? e : user_set_disabled(w, id, true);
}

static enum err user_again(struct work *w, const struct command *k)
{
    int64_t id;
    char code[20];
    enum err e = named_user(w, k, &id);
    if (e == OK)
        e = user_reset(w, id, code);
    if (e == OK)
        buf_printf(&k->out->out, "%s\n", code);
    return e;
}

static int user_command(const struct command *k)
{
    const char *what = k->argc > 1 ? k->argv[1] : "";
    if (strcmp(what, "list") == 0)
        return command_write(k, user_listing);
    if (strcmp(what, "disable") == 0)
        return command_write(k, user_off);
    if (strcmp(what, "reset") == 0)
        return command_write(k, user_again);
    const char *role = command_option(k->argc, k->argv, "--role");
    if (strcmp(what, "add") != 0 || command_option(k->argc, k->argv, "--username") == NULL ||
        command_option(k->argc, k->argv, "--full-name") == NULL || role == NULL ||
        role_parse(role) == ROLE_COUNT)
        return command_usage(
            k,
            "user add --data DIR --username U --full-name N --role R --org CODE [--password-stdin] | list | "
            "disable --username U | reset --username U");
    return command_write(k, user_add);
}

/* ---- tokens */

static enum err token_add(struct work *w, const struct command *k)
{
    const char *below = command_option(k->argc, k->argv, "--suppress-below");
    struct new_token t = {.name = command_option(k->argc, k->argv, "--name"),
                          .role = role_parse(command_option(k->argc, k->argv, "--role")),
                          .expires_on = command_option(k->argc, k->argv, "--expires"),
                          .suppress_below = below ? atoi(below) : 0};
    char secret[64];
    int64_t id;
    enum err e = find_org(w, k, &t.org_id);
    if (e == OK && t.expires_on != NULL && date_check(t.expires_on) != PRECISION_DAY)
        return fault_fail(ERR_BAD_BODY, &w->faults, "--expires", "format", "%s",
                          "must be a date YYYY-MM-DD%s", "");
    if (e == OK)
        e = token_create(w, &t, &id, secret);
    if (e == OK)
        buf_printf(&k->out->out, "%s\n", secret);
    return e;
}

static enum err token_listing(struct work *w, const struct command *k)
{
    stmt *s = conn_stmt(w->conn, SQL_token_names);
    while (stmt_row(s, NULL))
        buf_printf(&k->out->out, "%lld\t%s\t%s\t%s\t%s\t%s\n", (long long)stmt_int(s, 0),
                   stmt_text(s, 1), stmt_text(s, 2), stmt_text(s, 3), stmt_text(s, 4),
                   stmt_text(s, 5)[0] ? "revoked" : "active");
    return OK;
}

static enum err token_off(struct work *w, const struct command *k)
{
    const char *id = command_option(k->argc, k->argv, "--id");
    return token_revoke(w, id ? strtoll(id, NULL, 10) : 0);
}

static int token_command(const struct command *k)
{
    const char *what = k->argc > 1 ? k->argv[1] : "";
    if (strcmp(what, "list") == 0)
        return command_write(k, token_listing);
    if (strcmp(what, "revoke") == 0)
        return command_write(k, token_off);
    const char *role = command_option(k->argc, k->argv, "--role");
    if (strcmp(what, "add") != 0 || command_option(k->argc, k->argv, "--name") == NULL ||
        role == NULL || role_parse(role) == ROLE_COUNT)
        return command_usage(
            k,
            "token add --data DIR --name N --role R --org CODE [--expires DATE] [--suppress-below N] | list | "
            "revoke --id ID");
    return command_write(k, token_add);
}

/* ---- set-up code, backup */

static enum err code_write(struct work *w, const struct command *k)
{
    char code[20];
    enum err e = setup_code_new(w, code);
    if (e == ERR_CONFLICT)
        return fault_fail(e, &w->faults, "", "exists", "%s", "an administrator exists already%s",
                          "");
    if (e == OK)
        buf_printf(&k->out->out, "%s\n", code);
    return e;
}

static int backup_command(const struct command *k)
{
    const char *file = k->argc > 1 ? k->argv[k->argc - 1] : NULL, *why = "";
    if (file == NULL || file[0] == '-')
        return command_usage(k, "backup --data DIR FILE");
    struct arena *a = arena_new();
    enum err e = store_backup(a, k->ctx->data, file, &why);
    struct conn *c;
    if (e != OK) {
        buf_printf(&k->out->err, "chibo: %s\n", why);
    } else if (conn_open(k->ctx->data, CONN_READ, &c) == OK) {
        const char *head = journal_head(c, a, CHAIN_CHANGES),
                   *reads = journal_head(c, a, CHAIN_READINGS),
                   *secret = journal_head(c, a, CHAIN_CONFIDENTIAL_CHANGES),
                   *secret_reads = journal_head(c, a, CHAIN_CONFIDENTIAL_READINGS);
        const char *key = store_backup_key(a, file);
        buf_printf(
            &k->out->out,
            "%s\nchanges %s\nreadings %s\nconfidential changes %s\nconfidential readings %s\n"
            "document key %s\n",
            file, head[0] ? head : "-", reads[0] ? reads : "-", secret[0] ? secret : "-",
            secret_reads[0] ? secret_reads : "-", key != NULL ? key : "-");
        conn_close(c);
    }
    arena_free(a);
    return e == OK ? 0 : 1;
}

int command_run(const struct command_context *ctx, int argc, const char *const *argv,
                struct command_output *out)
{
    struct command k = {.ctx = ctx, .argc = argc, .argv = argv, .out = out};
    if (strcmp(argv[0], "user") == 0)
        return user_command(&k);
    if (strcmp(argv[0], "token") == 0)
        return token_command(&k);
    if (strcmp(argv[0], "setup-code") == 0)
        return command_write(&k, code_write);
    if (strcmp(argv[0], "backup") == 0)
        return backup_command(&k);
    if (strcmp(argv[0], "drill") == 0)
        return command_drill(&k);
    if (strcmp(argv[0], "check") == 0)
        return command_check(&k);
    if (strcmp(argv[0], "export") == 0)
        return command_export(&k);
    buf_printf(&out->err, "chibo: unknown command %s\n", argv[0]);
    return 2;
}
