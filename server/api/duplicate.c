/* One person recorded twice: finding pairs, keeping them apart, merging them. */
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"
#include "registry/member.h"
#include "registry/member_merge.h"

#include <stdlib.h>
#include <string.h>

#define POINTS_LEAST 70
#define PAIRS_MAX 500

static void put_person(struct json *j, const char *key, stmt *s, int at)
{
    /* columns come in pairs: one_name, two_name, … */
    json_key(j, key);
    json_open(j, '{');
    json_kint(j, "id", stmt_int(s, at));
    json_kstr(j, "full_name", stmt_text(s, 2 + at));
    json_kstr(j, "born_on", stmt_text(s, 4 + at));
    json_kint(j, "cell_id", stmt_int(s, 6 + at));
    json_kstr(j, "cell_name", stmt_text(s, 8 + at));
    json_kstr(j, "record_number", stmt_text(s, 10 + at));
    json_close(j, '}');
}

/* The likeliest pairs of the asked unit. */
enum err duplicate_list(struct call *c)
{
    struct org_filter f;
    struct json j;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    int64_t n = 0;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    stmt *s = conn_stmt(c->work.conn, SQL_duplicate_pairs);
    stmt_bind(s, "tttii", c->work.today, f.range.lo, f.range.hi, (int64_t)POINTS_LEAST,
              (int64_t)PAIRS_MAX);
    while (stmt_row(s, &e)) {
        json_open(&j, '{');
        put_person(&j, "one", s, 0);
        put_person(&j, "two", s, 1);
        json_kint(&j, "points", stmt_int(s, 12));
        json_close(&j, '}');
        n++;
    }
    json_close(&j, ']');
    json_knull(&j, "next_cursor");
    json_kint(&j, "total", n);
    json_close(&j, '}');
    return e;
}

static int64_t named(struct call *c, const char *key)
{
    return json_integer_value(json_object_get(c->json, key));
}

static enum err known(struct call *c, int64_t id, const char *pointer)
{
    struct member_place place;
    if (member_place(&c->work, id, &place))
        return OK;
    return call_bad_param(c, pointer, "not_found", "không có đảng viên này", "no such member");
}

/* Somebody looked: they are two people. The pair is not shown again. */
enum err duplicate_apart(struct call *c)
{
    int64_t one = named(c, "one"), two = named(c, "two");
    enum err e = known(c, one, "/one");
    if (e == OK)
        e = known(c, two, "/two");
    if (e == OK && one == two)
        e = call_bad_param(c, "/two", "itself", "phải là hai bản ghi khác nhau",
                           "must be two records");
    if (e != OK)
        return e;
    struct member_place place;
    member_place(&c->work, one, &place);
    e = conn_run(c->work.conn, SQL_distinct_insert, "iii", one, two,
                 tx_begin(c->work.conn, c->work.tx));
    struct change change = {.resource = "duplicates",
                            .row_id = one,
                            .op = "create",
                            .version = 1,
                            .org_id = place.cell_id,
                            .fields = "[\"one\",\"two\"]"};
    return e != OK ? e : journal_change(c->work.conn, c->work.tx, &change);
}

enum err member_merge_call(struct call *c)
{
    static const char *const names[] = {"from", "values", "reason", NULL};
    struct record values = {.dict = &dict_member};
    struct merged merged;
    struct member_place place;
    enum err e = call_only(c, c->json, names);
    if (e != OK)
        return e;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    int64_t version = conn_get_int(c->work.conn, SQL_person_version, 0, "i", c->id[0]);
    e = c->if_match != 0 ? call_check_version(c, version) : OK;
    const json_t *chosen = json_object_get(c->json, "values");
    if (e == OK && chosen != NULL)
        e = record_parse(&c->work, &dict_member, chosen, RECORD_PATCH, NULL, &values);
    if (e == OK)
        e = member_merge(&c->work, c->id[0], named(c, "from"), &values, &merged);
    if (e != OK)
        return e;
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kbool(&j, "preview", c->preview);
    json_key(&j, "save_id");
    if (c->preview)
        json_none(&j);
    else
        json_int(&j, c->tx.id);
    json_kint(&j, "id", c->id[0]);
    json_kint(&j, "memberships", merged.memberships);
    json_kint(&j, "rows", merged.rows);
    json_kint(&j, "posts", merged.posts);
    json_close(&j, '}');
    return OK;
}
