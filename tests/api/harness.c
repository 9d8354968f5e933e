/* The server side of the API tests: start, stop, accounts, the little world. */
#include "api/harness_run.h"
#include "base/date.h"
#include "registry/import.h"
#include "registry/own_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void start(struct server *s)
{
    int code = 0;
    s->app = harness_app_start(s->dir, &code);
    ck_assert_msg(s->app != NULL, "the server does not start (exit code %d)", code);
    snprintf(s->host, sizeof s->host, "%s", strstr(app_url(s->app), "://") + 3);
    s->port = atoi(strrchr(s->host, ':') + 1);
}

void server_start(struct server *s)
{
    memset(s, 0, sizeof *s);
    harness_folder(s->dir, sizeof s->dir);
    harness_fresh_copy(s->dir);
    start(s);
}

void server_restart(struct server *s)
{
    app_stop(s->app);
    start(s);
}

void server_stop(struct server *s)
{
    char key[100];
    app_stop(s->app);
    snprintf(key, sizeof key, "%s-documents.key", s->dir);
    unlink(key);
    harness_remove(s->dir);
}

struct direct {
    struct write_job job;
    enum err (*fn)(struct work *w, void *arg);
    void *arg;
};

static enum err direct_run(struct conn *conn, struct write_job *job)
{
    struct direct *d = (struct direct *)job;
    struct own_work own;
    own_work_open(&own, conn, "test", "cli");
    struct work *w = &own.work;
    enum err e = d->fn(w, d->arg);
    for (const struct fault *f = w->faults.first; e != OK && f != NULL; f = f->next)
        fprintf(stderr, "%s: %s %s\n", f->pointer, f->code, f->detail);
    own_work_close(&own);
    return e;
}

void server_write(struct server *s, enum err (*fn)(struct work *w, void *arg), void *arg)
{
    struct direct d = {.job = {.run = direct_run}, .fn = fn, .arg = arg};
    enum err e = writer_run(s->app->writer, &d.job);
    ck_assert_msg(e == OK, "direct write failed: %s", err_code(e));
}

struct token_arg {
    enum role role;
    int64_t org_id;
    char secret[64];
};

static enum err make_token(struct work *w, void *arg)
{
    struct token_arg *t = arg;
    struct new_token n = {.name = role_code(t->role), .role = t->role, .org_id = t->org_id};
    int64_t id;
    return token_create(w, &n, &id, t->secret);
}

char *server_token(struct server *s, enum role role, int64_t org_id)
{
    struct token_arg t = {.role = role, .org_id = org_id};
    server_write(s, make_token, &t);
    return strdup(t.secret);
}

int64_t server_org(struct server *s, const char *code)
{
    struct conn *c;
    ck_assert_int_eq(conn_open(s->dir, CONN_READ, &c), OK);
    int64_t id = conn_get_int(c, SQL_org_id_by_code, 0, "t", code);
    conn_close(c);
    ck_assert_msg(id != 0, "no organisation %s", code);
    return id;
}

/* ---- imports through the same code as the command line */

struct text_source {
    const char *text;
    size_t left;
};

static ssize_t read_text(void *ctx, void *into, size_t max)
{
    struct text_source *t = ctx;
    size_t n = t->left < max ? t->left : max;
    memcpy(into, t->text, n);
    t->text += n;
    t->left -= n;
    return (ssize_t)n;
}

struct import_arg {
    const char *kind, *csv;
};

static enum err run_import(struct work *w, void *arg)
{
    struct import_arg *i = arg;
    struct text_source source = {i->csv, strlen(i->csv)};
    struct import_result r = {0};
    enum err e = import_read(w, i->kind, read_text, &source, NULL, NULL, &r);
    ck_assert_msg(e != OK || r.refused == 0, "%ld rows refused", (long)r.refused);
    return e;
}

void server_import(struct server *s, const char *kind, const char *csv)
{
    struct import_arg arg = {kind, csv};
    server_write(s, run_import, &arg);
}

void server_little_world(struct server *s)
{
    server_import(s, "organizations",
                  "code,name,kind,category,parent_code,established_on,dissolved_on\n"
                  "P,Đảng bộ tỉnh P,province_party,locality,,1991-10-01,\n"
                  "D1,Đảng bộ huyện Một,district_party,locality,P,1991-10-01,\n"
                  "D2,Đảng bộ huyện Hai,district_party,locality,P,1991-10-01,\n"
                  "D1.B1,Đảng bộ xã Một Một,base_party,commune,D1,1992-01-01,\n"
                  "D1.B2,Đảng bộ xã Một Hai,base_party,commune,D1,1992-01-01,\n"
                  "D2.B1,Đảng bộ xã Hai Một,base_party,commune,D2,1992-01-01,\n"
                  "D1.B1.C1,Chi bộ thôn 1,cell,village,D1.B1,1993-01-01,\n"
                  "D1.B1.C2,Chi bộ thôn 2,cell,village,D1.B1,1993-01-01,\n"
                  "D1.B2.C1,Chi bộ thôn 3,cell,village,D1.B2,1993-01-01,\n"
                  "D2.B1.C1,Chi bộ thôn 4,cell,village,D2.B1,1993-01-01,\n");
    static const char *const cells[] = {"D1.B1.C1", "D1.B1.C2", "D1.B2.C1", "D2.B1.C1"};
    static const char *const names[] = {"Nguyễn Văn An",  "Trần Thị Bình", "Lê Hữu Cường",
                                        "Quách Thị Dung", "Bùi Văn Đức",   "Đinh Thị Hà"};
    static const char *const ethnic[] = {"Kinh", "Mường", "Kinh", "Mường", "Mường", "Thái"};
    struct buf csv = {0};
    buf_str(&csv,
            "full_name,gender,born_on,ethnicity,religion,personal_id,record_number,card_number,"
            "cell_code,admitted_on,official_on,general_education,professional_level,"
            "theory_level,occupation,hometown,residence\n");
    int n = 0;
    for (int c = 0; c < 4; c++)
        for (int i = 0; i < 6; i++, n++)
            buf_printf(
                &csv,
                "%s,%s,19%02d-0%d-1%d,%s,Không,0170%08d,%06dHB,%08d,%s,%s,%s,upper_secondary,"
                "bachelor,elementary,civil_servant,Hòa Bình,Hòa Bình\n",
                names[i], i % 2 ? "female" : "male", 70 + n, 1 + i, i, ethnic[i], 85000000 + n,
                100001 + n, 20000001 + n, cells[c], i < 5 ? "2010-05-19" : "2026-03-03",
                i < 5 ? "2011-05-19" : "");
    server_import(s, "members", buf_text(&csv));
    buf_free(&csv);
}
