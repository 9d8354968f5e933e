/*
 * The published province, imported through the API and asked through the API: every figure of
 * expected.json. Without the data folder a small generated province is counted by the test itself.
 */
#include "api/harness_accounts.h"
#include "base/csv.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAY "2022-12-31"

static struct server s;
static char *office;
static char folder[4096];
static bool present;

static void find_folder(void)
{
    const char *named = getenv("CHIBO_DATA");
    snprintf(folder, sizeof folder, "%s/hoa-binh",
             named ? named : CHIBO_SOURCE_DIR "/../shared/data");
    struct stat st;
    char file[4200];
    snprintf(file, sizeof file, "%s/expected.json", folder);
    present = stat(file, &st) == 0;
}

/* Set-up makes the root and an office user; a token stands in for the user afterwards. */
static void start(void)
{
    char link[512], body[512];
    find_folder();
    server_start(&s);
    ck_assert(app_setup_link(s.app, link, sizeof link));
    snprintf(
        body, sizeof body,
        "{\"code\":\"%s\",\"username\":\"vanphong\",\"full_name\":\"Văn phòng\",\"password\":"
        "\"mot mat khau du dai\",\"office\":true,\"organization\":{\"code\":\"HB\",\"name\":\"Tỉnh\","
        "\"kind\":\"province_party\"}}",
        strstr(link, "code=") + 5);
    struct answer a =
        server_ask(&s, (struct ask){.method = "POST", .path = "/api/v1/setup", .body = body});
    ck_status(a, 201);
    answer_free(&a);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "HB"));
}

static void stop(void)
{
    free(office);
    server_stop(&s);
}

/* ---- files, read as the program reads them (.gz too) */

static struct buf read_all(const char *name)
{
    char path[4200], chunk[65536];
    struct buf b = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    struct csv_source *source = csv_source_open(path);
    ck_assert_msg(source != NULL, "cannot open %s", path);
    for (ssize_t n; (n = csv_source_read(source, chunk, sizeof chunk)) > 0;)
        buf_add(&b, chunk, (size_t)n);
    csv_source_close(source);
    buf_text(&b);
    return b;
}

struct counts {
    int64_t rows, added, updated, refused;
};

static struct counts upload(const char *kind, const char *text, size_t n)
{
    char path[128];
    snprintf(path, sizeof path, "/api/v1/imports?kind=%s", kind);
    struct answer a = server_ask(&s, (struct ask){.method = "POST",
                                                  .path = path,
                                                  .token = office,
                                                  .type = "text/csv",
                                                  .body = text,
                                                  .body_len = n});
    ck_status(a, 201);
    struct counts c = {answer_int(&a, "rows"), answer_int(&a, "added"), answer_int(&a, "updated"),
                       answer_int(&a, "refused")};
    snprintf(path, sizeof path, "/api/v1/imports/%lld/commit", (long long)answer_int(&a, "id"));
    answer_free(&a);
    a = server_send(&s, office, "POST", path, 0, NULL);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "state"), "committed");
    ck_assert_int_eq(answer_int(&a, "added"), c.added);
    answer_free(&a);
    return c;
}

/* ---- questions */

static int64_t organizations_of(const char *kind)
{
    struct answer a = server_get(
        &s, office, "/api/v1/statistics/organizations?org_code=HB&as_of=" DAY "&by=kind");
    ck_status(a, 200);
    size_t i;
    json_t *row;
    int64_t n = 0;
    json_array_foreach (answer_at(&a, "rows"), i, row)
        if (strcmp(json_string_value(json_object_get(row, "kind")), kind) == 0)
            n = json_integer_value(json_object_get(row, "count"));
    answer_free(&a);
    return n;
}

static int64_t members_of(const char *status)
{
    struct answer a =
        server_get(&s, office, "/api/v1/statistics/members?org_code=HB&as_of=" DAY "%s%s",
                   status ? "&status=" : "", status ? status : "");
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

static int64_t total_of(const char *path)
{
    struct answer a = server_get(&s, office, "%s", path);
    ck_status(a, 200);
    int64_t n = answer_int(&a, "total");
    answer_free(&a);
    return n;
}

static void check_target(const char *name, json_t *expected, const char *period)
{
    struct answer a = server_get(
        &s, office, "/api/v1/statistics/targets?org_code=HB&indicator=admissions&%s", period);
    ck_status(a, 200);
    ck_assert_msg(answer_int(&a, "value") == json_integer_value(json_object_get(expected, "value")),
                  "%s: %s", name, a.body);
    ck_assert_msg(strcmp(answer_text(&a, "percent"),
                         json_string_value(json_object_get(expected, "percent"))) == 0,
                  "%s: %s", name, a.body);
    answer_free(&a);
}

static void check_levels(json_t *expected)
{
    struct answer a =
        server_get(&s, office,
                   "/api/v1/statistics/admissions?org_code=HB&from=2022-01-01&to=2022-12-31"
                   "&by=professional_level");
    ck_status(a, 200);
    ck_assert_int_eq(answer_int(&a, "total"),
                     json_integer_value(json_object_get(expected, "total")));
    size_t i;
    json_t *row;
    json_array_foreach (answer_at(&a, "rows"), i, row) {
        const char *level = json_string_value(json_object_get(row, "professional_level"));
        json_t *pair = level ? json_object_get(expected, level) : NULL;
        ck_assert_msg(pair != NULL, "a level that nobody published: %s", level ? level : "null");
        ck_assert_int_eq(json_integer_value(json_object_get(row, "count")),
                         json_integer_value(json_array_get(pair, 0)));
        ck_assert_str_eq(json_string_value(json_object_get(row, "percent")),
                         json_string_value(json_array_get(pair, 1)));
    }
    ck_assert_uint_eq(i + 1, json_object_size(expected)); /* every level, and the total */
    answer_free(&a);
}

/* One published figure; an unknown one fails, so that none is passed over in silence. */
static void check_figure(const char *name, json_t *expected)
{
    char children[128];
    snprintf(children, sizeof children,
             "/api/v1/organizations/%lld/children?as_of=" DAY "&count=exact",
             (long long)server_org(&s, "HB"));
    int64_t got;
    if (strcmp(name, "source") == 0 || strcmp(name, "as_of") == 0)
        return;
    if (strcmp(name, "admitted_districts_2016_2022") == 0) {
        check_target(name, expected, "under_kind=district_party&from=2016-01-01&to=2022-12-31");
        return;
    }
    if (strcmp(name, "admitted_districts_2021") == 0) {
        check_target(name, expected, "under_kind=district_party&from=2021-01-01&to=2021-12-31");
        return;
    }
    if (strcmp(name, "admitted_districts_2022") == 0) {
        check_target(name, expected, "under_kind=district_party&from=2022-01-01&to=2022-12-31");
        return;
    }
    if (strcmp(name, "admitted_province_h1_2023") == 0) {
        check_target(name, expected, "from=2023-01-01&to=2023-06-30");
        return;
    }
    if (strcmp(name, "admitted_province_2022_by_professional_level") == 0) {
        check_levels(expected);
        return;
    }
    if (strcmp(name, "children_of_province") == 0)
        got = total_of(children);
    else if (strcmp(name, "tccsd") == 0)
        got = organizations_of("base_party") + organizations_of("base_cell");
    else if (strcmp(name, "members") == 0)
        got = members_of(NULL);
    else if (strcmp(name, "official") == 0 || strcmp(name, "probationary") == 0)
        got = members_of(name);
    else
        got = organizations_of(name);
    ck_assert_msg(got == json_integer_value(expected), "%s: %lld instead of %lld", name,
                  (long long)got, (long long)json_integer_value(expected));
}

START_TEST(published_figures_come_out_of_the_published_rows)
{
    static const struct {
        const char *kind, *file;
    } files[] = {{"organizations", "organizations.csv"},
                 {"members", "members.csv.gz"},
                 {"targets", "targets.csv"},
                 {"discipline", "discipline.csv"}};
    if (!present) {
        printf("%s is absent: the published figures are not checked, a generated province is\n",
               folder);
        return;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf text = read_all(files[i].file);
        struct counts first = upload(files[i].kind, text.p, text.len);
        ck_assert_int_eq(first.refused, 0);
        ck_assert_int_gt(first.rows, 0);
        ck_assert_int_eq(first.added + first.updated, first.rows); /* the root was there already */
        struct counts again = upload(files[i].kind, text.p, text.len);
        ck_assert_msg(again.rows == first.rows && again.added == 0 && again.updated == 0,
                      "%s again: %lld added, %lld updated", files[i].file, (long long)again.added,
                      (long long)again.updated);
        buf_free(&text);
    }
    struct buf text = read_all("expected.json");
    json_t *expected = json_loads(text.p, 0, NULL), *value;
    const char *name;
    ck_assert_ptr_nonnull(expected);
    json_object_foreach (expected, name, value)
        check_figure(name, value);
    json_decref(expected);
    buf_free(&text);
    /* the data's README: so many were admitted before 2022 and are on probation at its end */
    ck_assert_int_eq(
        total_of("/api/v1/members?status=probationary&admitted_on_to=2021-12-31&as_of=" DAY
                 "&count=exact&limit=1"),
        399);
}
END_TEST

/* ---- the small province: 3 districts, 4 cells each, people by arithmetic */

START_TEST(figures_of_a_generated_province_are_those_counted_while_writing_it)
{
    struct buf orgs = {0}, people = {0};
    int64_t official = 0, probationary = 0, admitted = 0, bachelors = 0, n = 0;
    buf_str(
        &orgs,
        "code,name,kind,category,parent_code,established_on,dissolved_on\nHB,Tỉnh,province_party,locality,,1990-01-01,\n");
    buf_str(
        &people,
        "full_name,gender,born_on,record_number,cell_code,admitted_on,official_on,professional_level,left_on,left_reason\n");
    for (int d = 1; d <= 3; d++) {
        buf_printf(
            &orgs,
            "HB.%d,Huyện %d,district_party,locality,HB,1990-01-01,\nHB.%d.B,Xã %d,base_party,commune,HB.%d,1991-01-01,\n",
            d, d, d, d, d);
        for (int c = 1; c <= 4; c++) {
            buf_printf(&orgs, "HB.%d.B.%d,Thôn %d,cell,village,HB.%d.B,1992-01-01,\n", d, c, c, d);
            for (int i = 0; i < 9; i++, n++) {
                bool fresh = i >= 7, left = i == 3;
                buf_printf(&people,
                           "Nguyễn Văn %c,male,1980-02-03,%06lldHB,HB.%d.B.%d,%s,%s,%s,%s,%s\n",
                           'A' + i, (long long)n + 1, d, c, fresh ? "2022-05-19" : "2010-05-19",
                           fresh ? "" : "2011-05-19", i % 2 ? "bachelor" : "none",
                           left ? "2020-01-01" : "", left ? "death" : "");
                official += !fresh && !left;
                probationary += fresh;
                admitted += fresh;
                bachelors += fresh && i % 2;
            }
        }
    }
    ck_assert_int_eq(upload("organizations", buf_text(&orgs), orgs.len).refused, 0);
    ck_assert_int_eq(upload("members", buf_text(&people), people.len).added, n);
    struct counts again = upload("members", people.p, people.len);
    ck_assert_int_eq(again.added + again.updated, 0);
    static const char targets[] =
        "org_code,indicator,from,to,value,scope\nHB,admissions,2022-01-01,2022-12-31,32,district_party\n";
    upload("targets", targets, sizeof targets - 1);
    ck_assert_int_eq(members_of("official"), official);
    ck_assert_int_eq(members_of("probationary"), probationary);
    ck_assert_int_eq(members_of(NULL), official + probationary);
    ck_assert_int_eq(organizations_of("cell"), 12);
    ck_assert_int_eq(organizations_of("base_party"), 3);
    json_t *target = json_pack("{s:I,s:s}", "value", (json_int_t)admitted, "percent", "75.00");
    check_target("generated", target, "under_kind=district_party&from=2022-01-01&to=2022-12-31");
    json_t *levels =
        json_pack("{s:[I,s],s:[I,s],s:I}", "bachelor", (json_int_t)bachelors, "50.00", "none",
                  (json_int_t)(admitted - bachelors), "50.00", "total", (json_int_t)admitted);
    check_levels(levels);
    json_decref(target);
    json_decref(levels);
    buf_free(&orgs);
    buf_free(&people);
}
END_TEST

HARNESS_MAIN("hoa_binh", 500, start, stop, published_figures_come_out_of_the_published_rows,
             figures_of_a_generated_province_are_those_counted_while_writing_it)
