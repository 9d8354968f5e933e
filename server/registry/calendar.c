/* Reading the calendar, and its dictionary. */
#include "registry/calendar.h"
#include "base/date.h"
#include "registry/codes.h"
#include "registry/dict_list.h"

#include <string.h>

static int64_t *longer(struct arena *a, const int64_t *days, size_t n)
{
    int64_t *out = arena_alloc(a, 2 * (n + 32) * sizeof *out);
    if (n > 0)
        memcpy(out, days, n * sizeof *days);
    return out;
}

void calendar_load(struct work *w, struct work_calendar *out)
{
    int64_t *days[2] = {NULL, NULL};
    size_t n[2] = {0, 0}, room[2] = {0, 0};
    stmt *s = conn_stmt(w->conn, SQL_calendar_days);
    while (stmt_row(s, NULL)) {
        int k = strcmp(stmt_text(s, 1), "worked") == 0;
        if (n[k] == room[k]) {
            days[k] = longer(w->arena, days[k], n[k]);
            room[k] = 2 * (n[k] + 32);
        }
        days[k][n[k]++] = date_days(stmt_text(s, 0));
    }
    *out =
        (struct work_calendar){.off = days[0], .n_off = n[0], .worked = days[1], .n_worked = n[1]};
}

#define ROW F_CREATE | F_PATCH | F_LIST

/* one line a field, however long */
/* clang-format off */
static const struct field fields[] = {
    DICT_OWN("t"),
    {.name = "day", .sql = "t.day", .type = FIELD_DATE, .flags = ROW | F_REQUIRED | F_FILTER | F_SORT, .vi = "Ngày", .en = "Day"},
    {.name = "kind", .sql = "t.kind", .type = FIELD_CODE, .codes = &codes_calendar_kind, .flags = ROW | F_REQUIRED | F_FILTER, .vi = "Loại ngày", .en = "Kind", .hint_vi = "ngày nghỉ, hoặc ngày cuối tuần làm bù", .hint_en = "a day off, or a weekend day worked instead"},
    {.name = "name", .sql = "t.name", .type = FIELD_TEXT, .min = 1, .max = 100, .flags = ROW | F_REQUIRED, .vi = "Tên ngày", .en = "Name"},
    {.name = "citation", .sql = "t.citation", .type = FIELD_TEXT, .min = 1, .max = 300, .flags = ROW | F_REQUIRED, .vi = "Căn cứ", .en = "Citation"},
    {.name = "confirmed", .sql = "t.confirmed", .type = FIELD_BOOL, .flags = ROW | F_FILTER, .vi = "Đã xác nhận", .en = "Confirmed"},
};
/* clang-format on */

const struct dict dict_calendar = {.resource = "calendar",
                                   .schema = "CalendarDay",
                                   .vi = "Lịch nghỉ lễ và làm bù",
                                   .en = "Holidays and swapped working days",
                                   .path = "/api/v1/calendar",
                                   .table = "calendar_day",
                                   .default_sort = "-day",
                                   .fields = fields,
                                   .n = sizeof fields / sizeof *fields};
