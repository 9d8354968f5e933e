/* See the header. */
#include "base/media.h"

#include <string.h>

#define STARTS(with) (n >= sizeof(with) - 1 && memcmp(head, with, sizeof(with) - 1) == 0)

const char *media_type(const void *head, size_t n)
{
    if (STARTS("%PDF-"))
        return "application/pdf";
    if (STARTS("\xFF\xD8\xFF"))
        return "image/jpeg";
    return STARTS("\x89PNG\r\n\x1a\n") ? "image/png" : NULL;
}
