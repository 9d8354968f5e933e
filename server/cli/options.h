/* The command line taken apart once; main.c and the commands beside it read it. */
#ifndef CHIBO_CLI_OPTIONS_H
#define CHIBO_CLI_OPTIONS_H

#include "db/store.h"
#include "db/writer.h"

#include <stdbool.h>

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_IN_USE 75

struct options {
    const char *data;
    const char *words[8]; /* what is no option, the command first */
    int n;
    int argc;
    char **argv;
};

/* False when an option is unknown or lacks its value (said on stderr), or there is no command. */
bool options_parse(int argc, char **argv, struct options *o);
/* The value of an option as it was given, NULL when it was not. */
const char *options_value(const struct options *o, const char *name);
/* Whether a name is in a list that ends with NULL. */
bool options_listed(const char *const *list, const char *name);
/* Whether this option stands alone, without a value behind it. */
bool options_takes_none(const char *name);
bool options_flag(const struct options *o, const char *name);

/* A store of the process's own, for commands without a server. */
struct own_store {
    struct store store;
    struct writer *writer;
    struct arena *arena;
};
/* 0, or the exit code after saying why on stderr (EXIT_IN_USE: a server has the folder). */
int own_store_open(const struct options *o, struct own_store *s);
void own_store_close(struct own_store *s);

/* `chibo import KIND FILE`; needs exactly these words. Exit code. */
int import_command(const struct options *o);

#endif
