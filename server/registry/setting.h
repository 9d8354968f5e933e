/* What holds for the whole registry. */
#ifndef CHIBO_REGISTRY_SETTING_H
#define CHIBO_REGISTRY_SETTING_H

#include "db/conn.h"
#include "registry/dict.h"

/* The classification every paper of the registry carries (Law 117/2025/QH15 on state secrets for
   all but "internal"); NULL: none. Static. */
const struct code *setting_classification(struct conn *c);
#endif
