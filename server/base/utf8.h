/* UTF-8, one code point at a time, inline because every byte of text passes here. */
#ifndef CHIBO_BASE_UTF8_H
#define CHIBO_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * Length (1–4) of the well-formed code point at p, of which n ≥ 1 bytes may be read, and its value
 * in *cp. Ill-formed: 0 (overlong forms, surrogates, above U+10FFFF, cut short), and *cp is the
 * number of bytes that one U+FFFD stands for.
 */
static inline size_t utf8_decode(const unsigned char *p, size_t n, uint32_t *cp)
{
    unsigned c = p[0];
    if (c < 0x80) {
        *cp = c;
        return 1;
    }
    if (c < 0xE0) {
        if (c >= 0xC2 && n > 1 && (p[1] & 0xC0) == 0x80) {
            *cp = (c & 0x1Fu) << 6 | (p[1] & 0x3Fu);
            return 2;
        }
        *cp = 1;
        return 0;
    }
    if (c < 0xF0) {
        unsigned low = c == 0xE0 ? 0xA0 : 0x80, high = c == 0xED ? 0x9F : 0xBF;
        if (n < 2 || p[1] < low || p[1] > high) {
            *cp = 1;
            return 0;
        }
        if (n < 3 || (p[2] & 0xC0) != 0x80) {
            *cp = 2;
            return 0;
        }
        *cp = (c & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        return 3;
    }
    unsigned low = c == 0xF0 ? 0x90 : 0x80, high = c == 0xF4 ? 0x8F : 0xBF;
    if (c > 0xF4 || n < 2 || p[1] < low || p[1] > high) {
        *cp = 1;
        return 0;
    }
    if (n < 3 || (p[2] & 0xC0) != 0x80) {
        *cp = 2;
        return 0;
    }
    if (n < 4 || (p[3] & 0xC0) != 0x80) {
        *cp = 3;
        return 0;
    }
    *cp = (c & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    return 4;
}

/* Writes cp (a valid code point) and returns its length. */
static inline size_t utf8_encode(char *out, uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

#endif
