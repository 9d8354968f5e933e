/*
 * The description and the table agree, and every route of the table answers a good request: a route
 * that nobody ever exercised fails here.
 */
#include "api/route_samples.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static struct samples m;

static void start(void)
{
    server_start(&s);
    samples_make(&m, &s);
}

static void stop(void)
{
    samples_end(&m);
    server_stop(&s);
}

static const char *lower(enum http_method method)
{
    static const char *const names[HTTP_METHODS] = {"get", "post", "put", "patch", "delete"};
    return names[method];
}

START_TEST(description_names_every_route_and_nothing_else)
{
    struct answer a = server_get(&s, NULL, "/api/v1/openapi.json");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "openapi"), "3.1.0");
    json_t *paths = json_object_get(a.json, "paths");
    size_t described = 0;
    const char *path, *method;
    json_t *item, *operation;
    json_object_foreach (paths, path, item)
        json_object_foreach (item, method, operation) {
            if (strcmp(method, "parameters") == 0)
                continue;
            described++;
            bool found = false;
            for (size_t i = 0; i < routes_count && !found; i++)
                found = strcmp(routes[i].path, path) == 0 &&
                        strcmp(lower(routes[i].method), method) == 0;
            ck_assert_msg(found, "%s %s is described and not there", method, path);
            ck_assert_msg(json_object_get(operation, "summary") != NULL &&
                              json_object_get(operation, "responses") != NULL,
                          "%s %s", method, path);
        }
    ck_assert_uint_eq(described, routes_count);
    answer_free(&a);
}
END_TEST

static void follow(const json_t *all, const json_t *at)
{
    const char *key;
    json_t *v;
    size_t i;
    if (json_is_array(at)) {
        json_array_foreach (at, i, v)
            follow(all, v);
        return;
    }
    json_object_foreach ((json_t *)at, key, v) {
        if (strcmp(key, "$ref") != 0) {
            follow(all, v);
            continue;
        }
        const char *ref = json_string_value(v);
        ck_assert_msg(strncmp(ref, "#/", 2) == 0, "%s", ref);
        const json_t *target = all;
        char *copy = strdup(ref + 2);
        for (char *part = strtok(copy, "/"); part != NULL && target != NULL;
             part = strtok(NULL, "/"))
            target = json_object_get(target, part);
        ck_assert_msg(target != NULL, "%s leads nowhere", ref);
        free(copy);
    }
}

START_TEST(every_reference_of_the_description_leads_somewhere)
{
    struct answer a = server_get(&s, NULL, "/api/v1/openapi.json");
    follow(a.json, a.json);
    answer_free(&a);
}
END_TEST

/* Routes that need what no token can give: exercised by hand, in order. */
static bool by_hand(const struct route *r)
{
    return strncmp(r->path, "/api/v1/setup", 13) == 0 ||
           strncmp(r->path, "/api/v1/session", 15) == 0;
}

static void mark(bool *done, const char *method, const char *pattern)
{
    for (size_t i = 0; i < routes_count; i++)
        if (strcmp(http_method_name(routes[i].method), method) == 0 &&
            strcmp(routes[i].path, pattern) == 0)
            done[i] = true;
}

/* A request of a person with a cookie; `id` takes the place of the pattern's {id}. */
static struct answer person(bool *done, const char *cookie, const char *method, const char *pattern,
                            int64_t id, const char *body)
{
    char path[128];
    int fixed = (int)strcspn(pattern, "{");
    snprintf(path, sizeof path, "%.*s", fixed, pattern);
    if (id != 0)
        snprintf(path + fixed, sizeof path - (size_t)fixed, "%lld", (long long)id);
    struct answer a = server_ask(
        &s, (struct ask){.method = method, .path = path, .cookie = cookie, .body = body});
    ck_assert_msg(a.status / 100 == 2, "%s %s: %d %s", method, path, a.status, a.body);
    mark(done, method, pattern);
    return a;
}

static void person_does(bool *done, const char *cookie, const char *method, const char *pattern,
                        int64_t id, const char *body)
{
    struct answer a = person(done, cookie, method, pattern, id, body);
    answer_free(&a);
}

#define NEW_PASSWORD "mot mat khau khac han"

static void exercise_two_steps(bool *done, const char *cookie)
{
    char body[128];
    int64_t now = time_now_ms();
    static const char totp[] = "/api/v1/session/totp";
    struct answer a = person(done, cookie, "POST", totp, 0, "{\"password\":\"" NEW_PASSWORD "\"}");
    const char *secret = answer_text(&a, "secret");
    snprintf(body, sizeof body, "{\"code\":\"%s\"}", harness_code(secret, now, 0));
    person_does(done, cookie, "PATCH", totp, 0, body);
    person_does(done, cookie, "GET", totp, 0, NULL);
    snprintf(body, sizeof body, "{\"password\":\"" NEW_PASSWORD "\",\"code\":\"%s\"}",
             harness_code(secret, now, 1));
    person_does(done, cookie, "DELETE", totp, 0, body);
    answer_free(&a);
}

static void exercise_sessions(bool *done)
{
    char body[64];
    const char *code = harness_setup_code(&s);
    struct answer a = server_get(&s, NULL, "/api/v1/setup");
    ck_status(a, 200);
    answer_free(&a);
    mark(done, "GET", "/api/v1/setup");
    a = harness_set_up(&s, code, ",\"office\":true");
    char *cookie = harness_cookie(&a);
    answer_free(&a);
    mark(done, "POST", "/api/v1/setup");
    a = person(done, cookie, "GET", "/api/v1/session", 0, NULL);
    snprintf(body, sizeof body, "{\"grant_id\":%lld}", (long long)answer_int(&a, "grants/0/id"));
    answer_free(&a);
    person_does(done, cookie, "PATCH", "/api/v1/session", 0, body);
    person_does(done, cookie, "POST", "/api/v1/session/password", 0,
                "{\"current\":\"" HARNESS_PASSWORD "\",\"new\":\"" NEW_PASSWORD "\"}");
    exercise_two_steps(done, cookie);
    free(cookie);
    for (int i = 0; i < 2; i++) {
        a = harness_log_in(&s, "quantri", NEW_PASSWORD);
        cookie = harness_cookie(&a);
        mark(done, "POST", "/api/v1/session");
        answer_free(&a);
        if (i == 0)
            free(cookie);
    }
    a = person(done, cookie, "GET", "/api/v1/session/sessions", 0, NULL);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 3);
    person_does(done, cookie, "DELETE", "/api/v1/session/sessions/{id}",
                answer_int(&a, "items/1/id"), NULL);
    answer_free(&a);
    person_does(done, cookie, "DELETE", "/api/v1/session/sessions", 0, NULL);
    person_does(done, cookie, "DELETE", "/api/v1/session", 0, NULL);
    free(cookie);
}

static bool is_reader(const struct route *r)
{
    return r->method == HTTP_GET;
}

static void exercise(const struct route *r, bool *done)
{
    struct sample q;
    char header[64] = "";
    ck_assert(sample_of(&m, r, strstr(r->path, "dissolution") ? PLACE_OTHER : PLACE_OWN, &q));
    int64_t version = sample_version(&m, r, &q);
    if (version > 0)
        snprintf(header, sizeof header, "If-Match: \"%lld\"\r\n", (long long)version);
    struct answer a = server_ask(&s, (struct ask){.method = http_method_name(r->method),
                                                  .path = q.path,
                                                  .token = samples_token(&m, r),
                                                  .body = q.body,
                                                  .body_len = q.body_len,
                                                  .type = q.type,
                                                  .headers = header});
    ck_assert_msg(a.status / 100 == 2, "%s %s: %d %s", http_method_name(r->method), q.path,
                  a.status, a.body);
    answer_free(&a);
    *done = true;
}

START_TEST(every_route_of_the_table_answers_a_good_request)
{
    bool *done = calloc(routes_count, sizeof *done);
    char body[300];
    snprintf(
        body, sizeof body,
        "{\"code\":\"RONG\",\"name\":\"Chi bộ chưa có đảng viên\",\"kind\":\"cell\",\"parent_id\":%lld,"
        "\"status\":\"active\",\"official_members\":3,\"members_at_formation\":3}",
        (long long)m.org[PLACE_OTHER]);
    struct answer a = server_send(&s, m.office, "POST", "/api/v1/organizations", 0, body);
    ck_status(a, 201);
    m.cell[PLACE_OTHER] = answer_int(&a, "id"); /* only who holds nobody can be dissolved */
    answer_free(&a);
    for (int pass = 0; pass < 4; pass++) /* readers, makers, changers, removers */
        for (size_t i = 0; i < routes_count; i++) {
            const struct route *r = &routes[i];
            int turn = is_reader(r)              ? 0
                       : r->method == HTTP_POST  ? 1
                       : r->method == HTTP_PATCH ? 2
                                                 : 3;
            if (!by_hand(r) && turn == pass && strcmp(r->path, "/api/v1/imports/{id}") != 0)
                exercise(r, &done[i]);
            else if (!by_hand(r) && strcmp(r->path, "/api/v1/imports/{id}") == 0 && is_reader(r) &&
                     pass == 0)
                exercise(r, &done[i]);
        }
    m.import[PLACE_OWN] =
        m.import[PLACE_SIBLING]; /* the first was committed; another one is dropped */
    for (size_t i = 0; i < routes_count; i++)
        if (strcmp(routes[i].path, "/api/v1/imports/{id}") == 0 && routes[i].method == HTTP_DELETE)
            exercise(&routes[i], &done[i]);
    exercise_sessions(done);
    for (size_t i = 0; i < routes_count; i++)
        ck_assert_msg(done[i], "%s %s was never exercised", http_method_name(routes[i].method),
                      routes[i].path);
    free(done);
}
END_TEST

START_TEST(every_created_object_has_a_location_that_gives_it)
{
    static const char *const makers[][2] = {
        {"POST", "/api/v1/members"}, {"POST", "/api/v1/targets"}, {"POST", "/api/v1/posts"}};
    for (size_t k = 0; k < sizeof makers / sizeof *makers; k++)
        for (size_t i = 0; i < routes_count; i++) {
            struct sample q;
            if (routes[i].method != HTTP_POST || strcmp(routes[i].path, makers[k][1]) != 0)
                continue;
            sample_of(&m, &routes[i], PLACE_OWN, &q);
            struct answer a = server_send(&s, m.office, "POST", q.path, 0, q.body);
            ck_status(a, 201);
            char *location = answer_header(&a, "Location"), *etag = answer_header(&a, "ETag");
            ck_assert_ptr_nonnull(location);
            ck_assert_ptr_nonnull(etag);
            struct answer b = server_get(&s, m.office, "%s", location);
            ck_status(b, 200);
            ck_assert_int_eq(answer_int(&a, "id"), answer_int(&b, "id"));
            free(location);
            free(etag);
            answer_free(&a);
            answer_free(&b);
        }
}
END_TEST

HARNESS_MAIN("contract", 120, start, stop, description_names_every_route_and_nothing_else,
             every_reference_of_the_description_leads_somewhere,
             every_route_of_the_table_answers_a_good_request,
             every_created_object_has_a_location_that_gives_it)
