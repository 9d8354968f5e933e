/*
 * The zip package of XLSX and DOCX files (ECMA-376 part 2), read through libzip with limits:
 * number of parts, bytes of a part and of all parts as they really unpack, no encryption, no
 * macros, no links to other files. Knows nothing of what a part says.
 */
#ifndef CHIBO_OFFICE_PACKAGE_H
#define CHIBO_OFFICE_PACKAGE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum package_fault {
    PACKAGE_OK,
    PACKAGE_NOT_ZIP,   /* no readable zip */
    PACKAGE_ENCRYPTED, /* a part needs a password */
    PACKAGE_MACROS,    /* holds programs: vbaProject, macro sheets, ActiveX */
    PACKAGE_EXTERNAL,  /* points to other files or machines */
    PACKAGE_TOO_LARGE, /* more parts or bytes than any honest file */
    PACKAGE_BROKEN     /* a part is missing or damaged */
};

#define PACKAGE_PARTS_MAX 2000
#define PACKAGE_PART_MAX (512u << 20)   /* bytes of one part, unpacked */
#define PACKAGE_TOTAL_MAX (1024u << 20) /* bytes of all parts read, unpacked */
#define PACKAGE_RATIO_MAX 400           /* unpacked ÷ packed, for parts above 1 MiB */

struct package;

/* Opens the file behind fd (not taken over, its offset is left alone). NULL: *fault says why. */
struct package *package_open(int fd, enum package_fault *fault);
void package_close(struct package *p);
/* Number of parts, and the name of one: "xl/workbook.xml". */
size_t package_parts(const struct package *p);
const char *package_part_name(const struct package *p, size_t i);
bool package_has(const struct package *p, const char *name);
/* A whole part, NUL-terminated behind *n, in the arena; NULL: *fault. `max` bytes at most. */
char *package_read(struct package *p, struct arena *a, const char *name, size_t max, size_t *n,
                   enum package_fault *fault);

/* One part as a stream; one at a time. */
struct package_stream;
struct package_stream *package_stream(struct package *p, const char *name,
                                      enum package_fault *fault);
/* 0 at the end; -1: package_stream_fault. */
long package_stream_read(struct package_stream *s, void *into, size_t max);
enum package_fault package_stream_fault(const struct package_stream *s);
void package_stream_close(struct package_stream *s);

/* What a fault means to people. */
const char *package_fault_vi(enum package_fault f);
const char *package_fault_en(enum package_fault f);
const char *package_fault_code(enum package_fault f);

#endif
