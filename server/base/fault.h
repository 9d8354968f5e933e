/*
 * The list of what is wrong with a request, an import row or an act: the `errors` (and
 * `warnings`) of a problem document. Texts are made in the list's language.
 */
#ifndef CHIBO_BASE_FAULT_H
#define CHIBO_BASE_FAULT_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

struct fault {
    struct fault *next;
    const char *pointer; /* JSON pointer ("/born_on"), or the parameter's name */
    const char *code; /* stable: required, unknown, type, too_long, format, range, duplicate … */
    const char *detail; /* for people, in the caller's language */
    const char *rule;   /* name, value and citation when a rule was broken, else NULL */
    const char *value;
    const char *citation;
    bool confirmed;
};

struct faults {
    struct arena *arena;
    enum lang lang;
    struct fault *first, *last;
    int count;
};

void faults_init(struct faults *f, struct arena *a, enum lang lang);
/* Both formats take the same arguments in the same order; returns the new fault. */
struct fault *fault_add(struct faults *f, const char *pointer, const char *code, const char *vi,
                        const char *en, ...);
/* A day as people who read this language write it: 08/07/2025, or ISO in English. In the arena. */
const char *fault_day(const struct faults *f, const char *iso);
/* Adds a fault and returns e, so that a handler can write `return fault_fail(…)`. */
#define fault_fail(e, f, ...) (fault_add((f), __VA_ARGS__), (e))

#endif
