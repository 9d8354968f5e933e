/* Zips of finished files. */
#include "office/bundle.h"

#include <zip.h>

static bool add(zip_t *z, const char *name, const char *file)
{
    zip_source_t *s = zip_source_file(z, file, 0, -1);
    if (s == NULL)
        return false;
    if (zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8) >= 0)
        return true;
    zip_source_free(s);
    return false;
}

bool bundle_write(const char *path, const char *const *names, const char *const *files, size_t n)
{
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_EXCL, NULL);
    bool good = z != NULL;
    for (size_t i = 0; i < n && good; i++)
        good = add(z, names[i], files[i]);
    if (z != NULL && !good)
        zip_discard(z);
    return good && zip_close(z) == 0;
}
