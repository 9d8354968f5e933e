/*
 * A scan on its way out: its sealed parts are copied to a file without a name and opened once, so
 * that a damaged one is told instead of cut off; then they are opened again piece by piece while
 * they are sent. Nothing of the scan itself reaches the disk, and no reader is held up.
 */
#include "api/document_key.h"
#include "api/handlers.h"
#include "api/spool.h"
#include "base/files.h"
#include "registry/document.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SEALED (SEAL_PIECE + SEAL_EXTRA)

struct sending {
    struct seal seal;
    int fd;
    uint64_t sealed_bytes, at; /* in the file of sealed parts */
    size_t have, used;         /* of plain */
    char about[64];
    uint8_t sealed[SEALED], plain[SEAL_PIECE];
};

/* The next piece into plain; false at a damaged one. */
static bool next_piece(struct sending *s, bool *last)
{
    size_t n = s->sealed_bytes - s->at < SEALED ? (size_t)(s->sealed_bytes - s->at) : SEALED;
    if (!file_read_at(s->fd, s->at, s->sealed, n))
        return false;
    if (!seal_opened(&s->seal, s->about, s->sealed, n, s->plain, last))
        return false;
    s->at += n;
    s->have = n - SEAL_EXTRA;
    s->used = 0;
    return true;
}

static ssize_t read_on(void *ctx, uint64_t at, char *to, size_t max)
{
    struct sending *s = ctx;
    bool last;
    (void)at; /* always where the last one ended */
    if (s->used == s->have && !next_piece(s, &last))
        return -1;
    size_t n = s->have - s->used < max ? s->have - s->used : max;
    memcpy(to, s->plain + s->used, n);
    s->used += n;
    return (ssize_t)n;
}

static void end(void *ctx)
{
    struct sending *s = ctx;
    close(s->fd);
    explicit_bzero(s, sizeof *s);
    free(s);
}

/* Whether all of it opens, and is as long as was said. */
static bool whole(struct sending *s, uint64_t bytes)
{
    uint64_t plain = 0;
    bool last = false;
    while (!last && s->at < s->sealed_bytes) {
        if (!next_piece(s, &last))
            return false;
        plain += s->have;
    }
    return last && s->at == s->sealed_bytes && plain == bytes;
}

static bool copy_parts(struct call *c, int64_t id, int64_t number, struct spool *out)
{
    if (!spool_open(out, c->app->config.data))
        return false;
    stmt *s = conn_stmt(c->work.conn, SQL_document_parts);
    stmt_bind(s, "ii", id, number);
    while (stmt_row(s, NULL))
        spool_write(out, stmt_blob(s, 0), stmt_bytes(s, 0));
    return spool_done(out);
}

static enum err damaged(struct call *c)
{
    return fault_fail(ERR_STORE, &c->work.faults, "", "damaged",
                      "tệp đã hỏng trong kho: quản trị viên cần chạy kiểm tra",
                      "the file is damaged in the store: the administrator must run a check");
}

struct file_row {
    int64_t number;
    const char *type;
    uint64_t bytes;
    uint8_t header[SEAL_HEADER];
};

/* Without v the last; a v that is no number of a file is of none. */
static bool find_file(struct call *c, struct file_row *f)
{
    const char *v = call_param(c, "v");
    char *end = NULL;
    int64_t number = v != NULL ? strtoll(v, &end, 10) : 0;
    if (v != NULL && (number <= 0 || *end != '\0'))
        return false;
    stmt *s = conn_stmt(c->work.conn, SQL_document_file_row);
    stmt_bind(s, "ii", c->id[0], number);
    if (!stmt_row(s, NULL))
        return false;
    f->number = stmt_int(s, 0);
    f->type = arena_dup(c->work.arena, stmt_text(s, 1));
    f->bytes = (uint64_t)stmt_int(s, 2);
    bool good = stmt_bytes(s, 3) == SEAL_HEADER;
    if (good)
        memcpy(f->header, stmt_blob(s, 3), SEAL_HEADER);
    stmt_reset(s);
    return good;
}

static enum err start(struct call *c, const struct document *d, const struct file_row *f,
                      const struct vault_key *key)
{
    struct spool parts;
    struct sending *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ERR_NO_MEMORY;
    if (!copy_parts(c, d->id, f->number, &parts)) {
        spool_drop(&parts);
        free(s);
        return ERR_STORE;
    }
    s->fd = parts.fd;
    s->sealed_bytes = parts.size;
    strncpy(s->about, document_about(c->work.arena, d->uid, f->number), sizeof s->about - 1);
    c->out_stream = (struct http_stream){read_on, end, s, f->bytes};
    if (!seal_open(&s->seal, key, f->header) || !whole(s, f->bytes))
        return damaged(c);
    s->at = 0;
    s->have = s->used = 0;
    seal_open(&s->seal, key, f->header);
    return OK;
}

static const char *name_of(struct call *c, const struct document *d, const char *type)
{
    const char *end = strcmp(type, "application/pdf") == 0 ? "pdf"
                      : strcmp(type, "image/png") == 0     ? "png"
                                                           : "jpg";
    return arena_printf(c->work.arena, "%s.%s", d->title, end);
}

/* Whoever reads a scan is recorded, whatever it belongs to. */
static void note(struct call *c, const struct document *d)
{
    int64_t *person = arena_alloc(c->work.arena, sizeof *person);
    if (d->of == DOCUMENT_OF_CASE) {
        call_note_discipline(c, &d->subject_id, 1);
        return;
    }
    *person = d->of == DOCUMENT_OF_MEMBER ? d->subject_id
                                          : conn_get_int(c->work.conn, SQL_candidate_person,
                                                         -d->subject_id, "i", d->subject_id);
    call_note_reading(c, "[\"document\"]", person, 1);
}

enum err document_file_get(struct call *c)
{
    struct document d;
    struct file_row f;
    struct vault_key key;
    enum err e = document_find(c, false, &d);
    if (e == OK && !find_file(c, &f))
        e = ERR_NOT_FOUND;
    if (e == OK)
        e = document_key_get(c, false, &key);
    if (e != OK)
        return e;
    e = start(c, &d, &f, &key);
    vault_forget(&key);
    if (e != OK)
        return e;
    c->content_type = f.type;
    c->attachment = name_of(c, &d, f.type);
    note(c, &d);
    return OK;
}
