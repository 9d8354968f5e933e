/*
 * Rules on organisations (Charter art. 10, 21; domain.md §2) as pure functions: what may stand
 * under what, and when a number of members allows a form. No I/O, no clock; limits are arguments.
 */
#ifndef CHIBO_RULES_FORMATION_H
#define CHIBO_RULES_FORMATION_H

#include <stdbool.h>

/* Whether an organisation of `kind` may stand under one of `parent` (codes of organization_kind).
 */
bool formation_parent_ok(const char *kind, const char *parent);
/* Only cells hold members. */
bool formation_holds_members(const char *kind);
/* TCCSĐ: base_party and base_cell. */
bool formation_is_grassroots(const char *kind);

enum formation {
    FORMATION_OK,
    FORMATION_BELOW_MINIMUM,
    FORMATION_ABOVE_MAXIMUM,
    FORMATION_BELOW_BASE
};
/*
 * Whether the numbers allow the form: a cell needs `cell_min` official members; a base cell has
 * fewer than base_max members, a base party at least that many (both with the superior's consent
 * only). A negative number is unknown and judged by nothing.
 */
enum formation formation_judge(const char *kind, int official, int members, int cell_min,
                               int base_max);

#endif
