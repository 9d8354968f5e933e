/* Running dossiers from a file: taken over unjudged, matched again, flagged where a step has no
 * day; taken back with the import. */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office, *elsewhere;

#define HEADING                                                                                    \
    "full_name,born_on,gender,cell_code,record_number,listed_on,awareness_certificate_on,"         \
    "application_on,cell_vote_on,decision_on,decision_number,ceremony_on\n"

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    elsewhere = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    free(elsewhere);
    server_stop(&s);
}

/* Checks the rows and commits them unless one is refused; the answer of the check. */
static struct answer take(const char *token, const char *rows)
{
    char *csv = malloc(strlen(HEADING) + strlen(rows) + 1), path[100];
    strcpy(csv, HEADING);
    strcat(csv, rows);
    struct answer a = server_ask(&s, (struct ask){.method = "POST",
                                                  .path = "/api/v1/imports?kind=candidates",
                                                  .token = token,
                                                  .type = "text/csv; charset=utf-8",
                                                  .body = csv});
    free(csv);
    ck_status(a, 201);
    if (answer_int(&a, "refused") == 0) {
        snprintf(path, sizeof path, "/api/v1/imports/%lld/commit", (long long)answer_int(&a, "id"));
        struct answer b = server_send(&s, token, "POST", path, 0, NULL);
        ck_status(b, 200);
        answer_free(&b);
    }
    return a;
}

START_TEST(a_running_dossier_is_taken_over_as_it_is_and_a_second_time_nothing_changes)
{
    const char *row = "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,01/03/2025,01/04/2025,,,,\n";
    struct answer a = take(office, row);
    ck_assert_int_eq(answer_int(&a, "added"), 1);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/stage"), "application");
    ck_assert_str_eq(answer_text(&a, "items/0/next_step"), "verification");
    ck_assert_str_eq(answer_text(&a, "items/0/due_on"), "2030-03-01");
    answer_free(&a);
    /* what the application needs and the file gives no day for says so */
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM candidate_step WHERE note IS NOT NULL"
                                        " AND day = '2025-04-01'"),
                     2);
    a = take(office, row);
    ck_assert_int_eq(answer_int(&a, "unchanged"), 1);
    answer_free(&a);
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM candidate"), 1);
}
END_TEST

START_TEST(a_later_file_adds_the_steps_that_came_since)
{
    struct answer a =
        take(office, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,01/04/2025,,,,\n");
    answer_free(&a);
    a = take(office, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,01/04/2025,03/06/2025,,,\n");
    ck_assert_int_eq(answer_int(&a, "updated"), 1);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates");
    ck_assert_str_eq(answer_text(&a, "items/0/stage"), "cell_vote");
    ck_assert_str_eq(answer_text(&a, "items/0/due_state"), "overdue");
    answer_free(&a);
}
END_TEST

START_TEST(somebody_in_probation_is_the_member_with_the_number_and_is_due_as_a_dossier)
{
    char body[300];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Lò Văn Dự\",\"cell_id\":%lld,\"admitted_on\":\"2025-11-10\","
             "\"record_number\":\"900900HB\",\"born_on\":\"1999-01-01\"}",
             (long long)server_org(&s, "D1.B1.C2"));
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    int64_t member = answer_int(&a, "id");
    answer_free(&a);
    a = take(office, ",,,,900900HB,,,,,20/10/2025,15-QĐ/ĐU,\n");
    ck_assert_int_eq(answer_int(&a, "refused"), 0);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates");
    ck_assert_int_eq(answer_int(&a, "items/0/member_id"), member);
    ck_assert_str_eq(answer_text(&a, "items/0/full_name"), "Lò Văn Dự");
    ck_assert_str_eq(answer_text(&a, "items/0/stage"), "ceremony");
    ck_assert_str_eq(answer_text(&a, "items/0/next_step"), "recognition_review");
    ck_assert_str_eq(answer_text(&a, "items/0/probation_ends_on"), "2026-11-10");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/tasks?kind=recognition");
    ck_assert_int_eq(answer_int(&a, "total"), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/resource"), "candidates");
    answer_free(&a);
}
END_TEST

static void refuses(const char *token, const char *row, const char *pointer)
{
    struct answer a = take(token, row);
    ck_assert_int_eq(answer_int(&a, "refused"), 1);
    struct answer b =
        server_get(&s, token, "/api/v1/imports/%lld/rows", (long long)answer_int(&a, "id"));
    ck_assert_msg(strstr(b.body, pointer) != NULL, "%s is not blamed: %s", pointer, b.body);
    answer_free(&b);
    answer_free(&a);
    ck_assert_int_eq(harness_number(&s, "SELECT count(*) FROM candidate"), 0);
}

START_TEST(a_row_that_cannot_be_is_refused_at_its_column_and_nothing_is_taken)
{
    refuses(office, "Xa Thị Sen,04/03/2000,Nữ,KHONG,,05/01/2025,,,,,,\n", "cell_code");
    refuses(office, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,,,,,,,\n", "listed_on");
    refuses(office, ",04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,,,,,\n", "full_name");
    refuses(office, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,,,,,01/02/2027\n",
            "ceremony_on");
    refuses(office, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,,,,,01/02/2026\n",
            "record_number");
    refuses(office, ",,,,100001HB,,,,,,,\n", "record_number"); /* official */
    refuses(elsewhere, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,,,,,\n", "cell_code");
}
END_TEST

START_TEST(an_import_of_dossiers_is_taken_back_as_one_and_a_step_is_not_taken_back_through_its_save)
{
    struct answer a = take(office, "Xa Thị Sen,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,01/04/2025,,,,\n"
                                   "Hà Văn Mới,04/03/2001,Nam,D1.B1.C2,,05/01/2025,,,,,,\n");
    ck_assert_int_eq(answer_int(&a, "added"), 2);
    answer_free(&a);
    int64_t save =
        harness_number(&s, "SELECT max(tx_id) FROM change WHERE resource = 'candidates'");
    char path[60];
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)save);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_assert_msg(a.status < 300, "%s", a.body);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates");
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 0);
    answer_free(&a);
    /* a step's save is not the way back of a step */
    a = take(office, "Vì Thị Bước,04/03/2000,Nữ,D1.B1.C1,,05/01/2025,,,,,,\n");
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/steps",
             (long long)harness_number(&s, "SELECT max(id) FROM candidate"));
    a = server_send(&s, office, "POST", path, 0,
                    "{\"step\":\"sympathizer\",\"day\":\"2025-03-01\"}");
    ck_status(a, 201);
    answer_free(&a);
    save = harness_number(&s, "SELECT max(tx_id) FROM change WHERE resource = 'candidates'");
    snprintf(path, sizeof path, "/api/v1/audit/%lld/undo", (long long)save);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_assert_int_ge(a.status, 400);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/candidates");
    ck_assert_str_eq(answer_text(&a, "items/0/stage"), "sympathizer");
    answer_free(&a);
}
END_TEST

HARNESS_MAIN(
    "candidate_imports", 60, start, stop,
    a_running_dossier_is_taken_over_as_it_is_and_a_second_time_nothing_changes,
    a_later_file_adds_the_steps_that_came_since,
    somebody_in_probation_is_the_member_with_the_number_and_is_due_as_a_dossier,
    a_row_that_cannot_be_is_refused_at_its_column_and_nothing_is_taken,
    an_import_of_dossiers_is_taken_back_as_one_and_a_step_is_not_taken_back_through_its_save)
