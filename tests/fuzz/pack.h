/*
 * A package (the zip of an XLSX or DOCX) whose parts are good but for one, which is the input. So
 * the fuzzer spends its time in the readers of the parts instead of finding checksums.
 */
#ifndef CHIBO_FUZZ_PACK_H
#define CHIBO_FUZZ_PACK_H

#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

struct pack_part {
    const char *name, *text;
};

/* A descriptor of its own, the caller's to close; part `which` holds data. */
static inline int pack_fd(const struct pack_part *parts, int n, int which, const uint8_t *data,
                          size_t size)
{
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &e);
    zip_source_keep(out);
    zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, &e);
    REQUIRE(z != NULL);
    for (int i = 0; i < n; i++) {
        zip_source_t *s = i == which
                              ? zip_source_buffer(z, data, size, 0)
                              : zip_source_buffer(z, parts[i].text, strlen(parts[i].text), 0);
        zip_int64_t at = zip_file_add(z, parts[i].name, s, 0);
        REQUIRE(at >= 0);
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    REQUIRE(zip_close(z) == 0);
    int fd = memfd_create("package", MFD_CLOEXEC);
    char bytes[4096];
    zip_source_open(out);
    for (zip_int64_t got; (got = zip_source_read(out, bytes, sizeof bytes)) > 0;)
        REQUIRE(write(fd, bytes, (size_t)got) == got);
    zip_source_close(out);
    zip_source_free(out);
    return fd;
}

/* The same for a file that is nothing but the input. */
static inline int pack_raw_fd(const uint8_t *data, size_t size)
{
    int fd = memfd_create("package", MFD_CLOEXEC);
    REQUIRE(write(fd, data, size) == (ssize_t)size);
    return fd;
}

#endif
