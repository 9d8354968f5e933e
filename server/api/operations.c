/* How the registry runs: health in words, storage, certificate, backups, and what to look after. */
#include "api/operations.h"
#include "api/document_key.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/setting.h"
#include "rules/upkeep.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

struct state {
    struct upkeep_facts facts;
    int64_t disk_bytes, backup_bytes;
    const struct backup_file *backups;
    size_t n_backups;
    int64_t drill; /* id of the last, 0: none */
    enum document_key_state key;
    const char *key_mark; /* of the store's key, NULL: there was never a document */
};

static int64_t file_bytes(struct call *c, const char *name)
{
    struct stat st;
    const char *path = arena_printf(c->work.arena, "%s/%s", c->app->config.data, name);
    return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

static void look_at_drills(struct call *c, struct state *s)
{
    stmt *q = conn_stmt(c->work.conn, SQL_drill_newest);
    if (!stmt_row(q, NULL))
        return;
    s->drill = stmt_int(q, 0);
    s->facts.drill_failed = strcmp(stmt_text(q, 1), "good") != 0;
    s->facts.last_drill = time_seconds_of(stmt_text(q, 2));
    stmt_reset(q);
}

static void look_at_key(struct call *c, struct state *s)
{
    struct vault_key key = {.mark = ""};
    s->key = document_key_look(c->app, c->work.conn, &key);
    s->key_mark = conn_get_text(c->work.conn, c->work.arena, SQL_document_key_get, "");
    s->facts.key_missing = s->key != DOCUMENT_KEY_READY && s->key != DOCUMENT_KEY_UNNEEDED;
    vault_forget(&key);
}

static void look(struct call *c, struct state *s)
{
    struct statvfs disk;
    *s = (struct state){.facts = {.now = time_now_ms() / 1000,
                                  .started = c->app->started,
                                  .certificate_ends = http_certificate_ends(c->app->http),
                                  .isolated = c->app->config.isolated}};
    s->facts.store_bytes = file_bytes(c, "chibo.db") + file_bytes(c, "chibo.db-wal");
    if (statvfs(c->app->config.data, &disk) == 0) {
        s->facts.free_bytes = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
        s->disk_bytes = (int64_t)disk.f_blocks * (int64_t)disk.f_frsize;
    }
    s->n_backups = store_backups(c->work.arena, c->app->config.data, &s->backups);
    for (size_t i = 0; i < s->n_backups; i++)
        s->backup_bytes += s->backups[i].bytes;
    if (s->n_backups > 0) {
        s->facts.last_backup = s->backups[0].at;
        s->facts.first_backup = s->backups[s->n_backups - 1].at;
    }
    look_at_drills(c, s);
    look_at_key(c, s);
    const struct code *label = setting_classification(c->work.conn);
    s->facts.state_secret = label != NULL && strcmp(label->code, "internal") != 0;
}

/* ---- in words */

static const struct {
    const char *code, *vi, *en;
} words[UPKEEP_NOTICES] = {
    [UPKEEP_CERTIFICATE_ENDED] =
        {"certificate_ended", "Chứng thư của máy chủ đã hết hạn: trình duyệt sẽ từ chối kết nối.",
         "The server's certificate has ended: browsers will refuse it."},
    [UPKEEP_CERTIFICATE_ENDS] = {"certificate_ends",
                                 "Chứng thư của máy chủ hết hạn trong vòng 30 ngày.",
                                 "The server's certificate ends within 30 days."},
    [UPKEEP_DISK_LOW] = {"disk_low",
                         "Ổ đĩa gần đầy: sao lưu hằng ngày có thể không thực hiện được.",
                         "The disk is nearly full: the daily backup may fail."},
    [UPKEEP_BACKUP_OLD] = {"backup_old", "Hai ngày nay chưa có bản sao lưu nào.",
                           "There has been no backup for two days."},
    [UPKEEP_DRILL_FAILED] = {"drill_failed", "Lần diễn tập khôi phục gần nhất không đạt.",
                             "The last restore drill failed."},
    [UPKEEP_DRILL_DUE] = {"drill_due", "Ba tháng nay chưa diễn tập khôi phục.",
                          "There has been no restore drill for three months."},
    [UPKEEP_NOT_ISOLATED] = {"not_isolated",
                             "Sổ mang độ mật của Nhà nước nhưng máy chủ không chạy với --isolated.",
                             "The registry is a state secret, but the server does not run with "
                             "--isolated."},
    [UPKEEP_KEY_MISSING] = {"document_key",
                            "Không thấy đúng tệp khóa tài liệu: các tệp đã quét chưa mở được.",
                            "The key file of documents is missing or another one: scans cannot be "
                            "opened."},
};

static void put_notices(struct call *c, struct json *j, const struct state *s)
{
    unsigned bits = upkeep_notices(&s->facts);
    json_key(j, "notices");
    json_open(j, '[');
    for (int i = 0; i < UPKEEP_NOTICES; i++) {
        if ((bits & 1u << i) == 0)
            continue;
        json_open(j, '{');
        json_kstr(j, "code", words[i].code);
        json_kstr(j, "detail", c->http->lang == LANG_EN ? words[i].en : words[i].vi);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void operations_put_notices(struct call *c, struct json *j)
{
    struct state s;
    look(c, &s);
    put_notices(c, j, &s);
}

void operations_put_classification(struct call *c, struct json *j)
{
    const struct code *label = setting_classification(c->work.conn);
    json_kstr(j, "classification", label ? label->code : NULL);
    json_kstr(j, "classification_label",
              label == NULL              ? NULL
              : c->http->lang == LANG_EN ? label->en
                                         : label->vi);
}

/* ---- the whole */

static void put_time(struct json *j, const char *name, int64_t seconds)
{
    time_text at;
    if (seconds != 0)
        time_of_seconds(seconds, at);
    json_kstr(j, name, seconds != 0 ? at : NULL);
}

static void put_certificate(struct json *j, const struct state *s)
{
    json_key(j, "certificate");
    if (s->facts.certificate_ends == 0) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    put_time(j, "ends_at", s->facts.certificate_ends);
    json_kint(j, "days_left", (s->facts.certificate_ends - s->facts.now) / 86400);
    json_close(j, '}');
}

static void put_storage(struct json *j, const struct state *s)
{
    json_key(j, "storage");
    json_open(j, '{');
    json_kint(j, "store_bytes", s->facts.store_bytes);
    json_kint(j, "backup_bytes", s->backup_bytes);
    json_kint(j, "free_bytes", s->facts.free_bytes);
    json_kint(j, "disk_bytes", s->disk_bytes);
    json_close(j, '}');
}

static void put_backups(struct json *j, const struct state *s)
{
    json_key(j, "backups");
    json_open(j, '{');
    json_kint(j, "count", (int64_t)s->n_backups);
    put_time(j, "last_at", s->facts.last_backup);
    put_time(j, "last_drill_at", s->facts.last_drill);
    json_kstr(j, "last_drill_result",
              s->drill == 0           ? NULL
              : s->facts.drill_failed ? "failed"
                                      : "good");
    json_close(j, '}');
}

/* How many scans there are is not told: most belong to cases. */
static void put_documents(struct call *c, struct json *j, const struct state *s)
{
    json_key(j, "documents");
    json_open(j, '{');
    json_kstr(j, "key", document_key_code(s->key));
    json_kstr(j, "key_file", c->app->document_key);
    json_kstr(j, "key_fingerprint", s->key_mark);
    json_close(j, '}');
}

enum err operations_get(struct call *c)
{
    struct state s;
    struct json j;
    look(c, &s);
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kstr(&j, "version", CHIBO_VERSION);
    json_kint(&j, "schema", conn_get_int(c->work.conn, SQL_migration_last, 0, ""));
    json_kstr(&j, "url", app_url(c->app));
    put_time(&j, "started_at", s.facts.started);
    json_kbool(&j, "isolated", s.facts.isolated);
    json_kbool(&j, "demo", c->app->config.demo);
    operations_put_classification(c, &j);
    put_certificate(&j, &s);
    put_storage(&j, &s);
    put_backups(&j, &s);
    put_documents(c, &j, &s);
    put_notices(c, &j, &s);
    json_close(&j, '}');
    return OK;
}
