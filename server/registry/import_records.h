/* Rows of targets, discipline decisions and admission dossiers from files; shared by the import*.c
 * files only. */
#ifndef CHIBO_REGISTRY_IMPORT_RECORDS_H
#define CHIBO_REGISTRY_IMPORT_RECORDS_H

#include "registry/import_outcome.h"
#include "registry/record.h"

enum err target_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                           const char **changes);
/* *flag: code of a quality flag that was set, or NULL. */
enum err discipline_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                               const char **changes, const char **flag);

/* A running dossier; *id: of the dossier, *flag as above. */
enum err candidate_import_row(struct work *w, const struct record *r, enum import_outcome *outcome,
                              int64_t *id, const char **changes, const char **flag);

#endif
