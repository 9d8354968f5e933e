/* The tree through the API: establishing under the formation rules, changing, placing, dissolving,
 * past days. */
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

static struct answer establish(const char *parent, const char *kind, const char *code,
                               const char *more)
{
    char body[500];
    snprintf(body, sizeof body,
             "{\"code\":\"%s\",\"name\":\"Tổ chức %s\",\"kind\":\"%s\",\"parent_id\":%lld%s}", code,
             code, kind, (long long)server_org(&s, parent), more);
    return server_send(&s, office, "POST", "/api/v1/organizations", 0, body);
}

static const char *path_of(const char *code, const char *act)
{
    static char path[100];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld%s", (long long)server_org(&s, code),
             act);
    return path;
}

static struct answer act(const char *code, const char *what, const char *body)
{
    return server_send(&s, office, "POST", path_of(code, what), 0, body);
}

static int64_t version_of(const char *code)
{
    struct answer a = server_get(&s, office, "%s", path_of(code, ""));
    int64_t v = answer_int(&a, "version");
    answer_free(&a);
    return v;
}

static int64_t total(const char *path)
{
    struct answer a = server_get(&s, office, "%s", path);
    ck_assert_msg(a.status == 200, "%s: %d %s", path, a.status, a.body);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

/* ---- establishing */

START_TEST(cell_with_three_official_members_is_established)
{
    struct answer a = establish(
        "D1.B1", "cell", "D1.B1.C9",
        ",\"established_on\":\"2026-01-05\",\"category\":\"village\",\"official_members\":3");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "status"), "active");
    ck_assert_int_eq(answer_int(&a, "parent_id"), server_org(&s, "D1.B1"));
    char *location = answer_header(&a, "Location"), *tag = answer_header(&a, "ETag");
    ck_assert_str_eq(location, path_of("D1.B1.C9", ""));
    ck_assert_str_eq(tag, "\"1\"");
    free(location);
    free(tag);
    answer_free(&a);
}
END_TEST

static void refused(struct answer a, const char *pointer, const char *rule, const char *value)
{
    ck_status(a, 409);
    ck_assert_str_eq(answer_text(&a, "type") + strlen("/problems/"), "rule");
    ck_assert_msg(answer_blames(&a, pointer, NULL), "%s", a.body);
    ck_assert_str_eq(answer_text(&a, "errors/0/rule"), rule);
    ck_assert_str_eq(answer_text(&a, "errors/0/value"), value);
    ck_assert_msg(strlen(answer_text(&a, "errors/0/citation")) > 5, "no citation in %s", a.body);
    answer_free(&a);
}

START_TEST(cell_with_two_official_members_is_refused_with_the_rule)
{
    refused(establish("D1.B1", "cell", "X", ",\"official_members\":2"), "/official_members",
            "cell_min_official", "3");
}
END_TEST

START_TEST(kinds_stand_only_under_their_superiors)
{
    static const struct {
        const char *parent, *kind;
    } bad[] = {{"P", "cell"},          {"D1", "cell"},          {"D1.B1.C1", "cell"},
               {"D1.B1", "base_cell"}, {"D1", "section_party"}, {"D1", "province_party"},
               {"D1.B1", "group"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refused(establish(bad[i].parent, bad[i].kind, "X", ""), "/parent_id",
                "organization_parents", "table");
}
END_TEST

START_TEST(exceptions_from_the_sizes_need_the_superiors_approval)
{
    refused(establish("D1", "base_party", "D1.B7", ",\"members_at_formation\":29"), "/approval",
            "base_cell_max_members", "30");
    refused(establish("D1", "base_cell", "D1.C8",
                      ",\"official_members\":20,\"members_at_formation\":31"),
            "/approval", "base_cell_max_members", "30");
    refused(establish("D1.B1", "section_party", "D1.B1.S", ""), "/approval",
            "section_party_needs_approval", "1");
    struct answer a = establish("D1", "base_party", "D1.B7",
                                ",\"members_at_formation\":29,\"approval\":\"12-CV/HU\"");
    ck_status(a, 201);
    answer_free(&a);
    a = establish("D1.B1", "section_party", "D1.B1.S", ",\"approval\":\"13-CV/HU\"");
    ck_status(a, 201);
    answer_free(&a);
}
END_TEST

START_TEST(code_is_used_once_and_superior_must_be_in_scope)
{
    struct answer a = establish("D1.B1", "cell", "D1.B1.C1", ",\"official_members\":3");
    ck_status(a, 409);
    answer_free(&a);
    char *d2 = server_token(&s, ROLE_OFFICE, server_org(&s, "D2")), body[200];
    snprintf(body, sizeof body,
             "{\"code\":\"X\",\"name\":\"X\",\"kind\":\"cell\",\"parent_id\":%lld}",
             (long long)server_org(&s, "D1.B1"));
    a = server_send(&s, d2, "POST", "/api/v1/organizations", 0, body);
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/parent_id", "not_found")); /* like one that does not exist */
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, d2, path_of("D1.B1", "")), 404);
    free(d2);
}
END_TEST

/* ---- changing */

static void name_on(const char *code, const char *day, const char *expected)
{
    struct answer a = server_get(&s, office, "%s?as_of=%s", path_of(code, ""), day);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "name"), expected);
    answer_free(&a);
}

START_TEST(renaming_from_a_day_keeps_the_old_name_before_it)
{
    int64_t v = version_of("D1.B1");
    struct answer a = server_send(&s, office, "PATCH", path_of("D1.B1", ""), 0,
                                  "{\"name\":\"Đảng bộ xã Mới\",\"effective_on\":\"2025-07-01\"}");
    ck_status(a, 428);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path_of("D1.B1", ""), v + 5,
                    "{\"name\":\"Đảng bộ xã Mới\",\"effective_on\":\"2025-07-01\"}");
    ck_status(a, 412);
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path_of("D1.B1", ""), v,
                    "{\"name\":\"Đảng bộ xã Mới\",\"effective_on\":\"2025-07-01\"}");
    ck_status(a, 200);
    answer_free(&a);
    name_on("D1.B1", "2025-06-30", "Đảng bộ xã Một Một");
    name_on("D1.B1", "2025-07-01", "Đảng bộ xã Mới");
    a = server_get(&s, office, "%s", path_of("D1.B1", "/history"));
    ck_assert_ptr_nonnull(
        answer_text(&a, "facts/0/superseded_at")); /* what was thought to hold for ever */
    ck_assert_str_eq(answer_text(&a, "facts/1/to"), "2025-07-01");
    ck_assert_str_eq(answer_text(&a, "facts/1/name"), "Đảng bộ xã Một Một");
    ck_assert_ptr_null(answer_text(&a, "facts/1/superseded_at"));
    answer_free(&a);
}
END_TEST

START_TEST(correcting_a_name_needs_a_reason_and_holds_for_all_days)
{
    struct answer a = server_send(&s, office, "PATCH", path_of("D1.B1", ""), version_of("D1.B1"),
                                  "{\"name\":\"Đảng bộ xã Đúng\"}");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/reason", NULL));
    answer_free(&a);
    a = server_send(&s, office, "PATCH", path_of("D1.B1", ""), version_of("D1.B1"),
                    "{\"name\":\"Đảng bộ xã Đúng\",\"reason\":\"sai chính tả\"}");
    ck_status(a, 200);
    answer_free(&a);
    name_on("D1.B1", "1999-01-01", "Đảng bộ xã Đúng");
}
END_TEST

/* ---- placing */

START_TEST(placement_moves_the_subtree_from_its_day_on)
{
    char body[200], before[200], after[200];
    snprintf(body, sizeof body,
             "{\"parent_id\":%lld,\"effective_on\":\"2024-01-01\",\"decision\":\"5-QĐ/TU\"}",
             (long long)server_org(&s, "D2"));
    struct answer a = act("D1.B2", "/placement", body);
    ck_status(a, 201);
    ck_assert_int_eq(answer_int(&a, "parent_id"), server_org(&s, "D2"));
    answer_free(&a);
    snprintf(before, sizeof before, "/api/v1/members?count=exact&org_code=%s&as_of=%s", "D1",
             "2023-12-31");
    snprintf(after, sizeof after, "/api/v1/members?count=exact&org_code=%s&as_of=%s", "D1",
             "2024-01-01");
    ck_assert_int_eq(total(before), 15); /* the probationary were admitted in 2026 */
    ck_assert_int_eq(total(after), 10);
    ck_assert_int_eq(total("/api/v1/members?count=exact&org_code=D1"), 12);
    ck_assert_int_eq(total("/api/v1/members?count=exact&org_code=D2"), 12);
    a = server_get(&s, office, "%s", path_of("D1.B2", "/history"));
    ck_assert_str_eq(answer_text(&a, "placements/0/parent/code"), "D1");
    answer_free(&a);
    /* below it, nobody learns under whom it stood or stands */
    char *own = server_token(&s, ROLE_OFFICE, server_org(&s, "D1.B2"));
    a = server_get(&s, own, "%s", path_of("D1.B2", "/history"));
    ck_status(a, 200);
    ck_assert(json_is_null(answer_at(&a, "placements/0/parent")));
    ck_assert_ptr_null(strstr(a.body, "\"D1\""));
    answer_free(&a);
    free(own);
    a = act("D1.B2", "/placement", body);
    ck_status(a, 409); /* stands there already */
    answer_free(&a);
}
END_TEST

START_TEST(placement_refuses_cycles_wrong_kinds_and_the_root)
{
    char body[200];
    server_import(
        &s, "organizations",
        "code,name,kind,parent_code\nU1,Khối,upper_party,P\nU2,Khối con,upper_party,U1\n");
    snprintf(body, sizeof body, "{\"parent_id\":%lld,\"effective_on\":\"2024-01-01\"}",
             (long long)server_org(&s, "U2"));
    struct answer a = act("U1", "/placement", body); /* kinds that may stand under each other */
    ck_status(a, 409);
    ck_assert(answer_blames(&a, "/parent_id", "cycle"));
    answer_free(&a);
    a = act("P", "/placement", body);
    ck_status(a, 409);
    answer_free(&a);
    snprintf(body, sizeof body, "{\"parent_id\":%lld,\"effective_on\":\"2024-01-01\"}",
             (long long)server_org(&s, "D2"));
    refused(act("D1.B1.C1", "/placement", body), "/parent_id", "organization_parents", "table");
}
END_TEST

/* ---- ending */

START_TEST(dissolution_waits_for_members_and_organisations_below)
{
    struct answer a = act("D1.B1.C1", "/dissolution", "{\"effective_on\":\"2026-06-01\"}");
    ck_status(a, 409);
    answer_free(&a);
    a = act("D1.B1", "/dissolution", "{\"effective_on\":\"2026-06-01\"}");
    ck_status(a, 409);
    answer_free(&a);
    a = establish("D1.B1", "cell", "E",
                  ",\"established_on\":\"2020-01-01\",\"official_members\":3");
    ck_status(a, 201);
    answer_free(&a);
    a = act("E", "/dissolution", "{\"decision\":\"7-QĐ/ĐU\"}");
    ck_status(a, 400);
    answer_free(&a);
    a = act("E", "/dissolution", "{\"effective_on\":\"2026-06-01\",\"decision\":\"7-QĐ/ĐU\"}");
    ck_status(a, 201);
    ck_assert_str_eq(answer_text(&a, "status"), "dissolved");
    answer_free(&a);
    a = act("E", "/dissolution", "{\"effective_on\":\"2026-07-01\"}");
    ck_status(a, 409);
    answer_free(&a);
    ck_assert_int_eq(total("/api/v1/cells?count=exact&code=E&as_of=2026-05-31"), 1);
    ck_assert_int_eq(total("/api/v1/cells?count=exact&code=E&as_of=2026-06-01"), 0);
    ck_assert_int_eq(total("/api/v1/organizations?count=exact&status=dissolved"), 1);
    char body[200];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Ai Đó\",\"cell_id\":%lld,\"admitted_on\":\"2026-08-01\"}",
             (long long)server_org(&s, "E"));
    a = server_send(&s, office, "POST", "/api/v1/members", 0, body);
    ck_status(a, 409);
    answer_free(&a);
}
END_TEST

/* ---- lists */

START_TEST(lists_search_filter_and_follow_the_tree)
{
    static const struct {
        const char *query;
        int n;
    } all[] = {{"organizations?count=exact", 10},
               {"organizations?count=exact&q=huyen+mot", 1},
               {"organizations?count=exact&kind=cell", 4},
               {"organizations?count=exact&kind_in=cell,base_party", 7},
               {"organizations?count=exact&org_code=D1", 6},
               {"organizations?count=exact&org_code=D1&level=self", 1},
               {"organizations?count=exact&q=D1.B1", 1},
               {"organizations?count=exact&as_of=1991-09-30", 0},
               {"organizations?count=exact&as_of=1992-06-01", 6},
               {"cells?count=exact", 4},
               {"cells?count=exact&org_code=D2", 1}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char path[200];
        snprintf(path, sizeof path, "/api/v1/%s", all[i].query);
        ck_assert_msg(total(path) == all[i].n, "%s: %lld", path, (long long)total(path));
    }
    struct answer a = server_get(&s, office, "%s", path_of("D1", "/children"));
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 2);
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/cells/%lld", (long long)server_org(&s, "D1.B1.C1"));
    ck_assert_int_eq(answer_int(&a, "members"), 6);
    ck_assert_int_eq(answer_int(&a, "official"), 5);
    ck_assert_int_eq(answer_int(&a, "probationary"), 1);
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&s, office, "/api/v1/cells/1"),
                     404); /* the root is no cell */
}
END_TEST

START_TEST(the_directory_names_organisations_out_of_scope_and_tells_nothing_else_of_them)
{
    char *secretary = server_token(&s, ROLE_SECRETARY, server_org(&s, "D1.B1.C1"));
    char *viewer = server_token(&s, ROLE_VIEWER, server_org(&s, "P"));
    struct answer a = server_get(
        &s, secretary, "/api/v1/organizations/directory?q=D2.B1.C1&kind_in=cell,base_cell");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), 1);
    ck_assert_str_eq(answer_text(&a, "items/0/code"), "D2.B1.C1");
    ck_assert_uint_eq(json_object_size(answer_at(&a, "items/0")), 5);
    answer_free(&a);
    a = server_get(&s, viewer, "/api/v1/organizations/directory");
    ck_status(a, 403);
    answer_free(&a);
    free(secretary);
    free(viewer);
}
END_TEST

HARNESS_MAIN("organizations", 60, start, stop, cell_with_three_official_members_is_established,
             cell_with_two_official_members_is_refused_with_the_rule,
             kinds_stand_only_under_their_superiors,
             exceptions_from_the_sizes_need_the_superiors_approval,
             code_is_used_once_and_superior_must_be_in_scope,
             renaming_from_a_day_keeps_the_old_name_before_it,
             correcting_a_name_needs_a_reason_and_holds_for_all_days,
             placement_moves_the_subtree_from_its_day_on,
             placement_refuses_cycles_wrong_kinds_and_the_root,
             dissolution_waits_for_members_and_organisations_below,
             lists_search_filter_and_follow_the_tree,
             the_directory_names_organisations_out_of_scope_and_tells_nothing_else_of_them)
