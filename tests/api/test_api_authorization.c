/*
 * The authorisation matrix: every route of the table × every role and none × in scope, sibling,
 * parent, other unit, absent. What is expected is computed from permissions.def and the tree, never
 * written down by hand; a route without a sample fails.
 */
#include "api/route_samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static struct samples m;
static char *token[ROLE_COUNT]; /* on D1.B1 */

static void start(void)
{
    server_start(&s);
    samples_make(&m, &s);
    for (int r = 0; r < ROLE_COUNT; r++)
        token[r] = server_token(&s, (enum role)r, server_org(&s, "D1.B1"));
}

static void stop(void)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        free(token[r]);
    samples_end(&m);
    server_stop(&s);
}

static struct answer send(const struct route *r, const struct sample *q, const char *bearer,
                          int64_t version)
{
    char header[64] = "";
    if (version > 0)
        snprintf(header, sizeof header, "If-Match: \"%lld\"\r\n", (long long)version);
    return server_ask(&s, (struct ask){.method = http_method_name(r->method),
                                       .path = q->path,
                                       .token = bearer,
                                       .body = q->body,
                                       .body_len = q->body_len,
                                       .type = q->type,
                                       .headers = header});
}

START_TEST(every_route_has_a_sample)
{
    for (size_t i = 0; i < routes_count; i++) {
        struct sample q;
        ck_assert_msg(sample_of(&m, &routes[i], PLACE_OWN, &q), "%s %s has none",
                      http_method_name(routes[i].method), routes[i].path);
    }
}
END_TEST

START_TEST(without_log_in_every_route_but_the_public_ones_is_401)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        struct sample q;
        sample_of(&m, r, PLACE_OWN, &q);
        for (int known = 0; known < 2; known++) {
            struct answer a = send(r, &q, known ? "khong-phai-ma" : NULL, 1);
            if (r->permission == PERMISSION_PUBLIC)
                ck_assert_msg(known || strcmp(r->path, "/api/v1/session") == 0 ||
                                  strcmp(r->path, "/api/v1/setup") == 0 || a.status == 200,
                              "%s: %d", r->path, a.status);
            else
                ck_assert_msg(a.status == 401, "%s %s: %d %s", http_method_name(r->method), r->path,
                              a.status, a.body);
            answer_free(&a);
        }
    }
}
END_TEST

START_TEST(a_role_that_may_not_gets_403_wherever_the_object_is)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        for (int role = 0; role < ROLE_COUNT; role++) {
            if (r->permission == PERMISSION_PUBLIC || role_may((enum role)role, r->permission))
                continue;
            for (int p = 0; p < PLACE_COUNT; p++) {
                struct sample q;
                sample_of(&m, r, (enum place)p, &q);
                struct answer a = send(r, &q, token[role], 1);
                ck_assert_msg(a.status == 403, "%s %s as %s (%s): %d %s",
                              http_method_name(r->method), r->path, role_code((enum role)role),
                              place_name[p], a.status, a.body);
                answer_free(&a);
                if (!q.scoped)
                    break;
            }
        }
    }
}
END_TEST

/* The body without what differs by request. */
static char *bare(const struct answer *a)
{
    json_t *copy = json_deep_copy(a->json);
    json_object_del(copy, "request_id");
    char *text = json_dumps(copy, JSON_SORT_KEYS);
    json_decref(copy);
    return text;
}

/* Whether a caller on D1.B1 has the object's organisation in its scope. */
static bool inside(enum place p)
{
    return p == PLACE_OWN;
}

static void expect_absent(const struct route *r, int role, enum place p, const char *absent)
{
    struct sample q;
    sample_of(&m, r, p, &q);
    struct answer a = send(r, &q, token[role], sample_version(&m, r, &q));
    char *text = a.json ? bare(&a) : strdup("");
    ck_assert_msg(a.status == 404 && strcmp(text, absent) == 0,
                  "%s %s as %s (%s): %d %s, absent is %s", http_method_name(r->method), r->path,
                  role_code((enum role)role), place_name[p], a.status, text, absent);
    free(text);
    answer_free(&a);
}

START_TEST(out_of_scope_looks_exactly_like_absent)
{
    size_t tried = 0;
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        struct sample q;
        if (!sample_of(&m, r, PLACE_ABSENT, &q) || !q.scoped || strchr(r->path, '{') == NULL)
            continue;
        for (int role = 0; role < ROLE_COUNT; role++) {
            if (!role_may((enum role)role, r->permission))
                continue;
            if (strstr(q.path, "include=sensitive") &&
                !role_may((enum role)role, PERMISSION_MEMBER_SENSITIVE))
                continue;
            struct answer a = send(r, &q, token[role], 1);
            ck_assert_msg(a.status == 404, "%s %s as %s: absent is %d %s",
                          http_method_name(r->method), r->path, role_code((enum role)role),
                          a.status, a.body);
            char *absent = bare(&a);
            answer_free(&a);
            for (int p = PLACE_SIBLING; p < PLACE_ABSENT; p++, tried++)
                expect_absent(r, role, (enum place)p, absent);
            free(absent);
        }
    }
    ck_assert_uint_gt(tried, 200);
}
END_TEST

START_TEST(writing_into_an_organisation_out_of_scope_is_refused_like_an_absent_one)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        struct sample q;
        sample_of(&m, r, PLACE_ABSENT, &q);
        if (!q.scoped || strchr(r->path, '{') != NULL)
            continue;
        const char *writer =
            token[role_may(ROLE_OFFICE, r->permission) ? ROLE_OFFICE : ROLE_INSPECTOR];
        struct answer a = send(r, &q, writer, 0);
        int status = a.status;
        ck_assert_msg(status >= 400 && status < 500, "%s: absent is %d", r->path, status);
        answer_free(&a);
        for (int p = PLACE_SIBLING; p < PLACE_ABSENT; p++) {
            sample_of(&m, r, (enum place)p, &q);
            a = send(r, &q, writer, 0);
            ck_assert_msg(a.status == status, "%s (%s): %d instead of %d: %s", r->path,
                          place_name[p], a.status, status, a.body);
            answer_free(&a);
        }
    }
}
END_TEST

START_TEST(a_role_that_may_reaches_what_is_in_its_scope)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct sample q;
            sample_of(&m, r, PLACE_OWN, &q);
            if (q.secret || !role_may((enum role)role, r->permission) || !inside(PLACE_OWN))
                continue;
            if (r->method != HTTP_GET) /* one writer is enough, and acts would use things up */
                continue;
            if (strstr(q.path, "include=sensitive") &&
                !role_may((enum role)role, PERMISSION_MEMBER_SENSITIVE))
                continue;
            struct answer a = send(r, &q, token[role], 0);
            /* a discipline case is an inspector's, unless one is named on it */
            if (strncmp(r->path, "/api/v1/discipline/{id}/", 24) == 0 && role != ROLE_INSPECTOR) {
                ck_status(a, 404);
                answer_free(&a);
                continue;
            }
            ck_assert_msg(a.status == 200 || (strstr(r->path, "/users/") && a.status == 404) ||
                              (strstr(r->path, "/tokens/") && a.status == 404),
                          "%s as %s: %d %s", r->path, role_code((enum role)role), a.status, a.body);
            answer_free(&a);
        }
    }
}
END_TEST

/* The directory names every organisation, and nobody in it (api.md §2). */
START_TEST(no_list_names_anything_of_another_unit)
{
    static const char *const foreign[] = {"D2.B1",    "D1.B2",         "100013HB",
                                          "100019HB", "Chi bộ thôn 3", "Chi bộ thôn 4"};
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        if (r->method != HTTP_GET || strchr(r->path, '{') != NULL ||
            r->permission == PERMISSION_PUBLIC)
            continue;
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct sample q;
            sample_of(&m, r, PLACE_OWN, &q);
            struct answer a = send(r, &q, token[role], 0);
            for (size_t k = 0; a.status == 200 && k < sizeof foreign / sizeof *foreign; k++)
                ck_assert_msg(strstr(a.body, foreign[k]) == NULL ||
                                  (r->permission == PERMISSION_DIRECTORY_READ &&
                                   strncmp(foreign[k], "1000", 4) != 0),
                              "%s as %s names %s", r->path, role_code((enum role)role), foreign[k]);
            answer_free(&a);
        }
    }
}
END_TEST

START_TEST(who_may_not_read_people_gets_no_names_of_people)
{
    static const enum role blind[] = {ROLE_SYSTEM_ADMIN, ROLE_DASHBOARD, ROLE_INSPECTION_DASHBOARD,
                                      ROLE_AUDITOR};
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        if (r->method != HTTP_GET || r->permission == PERMISSION_PUBLIC)
            continue;
        for (size_t k = 0; k < sizeof blind / sizeof *blind; k++) {
            struct sample q;
            sample_of(&m, r, PLACE_OWN, &q);
            struct answer a = send(r, &q, token[blind[k]], 0);
            ck_assert_msg(a.status != 200 || (strstr(a.body, "Nguyễn Văn An") == NULL &&
                                              strstr(a.body, "Cha Mẫu") == NULL),
                          "%s as %s names a person", r->path, role_code(blind[k]));
            answer_free(&a);
        }
    }
}
END_TEST

HARNESS_MAIN("authorization", 120, start, stop, every_route_has_a_sample,
             without_log_in_every_route_but_the_public_ones_is_401,
             a_role_that_may_not_gets_403_wherever_the_object_is,
             out_of_scope_looks_exactly_like_absent,
             writing_into_an_organisation_out_of_scope_is_refused_like_an_absent_one,
             a_role_that_may_reaches_what_is_in_its_scope, no_list_names_anything_of_another_unit,
             who_may_not_read_people_gets_no_names_of_people)
