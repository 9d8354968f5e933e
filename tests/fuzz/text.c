/* Fuzz target: the rules of Vietnamese text. First byte: one line or several; second: the limit
   of code points; the rest: what somebody typed. */
#include "fuzz.h"

#include "base/text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    REQUIRE(text_init());
    return 0;
}

/* Cleaning what is clean changes nothing: stored text may be edited and sent back for ever. */
static void check_clean(struct arena *a, const char *clean, size_t max, bool lines)
{
    const char *again;
    size_t n = strlen(clean);
    REQUIRE(is_utf8(clean) && text_code_points(clean) <= max);
    REQUIRE(n == 0 || (clean[0] != ' ' && clean[n - 1] != ' '));
    REQUIRE(strstr(clean, "  ") == NULL && strstr(clean, "\xC3\x90") == NULL);
    REQUIRE(lines || strchr(clean, '\n') == NULL);
    REQUIRE(text_clean(a, clean, n, max, lines, &again) == TEXT_OK);
    REQUIRE(strcmp(clean, again) == 0);
}

/* A search key folds to itself, or a search would not find what it is stored under. */
static void check_keys(struct arena *a, const char *clean)
{
    const char *folded = text_fold(a, clean), *key = text_sort_key(a, clean);
    REQUIRE(is_utf8(folded) && strcmp(folded, text_fold(a, folded)) == 0);
    REQUIRE(strspn(key, "0123456789abcdef") == strlen(key));
}

static void check_name(struct arena *a, const char *clean)
{
    struct name_parts n;
    name_split(a, clean, &n);
    const char *joined = arena_printf(a, "%s%s%s%s%s", n.family, n.family[0] ? " " : "", n.middle,
                                      n.middle[0] ? " " : "", n.given);
    REQUIRE(strcmp(joined, clean) == 0);
    const char *key = name_sort_key(a, &n);
    REQUIRE(strspn(key, "0123456789abcdef.") == strlen(key));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 8192)
        return 0;
    struct arena *a = arena_new();
    bool lines = data[0] & 1;
    size_t max = 4u * data[1];
    char *typed = text_of(data + 2, size - 2);
    const char *clean = NULL;
    if (text_clean(a, typed, size - 2, max, lines, &clean) == TEXT_OK) {
        check_clean(a, clean, max, lines);
        check_keys(a, clean);
        if (!lines)
            check_name(a, clean);
    }
    text_fold(a, typed); /* searches fold what a client typed before anything has looked at it */
    text_sort_key(a, typed);
    free(typed);
    arena_free(a);
    return 0;
}
