/* Set-up, log-in and cookies as a browser would do them; the main of the test programs. */
#include "api/harness_accounts.h"
#include "access/totp.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *harness_setup_code(struct server *s)
{
    static char code[64];
    char link[512];
    ck_assert_msg(app_setup_link(s->app, link, sizeof link), "there is an administrator already");
    snprintf(code, sizeof code, "%s", strstr(link, "code=") + 5);
    return code;
}

struct answer harness_set_up(struct server *s, const char *code, const char *more)
{
    char body[1024];
    snprintf(
        body, sizeof body,
        "{\"code\":\"%s\",\"username\":\"quantri\",\"full_name\":\"Quản trị\",\"password\":\"" HARNESS_PASSWORD
        "\"%s}",
        code, more);
    return server_ask(s, (struct ask){.method = "POST", .path = "/api/v1/setup", .body = body});
}

struct answer harness_log_in(struct server *s, const char *name, const char *password)
{
    char body[300];
    snprintf(body, sizeof body, "{\"username\":\"%s\",\"password\":\"%s\"}", name, password);
    return server_ask(s, (struct ask){.method = "POST", .path = "/api/v1/session", .body = body});
}

struct answer harness_log_in_with(struct server *s, const char *name, const char *password,
                                  const char *code)
{
    char body[300];
    snprintf(body, sizeof body, "{\"username\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}", name,
             password, code);
    return server_ask(s, (struct ask){.method = "POST", .path = "/api/v1/session", .body = body});
}

const char *harness_code(const char *secret, int64_t now_ms, int steps)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static char codes[4][TOTP_CODE_TEXT];
    static int turn;
    uint8_t bytes[TOTP_SECRET_BYTES] = {0};
    ck_assert_uint_eq(strlen(secret), TOTP_SECRET_TEXT - 1);
    for (int bit = 0; bit < TOTP_SECRET_BYTES * 8; bit++) {
        const char *letter = strchr(alphabet, secret[bit / 5]);
        ck_assert_ptr_nonnull(letter);
        bytes[bit / 8] |= (uint8_t)(((letter - alphabet) >> (4 - bit % 5) & 1) << (7 - bit % 8));
    }
    char *code = codes[turn++ % 4];
    ck_assert(totp_code(bytes, totp_step(now_ms) + steps, code));
    return code;
}

char *harness_cookie(const struct answer *a)
{
    ck_status(*a, 201);
    char *line = answer_header(a, "Set-Cookie");
    ck_assert_msg(line != NULL && strncmp(line, "chibo_session=", 14) == 0, "no cookie in %s",
                  a->head);
    char *value = strndup(line + 14, strcspn(line + 14, ";"));
    free(line);
    return value;
}

int harness_status(struct server *s, const char *cookie, const char *method, const char *path,
                   const char *body)
{
    struct answer a =
        server_ask(s, (struct ask){.method = method, .path = path, .cookie = cookie, .body = body});
    int status = a.status;
    answer_free(&a);
    return status;
}

int harness_token_status(struct server *s, const char *token, const char *path)
{
    struct answer a = server_get(s, token, "%s", path);
    int status = a.status;
    answer_free(&a);
    return status;
}

bool harness_stored(struct server *s, const char *secret)
{
    DIR *d = opendir(s->dir);
    bool found = false;
    int files = 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s", s->dir, e->d_name);
        FILE *f = e->d_type == DT_REG ? fopen(path, "rb") : NULL;
        if (f == NULL)
            continue;
        static char all[8 << 20];
        size_t n = fread(all, 1, sizeof all, f);
        ck_assert_uint_lt(n, sizeof all);
        found = found || memmem(all, n, secret, strlen(secret)) != NULL;
        files++;
        fclose(f);
    }
    closedir(d);
    ck_assert_int_ge(files, 1);
    return found;
}

int64_t harness_number(struct server *s, const char *sql)
{
    struct conn *c;
    ck_assert_int_eq(conn_open(s->dir, CONN_READ, &c), OK);
    stmt *q = conn_compose(c, sql);
    ck_assert_msg(q != NULL && stmt_row(q, NULL), "%s", sql);
    int64_t n = stmt_int(q, 0);
    stmt_reset(q);
    conn_close(c);
    return n;
}
