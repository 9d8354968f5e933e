/* Dated parameters of the domain's rules. */
#include "api/handlers.h"
#include "base/crypto.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "rules/parameter.h"

#include <string.h>

static void from_rules(struct list_request *q)
{
    list_init(q, &dict_rule);
    part_add(&q->from, "FROM rule t");
    part_add(&q->where, "t.superseded_tx IS NULL");
    q->id_sql = "t.id";
}

enum err rule_list(struct call *c)
{
    struct list_request q;
    const char *day = call_param(c, "as_of");
    if (day != NULL && date_check(day) != PRECISION_DAY)
        return call_bad_param(c, "as_of", "format", "phải là ngày YYYY-MM-DD có thật",
                              "must be a real date YYYY-MM-DD");
    from_rules(&q);
    if (day != NULL) {
        part_add(&q.where, " AND t.effective_from <= ? AND t.effective_to > ?");
        part_text(&q.where, day);
        part_text(&q.where, day);
    }
    return call_list(c, &q);
}

enum err rule_get(struct call *c)
{
    struct list_request q;
    from_rules(&q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

static enum err journal(struct call *c, int64_t id, const char *uid, int64_t version,
                        const char *op)
{
    struct change change = {.resource = "rules",
                            .row_id = id,
                            .uid = uid,
                            .op = op,
                            .version = version,
                            .fields = record_fields(c->work.arena, &c->body),
                            .after = record_json(c->work.arena, &c->body)};
    return journal_change(c->work.conn, c->work.tx, &change);
}

static enum err check_value(struct call *c, const char *unit, const char *value)
{
    switch (parameter_fits(unit, value)) {
    case PARAMETER_NOT_SHARE:
        return call_bad_param(c, "/value", "format", "phải là một phân số như 2/3",
                              "must be a fraction like 2/3");
    case PARAMETER_NOT_NUMBER:
        return call_bad_param(c, "/value", "format",
                              "phải là một số nguyên mà đơn vị này cho phép, chỉ gồm chữ số",
                              "must be a whole number this unit allows, digits only");
    case PARAMETER_FIXED:
        return call_bad_param(c, "/name", "fixed", "bảng này thuộc chương trình, không đặt được",
                              "this table is part of the program and is not to be set");
    case PARAMETER_FITS:
        break;
    }
    return OK;
}

/* A new value from a day on ends the one that held until then. */
enum err rule_create(struct call *c)
{
    const struct record *r = &c->body;
    const char *name = record_text(r, "name"), *from = record_text(r, "effective_from");
    stmt *s = conn_stmt(c->work.conn, SQL_rule_at);
    stmt_bind(s, "tt", name, from);
    if (!stmt_row(s, NULL))
        return conn_get_int(c->work.conn, SQL_rule_known, 0, "t", name) == 0
                   ? call_bad_param(c, "/name", "unknown", "không có tham số này",
                                    "there is no such parameter")
                   : call_bad_param(c, "/effective_from", "too_early",
                                    "quy tắc này chưa áp dụng vào ngày đó",
                                    "this rule does not apply yet on that day");
    int64_t old = stmt_int(s, 0);
    const char *unit = arena_dup(c->work.arena, stmt_text(s, 1)),
               *label = arena_dup(c->work.arena, stmt_text(s, 2));
    const char *label_en = arena_dup(c->work.arena, stmt_text(s, 3)),
               *begun = arena_dup(c->work.arena, stmt_text(s, 4));
    const char *until = arena_dup(c->work.arena, stmt_text(s, 5));
    stmt_reset(s);
    if (strcmp(begun, from) == 0)
        return fault_fail(ERR_CONFLICT, &c->work.faults, "/effective_from", "duplicate",
                          "đã có giá trị từ đúng ngày này",
                          "a value begins on this very day already");
    enum err e = check_value(c, unit, record_text(r, "value"));
    char uid[UID_LEN];
    uid_new(uid);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_rule_close, "it", old, from);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_rule_insert, "tttttttttii", uid, name,
                     record_text(r, "value"), unit, label, label_en, from, until,
                     record_text(r, "citation"), record_int(r, "confirmed"),
                     tx_begin(c->work.conn, c->work.tx));
    int64_t id = conn_last_id(c->work.conn);
    if (e == OK)
        e = journal(c, id, uid, 1, "create");
    return e != OK ? e : call_answer_with(c, rule_get, id);
}

enum err rule_patch(struct call *c)
{
    stmt *s = conn_stmt(c->work.conn, SQL_rule_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t version = stmt_int(s, 10);
    const char *uid = arena_dup(c->work.arena, stmt_text(s, 11));
    stmt_reset(s);
    enum err e = call_check_version(c, version);
    if (e == OK)
        e = conn_run(c->work.conn, SQL_rule_set, "itb", c->id[0], record_text(&c->body, "citation"),
                     record_has(&c->body, "confirmed") ? (int)record_int(&c->body, "confirmed")
                                                       : -1);
    if (e == OK)
        e = journal(c, c->id[0], uid, version + 1, "correct");
    return e != OK ? e : rule_get(c);
}
