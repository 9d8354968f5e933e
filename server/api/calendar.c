/* Holidays and swapped working days: what deadlines in working days are counted by. */
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"

static void from_days(struct list_request *q)
{
    list_init(q, &dict_calendar);
    part_add(&q->from, "FROM calendar_day t");
    part_add(&q->where, "t.deleted_tx IS NULL");
    q->id_sql = "t.id";
}

enum err calendar_list(struct call *c)
{
    struct list_request q;
    from_days(&q);
    return call_list(c, &q);
}

enum err calendar_get(struct call *c)
{
    struct list_request q;
    from_days(&q);
    part_add(&q.where, " AND t.id = ?");
    part_int(&q.where, c->id[0]);
    return call_object(c, &q);
}

/* Monday is 0; 1970-01-01 was a Thursday. */
static bool is_weekend(const char *day)
{
    return (date_days(day) % 7 + 7 + 3) % 7 >= 5;
}

/* A working day needs no entry to be worked: one would only hide a slip of the pen. */
static enum err check(struct call *c, const char *day, const char *kind)
{
    if (kind[0] == 'w' && !is_weekend(day))
        return call_bad_param(c, "/day", "not_weekend", "ngày làm bù phải là thứ Bảy hoặc Chủ nhật",
                              "a day worked instead must be a Saturday or Sunday");
    return OK;
}

static enum err taken(struct call *c, enum err e)
{
    if (e == ERR_CONFLICT)
        fault_add(&c->work.faults, "/day", "duplicate", "ngày này đã có trong lịch",
                  "the day is in the calendar already");
    return e;
}

enum err calendar_create(struct call *c)
{
    int64_t id;
    enum err e = check(c, record_text(&c->body, "day"), record_text(&c->body, "kind"));
    if (e == OK)
        e = taken(c, record_insert(&c->work, &c->body, NULL, 0, 0, &id));
    return e != OK ? e : call_answer_with(c, calendar_get, id);
}

static const char *after(struct call *c, const char *field, const char *now)
{
    return record_has(&c->body, field) ? record_text(&c->body, field) : now;
}

enum err calendar_patch(struct call *c)
{
    stmt *s = conn_stmt(c->work.conn, SQL_calendar_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t version = stmt_int(s, 0);
    const char *day = arena_dup(c->work.arena, stmt_text(s, 1));
    const char *kind = arena_dup(c->work.arena, stmt_text(s, 2));
    stmt_reset(s);
    enum err e = call_check_version(c, version);
    if (e == OK)
        e = check(c, after(c, "day", day), after(c, "kind", kind));
    if (e == OK)
        e = taken(c, record_update(&c->work, &c->body, c->id[0], 0, "correct"));
    return e != OK ? e : calendar_get(c);
}

enum err calendar_delete(struct call *c)
{
    stmt *s = conn_stmt(c->work.conn, SQL_calendar_row);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    int64_t version = stmt_int(s, 0);
    stmt_reset(s);
    enum err e = call_check_version(c, version);
    return e != OK ? e : record_delete(&c->work, &dict_calendar, c->id[0], 0);
}
