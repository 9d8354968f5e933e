/* See the header. */
#include "api/harness_transfer.h"

#include <stdio.h>

struct answer transfer_act(struct server *s, const char *token, int64_t id, const char *what,
                           const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/transfers/%lld/%s", (long long)id, what);
    return server_send(s, token, "POST", path, 0, body);
}

void answer_refused(struct answer a, int status, const char *pointer, const char *code)
{
    ck_assert_msg(a.status == status && answer_blames(&a, pointer, code), "%d %s", a.status,
                  a.body);
    answer_free(&a);
}

void answer_done(struct answer a)
{
    ck_status(a, 200);
    answer_free(&a);
}

void transfer_take_back(struct server *s, const char *office, const char *token, int64_t id,
                        int status)
{
    char path[100];
    struct answer a = server_get(s, office, "/api/v1/transfers/%lld", (long long)id);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/transfers/%lld?reason=nham", (long long)id);
    a = server_send(s, token, "DELETE", path, version, NULL);
    ck_status(a, status);
    answer_free(&a);
}

int64_t members_counted(struct server *s, const char *office, const char *code, const char *day)
{
    struct answer a =
        server_get(s, office, "/api/v1/statistics/members?org_code=%s&as_of=%s", code, day);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}
