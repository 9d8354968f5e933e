/*
 * What is due: recognitions, dossiers waiting for a decision or a ceremony, certificates that run
 * out, transfers to send, to take in and under way, stays and suspensions that end, badges of the
 * next round, and the times that run on the discipline cases the caller may read, which are all of
 * an inspector's. Made from the same rules as the acts; nothing is stored. Readers.
 */
#ifndef CHIBO_REGISTRY_TASK_H
#define CHIBO_REGISTRY_TASK_H

#include "registry/tree.h"

enum task_kind {
    TASK_RECOGNITION,
    TASK_ADMISSION, /* a decision after the cell's proposal */
    TASK_CEREMONY,
    TASK_CERTIFICATE,
    TASK_TRANSFER_SEND,
    TASK_TRANSFER_ARRIVAL,   /* the letter is to be presented here */
    TASK_TRANSFER_UNDER_WAY, /* sent from here, not arrived */
    TASK_STAY_END,
    TASK_SUSPENSION_END,
    TASK_ORGANIZATION_SUSPENSION_END,
    TASK_POST_SUSPENSION_END,
    TASK_EXEMPTION_REVIEW,
    TASK_BADGES,
    TASK_DISCIPLINE_ANNOUNCEMENT,
    TASK_DISCIPLINE_PAPER,
    TASK_DISCIPLINE_APPEAL,
    TASK_DISCIPLINE_LIMITATION,
    TASK_DISCIPLINE_DEFERRAL,
    TASK_INSPECTION_START,
    TASK_INSPECTION_END,
    TASK_INSPECTION_RECOMMENDATION,
    TASK_KINDS
};
const char *task_kind_code(enum task_kind kind);
/* TASK_KINDS for text that is no kind. */
enum task_kind task_kind_of(const char *code);

struct task {
    enum task_kind kind;
    const char *state;    /* code of due_state */
    const char *due_on;   /* NULL: no day is set */
    const char *last_due; /* with the longest extension, or NULL */
    const char *ends_on;  /* of the probation, or NULL */
    const char *name;     /* of the person; NULL for badges, and for members: ask member_name */
    /* candidates, members, transfers, badges, discipline, inspections, organizations,
       posts */
    const char *resource;
    int64_t id;       /* of the row of the resource; badges: how many */
    const char *step; /* next step of a dossier, or NULL */
    int64_t cell_id;
    const char *cell_name, *path;
};
struct task_list {
    struct task *at; /* arena */
    int n, room;
};

/* Everything due in the filter's range today, by day; what has no day comes last. */
void tasks_collect(struct work *w, const struct org_filter *f, struct task_list *out);

#endif
