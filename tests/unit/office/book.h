/* Files as offices send them, made in a temporary place: sheets by libxlsxwriter, packages part by
   part through libzip. */
#ifndef CHIBO_TESTS_BOOK_H
#define CHIBO_TESTS_BOOK_H

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

/* A name that nothing else has; the file does not exist yet. */
static inline void book_name(char path[static 64])
{
    strcpy(path, "/tmp/chibo-book-XXXXXX");
    int fd = mkstemp(path);
    ck_assert(fd >= 0);
    close(fd);
    unlink(path);
}

/* Opens for reading and takes the name away. */
static inline int book_fd(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ck_assert_msg(fd >= 0, "%s", path);
    unlink(path);
    return fd;
}

struct book_part {
    const char *name, *text;
    size_t n; /* 0: strlen */
};

static inline int book_zip(const struct book_part *parts, size_t n)
{
    char path[64];
    book_name(path);
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_EXCL, NULL);
    ck_assert_ptr_nonnull(z);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *s =
            zip_source_buffer(z, parts[i].text, parts[i].n ? parts[i].n : strlen(parts[i].text), 0);
        ck_assert(zip_file_add(z, parts[i].name, s, ZIP_FL_ENC_UTF_8) >= 0);
    }
    ck_assert_int_eq(zip_close(z), 0);
    return book_fd(path);
}

#endif
