/* Figures of discipline: who may ask, that the parts are always the whole, periods side by side. */
#include "api/harness_accounts.h"
#include "base/buf.h"
#include "base/date.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECISIONS 160
#define MEMBERS 18 /* of D1; six each in D1.B1.C1, D1.B1.C2, D1.B2.C1 */

static struct server s;
static char *inspector, *token[ROLE_COUNT];

/* What the store holds, kept beside it. */
static struct decision {
    int member; /* 0 …; MEMBERS: the organisation D1.B1 itself */
    const char *form, *authority;
    date_text day;
} decisions[DECISIONS];

static const char *const forms[] = {"reprimand", "warning", "removal_from_office"};
static const char *const authorities[] = {"cell", "base_committee", "inspection_committee"};

static void make_up(uint64_t *seed, struct buf *csv)
{
    buf_str(csv, "subject,record_number,org_code,form,decided_on,decision_number,authority\n");
    for (int i = 0; i < DECISIONS; i++) {
        struct decision *d = &decisions[i];
        *d = (struct decision){.member = random_below(seed, MEMBERS + 1),
                               .authority = authorities[random_below(seed, 3)]};
        d->form = forms[random_below(seed, d->member == MEMBERS ? 2 : 3)];
        /* a day of its own each, so that none is taken for another one of the same subject */
        date_from_days(date_days("2024-01-01") + 5 * i, d->day);
        if (d->member == MEMBERS)
            buf_printf(csv, "organization,,D1.B1,%s,%s,%d-QĐ,%s\n", d->form, d->day, i,
                       d->authority);
        else
            buf_printf(csv, "member,%06dHB,,%s,%s,%d-QĐ,%s\n", 100001 + d->member, d->form, d->day,
                       i, d->authority);
    }
}

static void start(void)
{
    uint64_t seed = 11;
    struct buf csv = {0};
    server_start(&s);
    date_set_today("2026-11-24");
    server_little_world(&s);
    make_up(&seed, &csv);
    server_import(&s, "discipline", buf_text(&csv));
    buf_free(&csv);
    for (int r = 0; r < ROLE_COUNT; r++)
        token[r] = server_token(&s, (enum role)r, server_org(&s, "P"));
    inspector = token[ROLE_INSPECTOR];
}

static void stop(void)
{
    date_set_today(NULL);
    for (int r = 0; r < ROLE_COUNT; r++)
        free(token[r]);
    server_stop(&s);
}

static bool below(const struct decision *d, const char *org)
{
    if (strcmp(org, "P") == 0 || strcmp(org, "D1") == 0)
        return true;
    if (strcmp(org, "D1.B1") == 0)
        return d->member < 12 || d->member == MEMBERS;
    if (strcmp(org, "D1.B1.C2") == 0)
        return d->member >= 6 && d->member < 12;
    return false; /* D2 */
}

START_TEST(only_inspectors_and_their_dashboards_are_told_figures_of_discipline)
{
    for (int r = 0; r < ROLE_COUNT; r++) {
        struct answer a = server_get(
            &s, token[r], "/api/v1/statistics/discipline?from=2024-01-01&to=2026-11-24&by=form");
        bool may = r == ROLE_INSPECTOR || r == ROLE_INSPECTION_DASHBOARD;
        ck_assert_msg(a.status == (may ? 200 : 403), "role %d: %d", r, a.status);
        if (may)
            ck_assert_int_eq(answer_int(&a, "total"), DECISIONS);
        answer_free(&a);
    }
}
END_TEST

START_TEST(no_figure_is_of_one_person)
{
    static const char *const asked[] = {"discipline?member_id=1&",
                                        "members?record_number=100001HB&",
                                        "members?card_number=20000001&"};
    static const int status[] = {400, 403, 403};
    for (int i = 0; i < 3; i++) {
        struct answer a =
            server_get(&s, token[ROLE_INSPECTION_DASHBOARD], "/api/v1/statistics/%s%s", asked[i],
                       i == 0 ? "from=2024-01-01&to=2026-11-24" : "by=ethnicity");
        ck_assert_msg(a.status == status[i], "%s: %d %s", asked[i], a.status, a.body);
        answer_free(&a);
    }
    struct answer a = server_get(&s, token[ROLE_OFFICE],
                                 "/api/v1/statistics/members?record_number=100001HB&by=gender");
    ck_status(a, 200);
    answer_free(&a);
}
END_TEST

/* Random questions: the rows sum to the total, and the total is what the list beside holds. */
START_TEST(the_parts_are_the_whole_whatever_is_asked)
{
    static const char *const by[] = {"form",
                                     "authority",
                                     "subject",
                                     "post",
                                     "unit",
                                     "cell",
                                     "month",
                                     "quarter",
                                     "year",
                                     "kind",
                                     "category",
                                     "form,authority",
                                     "unit,form",
                                     "month,form,post",
                                     "year,unit,authority"};
    static const char *const orgs[] = {"P", "D1", "D1.B1", "D1.B1.C2", "D2"};
    uint64_t seed = 23;
    for (int i = 0; i < 300; i++) {
        date_text from, to;
        int64_t first = date_days("2023-06-01") + random_below(&seed, 900);
        date_from_days(first, from);
        date_from_days(first + random_below(&seed, 600), to);
        const char *org = orgs[random_below(&seed, 5)];
        const char *form = random_below(&seed, 3) == 0 ? forms[random_below(&seed, 3)] : NULL;
        char filter[40] = "";
        if (form != NULL)
            snprintf(filter, sizeof filter, "&form=%s", form);
        struct answer a = server_get(
            &s, inspector, "/api/v1/statistics/discipline?org_code=%s&from=%s&to=%s&by=%s%s", org,
            from, to, by[random_below(&seed, (int)(sizeof by / sizeof *by))], filter);
        ck_status(a, 200);
        int64_t expected = 0, sum = 0;
        for (int k = 0; k < DECISIONS; k++)
            expected += below(&decisions[k], org) && strcmp(decisions[k].day, from) >= 0 &&
                        strcmp(decisions[k].day, to) <= 0 &&
                        (form == NULL || strcmp(decisions[k].form, form) == 0);
        size_t n;
        json_t *row;
        json_array_foreach (answer_at(&a, "rows"), n, row)
            sum += json_integer_value(json_object_get(row, "count"));
        ck_assert_int_eq(sum, answer_int(&a, "total"));
        ck_assert_msg(sum == expected, "%s: %lld, not %lld", a.body, (long long)sum,
                      (long long)expected);
        answer_free(&a);
    }
}
END_TEST

START_TEST(a_period_stands_beside_the_one_before_and_the_same_one_of_last_year)
{
    int64_t now = 0, before = 0, year_ago = 0;
    for (int k = 0; k < DECISIONS; k++) {
        now += strncmp(decisions[k].day, "2025-03", 7) == 0;
        before += strncmp(decisions[k].day, "2025-02", 7) == 0;
        year_ago += strncmp(decisions[k].day, "2024-03", 7) == 0;
    }
    static const char path[] =
        "/api/v1/statistics/discipline?from=2025-03-01&to=2025-03-31&by=form&compare=%s";
    struct answer a = server_get(&s, inspector, path, "previous");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "total"), now);
    ck_assert_int_eq(answer_int(&a, "previous/total"), before);
    ck_assert_int_eq(answer_int(&a, "previous/difference"), now - before);
    answer_free(&a);
    a = server_get(&s, inspector, path, "same_period");
    ck_assert_str_eq(answer_text(&a, "previous/from"), "2024-03-01");
    ck_assert_int_eq(answer_int(&a, "previous/total"), year_ago);
    answer_free(&a);
}
END_TEST

START_TEST(the_post_is_the_highest_held_when_it_was_decided)
{
    char body[200];
    struct answer a = server_get(&s, token[ROLE_OFFICE], "/api/v1/members?q=100001HB");
    int64_t person = answer_int(&a, "items/0/id");
    answer_free(&a);
    static const char *const posts[] = {"committee_member", "deputy_secretary"};
    for (int i = 0; i < 2; i++) {
        snprintf(body, sizeof body,
                 "{\"org_id\":%lld,\"member_id\":%lld,\"post\":\"%s\",\"from\":\"2020-01-01\"}",
                 (long long)server_org(&s, "D1.B1.C1"), (long long)person, posts[i]);
        a = server_send(&s, token[ROLE_OFFICE], "POST", "/api/v1/posts", 0, body);
        ck_status(a, 201);
        answer_free(&a);
    }
    int64_t own = 0, found = 0;
    for (int k = 0; k < DECISIONS; k++)
        own += decisions[k].member == 0;
    a = server_get(&s, inspector,
                   "/api/v1/statistics/discipline?from=2024-01-01&to=2026-11-24&by=post");
    size_t n;
    json_t *row;
    json_array_foreach (answer_at(&a, "rows"), n, row) {
        const char *post = json_string_value(json_object_get(row, "post"));
        ck_assert_msg(post == NULL || strcmp(post, "deputy_secretary") == 0, "%s", a.body);
        if (post != NULL)
            found = json_integer_value(json_object_get(row, "count"));
    }
    ck_assert_int_eq(found, own);
    answer_free(&a);
}
END_TEST

HARNESS_MAIN("discipline_statistics", 60, start, stop,
             only_inspectors_and_their_dashboards_are_told_figures_of_discipline,
             no_figure_is_of_one_person, the_parts_are_the_whole_whatever_is_asked,
             a_period_stands_beside_the_one_before_and_the_same_one_of_last_year,
             the_post_is_the_highest_held_when_it_was_decided)
