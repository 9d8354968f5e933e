/* Fuzz target: the query string. What was accepted, written out again with every byte escaped,
   must be read back as the same parameters. */
#include "fuzz.h"

#include "base/buf.h"
#include "http/query.h"

static void put_escaped(struct buf *b, const char *text)
{
    for (; *text != '\0'; text++)
        buf_printf(b, "%%%02x", (unsigned)(unsigned char)*text);
}

static void check_again(struct arena *a, const struct http_param *params, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n; i++) {
        REQUIRE(params[i].name != NULL && params[i].value != NULL);
        REQUIRE(is_utf8(params[i].name) && is_utf8(params[i].value));
        if (i > 0)
            buf_char(&b, '&');
        put_escaped(&b, params[i].name);
        buf_char(&b, '='); /* also keeps an empty name from vanishing */
        put_escaped(&b, params[i].value);
    }
    struct http_param *again;
    size_t m;
    REQUIRE(query_parse(a, buf_text(&b), &again, &m));
    REQUIRE(m == n);
    for (size_t i = 0; i < n; i++)
        REQUIRE(strcmp(params[i].name, again[i].name) == 0 &&
                strcmp(params[i].value, again[i].value) == 0);
    buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 8192)
        return 0;
    struct arena *a = arena_new();
    char *query = text_of(data, size);
    struct http_param *params;
    size_t n;
    if (query_parse(a, query, &params, &n)) {
        REQUIRE(n <= 64);
        check_again(a, params, n);
    }
    free(query);
    arena_free(a);
    return 0;
}
