/* Zip packages with limits. Declared sizes are checked first, real ones while unpacking. */
#include "office/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zip.h>

struct package {
    zip_t *zip;
    size_t n;
    uint64_t unpacked;
};

struct package_stream {
    struct package *package;
    zip_file_t *file;
    uint64_t packed, unpacked;
    enum package_fault fault;
};

static bool contains(const char *name, const char *part)
{
    size_t n = strlen(part);
    for (; *name != '\0'; name++)
        if (strncasecmp(name, part, n) == 0)
            return true;
    return false;
}

static enum package_fault judge_name(const char *name)
{
    static const char *const macros[] = {"vbaProject", "vbaData", "macrosheets/", "activeX/",
                                         "dialogsheets/"};
    static const char *const external[] = {"externalLinks/", "connections.xml", "queryTables/"};
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
        if (contains(name, macros[i]))
            return PACKAGE_MACROS;
    for (size_t i = 0; i < sizeof external / sizeof *external; i++)
        if (contains(name, external[i]))
            return PACKAGE_EXTERNAL;
    return PACKAGE_OK;
}

static enum package_fault judge_sizes(uint64_t packed, uint64_t unpacked)
{
    if (unpacked > PACKAGE_PART_MAX)
        return PACKAGE_TOO_LARGE;
    if (unpacked > 1 << 20 && unpacked / PACKAGE_RATIO_MAX > packed)
        return PACKAGE_TOO_LARGE;
    return PACKAGE_OK;
}

static enum package_fault judge_parts(const struct package *p)
{
    uint64_t total = 0;
    if (p->n > PACKAGE_PARTS_MAX)
        return PACKAGE_TOO_LARGE;
    for (size_t i = 0; i < p->n; i++) {
        zip_stat_t s;
        if (zip_stat_index(p->zip, i, 0, &s) != 0 || (s.valid & ZIP_STAT_NAME) == 0)
            return PACKAGE_BROKEN;
        if ((s.valid & ZIP_STAT_ENCRYPTION_METHOD) && s.encryption_method != ZIP_EM_NONE)
            return PACKAGE_ENCRYPTED;
        enum package_fault f = judge_name(s.name);
        if (f == PACKAGE_OK && (s.valid & ZIP_STAT_SIZE) && (s.valid & ZIP_STAT_COMP_SIZE))
            f = judge_sizes(s.comp_size, s.size);
        if (f != PACKAGE_OK)
            return f;
        total += s.valid & ZIP_STAT_SIZE ? s.size : 0;
    }
    return total > PACKAGE_TOTAL_MAX ? PACKAGE_TOO_LARGE : PACKAGE_OK;
}

struct package *package_open(int fd, enum package_fault *fault)
{
    char path[64];
    /* a second descriptor with its own offset: the file may have no name any more */
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    if (zip == NULL) {
        *fault = PACKAGE_NOT_ZIP;
        return NULL;
    }
    struct package *p = calloc(1, sizeof *p);
    if (p == NULL)
        abort();
    p->zip = zip;
    p->n = (size_t)zip_get_num_entries(zip, 0);
    *fault = judge_parts(p);
    if (*fault == PACKAGE_OK)
        return p;
    package_close(p);
    return NULL;
}

void package_close(struct package *p)
{
    if (p == NULL)
        return;
    zip_discard(p->zip);
    free(p);
}

size_t package_parts(const struct package *p)
{
    return p->n;
}

const char *package_part_name(const struct package *p, size_t i)
{
    return zip_get_name(p->zip, i, 0);
}

bool package_has(const struct package *p, const char *name)
{
    return zip_name_locate(p->zip, name, 0) >= 0;
}

struct package_stream *package_stream(struct package *p, const char *name,
                                      enum package_fault *fault)
{
    zip_stat_t stat;
    zip_int64_t at = zip_name_locate(p->zip, name, 0);
    zip_file_t *file = at < 0 ? NULL : zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
    if (file == NULL || zip_stat_index(p->zip, (zip_uint64_t)at, 0, &stat) != 0) {
        if (file != NULL)
            zip_fclose(file);
        *fault = PACKAGE_BROKEN;
        return NULL;
    }
    struct package_stream *s = calloc(1, sizeof *s);
    if (s == NULL)
        abort();
    *s = (struct package_stream){.package = p, .file = file, .packed = stat.comp_size};
    return s;
}

long package_stream_read(struct package_stream *s, void *into, size_t max)
{
    if (s->fault != PACKAGE_OK)
        return -1;
    zip_int64_t n = zip_fread(s->file, into, max);
    if (n < 0) {
        s->fault = PACKAGE_BROKEN;
        return -1;
    }
    s->unpacked += (uint64_t)n;
    s->package->unpacked += (uint64_t)n;
    s->fault = judge_sizes(s->packed, s->unpacked);
    /* sheets may be read twice, so the sum is not the sum of the parts */
    if (s->package->unpacked > 2ull * PACKAGE_TOTAL_MAX)
        s->fault = PACKAGE_TOO_LARGE;
    return s->fault == PACKAGE_OK ? (long)n : -1;
}

enum package_fault package_stream_fault(const struct package_stream *s)
{
    return s->fault;
}

void package_stream_close(struct package_stream *s)
{
    if (s == NULL)
        return;
    zip_fclose(s->file);
    free(s);
}

char *package_read(struct package *p, struct arena *a, const char *name, size_t max, size_t *n,
                   enum package_fault *fault)
{
    struct package_stream *s = package_stream(p, name, fault);
    if (s == NULL)
        return NULL;
    size_t cap = 1 << 16, len = 0;
    char *text = malloc(cap + 1);
    long got = 0;
    while (text != NULL && len <= max &&
           (got = package_stream_read(s, text + len, cap - len)) > 0) {
        len += (size_t)got;
        if (len == cap) {
            cap *= 2;
            char *grown = realloc(text, cap + 1);
            if (grown == NULL)
                abort();
            text = grown;
        }
    }
    *fault = len > max ? PACKAGE_TOO_LARGE : s->fault;
    package_stream_close(s);
    char *out = *fault == PACKAGE_OK && text != NULL ? arena_dup_n(a, text, len) : NULL;
    free(text);
    *n = len;
    return out;
}

const char *package_fault_code(enum package_fault f)
{
    static const char *const codes[] = {"ok",       "not_a_package", "encrypted", "macros",
                                        "external", "too_large",     "broken"};
    return codes[f];
}

const char *package_fault_vi(enum package_fault f)
{
    static const char *const texts[] = {"",
                                        "không phải tệp Excel hoặc Word (.xlsx, .docx) đọc được",
                                        "tệp có mật khẩu: hãy bỏ mật khẩu rồi tải lại",
                                        "tệp có macro: hãy lưu lại thành .xlsx hoặc .docx",
                                        "tệp có liên kết tới tệp khác: hãy bỏ liên kết rồi tải lại",
                                        "tệp quá lớn khi giải nén",
                                        "tệp bị hỏng: hãy mở ra, lưu lại rồi tải lên"};
    return texts[f];
}

const char *package_fault_en(enum package_fault f)
{
    static const char *const texts[] = {"",
                                        "no readable Excel or Word file (.xlsx, .docx)",
                                        "the file has a password: remove it and upload again",
                                        "the file has macros: save it as .xlsx or .docx",
                                        "the file links to other files: break the links",
                                        "the file is too large when unpacked",
                                        "the file is damaged: open it, save it, upload it"};
    return texts[f];
}
