/* Lists of members: search, filters, order, pages that hold while people are added, hidden fields.
 */
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

static int64_t total(const char *token, const char *query)
{
    struct answer a = server_get(&s, token, "/api/v1/members?count=exact&limit=1&%s", query);
    ck_assert_msg(a.status == 200, "%s: %d %s", query, a.status, a.body);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

#define DUC "%C4%90%E1%BB%A9c"         /* Đức */
#define DUC_NFD "%C4%90u%CC%9B%CC%81c" /* the same, decomposed */

START_TEST(search_finds_names_with_or_without_diacritics_in_any_order)
{
    static const char *const same[] = {
        "q=" DUC,        "q=duc",     "q=DUC",     "q=" DUC_NFD,
        "q=bui+van+duc", "q=duc+bui", "q=%C3%90uc" /* with the Icelandic letter */};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_msg(total(office, same[i]) == 4, "%s finds %lld", same[i],
                      (long long)total(office, same[i]));
    ck_assert_int_eq(total(office, "q=khongcoai"), 0);
    ck_assert_int_eq(total(office, "q=100001HB"), 1);
    ck_assert_int_eq(total(office, "q=100001hb"), 1);
    ck_assert_int_eq(total(office, "q=20000001"), 1); /* a card number */
    ck_assert_int_eq(total(office, "q=2000000"), 0);  /* exact identifiers only */
}
END_TEST

START_TEST(search_by_personal_id_is_for_those_who_may_read_it)
{
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "P"));
    ck_assert_int_eq(total(office, "q=017085000000"), 1);
    ck_assert_int_eq(total(viewer, "q=017085000000"), 0);
    free(viewer);
}
END_TEST

START_TEST(filters_narrow_and_wrong_ones_are_refused)
{
    static const struct {
        const char *query;
        int n;
    } good[] = {{"gender=female", 12},
                {"status=probationary", 4},
                {"status_in=official,probationary", 24},
                {"born_on_to=1975", 6},
                {"born_on_from=1976&born_on_to=1979", 4},
                {"admitted_on=2026", 4},
                {"admitted_on=2010-05-19", 20},
                {"org_code=D1", 18},
                {"org_code=D1.B1", 12},
                {"org_code=D1.B1.C1&level=self", 6},
                {"org_code=D1&level=self", 0},
                {"under_kind=district_party", 24},
                {"record_number=100003HB", 1},
                {"official_on=null", 4},
                {"theory_level=none", 0},
                {"as_of=2010-05-18", 0},
                {"as_of=2012-01-01", 20},
                {"gender=female&status=probationary", 4}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(total(office, good[i].query) == good[i].n, "%s: %lld", good[i].query,
                      (long long)total(office, good[i].query));
    static const char *const bad[] = {
        "gender=x",  "hometown=a",  "born_on=1975-13",        "limit=0",        "limit=501",
        "limit=abc", "count=about", "sort=hometown",          "fields=nothing", "cursor=zz",
        "level=up",  "as_of=2020",  "gender=male&gender=male"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct answer a = server_get(&s, office, "/api/v1/members?%s", bad[i]);
        ck_assert_msg(a.status == 400, "%s: %d", bad[i], a.status);
        answer_free(&a);
    }
}
END_TEST

START_TEST(fields_are_those_asked_for)
{
    struct answer a = server_get(&s, office, "/api/v1/members?fields=full_name,status&limit=1");
    ck_status(a, 200);
    ck_assert_uint_eq(json_object_size(answer_at(&a, "items/0")), 2);
    answer_free(&a);
}
END_TEST

START_TEST(names_are_sorted_by_given_name_then_family_name)
{
    static const char *const order[] = {"Nguyễn Văn An",  "Trần Thị Bình", "Lê Hữu Cường",
                                        "Quách Thị Dung", "Bùi Văn Đức",   "Đinh Thị Hà"};
    struct answer up = server_get(&s, office, "/api/v1/members?org_code=D2&sort=name");
    struct answer down = server_get(&s, office, "/api/v1/members?org_code=D2&sort=-name");
    for (int i = 0; i < 6; i++) {
        char path[40];
        snprintf(path, sizeof path, "items/%d/full_name", i);
        ck_assert_str_eq(answer_text(&up, path), order[i]);
        ck_assert_str_eq(answer_text(&down, path), order[5 - i]);
    }
    answer_free(&up);
    answer_free(&down);
}
END_TEST

/* ---- pages */

static void insert_one(int n)
{
    char body[300];
    static const char *const names[] = {"A Ai", "Đinh Văn Lâm",
                                        "Xa Văn Ỵ"}; /* before, amid and after the rest */
    snprintf(body, sizeof body,
             "{\"full_name\":\"%s\",\"cell_id\":%lld,\"admitted_on\":\"20%02d-01-01\"}",
             names[n % 3], (long long)server_org(&s, "D1.B1.C1"), 11 + n % 14);
    struct answer a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    answer_free(&a);
}

/* Walks the list by its cursors, adding somebody after each page: the 24 of old exactly once each.
 */
static void walk(const char *sort)
{
    char path[600];
    int seen[2000] = {0}, pages = 0;
    snprintf(path, sizeof path, "/api/v1/members?limit=5&sort=%s", sort);
    for (;;) {
        struct answer a = server_get(&s, office, "%s", path);
        ck_status(a, 200);
        size_t i;
        json_t *item;
        json_array_foreach (answer_at(&a, "items"), i, item)
            seen[json_integer_value(json_object_get(item, "id"))]++;
        ck_assert_uint_le(json_array_size(answer_at(&a, "items")), 5);
        const char *cursor = answer_text(&a, "next_cursor");
        char *link = answer_header(&a, "Link");
        ck_assert_int_eq(cursor != NULL, link != NULL);
        if (link != NULL) {
            ck_assert_ptr_nonnull(strstr(link, "rel=\"next\""));
            snprintf(path, sizeof path, "%.*s", (int)strcspn(link + 1, ">"), link + 1);
        }
        free(link);
        answer_free(&a);
        if (cursor == NULL)
            break;
        insert_one(pages++);
        ck_assert_int_lt(pages, 60);
    }
    for (int i = 0; i < 2000; i++)
        ck_assert_msg(seen[i] <= 1, "%s shows %d twice", sort, i);
    int n = 0;
    for (int i = 1; i <= 24; i++)
        n += seen[i];
    ck_assert_msg(n == 24, "%s shows %d of 24", sort, n);
}

START_TEST(pages_show_every_row_exactly_once_while_rows_are_added)
{
    static const char *const sorts[] = {
        "name",         "-name",     "admitted_on",   "-admitted_on", "gender",  "official_on",
        "-official_on", "cell_code", "record_number", "-card_number", "-born_on"};
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        walk(sorts[i]);
}
END_TEST

START_TEST(cursor_of_another_order_is_refused)
{
    struct answer a = server_get(&s, office, "/api/v1/members?limit=5&sort=name");
    struct answer b = server_get(&s, office, "/api/v1/members?limit=5&sort=-admitted_on&cursor=%s",
                                 answer_text(&a, "next_cursor"));
    ck_status(b, 400);
    answer_free(&a);
    answer_free(&b);
}
END_TEST

/* ---- sensitive */

static int64_t first_id(void)
{
    struct answer a = server_get(&s, office, "/api/v1/members?q=100001HB");
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static size_t readings(int64_t id)
{
    struct answer a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)id);
    ck_status(a, 200);
    size_t n = json_array_size(answer_at(&a, "items"));
    answer_free(&a);
    return n;
}

static bool hides(const struct answer *a, const char *field)
{
    size_t i;
    json_t *name;
    json_array_foreach (answer_at(a, "hidden"), i, name)
        if (strcmp(json_string_value(name), field) == 0)
            return true;
    return false;
}

START_TEST(sensitive_fields_are_hidden_until_asked_for_and_then_recorded)
{
    int64_t id = first_id();
    struct answer a = server_get(&s, office, "/api/v1/members/%lld", (long long)id);
    ck_assert_ptr_null(json_object_get(a.json, "ethnicity"));
    ck_assert_ptr_null(strstr(a.body, "017085000000"));
    ck_assert(hides(&a, "ethnicity") && hides(&a, "religion") && hides(&a, "personal_id") &&
              hides(&a, "health"));
    answer_free(&a);
    ck_assert_uint_eq(readings(id), 0);
    a = server_get(&s, office, "/api/v1/members/%lld?include=sensitive&purpose=doi%%20the",
                   (long long)id);
    ck_assert_str_eq(answer_text(&a, "personal_id"), "017085000000");
    ck_assert_str_eq(answer_text(&a, "ethnicity"), "01");
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/members/%lld/access-log", (long long)id);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/actor"), "office");
    ck_assert_str_eq(answer_text(&a, "items/0/purpose"), "doi the");
    answer_free(&a);
}
END_TEST

START_TEST(list_with_sensitive_fields_is_recorded_for_everybody_in_it)
{
    int64_t id = first_id();
    struct answer a = server_get(&s, office, "/api/v1/members?org_code=D1.B1.C1&include=sensitive");
    ck_assert_str_eq(answer_text(&a, "items/0/ethnicity"), "01");
    answer_free(&a);
    ck_assert_uint_eq(readings(id), 1);
    ck_assert_uint_eq(readings(id + 6), 0); /* of the next cell */
}
END_TEST

START_TEST(filtering_or_downloading_by_sensitive_fields_counts_as_reading)
{
    int64_t id = first_id();
    ck_assert_int_eq(total(office, "ethnicity=01&q=an"), 4);
    ck_assert_uint_eq(readings(id), 1);
    ck_assert_int_eq(total(office, "q=017085000000"), 1);
    size_t n = readings(id);
    ck_assert_uint_eq(n, 2);
    struct answer a = server_get(&s, office, "/api/v1/members?format=csv&include=sensitive");
    ck_status(a, 200);
    ck_assert_ptr_nonnull(strstr(a.body, "017085000000"));
    answer_free(&a);
    ck_assert_uint_eq(readings(id), n + 1);
    a = server_get(&s, office, "/api/v1/members?format=csv");
    ck_assert_ptr_null(strstr(a.body, "017085000000"));
    answer_free(&a);
    ck_assert_uint_eq(readings(id), n + 1);
}
END_TEST

START_TEST(roles_without_sensitive_fields_may_neither_read_nor_filter_by_them)
{
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "P"));
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/members?include=sensitive"), 403);
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/members?ethnicity=01"), 403);
    ck_assert_int_eq(
        harness_token_status(&s, viewer, "/api/v1/members?format=csv&include=sensitive"), 403);
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/members/1?include=sensitive"), 403);
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/members/1/family"), 403);
    ck_assert_int_eq(harness_token_status(&s, viewer, "/api/v1/members/1"), 200);
    free(viewer);
}
END_TEST

START_TEST(nobody_sees_or_counts_people_out_of_scope)
{
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2")), path[100];
    int64_t id = first_id();
    ck_assert_int_eq(total(d2, "gender_in=male,female"), 6);
    ck_assert_int_eq(total(d2, "q=100001HB"), 0);
    snprintf(path, sizeof path, "/api/v1/members/%lld", (long long)id);
    ck_assert_int_eq(harness_token_status(&s, d2, path), 404);
    ck_assert_int_eq(harness_token_status(&s, d2, "/api/v1/members?org_code=D1"), 404);
    ck_assert_int_eq(harness_token_status(&s, d2, "/api/v1/members?org_code=nowhere"), 404);
    free(d2);
}
END_TEST

HARNESS_MAIN("member_lists", 60, start, stop,
             search_finds_names_with_or_without_diacritics_in_any_order,
             search_by_personal_id_is_for_those_who_may_read_it,
             filters_narrow_and_wrong_ones_are_refused, fields_are_those_asked_for,
             names_are_sorted_by_given_name_then_family_name,
             pages_show_every_row_exactly_once_while_rows_are_added,
             cursor_of_another_order_is_refused,
             sensitive_fields_are_hidden_until_asked_for_and_then_recorded,
             list_with_sensitive_fields_is_recorded_for_everybody_in_it,
             filtering_or_downloading_by_sensitive_fields_counts_as_reading,
             roles_without_sensitive_fields_may_neither_read_nor_filter_by_them,
             nobody_sees_or_counts_people_out_of_scope)
