/*
 * What whoever looks after the machine ought to know before it becomes trouble. Own judgement of
 * this program, no regulation: certificates are renewed within a month, a disk that is nearly full
 * stops the daily backup, a backup nobody ever restored is a hope.
 */
#ifndef CHIBO_RULES_UPKEEP_H
#define CHIBO_RULES_UPKEEP_H

#include <stdbool.h>
#include <stdint.h>

struct upkeep_facts {
    int64_t now, started;     /* Unix seconds, as all moments here; 0: there is none */
    int64_t certificate_ends; /* 0: plain HTTP */
    int64_t free_bytes, store_bytes;
    int64_t first_backup, last_backup;
    int64_t last_drill;
    bool drill_failed; /* the last one */
    bool state_secret; /* the label of the store is one of the law on state secrets */
    bool isolated;     /* runs with --isolated */
    bool key_missing;  /* documents cannot be opened: their key is not there, or not theirs */
};

enum upkeep_notice {
    UPKEEP_CERTIFICATE_ENDED,
    UPKEEP_CERTIFICATE_ENDS, /* within 30 days */
    UPKEEP_DISK_LOW,         /* less than 1 GiB, or than three copies of the store */
    UPKEEP_BACKUP_OLD,       /* none for two days, the first hour of a server apart */
    UPKEEP_DRILL_FAILED,
    UPKEEP_DRILL_DUE, /* no drill for three months */
    UPKEEP_NOT_ISOLATED,
    UPKEEP_KEY_MISSING,
    UPKEEP_NOTICES
};

#define UPKEEP_CERTIFICATE_DAYS 30
#define UPKEEP_DRILL_DAYS 92

/* One bit (1 << notice) for each that holds. Pure; any thread. */
unsigned upkeep_notices(const struct upkeep_facts *f);

#endif
