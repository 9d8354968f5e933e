/* The code sets by symbol: codes_<name of the set>. Defined in codes.c, listed in code_sets[]. */
#ifndef CHIBO_REGISTRY_CODES_H
#define CHIBO_REGISTRY_CODES_H

#include "registry/dict.h"

/* clang-format off */
#define CODE_SETS(SET)                                                                             \
    SET(organization_kind) SET(organization_category) SET(organization_status)                     \
    SET(member_status) SET(activity) SET(left_reason) SET(gender) SET(general_education)           \
    SET(professional_level) SET(theory_level) SET(occupation) SET(discipline_form)                 \
    SET(authority) SET(discipline_state) SET(discipline_subject) SET(entry)                        \
    SET(discipline_step) SET(discipline_source) SET(discipline_content) SET(discipline_direct)     \
    SET(discipline_ground) SET(appeal_outcome) SET(inspection_kind) SET(inspection_actor)          \
    SET(inspection_state)                                                                          \
    SET(rating_level) SET(locality_kind)                                                           \
    SET(candidate_step) SET(candidate_exit) SET(post) SET(post_activity) SET(post_how) SET(family_relation)           \
    SET(training_kind) SET(role) SET(import_kind) SET(import_state) SET(import_row_state)          \
    SET(quality_flag) SET(change_op) SET(indicator) SET(age_band) SET(party_age_band)              \
    SET(size_band) SET(template_subject) SET(template_origin) SET(calendar_kind)                   \
    SET(candidate_source) SET(candidate_state) SET(candidate_document) SET(introducing_body)       \
    SET(probation) SET(due_state) SET(status_change)                                            \
    SET(change_ground) SET(transfer_kind) SET(transfer_state) SET(transfer_reason)                 \
    SET(badge_early) SET(task_kind) SET(classification) SET(document_kind) SET(drill_result)
/* clang-format on */

#define SET(name) extern const struct code_set codes_##name;
CODE_SETS(SET)
#undef SET

#endif
