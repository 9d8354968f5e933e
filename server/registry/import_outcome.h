/* What one row of an import did. */
#ifndef CHIBO_REGISTRY_IMPORT_OUTCOME_H
#define CHIBO_REGISTRY_IMPORT_OUTCOME_H

enum import_outcome { IMPORT_UNCHANGED, IMPORT_ADDED, IMPORT_UPDATED };

#endif
