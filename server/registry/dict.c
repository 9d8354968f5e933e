/* Finding fields, dictionaries and codes; knows no resource by name. */
#include "registry/dict.h"
#include "base/text.h"

#include <string.h>

int dict_find(const struct dict *d, const char *name)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

const struct code_set *code_set_find(const char *name)
{
    for (size_t i = 0; i < code_sets_count; i++)
        if (strcmp(code_sets[i]->name, name) == 0)
            return code_sets[i];
    return NULL;
}

const struct code *code_get(const struct code_set *set, const char *code)
{
    for (size_t i = 0; i < set->n; i++)
        if (strcmp(set->codes[i].code, code) == 0)
            return &set->codes[i];
    return NULL;
}

static bool folded_equal(struct arena *a, const char *folded, const char *label, size_t n)
{
    return strcmp(folded, text_fold(a, arena_dup_n(a, label, n))) == 0;
}

static bool alias_matches(struct arena *a, const char *folded, const char *aliases)
{
    while (aliases != NULL && *aliases != '\0') {
        size_t n = strcspn(aliases, "|");
        if (folded_equal(a, folded, aliases, n))
            return true;
        aliases += n + (aliases[n] == '|');
    }
    return false;
}

const char *code_match(const struct code_set *set, const char *text)
{
    const struct code *exact = code_get(set, text);
    if (exact != NULL)
        return exact->code;
    struct arena *a = arena_new();
    const char *folded = text_fold(a, text), *found = NULL;
    for (size_t i = 0; i < set->n && found == NULL; i++) {
        const struct code *k = &set->codes[i];
        if (folded_equal(a, folded, k->vi, strlen(k->vi)) ||
            folded_equal(a, folded, k->en, strlen(k->en)) || alias_matches(a, folded, k->alias))
            found = k->code;
    }
    arena_free(a);
    return found;
}
