/* Every dictionary, once: DICT(symbol). The symbol's struct is dict_<symbol>. */
#ifndef CHIBO_REGISTRY_DICT_LIST_H
#define CHIBO_REGISTRY_DICT_LIST_H

#include "registry/dict.h"

#define DICT_LIST(DICT)                                                                            \
    DICT(organization)                                                                             \
    DICT(cell)                                                                                     \
    DICT(directory)                                                                                \
    DICT(placement)                                                                                \
    DICT(organization_suspension)                                                                  \
    DICT(organization_act)                                                                         \
    DICT(post)                                                                                     \
    DICT(congress)                                                                                 \
    DICT(member)                                                                                   \
    DICT(candidate)                                                                                \
    DICT(candidate_step)                                                                           \
    DICT(candidate_document)                                                                       \
    DICT(status_change)                                                                            \
    DICT(transfer)                                                                                 \
    DICT(badge_forecast)                                                                           \
    DICT(badge)                                                                                    \
    DICT(candidate_exit)                                                                           \
    DICT(family)                                                                                   \
    DICT(training)                                                                                 \
    DICT(work_history)                                                                             \
    DICT(target)                                                                                   \
    DICT(discipline)                                                                               \
    DICT(discipline_case)                                                                          \
    DICT(discipline_step)                                                                          \
    DICT(discipline_reader)                                                                        \
    DICT(discipline_appeal)                                                                        \
    DICT(inspection)                                                                               \
    DICT(inspection_subject)                                                                       \
    DICT(inspection_recommendation)                                                                \
    DICT(document)                                                                                 \
    DICT(calendar)                                                                                 \
    DICT(rule)                                                                                     \
    DICT(import)                                                                                   \
    DICT(import_row)                                                                               \
    DICT(national_export)                                                                          \
    DICT(saved_filter)                                                                             \
    DICT(template)                                                                                 \
    DICT(user)                                                                                     \
    DICT(grant)                                                                                    \
    DICT(token)                                                                                    \
    DICT(session)                                                                                  \
    DICT(setup)                                                                                    \
    DICT(password)                                                                                 \
    DICT(totp)                                                                                     \
    DICT(totp_end)                                                                                 \
    DICT(open_session)                                                                             \
    DICT(audit)                                                                                    \
    DICT(access_log)                                                                               \
    DICT(change)                                                                                   \
    DICT(setting)                                                                                  \
    DICT(backup)                                                                                   \
    DICT(backup_drill)

#define DICT(symbol) extern const struct dict dict_##symbol;
DICT_LIST(DICT)
#undef DICT

/* Whether the decision x holds on the day, both SQL; offices are told of no other. */
#define DISCIPLINE_IN_FORCE(x, day)                                                                \
    "(" x ".annulled_on IS NULL AND coalesce(" x ".ends_on, '9999-12-31') > " day ")"

#endif
