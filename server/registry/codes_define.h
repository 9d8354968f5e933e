/* How a code set is written down: CODES(name, {code, vi, en, alias}, …), in the codes*.c files
 * only. */
#ifndef CHIBO_REGISTRY_CODES_DEFINE_H
#define CHIBO_REGISTRY_CODES_DEFINE_H

#include "registry/codes.h"

#define CODES(name_, ...)                                                                          \
    static const struct code name_##_codes[] = {__VA_ARGS__};                                      \
    const struct code_set codes_##name_ = {#name_, name_##_codes,                                  \
                                           sizeof name_##_codes / sizeof *name_##_codes};

#endif
