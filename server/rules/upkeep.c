/* See upkeep.h. */
#include "rules/upkeep.h"

#define HOUR 3600
#define DAY (24LL * HOUR)
#define GIB (1LL << 30)

static bool backup_old(const struct upkeep_facts *f)
{
    if (f->last_backup == 0)
        return f->now - f->started > HOUR;
    return f->now - f->last_backup > 2 * DAY && f->now - f->started > HOUR;
}

static bool drill_due(const struct upkeep_facts *f)
{
    /* a registry that has only just begun has nothing to try yet */
    int64_t since = f->last_drill != 0 ? f->last_drill : f->first_backup;
    return since != 0 && f->now - since > UPKEEP_DRILL_DAYS * DAY;
}

unsigned upkeep_notices(const struct upkeep_facts *f)
{
    bool holds[UPKEEP_NOTICES] = {
        [UPKEEP_CERTIFICATE_ENDED] = f->certificate_ends != 0 && f->certificate_ends <= f->now,
        [UPKEEP_CERTIFICATE_ENDS] = f->certificate_ends > f->now &&
                                    f->certificate_ends - f->now <= UPKEEP_CERTIFICATE_DAYS * DAY,
        [UPKEEP_DISK_LOW] = f->free_bytes < GIB || f->free_bytes / 3 < f->store_bytes,
        [UPKEEP_BACKUP_OLD] = backup_old(f),
        [UPKEEP_DRILL_FAILED] = f->drill_failed,
        [UPKEEP_DRILL_DUE] = !f->drill_failed && drill_due(f),
        [UPKEEP_NOT_ISOLATED] = f->state_secret && !f->isolated,
        [UPKEEP_KEY_MISSING] = f->key_missing};
    unsigned bits = 0;
    for (int i = 0; i < UPKEEP_NOTICES; i++)
        bits |= holds[i] ? 1u << i : 0;
    return bits;
}
