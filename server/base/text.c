/* Vietnamese text through ICU. Plain ASCII, most of what a registry holds beside names, never gets
   that far. The two normalizers and the collator are opened once and only read afterwards. */
#include "base/text.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static const UNormalizer2 *nfc, *nfd;
static UCollator *collator;

bool text_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool text_init(void)
{
    if (collator != NULL)
        return true;
    UErrorCode e = U_ZERO_ERROR;
    nfc = unorm2_getNFCInstance(&e);
    nfd = unorm2_getNFDInstance(&e);
    collator = ucol_open("vi", &e);
    /* case must not weigh more than the family name that follows a given name */
    if (U_SUCCESS(e))
        ucol_setStrength(collator, UCOL_SECONDARY);
    if (U_FAILURE(e))
        text_close();
    return collator != NULL;
}

void text_close(void)
{
    if (collator != NULL)
        ucol_close(collator);
    collator = NULL;
}

/* ---- cleaning */

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_override(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* What one code point becomes: itself, another, ' ' for a blank, 0 for nothing. */
static uint32_t map_point(uint32_t c)
{
    if (c == 0xD0)
        return 0x110;
    if (c == 0xF0)
        return 0x111;
    if (c == 0xFEFF || c == 0x200B || c == '\r')
        return 0;
    return is_blank(c) ? ' ' : c;
}

static const char *compose(struct arena *a, const char *text, size_t n)
{
    int32_t n16 = 0, out16;
    UErrorCode e = U_ZERO_ERROR;
    UChar stack[512], *units = stack, *composed;
    if (n >= 512)
        units = arena_alloc(a, (n + 1) * sizeof *units);
    u_strFromUTF8(units, (int32_t)(n >= 512 ? n + 1 : 512), &n16, text, (int32_t)n, &e);
    if (U_FAILURE(e) || unorm2_quickCheck(nfc, units, n16, &e) == UNORM_YES)
        return text;
    composed = arena_alloc(a, (size_t)(3 * n16 + 1) * sizeof *composed);
    e = U_ZERO_ERROR;
    out16 = unorm2_normalize(nfc, units, n16, composed, 3 * n16 + 1, &e);
    int32_t cap = 3 * out16 + 1, n8 = 0;
    char *out = arena_alloc(a, (size_t)cap + 1);
    u_strToUTF8(out, cap, &n8, composed, out16, &e);
    return U_FAILURE(e) ? text : out;
}

enum text_fault text_clean(struct arena *a, const char *in, size_t n, size_t max, bool lines,
                           const char **out)
{
    char *to = arena_alloc(a, 2 * n + 1); /* Ð and Đ have the same length; nothing grows */
    size_t len = 0;
    bool ascii = true, pending = false;
    const unsigned char *p = (const unsigned char *)in, *end = p + n;
    while (p < end) {
        uint32_t c;
        size_t k = utf8_decode(p, (size_t)(end - p), &c);
        if (k == 0)
            return TEXT_NOT_UTF8;
        p += k;
        if (lines && c == '\n') {
            if (len > 0)
                to[len++] = '\n';
            pending = false;
            continue;
        }
        if (c == '\n')
            c = ' '; /* a line break pasted into one line is a blank */
        if ((c < 0x20 && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0))
            return TEXT_CONTROL;
        if (is_override(c))
            return TEXT_BIDI;
        c = map_point(c);
        if (c == 0)
            continue;
        if (c == ' ') {
            pending = len > 0 && to[len - 1] != '\n';
            continue;
        }
        if (pending)
            to[len++] = ' ';
        pending = false;
        ascii = ascii && c < 0x80;
        len += utf8_encode(to + len, c);
    }
    while (len > 0 && to[len - 1] == '\n')
        len--;
    to[len] = '\0';
    *out = ascii ? to : compose(a, to, len);
    return text_code_points(*out) > max ? TEXT_TOO_LONG : TEXT_OK;
}

size_t text_code_points(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/* ---- search key */

static void fold_point(struct buf *b, uint32_t c)
{
    if (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK)
        return;
    if (c == 0x110 || c == 0x111 || c == 0xD0 || c == 0xF0)
        c = 'd';
    if (is_blank(c) || c == '\n')
        c = ' ';
    if (c == ' ' && (b->len == 0 || b->p[b->len - 1] == ' '))
        return;
    char bytes[4];
    buf_add(b, bytes, utf8_encode(bytes, (uint32_t)u_tolower((UChar32)c)));
}

static void fold_decomposed(struct buf *b, uint32_t c)
{
    UChar parts[32];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = unorm2_getDecomposition(nfd, (UChar32)c, parts, 32, &e);
    if (n < 0 || U_FAILURE(e)) {
        fold_point(b, c);
        return;
    }
    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(parts, i, n, part);
        fold_point(b, (uint32_t)part);
    }
}

const char *text_fold(struct arena *a, const char *text)
{
    struct buf b = {0};
    size_t n = strlen(text);
    buf_reserve(&b, n + 1);
    const unsigned char *p = (const unsigned char *)text, *end = p + n;
    while (p < end) {
        uint32_t c;
        size_t k = utf8_decode(p, (size_t)(end - p), &c);
        if (k == 0) {
            p += c; /* not text: left out of the key */
            continue;
        }
        p += k;
        if (c < 0x80)
            fold_point(&b, c);
        else
            fold_decomposed(&b, c);
    }
    while (b.len > 0 && b.p[b.len - 1] == ' ')
        b.len--;
    const char *out = arena_dup_n(a, b.p ? b.p : "", b.len);
    buf_free(&b);
    return out;
}

/* ---- sort keys */

static size_t sort_bytes(struct arena *a, const char *text, uint8_t **out)
{
    size_t n = strlen(text);
    int32_t n16 = 0;
    UErrorCode e = U_ZERO_ERROR;
    UChar stack[256], *units = stack;
    if (n >= 256)
        units = arena_alloc(a, (n + 1) * sizeof *units);
    u_strFromUTF8WithSub(units, (int32_t)(n >= 256 ? n + 1 : 256), &n16, text, (int32_t)n, 0xFFFD,
                         NULL, &e);
    if (U_FAILURE(e))
        n16 = 0;
    int32_t cap = 8 * n16 + 16;
    *out = arena_alloc(a, (size_t)cap);
    int32_t len = ucol_getSortKey(collator, units, n16, *out, cap);
    if (len > cap) {
        *out = arena_alloc(a, (size_t)len);
        len = ucol_getSortKey(collator, units, n16, *out, len);
    }
    return len > 0 ? (size_t)len - 1 : 0; /* without the closing zero */
}

static void add_hex(struct buf *b, struct arena *a, const char *text)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t *bytes;
    size_t n = sort_bytes(a, text, &bytes);
    buf_reserve(b, 2 * n + 2);
    for (size_t i = 0; i < n; i++) {
        buf_char(b, digits[bytes[i] >> 4]);
        buf_char(b, digits[bytes[i] & 15]);
    }
}

const char *text_sort_key(struct arena *a, const char *text)
{
    struct buf b = {0};
    add_hex(&b, a, text);
    const char *out = arena_dup_n(a, b.p ? b.p : "", b.len);
    buf_free(&b);
    return out;
}

const char *name_sort_key(struct arena *a, const struct name_parts *n)
{
    struct buf b = {0};
    add_hex(&b, a, n->given);
    buf_char(&b, '.'); /* below every hex digit: a shorter given name comes first */
    add_hex(&b, a, n->family);
    buf_char(&b, '.');
    add_hex(&b, a, n->middle);
    const char *out = arena_dup_n(a, b.p, b.len);
    buf_free(&b);
    return out;
}

/* ---- names */

void name_split(struct arena *a, const char *full, struct name_parts *out)
{
    *out = (struct name_parts){"", "", ""};
    const char *first = strchr(full, ' '), *last = strrchr(full, ' ');
    if (first == NULL) {
        out->given = arena_dup(a, full);
        return;
    }
    out->family = arena_dup_n(a, full, (size_t)(first - full));
    out->given = arena_dup(a, last + 1);
    if (last > first)
        out->middle = arena_dup_n(a, first + 1, (size_t)(last - first - 1));
}
