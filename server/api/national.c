/* Files for the national database: each remembers up to which change it goes. */
#include "registry/national.h"
#include "api/handlers.h"
#include "api/table_file.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member.h"

#include <stdlib.h>

static void from_exports(struct call *c, struct list_request *q)
{
    list_init(q, &dict_national_export);
    part_add(&q->from, "FROM national_export t JOIN organization o ON o.id = t.org_id");
    part_add(&q->where, "o.path >= ? AND o.path < ?");
    part_text(&q->where, c->work.scope.lo);
    part_text(&q->where, c->work.scope.hi);
    q->id_sql = "t.id";
}

enum err national_list(struct call *c)
{
    struct list_request q;
    from_exports(c, &q);
    return call_list(c, &q);
}

enum err national_get(struct call *c)
{
    struct list_request q;
    from_exports(c, &q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

enum err national_create(struct call *c)
{
    struct org_row org;
    struct scope range;
    char uid[UID_LEN];
    time_text now;
    int64_t org_id =
        record_has(&c->body, "org_id") ? record_int(&c->body, "org_id") : c->work.scope.org_id;
    bool changed = record_int(&c->body, "changed_only") != 0;
    if (!org_get(&c->work, org_id, &org))
        return fault_fail(ERR_BAD_BODY, &c->work.faults, "/org_id", "not_found",
                          "không có tổ chức này", "no such organisation");
    scope_from_path(&range, org.id, org.path);
    struct conn *conn = c->work.conn;
    int64_t after = changed ? conn_get_int(conn, SQL_national_last, 0, "i", org.id) : 0;
    int64_t upto = conn_get_int(conn, SQL_change_head, 0, "");
    int64_t rows =
        changed
            ? conn_get_int(conn, SQL_national_changed, 0, "iitt", after, upto, range.lo, range.hi)
            : conn_get_int(conn, SQL_national_all, 0, "ttt", c->work.today, range.lo, range.hi);
    uid_new(uid);
    time_now(now);
    enum err e = conn_run(conn, SQL_national_insert, "tittiiii", uid, org.id, now, c->actor.label,
                          (int64_t)changed, after, upto, rows);
    return e != OK ? e : call_answer_with(c, national_get, conn_last_id(conn));
}

/* The rows as they are today: all, or those whose record changed between two files. */
static enum err fill(struct call *c, int64_t org_id, bool changed, int64_t after, int64_t upto,
                     struct list_result *r)
{
    struct list_request q;
    struct org_filter f;
    struct table_file file;
    enum err e =
        org_filter_resolve(&c->work, arena_printf(c->work.arena, "%lld", (long long)org_id), NULL,
                           NULL, NULL, NULL, NULL, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_member);
    national_fields(&q);
    q.sensitive = true;
    q.limit = 0;
    member_list_from(&c->work, &q, &f);
    if (changed) { /* who has left since is a changed row, too */
        q.where.sql.len = 0;
        q.where.n_binds = 0;
        member_on_day(&q.where, f.as_of);
        org_filter_sql(&c->work, &f, "s.cell_id", &q.where);
        part_add(&q.where, " AND s.person_id IN (SELECT k.row_id FROM change k WHERE"
                           " k.resource = 'members' AND k.id > ? AND k.id <= ?)");
        part_int(&q.where, after);
        part_int(&q.where, upto);
    }
    c->format = FORMAT_XLSX;
    if (!table_file_open(&file, c, "du-lieu-dang-vien", "Dữ liệu đảng viên")) {
        list_end(&q);
        return ERR_STORE;
    }
    enum lang own = c->work.faults.lang;
    c->work.faults.lang = LANG_VI; /* the template is Vietnamese, whoever asks */
    struct table *national = national_table(c->work.arena, file.table);
    e = list_table(&c->work, &q, national, r);
    national_end(national);
    c->work.faults.lang = own;
    list_end(&q);
    return table_file_done(&file, c, e);
}

enum err national_file(struct call *c)
{
    struct list_result r = {.total = -1};
    struct org_row org;
    stmt *s = conn_stmt(c->work.conn, SQL_national_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t org_id = stmt_int(s, 0), changed = stmt_int(s, 1), after = stmt_int(s, 2),
            upto = stmt_int(s, 3);
    stmt_reset(s);
    if (!org_get(&c->work, org_id, &org))
        return ERR_NOT_FOUND;
    if (!c->work.see_sensitive)
        return ERR_FORBIDDEN;
    enum err e = fill(c, org_id, changed != 0, after, upto, &r);
    if (e == OK && r.rows > 0)
        call_note_reading(c, "[\"ethnicity\",\"religion\",\"personal_id\",\"old_id_number\"]",
                          r.ids, (size_t)r.rows);
    return e;
}
