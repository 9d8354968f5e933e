/* Parsers of untrusted text: no state, no side effects, no trust. */
#include "http/query.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PARAMS_MAX 64

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool well_formed(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n;
    while (p < end) {
        uint32_t c;
        size_t k = utf8_decode(p, (size_t)(end - p), &c);
        if (k == 0 || c == 0)
            return false;
        p += k;
    }
    return true;
}

bool percent_decode(struct arena *a, const char *in, size_t n, bool form, const char **out)
{
    char *to = arena_alloc(a, n + 1);
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        if (in[i] == '%') {
            int hi = -1, lo = -1;
            if (n - i > 2) {
                hi = hex_digit(in[i + 1]);
                lo = hex_digit(in[i + 2]);
            }
            if (hi < 0 || lo < 0)
                return false;
            to[len++] = (char)(hi << 4 | lo);
            i += 2;
        } else {
            to[len++] = form && in[i] == '+' ? ' ' : in[i];
        }
    }
    to[len] = '\0';
    *out = to;
    return well_formed(to, len);
}

bool query_parse(struct arena *a, const char *query, struct http_param **params, size_t *n)
{
    *n = 0;
    *params = NULL;
    if (query == NULL || *query == '\0')
        return true;
    *params = arena_alloc(a, PARAMS_MAX * sizeof **params);
    for (const char *at = query; *at != '\0';) {
        size_t len = strcspn(at, "&");
        if (len > 0) {
            const char *equals = memchr(at, '=', len);
            size_t name = equals ? (size_t)(equals - at) : len;
            struct http_param p = {NULL, ""};
            if (*n == PARAMS_MAX || !percent_decode(a, at, name, true, &p.name) ||
                (equals != NULL && !percent_decode(a, equals + 1, len - name - 1, true, &p.value)))
                return false;
            (*params)[(*n)++] = p;
        }
        at += len + (at[len] == '&');
    }
    return true;
}

static bool has_encoded_slash(const char *raw)
{
    for (const char *p = strchr(raw, '%'); p != NULL; p = strchr(p + 1, '%'))
        if (p[1] == '2' && (p[2] == 'F' || p[2] == 'f'))
            return true;
    return false;
}

bool path_decode(struct arena *a, const char *raw, const char **out)
{
    if (raw[0] != '/' || has_encoded_slash(raw) || strchr(raw, '\\') != NULL ||
        !percent_decode(a, raw, strlen(raw), false, out))
        return false;
    for (const char *p = *out; p != NULL; p = strchr(p + 1, '/')) {
        size_t n = strcspn(p + 1, "/");
        if ((n == 0 && p[1] == '/') || (n == 1 && p[1] == '.') ||
            (n == 2 && p[1] == '.' && p[2] == '.'))
            return false;
    }
    return true;
}

const char *cookie_find(struct arena *a, const char *header, const char *name)
{
    size_t want = strlen(name);
    while (header != NULL && *header != '\0') {
        header += strspn(header, " \t;");
        size_t n = strcspn(header, ";");
        const char *equals = memchr(header, '=', n);
        if (equals != NULL && (size_t)(equals - header) == want &&
            memcmp(header, name, want) == 0) {
            size_t value = n - want - 1;
            while (value > 0 && (equals[value] == ' ' || equals[value] == '\t'))
                value--;
            return arena_dup_n(a, equals + 1, value);
        }
        header += n;
    }
    return NULL;
}

/* Thousandths; a quality that cannot be read counts as 1. */
static int quality(const char *range, size_t n)
{
    const char *q = NULL;
    for (size_t i = 0; i + 2 < n; i++)
        if (range[i] == ';' && q == NULL) {
            size_t k = i + 1;
            while (k < n && range[k] == ' ')
                k++;
            if (k + 1 < n && (range[k] | 0x20) == 'q' && range[k + 1] == '=')
                q = range + k + 2;
        }
    if (q == NULL)
        return 1000;
    char text[8] = "";
    size_t left = (size_t)(range + n - q);
    memcpy(text, q, left < 7 ? left : 7);
    double v = strtod(text, NULL);
    return v >= 0 && v <= 1 ? (int)(v * 1000) : 1000; /* this way round NaN is no weight either */
}

enum lang lang_accept(const char *header)
{
    int vi = -1, en = -1, any = -1;
    while (header != NULL && *header != '\0') {
        header += strspn(header, " ,\t");
        size_t n = strcspn(header, ",");
        size_t tag = strcspn(header, ",;- \t");
        int q = n > 0 ? quality(header, n) : 0;
        if (tag == 2 && strncasecmp(header, "vi", 2) == 0 && q > vi)
            vi = q;
        else if (tag == 2 && strncasecmp(header, "en", 2) == 0 && q > en)
            en = q;
        else if (tag == 1 && *header == '*' && q > any)
            any = q;
        header += n;
    }
    if (vi < 0 && any > 0)
        vi = any;
    return en > 0 && en > vi ? LANG_EN : LANG_VI;
}
