/* See the header. */
#include "api/harness_transfer.h"
#include "api/harness_candidate.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>

void transfer_world_start(struct transfer_world *w, const char *secretary_of)
{
    struct server *s = &w->s;
    server_start(s);
    date_set_today("2026-11-24");
    server_little_world(s);
    w->office = server_token(s, ROLE_OFFICE, server_org(s, "P"));
    w->sender = server_token(s, ROLE_OFFICE, server_org(s, "D1"));
    w->receiver = server_token(s, ROLE_OFFICE, server_org(s, "D2"));
    w->secretary = server_token(s, ROLE_SECRETARY, server_org(s, secretary_of));
    w->viewer = server_token(s, ROLE_VIEWER, server_org(s, "D2"));
    w->member = dossier_member(s, w->office, "100002HB");
    w->from = server_org(s, "D1.B1.C1");
    w->to = server_org(s, "D2.B1.C1");
}

void transfer_world_stop(struct transfer_world *w)
{
    date_set_today(NULL);
    free(w->office);
    free(w->sender);
    free(w->receiver);
    free(w->secretary);
    free(w->viewer);
    server_stop(&w->s);
}

const char *transfer_activity(struct transfer_world *w)
{
    static char text[40];
    struct answer a = server_get(&w->s, w->office, "/api/v1/members/%lld", (long long)w->member);
    snprintf(text, sizeof text, "%s", answer_text(&a, "activity"));
    answer_free(&a);
    return text;
}

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
