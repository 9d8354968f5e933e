/* The hash chains. Each link covers its predecessor and the hash of the values, so that values
   can be purged later while the chain stays whole. */
#include "db/journal.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/date.h"
#include "db/scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_text(struct hasher *h, const char *text)
{
    /* the NUL keeps "ab"+"c" apart from "a"+"bc"; a missing value differs from an empty one */
    if (text == NULL)
        hasher_add(h, "\1", 2);
    else
        hasher_add(h, text, strlen(text) + 1);
}

static void add_int(struct hasher *h, int64_t v)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)v);
    add_text(h, text);
}

/* Where changes stand: those that all may be told of, and the confidential ones. */
static const struct changes {
    const char *name;
    enum sql_id begin, head, insert, bump, chain;
} open_changes = {"change",          SQL_tx_insert,   SQL_change_head,
                  SQL_change_insert, SQL_org_seq_put, SQL_change_chain},
  confidential_changes = {"confidential change",        SQL_confidential_tx_insert,
                          SQL_confidential_change_head, SQL_confidential_change_insert,
                          SQL_confidential_seq_put,     SQL_confidential_change_chain};

static const struct changes *changes_of(const struct tx *tx)
{
    return tx->confidential ? &confidential_changes : &open_changes;
}

int64_t tx_begin(struct conn *c, struct tx *tx)
{
    if (tx->id != 0)
        return tx->id;
    const struct actor *a = tx->actor;
    time_now(tx->at);
    enum err e = conn_run(c, changes_of(tx)->begin, "tssttsttt", tx->at, a->user_id, a->token_id,
                          a->label, a->role, a->org_id, a->channel, tx->reason, a->request_id);
    if (e != OK)
        return -1;
    tx->id = conn_last_id(c);
    return tx->id;
}

/* ---- changes */

struct change_link {
    int64_t id, tx_id, row_id, version, org_id;
    const char *resource, *uid, *op, *fields;
};

static void change_hash(const uint8_t prev[HASH_BYTES], const struct change_link *l,
                        const uint8_t payload[HASH_BYTES], uint8_t out[HASH_BYTES])
{
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, prev, HASH_BYTES);
    add_int(&h, l->id);
    add_int(&h, l->tx_id);
    add_text(&h, l->resource);
    add_int(&h, l->row_id);
    add_text(&h, l->uid ? l->uid : "");
    add_text(&h, l->op);
    add_int(&h, l->version);
    add_int(&h, l->org_id);
    add_text(&h, l->fields);
    hasher_add(&h, payload, HASH_BYTES);
    hasher_end(&h, out);
}

static void values_hash(const char *before, const char *after, uint8_t out[HASH_BYTES])
{
    struct hasher h;
    hasher_start(&h);
    add_text(&h, before);
    add_text(&h, after);
    hasher_end(&h, out);
}

static enum err read_head(struct conn *c, enum sql_id query, int64_t *id, uint8_t hash[HASH_BYTES])
{
    *id = 0;
    memset(hash, 0, HASH_BYTES);
    stmt *s = conn_stmt(c, query);
    enum err e;
    if (!stmt_row(s, &e))
        return e;
    *id = stmt_int(s, 0);
    if (stmt_bytes(s, 1) == HASH_BYTES)
        memcpy(hash, stmt_blob(s, 1), HASH_BYTES);
    stmt_reset(s);
    return OK;
}

static enum err bump(struct conn *c, enum sql_id put, int64_t org_id, int64_t change_id)
{
    stmt *s = conn_stmt(c, SQL_org_seq_path);
    stmt_bind(s, "i", org_id);
    enum err e;
    if (!stmt_row(s, &e))
        return e;
    char path[PATH_MAX_LEN];
    snprintf(path, sizeof path, "%s", stmt_text(s, 0));
    stmt_reset(s);
    e = OK;
    for (char *p = path; *p == '/' && p[1] != '\0' && e == OK;) {
        e = conn_run(c, put, "ii", (int64_t)strtoll(p + 1, &p, 10), change_id);
    }
    return e;
}

enum err journal_bump(struct conn *c, int64_t org_id, int64_t change_id)
{
    return bump(c, SQL_org_seq_put, org_id, change_id);
}

enum err journal_change(struct conn *c, struct tx *tx, const struct change *change)
{
    uint8_t prev[HASH_BYTES], payload[HASH_BYTES], hash[HASH_BYTES];
    struct change_link l = {.tx_id = tx_begin(c, tx),
                            .row_id = change->row_id,
                            .version = change->version,
                            .org_id = change->org_id,
                            .resource = change->resource,
                            .uid = change->uid,
                            .op = change->op,
                            .fields = change->fields ? change->fields : "[]"};
    if (l.tx_id < 0)
        return ERR_STORE;
    const struct changes *to = changes_of(tx);
    enum err e = read_head(c, to->head, &l.id, prev);
    if (e != OK)
        return e;
    l.id++;
    values_hash(change->before, change->after, payload);
    change_hash(prev, &l, payload, hash);
    e = conn_run(c, to->insert, "iitittisttthh", l.id, l.tx_id, l.resource, l.row_id, l.uid, l.op,
                 l.version, l.org_id, l.fields, change->before, change->after, payload, hash);
    if (e != OK)
        return e;
    tx->last_change = l.id;
    return l.org_id != 0 && !tx->quiet_seq ? bump(c, to->bump, l.org_id, l.id) : OK;
}

/* ---- readings */

/* The two chains of readings, alike but for their tables. */
static const struct readings {
    const char *name;
    enum sql_id head, insert, person, chain, people;
} open_readings = {"reading",        SQL_access_head,  SQL_access_insert, SQL_access_person_insert,
                   SQL_access_chain, SQL_access_people},
  confidential_readings = {"confidential reading",  SQL_confidential_head,
                           SQL_confidential_insert, SQL_confidential_person_insert,
                           SQL_confidential_chain,  SQL_confidential_people};

struct read_link {
    int64_t id, org_id, people;
    const char *at, *actor, *role, *what, *fields, *purpose;
};

static void read_hash(const uint8_t prev[HASH_BYTES], const struct read_link *l,
                      const uint8_t payload[HASH_BYTES], uint8_t out[HASH_BYTES])
{
    struct hasher h;
    hasher_start(&h);
    hasher_add(&h, prev, HASH_BYTES);
    add_int(&h, l->id);
    add_text(&h, l->at);
    add_text(&h, l->actor);
    add_text(&h, l->role ? l->role : "");
    add_int(&h, l->org_id);
    add_text(&h, l->what);
    add_text(&h, l->fields);
    add_text(&h, l->purpose ? l->purpose : "");
    add_int(&h, l->people);
    hasher_add(&h, payload, HASH_BYTES);
    hasher_end(&h, out);
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

enum err journal_reading(struct conn *c, const struct actor *actor, const struct reading *r)
{
    uint8_t prev[HASH_BYTES], payload[HASH_BYTES], hash[HASH_BYTES];
    time_text now;
    time_now(now);
    int64_t *people = malloc((r->n_people + 1) * sizeof *people);
    if (people == NULL)
        return ERR_NO_MEMORY;
    if (r->n_people > 0)
        memcpy(people, r->people, r->n_people * sizeof *people);
    qsort(people, r->n_people, sizeof *people, by_id);
    struct hasher h;
    hasher_start(&h);
    size_t n = 0;
    for (size_t i = 0; i < r->n_people; i++) {
        if (n > 0 && people[n - 1] == people[i])
            continue;
        people[n++] = people[i];
        add_int(&h, people[i]);
    }
    hasher_end(&h, payload);
    struct read_link l = {.org_id = r->org_id,
                          .people = (int64_t)n,
                          .at = now,
                          .actor = actor->label,
                          .role = actor->role,
                          .what = r->what,
                          .fields = r->fields,
                          .purpose = r->purpose};
    const struct readings *of = r->confidential ? &confidential_readings : &open_readings;
    enum err e = read_head(c, of->head, &l.id, prev);
    l.id++;
    read_hash(prev, &l, payload, hash);
    if (e == OK)
        e = conn_run(c, of->insert, "itssttstttithh", l.id, l.at, actor->user_id, actor->token_id,
                     l.actor, l.role, l.org_id, l.what, l.fields, l.purpose, l.people,
                     actor->request_id, payload, hash);
    for (size_t i = 0; i < n && e == OK; i++)
        e = conn_run(c, of->person, "ii", people[i], l.id);
    free(people);
    return e;
}

/* ---- verification */

const char *journal_head(struct conn *c, struct arena *a, enum chain chain)
{
    static const enum sql_id heads[] = {SQL_change_head, SQL_access_head,
                                        SQL_confidential_change_head, SQL_confidential_head};
    uint8_t hash[HASH_BYTES];
    int64_t id;
    if (read_head(c, heads[chain], &id, hash) != OK || id == 0)
        return "";
    char *hex = arena_alloc(a, HASH_HEX);
    hex_encode(hex, hash, HASH_BYTES);
    return hex;
}

struct verify {
    void (*finding)(void *ctx, const char *text);
    void *ctx;
    uint8_t prev[HASH_BYTES];
    int64_t last;
};

static void report(struct verify *v, const char *chain, int64_t id, const char *what)
{
    char text[160];
    snprintf(text, sizeof text, "%s %lld: %s", chain, (long long)id, what);
    v->finding(v->ctx, text);
}

static void check_link(struct verify *v, const char *chain, int64_t id, stmt *s, int hash_col,
                       bool payload_ok, const uint8_t expected[HASH_BYTES])
{
    if (id != v->last + 1)
        report(v, chain, id, "a link before it is missing");
    if (!payload_ok)
        report(v, chain, id, "its values do not match their hash");
    if (stmt_bytes(s, hash_col) != HASH_BYTES ||
        memcmp(stmt_blob(s, hash_col), expected, HASH_BYTES) != 0)
        report(v, chain, id, "its hash does not match the chain");
    if (stmt_bytes(s, hash_col) == HASH_BYTES)
        memcpy(v->prev, stmt_blob(s, hash_col), HASH_BYTES);
    v->last = id;
}

static enum err verify_changes(struct conn *c, const struct changes *of, struct verify *v)
{
    stmt *s = conn_stmt(c, of->chain);
    enum err e;
    while (stmt_row(s, &e)) {
        struct change_link l = {.id = stmt_int(s, 0),
                                .tx_id = stmt_int(s, 1),
                                .resource = stmt_text(s, 2),
                                .row_id = stmt_int(s, 3),
                                .uid = stmt_text(s, 4),
                                .op = stmt_text(s, 5),
                                .version = stmt_int(s, 6),
                                .org_id = stmt_int(s, 7),
                                .fields = stmt_text(s, 8)};
        uint8_t payload[HASH_BYTES], stored[HASH_BYTES] = {0}, hash[HASH_BYTES];
        values_hash(stmt_text(s, 9), stmt_text(s, 10), payload);
        if (stmt_bytes(s, 11) == HASH_BYTES)
            memcpy(stored, stmt_blob(s, 11), HASH_BYTES);
        change_hash(v->prev, &l, stored, hash);
        check_link(v, of->name, l.id, s, 12, memcmp(payload, stored, HASH_BYTES) == 0, hash);
    }
    return e;
}

static void people_hash(struct conn *c, const struct readings *of, int64_t id,
                        uint8_t out[HASH_BYTES])
{
    struct hasher h;
    hasher_start(&h);
    stmt *s = conn_stmt(c, of->people);
    stmt_bind(s, "i", id);
    while (stmt_row(s, NULL))
        add_int(&h, stmt_int(s, 0));
    hasher_end(&h, out);
}

static enum err verify_readings(struct conn *c, const struct readings *of, struct verify *v)
{
    stmt *s = conn_stmt(c, of->chain);
    enum err e;
    while (stmt_row(s, &e)) {
        struct read_link l = {.id = stmt_int(s, 0),
                              .at = stmt_text(s, 1),
                              .actor = stmt_text(s, 2),
                              .role = stmt_text(s, 3),
                              .org_id = stmt_int(s, 4),
                              .what = stmt_text(s, 5),
                              .fields = stmt_text(s, 6),
                              .purpose = stmt_text(s, 7),
                              .people = stmt_int(s, 8)};
        uint8_t payload[HASH_BYTES], stored[HASH_BYTES] = {0}, hash[HASH_BYTES];
        people_hash(c, of, l.id, payload);
        if (stmt_bytes(s, 9) == HASH_BYTES)
            memcpy(stored, stmt_blob(s, 9), HASH_BYTES);
        read_hash(v->prev, &l, stored, hash);
        check_link(v, of->name, l.id, s, 10, memcmp(payload, stored, HASH_BYTES) == 0, hash);
    }
    return e;
}

enum err journal_verify(struct conn *c, void (*finding)(void *ctx, const char *text), void *ctx,
                        int64_t *changes, int64_t *readings)
{
    struct verify v = {.finding = finding, .ctx = ctx};
    enum err e = verify_changes(c, &open_changes, &v);
    *changes = v.last;
    v = (struct verify){.finding = finding, .ctx = ctx};
    if (e == OK)
        e = verify_changes(c, &confidential_changes, &v);
    *changes += v.last;
    v = (struct verify){.finding = finding, .ctx = ctx};
    if (e == OK)
        e = verify_readings(c, &open_readings, &v);
    *readings = v.last;
    v = (struct verify){.finding = finding, .ctx = ctx};
    if (e == OK)
        e = verify_readings(c, &confidential_readings, &v);
    *readings += v.last;
    return e;
}
