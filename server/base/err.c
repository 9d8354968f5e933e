/* The error list as tables; what becomes of an error in HTTP is the business of http/reply.c. */
#include "base/err.h"

#include <stddef.h>

struct err_row {
    int status;
    const char *code;
    const char *title[2];
};

static const struct err_row rows[ERR_COUNT] = {[OK] = {200, "ok", {"Được", "OK"}},
#define ERR(name, status, code, vi, en) [ERR_##name] = {status, code, {vi, en}},
                                               ERR_LIST(ERR)
#undef ERR
};

/* A value from outside the list is a fault of the program, and is answered as one. */
static const struct err_row *row_of(enum err e)
{
    return (unsigned)e < ERR_COUNT ? &rows[e] : &rows[ERR_INTERNAL];
}

int err_status(enum err e)
{
    return row_of(e)->status;
}

const char *err_code(enum err e)
{
    return row_of(e)->code;
}

const char *err_title(enum err e, enum lang lang)
{
    return row_of(e)->title[lang == LANG_EN];
}
