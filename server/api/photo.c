/* Photographs of members: JPEG or PNG, told by their content, one a person; replaced ones stay. */
#include "api/handlers.h"
#include "base/media.h"
#include "registry/member.h"

#include <string.h>
#include <unistd.h>

#define PHOTO_MAX (1u << 20)

struct picture {
    const char *type;
    unsigned char *bytes;
    size_t n;
};

static enum err take_picture(struct call *c, struct picture *p)
{
    p->bytes = arena_alloc(c->work.arena, PHOTO_MAX + 1);
    p->n = 0;
    for (ssize_t got = 1; got > 0 && p->n <= PHOTO_MAX; p->n += (size_t)got) {
        got = pread(c->http->body_fd, p->bytes + p->n, PHOTO_MAX + 1 - p->n, (off_t)p->n);
        if (got < 0)
            return ERR_STORE;
    }
    if (p->n > PHOTO_MAX)
        return call_bad_param(c, "/", "too_large", "ảnh tối đa 1 MB",
                              "a photograph has 1 MB at most");
    p->type = media_type(p->bytes, p->n);
    if (p->type == NULL || strncmp(p->type, "image/", 6) != 0)
        return call_bad_param(c, "/", "type", "phải là ảnh JPEG hoặc PNG", "must be a JPEG or PNG");
    return OK;
}

static enum err journal_photo(struct call *c, const struct member_place *place, const char *op)
{
    int64_t id = c->id[0];
    enum err e = conn_run(c->work.conn, SQL_person_bump, "i", id);
    struct change change = {.resource = "members",
                            .row_id = id,
                            .uid =
                                conn_get_text(c->work.conn, c->work.arena, SQL_person_uid, "i", id),
                            .op = op,
                            .version = conn_get_int(c->work.conn, SQL_person_version, 1, "i", id),
                            .org_id = place->cell_id,
                            .fields = "[\"photo\"]"};
    if (e == OK)
        e = member_respan(&c->work, id);
    return e != OK ? e : journal_change(c->work.conn, c->work.tx, &change);
}

static enum err put_write(struct call *c)
{
    struct picture *p = c->scratch;
    struct member_place place;
    c->tx.actor = &c->actor;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    int64_t tx = tx_begin(c->work.conn, c->work.tx);
    enum err e = conn_run(c->work.conn, SQL_photo_supersede, "ii", c->id[0], tx);
    stmt *s = conn_stmt(c->work.conn, SQL_photo_insert);
    stmt_bind(s, "it", c->id[0], p->type);
    stmt_bind_blob(s, 3, p->bytes, p->n);
    stmt_bind_int(s, 4, tx);
    if (e == OK)
        e = stmt_run(s);
    return e != OK ? e : journal_photo(c, &place, "correct");
}

enum err photo_put(struct call *c)
{
    struct picture p;
    enum err e = c->http->body_fd < 0 ? ERR_STORE : take_picture(c, &p);
    if (e != OK)
        return e;
    c->scratch = &p;
    return call_write(c, put_write);
}

enum err photo_get(struct call *c)
{
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    stmt *s = conn_stmt(c->work.conn, SQL_photo_get);
    stmt_bind(s, "i", c->id[0]);
    if (!stmt_row(s, NULL))
        return ERR_NOT_FOUND;
    c->content_type = arena_dup(c->work.arena, stmt_text(s, 0));
    buf_add(&c->out, stmt_blob(s, 1), stmt_bytes(s, 1));
    stmt_reset(s);
    return OK;
}

enum err photo_delete(struct call *c)
{
    struct member_place place;
    if (!member_place(&c->work, c->id[0], &place))
        return ERR_NOT_FOUND;
    enum err e =
        call_check_version(c, conn_get_int(c->work.conn, SQL_person_version, 0, "i", c->id[0]));
    if (e == OK)
        e = conn_run(c->work.conn, SQL_photo_supersede, "ii", c->id[0],
                     tx_begin(c->work.conn, c->work.tx));
    return e != OK ? e : journal_photo(c, &place, "correct");
}
