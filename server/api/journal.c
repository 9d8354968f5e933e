/* What was changed and what was read: the audit trail, a person's access log, the change feed. */
#include "api/handlers.h"
#include "base/crypto.h"
#include "registry/dict_list.h"
#include "registry/member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err audit_list(struct call *c)
{
    struct list_request q;
    struct org_filter f;
    enum err e = call_org_filter(c, &f);
    if (e != OK)
        return e;
    list_init(&q, &dict_audit);
    part_add(&q.from, "FROM change t JOIN tx x ON x.id = t.tx_id");
    /* accounts and rules concern the installation: only whoever sees all of it sees them */
    org_filter_sql(&c->work, &f, "t.org_id", &q.where);
    if (c->caller.role != ROLE_AUDITOR) {
        part_add(&q.where, q.where.sql.len > 0 ? " AND " : "");
        part_add(&q.where, "t.resource NOT IN ('users', 'tokens')");
        /* an office is told of decisions in force only, whoever brought the others in */
        if (!c->work.see_discipline) {
            part_add(&q.where,
                     " AND (t.resource <> 'discipline' OR EXISTS (SELECT 1 FROM"
                     " discipline_decision x WHERE x.id = t.row_id AND x.deleted_tx IS NULL"
                     " AND " DISCIPLINE_IN_FORCE("x", "?") "))");
            part_text(&q.where, c->work.today);
        }
    }
    q.id_sql = "t.id";
    return call_list(c, &q);
}

/* Of one chain; the numbers of the confidential one are told as negative. */
#define READINGS(id, chain)                                                                        \
    "SELECT y.person_id, " id ", r.at, r.actor, r.role, r.what, r.fields, r.purpose, r.people"     \
    " FROM " chain "_person y JOIN " chain "_read r ON r.id = y.access_id"

enum err member_access_log(struct call *c)
{
    struct list_request q;
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    list_init(&q, &dict_access_log);
    part_add(&q.from, "FROM (" READINGS("r.id", "access"));
    if (c->work.see_discipline)
        part_add(&q.from, " UNION ALL " READINGS("-r.id", "confidential"));
    part_add(&q.from, ") t");
    /* an admission dossier was read under its own number, negative, until it had a member */
    part_add(&q.where, "t.person_id IN (SELECT ? UNION ALL SELECT -d.id FROM candidate d"
                       " WHERE d.person_id = ?)");
    part_int(&q.where, c->id[0]);
    part_int(&q.where, c->id[0]);
    q.id_sql = "t.id";
    return call_list(c, &q);
}

/* ---- the feed: numbers are opaque, bound to the store's epoch and to the scope */

static void mask_of(const struct call *c, uint8_t mask[HASH_BYTES])
{
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, c->app->store.key, sizeof c->app->store.key);
    hasher_add(&h, c->app->epoch, strlen(c->app->epoch));
    hasher_add(&h, &c->caller.org_id, sizeof c->caller.org_id);
    hasher_end(&h, mask);
}

static const char *seq_text(const struct call *c, int64_t id)
{
    uint8_t mask[HASH_BYTES], bytes[12], check[HASH_BYTES];
    char hex[25];
    mask_of(c, mask);
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, mask, sizeof mask);
    hasher_add(&h, &id, sizeof id);
    hasher_end(&h, check);
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)id >> (56 - 8 * i)) ^ mask[i] ^ check[i % 4];
    memcpy(bytes + 8, check, 4);
    hex_encode(hex, bytes, sizeof bytes);
    return arena_printf(c->work.arena, "%.8s-%s", c->app->epoch, hex);
}

/* -1: of another epoch; -2: not ours. */
static int64_t seq_parse(const struct call *c, const char *text)
{
    uint8_t mask[HASH_BYTES], bytes[12];
    int64_t id = 0;
    const char *dash = strchr(text, '-');
    if (dash == NULL || dash - text != 8 || strlen(dash + 1) != 24 ||
        !hex_decode(bytes, sizeof bytes, dash + 1))
        return -2;
    if (strncmp(text, c->app->epoch, 8) != 0)
        return -1;
    mask_of(c, mask);
    for (int i = 0; i < 8; i++)
        id = (int64_t)((uint64_t)id << 8 | (uint8_t)(bytes[i] ^ mask[i] ^ bytes[8 + i % 4]));
    return id >= 0 && strcmp(seq_text(c, id), text) == 0 ? id : -2;
}

static bool good_number(const char *text, int most, int *out)
{
    if (text == NULL)
        return true;
    *out = atoi(text);
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 6 &&
           *out <= most;
}

/* Whoever may not read a resource learns nothing of it, not even that something happened. What is
   counted nowhere by itself tells no dashboard anything: the member's own change does. */
static bool tells(const struct call *c, bool people, const char *resource)
{
    static const struct {
        const char *begins;
        enum permission permission;
    } of[] = {{"candidate", PERMISSION_CANDIDATE_READ},
              {"transfers", PERMISSION_TRANSFER_READ},
              {"status_changes", PERMISSION_MEMBER_READ},
              {"badges", PERMISSION_BADGE_READ},
              {"documents", PERMISSION_DOCUMENT_FEED}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (strncmp(resource, of[i].begins, strlen(of[i].begins)) == 0)
            return people && role_may(c->caller.role, of[i].permission);
    if (strcmp(resource, "discipline") != 0)
        return true;
    return people ? role_may(c->caller.role, PERMISSION_DISCIPLINE_FEED) : c->work.see_discipline;
}

static void put_statistics(struct json *j, stmt *s)
{
    json_kstr(j, "resource", "statistics");
    json_key(j, "organization");
    json_open(j, '{');
    json_kint(j, "id", stmt_int(s, 6));
    json_kstr(j, "code", stmt_text(s, 7));
    json_kstr(j, "name", stmt_text(s, 8));
    json_close(j, '}');
}

enum err change_list(struct call *c)
{
    const char *after = call_param(c, "after"), *last = after;
    int64_t from = 0;
    int limit = 100, wait = 0, n = 0, shown = 0;
    if (c->app->config.isolated)
        return ERR_NOT_FOUND;
    if (!good_number(call_param(c, "limit"), 500, &limit) || limit < 1)
        return call_bad_param(c, "limit", "range", "phải từ 1 đến 500", "must be from 1 to 500");
    if (!good_number(call_param(c, "wait"), 60, &wait))
        return call_bad_param(c, "wait", "range", "phải từ 0 đến 60", "must be from 0 to 60");
    if (after != NULL && (from = seq_parse(c, after)) < 0)
        return from == -1
                   ? ERR_GONE
                   : call_bad_param(c, "after", "format", "không phải số thứ tự của phạm vi này",
                                    "is no sequence of this scope");
    bool people = role_may(c->caller.role, PERMISSION_MEMBER_READ);
    struct json j;
    json_init(&j, &c->out);
    json_open(&j, '{');
    json_key(&j, "items");
    json_open(&j, '[');
    stmt *s = conn_stmt(c->work.conn, SQL_changes_after);
    stmt_bind(s, "itti", from > c->wait_from ? from : c->wait_from, c->work.scope.lo,
              c->work.scope.hi, (int64_t)limit);
    while (stmt_row(s, NULL)) {
        n++;
        last = seq_text(c, stmt_int(s, 0));
        if (!tells(c, people, stmt_text(s, 2)))
            continue;
        shown++;
        json_open(&j, '{');
        json_kstr(&j, "seq", last);
        json_kstr(&j, "at", stmt_text(s, 1));
        if (people) {
            json_kstr(&j, "resource", stmt_text(s, 2));
            json_kstr(&j, "uid", stmt_text(s, 3));
            json_kstr(&j, "op", stmt_text(s, 4));
            json_kint(&j, "version", stmt_int(s, 5));
        } else {
            put_statistics(&j, s);
        }
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_kstr(&j, "next_after", last ? last : seq_text(c, 0));
    json_kbool(&j, "more", n == limit);
    json_close(&j, '}');
    if (wait > 0 && shown == 0 && n < limit && !c->wait_over) {
        c->wait_ms = wait * 1000;
        c->wait_from = conn_get_int(c->work.conn, SQL_org_seq_get, 0, "i", c->caller.org_id);
    }
    return OK;
}
