/* The calendar of holidays: read by whoever reads rules, kept by the administrator, and what the
   deadlines make of it. */
#include "api/harness_accounts.h"
#include "base/date.h"
#include "registry/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS "/api/v1/calendar"

static struct server s;
static char *admin, *office;

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    admin = server_token(&s, ROLE_SYSTEM_ADMIN, server_org(&s, "P"));
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(admin);
    free(office);
    server_stop(&s);
}

/* The n-th working day after the day, as the store's calendar has it. */
struct counted {
    const char *from;
    int n;
    date_text to;
};
static enum err count(struct work *w, void *arg)
{
    struct counted *k = arg;
    struct work_calendar calendar;
    calendar_load(w, &calendar);
    working_days_add(&calendar, k->from, k->n, k->to);
    return OK;
}

static void lands_on(const char *from, int n, const char *expected)
{
    struct counted k = {.from = from, .n = n};
    server_write(&s, count, &k);
    ck_assert_str_eq(k.to, expected);
}

START_TEST(deadlines_pass_over_tet_and_over_days_nobody_confirmed_as_worked)
{
    lands_on("2026-02-13", 1, "2026-02-23"); /* Friday before nine days of Tết */
    lands_on("2025-01-24", 5, "2025-02-07");
    lands_on("2026-08-21", 1, "2026-08-24"); /* Saturday 22/8 is said to be worked */
    struct answer a = server_get(&s, office, DAYS "?day=2026-08-22");
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "items/0/kind"), "worked");
    char path[80];
    snprintf(path, sizeof path, DAYS "/%lld", (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", path, 1, "{\"confirmed\":true}");
    ck_status(a, 200);
    answer_free(&a);
    lands_on("2026-08-21", 1, "2026-08-22");
}
END_TEST

START_TEST(the_administrator_keeps_it_and_what_was_removed_stays_removed)
{
    static const char day[] = "{\"day\":\"2028-01-26\",\"kind\":\"off\",\"name\":\"Tết Mậu Thân\","
                              "\"citation\":\"Thông báo 2028\",\"confirmed\":true}";
    struct answer a = server_send(&s, office, "POST", DAYS, 0, day);
    ck_status(a, 403);
    answer_free(&a);
    a = server_send(&s, admin, "POST", DAYS, 0, day);
    ck_status(a, 201);
    answer_free(&a);
    lands_on("2028-01-25", 1, "2028-01-27");
    a = server_send(&s, admin, "POST", DAYS, 0, day);
    ck_status(a, 409);
    ck_assert(answer_blames(&a, "/day", "duplicate"));
    answer_free(&a);
    a = server_get(&s, admin, DAYS "?day=2027-01-01");
    char path[80];
    snprintf(path, sizeof path, DAYS "/%lld", (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    a = server_send(&s, admin, "DELETE", path, 1, NULL);
    ck_status(a, 204);
    answer_free(&a);
    server_restart(&s);
    lands_on("2026-12-31", 1, "2027-01-01");
}
END_TEST

START_TEST(only_a_weekend_day_can_be_worked_instead)
{
    struct answer a = server_send(&s, admin, "POST", DAYS, 0,
                                  "{\"day\":\"2027-06-02\",\"kind\":\"worked\",\"name\":\"Làm bù\","
                                  "\"citation\":\"thử\"}");
    ck_status(a, 400);
    ck_assert(answer_blames(&a, "/day", "not_weekend"));
    answer_free(&a);
    a = server_get(&s, admin, DAYS "?day=2027-01-01");
    char path[80];
    snprintf(path, sizeof path, DAYS "/%lld", (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    a = server_send(&s, admin, "PATCH", path, 1, "{\"kind\":\"worked\"}");
    ck_status(a, 400);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("calendar", 60, start, stop,
             deadlines_pass_over_tet_and_over_days_nobody_confirmed_as_worked,
             the_administrator_keeps_it_and_what_was_removed_stays_removed,
             only_a_weekend_day_can_be_worked_instead)
