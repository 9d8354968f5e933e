/* Formation of organisations; see the header for the sources. */
#include "rules/formation.h"

#include <stddef.h>
#include <string.h>

struct allowed {
    const char *kind, *parents[6];
};

static const struct allowed table[] = {
    {"province_party", {NULL}},
    {"district_party", {"province_party"}},
    {"commune_party", {"province_party", "district_party"}},
    {"upper_party", {"province_party", "district_party", "commune_party", "upper_party"}},
    {"base_party", {"province_party", "district_party", "commune_party", "upper_party"}},
    {"base_cell", {"province_party", "district_party", "commune_party", "upper_party"}},
    {"section_party", {"base_party"}},
    {"cell", {"base_party", "section_party"}},
    {"group", {"base_cell", "cell"}},
};

bool formation_parent_ok(const char *kind, const char *parent)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcmp(table[i].kind, kind) != 0)
            continue;
        for (int k = 0; k < 6 && table[i].parents[k] != NULL; k++)
            if (strcmp(table[i].parents[k], parent) == 0)
                return true;
    }
    return false;
}

bool formation_holds_members(const char *kind)
{
    return strcmp(kind, "cell") == 0 || strcmp(kind, "base_cell") == 0;
}

bool formation_is_grassroots(const char *kind)
{
    return strcmp(kind, "base_party") == 0 || strcmp(kind, "base_cell") == 0;
}

enum formation formation_judge(const char *kind, int official, int members, int cell_min,
                               int base_max)
{
    if (formation_holds_members(kind) && official >= 0 && official < cell_min)
        return FORMATION_BELOW_MINIMUM;
    if (strcmp(kind, "base_cell") == 0 && members >= base_max)
        return FORMATION_ABOVE_MAXIMUM;
    if (strcmp(kind, "base_party") == 0 && members >= 0 && members < base_max)
        return FORMATION_BELOW_BASE;
    return FORMATION_OK;
}
