/*
 * Names that break other programs go through every path (POST, PATCH, list, search, history, audit,
 * CSV out and in again) unharmed and harmless.
 */
#include "api/harness_accounts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static char *office;
static int64_t cell;

static void start(void)
{
    server_start(&s);
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    cell = server_org(&s, "D1.B1.C1");
}

static void stop(void)
{
    free(office);
    server_stop(&s);
}

/* what is sent, what is kept */
static const struct {
    const char *sent, *kept;
} names[] = {
    {"<img src=x onerror=alert(1)>", NULL},
    {"=cmd|' /C calc'!A0", NULL},
    {"+84 Nguyễn", NULL},
    {"@SUM(A1:A9)", NULL},
    {"-2+3 Lò", NULL},
    {"'; DROP TABLE person; --", NULL},
    {"100% _like_ \\ \"trích\"", NULL},
    {"Ngu\u031b\u01a1\u0300i NFD",
     "Ng\u01b0\u1eddi NFD"}, /* combining marks become one letter each */
    {"\u00d0\u1ed7 V\u0103n \u00d0\u1ee9c",
     "\u0110\u1ed7 V\u0103n \u0110\u1ee9c"}, /* Icelandic eth typed for Đ */
    {"Trần; Thị, Bình", NULL},
    {"{{7*7}} ${7*7}", NULL},
    {"../../etc/passwd", NULL},
    {"Lý  Hai   Khoảng", "Lý Hai Khoảng"},
};

static int64_t add(const char *name)
{
    json_t *body = json_pack("{s:s, s:I, s:s}", "full_name", name, "cell_id", (json_int_t)cell,
                             "admitted_on", "2020-01-01");
    char *text = json_dumps(body, 0);
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, text);
    ck_assert_msg(a.status == 201, "%s: %d %s", name, a.status, a.body);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    free(text);
    json_decref(body);
    return id;
}

static const char *kept(size_t i)
{
    return names[i].kept ? names[i].kept : names[i].sent;
}

START_TEST(hostile_names_are_kept_as_they_are_meant)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int64_t id = add(names[i].sent);
        struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
        ck_assert_str_eq(answer_text(&a, "full_name"), kept(i));
        answer_free(&a);
        a = server_get(&s, office, "/api/v1/members/%lld/history", (long long)id);
        ck_assert_str_eq(answer_text(&a, "items/0/after/full_name"), kept(i));
        answer_free(&a);
    }
}
END_TEST

START_TEST(hostile_names_are_found_again_and_only_they)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add(names[i].sent);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[400] = "/api/v1/members?limit=100&q=";
        size_t n = strlen(path);
        for (const unsigned char *c = (const unsigned char *)names[i].sent; *c != '\0'; c++)
            n += (size_t)snprintf(path + n, sizeof path - n, "%%%02X", *c);
        struct answer a = server_get(&s, office, "%s", path);
        ck_assert_msg(a.status == 200, "%s: %d", names[i].sent, a.status);
        bool found = false;
        size_t k;
        json_t *row;
        json_array_foreach (answer_at(&a, "items"), k, row)
            found =
                found || strcmp(json_string_value(json_object_get(row, "full_name")), kept(i)) == 0;
        ck_assert_msg(found && json_array_size(answer_at(&a, "items")) < 10, "%s: %s",
                      names[i].sent, a.body);
        answer_free(&a);
    }
}
END_TEST

START_TEST(no_cell_of_an_export_begins_a_formula_and_what_comes_back_in_is_the_same)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add(names[i].sent);
    struct answer a = server_get(
        &s, office, "/api/v1/members?format=csv&fields=full_name,record_number&limit=500");
    ck_status(a, 200);
    ck_assert_ptr_null(strstr(a.body, "\n="));
    ck_assert_ptr_null(strstr(a.body, "\n\"="));
    ck_assert_ptr_null(strstr(a.body, "\n@"));
    ck_assert_ptr_null(strstr(a.body, "\n+"));
    ck_assert_ptr_null(strstr(a.body, "\n-"));
    ck_assert_ptr_nonnull(strstr(a.body, "cmd|"));
    answer_free(&a);
}
END_TEST

START_TEST(two_hundred_letters_are_taken_and_one_more_is_refused)
{
    char name[1000] = "";
    for (int i = 0; i < 200; i++)
        strcat(name, i % 20 == 10 ? " " : "ư");
    name[strlen(name)] = '\0';
    int64_t id = add(name);
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
    ck_assert_str_eq(answer_text(&a, "full_name"), name);
    answer_free(&a);
    char body[1200];
    snprintf(body, sizeof body,
             "{\"full_name\":\"%sư\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}", name,
             (long long)cell);
    a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/full_name", NULL));
    answer_free(&a);
}
END_TEST

START_TEST(invisible_and_reversing_marks_never_reach_the_store)
{
    static const char *const marks[] = {"\u202e", "\u200b", "\u2066", "\ufeff", "\x07", "\u2028"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char body[300];
        snprintf(body, sizeof body,
                 "{\"full_name\":\"Lò %sVăn\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}",
                 i == 4 ? "\\u0007" : marks[i], (long long)cell);
        struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
        ck_assert_msg(a.status == 400 || a.status == 201, "%zu: %d", i, a.status);
        if (a.status == 201)
            ck_assert_msg(strstr(answer_text(&a, "full_name"), marks[i]) == NULL,
                          "mark %zu was kept", i);
        answer_free(&a);
    }
}
END_TEST

START_TEST(a_name_of_spaces_or_marks_alone_is_no_name)
{
    static const char *const empty[] = {"", "   ", "\u200b\u200b", "\u00a0"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        char body[200];
        snprintf(body, sizeof body,
                 "{\"full_name\":\"%s\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}", empty[i],
                 (long long)cell);
        struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
        ck_assert_msg(a.status == 400, "%zu: %d %s", i, a.status, a.body);
        answer_free(&a);
    }
}
END_TEST

START_TEST(an_import_takes_hostile_cells_and_a_nul_byte_is_refused)
{
    struct answer a = server_ask(
        &s,
        (struct ask){
            .method = "POST",
            .path = "/api/v1/imports?kind=members",
            .token = office,
            .type = "text/csv",
            .body =
                "full_name,record_number,cell_code,admitted_on\n\"<b>Lò</b> \"\"X\"\"\",300001HB,D1.B1.C1,2001-01-01\n'=1+1,300002HB,D1.B1.C1,2001-01-01\n"});
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "refused"), 0);
    char path[80];
    snprintf(path, sizeof path, "/api/v1/imports/%lld/commit", (long long)answer_int(&a, "id"));
    answer_free(&a);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(a, 200);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members?q=300001HB");
    ck_assert_str_eq(answer_text(&a, "items/0/full_name"), "<b>Lò</b> \"X\"");
    answer_free(&a);
    static const char nul[] = "full_name,record_number,cell_code\nL\0ò,300003HB,D1.B1.C1\n";
    a = server_ask(&s, (struct ask){.method = "POST",
                                    .path = "/api/v1/imports?kind=members",
                                    .token = office,
                                    .type = "text/csv",
                                    .body = nul,
                                    .body_len = sizeof nul - 1});
    ck_assert_msg(a.status == 400 || (a.status == 201 && answer_int(&a, "refused") == 1), "%d %s",
                  a.status, a.body);
    answer_free(&a);
}
END_TEST

START_TEST(a_patched_name_is_split_and_sorted_like_any_other)
{
    int64_t id = add("Nguyễn Văn An");
    char path[64];
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)id);
    struct answer a = server_get(&s, office, "%s", path);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path, version,
                    "{\"full_name\":\"Ðinh <script> Ân\",\"reason\":\"thử\"}");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "full_name"), "Đinh <script> Ân");
    ck_assert_str_eq(answer_text(&a, "family_name"), "Đinh");
    ck_assert_str_eq(answer_text(&a, "given_name"), "Ân");
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("hostile names", 60, start, stop, hostile_names_are_kept_as_they_are_meant,
             hostile_names_are_found_again_and_only_they,
             no_cell_of_an_export_begins_a_formula_and_what_comes_back_in_is_the_same,
             two_hundred_letters_are_taken_and_one_more_is_refused,
             invisible_and_reversing_marks_never_reach_the_store,
             a_name_of_spaces_or_marks_alone_is_no_name,
             an_import_takes_hostile_cells_and_a_nul_byte_is_refused,
             a_patched_name_is_split_and_sorted_like_any_other)
