/* Files that say they are sheets: raw bytes, and the parts of a package one by one. */
#include "fuzz.h"
#include "office/sheet.h"
#include "pack.h"

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

static const struct pack_part parts[] = {
    {"_rels/.rels", rels}, {"b.xml", book},    {"_rels/b.xml.rels", book_rels},
    {"s.xml", sheet},      {"t.xml", strings}, {"y.xml", styles}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sheet_info info;
    struct sheet_fault fault;
    struct arena *a = arena_new();
    if (size == 0)
        return arena_free(a), 0;
    int which = data[0] % 7;
    int fd =
        which < 6 ? pack_fd(parts, 6, which, data + 1, size - 1) : pack_raw_fd(data + 1, size - 1);
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
