/* Organisations: the tree, its acts, its history. */
#include "registry/organization.h"
#include "api/handlers.h"
#include "base/date.h"
#include "registry/dict_list.h"

#include <string.h>

static bool filters_status(const struct call *c)
{
    for (int i = 0; c->list != NULL && i < c->list->n_filters; i++) {
        const char *name = c->list->filters[i].field->name;
        if (strcmp(name, "status") == 0 || strcmp(name, "dissolved_on") == 0)
            return true;
    }
    return false;
}

static enum err list_of(struct call *c, const struct dict *d, const char *kinds)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, d);
    organization_list_from(&c->work, &q, &f, filters_status(c));
    if (kinds != NULL)
        part_add(&q.where, kinds);
    if ((e = call_flag_filter(c, &q, "organizations", "c.id")) != OK) {
        list_end(&q);
        return e;
    }
    const char *text = call_param(c, "q");
    if (text != NULL)
        organization_search(&c->work, &q, text);
    return call_list(c, &q);
}

enum err organization_list(struct call *c)
{
    return list_of(c, &dict_organization, NULL);
}

enum err organization_directory(struct call *c)
{
    struct list_request q;
    const char *text = call_param(c, "q");
    list_init(&q, &dict_directory);
    organization_directory_from(&c->work, &q);
    if (text != NULL)
        organization_search(&c->work, &q, text);
    return call_list(c, &q);
}

enum err cell_list(struct call *c)
{
    return list_of(c, &dict_cell, " AND f.kind IN ('base_cell', 'cell')");
}

/* as_of for single objects: a real day. */
static enum err day_of(struct call *c, const char **day)
{
    *day = call_param(c, "as_of");
    if (*day != NULL && date_check(*day) != PRECISION_DAY)
        return call_bad_param(c, "as_of", "format", "phải là ngày YYYY-MM-DD có thật",
                              "must be a real date YYYY-MM-DD");
    return OK;
}

static enum err object_of(struct call *c, const struct dict *d, const char *kinds)
{
    struct list_request q;
    const char *day;
    enum err e = day_of(c, &day);
    if (e != OK)
        return e;
    list_init(&q, d);
    organization_object_from(&c->work, &q, c->id[0], day);
    if (kinds != NULL)
        part_add(&q.where, kinds);
    return call_object(c, &q);
}

enum err organization_get(struct call *c)
{
    return object_of(c, &dict_organization, NULL);
}

enum err cell_get(struct call *c)
{
    return object_of(c, &dict_cell, " AND f.kind IN ('base_cell', 'cell')");
}

enum err organization_children(struct call *c)
{
    struct list_request q;
    struct org_row org;
    struct org_filter f;
    const char *day;
    enum err e = day_of(c, &day);
    if (e != OK)
        return e;
    if (!org_get(&c->work, c->id[0], &org))
        return ERR_NOT_FOUND;
    e = org_filter_resolve(&c->work, NULL, NULL, NULL, NULL, day, NULL, &f);
    list_init(&q, &dict_organization);
    organization_list_from(&c->work, &q, &f, filters_status(c));
    part_add(&q.where, q.where.sql.len > 0 ? " AND c.id IN (" : "c.id IN (");
    part_add(
        &q.where,
        "SELECT p.org_id FROM placement p WHERE p.parent_id = ? AND p.superseded_tx IS NULL"
        " AND p.valid_to > ? AND p.id = (SELECT x.id FROM placement x WHERE x.org_id = p.org_id"
        " AND x.superseded_tx IS NULL AND x.valid_to > ? ORDER BY x.valid_from LIMIT 1))");
    part_int(&q.where, org.id);
    part_text(&q.where, f.as_of);
    part_text(&q.where, f.as_of);
    return e != OK ? e : call_list(c, &q);
}

/* ---- history */

/* The sentinels of interval columns are no dates anybody wrote. */
static const char *shown(const char *day)
{
    return day == NULL || strcmp(day, DATE_MIN) == 0 || strcmp(day, DATE_MAX) == 0 ? NULL : day;
}

static void put_facts(struct call *c, struct json *j)
{
    static const char *const names[] = {"code", "name", "kind", "category", "status"};
    stmt *s = conn_stmt(c->work.conn, SQL_org_fact_history);
    stmt_bind(s, "i", c->id[0]);
    json_key(j, "facts");
    json_open(j, '[');
    while (stmt_row(s, NULL)) {
        json_open(j, '{');
        json_kstr(j, "from", shown(stmt_text(s, 0)));
        json_kstr(j, "to", shown(stmt_text(s, 1)));
        for (int i = 0; i < 5; i++)
            json_kstr(j, names[i], stmt_text(s, 2 + i));
        json_kstr(j, "status_by", stmt_text(s, 11));
        json_kstr(j, "recorded_at", stmt_text(s, 7));
        json_kstr(j, "actor", stmt_text(s, 8));
        json_kstr(j, "reason", stmt_text(s, 9));
        json_kstr(j, "superseded_at", stmt_text(s, 10));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_placements(struct call *c, struct json *j)
{
    stmt *s = conn_stmt(c->work.conn, SQL_placement_history);
    stmt_bind(s, "i", c->id[0]);
    json_key(j, "placements");
    json_open(j, '[');
    while (stmt_row(s, NULL)) {
        bool seen = scope_has_path(&c->work.scope, stmt_text(s, 5));
        json_open(j, '{');
        json_kstr(j, "from", shown(stmt_text(s, 0)));
        json_kstr(j, "to", shown(stmt_text(s, 1)));
        json_key(j, "parent");
        if (seen) {
            json_open(j, '{');
            json_kint(j, "id", stmt_int(s, 2));
            json_kstr(j, "code", stmt_text(s, 3));
            json_kstr(j, "name", stmt_text(s, 4));
            json_close(j, '}');
        } else {
            json_none(j); /* a superior outside the caller's scope is not hinted at */
        }
        json_kstr(j, "decision", stmt_text(s, 6));
        json_kstr(j, "recorded_at", stmt_text(s, 7));
        json_kstr(j, "actor", stmt_text(s, 8));
        json_kstr(j, "reason", stmt_text(s, 9));
        json_kstr(j, "superseded_at", stmt_text(s, 10));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_relative(struct call *c, struct json *j, const char *key, stmt *s, int col)
{
    json_key(j, key);
    if (!scope_has_path(&c->work.scope, stmt_text(s, col + 3))) {
        json_none(j);
        return;
    }
    json_open(j, '{');
    json_kint(j, "id", stmt_int(s, col));
    json_kstr(j, "code", stmt_text(s, col + 1));
    json_kstr(j, "name", stmt_text(s, col + 2));
    json_close(j, '}');
}

/* What it came from and what became of it. */
static void put_lineage(struct call *c, struct json *j)
{
    stmt *s = conn_stmt(c->work.conn, SQL_lineage_rows);
    stmt_bind(s, "i", c->id[0]);
    json_key(j, "lineage");
    json_open(j, '[');
    while (stmt_row(s, NULL)) {
        json_open(j, '{');
        json_kstr(j, "kind", stmt_text(s, 0));
        json_kstr(j, "on", stmt_text(s, 1));
        json_kstr(j, "decision", stmt_text(s, 2));
        put_relative(c, j, "from", s, 3);
        put_relative(c, j, "to", s, 7);
        json_close(j, '}');
    }
    json_close(j, ']');
}

enum err organization_history(struct call *c)
{
    struct org_row org;
    struct json j;
    if (!org_get(&c->work, c->id[0], &org))
        return ERR_NOT_FOUND;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_kint(&j, "id", org.id);
    json_kstr(&j, "uid", org.uid);
    put_facts(c, &j);
    put_placements(c, &j);
    put_lineage(c, &j);
    json_close(&j, '}');
    return OK;
}

/* ---- acts */

enum err organization_create_call(struct call *c)
{
    int64_t id;
    enum err e = organization_create(&c->work, &c->body, &id);
    return e != OK ? e : call_answer_with(c, organization_get, id);
}

enum err organization_patch(struct call *c)
{
    struct org_row org;
    const char *day;
    if (!org_get(&c->work, c->id[0], &org))
        return ERR_NOT_FOUND;
    enum err e = call_check_version(c, org.version);
    if (e == OK)
        e = call_effective_on(c, &day);
    if (e == OK)
        e = organization_change(&c->work, org.id, &c->body, day);
    return e != OK ? e : organization_get(c);
}

/* The organisation of an act; a version, where one is sent, is asked for. */
static enum err take_org(struct call *c, struct org_row *org)
{
    if (!org_get(&c->work, c->id[0], org))
        return ERR_NOT_FOUND;
    return c->if_match != 0 ? call_check_version(c, org->version) : OK;
}

static enum err done(struct call *c, enum err e)
{
    if (e != OK)
        return e;
    c->location = arena_printf(c->work.arena, "/api/v1/organizations/%lld", (long long)c->id[0]);
    return organization_get(c);
}

enum err organization_placement(struct call *c)
{
    struct org_row org;
    enum err e = take_org(c, &org);
    if (e == OK)
        e = organization_place(&c->work, org.id, record_int(&c->body, "parent_id"),
                               record_text(&c->body, "effective_on"),
                               record_text(&c->body, "decision"));
    return done(c, e);
}

enum err organization_suspension(struct call *c)
{
    struct org_row org;
    enum err e = take_org(c, &org);
    if (e == OK)
        e = organization_suspend(&c->work, org.id, record_text(&c->body, "effective_on"),
                                 record_text(&c->body, "until"), record_text(&c->body, "decision"));
    return done(c, e);
}

static enum err day_and_decision(struct call *c,
                                 enum err (*act)(struct work *w, int64_t id, const char *day,
                                                 const char *decision))
{
    struct org_row org;
    enum err e = take_org(c, &org);
    if (e == OK)
        e = act(&c->work, org.id, record_text(&c->body, "effective_on"),
                record_text(&c->body, "decision"));
    return done(c, e);
}

enum err organization_dissolution(struct call *c)
{
    return day_and_decision(c, organization_dissolve);
}

enum err organization_resumption(struct call *c)
{
    return day_and_decision(c, organization_resume);
}
