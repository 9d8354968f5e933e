/* Which kind of file it is, told by its first bytes and never by its name. */
#include "office/sheet.h"
#include "office/xls_rows.h"
#include "office/xlsx_book.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

static struct sheet_fault of_package(enum package_fault f)
{
    return (struct sheet_fault){package_fault_code(f), package_fault_vi(f), package_fault_en(f)};
}

static int choose(struct xlsx_book *b, const char *wanted)
{
    for (int i = 0; i < b->n_sheets; i++)
        if (wanted != NULL ? strcmp(b->sheets[i].name, wanted) == 0 : !b->sheets[i].hidden)
            return i;
    return -1;
}

static struct rows *open_xlsx(int fd, const char *wanted, struct arena *a, struct sheet_info *info,
                              struct sheet_fault *fault)
{
    enum package_fault f = PACKAGE_OK;
    struct package *p = package_open(fd, &f);
    struct xlsx_book *b = p != NULL ? xlsx_book_open(p, &f) : NULL;
    if (b == NULL) {
        *fault = of_package(f);
        return NULL;
    }
    info->format = "xlsx";
    for (int i = 0; i < b->n_sheets; i++)
        if (!b->sheets[i].hidden)
            info->sheets[info->n_sheets++] = arena_dup(a, b->sheets[i].name);
    int sheet = choose(b, wanted);
    if (sheet < 0) {
        *fault = (struct sheet_fault){"sheet", "không có trang tính này", "no such sheet"};
        xlsx_book_close(b);
        return NULL;
    }
    info->sheet = arena_dup(a, b->sheets[sheet].name);
    f = xlsx_book_load(b);
    if (f != PACKAGE_OK) {
        *fault = of_package(f);
        xlsx_book_close(b);
        return NULL;
    }
    struct rows *rows = xlsx_rows(b, sheet, &f);
    *fault = of_package(f);
    return rows;
}

struct rows *sheet_open(int fd, const char *wanted, struct arena *a, struct sheet_info *info,
                        struct sheet_fault *fault)
{
    unsigned char head[512] = {0};
    ssize_t n = pread(fd, head, sizeof head - 1, 0);
    *info = (struct sheet_info){.format = "csv"};
    *fault = (struct sheet_fault){"broken", package_fault_vi(PACKAGE_BROKEN),
                                  package_fault_en(PACKAGE_BROKEN)};
    if (n >= 4 && memcmp(head, "PK\3\4", 4) == 0)
        return open_xlsx(fd, wanted, a, info, fault);
    if (n >= 8 && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return xls_rows(fd, wanted, a, info, fault);
    const char *text = (const char *)head;
    text += memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text += strspn(text, " \t\r\n");
    if (strncasecmp(text, "<html", 5) == 0 || strncasecmp(text, "<!doc", 5) == 0 ||
        strncasecmp(text, "<?xml", 5) == 0 || strncasecmp(text, "<table", 6) == 0) {
        *fault = (struct sheet_fault){
            "web_page", "tệp là trang web mang tên Excel: hãy mở bằng Excel và lưu thành .xlsx",
            "the file is a web page named as a sheet: open it in Excel and save it as .xlsx"};
        return NULL;
    }
    lseek(fd, 0, SEEK_SET); /* pipes have no place to go back to, and need none */
    int own = dup(fd);
    return own < 0 ? NULL : rows_csv(csv_source_fd(own));
}
