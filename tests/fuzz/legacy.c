/* Text in legacy fonts: whatever comes in, what goes out is UTF-8, and Unicode stays as it is. */
#include "base/legacy.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct legacy_votes votes = {0};
    char *text = text_of(data, size);
    legacy_count(&votes, text);
    REQUIRE(votes.none + votes.tcvn3 + votes.vni <= votes.words);
    legacy_judge(&votes);
    REQUIRE(legacy_convert(a, LEGACY_NONE, text) == text);
    for (int e = LEGACY_TCVN3; e <= LEGACY_VNI; e++) {
        const char *out = legacy_convert(a, (enum legacy)e, text);
        REQUIRE(!is_utf8(text) || is_utf8(out));
    }
    syllable_vietnamese(text);
    free(text);
    arena_free(a);
    return 0;
}
