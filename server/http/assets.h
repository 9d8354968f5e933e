/* The embedded front end; the table is written by server/tools/webgen.c. */
#ifndef CHIBO_HTTP_ASSETS_H
#define CHIBO_HTTP_ASSETS_H

#include <stddef.h>

struct http_asset {
    const char *path; /* "/js/core/api.js"; "/" is index.html */
    const char *mime;
    const char *etag; /* strong, quoted, of the uncompressed bytes */
    const unsigned char *plain, *gzip;
    size_t plain_len, gzip_len; /* gzip_len 0: not worth compressing */
};
extern const struct http_asset http_assets[];
extern const size_t http_assets_count;

#endif
