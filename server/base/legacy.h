/*
 * Vietnamese text typed in legacy fonts: TCVN3 (.VnTime …) and VNI-Windows, as it arrives from old
 * sheets: UTF-8 whose characters are the Latin-1 readings of the fonts' bytes ("NguyÔn V¨n ¸nh",
 * "Nguyeãn Vaên AÙnh"). A file is judged by the syllables that are Vietnamese under one reading
 * only; a cell is converted only when that makes it more plausible. Any thread.
 */
#ifndef CHIBO_BASE_LEGACY_H
#define CHIBO_BASE_LEGACY_H

#include "base/arena.h"

#include <stdbool.h>

enum legacy { LEGACY_NONE, LEGACY_TCVN3, LEGACY_VNI };

/* Words with letters beyond ASCII, by the reading under which they are Vietnamese syllables. */
struct legacy_votes {
    long none, tcvn3, vni, words;
};

/* Counts the words of one cell. */
void legacy_count(struct legacy_votes *v, const char *text);
/* The encoding of the whole; LEGACY_NONE when in doubt. */
enum legacy legacy_judge(const struct legacy_votes *v);
/* The cell in Unicode (NFC), in the arena, or the text itself: when it holds characters that the
   legacy fonts do not have, or reads better as it is. */
const char *legacy_convert(struct arena *a, enum legacy e, const char *text);
/* "unicode", "tcvn3", "vni" */
const char *legacy_name(enum legacy e);

/* Whether a word (UTF-8, any case, NFC) is built as a Vietnamese syllable is: onset, rhyme, at most
   one tone. */
bool syllable_vietnamese(const char *word);

#endif
