/* Word templates: raw bytes, and the parts of a package one by one. A template whose fields can be
   told can be filled, and what comes out is a document without fields. */
#include "fuzz.h"
#include "office/document.h"
#include "pack.h"

static const char types[] = "<Types/>";
static const char rels[] =
    "<R><Relationship Id='r1' Type='x/officeDocument' Target='word/document.xml'/></R>";
static const char body[] =
    "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{{a}}</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{hàng.b}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:sectPr/></w:body></w:document>";
static const char header[] = "<w:hdr xmlns:w='w'><w:p><w:r><w:t>{{c}}</w:t></w:r></w:p></w:hdr>";

static const struct pack_part parts[] = {{"[Content_Types].xml", types},
                                         {"_rels/.rels", rels},
                                         {"word/document.xml", body},
                                         {"word/header1.xml", header}};

/* never blank: two halves of a brace that stood apart must not meet */
static const char *value(void *ctx, int record, int row, const char *field)
{
    (void)ctx, (void)record, (void)row;
    REQUIRE(is_utf8(field));
    return "x < & y\nz";
}

static int rows(void *ctx, int record)
{
    (void)ctx;
    return 1 + record;
}

static enum package_fault fields(int fd, int *n)
{
    const char *names[DOCUMENT_FIELDS_MAX];
    struct arena *a = arena_new();
    enum package_fault fault = document_fields(fd, a, names, n);
    for (int i = 0; fault == PACKAGE_OK && i < *n; i++)
        REQUIRE(is_utf8(names[i]) && strlen(names[i]) <= DOCUMENT_NAME_MAX);
    arena_free(a);
    return fault;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    int which = data[0] % 5, n = 0;
    int fd =
        which < 4 ? pack_fd(parts, 4, which, data + 1, size - 1) : pack_raw_fd(data + 1, size - 1);
    enum package_fault known = fields(fd, &n);
    const char *folder = getenv("TMPDIR");
    char path[512];
    snprintf(path, sizeof path, "%s/filled-%d.docx", folder != NULL ? folder : "/tmp", getpid());
    struct document_values v = {NULL, 2, value, rows};
    enum package_fault filled = document_fill(fd, path, &v);
    REQUIRE(known != PACKAGE_OK || filled == PACKAGE_OK);
    if (known == PACKAGE_OK) {
        FILE *f = fopen(path, "rb");
        REQUIRE(f != NULL);
        REQUIRE(fields(fileno(f), &n) == PACKAGE_OK && n == 0);
        fclose(f);
    }
    unlink(path);
    close(fd);
    return 0;
}
