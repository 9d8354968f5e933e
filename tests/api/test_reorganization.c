/* Mergers, splits, many placements in one act: previewed, done, taken back; earlier days stay. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

static int64_t org(const char *code)
{
    return server_org(&s, code);
}

static struct answer act(int64_t id, const char *what, const char *body)
{
    char path[120];
    if (id != 0)
        snprintf(path, sizeof path, "/api/v1/organizations/%lld/%s", (long long)id, what);
    else
        snprintf(path, sizeof path, "/api/v1/organizations/%s", what);
    return server_send(&s, office, "POST", path, 0, body);
}

static void undo(int64_t save, int status)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)save);
    struct answer a = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(a, status);
    answer_free(&a);
}

static int64_t stock(const char *code, const char *day)
{
    struct answer a =
        server_get(&s, office, "/api/v1/statistics/members?org_code=%s&as_of=%s", code, day);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

static const char *status_of(int64_t id)
{
    static char text[40];
    struct answer a = server_get(&s, office, "/api/v1/organizations/%lld", (long long)id);
    ck_status(a, 200);
    snprintf(text, sizeof text, "%s", answer_text(&a, "status"));
    answer_free(&a);
    return text;
}

static char *merge_body(int64_t source, const char *day)
{
    static char body[200];
    snprintf(body, sizeof body,
             "{\"sources\":[%lld],\"effective_on\":\"%s\",\"decision\":\"12-QĐ/HU\"}",
             (long long)source, day);
    return body;
}

START_TEST(merged_cells_become_one_and_yesterday_stays_as_it_was)
{
    int64_t one = org("D1.B1.C1"), two = org("D1.B1.C2");
    struct answer p = act(one, "merge?preview=true", merge_body(two, "2026-07-01"));
    ck_status(p, 200);
    ck_assert_int_eq(answer_int(&p, "members"), 6);
    ck_assert(json_is_true(answer_at(&p, "preview")));
    answer_free(&p);
    ck_assert_str_eq(status_of(two), "active"); /* nothing was written */
    ck_assert_int_eq(stock("D1.B1.C1", "2026-11-24"), 6);
    struct answer a = act(one, "merge", merge_body(two, "2026-07-01"));
    ck_status(a, 200);
    int64_t save = answer_int(&a, "save_id");
    ck_assert_str_eq(status_of(two), "merged");
    ck_assert_int_eq(stock("D1.B1.C1", "2026-07-01"), 12);
    ck_assert_int_eq(stock("D1.B1.C1", "2026-06-30"), 6);
    ck_assert_int_eq(stock("D1.B1.C2", "2026-06-30"), 6);
    ck_assert_int_eq(stock("D1.B1.C2", "2026-07-01"), 0);
    struct answer f = server_get(
        &s, office, "/api/v1/statistics/flows?org_code=D1.B1&from=2026-06-01&to=2026-11-24");
    ck_assert_int_eq(answer_int(&f, "opening"),
                     answer_int(&f, "closing")); /* nobody came or left */
    answer_free(&f);
    struct answer h = server_get(&s, office, "/api/v1/organizations/%lld/history", (long long)two);
    ck_assert_str_eq(answer_text(&h, "lineage/0/kind"), "merge");
    ck_assert_int_eq(answer_int(&h, "lineage/0/to/id"), one);
    answer_free(&h);
    char *own = server_token(&s, ROLE_OFFICE, two); /* what it went into is another unit's */
    h = server_get(&s, own, "/api/v1/organizations/%lld/history", (long long)two);
    ck_assert(json_is_null(answer_at(&h, "lineage/0/to")));
    answer_free(&h);
    free(own);
    answer_free(&a);
    a = act(one, "merge", merge_body(two, "2026-08-01"));
    ck_status(a, 409); /* it has ended already */
    answer_free(&a);
    undo(save, 200);
    ck_assert_str_eq(status_of(two), "active");
    ck_assert_int_eq(stock("D1.B1.C2", "2026-11-24"), 6);
    ck_assert_int_eq(stock("D1.B1.C1", "2026-11-24"), 6);
    undo(save, 409);
    a = act(one, "merge", merge_body(two, "2026-07-01"));
    ck_status(a, 200); /* and can be done again */
    answer_free(&a);
}
END_TEST

START_TEST(offices_of_the_merged_organisation_end_with_it)
{
    int64_t one = org("D1.B1.C1"), two = org("D1.B1.C2");
    char body[200];
    struct answer m = server_get(&s, office, "/api/v1/members?org_code=D1.B1.C2");
    snprintf(body, sizeof body,
             "{\"org_id\":%lld,\"post\":\"secretary\",\"member_id\":%lld,\"from\":\"2025-01-01\"}",
             (long long)two, (long long)answer_int(&m, "items/0/id"));
    struct answer post = server_send(&s, office, "POST", "/api/v1/posts", 0, body);
    ck_status(post, 201);
    struct answer a = act(one, "merge", merge_body(two, "2026-07-01"));
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "posts"), 1);
    struct answer p =
        server_get(&s, office, "/api/v1/posts/%lld", (long long)answer_int(&post, "id"));
    ck_assert_str_eq(answer_text(&p, "to"), "2026-07-01");
    answer_free(&p);
    undo(answer_int(&a, "save_id"), 200);
    p = server_get(&s, office, "/api/v1/posts/%lld", (long long)answer_int(&post, "id"));
    ck_assert(json_is_null(answer_at(&p, "to")));
    answer_free(&p), answer_free(&a), answer_free(&post), answer_free(&m);
}
END_TEST

START_TEST(what_cannot_be_merged_is_refused)
{
    static const struct {
        const char *into, *source;
        int status;
    } cases[] = {{"D1.B1.C1", "D1.B1.C1", 409}, /* itself */
                 {"D1.B1", "D1", 409},          /* its superior */
                 {"D1.B1", "D1.B1.C1", 409},    /* a cell into a party */
                 {"D1.B1", "P", 409}};          /* the root */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct answer a =
            act(org(cases[i].into), "merge", merge_body(org(cases[i].source), "2026-07-01"));
        ck_assert_msg(a.status == cases[i].status, "%zu: %d %s", i, a.status, a.body);
        answer_free(&a);
    }
    struct answer a = act(org("D1.B1.C1"), "merge", merge_body(987654, "2026-07-01"));
    ck_status(a, 400);
    answer_free(&a);
    a = act(org("D1.B1.C1"), "merge", "{\"sources\":[],\"effective_on\":\"2026-07-01\"}");
    ck_status(a, 400);
    answer_free(&a);
    a = act(org("D1.B1.C1"), "merge", merge_body(org("D1.B1.C2"), "1993-01-01"));
    ck_status(a, 409); /* before it began */
    answer_free(&a);
    a = act(org("D1.B1.C1"), "merge?preview=maybe", merge_body(org("D1.B1.C2"), "2026-07-01"));
    ck_status(a, 400);
    answer_free(&a);
    char *d2 = server_token(&s, ROLE_OFFICE, org("D2")), path[100];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld/merge", (long long)org("D2.B1.C1"));
    a = server_send(&s, d2, "POST", path, 0, merge_body(org("D1.B1.C1"), "2026-07-01"));
    ck_status(a, 400); /* another unit's looks as if it were not there */
    answer_free(&a);
    free(d2);
}
END_TEST

START_TEST(a_whole_level_goes_in_one_act)
{
    int64_t root = org("P");
    char body[400];
    snprintf(body, sizeof body,
             "{\"effective_on\":\"2025-07-01\",\"decision\":\"298-QĐ/TW\",\"items\":["
             "{\"org_id\":%lld,\"parent_id\":%lld},{\"org_id\":%lld,\"parent_id\":%lld},"
             "{\"org_id\":%lld,\"parent_id\":%lld}]}",
             (long long)org("D1.B1"), (long long)root, (long long)org("D1.B2"), (long long)root,
             (long long)org("D2.B1"), (long long)root);
    struct answer p = act(0, "placements?preview=true", body);
    ck_status(p, 200);
    ck_assert_int_eq(answer_int(&p, "organizations"), 3);
    ck_assert_int_eq(answer_int(&p, "members"), 20); /* on that day */
    ck_assert_str_eq(answer_text(&p, "items/0/from/code"), "D1");
    ck_assert_str_eq(answer_text(&p, "items/0/to/code"), "P");
    answer_free(&p);
    ck_assert_int_eq(stock("D1", "2026-11-24"), 18);
    struct answer a = act(0, "placements", body);
    ck_status(a, 200);
    ck_assert_int_eq(stock("D1", "2026-11-24"), 0);
    ck_assert_int_eq(stock("D1", "2025-06-30"), 15);
    ck_assert_int_eq(stock("P", "2026-11-24"), 24);
    struct answer again = act(0, "placements", body);
    ck_status(again, 200);
    ck_assert_int_eq(answer_int(&again, "organizations"), 0); /* they stand there already */
    answer_free(&again);
    struct answer d = act(org("D1"), "dissolution", "{\"effective_on\":\"2025-07-02\"}");
    ck_status(d, 201);
    answer_free(&d);
    undo(answer_int(&a, "save_id"), 200); /* D1 itself was not touched by the act */
    ck_assert_int_eq(stock("D1", "2026-11-24"), 18);
    answer_free(&a);
    snprintf(body, sizeof body,
             "{\"effective_on\":\"2026-01-01\",\"items\":[{\"org_id\":%lld,\"parent_id\":%lld}]}",
             (long long)org("D2"), (long long)org("D2.B1"));
    a = act(0, "placements", body);
    ck_status(a, 409); /* below itself */
    answer_free(&a);
}
END_TEST

#define SPLIT                                                                                                     \
    "{\"effective_on\":\"2026-07-01\",\"keep\":%s,\"parts\":[{\"code\":\"D1.B1.C9\",\"name\":\"Chi bộ mới\"," \
    "\"kind\":\"cell\",\"members\":[%lld,%lld,%lld]}]}"

START_TEST(a_cell_is_split_and_nobody_is_forgotten)
{
    int64_t id = org("D1.B1.C1"), people[6];
    char body[700];
    struct answer m = server_get(&s, office, "/api/v1/members?org_code=D1.B1.C1&sort=-official_on");
    for (int i = 0; i < 6; i++) {
        char path[30];
        snprintf(path, sizeof path, "items/%d/id", i);
        people[i] = answer_int(&m, path);
    }
    answer_free(&m);
    snprintf(body, sizeof body, SPLIT, "false", (long long)people[0], (long long)people[1],
             (long long)people[2]);
    struct answer a = act(id, "split", body);
    ck_status(a, 409);
    ck_assert(answer_blames(&a, "/parts", "left_over"));
    answer_free(&a);
    snprintf(body, sizeof body, SPLIT, "true", (long long)people[0], (long long)people[1],
             (long long)people[2]);
    a = act(id, "split", body);
    if (a.status == 409) { /* three official members are needed on both sides */
        ck_assert(answer_blames(&a, "/official_members", "below_minimum"));
        answer_free(&a);
        return;
    }
    ck_status(a, 200);
    ck_assert_int_eq(stock("D1.B1.C9", "2026-07-01"), 3);
    ck_assert_int_eq(stock("D1.B1.C1", "2026-07-01"), 3);
    ck_assert_int_eq(stock("D1.B1.C1", "2026-06-30"), 6);
    undo(answer_int(&a, "save_id"), 200);
    ck_assert_int_eq(stock("D1.B1.C1", "2026-07-01"), 6);
    answer_free(&a);
}
END_TEST

START_TEST(a_save_of_another_unit_or_of_accounts_cannot_be_taken_back)
{
    struct answer a = act(org("D1.B1.C1"), "merge", merge_body(org("D1.B1.C2"), "2026-07-01"));
    ck_status(a, 200);
    char path[80];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)answer_int(&a, "save_id"));
    char *d2 = server_token(&s, ROLE_OFFICE, org("D2")),
         *viewer = server_token(&s, ROLE_VIEWER, org("P"));
    struct answer b = server_send(&s, d2, "POST", path, 0, NULL);
    ck_status(b, 404);
    answer_free(&b);
    b = server_send(&s, viewer, "POST", path, 0, NULL);
    ck_status(b, 403);
    answer_free(&b);
    undo(987654, 404);
    answer_free(&a);
    free(d2), free(viewer);
}
END_TEST

START_TEST(congresses_are_kept_by_term)
{
    char body[200];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"term\":\"2025-2030\",\"number\":\"XXV\",\"held_on\":\"2025-05-20\",\"committee_size\":15}",
        (long long)org("D1.B1"));
    struct answer a = server_send(&s, office, "POST", "/api/v1/congresses", 0, body);
    ck_status(a, 201);
    struct answer b = server_send(&s, office, "POST", "/api/v1/congresses", 0, body);
    ck_status(b, 409);
    answer_free(&b);
    b = server_get(&s, office, "/api/v1/congresses?org_code=D1&term=2025-2030");
    ck_assert_str_eq(answer_text(&b, "items/0/number"), "XXV");
    answer_free(&b);
    char path[80];
    snprintf(path, sizeof path, "/api/v1/congresses/%lld", (long long)answer_int(&a, "id"));
    b = server_send(&s, office, "PATCH", path, 1, "{\"delegates\":120}");
    ck_status(b, 200);
    answer_free(&b);
    b = server_send(&s, office, "DELETE", path, 2, NULL);
    ck_status(b, 204);
    answer_free(&b);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("reorganization", 120, start, stop,
             merged_cells_become_one_and_yesterday_stays_as_it_was,
             offices_of_the_merged_organisation_end_with_it, what_cannot_be_merged_is_refused,
             a_whole_level_goes_in_one_act, a_cell_is_split_and_nobody_is_forgotten,
             a_save_of_another_unit_or_of_accounts_cannot_be_taken_back,
             congresses_are_kept_by_term)
