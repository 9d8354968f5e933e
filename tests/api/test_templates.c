/* Word templates: the shipped ones, uploads and what is refused, history, whose they are. */
#include "api/harness_accounts.h"
#include "api/harness_paper.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office; /* on the root */

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

static int64_t shipped(const char *code)
{
    struct answer a = server_get(&s, office, "/api/v1/templates?fields=id,code&shipped=true");
    size_t i;
    json_t *row;
    int64_t id = 0;
    json_array_foreach (answer_at(&a, "items"), i, row)
        if (strcmp(json_string_value(json_object_get(row, "code")), code) == 0)
            id = json_integer_value(json_object_get(row, "id"));
    answer_free(&a);
    ck_assert_msg(id != 0, "%s is not shipped", code);
    return id;
}

static struct answer send(const char *token, const char *method, int64_t id, const char *part,
                          int64_t version, const char *body)
{
    char path[120];
    snprintf(path, sizeof path, "/api/v1/templates/%lld%s", (long long)id, part);
    return server_send(&s, token, method, path, version, body);
}

static int status_of(struct answer a)
{
    int status = a.status;
    answer_free(&a);
    return status;
}

static struct answer upload_bytes(const char *token, const char *method, const char *path,
                                  const char *bytes, size_t n)
{
    return server_ask(&s, (struct ask){.method = method,
                                       .path = path,
                                       .token = token,
                                       .body = bytes,
                                       .body_len = n,
                                       .type = "application/octet-stream"});
}

/* A file of one description in the place of a template's. */
static struct answer replace(const char *token, int64_t id, const char *description)
{
    char path[120];
    size_t n;
    char *docx = harness_docx(description, &n);
    snprintf(path, sizeof path, "/api/v1/templates/%lld/file?name=m%%E1%%BA%%ABu.docx",
             (long long)id);
    struct answer a = upload_bytes(token, "PUT", path, docx, n);
    free(docx);
    return a;
}

static int64_t upload(const char *token, const char *subject, const char *description)
{
    size_t n;
    char *docx = harness_docx(description, &n);
    int64_t id = harness_template(&s, token, subject, docx, n);
    free(docx);
    return id;
}

/* The main part of a template's file. */
static char *body_of(int64_t id, const char *query)
{
    struct answer a = server_get(&s, office, "/api/v1/templates/%lld/file%s", (long long)id, query);
    ck_status(a, 200);
    char *text = harness_part(&a, "word/document.xml");
    answer_free(&a);
    return text;
}

static void holds(int64_t id, const char *query, const char *word, bool expected)
{
    char *text = body_of(id, query);
    ck_assert_msg((strstr(text, word) != NULL) == expected, "%s %s", word, text);
    free(text);
}

START_TEST(six_templates_come_with_the_program_and_none_twice)
{
    struct answer a = server_get(&s, office, "/api/v1/templates");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 6);
    ck_assert_str_eq(answer_text(&a, "items/0/name"), "Bìa hồ sơ xét kết nạp");
    ck_assert_str_eq(answer_text(&a, "items/0/origin"), "shipped");
    ck_assert(json_is_true(answer_at(&a, "items/0/may_change")));
    answer_free(&a);
    holds(shipped("cong-van"), "", "ĐẢNG CỘNG SẢN VIỆT NAM", true);
    free(office);
    server_restart(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM template_file"), 6);
}
END_TEST

START_TEST(a_replaced_file_stays_and_the_shipped_one_comes_back)
{
    int64_t id = shipped("cong-van");
    struct answer a = replace(office, id, "text Kính báo: {{Nội dung}}\n");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "origin"), "own");
    ck_assert_str_eq(answer_text(&a, "file_name"), "mẫu.docx");
    ck_assert_int_eq(answer_int(&a, "version"), 2);
    answer_free(&a);
    holds(id, "", "Kính báo", true);
    holds(id, "?v=1", "ĐẢNG CỘNG SẢN VIỆT NAM", true);
    free(office);
    server_restart(&s); /* what the program brings does not push aside what the office chose */
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    holds(id, "", "Kính báo", true);
    ck_assert_int_eq(status_of(send(office, "POST", id, "/restore", 1, "{}")), 412);
    a = send(office, "POST", id, "/restore", 2, "{\"reason\":\"mẫu chung\"}");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "origin"), "shipped");
    answer_free(&a);
    holds(id, "", "Kính báo", false);
    a = send(office, "GET", id, "/history", 0, NULL);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 3);
    ck_assert_str_eq(answer_text(&a, "items/0/reason"), "mẫu chung");
    ck_assert_str_eq(answer_text(&a, "items/1/origin"), "own");
    ck_assert(json_is_true(answer_at(&a, "items/0/current")));
    answer_free(&a);
    a = send(office, "POST", id, "/restore", 3, "{\"number\":2}");
    ck_status(a, 200);
    answer_free(&a);
    holds(id, "", "Kính báo", true);
    a = send(office, "POST", id, "/restore", 0, "{\"number\":9}");
    ck_status(a, 409);
    answer_free(&a);
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM change WHERE resource = 'templates'"),
                     3);
}
END_TEST

/* ---- uploads that are refused */

static void refused(const char *bytes, size_t n, int status, const char *code, const char *word)
{
    struct answer a =
        upload_bytes(office, "POST", "/api/v1/templates?name=M%E1%BA%ABu&subject=member", bytes, n);
    ck_status(a, status);
    ck_assert_str_eq(answer_text(&a, "errors/0/code"), code);
    ck_assert_msg(word == NULL || strstr(answer_text(&a, "errors/0/detail"), word) != NULL, "%s",
                  a.body);
    answer_free(&a);
}

static void refused_with(const char *part, const char *text, int status, const char *code)
{
    size_t n;
    char *docx = harness_docx_with("field {{Họ và tên}}\n", part, text, &n);
    refused(docx, n, status, code, NULL);
    free(docx);
}

static void refused_text(const char *description, const char *code, const char *word)
{
    size_t n;
    char *docx = harness_docx(description, &n);
    refused(docx, n, 400, code, word);
    free(docx);
}

#define RELATION(type)                                                                             \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"         \
    "<Relationship Id='r9' Type='x/" type "' Target='http://127.0.0.1/x.dotm'"                     \
    " TargetMode='External'/></Relationships>"

START_TEST(what_is_no_honest_template_is_refused_with_a_reason_and_leaves_nothing)
{
    refused("không phải Word", 18, 415, "not_a_package", NULL);
    refused_with("word/vbaProject.bin", "x", 415, "macros");
    refused_with("word/_rels/settings.xml.rels", RELATION("attachedTemplate"), 400, "external");
    refused_with("word/_rels/document.xml.rels", RELATION("oleObject"), 400, "external");
    refused_with("word/document.xml", "<w:document", 400, "broken");
    refused_text("field Không có gì để điền\n", "no_fields", "{{Tên trường}}");
    refused_text("field {{Họ tên}}\n", "unknown_field", "{{Họ và tên}}");
    refused_text("field {{Xyzxyzxyz xyz}}\n", "unknown_field", "Xyzxyzxyz");
    refused_text("field {{hàng.Giới tính}}\n", "unknown_field", "có phải là {{Giới tính}}?");
    size_t n = 6u << 20;
    char *big = malloc(n);
    memset(big, 'x', n);
    refused(big, n, 413, "too_large", "5 MB");
    free(big);
    size_t zeros = 40u << 20;
    char *bomb = malloc(zeros + 1);
    memset(bomb, '0', zeros);
    bomb[zeros] = '\0';
    refused_with("word/media/image1.bmp", bomb, 413, "too_large");
    free(bomb);
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM template_file"), 6);
}
END_TEST

START_TEST(a_template_needs_a_name_and_a_known_subject)
{
    size_t n;
    char *docx = harness_docx("field {{Họ và tên}}\n", &n);
    static const char *const queries[] = {"", "?name=x", "?name=x&subject=khong", "?subject=member",
                                          "?name=x&subject=member&code=C%C3%B3+d%E1%BA%A5u"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        char path[120];
        snprintf(path, sizeof path, "/api/v1/templates%s", queries[i]);
        ck_assert_int_eq(status_of(upload_bytes(office, "POST", path, docx, n)), 400);
    }
    static const char good[] = "/api/v1/templates?name=x&subject=member&code=ma";
    ck_assert_int_eq(status_of(upload_bytes(office, "POST", good, docx, n)), 201);
    ck_assert_int_eq(status_of(upload_bytes(office, "POST", good, docx, n)), 409);
    free(docx);
}
END_TEST

/* ---- whose they are */

START_TEST(a_template_serves_its_keeper_and_all_below_and_nobody_beside)
{
    char *district = server_token(&s, ROLE_OFFICE, server_org(&s, "D1"));
    char *commune = server_token(&s, ROLE_OFFICE, server_org(&s, "D1.B1"));
    char *cell = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    char *beside = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    int64_t id = upload(district, "member", "field {{Họ và tên}}\n");
    ck_assert_int_eq(status_of(send(commune, "GET", id, "", 0, NULL)), 200);
    ck_assert_int_eq(status_of(send(cell, "GET", id, "/file", 0, NULL)), 200);
    ck_assert_int_eq(status_of(send(office, "GET", id, "", 0, NULL)), 200);
    static const char *const parts[] = {"", "/file", "/history"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(status_of(send(beside, "GET", id, parts[i], 0, NULL)), 404);
        ck_assert_int_eq(status_of(send(beside, "GET", 987654321, parts[i], 0, NULL)), 404);
    }
    ck_assert_int_eq(status_of(send(beside, "POST", id, "/fill", 0, "{\"members\":[1]}")), 404);
    ck_assert_int_eq(status_of(send(beside, "DELETE", id, "", 1, NULL)), 404);
    ck_assert_int_eq(status_of(replace(beside, id, "field {{Họ và tên}}\n")), 404);
    struct answer a = server_get(&s, beside, "/api/v1/templates");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 6);
    answer_free(&a);
    /* below it may be used, not changed; the program's own only with the whole registry */
    ck_assert_int_eq(status_of(send(commune, "DELETE", id, "", 1, NULL)), 403);
    ck_assert_int_eq(status_of(replace(commune, id, "field {{Họ và tên}}\n")), 403);
    ck_assert_int_eq(status_of(replace(district, shipped("cong-van"), "text {{Nội dung}}\n")), 403);
    ck_assert_int_eq(status_of(replace(cell, id, "field {{Họ và tên}}\n")), 403);
    ck_assert_int_eq(status_of(replace(district, id, "field {{Ngày sinh}}\n")), 200);
    ck_assert_int_eq(status_of(send(office, "DELETE", id, "", 2, NULL)), 204);
    ck_assert_int_eq(status_of(send(district, "GET", id, "", 0, NULL)), 404);
    free(district);
    free(commune);
    free(cell);
    free(beside);
}
END_TEST

START_TEST(a_shipped_template_stays_and_may_be_renamed)
{
    int64_t id = shipped("cong-van");
    ck_assert_int_eq(status_of(send(office, "DELETE", id, "", 1, NULL)), 409);
    struct answer a = send(office, "PATCH", id, "", 1, "{\"name\":\"Công văn đi\"}");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "name"), "Công văn đi");
    answer_free(&a);
    ck_assert_int_eq(status_of(send(office, "PATCH", id, "", 1, "{\"name\":\"x\"}")), 412);
    ck_assert_int_eq(status_of(send(office, "PATCH", id, "", 2, "{\"subject\":\"member\"}")), 400);
}
END_TEST

START_TEST(a_save_of_a_template_is_not_taken_back_behind_its_history)
{
    int64_t id = upload(office, "letter", "text {{Trích yếu}}\n");
    ck_assert_int_eq(status_of(replace(office, id, "text {{Nội dung}}\n")), 200);
    struct answer a = server_get(&s, office, "/api/v1/audit?resource=templates");
    char path[80];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo",
             (long long)answer_int(&a, "items/0/save_id"));
    answer_free(&a);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(a, 404); /* like every save that is none of the register's */
    answer_free(&a);
    holds(id, "?v=2", "Nội dung", true);
}
END_TEST

START_TEST(every_field_that_may_stand_in_a_template_is_told_with_its_braces)
{
    struct answer a = server_get(&s, office, "/api/v1/templates/fields");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "subjects")), 7);
    ck_assert_str_eq(answer_text(&a, "subjects/0/groups/0/code"), "paper");
    ck_assert_str_eq(answer_text(&a, "subjects/0/groups/1/fields/0/text"), "{{Họ và tên}}");
    ck_assert_str_eq(answer_text(&a, "subjects/1/groups/1/fields/0/text"), "{{hàng.TT}}");
    ck_assert_ptr_null(strstr(a.body, "Mã định danh bản ghi"));
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("templates", 60, start, stop, six_templates_come_with_the_program_and_none_twice,
             a_replaced_file_stays_and_the_shipped_one_comes_back,
             what_is_no_honest_template_is_refused_with_a_reason_and_leaves_nothing,
             a_template_needs_a_name_and_a_known_subject,
             a_template_serves_its_keeper_and_all_below_and_nobody_beside,
             a_shipped_template_stays_and_may_be_renamed,
             a_save_of_a_template_is_not_taken_back_behind_its_history,
             every_field_that_may_stand_in_a_template_is_told_with_its_braces)
