/* The list of faults, in the arena of its request. Knows no fields and no rules. */
#include "base/fault.h"

#include <stdarg.h>
#include <string.h>

void faults_init(struct faults *f, struct arena *a, enum lang lang)
{
    *f = (struct faults){.arena = a, .lang = lang};
}

struct fault *fault_add(struct faults *f, const char *pointer, const char *code, const char *vi,
                        const char *en, ...)
{
    struct fault *fault = arena_alloc(f->arena, sizeof *fault);
    va_list args;
    va_start(args, en);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    fault->detail = arena_vprintf(f->arena, f->lang == LANG_EN ? en : vi, args);
#pragma GCC diagnostic pop
    va_end(args);
    /* callers compose pointers in buffers of their own ("/rows/3/born_on") */
    fault->pointer = arena_dup(f->arena, pointer);
    fault->code = code;
    if (f->last)
        f->last->next = fault;
    else
        f->first = fault;
    f->last = fault;
    f->count++;
    return fault;
}

const char *fault_day(const struct faults *f, const char *iso)
{
    size_t n = strlen(iso);
    if (f->lang == LANG_EN || n < 7)
        return iso;
    return n < 10 ? arena_printf(f->arena, "%.2s/%.4s", iso + 5, iso)
                  : arena_printf(f->arena, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}
