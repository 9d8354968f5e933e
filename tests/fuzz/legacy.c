/* Text in legacy fonts: whatever comes in, what goes out is UTF-8, and Unicode stays as it is. */
#include "base/legacy.h"
#include "fuzz.h"

static bool is_utf8(const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        size_t k = utf8_decode((const unsigned char *)text + i, n - i, &cp);
        if (k == 0)
            return false;
        i += k;
    }
    return true;
}

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
