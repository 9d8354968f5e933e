/*
 * A growing byte buffer and a JSON writer on top of it. Answers are appended straight from the
 * columns: that costs a third of building json_t trees. Never fails softly: out of memory aborts.
 */
#ifndef CHIBO_BASE_BUF_H
#define CHIBO_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *p;
    size_t len, cap;
};

void buf_free(struct buf *b);
void buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text with a NUL behind it (not counted in len); ownership stays with b. */
char *buf_text(struct buf *b);
/* Hands the bytes to the caller (free() them) and leaves b empty. */
char *buf_take(struct buf *b, size_t *len);

/* JSON: commas are the writer's business. In an object call json_key before each value. */
struct json {
    struct buf *out;
    bool comma;
};

void json_init(struct json *j, struct buf *out);
void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *key);
/* A key that is known to need no escape: a name of the dictionary, the n bytes of it. */
void json_name(struct json *j, const char *name, size_t n);
void json_str(struct json *j, const char *text); /* NULL gives null; invalid UTF-8 gives U+FFFD */
void json_str_n(struct json *j, const char *text, size_t n);
void json_int(struct json *j, int64_t v);
void json_bool(struct json *j, bool v);
void json_none(struct json *j);
void json_raw(struct json *j, const char *json, size_t n); /* JSON made elsewhere */
/* key and value in one */
void json_kstr(struct json *j, const char *key, const char *text);
void json_kint(struct json *j, const char *key, int64_t v);
void json_kbool(struct json *j, const char *key, bool v);
void json_knull(struct json *j, const char *key);

#endif
