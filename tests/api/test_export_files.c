/* Lists as sheets, the file for the national database, and what comes back from it. */
#include "api/harness_accounts.h"
#include "base/date.h"
#include "office/sheet.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

#define ROWS 64
struct grid {
    struct arena *arena;
    int n;
    const char *cell[ROWS][64];
};

/* The sheet of an answer as text cells. */
static struct grid grid(const struct answer *a)
{
    struct grid g = {.arena = arena_new()};
    struct sheet_info info;
    struct sheet_fault fault;
    char path[100];
    ck_status(*a, 200);
    char *type = answer_header(a, "Content-Type");
    ck_assert_str_eq(type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    free(type);
    snprintf(path, sizeof path, "%s/out.xlsx", s.dir);
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_eq(write(fd, a->body, a->body_len), (ssize_t)a->body_len);
    struct rows *rows = sheet_open(fd, NULL, g.arena, &info, &fault);
    ck_assert_msg(rows != NULL, "%s", fault.code);
    const char *const *f;
    const size_t *l;
    size_t n;
    while (g.n < ROWS && rows->next(rows, &f, &l, &n) == CSV_ROW) {
        for (size_t i = 0; i < n && i < 64; i++)
            g.cell[g.n][i] = arena_dup(g.arena, f[i]);
        g.n++;
    }
    rows_close(rows);
    close(fd);
    unlink(path);
    return g;
}

static int column(const struct grid *g, const char *title)
{
    for (int i = 0; i < 64 && g->cell[0][i] != NULL; i++)
        if (strcmp(g->cell[0][i], title) == 0)
            return i;
    ck_abort_msg("no column %s", title);
}

START_TEST(a_list_as_a_sheet_holds_words_days_and_numbers)
{
    struct answer a = server_get(
        &s, office,
        "/api/v1/members?format=xlsx&org_code=D1.B1.C1&fields=full_name,gender,born_on,record_number,party_age,status");
    struct grid g = grid(&a);
    ck_assert_int_eq(g.n, 7);
    int name = column(&g, "Họ và tên"), born = column(&g, "Ngày sinh"),
        status = column(&g, "Tình trạng đảng tịch"), gender = column(&g, "Giới tính");
    for (int i = 1; i < g.n; i++) {
        ck_assert_uint_gt(strlen(g.cell[i][name]), 3);
        ck_assert_int_eq(date_check(g.cell[i][born]), PRECISION_DAY);
        ck_assert(strcmp(g.cell[i][gender], "Nam") == 0 || strcmp(g.cell[i][gender], "Nữ") == 0);
        ck_assert_ptr_nonnull(
            strstr("Chính thức|Dự bị|Đảng viên chính thức|Đảng viên dự bị", g.cell[i][status]));
    }
    arena_free(g.arena);
    char *disposition = answer_header(&a, "Content-Disposition");
    ck_assert_ptr_nonnull(strstr(disposition, "members-2026-11-24.xlsx"));
    free(disposition);
    answer_free(&a);
}
END_TEST

START_TEST(what_was_exported_as_a_sheet_changes_nothing_when_it_returns)
{
    struct answer a = server_get(&s, office,
                                 "/api/v1/members?format=xlsx&fields=full_name,gender,born_on,"
                                 "record_number,cell_code,admitted_on,official_on,hometown");
    ck_status(a, 200);
    struct answer b = server_ask(&s, (struct ask){.method = "POST",
                                                  .path = "/api/v1/imports?kind=members",
                                                  .token = office,
                                                  .type = "application/octet-stream",
                                                  .body = a.body,
                                                  .body_len = a.body_len});
    ck_status(b, 201);
    ck_assert_int_eq(answer_int(&b, "unchanged"), 24);
    ck_assert_int_eq(answer_int(&b, "refused"), 0);
    answer_free(&a);
    answer_free(&b);
}
END_TEST

START_TEST(statistics_as_a_sheet_name_their_groups)
{
    struct answer a =
        server_get(&s, office, "/api/v1/statistics/members?by=status,unit&format=xlsx");
    struct grid g = grid(&a);
    ck_assert_str_eq(g.cell[0][0], "Tình trạng đảng tịch");
    ck_assert_str_eq(g.cell[0][1], "Đơn vị");
    ck_assert_int_eq(g.n, 5);
    ck_assert_ptr_nonnull(strstr(g.cell[1][1], "Đảng bộ huyện"));
    arena_free(g.arena);
    answer_free(&a);
    a = server_get(&s, office,
                   "/api/v1/statistics/flows?from=2026-01-01&to=2026-11-24&by=unit&format=xlsx");
    g = grid(&a);
    ck_assert_str_eq(g.cell[0][0], "Đơn vị");
    ck_assert_str_eq(g.cell[0][1], "Đầu kỳ");
    ck_assert_int_ge(g.n, 3);
    arena_free(g.arena);
    answer_free(&a);
}
END_TEST

static int64_t national(bool changed)
{
    struct answer a = server_send(&s, office, "POST", "/api/v1/national-exports", 0,
                                  changed ? "{\"changed_only\":true}" : "{}");
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static struct grid national_grid(int64_t id)
{
    struct answer a = server_get(&s, office, "/api/v1/national-exports/%lld/file", (long long)id);
    struct grid g = grid(&a);
    answer_free(&a);
    return g;
}

START_TEST(the_national_file_holds_all_and_then_only_what_changed)
{
    struct grid g = national_grid(national(false));
    ck_assert_int_eq(g.n, 25);
    ck_assert_str_eq(g.cell[0][1], "Họ và tên (*)");
    ck_assert_uint_gt(strlen(g.cell[1][column(&g, "Số định danh cá nhân (*)")]), 0);
    arena_free(g.arena);
    g = national_grid(national(true));
    ck_assert_int_eq(g.n, 1); /* nothing changed: headings alone */
    arena_free(g.arena);
    server_import(&s, "members", "record_number,phone\n100001HB,0911\n");
    server_import(&s, "members", "record_number,left_on,left_reason\n100002HB,2026-10-01,death\n");
    int64_t id = national(true);
    g = national_grid(id);
    ck_assert_int_eq(g.n, 3);
    int died = column(&g, "Ngày mất"), left = column(&g, "Ngày rời khỏi");
    int shown = 0;
    for (int i = 1; i < g.n; i++) {
        shown += g.cell[i][died] != NULL && strcmp(g.cell[i][died], "2026-10-01") == 0;
        ck_assert(g.cell[i][left] == NULL || g.cell[i][left][0] == '\0');
    }
    ck_assert_int_eq(shown, 1);
    arena_free(g.arena);
    g = national_grid(national(true));
    ck_assert_int_eq(g.n, 1);
    arena_free(g.arena);
    g = national_grid(id); /* a file made earlier still holds its own rows */
    ck_assert_int_eq(g.n, 3);
    arena_free(g.arena);
    struct answer log = server_get(&s, office, "/api/v1/members?record_number=100001HB");
    struct answer read = server_get(&s, office, "/api/v1/members/%lld/access-log",
                                    (long long)answer_int(&log, "items/0/id"));
    ck_assert_ptr_nonnull(strstr(read.body, "national-exports"));
    answer_free(&log);
    answer_free(&read);
}
END_TEST

START_TEST(a_unit_s_file_is_not_another_unit_s)
{
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2")), path[100], body[60];
    int64_t id = national(false);
    snprintf(path, sizeof path, "/api/v1/national-exports/%lld", (long long)id);
    ck_assert_int_eq(harness_token_status(&s, d2, path), 404);
    snprintf(path, sizeof path, "/api/v1/national-exports/%lld/file", (long long)id);
    ck_assert_int_eq(harness_token_status(&s, d2, path), 404);
    snprintf(body, sizeof body, "{\"org_id\":%lld}", (long long)server_org(&s, "D1"));
    struct answer a = server_send(&s, d2, "POST", "/api/v1/national-exports", 0, body);
    ck_status(a, 400);
    answer_free(&a);
    a = server_send(&s, d2, "POST", "/api/v1/national-exports", 0, "{}");
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "rows"), 6);
    answer_free(&a);
    free(d2);
}
END_TEST

START_TEST(a_units_changes_are_counted_without_those_of_other_units)
{
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    struct answer a = server_send(&s, d2, "POST", "/api/v1/national-exports", 0, "{}");
    ck_status(a, 201);
    answer_free(&a);
    server_import(&s, "members", "record_number,phone\n100001HB,0911\n100002HB,0912\n");
    a = server_send(&s, d2, "POST", "/api/v1/national-exports", 0, "{\"changed_only\":true}");
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "rows"), 0);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    a = server_get(&s, d2, "/api/v1/national-exports/%lld/file", (long long)id);
    struct grid g = grid(&a);
    answer_free(&a);
    ck_assert_int_eq(g.n, 1); /* headings alone */
    arena_free(g.arena);
    free(d2);
}
END_TEST

START_TEST(reconciliation_tells_what_differs_and_who_is_missing)
{
    static const char file[] = "Họ và tên,Số lý lịch,Mã tổ chức Đảng,Ngày vào Đảng,Quê quán\n"
                               "Người Lạ,999999HB,D1.B1.C1,2015-01-01,\n"
                               ",100001HB,,,Xã khác\n,100002HB,,,\n";
    struct answer a = server_ask(&s, (struct ask){.method = "POST",
                                                  .path = "/api/v1/imports?kind=reconciliation",
                                                  .token = office,
                                                  .type = "text/csv",
                                                  .body = file});
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "added"), 1);
    ck_assert_int_eq(answer_int(&a, "updated"), 1);
    ck_assert_int_eq(answer_int(&a, "unchanged"), 1);
    ck_assert_int_eq(answer_int(&a, "missing"), 22);
    char path[100];
    snprintf(path, sizeof path, "/api/v1/imports/%lld/commit", (long long)answer_int(&a, "id"));
    struct answer c = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(c, 409);
    ck_assert(answer_blames(&c, "", "only_compared"));
    answer_free(&c);
    struct answer r = server_get(&s, office, "/api/v1/imports/%lld/rows?state=missing&count=exact",
                                 (long long)answer_int(&a, "id"));
    ck_assert_int_eq(answer_int(&r, "total"), 22);
    ck_assert_int_gt(answer_int(&r, "items/0/row_id"), 0);
    answer_free(&r);
    answer_free(&a);
}
END_TEST

START_TEST(a_unit_misses_in_a_file_only_its_own_members)
{
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2"));
    struct answer a =
        server_ask(&s, (struct ask){.method = "POST",
                                    .path = "/api/v1/imports?kind=reconciliation",
                                    .token = d2,
                                    .type = "text/csv",
                                    .body = "Họ và tên,Số lý lịch\nNgười Lạ,999999HB\n"});
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "missing"), 6);
    answer_free(&a);
    free(d2);
}
END_TEST

HARNESS_MAIN("export files", 120, start, stop, a_list_as_a_sheet_holds_words_days_and_numbers,
             what_was_exported_as_a_sheet_changes_nothing_when_it_returns,
             statistics_as_a_sheet_name_their_groups,
             the_national_file_holds_all_and_then_only_what_changed,
             a_unit_s_file_is_not_another_unit_s,
             a_units_changes_are_counted_without_those_of_other_units,
             reconciliation_tells_what_differs_and_who_is_missing,
             a_unit_misses_in_a_file_only_its_own_members)
