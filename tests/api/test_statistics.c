/*
 * Counts against a model: a seeded random province whose figures the test counts by itself, person
 * by person, for random scopes, days and periods.
 */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PEOPLE 400
#define CELLS 12
#define MOVED 2               /* this base party goes from D1 to D2 … */
#define MOVED_ON "2016-08-30" /* … on a day on which nobody leaves */
#define TODAY "2026-11-24"

static struct server s;
static char *office;

static const char *const reasons[] = {"death", "expelled", "removed", "resigned",
                                      "transferred_out"};
static const char *const levels[] = {"none", "bachelor", "master", ""};

static struct person {
    int cell, reason, level;
    bool arrived, woman;
    int64_t in, official, out; /* days; out INT64_MAX: still here; official too: not yet */
} people[PEOPLE];

static uint64_t seed = 20261124;

static int any(int n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)n);
}

static int64_t any_day(int from_year, int to_year)
{
    char day[48];
    snprintf(day, sizeof day, "%04d-%02d-%02d", from_year + any(to_year - from_year + 1),
             1 + any(12), 1 + any(28));
    return date_days(day);
}

static void make_person(struct person *p)
{
    *p = (struct person){.cell = any(CELLS),
                         .reason = any(5),
                         .level = any(4),
                         .arrived = any(5) == 0,
                         .woman = any(3) == 0,
                         .in = any_day(2006, 2024),
                         .official = INT64_MAX,
                         .out = INT64_MAX};
    if (any(8) != 0)
        p->official = p->in + 366;
    if (any(3) == 0)
        p->out = p->in + 400 + any(3000);
    date_text out;
    if (p->out != INT64_MAX) {
        date_from_days(p->out, out);
        if (p->out > date_days("2026-10-01") || strcmp(out, MOVED_ON) == 0)
            p->out = INT64_MAX;
    }
}

/* Cells 0–3 stand below base party 1, 4–7 below 2, 8–11 below 3; 1 and 2 below D1, 3 below D2. */
static void start(void)
{
    struct buf b = {0};
    server_start(&s);
    date_set_today(TODAY);
    buf_str(
        &b,
        "code,name,kind,category,parent_code,established_on\nP,Tỉnh,province_party,,,1990-01-01\n"
        "D1,Huyện 1,district_party,,P,1990-01-01\nD2,Huyện 2,district_party,,P,1990-01-01\n"
        "B1,Xã 1,base_party,,D1,1990-01-01\nB2,Xã 2,base_party,,D1,1990-01-01\nB3,Xã 3,base_party,,D2,1990-01-01\n");
    for (int c = 0; c < CELLS; c++)
        buf_printf(&b, "C%d,Chi bộ %d,cell,village,B%d,1990-01-01\n", c, c, c / 4 + 1);
    server_import(&s, "organizations", buf_text(&b));
    b.len = 0;
    buf_str(
        &b,
        "full_name,record_number,gender,born_on,professional_level,cell_code,joined_on,admitted_on,official_on,left_on,left_reason,ethnicity\n");
    for (int i = 0; i < PEOPLE; i++) {
        struct person *p = &people[i];
        date_text in, official = "", out = "";
        make_person(p);
        date_from_days(p->in, in);
        if (p->official != INT64_MAX)
            date_from_days(p->official, official);
        if (p->out != INT64_MAX)
            date_from_days(p->out, out);
        buf_printf(&b, "Người %c,%06dPP,%s,19%02d-01-01,%s,C%d,%s,%s,%s,%s,%s,%02d\n", 'A' + i % 26,
                   i + 1, p->woman ? "female" : "male", 50 + i % 40, levels[p->level], p->cell,
                   p->arrived ? in : "", p->arrived ? "2004-01-01" : in,
                   p->arrived && p->official != INT64_MAX ? "2005-01-01"
                   : p->arrived                           ? ""
                                                          : official,
                   out, p->out != INT64_MAX ? reasons[p->reason] : "", 1 + i % 7);
    }
    server_import(&s, "members", buf_text(&b));
    buf_free(&b);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
    char path[100], body[200];
    snprintf(path, sizeof path, "/api/v1/organizations/%lld/placement",
             (long long)server_org(&s, "B2"));
    snprintf(body, sizeof body, "{\"parent_id\":%lld,\"effective_on\":\"" MOVED_ON "\"}",
             (long long)server_org(&s, "D2"));
    struct answer a = server_send(&s, office, "POST", path, 0, body);
    ck_status(a, 201);
    answer_free(&a);
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

/* ---- the model */

static bool stands(const struct person *p, const char *org, int64_t day)
{
    int base = p->cell / 4 + 1,
        district = base == 3 || (base == MOVED && day >= date_days(MOVED_ON)) ? 2 : 1;
    switch (org[0]) {
    case 'P':
        return true;
    case 'D':
        return district == org[1] - '0';
    case 'B':
        return base == org[1] - '0';
    default:
        return p->cell == atoi(org + 1);
    }
}

static bool counts(const struct person *p, const char *org, int64_t day)
{
    return p->in <= day && day < p->out && stands(p, org, day);
}

static int64_t stock(const char *org, int64_t day)
{
    int64_t n = 0;
    for (int i = 0; i < PEOPLE; i++)
        n += counts(&people[i], org, day);
    return n;
}

static const char *any_org(void)
{
    static char code[8];
    static const char *const upper[] = {"P", "D1", "D2", "B1", "B2", "B3"};
    int k = any(9);
    if (k < 6)
        return upper[k];
    snprintf(code, sizeof code, "C%d", any(CELLS));
    return code;
}

static int64_t cause(const struct answer *a, const char *side, const char *name)
{
    return json_integer_value(json_object_get(answer_at(a, side), name));
}

static int64_t sum(const json_t *causes)
{
    const char *name;
    json_t *n;
    int64_t all = 0;
    json_object_foreach ((json_t *)causes, name, n) {
        ck_assert_int_ge(json_integer_value(n), 0);
        all += json_integer_value(n);
    }
    return all;
}

/* ---- tests */

START_TEST(stock_of_any_day_and_scope_is_what_the_model_counts)
{
    for (int i = 0; i < 120; i++) {
        const char *org = any_org();
        date_text day;
        int64_t d = any_day(2004, 2026);
        date_from_days(i % 10 == 0 ? (d = date_days(MOVED_ON) - i / 10 % 2) : d, day);
        struct answer a = server_get(
            &s, office, "/api/v1/statistics/members?org_code=%s&as_of=%s&by=gender", org, day);
        ck_status(a, 200);
        ck_assert_msg(answer_int(&a, "total") == stock(org, d), "%s on %s: %lld instead of %lld",
                      org, day, (long long)answer_int(&a, "total"), (long long)stock(org, d));
        ck_assert_str_eq(answer_text(&a, "as_of"), day);
        ck_assert_str_eq(answer_text(&a, "scope/code"), org);
        answer_free(&a);
    }
}
END_TEST

START_TEST(flows_balance_and_their_causes_are_what_the_model_counts)
{
    for (int i = 0; i < 120; i++) {
        const char *org = any_org();
        date_text from, to;
        int64_t f = any_day(2005, 2026), t = f + any(2500), in = 0, arrived = 0, out[5] = {0};
        if (t > date_days(TODAY))
            t = date_days(TODAY);
        if (f > t)
            f = t;
        date_from_days(f, from);
        date_from_days(t, to);
        for (int k = 0; k < PEOPLE; k++) {
            const struct person *p = &people[k];
            if (p->in >= f && p->in <= t && stands(p, org, p->in))
                *(p->arrived ? &arrived : &in) += 1;
            if (p->out >= f && p->out <= t && stands(p, org, p->out))
                out[p->reason]++;
        }
        struct answer a = server_get(
            &s, office, "/api/v1/statistics/flows?org_code=%s&from=%s&to=%s", org, from, to);
        ck_status(a, 200);
        char *all = a.body;
        ck_assert_msg(answer_int(&a, "opening") == stock(org, f - 1) &&
                          answer_int(&a, "closing") == stock(org, t),
                      "%s", all);
        ck_assert_msg(answer_int(&a, "opening") + sum(answer_at(&a, "increase")) -
                              sum(answer_at(&a, "decrease")) ==
                          answer_int(&a, "closing"),
                      "%s", all);
        ck_assert_msg(cause(&a, "increase", "admitted") == in &&
                          cause(&a, "increase", "transferred_in") == arrived,
                      "%lld admitted, %lld arrived: %s", (long long)in, (long long)arrived, all);
        for (int r = 0; r < 5; r++)
            ck_assert_msg(cause(&a, "decrease", reasons[r]) == out[r], "%lld %s: %s",
                          (long long)out[r], reasons[r], all);
        /* only the base party that was placed elsewhere may need "other" */
        bool moved = org[0] == 'D' && f <= date_days(MOVED_ON) && date_days(MOVED_ON) <= t;
        ck_assert_msg(
            moved || (cause(&a, "increase", "other") == 0 && cause(&a, "decrease", "other") == 0),
            "%s", all);
        answer_free(&a);
    }
}
END_TEST

START_TEST(flows_by_unit_and_year_balance_row_by_row)
{
    struct answer a = server_get(
        &s, office, "/api/v1/statistics/flows?from=2012-03-05&to=2019-10-09&by=unit,year");
    ck_status(a, 200);
    size_t i;
    json_t *row;
    ck_assert_uint_eq(json_array_size(answer_at(&a, "rows")), 2 * 8);
    json_array_foreach (answer_at(&a, "rows"), i, row) {
        const char *org = json_string_value(json_object_get(json_object_get(row, "unit"), "code"));
        int64_t opening = json_integer_value(json_object_get(row, "opening")),
                closing = json_integer_value(json_object_get(row, "closing"));
        ck_assert_int_eq(opening + sum(json_object_get(row, "increase")) -
                             sum(json_object_get(row, "decrease")),
                         closing);
        ck_assert_int_eq(
            opening, stock(org, date_days(json_string_value(json_object_get(row, "from"))) - 1));
        ck_assert_int_eq(closing,
                         stock(org, date_days(json_string_value(json_object_get(row, "to")))));
    }
    answer_free(&a);
}
END_TEST

/* p is half up: p - exact in (-1/2, 1/2] hundredths, in whole numbers. */
static void check_percent(const char *percent, int64_t count, int64_t total)
{
    long long whole, hundredths;
    ck_assert_msg(sscanf(percent, "%lld.%2lld", &whole, &hundredths) == 2 &&
                      strlen(strchr(percent, '.')) == 3,
                  "%s", percent);
    int64_t twice = 2 * ((whole * 100 + hundredths) * total - count * 10000);
    ck_assert_msg(twice > -total && twice <= total, "%lld of %lld is not %s", (long long)count,
                  (long long)total, percent);
}

START_TEST(rows_of_every_dimension_sum_to_the_total)
{
    static const char *const member[] = {"status",
                                         "activity",
                                         "gender",
                                         "ethnicity",
                                         "minority",
                                         "religion",
                                         "age_band",
                                         "party_age_band",
                                         "general_education",
                                         "professional_level",
                                         "theory_level",
                                         "occupation",
                                         "cell",
                                         "unit",
                                         "kind",
                                         "category",
                                         "gender,status",
                                         "unit,gender,professional_level",
                                         "cell,age_band"};
    static const char *const admission[] = {
        "gender",   "month",       "quarter",   "year", "unit", "cell", "professional_level",
        "age_band", "year,gender", "ethnicity", "kind"};
    static const char *const day[] = {"2014-02-03", MOVED_ON, TODAY};
    for (size_t i = 0;
         i < 3 * (sizeof member / sizeof *member) + sizeof admission / sizeof *admission; i++) {
        const char *org = any_org();
        bool stocks = i < 3 * (sizeof member / sizeof *member);
        struct answer a =
            stocks
                ? server_get(&s, office, "/api/v1/statistics/members?org_code=%s&as_of=%s&by=%s",
                             org, day[i % 3], member[i / 3])
                : server_get(
                      &s, office,
                      "/api/v1/statistics/admissions?org_code=%s&from=2010-01-01&to=2020-12-31&by=%s",
                      org, admission[i - 3 * (sizeof member / sizeof *member)]);
        ck_status(a, 200);
        int64_t total = answer_int(&a, "total"), all = 0, expected = 0;
        if (stocks)
            expected = stock(org, date_days(day[i % 3]));
        else
            for (int k = 0; k < PEOPLE; k++)
                expected += !people[k].arrived && people[k].in >= date_days("2010-01-01") &&
                            people[k].in <= date_days("2020-12-31") &&
                            stands(&people[k], org, people[k].in);
        size_t r;
        json_t *row;
        json_array_foreach (answer_at(&a, "rows"), r, row) {
            int64_t n = json_integer_value(json_object_get(row, "count"));
            ck_assert_int_gt(n, 0); /* empty groups are left out */
            check_percent(json_string_value(json_object_get(row, "percent")), n, total);
            all += n;
        }
        ck_assert_msg(all == total && total == expected, "%s: %lld, %lld, model %lld: %s", org,
                      (long long)all, (long long)total, (long long)expected, a.body);
        answer_free(&a);
    }
}
END_TEST

HARNESS_MAIN("statistics", 120, start, stop, stock_of_any_day_and_scope_is_what_the_model_counts,
             flows_balance_and_their_causes_are_what_the_model_counts,
             flows_by_unit_and_year_balance_row_by_row, rows_of_every_dimension_sum_to_the_total)
