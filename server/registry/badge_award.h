/* Huy hiệu Đảng: awards that were made, and who reaches one by a day of award. */
#ifndef CHIBO_REGISTRY_BADGE_AWARD_H
#define CHIBO_REGISTRY_BADGE_AWARD_H

#include "registry/list.h"
#include "registry/record.h"
#include "registry/tree.h"

/* From a checked body; the member is in scope. The years must be full on the day, before it only
   for serious illness or death (24-QĐ/TW). ERR_CONFLICT: has it already. Writer only. */
enum err badge_add(struct work *w, const struct record *r, int64_t *id);
/* The badge whose years become full after the round before `round` and up to it; 0: none. */
int badge_of_round(struct work *w, int64_t person, const char *round);
/* Version and cell; false: absent or out of scope. */
bool badge_find(struct work *w, int64_t id, int64_t *version, int64_t *cell_id);

/* FROM and conditions: badges of those who are in the range now. */
void badge_list_from(struct work *w, struct list_request *q, const struct org_filter *f);
void badge_object_from(struct work *w, struct list_request *q, int64_t id);
/* Who reaches a badge after the round before `round` and up to it. */
void badge_forecast_from(struct work *w, struct list_request *q, const struct org_filter *f,
                         const char *round);

#endif
