/*
 * The growing buffer and the JSON writer. This is the hot path of every answer: text is scanned
 * once for the rare bytes that need care and copied in runs. Knows nothing of what it carries.
 */
#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 256

void buf_free(struct buf *b)
{
    free(b->p);
    *b = (struct buf){0};
}

void buf_reserve(struct buf *b, size_t more)
{
    /* one byte more, so that buf_text always has room for its NUL */
    if (more < b->cap - b->len)
        return;
    if (more >= SIZE_MAX / 2 - b->len)
        abort();
    size_t cap = b->cap ? b->cap * 2 : FIRST_CAP;
    if (cap < b->len + more + 1)
        cap = b->len + more + 1;
    char *p = realloc(b->p, cap);
    if (!p)
        abort();
    b->p = p;
    b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    if (!n)
        return;
    buf_reserve(b, n);
    memcpy(b->p + b->len, bytes, n);
    b->len += n;
}

void buf_str(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_char(struct buf *b, char c)
{
    buf_reserve(b, 1);
    b->p[b->len++] = c;
}

void buf_int(struct buf *b, int64_t v)
{
    char digits[20], *end = digits + sizeof digits, *p = end;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        *--p = (char)('0' + u % 10);
        u /= 10;
    } while (u);
    if (v < 0)
        *--p = '-';
    buf_add(b, p, (size_t)(end - p));
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    buf_reserve(b, 64);
    size_t room = b->cap - b->len;
    int n = vsnprintf(b->p + b->len, room, format, args);
    if (n < 0)
        abort();
    if ((size_t)n >= room) {
        buf_reserve(b, (size_t)n);
        vsnprintf(b->p + b->len, (size_t)n + 1, format, again);
    }
    b->len += (size_t)n;
    va_end(again);
    va_end(args);
}

char *buf_text(struct buf *b)
{
    buf_reserve(b, 0);
    b->p[b->len] = '\0';
    return b->p;
}

char *buf_take(struct buf *b, size_t *len)
{
    char *p = buf_text(b);
    if (len)
        *len = b->len;
    *b = (struct buf){0};
    return p;
}

void json_init(struct json *j, struct buf *out)
{
    j->out = out;
    j->comma = false;
}

static void value_begins(struct json *j)
{
    if (j->comma)
        buf_char(j->out, ',');
    j->comma = true;
}

void json_open(struct json *j, char bracket)
{
    value_begins(j);
    buf_char(j->out, bracket);
    j->comma = false;
}

void json_close(struct json *j, char bracket)
{
    buf_char(j->out, bracket);
    j->comma = true;
}

/* 0: copied as it is; 'u': \u00XX; 'x': a byte above ASCII; other letters: that escape */
static const char escapes[256] = {
    [0] = 'u',    [1] = 'u',    [2] = 'u',    [3] = 'u',     [4] = 'u',    [5] = 'u',
    [6] = 'u',    [7] = 'u',    ['\b'] = 'b', ['\t'] = 't',  ['\n'] = 'n', [0x0B] = 'u',
    ['\f'] = 'f', ['\r'] = 'r', [0x0E] = 'u', [0x0F] = 'u',  [0x10] = 'u', [0x11] = 'u',
    [0x12] = 'u', [0x13] = 'u', [0x14] = 'u', [0x15] = 'u',  [0x16] = 'u', [0x17] = 'u',
    [0x18] = 'u', [0x19] = 'u', [0x1A] = 'u', [0x1B] = 'u',  [0x1C] = 'u', [0x1D] = 'u',
    [0x1E] = 'u', [0x1F] = 'u', ['"'] = '"',  ['\\'] = '\\', [0x7F] = 'u', [0x80 ... 0xFF] = 'x',
};

static void add_escape(struct buf *b, unsigned char c, char kind)
{
    static const char hex[] = "0123456789abcdef";
    char e[6] = {'\\', kind, '0', '0', hex[c >> 4], hex[c & 15]};
    buf_add(b, e, kind == 'u' ? 6 : 2);
}

static void add_quoted(struct buf *b, const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n, *run = p;
    buf_reserve(b, n + 2);
    b->p[b->len++] = '"';
    while (p < end) {
        char kind = escapes[*p];
        if (!kind) {
            p++;
            continue;
        }
        uint32_t cp = 0;
        if (kind == 'x') {
            size_t length = utf8_decode(p, (size_t)(end - p), &cp);
            if (length) {
                p += length;
                continue;
            }
        }
        buf_add(b, run, (size_t)(p - run));
        if (kind == 'x') {
            buf_add(b, "\xEF\xBF\xBD", 3);
            p += cp;
        } else {
            add_escape(b, *p++, kind);
        }
        run = p;
    }
    buf_add(b, run, (size_t)(p - run));
    buf_char(b, '"');
}

void json_key(struct json *j, const char *key)
{
    value_begins(j);
    add_quoted(j->out, key, strlen(key));
    buf_char(j->out, ':');
    j->comma = false;
}

void json_name(struct json *j, const char *name, size_t n)
{
    buf_reserve(j->out, n + 4);
    char *to = j->out->p + j->out->len;
    if (j->comma)
        *to++ = ',';
    *to++ = '"';
    memcpy(to, name, n);
    to += n;
    *to++ = '"';
    *to++ = ':';
    j->out->len = (size_t)(to - j->out->p);
    j->comma = false;
}

void json_str_n(struct json *j, const char *text, size_t n)
{
    value_begins(j);
    add_quoted(j->out, text, n);
}

void json_str(struct json *j, const char *text)
{
    if (text)
        json_str_n(j, text, strlen(text));
    else
        json_none(j);
}

void json_int(struct json *j, int64_t v)
{
    value_begins(j);
    buf_int(j->out, v);
}

void json_bool(struct json *j, bool v)
{
    value_begins(j);
    buf_add(j->out, v ? "true" : "false", v ? 4 : 5);
}

void json_none(struct json *j)
{
    value_begins(j);
    buf_add(j->out, "null", 4);
}

void json_raw(struct json *j, const char *json, size_t n)
{
    value_begins(j);
    buf_add(j->out, json, n);
}

void json_kstr(struct json *j, const char *key, const char *text)
{
    json_key(j, key);
    json_str(j, text);
}

void json_kint(struct json *j, const char *key, int64_t v)
{
    json_key(j, key);
    json_int(j, v);
}

void json_kbool(struct json *j, const char *key, bool v)
{
    json_key(j, key);
    json_bool(j, v);
}

void json_knull(struct json *j, const char *key)
{
    json_key(j, key);
    json_none(j);
}
