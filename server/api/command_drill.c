/* `chibo drill`: restores a backup into a folder of its own, checks it, says and records what came
   out. */
#include "api/command_parts.h"
#include "api/drill.h"
#include "db/store.h"

static enum err record(struct work *w, const struct command *k)
{
    int64_t id;
    return drill_record(w, k->data, &id);
}

int command_drill(const struct command *k)
{
    const char *file = k->argc > 1 ? k->argv[k->argc - 1] : NULL;
    struct arena *a = arena_new();
    const struct backup_file *files;
    struct drill d;
    if (file == NULL && store_backups(a, k->ctx->data, &files) > 0)
        file = arena_printf(a, "%s/backups/%s", k->ctx->data, files[0].name);
    int code = 1;
    if (file == NULL) {
        buf_printf(&k->out->err, "chibo: there is no backup in %s/backups\n", k->ctx->data);
    } else if (drill_run(a, k->ctx->data, file, &d) != OK) {
        buf_printf(&k->out->err, "chibo: there is no file %s\n", file);
    } else {
        struct command with = *k;
        with.data = &d;
        code = command_write(&with, record);
        buf_printf(&k->out->out, "%s: %s, %lld findings, %lld ms, newest change %s\n", d.backup,
                   d.good ? "good" : "failed", (long long)d.findings, (long long)d.milliseconds,
                   d.newest_change[0] ? d.newest_change : "-");
        if (!d.good)
            buf_printf(&k->out->err, "chibo: %s\n", d.detail);
        if (!d.good)
            code = 1;
    }
    arena_free(a);
    return code;
}
