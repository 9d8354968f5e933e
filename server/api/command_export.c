/* `chibo export`: the same lists as the API, with every field, through the same code. */
#include "api/command_parts.h"
#include "base/files.h"
#include "office/book.h"
#include "registry/candidate.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "registry/organization.h"
#include "registry/own_work.h"
#include "registry/setting.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

struct target {
    const char *sheet; /* FILE ends with .xlsx: a sheet of that name is written */
    int fd;
    gzFile gz;
    struct buf *out;
};

static bool target_write(void *ctx, const char *bytes, size_t n)
{
    struct target *t = ctx;
    if (t->out != NULL) {
        buf_add(t->out, bytes, n);
        return true;
    }
    if (t->gz != NULL)
        return n == 0 || gzwrite(t->gz, bytes, (unsigned)n) == (int)n;
    return file_write_all(t->fd, bytes, n);
}

static bool target_open(struct target *t, const struct command *k, const char *file)
{
    *t = (struct target){.fd = -1};
    if (strcmp(file, "-") == 0) {
        t->out = &k->out->out;
        return true;
    }
    size_t n = strlen(file);
    t->fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (t->fd >= 0 && n > 3 && strcmp(file + n - 3, ".gz") == 0)
        t->gz = gzdopen(t->fd, "wb6");
    if (n > 5 && strcmp(file + n - 5, ".xlsx") == 0)
        t->sheet =
            file; /* written under its name into the file that is there, readable by us only */
    return t->fd >= 0;
}

static struct table *sheet_open_for(const struct command *k, struct conn *c, const struct target *t)
{
    char dir[4096];
    const struct code *label = setting_classification(c);
    snprintf(dir, sizeof dir, "%s/tmp", k->ctx->data);
    struct book_look look = {
        .sheet = "chibo", .title = "chibo", .label = label ? label->vi : NULL, .landscape = true};
    return book_open(t->sheet, dir, &look);
}

static bool target_close(struct target *t)
{
    if (t->gz != NULL)
        return gzclose(t->gz) == Z_OK;
    return t->fd < 0 || (fsync(t->fd) == 0 && close(t->fd) == 0);
}

/* Exports are files that imports read: fields of imports, whatever lists show. */
static void importable(struct list_request *q)
{
    for (size_t i = 0; i < q->dict->n; i++)
        q->fields[i] = (q->dict->fields[i].flags & F_IMPORT) != 0 && q->dict->fields[i].sql != NULL;
}

static bool prepare(struct work *w, const char *kind, struct list_request *q)
{
    struct org_filter f;
    if (org_filter_resolve(w, NULL, NULL, NULL, NULL, NULL, NULL, &f) != OK)
        return false;
    if (strcmp(kind, "organizations") == 0) {
        list_init(q, &dict_organization);
        organization_list_from(w, q, &f, true);
        q->sort = &q->dict->fields[0]; /* superiors before what stands below them */
    } else if (strcmp(kind, "members") == 0) {
        list_init(q, &dict_member);
        member_list_from(w, q, &f);
        q->where.sql.len = 0; /* who has left is part of the registry, too */
        q->where.n_binds = 0;
        member_on_day(&q->where, f.as_of);
    } else if (strcmp(kind, "targets") == 0) {
        list_init(q, &dict_target);
        part_add(&q->from, "FROM target t");
        part_add(&q->where, "t.deleted_tx IS NULL");
        q->id_sql = "t.id";
    } else if (strcmp(kind, "discipline") == 0) {
        list_init(q, &dict_discipline);
        part_add(&q->from, "FROM discipline_open t JOIN organization o ON o.id = t.org_id");
        part_add(&q->where, "1");
        q->id_sql = "t.id";
    } else if (strcmp(kind, "candidates") == 0) {
        list_init(q, &dict_candidate);
        candidate_list_from(w, q, &f);
        part_add(&q->where, " AND t.state = 'open'"); /* the running ones */
    } else {
        return false;
    }
    importable(q);
    q->sensitive = true;
    q->limit = 0;
    return true;
}

/* An export holds everybody's sensitive data: it is recorded before it is written. */
static enum err note(struct work *w, const struct command *k)
{
    struct reading r = {.what = "export",
                        .fields = "[\"*\"]",
                        .org_id = w->scope.org_id,
                        .purpose = command_option(k->argc, k->argv, "--purpose")};
    return journal_reading(w->conn, w->actor, &r);
}

int command_export(const struct command *k)
{
    const char *kind = NULL, *file = NULL;
    for (int i = 1; i < k->argc; i++) {
        if (k->argv[i][0] == '-' && k->argv[i][1] == '-')
            i++;
        else if (kind == NULL)
            kind = k->argv[i];
        else
            file = k->argv[i];
    }
    if (kind == NULL || file == NULL)
        return command_usage(
            k, "export --data DIR organizations|members|targets|discipline|candidates FILE");
    struct conn *c;
    if (conn_open(k->ctx->data, CONN_READ, &c) != OK)
        return 1;
    struct own_work own;
    conn_snapshot(c, 0);
    own_work_open(&own, c, "cli", "cli");
    own.work.faults.lang = LANG_VI; /* labels of the header */
    struct work *w = &own.work;
    struct list_request q = {.dict = NULL};
    struct list_result r = {.total = -1};
    struct target t;
    int code = 1;
    if (!prepare(w, kind, &q)) {
        code = command_usage(
            k, "export --data DIR organizations|members|targets|discipline|candidates FILE");
    } else if (command_write(k, note) != 0 || !target_open(&t, k, file)) {
        buf_printf(&k->out->err, "chibo: %s: %s\n", file, strerror(errno));
    } else {
        struct table *table =
            t.sheet != NULL ? sheet_open_for(k, c, &t) : table_csv(target_write, &t, false);
        bool good = list_table(w, &q, table, &r) == OK;
        good = table->finish(table) && good;
        free(table);
        good = target_close(&t) && good;
        code = good ? 0 : 1;
    }
    list_end(&q);
    conn_close(c);
    own_work_close(&own);
    return code;
}
