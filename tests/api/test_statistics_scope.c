/* Statistics count the caller's scope alone: its organisations, and of the events what happened in
   it, by the tree of today, by the unit itself, and where a cell has since been placed elsewhere.
 */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>

#define YEAR "from=2026-01-01&to=2026-11-24"

static struct server s;
static char *all, *unit; /* offices of the whole and of D1.B1 */

/* One member of each of the four cells was admitted in 2026, on 3 March. */
static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    all = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    unit = server_token(&s, ROLE_OFFICE, server_org(&s, "D1.B1"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(all);
    free(unit);
    server_stop(&s);
}

static int64_t counted(const char *token, const char *question, const char *name)
{
    struct answer a = server_get(&s, token, "/api/v1/statistics/%s", question);
    ck_status(a, 200);
    int64_t n = answer_int(&a, name);
    answer_free(&a);
    return n;
}

static void place(const char *cell, const char *under, const char *day)
{
    char path[80], body[120];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld/placement",
             (long long)server_org(&s, cell));
    snprintf(body, sizeof body, "{\"parent_id\":%lld,\"effective_on\":\"%s\"}",
             (long long)server_org(&s, under), day);
    struct answer a = server_send(&s, all, "POST", path, 0, body);
    ck_status(a, 201);
    answer_free(&a);
}

START_TEST(organisations_are_those_of_the_scope)
{
    ck_assert_int_eq(counted(all, "organizations", "total"), 10);
    ck_assert_int_eq(counted(unit, "organizations", "total"), 3);
    ck_assert_int_eq(counted(unit, "organizations?as_of=2025-12-31", "total"), 3);
}
END_TEST

START_TEST(events_by_todays_tree_or_of_the_unit_itself_are_the_scopes_own)
{
    ck_assert_int_eq(counted(all, "admissions?" YEAR, "total"), 4);
    ck_assert_int_eq(counted(unit, "admissions?" YEAR, "total"), 2);
    ck_assert_int_eq(counted(unit, "admissions?tree=today&" YEAR, "total"), 2);
    ck_assert_int_eq(counted(unit, "admissions?level=self&org_code=D1.B1.C1&" YEAR, "total"), 1);
    ck_assert_int_eq(counted(unit, "admissions?level=self&" YEAR, "total"), 0);
    ck_assert_int_eq(counted(unit, "flows?tree=today&" YEAR, "increase/admitted"), 2);
}
END_TEST

START_TEST(events_under_a_kind_are_those_below_organisations_of_it)
{
    ck_assert_int_eq(counted(all, "admissions?under_kind=district_party&" YEAR, "total"), 4);
    ck_assert_int_eq(counted(all, "admissions?under_kind=base_cell&" YEAR, "total"), 0);
    ck_assert_int_eq(counted(unit, "admissions?under_kind=district_party&" YEAR, "total"), 2);
    ck_assert_int_eq(counted(all, "flows?under_kind=base_cell&" YEAR, "closing"), 0);
}
END_TEST

START_TEST(what_happened_in_a_cell_that_has_left_the_scope_is_another_units)
{
    place("D1.B1.C1", "D1.B2", "2026-07-01");
    ck_assert_int_eq(counted(all, "admissions?org_code=D1.B1&" YEAR, "total"), 2);
    ck_assert_int_eq(counted(unit, "admissions?" YEAR, "total"), 1);
    ck_assert_int_eq(counted(all, "flows?org_code=D1.B1&" YEAR, "increase/admitted"), 2);
    ck_assert_int_eq(counted(unit, "flows?" YEAR, "increase/admitted"), 1);
}
END_TEST

HARNESS_MAIN("statistics_scope", 60, start, stop, organisations_are_those_of_the_scope,
             events_by_todays_tree_or_of_the_unit_itself_are_the_scopes_own,
             events_under_a_kind_are_those_below_organisations_of_it,
             what_happened_in_a_cell_that_has_left_the_scope_is_another_units)
