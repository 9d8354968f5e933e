/* See drill.h. */
#include "api/drill.h"
#include "api/check.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/drill.h"
#include "db/journal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct look {
    struct arena *arena;
    const char *first;
};

static void keep_first(void *ctx, const char *text)
{
    struct look *l = ctx;
    if (l->first == NULL)
        l->first = arena_dup(l->arena, text);
}

/* What an administrator knows the copy again by. */
static void newest_save(struct arena *a, const char *folder, time_text out)
{
    struct conn *c;
    if (conn_open(folder, CONN_READ, &c) != OK)
        return;
    const char *at = conn_get_text(c, a, SQL_save_newest, "");
    snprintf(out, sizeof(time_text), "%s", at ? at : "");
    conn_close(c);
}

static void look_at(struct arena *a, const char *folder, struct drill *out)
{
    struct look look = {.arena = a};
    struct store_check found;
    if (store_check(folder, keep_first, &look, &found) != OK) {
        out->detail = "the restored store cannot be opened";
        return;
    }
    out->findings = found.findings;
    out->changes = found.changes;
    out->detail = look.first;
    out->good = found.findings == 0;
    newest_save(a, folder, out->newest_change);
}

enum err drill_run(struct arena *a, const char *data, const char *file, struct drill *out)
{
    struct stat st;
    const char *slash = strrchr(file, '/'), *folder, *why = "";
    int64_t began = time_monotonic_ms();
    *out = (struct drill){.backup = arena_dup(a, slash ? slash + 1 : file)};
    if (stat(file, &st) != 0 || !S_ISREG(st.st_mode))
        return ERR_NOT_FOUND;
    time_of_seconds(st.st_mtime, out->backup_at);
    out->bytes = st.st_size;
    if (drill_begin(a, data, file, &folder, &why) == OK) {
        look_at(a, folder, out);
        drill_end(folder);
    } else {
        out->detail = why;
    }
    out->milliseconds = time_monotonic_ms() - began;
    log_line(out->good ? LOG_INFO : LOG_ERROR, "drill", "result=%s findings=%lld ms=%lld",
             out->good ? "good" : "failed", (long long)out->findings, (long long)out->milliseconds);
    return OK;
}

enum err drill_record(struct work *w, const struct drill *d, int64_t *id)
{
    char uid[UID_LEN];
    uid_new(uid);
    enum err e = conn_run(w->conn, SQL_drill_insert, "tttitittiii", uid, d->backup, d->backup_at,
                          d->bytes, d->good ? "good" : "failed", d->findings, d->detail,
                          d->newest_change[0] ? d->newest_change : NULL, d->changes,
                          d->milliseconds, tx_begin(w->conn, w->tx));
    *id = conn_last_id(w->conn);
    struct change change = {.resource = "backup_drills",
                            .row_id = *id,
                            .uid = uid,
                            .op = "create",
                            .version = 1,
                            .fields = "[\"backup\",\"result\"]"};
    return e != OK ? e : journal_change(w->conn, w->tx, &change);
}
