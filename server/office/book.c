/* One table, one sheet. Rows go to the disk as they come. */
#include "office/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define COLUMNS_MAX 256
#define TEXT_MAX 32767 /* characters of a cell; our bytes are never fewer */

struct book {
    struct table table;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *text, *lines, *day, *number;
    enum cell_kind kinds[COLUMNS_MAX];
    lxw_row_t row;
    lxw_col_t column, columns;
    bool failed;
};

static void column(struct table *t, const char *name, const char *title, enum cell_kind kind)
{
    static const double widths[] = {22, 40, 11, 12};
    struct book *b = (struct book *)t;
    (void)name;
    if (b->columns == COLUMNS_MAX)
        return;
    double width = widths[kind];
    size_t n = strlen(title); /* bytes: Vietnamese has about three for two letters */
    if ((double)n * 0.45 > width)
        width = (double)n * 0.45;
    b->kinds[b->columns] = kind;
    worksheet_set_column(b->sheet, b->columns, b->columns, width, NULL);
    b->failed |= worksheet_write_string(b->sheet, 0, b->columns, title, b->head) != LXW_NO_ERROR;
    b->columns++;
    b->row = 1;
}

static bool write_day(struct book *b, const char *text)
{
    int y, m, d;
    if (strlen(text) != 10 || sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3)
        return false;
    /* what Excel cannot count (it begins with 1900 and errs in its first two months) stays text */
    if (y < 1901 || y > 9998)
        return false;
    lxw_datetime when = {.year = y, .month = m, .day = d};
    return worksheet_write_datetime(b->sheet, b->row, b->column, &when, b->day) == LXW_NO_ERROR;
}

/* 1975-05-01 → 01/05/1975, 1975-05 → 05/1975 */
static void write_day_text(struct book *b, const char *text)
{
    char out[16];
    size_t n = strlen(text);
    if (n == 10)
        snprintf(out, sizeof out, "%.2s/%.2s/%.4s", text + 8, text + 5, text);
    else if (n == 7)
        snprintf(out, sizeof out, "%.2s/%.4s", text + 5, text);
    else
        snprintf(out, sizeof out, "%.15s", text);
    b->failed |= worksheet_write_string(b->sheet, b->row, b->column, out, b->text) != LXW_NO_ERROR;
}

static void write_text(struct book *b, const char *text, lxw_format *format)
{
    char cut[TEXT_MAX + 1];
    if (strlen(text) > TEXT_MAX) {
        memcpy(cut, text, TEXT_MAX);
        size_t n = TEXT_MAX;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
        cut[n] = '\0';
        text = cut;
    }
    b->failed |= worksheet_write_string(b->sheet, b->row, b->column, text, format) != LXW_NO_ERROR;
}

static void cell(struct table *t, enum cell_kind kind, const char *text)
{
    struct book *b = (struct book *)t;
    if (text != NULL && *text != '\0' && b->column < b->columns) {
        char *end;
        double value = kind == CELL_NUMBER ? strtod(text, &end) : 0;
        if (kind == CELL_NUMBER && *end == '\0')
            b->failed |= worksheet_write_number(b->sheet, b->row, b->column, value, b->number) !=
                         LXW_NO_ERROR;
        else if (kind == CELL_DATE && !write_day(b, text))
            write_day_text(b, text);
        else if (kind != CELL_DATE)
            write_text(b, text, kind == CELL_LINES ? b->lines : b->text);
    }
    b->column++;
}

static void end_row(struct table *t)
{
    struct book *b = (struct book *)t;
    b->row++;
    b->column = 0;
}

static bool finish(struct table *t)
{
    struct book *b = (struct book *)t;
    if (b->columns > 0) {
        worksheet_freeze_panes(b->sheet, 1, 0);
        worksheet_autofilter(b->sheet, 0, 0, b->row > 1 ? b->row - 1 : 1,
                             (lxw_col_t)(b->columns - 1));
        worksheet_repeat_rows(b->sheet, 0, 0);
    }
    bool closed = workbook_close(b->book) == LXW_NO_ERROR;
    return closed && !b->failed;
}

static void dress(struct book *b, const struct book_look *look)
{
    b->head = workbook_add_format(b->book);
    format_set_bold(b->head);
    format_set_text_wrap(b->head);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(b->head, 0xF1EFEC);
    format_set_border(b->head, LXW_BORDER_THIN);
    b->text = workbook_add_format(b->book);
    format_set_num_format(b->text, "@"); /* numbers that are names keep their zeros when edited */
    format_set_align(b->text, LXW_ALIGN_VERTICAL_TOP);
    b->lines = workbook_add_format(b->book);
    format_set_text_wrap(b->lines);
    format_set_align(b->lines, LXW_ALIGN_VERTICAL_TOP);
    b->day = workbook_add_format(b->book);
    format_set_num_format(b->day, "dd/mm/yyyy");
    format_set_align(b->day, LXW_ALIGN_VERTICAL_TOP);
    b->number = workbook_add_format(b->book);
    format_set_align(b->number, LXW_ALIGN_VERTICAL_TOP);
    lxw_doc_properties about = {.title = (char *)look->title,
                                .author = (char *)look->author,
                                .category = (char *)look->label};
    workbook_set_properties(b->book, &about);
    char line[256];
    snprintf(line, sizeof line, "&L&\"Times New Roman,Bold\"&12%.120s%s%.60s", look->title,
             look->label ? "&R&\"Times New Roman,Bold\"&12" : "", look->label ? look->label : "");
    worksheet_set_header(b->sheet, line);
    worksheet_set_footer(b->sheet, "&C&P/&N");
    worksheet_set_paper(b->sheet, look->a3 ? 8 : 9);
    if (look->landscape)
        worksheet_set_landscape(b->sheet);
    worksheet_fit_to_pages(b->sheet, 1, 0);
    worksheet_set_margins(b->sheet, 0.6, 0.6, 0.8, 0.8);
}

/* Excel takes 31 characters and none of []:*?/\ in a name. */
static void sheet_name(const char *text, char out[static 128])
{
    size_t at = 0;
    for (int chars = 0; *text != '\0' && at < 120; text++) {
        if (((unsigned char)*text & 0xC0) != 0x80 && ++chars > 31)
            break;
        out[at++] = strchr("[]:*?/\\'", *text) != NULL ? ' ' : *text;
    }
    out[at] = '\0';
}

struct table *book_open(const char *path, const char *dir, const struct book_look *look)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)dir};
    struct book *b = calloc(1, sizeof *b);
    char name[128];
    if (b == NULL)
        abort();
    b->table = (struct table){column, cell, end_row, finish, true, false};
    b->book = workbook_new_opt(path, &options);
    sheet_name(look->sheet, name);
    b->sheet = workbook_add_worksheet(b->book, name);
    if (b->sheet == NULL)
        abort();
    dress(b, look);
    return &b->table;
}
