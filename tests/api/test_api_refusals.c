/*
 * Bad requests of every kind get the right problem document, in the order of api.md §2, and leave
 * nothing behind.
 */
#include "api/route_samples.h"
#include "registry/dict_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static struct samples m;
static char *viewer;

static void start(void)
{
    server_start(&s);
    samples_make(&m, &s);
    viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "D1.B1"));
}

static void stop(void)
{
    free(viewer);
    samples_end(&m);
    server_stop(&s);
}

static int status_of(struct ask ask)
{
    struct answer a = server_ask(&s, ask);
    int status = a.status;
    if (status >= 400) {
        char *type = answer_header(&a, "Content-Type");
        ck_assert_msg(type != NULL && strncmp(type, "application/problem+json", 24) == 0,
                      "%d is no problem document: %s", status, a.head);
        ck_assert_int_eq(answer_int(&a, "status"), status);
        ck_assert_ptr_nonnull(answer_text(&a, "request_id"));
        free(type);
    }
    answer_free(&a);
    return status;
}

static int raw_status(const char *text, size_t n)
{
    size_t got;
    char *back = server_raw(&s, text, n, &got);
    int status = got > 12 ? atoi(back + 9) : 0;
    free(back);
    return status;
}

#define RAW(text) raw_status(text, sizeof text - 1)

START_TEST(malformed_framing_is_400_before_anything_else)
{
    ck_assert_int_eq(
        RAW("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        400);
    ck_assert_int_eq(
        RAW("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}"),
        400);
    ck_assert_int_eq(
        RAW("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{}"),
        400);
    ck_assert_int_eq(
        RAW("GET /api/v1/members/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        400);
    ck_assert_int_eq(
        RAW("GET /api/v1/members?q=%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        400);
    ck_assert_int_eq(
        RAW("GET /api/v1/members?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        400);
}
END_TEST

START_TEST(a_host_that_is_not_ours_is_refused)
{
    int status =
        RAW("GET /api/v1/health HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
    ck_assert_msg(status >= 400 && status < 500, "%d", status);
    ck_assert_int_eq(
        RAW("GET /api/v1/health HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"), 200);
}
END_TEST

START_TEST(unknown_path_is_404_and_a_wrong_method_405_with_allow_before_log_in)
{
    ck_assert_int_eq(status_of((struct ask){.path = "/api/v1/khong-co"}), 404);
    ck_assert_int_eq(status_of((struct ask){.path = "/api/v1/members/1/2/3/4/5"}), 404);
    struct answer a = server_ask(&s, (struct ask){.method = "DELETE", .path = "/api/v1/members"});
    ck_status(a, 405);
    char *allow = answer_header(&a, "Allow");
    ck_assert_msg(allow != NULL && strstr(allow, "GET") && strstr(allow, "POST"), "%s", a.head);
    free(allow);
    answer_free(&a);
}
END_TEST

START_TEST(size_is_413_and_media_type_415_before_log_in)
{
    size_t n = 256 * 1024 + 2;
    char *big = malloc(n + 1);
    memset(big, ' ', n);
    big[0] = '{', big[n - 1] = '}', big[n] = '\0';
    ck_assert_int_eq(
        status_of((struct ask){.method = "POST", .path = "/api/v1/members", .body = big}), 413);
    ck_assert_int_eq(
        status_of((struct ask){
            .method = "POST", .path = "/api/v1/members", .body = big, .type = "text/plain"}),
        413);
    ck_assert_int_eq(
        status_of((struct ask){
            .method = "POST", .path = "/api/v1/members", .body = "{}", .type = "text/plain"}),
        415);
    ck_assert_int_eq(status_of((struct ask){.method = "POST",
                                            .path = "/api/v1/imports?kind=members",
                                            .body = "a",
                                            .type = "application/json"}),
                     415);
    free(big);
}
END_TEST

START_TEST(log_in_401_comes_before_permission_403_and_that_before_a_bad_body_400)
{
    ck_assert_int_eq(
        status_of((struct ask){.method = "POST", .path = "/api/v1/members?x=1", .body = "{"}), 401);
    ck_assert_int_eq(
        status_of((struct ask){
            .method = "POST", .path = "/api/v1/members?x=1", .body = "{", .token = viewer}),
        403);
    ck_assert_int_eq(
        status_of((struct ask){
            .method = "POST", .path = "/api/v1/members?x=1", .body = "{", .token = m.office}),
        400);
}
END_TEST

START_TEST(a_bad_body_400_comes_before_scope_404_and_that_before_preconditions_and_rules)
{
    char path[64];
    ck_assert_int_eq(status_of((struct ask){.method = "PATCH",
                                            .path = "/api/v1/members/987654321",
                                            .body = "{\"x\":1}",
                                            .token = m.office}),
                     400);
    ck_assert_int_eq(status_of((struct ask){.method = "PATCH",
                                            .path = "/api/v1/members/987654321",
                                            .body = "{\"phone\":\"1\",\"reason\":\"x\"}",
                                            .token = m.office}),
                     404);
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)m.member[PLACE_OWN]);
    ck_assert_int_eq(status_of((struct ask){.method = "PATCH",
                                            .path = path,
                                            .body = "{\"phone\":\"1\",\"reason\":\"x\"}",
                                            .token = m.office}),
                     428);
    struct answer a =
        server_send(&s, m.office, "PATCH", path, 99999, "{\"phone\":\"1\",\"reason\":\"x\"}");
    ck_status(a, 412);
    char *now = answer_header(&a, "ETag");
    ck_assert_ptr_nonnull(now);
    free(now);
    answer_free(&a);
}
END_TEST

START_TEST(unknown_and_repeated_parameters_are_400_on_every_route)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        struct sample q;
        char path[400];
        if (!sample_of(&m, r, PLACE_OWN, &q) || r->permission == PERMISSION_PUBLIC ||
            strstr(r->path, "/session"))
            continue;
        snprintf(path, sizeof path, "%s%ckhong_co=1", q.path, strchr(q.path, '?') ? '&' : '?');
        int status = status_of((struct ask){.method = http_method_name(r->method),
                                            .path = path,
                                            .token = samples_token(&m, r),
                                            .body = q.body,
                                            .body_len = q.body_len,
                                            .type = q.type});
        ck_assert_msg(status == 400, "%s %s: %d", http_method_name(r->method), path, status);
        if (!(r->params & PARAMS_LIST))
            continue;
        snprintf(path, sizeof path, "%s%climit=1&limit=2", q.path, strchr(q.path, '?') ? '&' : '?');
        status = status_of((struct ask){.path = path, .token = samples_token(&m, r)});
        ck_assert_msg(status == 400, "%s: %d", path, status);
    }
}
END_TEST

START_TEST(bad_values_of_list_parameters_are_400_with_the_parameter_named)
{
    static const char *const bad[] = {"limit=0",
                                      "limit=501",
                                      "limit=x",
                                      "cursor=zz",
                                      "sort=khong",
                                      "sort=",
                                      "fields=khong",
                                      "count=all",
                                      "gender=x",
                                      "born_on_from=1990-13-01",
                                      "as_of=2026-02-30",
                                      "as_of=2026",
                                      "level=up",
                                      "org=0",
                                      "org=x",
                                      "org_code=KHONG",
                                      "under_kind=x",
                                      "include=all",
                                      "format=xml",
                                      "gender_in=male,x",
                                      "status=",
                                      "q="};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct answer a = server_get(&s, m.office, "/api/v1/members?%s", bad[i]);
        ck_assert_msg(a.status == 400 || (strncmp(bad[i], "org", 3) == 0 && a.status == 404) ||
                          (strcmp(bad[i], "q=") == 0 && a.status == 200),
                      "%s: %d %s", bad[i], a.status, a.body);
        answer_free(&a);
    }
}
END_TEST

static void expect_bad_body(const char *body, size_t n, const char *why)
{
    struct answer a = server_ask(&s, (struct ask){.method = "POST",
                                                  .path = "/api/v1/members",
                                                  .token = m.office,
                                                  .body = body,
                                                  .body_len = n});
    ck_assert_msg(a.status == 400, "%s: %d %s", why, a.status, a.body);
    answer_free(&a);
}

START_TEST(bodies_that_are_no_json_object_of_the_resource_are_400)
{
    char deep[200] = "{\"full_name\":";
    for (int i = 0; i < 40; i++)
        strcat(deep, "[");
    static const struct {
        const char *body;
        size_t n;
    } bad[] = {{"", 0},
               {"null", 4},
               {"[]", 2},
               {"1", 1},
               {"\"x\"", 3},
               {"{", 1},
               {"{}x", 3},
               {"{\"full_name\":\"a\",\"full_name\":\"b\"}", 0},
               {"{\"full_name\":\"\xff\"}", 0},
               {"{\"full_name\":\"a\\u0000b\"}", 0},
               {"{\"full_name\":\"a\0b\"}", 19},
               {"{\"full_name\":\"\\ud800\"}", 0},
               {"{\"time_out_months\":1e400}", 0},
               {"{\"time_out_months\":123456789012345678901234567890}", 0},
               {"\xEF\xBB\xBF{}", 0},
               {"{\"full_name\":NaN}", 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (bad[i].body[0] != '\0')
            expect_bad_body(bad[i].body, bad[i].n, bad[i].body);
    expect_bad_body(deep, 0, "forty levels");
}
END_TEST

START_TEST(every_field_of_the_dictionary_refuses_other_types_and_is_named)
{
    static const char *const wrong[] = {"{}", "[1]", "true", "-1.5", "\"\\u0001\""};
    for (size_t i = 0; i < dict_member.n; i++) {
        const struct field *f = &dict_member.fields[i];
        if (!(f->flags & F_CREATE))
            continue;
        for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
            char body[200], pointer[80];
            snprintf(body, sizeof body, "{\"%s\":%s}", f->name, wrong[k]);
            snprintf(pointer, sizeof pointer, "/%s", f->name);
            struct answer a = server_send(&s, m.office, "POST", "/api/v1/members", 0, body);
            ck_assert_msg(a.status == 400 && answer_blames(&a, pointer, NULL), "%s: %d %s", body,
                          a.status, a.body);
            answer_free(&a);
        }
    }
}
END_TEST

static int64_t total(const char *path)
{
    struct answer a = server_get(&s, m.office, "%s", path);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

START_TEST(a_refused_write_leaves_nothing_behind)
{
    int64_t members = total("/api/v1/members?count=exact&limit=1"),
            entries = total("/api/v1/audit?count=exact&limit=1");
    char body[300];
    /* a duplicate record number is found only after the person is there */
    snprintf(
        body, sizeof body,
        "{\"full_name\":\"Trùng Số\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\",\"record_number\":\"100001HB\"}",
        (long long)m.cell[PLACE_OWN]);
    struct answer a = server_send(&s, m.office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 409);
    answer_free(&a);
    snprintf(
        body, sizeof body,
        "{\"full_name\":\"Ngược Ngày\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\",\"official_on\":\"2019-01-01\"}",
        (long long)m.cell[PLACE_OWN]);
    a = server_send(&s, m.office, "POST", "/api/v1/members", 0, body);
    ck_assert_msg(a.status >= 400 && a.status < 500, "%d", a.status);
    answer_free(&a);
    ck_assert_int_eq(total("/api/v1/members?count=exact&limit=1"), members);
    ck_assert_int_eq(total("/api/v1/audit?count=exact&limit=1"), entries);
    ck_assert_int_eq(total("/api/v1/members?q=Trung%20So&count=exact"), 0);
}
END_TEST

START_TEST(a_foreign_origin_is_refused_even_with_a_good_token)
{
    ck_assert_int_eq(status_of((struct ask){.path = "/api/v1/members",
                                            .token = m.office,
                                            .headers = "Origin: https://example.org\r\n"}),
                     403);
    ck_assert_int_eq(status_of((struct ask){.path = "/api/v1/members",
                                            .token = m.office,
                                            .headers = "Origin: null\r\n"}),
                     403);
}
END_TEST

START_TEST(refusals_speak_the_language_asked_for)
{
    struct answer a =
        server_ask(&s, (struct ask){.path = "/api/v1/khong-co",
                                    .headers = "Accept-Language: en-GB,en;q=0.9\r\n"});
    ck_assert_str_eq(answer_text(&a, "title"), "Not found");
    answer_free(&a);
    a = server_ask(&s, (struct ask){.path = "/api/v1/khong-co"});
    ck_assert_str_eq(answer_text(&a, "title"), "Không tìm thấy");
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("refusals", 120, start, stop, malformed_framing_is_400_before_anything_else,
             a_host_that_is_not_ours_is_refused,
             unknown_path_is_404_and_a_wrong_method_405_with_allow_before_log_in,
             size_is_413_and_media_type_415_before_log_in,
             log_in_401_comes_before_permission_403_and_that_before_a_bad_body_400,
             a_bad_body_400_comes_before_scope_404_and_that_before_preconditions_and_rules,
             unknown_and_repeated_parameters_are_400_on_every_route,
             bad_values_of_list_parameters_are_400_with_the_parameter_named,
             bodies_that_are_no_json_object_of_the_resource_are_400,
             every_field_of_the_dictionary_refuses_other_types_and_is_named,
             a_refused_write_leaves_nothing_behind,
             a_foreign_origin_is_refused_even_with_a_good_token,
             refusals_speak_the_language_asked_for)
