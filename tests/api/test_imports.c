/* Uploads: checked, shown, committed or cancelled as a whole; what offices' files look like. */
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

static struct answer upload(const char *kind, const char *csv)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/imports?kind=%s", kind);
    return server_ask(&s, (struct ask){.method = "POST",
                                       .path = path,
                                       .token = office,
                                       .type = "text/csv; charset=utf-8",
                                       .body = csv});
}

static void counts(const struct answer *a, int rows, int new, int updated, int unchanged,
                   int refused)
{
    ck_status(*a, 201);
    ck_assert_msg(answer_int(a, "rows") == rows &&
                      answer_int(a, "added") == new &&answer_int(a, "updated") ==
                          updated &&answer_int(a, "unchanged") ==
                          unchanged &&answer_int(a, "refused") == refused,
                  "%s", a->body);
}

static const char *import_path(const struct answer *a, const char *act)
{
    static char path[100];
    snprintf(path, sizeof path, "/api/v1/imports/%lld%s", (long long)answer_int(a, "id"), act);
    return path;
}

static void commit(const struct answer *a, int status)
{
    struct answer b = server_send(&s, office, "POST", import_path(a, "/commit"), 0, NULL);
    ck_status(b, status);
    answer_free(&b);
}

static int64_t people(const char *query)
{
    struct answer a = server_get(&s, office, "/api/v1/members?count=exact&%s", query);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

/* One field of the member with this record number, sensitive ones too. */
static void holds(const char *number, const char *field, const char *expected)
{
    struct answer a = server_get(&s, office, "/api/v1/members?record_number=%s&fields=id", number);
    ck_status(a, 200);
    struct answer b = server_get(&s, office, "/api/v1/members/%lld?include=sensitive",
                                 (long long)answer_int(&a, "items/0/id"));
    const char *got = answer_text(&b, field);
    ck_assert_msg(got != NULL && strcmp(got, expected) == 0, "%s %s: %s instead of %s", number,
                  field, got ? got : "null", expected);
    answer_free(&a);
    answer_free(&b);
}

#define HEADER "full_name,record_number,cell_code,admitted_on,born_on,phone\n"

/* ---- life of an import */

START_TEST(upload_changes_nothing_until_it_is_committed)
{
    struct answer a =
        upload("members", HEADER "Người Mới,200001HB,D1.B1.C1,2020-05-01,1990,\n"
                                 "Nguyễn Văn An,100001HB,,,,0912\nTrần Thị Bình,100002HB,,,,\n");
    counts(&a, 3, 1, 1, 1, 0);
    ck_assert_str_eq(answer_text(&a, "state"), "checked");
    ck_assert_int_eq(people("q=200001HB"), 0);
    struct answer b = server_get(&s, office, "%s", import_path(&a, "/rows"));
    ck_status(b, 200);
    ck_assert_str_eq(answer_text(&b, "items/0/state"), "new");
    ck_assert_int_eq(answer_int(&b, "items/0/line"), 2);
    ck_assert_str_eq(answer_text(&b, "items/0/label"), "Người Mới");
    ck_assert_str_eq(answer_text(&b, "items/1/state"), "changed");
    ck_assert(json_is_null(answer_at(&b, "items/1/changes/phone/0")));
    ck_assert_str_eq(answer_text(&b, "items/1/changes/phone/1"), "0912");
    ck_assert_str_eq(answer_text(&b, "items/2/state"), "unchanged");
    answer_free(&b);
    commit(&a, 200);
    holds("200001HB", "born_on", "1990");
    holds("100001HB", "phone", "0912");
    commit(&a, 409); /* once */
    answer_free(&a);
}
END_TEST

START_TEST(cancelled_import_cannot_be_committed)
{
    struct answer a = upload("members", HEADER "Người Mới,200001HB,D1.B1.C1,2020-05-01,,\n");
    counts(&a, 1, 1, 0, 0, 0);
    struct answer b = server_send(&s, office, "DELETE", import_path(&a, ""), 0, NULL);
    ck_status(b, 428);
    answer_free(&b);
    b = server_send(&s, office, "DELETE", import_path(&a, ""), answer_int(&a, "version"), NULL);
    ck_status(b, 204);
    answer_free(&b);
    commit(&a, 409);
    ck_assert_int_eq(people("q=200001HB"), 0);
    b = server_get(&s, office, "%s", import_path(&a, ""));
    ck_assert_str_eq(answer_text(&b, "state"), "cancelled");
    answer_free(&b);
    answer_free(&a);
}
END_TEST

START_TEST(one_refused_row_keeps_all_others_out)
{
    struct answer a = upload("members", HEADER "Người Một,200001HB,D1.B1.C1,2020-05-01,,\n"
                                               "Người Hai,200002HB,KHÔNG CÓ,2020-05-01,,\n"
                                               "\n" /* a blank line counts as a line */
                                               "Người Ba,200003HB,D1.B1.C1,31/02/2020,,\n"
                                               "Người Bốn,200004HB,D1.B1,2020-05-01,,\n");
    counts(&a, 4, 1, 0, 0, 3);
    struct answer b = server_get(&s, office, "%s", import_path(&a, "/rows?state=refused"));
    static const struct {
        int line;
        const char *field;
    } refused[] = {{3, "cell_code"}, {5, "admitted_on"}, {6, "cell_code"}};
    for (int i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "items/%d/line", i);
        ck_assert_int_eq(answer_int(&b, path), refused[i].line);
        snprintf(path, sizeof path, "items/%d/faults/0/pointer", i);
        ck_assert_ptr_nonnull(strstr(answer_text(&b, path), refused[i].field));
    }
    answer_free(&b);
    commit(&a, 409);
    ck_assert_int_eq(people("q=200001HB"), 0);
    b = server_get(&s, office, "%s", import_path(&a, "/problems"));
    ck_status(b, 200);
    char *type = answer_header(&b, "Content-Type");
    ck_assert_ptr_nonnull(strstr(type, "text/csv"));
    free(type);
    ck_assert_int_eq(memcmp(b.body,
                            "\xEF\xBB\xBF"
                            "full_name,",
                            13),
                     0);
    ck_assert_ptr_null(strstr(b.body, "200001HB")); /* good rows need no mending */
    ck_assert_ptr_nonnull(strstr(b.body, "Người Hai,200002HB,KHÔNG CÓ"));
    ck_assert_ptr_nonnull(strstr(b.body, "31/02/2020"));
    answer_free(&b);
    answer_free(&a);
}
END_TEST

START_TEST(registry_changed_since_the_check_is_told)
{
    struct answer a = upload(
        "members",
        "full_name,record_number,personal_id,cell_code,admitted_on\nMột,200001HB,017000000001,D1.B1.C1,2020\n");
    counts(&a, 1, 1, 0, 0, 0);
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    ck_assert_int_eq(harness_token_status(&s, d2, import_path(&a, "")),
                     404); /* imports have a scope, too */
    ck_assert_int_eq(harness_token_status(&s, d2, import_path(&a, "/problems")), 404);
    free(d2);
    server_import(
        &s, "members",
        "full_name,record_number,personal_id,cell_code,admitted_on\n"
        "Hai,200001HB,017000000002,D1.B1.C1,2020\nBa,200003HB,017000000001,D1.B1.C1,2020\n");
    commit(&a, 409); /* its two numbers are two people by now */
    answer_free(&a);
}
END_TEST

/* ---- what files look like */

START_TEST(vietnamese_labels_days_and_separators_are_read)
{
    struct answer a = upload(
        "members",
        "\xEF\xBB\xBF"
        "Họ và tên;Giới tính;Sinh ngày;Dân tộc;Tôn giáo;Số lý lịch;Mã chi bộ;Ngày vào Đảng;Ngày chính thức;Trình độ chuyên môn;Nghề nghiệp hiện nay\r\n"
        "Ðinh Văn Ðức;Nam;07/11/1985;Mường;Không;200001HB;D1.B1.C1;19/05/2012;2013-05-19;Đại học;Nông dân\r\n");
    counts(&a, 1, 1, 0, 0, 0);
    commit(&a, 200);
    answer_free(&a);
    static const char *const expected[][2] = {
        {"full_name", "Đinh Văn Đức"} /* not the Icelandic letter */,
        {"gender", "male"},
        {"born_on", "1985-11-07"},
        {"ethnicity", "04"},
        {"admitted_on", "2012-05-19"},
        {"official_on", "2013-05-19"},
        {"professional_level", "bachelor"},
        {"occupation", "farmer"},
        {"cell_code", "D1.B1.C1"},
        {"status", "official"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        holds("200001HB", expected[i][0], expected[i][1]);
}
END_TEST

START_TEST(unknown_columns_are_told_and_passed_over)
{
    struct answer a = upload(
        "members",
        "full_name,record_number,cell_code,admitted_on,Cung hoàng đạo\nNgười Một,200001HB,D1.B1.C1,2020,Bọ cạp\n");
    counts(&a, 1, 1, 0, 0, 0);
    ck_assert_ptr_nonnull(strstr(a.body, "unknown_column: Cung hoàng đạo"));
    answer_free(&a);
    a = upload("members", "a,b,c\n1,2,3\n");
    ck_status(a, 400);
    answer_free(&a);
    a = upload("members", "full_name,full_name\nX,Y\n");
    ck_status(a, 400);
    answer_free(&a);
    a = upload("horoscopes", "a\n");
    ck_status(a, 400);
    answer_free(&a);
}
END_TEST

START_TEST(empty_cells_leave_values_as_they_are)
{
    struct answer a =
        upload("members", "full_name,record_number,born_on,card_number\n,100001HB,,\n");
    counts(&a, 1, 0, 0, 1, 0);
    commit(&a, 200);
    answer_free(&a);
    holds("100001HB", "born_on", "1970-01-10");
    holds("100001HB", "card_number", "20000001");
}
END_TEST

START_TEST(row_that_matches_two_people_is_refused)
{
    struct answer a =
        upload("members", "record_number,personal_id,phone\n100001HB,017085000001,09\n");
    counts(&a, 1, 0, 0, 0, 1);
    answer_free(&a);
    a = upload("members",
               "personal_id,phone\n017085000001,0933\n"); /* matched by the personal id alone */
    counts(&a, 1, 0, 1, 0, 0);
    commit(&a, 200);
    answer_free(&a);
    holds("100002HB", "phone", "0933");
}
END_TEST

START_TEST(another_cell_in_a_list_is_a_correction_of_all_days)
{
    struct answer a = upload("members", "record_number,cell_code\n100001HB,D2.B1.C1\n");
    counts(&a, 1, 0, 1, 0, 0);
    commit(&a, 200);
    answer_free(&a);
    ck_assert_int_eq(people("record_number=100001HB&org_code=D2&as_of=2012-01-01"), 1);
    a = server_get(&s, office,
                   "/api/v1/statistics/flows?org_code=D2&from=2010-01-01&to=2026-11-24");
    ck_assert_ptr_null(json_object_get(answer_at(&a, "increase"), "transferred_in"));
    answer_free(&a);
}
END_TEST

START_TEST(cells_that_a_spreadsheet_would_compute_are_disarmed_and_come_back_as_they_were)
{
    struct answer a = upload("members", HEADER
                             "Người Một,200001HB,D1.B1.C1,2020-05-01,,\"=HYPERLINK(\"\"x\"\")\"\n"
                             "Người Hai,200002HB,D1.B1.C1,2020-05-01,,@SUM(A1)\n");
    counts(&a, 2, 2, 0, 0, 0);
    commit(&a, 200);
    answer_free(&a);
    holds("200001HB", "phone", "=HYPERLINK(\"x\")");
    a = server_get(&s, office, "/api/v1/members?format=csv&fields=record_number,phone&q=200001HB");
    ck_status(a, 200);
    ck_assert_msg(strstr(a.body, "\"'=HYPERLINK(\"\"x\"\")\",200001HB") != NULL, "%s", a.body);
    struct answer b =
        upload("members", a.body); /* what was exported changes nothing when it returns */
    counts(&b, 1, 0, 0, 1, 0);
    answer_free(&a);
    answer_free(&b);
}
END_TEST

/* ---- limits */

START_TEST(more_than_64_mib_is_refused_unread)
{
    struct answer a = server_send(&s, office, "POST", "/api/v1/imports?kind=members", 0, NULL);
    ck_status(a, 400); /* no body at all is no file */
    answer_free(&a);
    char head[500], *raw;
    size_t got;
    int n = snprintf(
        head, sizeof head,
        "POST /api/v1/imports?kind=members HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: text/csv\r\n"
        "Content-Length: %lu\r\nConnection: close\r\n\r\n",
        s.host, office, 64ul * 1024 * 1024 + 1);
    raw = server_raw(&s, head, (size_t)n, &got);
    ck_assert_msg(strncmp(raw, "HTTP/1.1 413", 12) == 0, "%s", raw);
    free(raw);
    a = server_ask(&s, (struct ask){.method = "POST",
                                    .path = "/api/v1/imports?kind=members",
                                    .token = office,
                                    .type = "application/json",
                                    .body = "{}"});
    ck_status(a, 415);
    answer_free(&a);
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "P"));
    a = server_ask(&s, (struct ask){.method = "POST",
                                    .path = "/api/v1/imports?kind=members",
                                    .token = viewer,
                                    .type = "text/csv",
                                    .body = "a\n"});
    ck_status(a, 403);
    answer_free(&a);
    free(viewer);
}
END_TEST

HARNESS_MAIN("imports", 60, start, stop, upload_changes_nothing_until_it_is_committed,
             cancelled_import_cannot_be_committed, one_refused_row_keeps_all_others_out,
             registry_changed_since_the_check_is_told,
             vietnamese_labels_days_and_separators_are_read,
             unknown_columns_are_told_and_passed_over, empty_cells_leave_values_as_they_are,
             row_that_matches_two_people_is_refused,
             another_cell_in_a_list_is_a_correction_of_all_days,
             cells_that_a_spreadsheet_would_compute_are_disarmed_and_come_back_as_they_were,
             more_than_64_mib_is_refused_unread)
