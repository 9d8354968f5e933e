/* One person recorded twice, photographs, data quality. */
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

static int64_t member(const char *number)
{
    struct answer a = server_get(&s, office, "/api/v1/members?record_number=%s&fields=id", number);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static struct answer send(const char *method, int64_t id, const char *what, const char *body)
{
    char path[120];
    snprintf(path, sizeof path, "/api/v1/members/%lld%s", (long long)id, what);
    return server_send(&s, office, method, path, 0, body);
}

/* The same woman, entered by two cells: one knows her number, the other her studies. */
static void two_records(void)
{
    server_import(
        &s, "members",
        "full_name,gender,born_on,record_number,cell_code,admitted_on,official_on,hometown,phone\n"
        "Hà Thị Lan,Nữ,1980-05-06,300001HB,D1.B1.C1,2005-01-01,2006-01-01,Xã Một,\n"
        "Hà Thị Lan,Nữ,1980-05-06,,D1.B1.C2,2005-01-01,2006-01-01,Xã Một,0912\n"
        "Hà Thị Lan,Nữ,1991-07-08,300003HB,D1.B1.C2,2015-01-01,2016-01-01,,\n");
}

static int64_t other_record(void)
{
    struct answer a =
        server_get(&s, office, "/api/v1/members?q=ha+thi+lan&cell_id=%lld&sort=born_on",
                   (long long)server_org(&s, "D1.B1.C2"));
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

START_TEST(the_same_person_twice_is_found_and_namesakes_are_not)
{
    two_records();
    struct answer a = server_get(&s, office, "/api/v1/members/duplicates?org_code=D1");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/one/full_name"), "Hà Thị Lan");
    answer_free(&a);
    char body[100];
    snprintf(body, sizeof body, "{\"one\":%lld,\"two\":%lld}", (long long)member("300001HB"),
             (long long)other_record());
    a = server_send(&s, office, "POST", "/api/v1/members/duplicates", 0, body);
    ck_status(a, 204);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/duplicates");
    ck_assert_int_eq(answer_int(&a, "total"), 0); /* looked at and kept apart */
    answer_free(&a);
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    a = server_send(&s, d2, "POST", "/api/v1/members/duplicates", 0, body);
    ck_status(a, 400);
    answer_free(&a);
    free(d2);
}
END_TEST

START_TEST(merging_carries_everything_over_and_can_be_taken_back)
{
    two_records();
    int64_t keep = member("300001HB"), gone = other_record();
    char body[200], path[80];
    struct answer a = send("POST", gone, "/training",
                           "{\"kind\":\"theory\",\"school\":\"Trường chính trị tỉnh\"}");
    ck_status(a, 201);
    answer_free(&a);
    a = send("POST", gone, "/family", "{\"relation\":\"spouse\",\"full_name\":\"Chồng Mẫu\"}");
    ck_status(a, 201);
    answer_free(&a);
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"post\":\"deputy_secretary\",\"member_id\":%lld,\"from\":\"2024-01-01\"}",
        (long long)server_org(&s, "D1.B1.C2"), (long long)gone);
    a = server_send(&s, office, "POST", "/api/v1/posts", 0, body);
    ck_status(a, 201);
    answer_free(&a);
    int64_t before = 0;
    a = server_get(&s, office, "/api/v1/statistics/members");
    before = answer_int(&a, "total");
    answer_free(&a);
    snprintf(body, sizeof body, "{\"from\":%lld,\"values\":{\"phone\":\"0912\"}}", (long long)gone);
    a = send("POST", keep, "/merge?preview=true", body);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "rows"), 2);
    answer_free(&a);
    a = send("GET", gone, "", NULL);
    ck_status(a, 200); /* a preview wrote nothing */
    answer_free(&a);
    a = send("POST", keep, "/merge", body);
    ck_status(a, 200);
    int64_t save = answer_int(&a, "save_id");
    ck_assert_int_eq(answer_int(&a, "posts"), 1);
    answer_free(&a);
    a = send("GET", gone, "", NULL);
    ck_status(a, 404);
    answer_free(&a);
    a = send("GET", keep, "", NULL);
    ck_assert_str_eq(answer_text(&a, "phone"), "0912");
    ck_assert_str_eq(answer_text(&a, "record_number"), "300001HB");
    answer_free(&a);
    a = send("GET", keep, "/training", NULL);
    ck_assert_str_eq(answer_text(&a, "items/0/school"), "Trường chính trị tỉnh");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/posts?member_id=%lld", (long long)keep);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "items/0/post"), "deputy_secretary");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/members");
    ck_assert_int_eq(answer_int(&a, "total"), before - 1);
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)save);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(a, 200);
    answer_free(&a);
    a = send("GET", gone, "/training", NULL);
    ck_assert_str_eq(answer_text(&a, "items/0/school"), "Trường chính trị tỉnh");
    answer_free(&a);
    a = send("GET", keep, "", NULL);
    ck_assert(json_is_null(answer_at(&a, "phone")));
    answer_free(&a);
    a = send("GET", gone, "/family?include=sensitive", NULL);
    ck_assert_str_eq(answer_text(&a, "items/0/full_name"), "Chồng Mẫu");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/posts?member_id=%lld", (long long)gone);
    ck_assert_str_eq(answer_text(&a, "items/0/post"), "deputy_secretary");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/members");
    ck_assert_int_eq(answer_int(&a, "total"), before);
    answer_free(&a);
}
END_TEST

START_TEST(memberships_of_other_times_are_carried_over_as_they_were)
{
    server_import(
        &s, "members",
        "full_name,born_on,record_number,cell_code,admitted_on,official_on,left_on,left_reason\n"
        "Hà Văn Sơn,1960-01-01,300001HB,D1.B1.C1,1985-01-01,1986-01-01,1990-01-01,removed\n"
        "Hà Văn Sơn,1960-01-01,300002HB,D1.B1.C2,2000-01-01,2001-01-01,,\n");
    int64_t keep = member("300002HB");
    struct answer a =
        server_get(&s, office, "/api/v1/members?record_number=300001HB&status=removed");
    int64_t gone = answer_int(&a, "items/0/id");
    answer_free(&a);
    char body[80];
    snprintf(body, sizeof body, "{\"from\":%lld}", (long long)gone);
    a = send("POST", keep, "/merge", body);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "memberships"), 1);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld?as_of=1988-01-01", (long long)keep);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "record_number"), "300001HB");
    answer_free(&a);
    a = send("GET", keep, "", NULL);
    ck_assert_str_eq(answer_text(&a, "record_number"), "300002HB");
    answer_free(&a);
}
END_TEST

START_TEST(what_cannot_be_merged_is_refused)
{
    int64_t id = member("100001HB"), d2 = member("100019HB");
    char body[80];
    snprintf(body, sizeof body, "{\"from\":%lld}", (long long)id);
    struct answer a = send("POST", id, "/merge", body);
    ck_status(a, 400);
    answer_free(&a);
    a = send("POST", id, "/merge", "{\"from\":987654}");
    ck_status(a, 400);
    answer_free(&a);
    a = send("POST", id, "/merge", "{\"from\":1,\"into\":2}");
    ck_status(a, 400);
    answer_free(&a);
    char *d1 = server_token(&s, ROLE_OFFICE, server_org(&s, "D1")), path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/merge", (long long)id);
    snprintf(body, sizeof body, "{\"from\":%lld}", (long long)d2);
    a = server_send(&s, d1, "POST", path, 0, body);
    ck_status(a, 400); /* another unit's person is not there */
    answer_free(&a);
    free(d1);
}
END_TEST

static struct answer put_photo(int64_t id, const char *bytes, size_t n)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/photo", (long long)id);
    return server_ask(&s, (struct ask){.method = "PUT",
                                       .path = path,
                                       .token = office,
                                       .type = "image/jpeg",
                                       .body = bytes,
                                       .body_len = n});
}

START_TEST(a_photograph_is_told_by_its_content)
{
    int64_t id = member("100001HB");
    struct answer a = send("GET", id, "/photo", NULL);
    ck_status(a, 404);
    answer_free(&a);
    a = put_photo(id, "\xFF\xD8\xFF\xE0 ảnh", 10);
    ck_status(a, 204);
    answer_free(&a);
    a = send("GET", id, "/photo", NULL);
    ck_status(a, 200);
    char *type = answer_header(&a, "Content-Type");
    ck_assert_str_eq(type, "image/jpeg");
    free(type);
    ck_assert_uint_eq(a.body_len, 10);
    answer_free(&a);
    a = put_photo(id, "<svg onload=alert(1)>", 21);
    ck_status(a, 400);
    answer_free(&a);
    char *large = calloc(1, (1 << 20) + 1);
    memcpy(large, "\xFF\xD8\xFF", 3);
    a = put_photo(id, large, (1 << 20) + 1);
    ck_status(a, 400);
    answer_free(&a);
    free(large);
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2")), path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/photo", (long long)id);
    ck_assert_int_eq(harness_token_status(&s, d2, path), 404);
    free(d2);
    struct answer m = send("GET", id, "", NULL);
    a = server_send(&s, office, "DELETE", path, answer_int(&m, "version"), NULL);
    ck_status(a, 204);
    answer_free(&a);
    answer_free(&m);
    a = send("GET", id, "/photo", NULL);
    ck_status(a, 404);
    answer_free(&a);
}
END_TEST

START_TEST(quality_counts_lead_to_exactly_those_rows)
{
    struct answer q = server_get(&s, office, "/api/v1/statistics/quality?org_code=D1");
    ck_status(q, 200);
    size_t i;
    json_t *row;
    int looked = 0;
    json_array_foreach (answer_at(&q, "rows"), i, row) {
        json_t *unit = json_object_get(row, "unit");
        if (json_is_null(unit))
            continue;
        struct answer l = server_get(&s, office, "/api/v1/%s?flag=%s&org=%lld&count=exact&limit=1",
                                     json_string_value(json_object_get(row, "resource")),
                                     json_string_value(json_object_get(row, "code")),
                                     (long long)json_integer_value(json_object_get(unit, "id")));
        ck_status(l, 200);
        ck_assert_msg(answer_int(&l, "total") == json_integer_value(json_object_get(row, "count")),
                      "%s: %s", json_string_value(json_object_get(row, "code")), l.body);
        answer_free(&l);
        looked++;
    }
    ck_assert_int_ge(looked, 2);
    ck_assert_ptr_nonnull(strstr(q.body, "no_secretary"));
    answer_free(&q);
    q = server_get(&s, office, "/api/v1/members?flag=happiness");
    ck_status(q, 400);
    answer_free(&q);
}
END_TEST

START_TEST(quality_counts_of_a_unit_leave_other_units_out)
{
    int64_t sum = 0, all = 0;
    static const char *const codes[] = {"D1", "D2", "P"};
    server_import(&s, "organizations", /* cells older than their parents */
                  "code,name,kind,category,parent_code,established_on,dissolved_on\n"
                  "D1.B1.C9,Chi bộ cũ,cell,village,D1.B1,1930-01-01,\n"
                  "D2.B1.C9,Chi bộ cũ,cell,village,D2.B1,1930-01-01,\n");
    server_import(&s, "members", /* members for longer than their cells have been there */
                  "full_name,gender,born_on,cell_code,admitted_on,official_on\n"
                  "Lò Văn Già,Nam,1930-05-06,D1.B1.C1,1955-01-01,1956-01-01\n"
                  "Lò Thị Già,Nữ,1930-05-06,D2.B1.C1,1955-01-01,1956-01-01\n");
    for (int i = 0; i < 3; i++) {
        size_t k;
        json_t *row;
        int64_t posts = 0, members = 0, organizations = 0;
        struct answer a =
            server_get(&s, office, "/api/v1/statistics/quality?org_code=%s", codes[i]);
        json_array_foreach (answer_at(&a, "rows"), k, row) {
            int64_t n = json_integer_value(json_object_get(row, "count"));
            bool post =
                strcmp(json_string_value(json_object_get(row, "code")), "no_secretary") == 0;
            bool people =
                strcmp(json_string_value(json_object_get(row, "resource")), "members") == 0;
            *(post ? &posts : people ? &members : &organizations) += n;
        }
        answer_free(&a);
        ck_assert_int_gt(posts, 0);
        ck_assert_int_gt(members, 0);
        ck_assert_int_gt(organizations, 0);
        *(i < 2 ? &sum : &all) += posts * 1000000 + members * 1000 + organizations;
    }
    ck_assert_int_eq(sum, all);
}
END_TEST

/* Whichever of the two was entered first. */
START_TEST(a_pair_across_units_is_told_to_neither)
{
    static const char *const units[] = {"D1", "D2"};
    server_import(&s, "members",
                  "full_name,gender,born_on,cell_code,admitted_on,official_on\n"
                  "Hà Thị Lan,Nữ,1980-05-06,D1.B1.C1,2005-01-01,2006-01-01\n"
                  "Hà Thị Lan,Nữ,1980-05-06,D2.B1.C1,2005-01-01,2006-01-01\n"
                  "Vi Văn Mộc,Nam,1981-05-06,D2.B1.C1,2005-01-01,2006-01-01\n"
                  "Vi Văn Mộc,Nam,1981-05-06,D1.B1.C1,2005-01-01,2006-01-01\n");
    struct answer a = server_get(&s, office, "/api/v1/members/duplicates");
    ck_assert_int_eq(answer_int(&a, "total"), 2);
    answer_free(&a);
    for (int i = 0; i < 2; i++) {
        char *unit = server_token(&s, ROLE_OFFICE, server_org(&s, units[i]));
        a = server_get(&s, unit, "/api/v1/members/duplicates");
        ck_status(a, 200);
        ck_assert_int_eq(answer_int(&a, "total"), 0);
        answer_free(&a);
        free(unit);
    }
}
END_TEST

HARNESS_MAIN("people", 120, start, stop, the_same_person_twice_is_found_and_namesakes_are_not,
             a_pair_across_units_is_told_to_neither, quality_counts_of_a_unit_leave_other_units_out,
             merging_carries_everything_over_and_can_be_taken_back,
             memberships_of_other_times_are_carried_over_as_they_were,
             what_cannot_be_merged_is_refused, a_photograph_is_told_by_its_content,
             quality_counts_lead_to_exactly_those_rows)
