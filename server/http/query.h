/* Pure parsers of what clients send, apart so that they can be fuzzed. */
#ifndef CHIBO_HTTP_QUERY_H
#define CHIBO_HTTP_QUERY_H

#include "http/http.h"

/* Decodes %XX (and + when form); false on bad escapes, NUL, or bytes that are no UTF-8. */
bool percent_decode(struct arena *a, const char *in, size_t n, bool form, const char **out);
/* Splits a query string; false when an escape is bad or there are more than 64 parameters. */
bool query_parse(struct arena *a, const char *query, struct http_param **params, size_t *n);
/* Path as it is after decoding; false for NUL, "//", "." and ".." segments, %2F, bad escapes. */
bool path_decode(struct arena *a, const char *raw, const char **out);
/* The named cookie of a Cookie header; NULL when absent or malformed. */
const char *cookie_find(struct arena *a, const char *header, const char *name);
/* Language of Accept-Language: the better of vi and en by quality, vi by default. */
enum lang lang_accept(const char *header);

#endif
