/* The files of a paper: what they are by their content, and how they are put away. */
#include "base/crypto.h"
#include "base/date.h"
#include "base/media.h"
#include "registry/document_parts.h"

#include <stdio.h>
#include <string.h>

/* ---- what it is */

#define TAIL 2048

static bool holds(const uint8_t *p, size_t n, const char *what)
{
    return memmem(p, n, what, strlen(what)) != NULL;
}

/* What began rightly and was cut off is no scan either: PDF and PNG say where they end. */
const char *document_type_of(const struct document_scan *scan)
{
    uint8_t head[16] = {0}, tail[TAIL];
    size_t n = scan->bytes < TAIL ? (size_t)scan->bytes : TAIL;
    if (scan->bytes < sizeof head || !scan->read(scan->ctx, 0, head, sizeof head) ||
        !scan->read(scan->ctx, scan->bytes - n, tail, n))
        return NULL;
    const char *type = media_type(head, sizeof head);
    if (type == NULL || strcmp(type, "image/jpeg") == 0)
        return type;
    return holds(tail, n, strcmp(type, "image/png") == 0 ? "IEND" : "%%EOF") ? type : NULL;
}

/* ---- putting it away */

const char *document_about(struct arena *a, const char *uid, int64_t number)
{
    return arena_printf(a, "%s/%lld", uid, (long long)number);
}

struct sealing {
    struct seal seal;
    struct hasher *hash; /* elsewhere: it wants an alignment that no arena gives */
    uint8_t plain[SEAL_PIECE], sealed[SEAL_PIECE + SEAL_EXTRA];
};

static enum err insert_part(struct work *w, const struct document *d, int64_t number, int64_t part,
                            const uint8_t *bytes, size_t n)
{
    stmt *s = conn_stmt(w->conn, SQL_document_part_insert);
    stmt_bind(s, "iii", d->id, number, part);
    stmt_bind_blob(s, 4, bytes, n);
    return stmt_run(s);
}

static enum err seal_parts(struct work *w, const struct document *d,
                           const struct document_scan *scan, int64_t number, struct sealing *x)
{
    const char *about = document_about(w->arena, d->uid, number);
    enum err e = OK;
    int64_t part = 0;
    for (uint64_t at = 0; at < scan->bytes && e == OK; part++) {
        size_t n = scan->bytes - at < SEAL_PIECE ? (size_t)(scan->bytes - at) : SEAL_PIECE;
        if (!scan->read(scan->ctx, at, x->plain, n))
            return ERR_STORE;
        at += n;
        seal_piece(&x->seal, about, x->plain, n, at == scan->bytes, x->sealed);
        hasher_add(x->hash, x->sealed, n + SEAL_EXTRA);
        e = insert_part(w, d, number, part, x->sealed, n + SEAL_EXTRA);
    }
    return e;
}

static enum err insert_file(struct work *w, const struct document *d,
                            const struct document_scan *scan, int64_t number,
                            const struct vault_key *key, const uint8_t *header)
{
    static const uint8_t none[HASH_BYTES];
    time_text now;
    time_now(now);
    enum err e = conn_run(w->conn, SQL_document_key_put, "tt", key->mark, now);
    if (e != OK)
        return e;
    stmt *s = conn_stmt(w->conn, SQL_document_file_insert);
    stmt_bind(s, "iititti", d->id, number, scan->media_type, (int64_t)scan->bytes, scan->name,
              key->mark, tx_begin(w->conn, w->tx));
    stmt_bind_blob(s, 8, header, SEAL_HEADER);
    stmt_bind_blob(s, 9, none, sizeof none);
    return stmt_run(s);
}

/* The journal's chain holds the hash of what was put away: nobody changes it unseen. */
static enum err tell(struct work *w, const struct document *d, const struct document_scan *scan,
                     const char *hash)
{
    struct change c = {
        .resource = "documents",
        .row_id = d->id,
        .uid = d->uid,
        .op = "correct",
        .version = d->version + 1,
        .org_id = d->org_id,
        .fields = "[\"file\"]",
        .after = arena_printf(w->arena, "{\"media_type\":\"%s\",\"bytes\":%llu,\"hash\":\"%s\"}",
                              scan->media_type, (unsigned long long)scan->bytes, hash)};
    enum err e = conn_run(w->conn, SQL_document_bump, "i", d->id);
    return e != OK ? e : journal_change(w->conn, w->tx, &c);
}

enum err document_put_file(struct work *open, const struct document *d,
                           const struct document_scan *scan, const struct vault_key *key)
{
    struct document_save save;
    struct work *w = document_save_begin(open, d->of, &save);
    struct sealing *x = arena_alloc(open->arena, sizeof *x);
    struct hasher hasher;
    uint8_t header[SEAL_HEADER], hash[HASH_BYTES];
    char hex[HASH_HEX];
    int64_t number = d->files + 1;
    seal_begin(&x->seal, key, header);
    hasher_start(&hasher);
    hasher_add(&hasher, header, sizeof header);
    x->hash = &hasher;
    enum err e = insert_file(w, d, scan, number, key, header);
    if (e == OK)
        e = seal_parts(w, d, scan, number, x);
    hasher_end(&hasher, hash);
    memset(x, 0, sizeof *x);
    hex_encode(hex, hash, sizeof hash);
    if (e == OK)
        e = conn_run(w->conn, SQL_document_file_hash, "iih", d->id, number, hash);
    return e != OK ? e : tell(w, d, scan, hex);
}

/* ---- looking after it */

static bool intact(struct conn *conn, int64_t document, int64_t number, stmt *file)
{
    struct hasher h;
    uint8_t hash[HASH_BYTES];
    hasher_start(&h);
    hasher_add(&h, stmt_blob(file, 3), stmt_bytes(file, 3));
    stmt *s = conn_stmt(conn, SQL_document_parts);
    stmt_bind(s, "ii", document, number);
    while (stmt_row(s, NULL))
        hasher_add(&h, stmt_blob(s, 0), stmt_bytes(s, 0));
    hasher_end(&h, hash);
    return stmt_bytes(file, 4) == sizeof hash && memcmp(stmt_blob(file, 4), hash, sizeof hash) == 0;
}

void document_verify(struct conn *conn, void (*each)(void *ctx, const char *text), void *ctx)
{
    char line[120];
    stmt *s = conn_stmt(conn, SQL_check_document_files);
    while (stmt_row(s, NULL)) {
        int64_t number = stmt_int(s, 1);
        if (intact(conn, stmt_int(s, 0), number, s))
            continue;
        snprintf(line, sizeof line, "document %s: file %lld is damaged", stmt_text(s, 2),
                 (long long)number);
        each(ctx, line);
    }
}
