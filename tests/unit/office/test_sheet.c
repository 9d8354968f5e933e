/* Sheets as rows of text: what cells show, and what is no honest file. */
#include "base/date.h"
#include "office/formats.h"
#include "office/sheet.h"
#include "unit/office/book.h"
#include "unit/unit.h"

#include <stdio.h>
#include <xlsxwriter.h>

struct sheet {
    struct arena *arena;
    struct sheet_info info;
    struct sheet_fault fault;
    struct rows *rows;
    int fd;
};

static void sheet(struct sheet *s, int fd, const char *wanted)
{
    s->arena = arena_new();
    s->fd = fd;
    s->rows = sheet_open(fd, wanted, s->arena, &s->info, &s->fault);
}

static void done(struct sheet *s)
{
    rows_close(s->rows);
    arena_free(s->arena);
    close(s->fd);
}

/* The next row as "a|b|c". */
static const char *row(struct sheet *s)
{
    static char text[4096];
    const char *const *f;
    const size_t *l;
    size_t n;
    enum csv_result got = s->rows->next(s->rows, &f, &l, &n);
    if (got != CSV_ROW)
        return got == CSV_END ? "END" : "BAD";
    text[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        ck_assert_uint_eq(strlen(f[i]), l[i]);
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? "|" : "", f[i]);
    }
    return text;
}

static void refused(int fd, const char *code)
{
    struct sheet s;
    sheet(&s, fd, NULL);
    ck_assert_msg(s.rows == NULL && strcmp(s.fault.code, code) == 0, "%s instead of %s",
                  s.rows ? "accepted" : s.fault.code, code);
    done(&s);
}

START_TEST(cells_come_as_they_show)
{
    char path[64];
    book_name(path);
    lxw_workbook *b = workbook_new(path);
    lxw_worksheet *w = workbook_add_worksheet(b, "Danh sách");
    lxw_format *day = workbook_add_format(b), *zeros = workbook_add_format(b);
    format_set_num_format(day, "dd/mm/yyyy");
    format_set_num_format(zeros, "000000000000");
    worksheet_write_string(w, 0, 0, "Họ và tên", NULL);
    worksheet_write_string(w, 0, 3, "cách ba cột", NULL);
    worksheet_write_number(w, 2, 0, 42137, day); /* 2015-05-13 */
    worksheet_write_number(w, 2, 1, 17085000001, zeros);
    worksheet_write_number(w, 2, 2, 1975, NULL);
    worksheet_write_number(w, 2, 3, 0.5, NULL);
    worksheet_write_boolean(w, 2, 4, 1, NULL);
    worksheet_write_formula_num(w, 2, 5, "=1+1", NULL, 2);
    worksheet_write_blank(w, 3, 0, day);
    worksheet_write_string(w, 4, 1, "cuối", NULL);
    ck_assert_int_eq(workbook_close(b), LXW_NO_ERROR);
    struct sheet s;
    sheet(&s, book_fd(path), NULL);
    ck_assert_ptr_nonnull(s.rows);
    ck_assert_str_eq(s.info.format, "xlsx");
    ck_assert_str_eq(s.info.sheet, "Danh sách");
    ck_assert_str_eq(row(&s), "Họ và tên|||cách ba cột");
    ck_assert_int_eq(s.rows->line(s.rows), 1);
    ck_assert_str_eq(row(&s), "2015-05-13|017085000001|1975|0.5|true|2");
    ck_assert_int_eq(s.rows->line(s.rows), 3);
    ck_assert_str_eq(row(&s), "|cuối"); /* rows without text are passed over */
    ck_assert_int_eq(s.rows->line(s.rows), 5);
    ck_assert_str_eq(row(&s), "END");
    done(&s);
}
END_TEST

START_TEST(a_sheet_is_chosen_by_name_and_hidden_ones_are_passed_over)
{
    char path[64];
    book_name(path);
    lxw_workbook *b = workbook_new(path);
    lxw_worksheet *hidden = workbook_add_worksheet(b, "Danh mục");
    lxw_worksheet *first = workbook_add_worksheet(b, "Đảng viên");
    lxw_worksheet *second = workbook_add_worksheet(b, "Tổ chức");
    worksheet_activate(first);
    worksheet_set_first_sheet(first);
    worksheet_hide(hidden);
    worksheet_write_string(hidden, 0, 0, "ẩn", NULL);
    worksheet_write_string(first, 0, 0, "một", NULL);
    worksheet_write_string(second, 0, 0, "hai", NULL);
    ck_assert_int_eq(workbook_close(b), LXW_NO_ERROR);
    int fd = book_fd(path);
    struct sheet s;
    sheet(&s, dup(fd), NULL);
    ck_assert_int_eq(s.info.n_sheets, 2);
    ck_assert_str_eq(row(&s), "một");
    done(&s);
    sheet(&s, dup(fd), "Tổ chức");
    ck_assert_str_eq(row(&s), "hai");
    done(&s);
    sheet(&s, fd, "Không có");
    ck_assert_ptr_null(s.rows);
    ck_assert_str_eq(s.fault.code, "sheet");
    done(&s);
}
END_TEST

#define RELS                                                                                          \
    {                                                                                                 \
        "_rels/.rels",                                                                                \
            "<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='xl/workbook.xml'/>" \
            "</Relationships>",                                                                       \
            0                                                                                         \
    }
#define BOOK                                                                                       \
    {                                                                                              \
        "xl/workbook.xml",                                                                         \
            "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='r1'/></sheets></workbook>", 0     \
    }
#define BOOK_RELS                                                                                  \
    {                                                                                              \
        "xl/_rels/workbook.xml.rels",                                                              \
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='sheet1.xml'/>"        \
            "</Relationships>",                                                                    \
            0                                                                                      \
    }

static int one_sheet(const char *xml)
{
    const struct book_part parts[] = {RELS, BOOK, BOOK_RELS, {"xl/sheet1.xml", xml, 0}};
    return book_zip(parts, 4);
}

START_TEST(more_columns_than_any_list_has_are_refused_row_by_row)
{
    struct sheet s;
    sheet(&s,
          one_sheet("<worksheet><sheetData>"
                    "<row r='1'><c r='A1' t='inlineStr'><is><t>x</t></is></c></row>"
                    "<row r='2'><c r='XFD2'><v>1</v></c></row>"
                    "<row r='3'><c r='ZZZZZZZZ3'><v>1</v></c></row>"
                    "<row r='4'><c r='B4'><v>1</v></c><c r='A4'><v>2</v></c></row>"
                    "<row r='5'><c><v>7</v></c><c><v>8</v></c></row>"
                    "</sheetData></worksheet>"),
          NULL);
    ck_assert_str_eq(row(&s), "x");
    ck_assert_str_eq(row(&s), "BAD");
    ck_assert_str_eq(row(&s), "BAD");
    ck_assert_str_eq(row(&s), "BAD"); /* columns out of order are no honest file's */
    ck_assert_str_eq(row(&s), "7|8");
    ck_assert_str_eq(row(&s), "END");
    done(&s);
}
END_TEST

START_TEST(bombs_macros_links_and_entities_are_refused)
{
    const struct book_part macro[] = {RELS, {"xl/vbaProject.bin", "x", 0}};
    refused(book_zip(macro, 2), "macros");
    const struct book_part link[] = {RELS, {"xl/externalLinks/externalLink1.xml", "<x/>", 0}};
    refused(book_zip(link, 2), "external");
    const struct book_part outside[] = {
        {"_rels/.rels",
         "<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='xl/workbook.xml'/>"
         "<Relationship Id='r2' Type='x/oleObject' Target='file:///etc/passwd' "
         "TargetMode='External'/></Relationships>",
         0},
        BOOK};
    refused(book_zip(outside, 2), "external");
    size_t n = 64u << 20;
    char *zeros = calloc(1, n);
    const struct book_part bomb[] = {RELS, {"xl/sheet1.xml", zeros, n}};
    refused(book_zip(bomb, 2), "too_large");
    free(zeros);
    const struct book_part entities[] = {
        RELS,
        {"xl/workbook.xml",
         "<!DOCTYPE w [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><workbook>&b;</workbook>",
         0}};
    refused(book_zip(entities, 2), "broken");
    const struct book_part nothing[] = {{"mimetype", "x", 0}};
    refused(book_zip(nothing, 1), "broken");
}
END_TEST

static int file_of(const char *bytes, size_t n)
{
    char path[64];
    book_name(path);
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
    ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
    unlink(path);
    return fd;
}

START_TEST(a_file_is_told_by_its_content)
{
    refused(file_of("PK\3\4 no zip at all", 19), "not_a_package");
    refused(file_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut short", 18), "broken");
    refused(file_of("<html><table><tr><td>Họ tên</td></tr></table></html>", 50), "web_page");
    struct sheet s;
    sheet(&s, file_of("a;b\n1;2\n", 8), NULL);
    ck_assert_str_eq(s.info.format, "csv");
    ck_assert_str_eq(row(&s), "a|b");
    ck_assert_str_eq(row(&s), "1|2");
    done(&s);
}
END_TEST

START_TEST(a_sheet_cut_off_in_the_middle_is_told)
{
    struct sheet s;
    sheet(&s, one_sheet("<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2"), NULL);
    ck_assert_str_eq(row(&s), "1");
    ck_assert_str_eq(row(&s), "BAD");
    done(&s);
}
END_TEST

START_TEST(serial_days_are_the_days_of_the_calendar)
{
    struct number_format day = number_format(14, NULL);
    char text[32];
    static const struct {
        double serial;
        bool since_1904;
        const char *shown;
    } known[] = {{1, false, "1900-01-01"},        {59, false, "1900-02-28"},
                 {61, false, "1900-03-01"},       {25569, false, "1970-01-01"},
                 {45657.75, false, "2024-12-31"}, {36584, false, "2000-02-28"},
                 {36585, false, "2000-02-29"},    {24107, true, "1970-01-01"},
                 {2958465, false, "9999-12-31"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        number_text(known[i].serial, day, known[i].since_1904, text);
        ck_assert_str_eq(text, known[i].shown);
    }
    uint64_t seed = 4;
    for (int i = 0; i < 20000; i++) { /* every serial is a real day, the next one a later one */
        char later[32];
        double serial = 61 + random_below(&seed, 73000);
        number_text(serial, day, false, text);
        number_text(serial + 1, day, false, later);
        ck_assert_int_eq(date_check(text), PRECISION_DAY);
        ck_assert_int_lt(strcmp(text, later), 0);
    }
}
END_TEST

START_TEST(formats_of_days_are_told_from_others)
{
    ck_assert_int_eq(number_format(0, "dd/mm/yyyy").kind, NUMBER_DATE);
    ck_assert_int_eq(number_format(0, "[$-42A]d\" tháng \"m").kind, NUMBER_DATE);
    ck_assert_int_eq(number_format(0, "#,##0 \"đồng y\"").kind, NUMBER_PLAIN);
    ck_assert_int_eq(number_format(0, "[Red]0.00").kind, NUMBER_PLAIN);
    ck_assert_int_eq(number_format(0, "000000000000").zeros, 12);
    ck_assert_int_eq(number_format(2, NULL).kind, NUMBER_PLAIN);
    ck_assert_int_eq(number_format(0, "[").kind, NUMBER_PLAIN);
    ck_assert_int_eq(number_format(0, "\\").kind, NUMBER_PLAIN);
}
END_TEST

UNIT_MAIN("sheet", cells_come_as_they_show,
          a_sheet_is_chosen_by_name_and_hidden_ones_are_passed_over,
          more_columns_than_any_list_has_are_refused_row_by_row,
          bombs_macros_links_and_entities_are_refused, a_file_is_told_by_its_content,
          a_sheet_cut_off_in_the_middle_is_told, serial_days_are_the_days_of_the_calendar,
          formats_of_days_are_told_from_others)
