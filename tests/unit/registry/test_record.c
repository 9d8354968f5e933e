/* Bodies and cells against a dictionary: presence, types, limits, each fault at its pointer. */
#include "base/crypto.h"
#include "base/text.h"
#include "registry/record.h"
#include "unit/unit.h"

#include <string.h>

static const struct code colours[] = {{"red", "Đỏ", "Red", "đỏ tươi|son"},
                                      {"green", "Xanh", "Green", NULL}};
static const struct code_set codes_colour = {"colour", colours, 2};

#define BOTH F_CREATE | F_PATCH | F_IMPORT
static const struct field fields[] = {
    {.name = "id", .sql = "x.id", .type = FIELD_ID, .flags = F_COMPUTED, .vi = "Mã", .en = "Id"},
    {.name = "name",
     .sql = "x.name",
     .type = FIELD_TEXT,
     .min = 2,
     .max = 5,
     .flags = BOTH | F_REQUIRED,
     .vi = "Tên",
     .en = "Name"},
    {.name = "colour",
     .sql = "x.colour",
     .type = FIELD_CODE,
     .codes = &codes_colour,
     .flags = BOTH,
     .vi = "Màu",
     .en = "Colour"},
    {.name = "on", .sql = "x.on", .type = FIELD_DATE, .flags = BOTH, .vi = "Ngày", .en = "Day"},
    {.name = "since",
     .sql = "x.since",
     .type = FIELD_PARTIAL_DATE,
     .flags = BOTH,
     .vi = "Từ",
     .en = "Since"},
    {.name = "count",
     .sql = "x.count",
     .type = FIELD_INT,
     .min = 0,
     .max = 10,
     .flags = BOTH,
     .vi = "Số",
     .en = "Count"},
    {.name = "open", .sql = "x.open", .type = FIELD_BOOL, .flags = BOTH, .vi = "Mở", .en = "Open"},
    {.name = "number",
     .sql = "x.number",
     .type = FIELD_DIGITS,
     .max = 4,
     .flags = BOTH,
     .vi = "Số thẻ",
     .en = "Number"},
    {.name = "once",
     .sql = "x.once",
     .type = FIELD_TEXT,
     .max = 9,
     .flags = F_CREATE,
     .vi = "Một lần",
     .en = "Once"},
    {.name = "secret",
     .type = FIELD_TEXT,
     .max = 9,
     .flags = BOTH | F_SECRET,
     .vi = "Kín",
     .en = "Secret"},
};
static const struct dict dict = {.resource = "things",
                                 .schema = "Thing",
                                 .vi = "Vật",
                                 .en = "Thing",
                                 .fields = fields,
                                 .n = sizeof fields / sizeof *fields};

static struct arena *a;
static struct work w;
static struct record r;

static enum err parse(enum record_mode mode, const char *body)
{
    static const char *const extra[] = {"reason", NULL};
    json_t *json = json_loads(body, 0, NULL);
    ck_assert_msg(json != NULL, "%s", body);
    ck_assert(text_init());
    if (a != NULL)
        arena_free(a);
    a = arena_new();
    arena_defer(a, (void (*)(void *))json_decref, json);
    w = (struct work){.arena = a, .today = "2026-11-24"};
    faults_init(&w.faults, a, LANG_EN);
    return record_parse(&w, &dict, json, mode, extra, &r);
}

static void blamed(const char *body, const char *pointer, const char *code)
{
    ck_assert_msg(parse(RECORD_CREATE, body) == ERR_BAD_BODY, "%s passed", body);
    for (const struct fault *f = w.faults.first; f != NULL; f = f->next)
        if (strcmp(f->pointer, pointer) == 0 && strcmp(f->code, code) == 0)
            return;
    ck_abort_msg("%s: first fault %s %s", body, w.faults.first->pointer, w.faults.first->code);
}

START_TEST(a_whole_body_is_taken_with_its_presence)
{
    ck_assert_int_eq(
        parse(
            RECORD_CREATE,
            "{\"name\":\" L\u00f2 \",\"colour\":\"red\",\"on\":\"2030-01-01\",\"since\":\"1990-05\","
            "\"count\":10,\"open\":false,\"number\":\"0042\",\"reason\":\"x\",\"once\":null}"),
        OK);
    ck_assert_str_eq(record_text(&r, "name"), "Lò");
    ck_assert_int_eq(record_int(&r, "count"), 10);
    ck_assert(record_has(&r, "open") && record_int(&r, "open") == 0);
    ck_assert(record_has(&r, "once") && record_text(&r, "once") == NULL);
    ck_assert(!record_has(&r, "secret") && !record_has(&r, "nothing"));
    ck_assert_str_eq(
        record_fields(a, &r),
        "[\"name\",\"colour\",\"on\",\"since\",\"count\",\"open\",\"number\",\"once\"]");
}
END_TEST

START_TEST(each_fault_stands_at_its_pointer)
{
    blamed("{}", "/name", "required");
    blamed("{\"name\":null}", "/name", "required");
    blamed("{\"name\":\"\"}", "/name", "required");
    blamed("{\"name\":7}", "/name", "type");
    blamed("{\"name\":\"a\"}", "/name", "too_short");
    blamed("{\"name\":\"abcdef\"}", "/name", "too_long");
    blamed("{\"name\":\"a\\u0007b\"}", "/name", "control");
    blamed("{\"name\":\"a\\u202eb\"}", "/name", "bidi");
    blamed("{\"name\":\"ab\",\"colour\":\"blue\"}", "/colour", "code");
    blamed("{\"name\":\"ab\",\"on\":\"2026-02-30\"}", "/on", "format");
    blamed("{\"name\":\"ab\",\"on\":\"2026-02\"}", "/on", "format");
    blamed("{\"name\":\"ab\",\"since\":\"2027\"}", "/since", "future");
    blamed("{\"name\":\"ab\",\"count\":11}", "/count", "range");
    blamed("{\"name\":\"ab\",\"count\":1.5}", "/count", "type");
    blamed("{\"name\":\"ab\",\"count\":\"1\"}", "/count", "type");
    blamed("{\"name\":\"ab\",\"open\":1}", "/open", "type");
    blamed("{\"name\":\"ab\",\"number\":\"123\"}", "/number", "format");
    blamed("{\"name\":\"ab\",\"number\":\"12a4\"}", "/number", "format");
    blamed("{\"name\":\"ab\",\"id\":5}", "/id", "read_only");
    blamed("{\"name\":\"ab\",\"a/b~c\":1}", "/a~1b~0c", "unknown");
}
END_TEST

START_TEST(all_faults_are_told_at_once)
{
    ck_assert_int_eq(parse(RECORD_CREATE, "{\"colour\":1,\"on\":2,\"count\":-1,\"zzz\":0}"),
                     ERR_BAD_BODY);
    ck_assert_int_eq(w.faults.count, 5);
}
END_TEST

START_TEST(a_patch_needs_nothing_and_may_not_touch_what_is_set_once)
{
    ck_assert_int_eq(parse(RECORD_PATCH, "{}"), OK);
    ck_assert_int_eq(parse(RECORD_PATCH, "{\"colour\":null}"), OK);
    ck_assert(record_has(&r, "colour") && record_text(&r, "colour") == NULL);
    ck_assert_int_eq(parse(RECORD_PATCH, "{\"once\":\"x\"}"), ERR_BAD_BODY);
    ck_assert_int_eq(parse(RECORD_PATCH, "{\"name\":null}"), ERR_BAD_BODY);
}
END_TEST

START_TEST(a_secret_is_never_written_to_the_journal)
{
    ck_assert_int_eq(parse(RECORD_PATCH, "{\"secret\":\"abc\",\"count\":1}"), OK);
    ck_assert_str_eq(record_json(a, &r), "{\"count\":1}");
}
END_TEST

START_TEST(a_cell_of_a_file_is_read_as_people_write_it)
{
    static const struct {
        int field;
        const char *text, *value;
    } cases[] = {
        {2, "Đỏ", "red"},          {2, "do tuoi", "red"},
        {2, "XANH", "green"},      {3, "03/02/1930", "1930-02-03"},
        {4, "02/1930", "1930-02"}, {7, "00 42", "0042"},
        {7, "'0042", "0042"},      {1, "  Lò  ", "Lò"},
    };
    parse(RECORD_PATCH, "{}");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value v;
        ck_assert_msg(record_value_from_text(&w, &fields[cases[i].field], cases[i].text, "x", &v),
                      "%s", cases[i].text);
        ck_assert_str_eq(v.text, cases[i].value);
    }
    struct value v;
    ck_assert(record_value_from_text(&w, &fields[6], "Có", "x", &v) && v.i == 1);
    ck_assert(record_value_from_text(&w, &fields[6], "không", "x", &v) && v.i == 0);
    ck_assert(record_value_from_text(&w, &fields[5], "1 0", "x", &v) && v.i == 10);
    ck_assert(record_value_from_text(&w, &fields[5], "", "x", &v) && v.null);
    ck_assert(!record_value_from_text(&w, &fields[5], "12", "x", &v));
    ck_assert(!record_value_from_text(&w, &fields[5], "99999999999999999999", "x", &v));
    ck_assert(!record_value_from_text(&w, &fields[2], "tím", "x", &v));
    ck_assert(!record_value_from_text(&w, &fields[3], "31/02/1930", "x", &v));
}
END_TEST

UNIT_MAIN("record", a_whole_body_is_taken_with_its_presence, each_fault_stands_at_its_pointer,
          all_faults_are_told_at_once, a_patch_needs_nothing_and_may_not_touch_what_is_set_once,
          a_secret_is_never_written_to_the_journal, a_cell_of_a_file_is_read_as_people_write_it)
