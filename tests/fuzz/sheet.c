/* Files that say they are sheets: raw bytes, and the parts of a package one by one. */
#include "fuzz.h"
#include "office/sheet.h"

#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

static const char rels[] = "<R><Relationship Id='r1' Type='x/officeDocument' Target='b.xml'/></R>";
static const char book[] =
    "<w xmlns:r='r'><sheet name='A' r:id='r1'/><sheet name='B' r:id='r2'/></w>";
static const char book_rels[] = "<R><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/>"
                                "<Relationship Id='r2' Type='x/worksheet' Target='s.xml'/>"
                                "<Relationship Id='r3' Type='x/sharedStrings' Target='t.xml'/>"
                                "<Relationship Id='r4' Type='x/styles' Target='y.xml'/></R>";
static const char sheet[] =
    "<s><row r='1'><c r='A1' t='s'><v>0</v></c><c s='1'><v>42137</v></c></row></s>";
static const char strings[] = "<s><si><t>a</t></si></s>";
static const char styles[] = "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>";

/* The package with one part made of the input. */
static int package_fd(int which, const uint8_t *data, size_t size)
{
    static const struct {
        const char *name, *text;
    } parts[] = {{"_rels/.rels", rels}, {"b.xml", book},    {"_rels/b.xml.rels", book_rels},
                 {"s.xml", sheet},      {"t.xml", strings}, {"y.xml", styles}};
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &e);
    zip_source_keep(out);
    zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, &e);
    REQUIRE(z != NULL);
    for (int i = 0; i < 6; i++) {
        zip_source_t *s = i == which
                              ? zip_source_buffer(z, data, size, 0)
                              : zip_source_buffer(z, parts[i].text, strlen(parts[i].text), 0);
        zip_int64_t at = zip_file_add(z, parts[i].name, s, 0);
        REQUIRE(at >= 0);
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    REQUIRE(zip_close(z) == 0);
    int fd = memfd_create("sheet", MFD_CLOEXEC);
    char bytes[4096];
    zip_source_open(out);
    for (zip_int64_t n; (n = zip_source_read(out, bytes, sizeof bytes)) > 0;)
        REQUIRE(write(fd, bytes, (size_t)n) == n);
    zip_source_close(out);
    zip_source_free(out);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sheet_info info;
    struct sheet_fault fault;
    struct arena *a = arena_new();
    if (size == 0)
        return arena_free(a), 0;
    int which = data[0] % 7, fd;
    if (which < 6) {
        fd = package_fd(which, data + 1, size - 1);
    } else {
        fd = memfd_create("sheet", MFD_CLOEXEC);
        REQUIRE(write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
    }
    struct rows *rows = sheet_open(fd, NULL, a, &info, &fault);
    REQUIRE(rows != NULL || fault.code != NULL);
    if (rows != NULL) {
        const char *const *f;
        const size_t *l;
        size_t n, calls = 0;
        enum csv_result got;
        while ((got = rows->next(rows, &f, &l, &n)) != CSV_END && got != CSV_IO) {
            REQUIRE(++calls < 100000);
            if (got == CSV_ROW) {
                REQUIRE(n <= CSV_FIELDS_MAX);
                for (size_t i = 0; i < n; i++)
                    REQUIRE(f[i][l[i]] == '\0');
            }
        }
        rows_close(rows);
    }
    close(fd);
    arena_free(a);
    return 0;
}
