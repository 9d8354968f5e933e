/* One table of patterns: what matches, what is unknown, and what is known under another method. */
#include "http/server.h"
#include "unit/unit.h"

#include <string.h>

static const struct http_route table[] = {
    {HTTP_GET, "/api/v1/members", 0, 0, false, false},
    {HTTP_POST, "/api/v1/members", 0, 0, false, false},
    {HTTP_GET, "/api/v1/members/{id}", 0, 0, false, false},
    {HTTP_PATCH, "/api/v1/members/{id}", 0, 0, false, false},
    {HTTP_GET, "/api/v1/members/{id}/family/{row}", 0, 0, false, false},
    {HTTP_DELETE, "/api/v1/members/{id}/family/{row}", 0, 0, false, false},
    {HTTP_GET, "/api/v1/organizations/tree", 0, 0, false, false},
    {HTTP_GET, "/api/v1/organizations/{id}", 0, 0, false, false},
};

static struct router *router;
static struct arena *arena;
static struct http_request req;
static const char *allow;

static enum err find(enum http_method method, const char *path)
{
    req = (struct http_request){.arena = arena, .method = method, .path = path};
    allow = NULL;
    return router_find(router, &req, &allow);
}

static void open_table(void)
{
    arena = arena_new();
    router = router_new(table, sizeof table / sizeof *table);
    ck_assert_ptr_nonnull(router);
}

static void close_table(void)
{
    router_free(router);
    arena_free(arena);
}

START_TEST(each_pattern_is_found_with_what_stands_in_its_places)
{
    open_table();
    ck_assert_int_eq(find(HTTP_DELETE, "/api/v1/members/7/family/12"), OK);
    ck_assert_uint_eq(req.route_index, 5);
    ck_assert_str_eq(req.segment[0], "7");
    ck_assert_str_eq(req.segment[1], "12");
    ck_assert_ptr_null(req.segment[2]);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ck_assert_int_eq(find(table[i].method, table[i].pattern), OK);
        ck_assert_uint_eq(req.route_index, i);
    }
    close_table();
}
END_TEST

START_TEST(a_word_of_the_table_goes_before_a_place)
{
    open_table();
    ck_assert_int_eq(find(HTTP_GET, "/api/v1/organizations/tree"), OK);
    ck_assert_uint_eq(req.route_index, 6);
    ck_assert_int_eq(find(HTTP_GET, "/api/v1/organizations/trees"), OK);
    ck_assert_uint_eq(req.route_index, 7);
    close_table();
}
END_TEST

START_TEST(an_unknown_path_is_not_found)
{
    static const char *const paths[] = {"/api/v1/member",
                                        "/api/v1/members/",
                                        "/api/v1",
                                        "/api/v1/members/7/family",
                                        "/api/v1/members/7/family/1/2",
                                        "",
                                        "/",
                                        "/API/v1/members"};
    open_table();
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        ck_assert_msg(find(HTTP_GET, paths[i]) == ERR_NOT_FOUND, "%s", paths[i]);
    close_table();
}
END_TEST

START_TEST(a_known_path_tells_which_methods_it_takes)
{
    open_table();
    ck_assert_int_eq(find(HTTP_DELETE, "/api/v1/members"), ERR_BAD_METHOD);
    ck_assert_str_eq(allow, "GET, HEAD, POST");
    ck_assert_int_eq(find(HTTP_PUT, "/api/v1/members/7"), ERR_BAD_METHOD);
    ck_assert_str_eq(allow, "GET, HEAD, PATCH");
    close_table();
}
END_TEST

UNIT_MAIN("router", each_pattern_is_found_with_what_stands_in_its_places,
          a_word_of_the_table_goes_before_a_place, an_unknown_path_is_not_found,
          a_known_path_tells_which_methods_it_takes)
