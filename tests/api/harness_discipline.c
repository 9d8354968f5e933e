#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t discipline_person(struct server *s, const char *token, const char *record_number)
{
    struct answer a = server_get(
        s, token,
        "/api/v1/members?record_number=%s&status_in=official,probationary,expelled,resigned",
        record_number);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

void discipline_world_start(struct discipline_world *w)
{
    struct server *s = &w->s;
    server_start(s);
    date_set_today("2026-11-24");
    server_little_world(s);
    int64_t root = server_org(s, "P");
    w->cell = server_org(s, "D1.B1.C1");
    w->office = server_token(s, ROLE_OFFICE, root);
    w->inspector = server_token(s, ROLE_INSPECTOR, root);
    w->secretary = server_token(s, ROLE_SECRETARY, w->cell);
    w->member = discipline_person(s, w->office, "100001HB");
    w->second = discipline_person(s, w->office, "100002HB");
    char body[200];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"post\":\"deputy_secretary\",\"member_id\":%lld,\"from\":\"2024-01-01\"}",
        (long long)w->cell, (long long)w->second);
    struct answer a = server_send(s, w->office, "POST", "/api/v1/posts", 0, body);
    ck_status(a, 201);
    answer_free(&a);
}

void discipline_world_stop(struct discipline_world *w)
{
    date_set_today(NULL);
    free(w->office);
    free(w->inspector);
    free(w->secretary);
    server_stop(&w->s);
}

int64_t discipline_case(struct server *s, const char *token, int64_t member, const char *authority,
                        const char *received_on, const char *more)
{
    char body[600];
    snprintf(body, sizeof body,
             "{\"member_id\":%lld,\"title\":\"Vụ việc thử\",\"source\":\"inspection\","
             "\"received_on\":\"%s\",\"authority\":\"%s\"%s}",
             (long long)member, received_on, authority, more);
    struct answer a = server_send(s, token, "POST", "/api/v1/discipline", 0, body);
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

struct answer discipline_step(struct server *s, const char *token, int64_t id, const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/steps", (long long)id);
    return server_send(s, token, "POST", path, 0, body);
}

void discipline_done(struct server *s, const char *token, int64_t id, const char *body)
{
    struct answer a = discipline_step(s, token, id, body);
    ck_assert_msg(a.status == 201, "%s: %d %s", body, a.status, a.body);
    answer_free(&a);
}

void discipline_decided(struct server *s, const char *token, int64_t id, const char *form,
                        const char *violation_on)
{
    char body[300];
    discipline_done(s, token, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    snprintf(body, sizeof body,
             "{\"step\":\"conclusion\",\"day\":\"2026-10-05\",\"agreed\":true,\"form\":\"%s\","
             "\"violation_on\":\"%s\",\"content\":\"finance\"}",
             form, violation_on);
    discipline_done(s, token, id, body);
    snprintf(body, sizeof body,
             "{\"step\":\"decision\",\"day\":\"2026-10-10\",\"form\":\"%s\",\"decision_number\":"
             "\"12-QĐ/UBKT\",\"violation\":\"Vi phạm quy định về tài chính\"}",
             form);
    discipline_done(s, token, id, body);
}

void discipline_back(struct server *s, const char *token, int64_t id, int status)
{
    struct answer a =
        server_get(s, token, "/api/v1/discipline/%lld/steps?sort=-id&undone=false", (long long)id);
    ck_status(a, 200);
    char path[120];
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/steps/%lld?reason=ghi%%20nham",
             (long long)id, (long long)answer_int(&a, "items/0/id"));
    int64_t version = answer_int(&a, "items/0/version");
    answer_free(&a);
    a = server_send(s, token, "DELETE", path, version, NULL);
    ck_status(a, status);
    answer_free(&a);
}

const char *discipline_text(struct server *s, const char *token, int64_t id, const char *field)
{
    static char text[200];
    struct answer a = server_get(s, token, "/api/v1/discipline/%lld", (long long)id);
    ck_status(a, 200);
    const char *found = json_string_value(answer_at(&a, field));
    snprintf(text, sizeof text, "%s", found != NULL ? found : "");
    answer_free(&a);
    return text;
}

size_t discipline_rows(struct server *s, const char *token, const char *path)
{
    struct answer a = server_get(s, token, "%s", path);
    ck_status(a, 200);
    size_t n = json_array_size(answer_at(&a, "items"));
    answer_free(&a);
    return n;
}

char *discipline_reader_cookie(struct server *s, const char *admin)
{
    char body[200];
    snprintf(
        body, sizeof body,
        "{\"username\":\"vanphong\",\"full_name\":\"Văn phòng\",\"role\":\"office\",\"org_id\":%lld}",
        (long long)server_org(s, "D1"));
    struct answer a = server_send(s, admin, "POST", "/api/v1/users", 0, body);
    ck_status(a, 201);
    struct answer in = harness_log_in(s, "vanphong", answer_text(&a, "one_time_code"));
    ck_status(in, 201);
    answer_free(&a);
    char *first = harness_cookie(&in);
    answer_free(&in);
    ck_assert_int_eq(harness_status(s, first, "POST", "/api/v1/session/password",
                                    "{\"new\":\"" HARNESS_PASSWORD "\"}"),
                     204);
    free(first);
    in = harness_log_in(s, "vanphong", HARNESS_PASSWORD);
    ck_status(in, 201);
    char *cookie = harness_cookie(&in);
    answer_free(&in);
    return cookie;
}

int64_t discipline_due(struct server *s, const char *token, const char *kind)
{
    struct answer a = server_get(s, token, "/api/v1/tasks?kind=%s", kind);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}
