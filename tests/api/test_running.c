/* Running the registry: drills of restoring backups, the label of the store, what the
   administrator is told. */
#include "api/harness_accounts.h"
#include "api/harness_paper.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DRILLS "/api/v1/backups/drills"
#define SETTINGS "/api/v1/settings"

static struct server s;
static char *admin, *office, *auditor;

static void start(void)
{
    server_start(&s);
    server_little_world(&s);
    admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    auditor = server_token(&s, ROLE_AUDITOR, server_org(&s, "P"));
}

static void stop(void)
{
    free(admin);
    free(office);
    free(auditor);
    server_stop(&s);
}

static struct answer drill(const char *body)
{
    return server_send(&s, admin, "POST", DRILLS, 0, body);
}

static void back_up(char name[64])
{
    struct answer a = server_send(&s, admin, "POST", "/api/v1/backups", 0, NULL);
    ck_status(a, 201);
    snprintf(name, 64, "%s", answer_text(&a, "name"));
    answer_free(&a);
}

/* A file among the backups that no program of ours wrote; n bytes of an existing one when `of`. */
static void plant(const char *name, const char *of, size_t n)
{
    char path[256], bytes[65536];
    memset(bytes, 'x', sizeof bytes);
    if (of != NULL) {
        snprintf(path, sizeof path, "%s/backups/%s", s.dir, of);
        int in = open(path, O_RDONLY);
        ck_assert_int_ge(in, 0);
        ck_assert_int_eq(read(in, bytes, n), (ssize_t)n);
        close(in);
    }
    snprintf(path, sizeof path, "%s/backups/%s", s.dir, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
    close(fd);
}

static int left_in_tmp(void)
{
    char path[256];
    snprintf(path, sizeof path, "%s/tmp", s.dir);
    int n = 0;
    DIR *d = opendir(path);
    for (struct dirent *f = readdir(d); f != NULL; f = readdir(d))
        n += f->d_name[0] != '.';
    closedir(d);
    return n;
}

/* ---- drills */

START_TEST(a_backup_that_can_be_restored_is_said_to_be_good)
{
    char name[64];
    back_up(name);
    struct answer a = drill("{}");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "result"), "good");
    ck_assert_str_eq(answer_text(&a, "backup"), name);
    ck_assert_int_eq(answer_int(&a, "findings"), 0);
    ck_assert_int_gt(answer_int(&a, "changes"), 20); /* those of the little world */
    ck_assert(json_is_null(answer_at(&a, "detail")));
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    a = server_get(&s, admin, DRILLS "/%lld", (long long)id);
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&s, admin, DRILLS);
    ck_assert_int_eq((int)json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
    ck_assert_int_eq(left_in_tmp(), 0);
}
END_TEST

START_TEST(a_damaged_backup_fails_its_drill_and_leaves_nothing_behind)
{
    char name[64];
    back_up(name);
    plant("rac.db", NULL, 30000);
    plant("cut.db", name, 30000);
    static const char *const bad[] = {"rac.db", "cut.db"};
    for (size_t i = 0; i < 2; i++) {
        char body[100];
        snprintf(body, sizeof body, "{\"backup\":\"%s\"}", bad[i]);
        struct answer a = drill(body);
        ck_status(a, 201);
        ck_assert_str_eq(answer_text(&a, "result"), "failed");
        ck_assert_uint_gt(strlen(answer_text(&a, "detail")), 5);
        answer_free(&a);
        ck_assert_int_eq(left_in_tmp(), 0);
    }
    struct answer a = server_get(&s, admin, "/api/v1/operations");
    ck_assert_str_eq(answer_text(&a, "backups/last_drill_result"), "failed");
    ck_assert_ptr_nonnull(strstr(a.body, "\"drill_failed\""));
    answer_free(&a);
}
END_TEST

START_TEST(only_what_lies_among_the_backups_is_drilled)
{
    struct answer a = drill("{}");
    ck_status(a, 409); /* none yet */
    answer_free(&a);
    char name[64];
    back_up(name);
    static const char *const outside[] = {"../chibo.db", "/etc/passwd", "khong-co.db"};
    for (size_t i = 0; i < 3; i++) {
        char body[100];
        snprintf(body, sizeof body, "{\"backup\":\"%s\"}", outside[i]);
        a = drill(body);
        ck_status(a, 409);
        ck_assert(answer_blames(&a, "/backup", "not_found"));
        answer_free(&a);
    }
}
END_TEST

START_TEST(a_drill_stands_in_the_audit_trail)
{
    char name[64];
    back_up(name);
    struct answer a = drill("{}");
    answer_free(&a);
    a = server_get(&s, auditor, "/api/v1/audit?resource=backup_drills");
    ck_status(a, 200);
    ck_assert_int_ge((int)json_array_size(answer_at(&a, "items")), 1);
    answer_free(&a);
}
END_TEST

/* ---- the label */

static void label(const char *json)
{
    struct answer a = server_get(&s, admin, SETTINGS);
    ck_status(a, 200);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    char body[100];
    snprintf(body, sizeof body, "{\"classification\":%s}", json);
    a = server_send(&s, admin, "PATCH", SETTINGS, version, body);
    ck_status(a, 200);
    answer_free(&a);
}

START_TEST(the_label_shows_before_and_after_log_in_in_the_callers_language)
{
    label("\"confidential\"");
    struct answer a = server_get(&s, NULL, "/api/v1/setup");
    ck_assert_str_eq(answer_text(&a, "classification_label"), "Mật");
    answer_free(&a);
    a = server_ask(&s, (struct ask){.path = "/api/v1/session",
                                    .token = office,
                                    .headers = "Accept-Language: en\r\n"});
    ck_assert_str_eq(answer_text(&a, "classification"), "confidential");
    ck_assert_str_eq(answer_text(&a, "classification_label"), "Confidential");
    answer_free(&a);
    label("null");
    a = server_get(&s, office, "/api/v1/session");
    ck_assert(json_is_null(answer_at(&a, "classification")));
    answer_free(&a);
}
END_TEST

START_TEST(sheets_and_papers_carry_the_label)
{
    label("\"secret\"");
    struct answer a = server_get(&s, office, "/api/v1/members?format=xlsx");
    ck_status(a, 200);
    char *sheet = harness_part(&a, "xl/worksheets/sheet1.xml");
    ck_assert_ptr_nonnull(strstr(sheet, "Tối mật"));
    free(sheet);
    answer_free(&a);
    size_t n;
    char *docx = harness_docx("field {{Độ mật}} {{Họ và tên}}\n", &n);
    int64_t template = harness_template(&s, office, "member", docx, n);
    free(docx);
    a = server_get(&s, office, "/api/v1/members?limit=1&fields=id");
    char path[128], body[64];
    snprintf(body, sizeof body, "{\"members\":[%lld]}", (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/templates/%lld/fill", (long long)template);
    a = server_send(&s, office, "POST", path, 0, body);
    ck_status(a, 200);
    char *paper = harness_part(&a, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(paper, "Tối mật"));
    free(paper);
    answer_free(&a);
}
END_TEST

START_TEST(a_label_is_changed_only_by_who_saw_the_current_one)
{
    struct answer a = server_send(&s, admin, "PATCH", SETTINGS, 0, "{\"classification\":null}");
    ck_status(a, 428);
    answer_free(&a);
    label("\"internal\"");
    a = server_send(&s, admin, "PATCH", SETTINGS, 1, "{\"classification\":\"secret\"}");
    ck_status(a, 412);
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", SETTINGS, 2, "{\"classification\":\"bí ẩn\"}");
    ck_status(a, 400);
    answer_free(&a);
}
END_TEST

/* ---- what one is told */

START_TEST(only_administrators_are_told_what_to_look_after)
{
    label("\"top_secret\""); /* and the server is not isolated */
    struct answer a = server_get(&s, admin, "/api/v1/session");
    ck_assert_ptr_nonnull(strstr(a.body, "\"not_isolated\""));
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/session");
    ck_assert_ptr_null(json_object_get(a.json, "notices"));
    answer_free(&a);
    label("\"internal\""); /* is no state secret */
    a = server_get(&s, admin, "/api/v1/session");
    ck_assert_ptr_null(strstr(a.body, "\"not_isolated\""));
    answer_free(&a);
}
END_TEST

START_TEST(operations_tell_sizes_and_the_last_backup)
{
    char name[64];
    back_up(name);
    struct answer a = server_get(&s, admin, "/api/v1/operations");
    ck_status(a, 200);
    ck_assert_int_gt(answer_int(&a, "storage/store_bytes"), 100000);
    ck_assert_int_gt(answer_int(&a, "storage/backup_bytes"), 100000);
    ck_assert_int_gt(answer_int(&a, "storage/free_bytes"), 0);
    ck_assert_int_eq(answer_int(&a, "backups/count"), 1);
    ck_assert(json_is_null(answer_at(&a, "certificate"))); /* plain HTTP */
    ck_assert(json_is_false(answer_at(&a, "isolated")));
    answer_free(&a);
}
END_TEST

START_TEST(a_start_clears_what_a_killed_process_left_in_tmp)
{
    char path[256];
    snprintf(path, sizeof path, "%s/tmp/drill-abc", s.dir);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/tmp/drill-abc/chibo.db", s.dir);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    ck_assert_int_ge(fd, 0);
    close(fd);
    server_restart(&s);
    ck_assert_int_eq(left_in_tmp(), 0);
}
END_TEST

HARNESS_MAIN("running the registry", 60, start, stop,
             a_backup_that_can_be_restored_is_said_to_be_good,
             a_damaged_backup_fails_its_drill_and_leaves_nothing_behind,
             only_what_lies_among_the_backups_is_drilled, a_drill_stands_in_the_audit_trail,
             the_label_shows_before_and_after_log_in_in_the_callers_language,
             sheets_and_papers_carry_the_label, a_label_is_changed_only_by_who_saw_the_current_one,
             only_administrators_are_told_what_to_look_after,
             operations_tell_sizes_and_the_last_backup,
             a_start_clears_what_a_killed_process_left_in_tmp)
