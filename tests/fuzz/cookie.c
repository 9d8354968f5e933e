/* Fuzz target: two request headers that are taken apart by hand, Cookie and Accept-Language. */
#include "fuzz.h"

#include "http/query.h"

#define NAME "chibo_session"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 8192)
        return 0;
    struct arena *a = arena_new();
    char *header = text_of(data, size);
    const char *value = cookie_find(a, header, NAME);
    if (value != NULL) {
        /* the value stands in the header behind its name, and is one cookie's only */
        const char *pair = arena_printf(a, NAME "=%s", value);
        REQUIRE(strstr(header, pair) != NULL && strchr(value, ';') == NULL);
        /* more cookies behind it change nothing, and neither does a name that only ends like it */
        const char *more = arena_printf(a, "x" NAME "=other; %s; " NAME "=last", header);
        const char *same = cookie_find(a, more, NAME);
        REQUIRE(same != NULL && strcmp(same, value) == 0);
    } else {
        REQUIRE(strncmp(header, NAME "=", sizeof NAME) != 0);
    }
    enum lang lang = lang_accept(header);
    REQUIRE(lang == LANG_VI || lang == LANG_EN);
    free(header);
    arena_free(a);
    return 0;
}
