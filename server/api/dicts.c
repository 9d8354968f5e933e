/* Every dictionary of the program, of the registry and of accounts, for /dictionary and OpenAPI. */
#include "registry/dict_list.h"

#define DICT(symbol) &dict_##symbol,
const struct dict *const dicts[] = {DICT_LIST(DICT)};
#undef DICT
const size_t dicts_count = sizeof dicts / sizeof *dicts;
