/* What the files of transfers share; nobody else includes it. */
#ifndef CHIBO_REGISTRY_TRANSFER_PARTS_H
#define CHIBO_REGISTRY_TRANSFER_PARTS_H

#include "registry/member.h"
#include "registry/receiver.h"

/* What is said of a receiver that will not do. */
extern const struct receiver_words transfer_receiver;
/* The last day of a deadline in working days, counted by the calendar from `from`. */
const char *transfer_due(struct work *w, const char *rule, const char *from, int usual);
/* Being late is told, the act stands (294-QĐ/TW §6.3.1). */
void transfer_tell_late(struct work *w, const char *rule, const char *day, const char *by,
                        const char *pointer);
/* A temporary stay has an end, and not too late a one; an official transfer has none. */
enum err transfer_check_stay(struct work *w, const struct record *r);
/* The letter of a member who came from a place outside, kept as a transfer that arrived. */
enum err transfer_came_in(struct work *w, const struct member *m, const struct spell *spell,
                          struct record *r, int64_t *id);

#endif
