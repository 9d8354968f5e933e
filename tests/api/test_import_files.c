/* Files as offices have them: sheets with titles and merged headings, legacy fonts; and taking an
   import back. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

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

static struct answer upload_bytes(const char *kind, const char *type, const char *bytes, size_t n)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/imports?kind=%s&name=danh-sach", kind);
    return server_ask(&s, (struct ask){.method = "POST",
                                       .path = path,
                                       .token = office,
                                       .type = type,
                                       .body = bytes,
                                       .body_len = n});
}

static struct answer upload(const char *kind, const char *csv)
{
    return upload_bytes(kind, "text/csv", csv, strlen(csv));
}

/* A sheet of text cells, rows ended by \n, cells by |. */
static struct answer upload_sheet(const char *kind, const char *rows)
{
    char path[80], *copy = strdup(rows), *save = NULL;
    snprintf(path, sizeof path, "%s/sheet.xlsx", s.dir);
    lxw_workbook *b = workbook_new(path);
    lxw_worksheet *w = workbook_add_worksheet(b, NULL);
    unsigned r = 0;
    for (char *line = strtok_r(copy, "\n", &save); line != NULL;
         line = strtok_r(NULL, "\n", &save), r++) {
        unsigned short c = 0;
        for (char *cell = line, *end; cell != NULL; cell = end, c++) {
            end = strchr(cell, '|');
            if (end != NULL)
                *end++ = '\0';
            if (*cell != '\0')
                worksheet_write_string(w, r, c, cell, NULL);
        }
    }
    ck_assert_int_eq(workbook_close(b), LXW_NO_ERROR);
    free(copy);
    int fd = open(path, O_RDONLY);
    char *bytes = malloc(1 << 20);
    ssize_t n = read(fd, bytes, 1 << 20);
    close(fd);
    unlink(path);
    struct answer a =
        upload_bytes(kind, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     bytes, (size_t)n);
    free(bytes);
    return a;
}

static struct answer act(const struct answer *import, const char *method, const char *what)
{
    char path[100];
    snprintf(path, sizeof path, "/api/v1/imports/%lld%s", (long long)answer_int(import, "id"),
             what);
    return server_send(&s, office, method, path, 0, NULL);
}

static void acted(const struct answer *import, const char *what, int status)
{
    struct answer a = act(import, "POST", what);
    ck_status(a, status);
    answer_free(&a);
}

static int64_t total(const char *path)
{
    struct answer a = server_get(&s, office, "%s", path);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

static void first_holds(const char *number, const char *field, const char *expected)
{
    struct answer a = server_get(&s, office, "/api/v1/members?record_number=%s&fields=id", number);
    ck_status(a, 200);
    struct answer b = server_get(&s, office, "/api/v1/members/%lld?include=sensitive",
                                 (long long)answer_int(&a, "items/0/id"));
    const char *got = answer_text(&b, field);
    ck_assert_msg(got != NULL && strcmp(got, expected) == 0, "%s: %s instead of %s", field,
                  got ? got : "null", expected);
    answer_free(&a);
    answer_free(&b);
}

/* ---- files */

START_TEST(the_heading_of_a_list_is_found_below_its_title)
{
    struct answer a = upload_sheet(
        "members",
        "ĐẢNG BỘ XÃ MỘT MỘT\nDANH SÁCH ĐẢNG VIÊN\n"
        "TT|Họ và tên (*)|Giới tính|Sinh ngày|Quê quán|||Mã chi bộ|Số lý lịch|Ngày vào Đảng\n"
        "||||Tỉnh|Xã|Chi tiết|||\n"
        "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)\n"
        "1|Lò Thị Hoa|Nữ|02/03/1990|Phú Thọ|Xã Một|Thôn Đông|D1.B1.C1|200001HB|19/05/2015\n"
        "|Tổng cộng: 1 đảng viên\n");
    ck_status(a, 201);
    /* the sum below the list names a person without a cell */
    ck_assert_int_eq(answer_int(&a, "rows"), 2);
    ck_assert_int_eq(answer_int(&a, "refused"), 1);
    ck_assert_str_eq(answer_text(&a, "source/format"), "xlsx");
    ck_assert_int_eq(answer_int(&a, "source/heading_line"), 4);
    ck_assert_str_eq(answer_text(&a, "source/columns/5"), "hometown_commune");
    ck_assert_str_eq(answer_text(&a, "file_name"), "danh-sach");
    answer_free(&a);
    a = upload_sheet(
        "members",
        "DANH SÁCH\nTT|Họ và tên|Giới tính|Sinh ngày|Quê quán|||Mã chi bộ|Số lý lịch|Ngày vào Đảng\n"
        "||||Tỉnh|Xã|Chi tiết|||\n"
        "1|Lò Thị Hoa|Nữ|02/03/1990|Phú Thọ|Xã Một|Thôn Đông|D1.B1.C1|200001HB|19/05/2015\n"
        "2\n");
    ck_assert_int_eq(answer_int(&a, "rows"), 1); /* a number alone says nothing */
    ck_assert_int_eq(answer_int(&a, "refused"), 0);
    acted(&a, "/commit", 200);
    answer_free(&a);
    first_holds("200001HB", "hometown_province", "Phú Thọ");
    first_holds("200001HB", "hometown_commune", "Xã Một");
    first_holds("200001HB", "hometown", "Thôn Đông");
    first_holds("200001HB", "born_on", "1990-03-02");
}
END_TEST

START_TEST(lists_typed_in_legacy_fonts_come_in_as_unicode)
{
    struct answer a = upload_sheet("members", "Hä vµ tªn|Sè lý lÞch|M· chi bé|Ngµy vµo §¶ng\n"
                                              "NguyÔn ThÞ Thñy|200001HB|D1.B1.C1|19/05/2015\n"
                                              "TrÇn V¨n §øc|200002HB|D1.B1.C1|19/05/2015\n");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "source/encoding"), "tcvn3");
    acted(&a, "/commit", 200);
    answer_free(&a);
    first_holds("200001HB", "full_name", "Nguyễn Thị Thủy");
    first_holds("200002HB", "full_name", "Trần Văn Đức");
    a = upload("members", "Hoï vaø teân;Soá lyù lòch;Maõ chi boä;Ngaøy vaøo Ñaûng\n"
                          "Ñaëng Thò Höôøng;200003HB;D1.B1.C1;19/05/2015\n");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "source/encoding"), "vni");
    acted(&a, "/commit", 200);
    answer_free(&a);
    first_holds("200003HB", "full_name", "Đặng Thị Hường");
    /* bytes that are no UTF-8: an old program's own file */
    a = upload("members", "H\xE4 v\xB5 t\xAAn,S\xE8 l\xFD l\xDE"
                          "ch,M\xB7 chi b\xE9,Ng\xB5y v\xB5o \xA7\xB6ng\n"
                          "NguyÔn,200004HB,D1.B1.C1,2015\n");
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "refused"), 0);
    answer_free(&a);
}
END_TEST

START_TEST(a_personal_id_that_lost_its_zero_comes_back_when_birth_and_gender_agree)
{
    struct answer a = upload(
        "members", "full_name,gender,born_on,personal_id,record_number,cell_code,admitted_on\n"
                   "Một,Nữ,1990-01-01,17190000009,200001HB,D1.B1.C1,2015\n"
                   "Hai,Nam,1990-01-01,17190000010,200002HB,D1.B1.C1,2015\n"
                   "Ba,Nam,2001-01-01,1201000011,200003HB,D1.B1.C1,2020\n");
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "added"), 2);
    ck_assert_int_eq(answer_int(&a, "refused"), 1); /* the digit says female, the row male */
    ck_assert_int_eq(answer_int(&a, "notices/zero_restored"), 2);
    answer_free(&a);
}
END_TEST

START_TEST(rows_worth_a_look_can_be_shown_alone)
{
    struct answer a = upload("members", "full_name,record_number,cell_code,admitted_on,born_on\n"
                                        "Một,200001HB,D1.B1.C1,2015-01-01,2010-01-01\n"
                                        "Hai,200002HB,D1.B1.C1,2015-01-01,1980-01-01\n"
                                        "Ba,200003HB,X,2015-01-01,1980-01-01\n");
    ck_status(a, 201);
    ck_assert_int_ge(answer_int(&a, "flagged"), 1);
    struct answer b = act(&a, "GET", "/rows?problem=true&count=exact");
    ck_status(b, 200);
    ck_assert_int_ge(answer_int(&b, "total"), 2);
    ck_assert_ptr_nonnull(strstr(b.body, "odd_age"));
    answer_free(&b);
    answer_free(&a);
}
END_TEST

START_TEST(a_named_sheet_is_read_and_a_missing_one_told)
{
    struct answer a = upload_sheet("members", "a\nb\n");
    ck_status(a, 400);
    answer_free(&a);
    a = upload_bytes("members", "application/octet-stream", "PK\3\4nothing", 11);
    ck_status(a, 400);
    ck_assert_ptr_nonnull(strstr(a.body, "not_a_package"));
    answer_free(&a);
    a = upload_bytes("members", "application/pdf", "x", 1);
    ck_status(a, 415);
    answer_free(&a);
}
END_TEST

/* ---- taking back */

START_TEST(an_import_is_taken_back_as_if_it_had_not_been)
{
    int64_t before = total("/api/v1/members?count=exact");
    struct answer a = upload("members", "full_name,record_number,cell_code,admitted_on,phone\n"
                                        "Người Mới,200001HB,D1.B1.C1,2015-01-01,\n"
                                        ",100001HB,D2.B1.C1,,0912\n");
    ck_status(a, 201);
    acted(&a, "/undo", 409); /* nothing is written yet */
    acted(&a, "/commit", 200);
    ck_assert_int_eq(total("/api/v1/members?count=exact"), before + 1);
    first_holds("100001HB", "cell_code", "D2.B1.C1");
    acted(&a, "/undo", 200);
    ck_assert_int_eq(total("/api/v1/members?count=exact"), before);
    ck_assert_int_eq(total("/api/v1/members?count=exact&q=200001HB"), 0);
    first_holds("100001HB", "cell_code", "D1.B1.C1");
    acted(&a, "/undo", 409); /* once */
    acted(&a, "/commit", 409);
    answer_free(&a);
    /* the number is free again */
    a = upload(
        "members",
        "full_name,record_number,cell_code,admitted_on\nKhác,200001HB,D1.B1.C2,2016-01-01\n");
    acted(&a, "/commit", 200);
    answer_free(&a);
    first_holds("200001HB", "full_name", "Khác");
    a = server_get(&s, office, "/api/v1/statistics/flows?from=2015-01-01&to=2026-11-24");
    ck_status(a, 200);
    answer_free(&a);
}
END_TEST

START_TEST(organisations_brought_in_are_withdrawn_with_the_import)
{
    struct answer a =
        upload("organizations", "code,name,kind,parent_code\nD3,Huyện Ba,district_party,P\n"
                                "D3.B1,Xã Ba Một,base_party,D3\nD1,Đảng bộ huyện Một đổi tên,,\n");
    ck_status(a, 201);
    acted(&a, "/commit", 200);
    ck_assert_int_eq(total("/api/v1/organizations?count=exact&q=D3.B1"), 1);
    acted(&a, "/undo", 200);
    answer_free(&a);
    ck_assert_int_eq(total("/api/v1/organizations?count=exact&q=D3.B1"), 0);
    a = server_get(&s, office, "/api/v1/organizations?q=D1");
    ck_assert_str_eq(answer_text(&a, "items/0/name"), "Đảng bộ huyện Một");
    answer_free(&a);
    /* the codes are free, and what comes under them is not the withdrawn one */
    a = upload("organizations", "code,name,kind,parent_code\nD3,Huyện Ba mới,district_party,P\n");
    acted(&a, "/commit", 200);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/organizations?q=D3");
    ck_assert_str_eq(answer_text(&a, "items/0/name"), "Huyện Ba mới");
    answer_free(&a);
}
END_TEST

START_TEST(what_was_changed_or_used_since_keeps_the_import)
{
    struct answer a = upload("members", "full_name,record_number,cell_code,admitted_on\n"
                                        "Người Mới,200001HB,D1.B1.C1,2015-01-01\n");
    acted(&a, "/commit", 200);
    struct answer m = server_get(&s, office, "/api/v1/members?record_number=200001HB");
    char path[100], body[200];
    snprintf(path, sizeof path, "/api/v1/members/%lld/training",
             (long long)answer_int(&m, "items/0/id"));
    struct answer t = server_send(&s, office, "POST", path, 0,
                                  "{\"kind\":\"theory\",\"school\":\"Trường chính trị\"}");
    ck_status(t, 201);
    answer_free(&t);
    struct answer u = act(&a, "POST", "/undo");
    ck_status(u, 409);
    ck_assert(answer_blames(&u, "", "used_since"));
    answer_free(&u);
    answer_free(&a);
    a = upload("members", "record_number,phone\n100002HB,0911\n");
    acted(&a, "/commit", 200);
    struct answer o = server_get(&s, office, "/api/v1/members?record_number=100002HB");
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)answer_int(&o, "items/0/id"));
    snprintf(body, sizeof body, "{\"phone\":\"0922\",\"reason\":\"x\"}");
    struct answer p =
        server_send(&s, office, "PATCH", path, answer_int(&o, "items/0/version"), body);
    ck_status(p, 200);
    u = act(&a, "POST", "/undo");
    ck_status(u, 409);
    ck_assert(answer_blames(&u, "", "changed_since"));
    answer_free(&u), answer_free(&p), answer_free(&o), answer_free(&m), answer_free(&a);
}
END_TEST

HARNESS_MAIN("import files", 120, start, stop, the_heading_of_a_list_is_found_below_its_title,
             lists_typed_in_legacy_fonts_come_in_as_unicode,
             a_personal_id_that_lost_its_zero_comes_back_when_birth_and_gender_agree,
             rows_worth_a_look_can_be_shown_alone, a_named_sheet_is_read_and_a_missing_one_told,
             an_import_is_taken_back_as_if_it_had_not_been,
             organisations_brought_in_are_withdrawn_with_the_import,
             what_was_changed_or_used_since_keeps_the_import)
