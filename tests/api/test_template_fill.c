/* Filled templates: a page or a file each, rows of a list, the head of an organisation; for whom,
   and what is recorded. */
#include "api/harness_accounts.h"
#include "api/harness_candidate.h"
#include "api/harness_paper.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office; /* on D1.B1 */

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "D1.B1"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

static int64_t shipped(const char *code)
{
    return harness_shipped(&s, code);
}

static int64_t person(const char *number)
{
    char sql[200];
    snprintf(sql, sizeof sql,
             "SELECT person_id FROM identifier WHERE kind = 'record_number' AND value = '%s'",
             number);
    return harness_number(&s, sql);
}

static int64_t upload(const char *subject, const char *description)
{
    size_t n;
    char *docx = harness_docx(description, &n);
    int64_t id = harness_template(&s, office, subject, docx, n);
    free(docx);
    return id;
}

static struct answer fill(const char *token, int64_t id, const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/templates/%lld/fill", (long long)id);
    return server_send(&s, token, "POST", path, 0, body);
}

/* Body for the members with these record numbers, then `more`. */
static const char *members(const char *const *numbers, int n, const char *more)
{
    static char body[600];
    size_t at = (size_t)snprintf(body, sizeof body, "{\"members\":[");
    for (int i = 0; i < n; i++)
        at += (size_t)snprintf(body + at, sizeof body - at, "%s%lld", i ? "," : "",
                               (long long)person(numbers[i]));
    snprintf(body + at, sizeof body - at, "]%s}", more);
    return body;
}

static const char *about(const char *org, const char *more)
{
    static char body[600];
    snprintf(body, sizeof body, "{\"organization_id\":%lld%s}", (long long)server_org(&s, org),
             more);
    return body;
}

/* What the filled document says. */
static char *filled(int64_t id, const char *body)
{
    struct answer a = fill(office, id, body);
    ck_status(a, 200);
    char *text = harness_part(&a, "word/document.xml");
    ck_assert_ptr_nonnull(text);
    ck_assert_msg(strstr(text, "{{") == NULL, "a field is left: %s", strstr(text, "{{"));
    answer_free(&a);
    return text;
}

static int times(const char *text, const char *word)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, word)) != NULL; at += strlen(word))
        n++;
    return n;
}

static void says(const char *text, const char *word)
{
    ck_assert_msg(strstr(text, word) != NULL, "%s is not in %s", word, text);
}

static int refused(const char *token, int64_t id, const char *body)
{
    struct answer a = fill(token, id, body);
    int status = a.status;
    ck_assert_int_ge(status, 400);
    answer_free(&a);
    return status;
}

START_TEST(a_certificate_holds_what_the_register_says_and_what_was_typed)
{
    const char *one[] = {"100001HB"};
    char *text = filled(shipped("giay-xac-nhan-dang-vien"),
                        members(one, 1,
                                ",\"values\":{\"number\":\"12-XN/ĐU\",\"place\":\"Xã Một\","
                                "\"date\":\"2026-11-05\",\"purpose\":\"bổ sung hồ sơ\"}"));
    says(text, "Đồng chí: Nguyễn Văn An<");
    says(text, "Ngày sinh: 10/01/1970<");
    says(text, "Giới tính: Nam<");
    says(text, "Ngày vào Đảng: 19/05/2010<");
    says(text, "Tình trạng đảng tịch: Chính thức<");
    says(text, "Nơi sinh hoạt đảng: Chi bộ thôn 1<");
    says(text, "Số 12-XN/ĐU<");
    says(text, "Xã Một, ngày 05 tháng 11 năm 2026<");
    says(text, "để: bổ sung hồ sơ<");
    says(text, ">Đảng bộ huyện Một<"); /* above the issuer, though outside its scope */
    says(text, ">Đảng bộ xã Một Một<");
    says(text, "T/M ĐẢNG ỦY");
    free(text);
}
END_TEST

START_TEST(many_members_get_a_page_each_or_a_file_each)
{
    const char *three[] = {"100001HB", "100002HB", "100007HB"};
    int64_t id = shipped("giay-xac-nhan-dang-vien");
    char *text = filled(id, members(three, 3, ""));
    ck_assert_int_eq(times(text, "w:type=\"page\""), 2);
    ck_assert_int_eq(times(text, "Đồng chí: Nguyễn Văn An<"), 2); /* each cell has one */
    ck_assert_int_eq(times(text, "Đồng chí: Trần Thị Bình<"), 1);
    free(text);
    struct answer a = fill(office, id, members(three, 3, ",\"as\":\"zip\""));
    ck_status(a, 200);
    char *file = harness_part(&a, "giay-xac-nhan-dang-vien-0003.docx");
    ck_assert_ptr_nonnull(file);
    free(file);
    ck_assert_ptr_null(harness_part(&a, "giay-xac-nhan-dang-vien-0004.docx"));
    answer_free(&a);
}
END_TEST

START_TEST(a_list_has_a_row_for_each_of_the_chosen_or_for_all_of_an_organisation)
{
    const char *two[] = {"100002HB", "100003HB"};
    int64_t id = shipped("danh-sach-dang-vien");
    char *text = filled(id, members(two, 2, ""));
    ck_assert_int_eq(times(text, "<w:tr>"), 2 + 3); /* head, foot and the table's */
    says(text, ">1<");
    says(text, ">Trần Thị Bình<");
    says(text, ">2<");
    says(text, ">Lê Hữu Cường<");
    says(text, "Danh sách có 2 người.");
    free(text);
    text = filled(id, about("D1.B1", ""));
    says(text, "Danh sách có 12 người.");
    ck_assert_int_eq(times(text, ">Nguyễn Văn An<"), 2);
    free(text);
}
END_TEST

START_TEST(a_letter_carries_head_and_signature_of_its_organisation)
{
    char body[300];
    int64_t cell = server_org(&s, "D1.B1.C1");
    snprintf(body, sizeof body,
             "{\"org_id\":%lld,\"post\":\"secretary\",\"member_id\":%lld,\"from\":\"2025-01-01\"}",
             (long long)cell, (long long)person("100003HB"));
    struct answer a = server_send(&s, office, "POST", "/api/v1/posts", 0, body);
    ck_status(a, 201);
    answer_free(&a);
    char *text =
        filled(shipped("cong-van"), about("D1.B1.C1", ",\"values\":{\"about\":\"họp <chi bộ>\","
                                                      "\"recipient\":\"Đảng ủy xã\","
                                                      "\"content\":\"Dòng một\\nDòng hai\"}"));
    says(text, "V/v họp &lt;chi bộ&gt;");
    says(text, "Kính gửi: Đảng ủy xã<");
    says(text, ">Dòng một</w:t></w:r></w:p>"); /* a paragraph a line, each with its indent */
    ck_assert_int_eq(times(text, "w:firstLine"), 2);
    says(text, ">Chi bộ thôn 1<");
    says(text, ">Đảng bộ xã Một Một<");
    says(text, "T/M CHI BỘ");
    says(text, ">Lê Hữu Cường<");
    free(text);
}
END_TEST

START_TEST(a_paper_about_an_organisation_knows_its_numbers_and_facts)
{
    int64_t id = upload("organization", "field {{Tên tổ chức}} ({{Mã tổ chức}}), {{Loại tổ chức}}\n"
                                        "field lập {{Ngày thành lập}}\n"
                                        "field {{Số đảng viên}} = {{Số đảng viên chính thức}} + "
                                        "{{Số đảng viên dự bị}}\n"
                                        "table 100\nrow {{hàng.Số lý lịch}}\n");
    char *text = filled(id, about("D1.B1", ""));
    says(text, "Đảng bộ xã Một Một (D1.B1), Đảng bộ cơ sở");
    says(text, "lập 01/01/1992");
    says(text, "12 = 10 + 2");
    says(text, "100012HB");
    ck_assert_ptr_null(strstr(text, "100013HB"));
    free(text);
}
END_TEST

START_TEST(whoever_is_out_of_scope_or_absent_is_404_alike_and_nothing_is_made)
{
    int64_t id = shipped("giay-xac-nhan-dang-vien"), list = shipped("danh-sach-dang-vien");
    const char *mixed[] = {"100001HB", "100013HB"}; /* the second is of D1.B2 */
    struct answer a = fill(office, id, members(mixed, 2, ""));
    ck_status(a, 404);
    ck_assert(answer_blames(&a, "/members", "not_found"));
    answer_free(&a);
    ck_assert_int_eq(refused(office, id, "{\"members\":[987654321]}"), 404);
    ck_assert_int_eq(refused(office, list, about("D1.B2", "")), 404);
    ck_assert_int_eq(refused(office, list, "{\"organization_id\":987654321}"), 404);
    char more[60];
    snprintf(more, sizeof more, ",\"issuer_id\":%lld", (long long)server_org(&s, "D1"));
    ck_assert_int_eq(refused(office, id, members(mixed, 1, more)), 404);
}
END_TEST

START_TEST(a_secretary_fills_for_the_own_cell_and_readers_do_not)
{
    int64_t id = shipped("giay-xac-nhan-dang-vien");
    char *secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "D1.B1.C1"));
    const char *own[] = {"100001HB"}, *next[] = {"100007HB"};
    struct answer a = fill(secretary, id, members(own, 1, ""));
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(refused(secretary, id, members(next, 1, "")), 404);
    ck_assert_int_eq(refused(viewer, id, members(own, 1, "")), 403);
    free(secretary);
    free(viewer);
}
END_TEST

START_TEST(sensitive_fields_are_filled_and_the_reading_is_recorded_by_person)
{
    static const char readings[] = "SELECT count(*) FROM access_read";
    const char *two[] = {"100001HB", "100002HB"};
    int64_t plain = shipped("giay-xac-nhan-dang-vien");
    free(filled(plain, members(two, 2, "")));
    ck_assert_int_eq(harness_number(&s, readings), 0);
    int64_t id = upload("member", "field {{Họ và tên}}: {{Dân tộc}}, {{Số định danh cá nhân}}\n");
    char *text = filled(id, members(two, 2, ""));
    says(text, "Trần Thị Bình: Mường, 017085000001");
    free(text);
    struct answer a =
        server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)person("100002HB"));
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    says(a.body, "ethnicity");
    says(a.body, "personal_id");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)person("100003HB"));
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
}
END_TEST

START_TEST(who_has_left_still_gets_a_certificate)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)person("100004HB"));
    struct answer a =
        server_send(&s, office, "PATCH", path, 1,
                    "{\"left_on\":\"2026-06-01\",\"left_reason\":\"resigned\",\"reason\":\"thử\"}");
    ck_status(a, 200);
    answer_free(&a);
    const char *gone[] = {"100004HB"};
    char *text = filled(shipped("giay-xac-nhan-dang-vien"), members(gone, 1, ""));
    says(text, "Đồng chí: Quách Thị Dung<");
    says(text, "Đã xin ra");
    free(text);
}
END_TEST

START_TEST(an_order_that_does_not_fit_the_template_is_400_and_says_where)
{
    int64_t each = shipped("giay-xac-nhan-dang-vien"), list = shipped("danh-sach-dang-vien"),
            letter = shipped("cong-van"), transfer = shipped("giay-gioi-thieu-chuyen-sinh-hoat");
    const char *one[] = {"100001HB"};
    struct {
        int64_t id;
        const char *body, *pointer;
    } bad[] = {{each, "{}", "/members"},
               {each, "{\"members\":[]}", "/members"},
               {each, "{\"members\":[\"x\"]}", NULL},
               {list, "{}", "/members"},
               {letter, "{}", "/organization_id"},
               {each, "{\"members\":[1],\"khong\":1}", "/khong"},
               {each, "{\"members\":[1],\"transfers\":[1]}", "/transfers"},
               {transfer, "{\"transfers\":[1],\"members\":[1]}", "/members"},
               {transfer, "{\"transfers\":\"x\"}", "/transfers"},
               {transfer, "{\"transfers\":[1.5,null]}", NULL},
               {each, "{\"members\":[1],\"as\":\"pdf\"}", "/as"},
               {list, "{\"members\":[1],\"as\":\"zip\"}", "/as"},
               {each, "{\"members\":[1],\"values\":[]}", "/values"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct answer a = fill(office, bad[i].id, bad[i].body);
        ck_assert_msg(a.status == (bad[i].pointer ? 400 : 404), "%s: %s", bad[i].body, a.body);
        ck_assert_msg(bad[i].pointer == NULL || answer_blames(&a, bad[i].pointer, NULL), "%s",
                      a.body);
        answer_free(&a);
    }
    static const char *const values[][2] = {{"\"full_name\":\"x\"", "/values/full_name"},
                                            {"\"content\":\"x\"", "/values/content"},
                                            {"\"date\":\"2026-02-30\"", "/values/date"},
                                            {"\"place\":5", "/values/place"},
                                            {"\"place\":\"a\\u0001b\"", "/values/place"}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char more[100];
        snprintf(more, sizeof more, ",\"values\":{%s}", values[i][0]);
        struct answer a = fill(office, each, members(one, 1, more));
        ck_status(a, 400);
        ck_assert_msg(answer_blames(&a, values[i][1], NULL), "%s", a.body);
        answer_free(&a);
    }
}
END_TEST

START_TEST(a_transfer_letter_says_whither_until_when_and_with_what)
{
    char body[400], path[80];
    int64_t id = shipped("giay-gioi-thieu-chuyen-sinh-hoat");
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)person("100001HB"));
    snprintf(body, sizeof body,
             "{\"kind\":\"official\",\"to_cell_id\":%lld,\"letter_number\":\"12-GTSHĐ\","
             "\"sent_on\":\"2026-11-20\",\"dues_until\":\"2026-11\",\"cause\":\"work\"}",
             (long long)server_org(&s, "D2.B1.C1"));
    struct answer a = server_send(&s, office, "POST", path, 0, body);
    ck_status(a, 201);
    int64_t transfer = answer_int(&a, "id");
    char by[40], to[200], superior[200];
    snprintf(to, sizeof to, "về: %s<", answer_text(&a, "to_name"));
    snprintf(superior, sizeof superior, "Kính gửi: %s<", answer_text(&a, "to_superior"));
    snprintf(by, sizeof by, "đến hết ngày %.2s/%.2s/%.4s", answer_text(&a, "present_by") + 8,
             answer_text(&a, "present_by") + 5, answer_text(&a, "present_by"));
    answer_free(&a);
    snprintf(body, sizeof body, "{\"transfers\":[%lld],\"values\":{\"number\":\"12-GTSHĐ\"}}",
             (long long)transfer);
    char *text = filled(id, body);
    says(text, "Đồng chí: Nguyễn Văn An<");
    says(text, "Chuyển sinh hoạt chính thức<");
    says(text, "Số 12-GTSHĐ<");
    says(text, "hết tháng: 11/2026<");
    says(text, to);
    says(text, superior);
    says(text, by);
    free(text);
    /* the receiver sees it, a third office does not; members are no transfers */
    char *receiver = server_token(&s, ROLE_OFFICE, server_org(&s, "D2.B1.C1"));
    char *third = server_token(&s, ROLE_OFFICE, server_org(&s, "D1.B2"));
    a = fill(receiver, id, body);
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(refused(third, id, body), 404);
    const char *one[] = {"100001HB"};
    ck_assert_int_eq(refused(office, id, members(one, 1, "")), 400);
    free(receiver);
    free(third);
}
END_TEST

START_TEST(the_cover_of_a_dossier_is_filled_within_the_scope_only)
{
    char body[80];
    int64_t id = shipped("bia-ho-so-ket-nap");
    struct dossier d = dossier_new(&s, office, "2000-03-04", "");
    snprintf(body, sizeof body, "{\"candidates\":[%lld]}", (long long)d.id);
    char *text = filled(id, body);
    says(text, "Họ và tên: Xa Thị Sen<");
    says(text, "Ngày sinh: 04/03/2000<");
    says(text, "Ngày vào danh sách nguồn: 05/01/2025<");
    free(text);
    char *other = server_token(&s, ROLE_OFFICE, server_org(&s, "D1.B2"));
    ck_assert_int_eq(refused(other, id, body), 404);
    free(other);
}
END_TEST

HARNESS_MAIN("template_fill", 60, start, stop,
             a_certificate_holds_what_the_register_says_and_what_was_typed,
             many_members_get_a_page_each_or_a_file_each,
             a_list_has_a_row_for_each_of_the_chosen_or_for_all_of_an_organisation,
             a_letter_carries_head_and_signature_of_its_organisation,
             a_paper_about_an_organisation_knows_its_numbers_and_facts,
             whoever_is_out_of_scope_or_absent_is_404_alike_and_nothing_is_made,
             a_secretary_fills_for_the_own_cell_and_readers_do_not,
             sensitive_fields_are_filled_and_the_reading_is_recorded_by_person,
             who_has_left_still_gets_a_certificate,
             an_order_that_does_not_fit_the_template_is_400_and_says_where,
             a_transfer_letter_says_whither_until_when_and_with_what,
             the_cover_of_a_dossier_is_filled_within_the_scope_only)
