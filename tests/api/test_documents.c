/* Scans: what is taken, how it lies in the store, and that it comes back as it was. */
#include "api/harness_discipline.h"
#include "api/harness_document.h"
#include "base/vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct discipline_world w;
#define S (&w.s)

static void start(void)
{
    discipline_world_start(&w);
}

static void stop(void)
{
    discipline_world_stop(&w);
}

static int64_t paper(void)
{
    return document_new(S, w.office, "member_id", w.member);
}

static void comes_back(int64_t id, const char *below, const char *bytes, size_t n)
{
    struct answer a = server_get(S, w.office, "%s", document_path(id, below));
    ck_status(a, 200);
    ck_assert_uint_eq(a.body_len, n);
    ck_assert(memcmp(a.body, bytes, n) == 0);
    answer_free(&a);
}

/* ---- there and back */

START_TEST(a_scan_of_any_length_comes_back_as_it_was)
{
    static const size_t sizes[] = {64, 65535, 65536, 65537, 131072, 300001};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int64_t id = paper();
        char *pdf = document_pdf(sizes[i], "Bản kiểm điểm");
        struct answer a = document_put(S, w.office, id, "?name=kiem-diem.pdf", 0, "application/pdf",
                                       pdf, sizes[i]);
        ck_status(a, 200);
        ck_assert_str_eq(answer_text(&a, "media_type"), "application/pdf");
        ck_assert_int_eq(answer_int(&a, "bytes"), (int64_t)sizes[i]);
        ck_assert_int_eq(answer_int(&a, "files"), 1);
        ck_assert_str_eq(answer_text(&a, "file_name"), "kiem-diem.pdf");
        ck_assert(!json_is_null(answer_at(&a, "scanned_by")));
        answer_free(&a);
        comes_back(id, "/file", pdf, sizes[i]);
        free(pdf);
    }
}
END_TEST

START_TEST(it_goes_out_as_a_file_to_keep_and_never_as_a_page)
{
    int64_t id = paper();
    document_scanned(S, w.office, id, 1000);
    struct answer a = server_get(S, w.office, "%s", document_path(id, "/file"));
    char *type = answer_header(&a, "Content-Type"), *how = answer_header(&a, "Content-Disposition"),
         *sniff = answer_header(&a, "X-Content-Type-Options"),
         *cache = answer_header(&a, "Cache-Control");
    ck_assert_str_eq(type, "application/pdf");
    ck_assert_ptr_nonnull(strstr(how, "attachment; filename=\"Bi_n_b_n_th_.pdf\""));
    ck_assert_ptr_nonnull(
        strstr(how, "filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%20th%E1%BB%AD.pdf"));
    ck_assert_str_eq(sniff, "nosniff");
    ck_assert_str_eq(cache, "no-store");
    free(type);
    free(how);
    free(sniff);
    free(cache);
    answer_free(&a);
    a = server_ask(
        S, (struct ask){.method = "HEAD", .path = document_path(id, "/file"), .token = w.office});
    ck_status(a, 200);
    ck_assert_uint_eq(a.body_len, 0);
    answer_free(&a);
}
END_TEST

START_TEST(nothing_of_a_scan_stands_readable_in_the_folder)
{
    static const char secret[] = "KHONG-AI-DUOC-DOC-DONG-NAY";
    int64_t id = paper();
    char *pdf = document_pdf(200000, secret);
    struct answer a = document_put(S, w.office, id, "", 0, "application/pdf", pdf, 200000);
    ck_status(a, 200);
    answer_free(&a);
    comes_back(id, "/file", pdf, 200000);
    free(pdf);
    ck_assert(!harness_stored(S, secret));
    ck_assert(harness_stored(S, "Biên bản thử")); /* the search does find what is readable */
}
END_TEST

/* ---- what is taken */

static void refused(const char *type, const char *bytes, size_t n, int status)
{
    int64_t id = paper();
    struct answer a = document_put(S, w.office, id, "", 0, type, bytes, n);
    ck_status(a, status);
    if (status == 400)
        ck_assert(answer_blames(&a, "/", "type"));
    answer_free(&a);
    ck_assert_int_eq(document_fetch(S, w.office, id), 404);
}

START_TEST(only_whole_pdf_jpeg_and_png_files_are_taken_whatever_they_are_called)
{
    char *pdf = document_pdf(5000, "x");
    static const char html[] = "<html><script>alert(1)</script></html>                 ";
    static const char zip[] = "PK\x03\x04 not a scan at all, but an office file ........";
    static const char png[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
    static const char cut[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0";
    static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xD9";
    refused("application/pdf", html, sizeof html - 1, 400);
    refused("image/png", zip, sizeof zip - 1, 400);
    refused("application/pdf", pdf, 4000, 400);
    refused("image/png", cut, sizeof cut - 1, 400);
    refused("application/pdf", "%PDF-", 5, 400);
    refused("text/html", pdf, 5000, 415);
    refused("text/csv", pdf, 5000, 415);
    static const struct {
        const char *bytes;
        size_t n;
        const char *type;
    } good[] = {{png, sizeof png - 1, "image/png"}, {jpeg, sizeof jpeg - 1, "image/jpeg"}};
    for (size_t i = 0; i < 2; i++) {
        int64_t id = paper();
        struct answer a = document_put(S, w.office, id, "", 0, "application/octet-stream",
                                       good[i].bytes, good[i].n);
        ck_status(a, 200);
        ck_assert_str_eq(answer_text(&a, "media_type"), good[i].type);
        answer_free(&a);
        comes_back(id, "/file", good[i].bytes, good[i].n);
    }
    free(pdf);
}
END_TEST

START_TEST(more_than_20_megabytes_are_refused_before_they_are_read)
{
    char head[400];
    size_t got;
    int n = snprintf(head, sizeof head,
                     "PUT %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                     "Content-Type: application/pdf\r\nContent-Length: 20971521\r\n\r\n",
                     document_path(paper(), "/file"), S->host, w.office);
    char *reply = server_raw(S, head, (size_t)n, &got);
    ck_assert_ptr_nonnull(strstr(reply, " 413 "));
    free(reply);
    int64_t id = paper();
    document_scanned(S, w.office, id, 20971520);
    ck_assert_int_eq(document_fetch(S, w.office, id), 200);
}
END_TEST

/* ---- what came stays */

START_TEST(another_file_needs_a_reason_and_the_version_and_the_earlier_one_stays)
{
    int64_t id = paper();
    char *first = document_pdf(3000, "lần một"), *second = document_pdf(4000, "lần hai");
    struct answer a = document_put(S, w.office, id, "", 0, "application/pdf", first, 3000);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = document_put(S, w.office, id, "", version, "application/pdf", second, 4000);
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "reason", NULL));
    answer_free(&a);
    a = document_put(S, w.office, id, "?reason=mo", 0, "application/pdf", second, 4000);
    ck_status(a, 428);
    answer_free(&a);
    a = document_put(S, w.office, id, "?reason=mo", version - 1, "application/pdf", second, 4000);
    ck_status(a, 412);
    answer_free(&a);
    a = document_put(S, w.office, id, "?reason=mo", version, "application/pdf", second, 4000);
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "files"), 2);
    ck_assert_int_eq(answer_int(&a, "bytes"), 4000);
    answer_free(&a);
    comes_back(id, "/file", second, 4000);
    comes_back(id, "/file?v=1", first, 3000);
    static const char *const none[] = {"/file?v=3", "/file?v=0", "/file?v=-1", "/file?v=mot",
                                       "/file?v=1x"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        a = server_get(S, w.office, "%s", document_path(id, none[i]));
        ck_status(a, 404);
        answer_free(&a);
    }
    free(first);
    free(second);
}
END_TEST

START_TEST(a_paper_is_corrected_and_taken_out_and_brought_back_by_taking_the_save_back)
{
    int64_t id = paper();
    document_scanned(S, w.office, id, 900);
    struct answer a = server_send(S, w.office, "PATCH", document_path(id, ""), 2,
                                  "{\"title\":\"Bản khác\",\"classification\":\"secret\",\"shelf\":"
                                  "\"Tủ 2\",\"reason\":\"ghi nhầm\"}");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "classification"), "secret");
    answer_free(&a);
    a = server_send(S, w.office, "PATCH", document_path(id, ""), 3, "{\"classification\":null}");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/classification", "required"));
    answer_free(&a);
    a = server_send(S, w.office, "DELETE", document_path(id, ""), 3, NULL);
    ck_status(a, 400);
    answer_free(&a);
    a = server_send(S, w.office, "DELETE", document_path(id, "?reason=nham"), 3, NULL);
    ck_status(a, 204);
    answer_free(&a);
    ck_assert_int_eq(document_fetch(S, w.office, id), 404);
    ck_assert_uint_eq(discipline_rows(S, w.office, "/api/v1/documents"), 0);
    char path[100];
    int64_t save = harness_number(S, "SELECT max(id) FROM tx");
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)save);
    a = server_send(S, w.office, "POST", path, 0, "{\"reason\":\"bỏ nhầm\"}");
    ck_status(a, 200);
    answer_free(&a);
    ck_assert_int_eq(document_fetch(S, w.office, id), 200);
    /* the save that brought the file is no mistake to take back: the row can be taken out */
    save = harness_number(S, "SELECT tx_id FROM change WHERE fields = '[\"file\"]'");
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)save);
    a = server_send(S, w.office, "POST", path, 0, "{\"reason\":\"thử\"}");
    ck_assert_int_ne(a.status, 200);
    answer_free(&a);
}
END_TEST

/* ---- the key */

static void key_path(char *out, size_t n)
{
    snprintf(out, n, "%s-documents.key", S->dir);
}

START_TEST(without_its_key_a_registry_serves_all_but_scans_and_never_makes_another)
{
    char key[100], aside[120];
    struct stat st;
    int64_t id = paper();
    key_path(key, sizeof key);
    snprintf(aside, sizeof aside, "%s.aside", key);
    ck_assert_int_ne(stat(key, &st), 0); /* none before there is a first scan */
    document_scanned(S, w.office, id, 5000);
    ck_assert_int_eq(stat(key, &st), 0);
    ck_assert_int_eq((int)(st.st_mode & 0777), 0600);
    ck_assert_int_eq(rename(key, aside), 0);
    server_restart(S);
    ck_assert_int_eq(document_fetch(S, w.office, id), 500);
    struct answer a = server_get(S, w.office, "%s", document_path(id, "/file"));
    ck_assert(answer_blames(&a, "", "document_key"));
    answer_free(&a);
    char *pdf = document_pdf(5000, "x");
    a = document_put(S, w.office, paper(), "", 0, "application/pdf", pdf, 5000);
    ck_status(a, 500);
    ck_assert(answer_blames(&a, "", "document_key"));
    answer_free(&a);
    ck_assert_int_ne(stat(key, &st), 0);
    /* another registry's key is not taken for it */
    struct vault_key other;
    ck_assert_int_eq(vault_create(key, &other), VAULT_OK);
    ck_assert_int_eq(document_fetch(S, w.office, id), 500);
    char *admin = server_token(S, ROLE_SYSTEM_ADMIN, server_org(S, "P"));
    a = server_get(S, admin, "/api/v1/operations");
    ck_assert_str_eq(answer_text(&a, "documents/key"), "foreign");
    ck_assert_ptr_nonnull(strstr(a.body, "\"document_key\""));
    answer_free(&a);
    ck_assert_int_eq(rename(aside, key), 0);
    ck_assert_int_eq(document_fetch(S, w.office, id), 200);
    a = server_get(S, admin, "/api/v1/operations");
    ck_assert_str_eq(answer_text(&a, "documents/key"), "ready");
    answer_free(&a);
    free(admin);
    free(pdf);
}
END_TEST

START_TEST(a_backup_says_which_key_its_scans_need)
{
    char *admin = server_token(S, ROLE_SYSTEM_ADMIN, server_org(S, "P"));
    struct answer a = server_send(S, admin, "POST", "/api/v1/backups", 0, NULL);
    ck_status(a, 201);
    ck_assert(json_is_null(answer_at(&a, "document_key")));
    answer_free(&a);
    document_scanned(S, w.office, paper(), 5000);
    a = server_send(S, admin, "POST", "/api/v1/backups", 0, NULL);
    ck_assert_uint_eq(strlen(answer_text(&a, "document_key")), 32);
    char *mark = strdup(answer_text(&a, "document_key"));
    answer_free(&a);
    a = server_get(S, admin, "/api/v1/operations");
    ck_assert_str_eq(answer_text(&a, "documents/key_fingerprint"), mark);
    answer_free(&a);
    free(mark);
    free(admin);
}
END_TEST

/* ---- damage */

static enum err damage(struct work *work, void *arg)
{
    (void)arg;
    stmt *s = conn_compose(work->conn, "UPDATE document_part SET bytes = zeroblob(length(bytes))"
                                       " WHERE part = 1");
    return stmt_run(s);
}

START_TEST(a_damaged_scan_is_told_and_not_half_sent)
{
    int64_t id = paper(), good = paper();
    document_scanned(S, w.office, id, 200000);
    document_scanned(S, w.office, good, 3000);
    server_write(S, damage, NULL);
    struct answer a = server_get(S, w.office, "%s", document_path(id, "/file"));
    ck_status(a, 500);
    ck_assert(answer_blames(&a, "", "damaged"));
    answer_free(&a);
    ck_assert_int_eq(document_fetch(S, w.office, good), 200);
}
END_TEST

HARNESS_MAIN("documents", 120, start, stop, a_scan_of_any_length_comes_back_as_it_was,
             it_goes_out_as_a_file_to_keep_and_never_as_a_page,
             nothing_of_a_scan_stands_readable_in_the_folder,
             only_whole_pdf_jpeg_and_png_files_are_taken_whatever_they_are_called,
             more_than_20_megabytes_are_refused_before_they_are_read,
             another_file_needs_a_reason_and_the_version_and_the_earlier_one_stays,
             a_paper_is_corrected_and_taken_out_and_brought_back_by_taking_the_save_back,
             without_its_key_a_registry_serves_all_but_scans_and_never_makes_another,
             a_backup_says_which_key_its_scans_need, a_damaged_scan_is_told_and_not_half_sent)
