/*
 * Transfers between cells of the register and to places outside: proposed, sent with a letter,
 * arrived or come back (294-QĐ/TW §6.3; HD 12-HD/BTCTW 2022 §4; domain.md §5). While somebody is
 * under way the sender counts them, so everybody counts exactly once. Temporary stays leave the
 * membership where it is.
 */
#ifndef CHIBO_REGISTRY_TRANSFER_H
#define CHIBO_REGISTRY_TRANSFER_H

#include "registry/list.h"
#include "registry/record.h"
#include "registry/tree.h"

struct transfer {
    int64_t id, version, person_id, from_cell_id, to_cell_id; /* 0: a guest, a place outside */
    const char *uid, *kind, *state, *sent_on, *basis_on, *arrived_on, *present_by;
    bool sends, receives; /* the caller's scope holds the sender, the receiver */
};
/* False when there is none, or neither end is in scope. */
bool transfer_load(struct work *w, int64_t id, struct transfer *out);

/* From a checked body; the member is in scope. may_send: with letter and day it goes at once, else
   it waits for the decision. */
enum err transfer_add(struct work *w, int64_t person_id, const struct record *r, bool may_send,
                      int64_t *id);
/* Somebody from a place outside who takes part in a cell of the caller's scope for a time, from the
   day on: no member here, counted nowhere; only the letter is kept. */
enum err transfer_guest_add(struct work *w, const struct record *r, const char *day, int64_t *id);
/* The sender's decision on a proposal: letter and day, or why not. */
enum err transfer_send(struct work *w, const struct transfer *t, const struct record *letter);
enum err transfer_refuse(struct work *w, const struct transfer *t, const char *why);
/* The receiver takes the member in on the day; for a place outside the sender records it. */
enum err transfer_arrive(struct work *w, const struct transfer *t, const char *day);
/* Back at the sender, or the end of a temporary stay. */
enum err transfer_close(struct work *w, const struct transfer *t, const char *day, const char *why);
/* Takes the newest act on the transfer back: its arrival, its sending, itself. ERR_CONFLICT when
   the member was changed since, or when it was one of many in one save. */
enum err transfer_undo(struct work *w, const struct transfer *t);
/* What is still under way ends with the membership. */
enum err transfers_end(struct work *w, int64_t person_id, const char *day);

/* FROM and conditions: those that begin or end in the asked range of the caller's scope. */
void transfer_list_from(struct work *w, struct list_request *q, const struct org_filter *f);
void transfer_object_from(struct work *w, struct list_request *q, int64_t id);

#endif
