/*
 * Vietnamese text: normalisation on the way in, the search key and the sort key that stand
 * beside each name, and names split into their parts (shared rules: domain.md §12).
 * ICU is opened once by text_init; afterwards every function may be called from any thread.
 */
#ifndef CHIBO_BASE_TEXT_H
#define CHIBO_BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum text_fault { TEXT_OK, TEXT_NOT_UTF8, TEXT_CONTROL, TEXT_TOO_LONG, TEXT_BIDI };

/* Opens the collators; call once before any thread is started. false when ICU has no data. */
bool text_init(void);
void text_close(void);

/* Byte for byte; NULL is the same as NULL only. */
bool text_same(const char *a, const char *b);

/*
 * U+00D0/U+00F0 → Đ/đ, NFC, NBSP and other blanks → space, runs of spaces → one, trimmed.
 * Refuses bytes that are no UTF-8, NUL and other control characters (line breaks pass when
 * `lines`), bidirectional overrides, and more than max code points. *out is the arena's;
 * an empty result is "".
 */
enum text_fault text_clean(struct arena *a, const char *in, size_t n, size_t max, bool lines,
                           const char **out);
/* Search key: NFD, marks dropped, đ→d, lower case, single spaces. */
const char *text_fold(struct arena *a, const char *text);
/* ICU `vi` sort key of any text as lower-case hex: compares bytewise, readable anywhere. */
const char *text_sort_key(struct arena *a, const char *text);
size_t text_code_points(const char *text);

struct name_parts {
    const char *family, *middle, *given; /* "" when there is none */
};
/* First token is the family name, last the given name, the rest the middle; one token: given. */
void name_split(struct arena *a, const char *full, struct name_parts *out);
/* Sort key of a person: given name, then family name, then middle. */
const char *name_sort_key(struct arena *a, const struct name_parts *n);

#endif
