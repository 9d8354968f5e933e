/* Shared by the command*.c files only. */
#ifndef CHIBO_API_COMMAND_PARTS_H
#define CHIBO_API_COMMAND_PARTS_H

#include "api/commands.h"
#include "registry/tree.h"
#include "registry/work.h"

struct command {
    const struct command_context *ctx;
    int argc;
    const char *const *argv;
    struct command_output *out;
    const void *data; /* of the command's own, for what runs in the writer */
};

/* Runs in the writer with the whole registry in scope; faults go to stderr. Exit code. */
int command_write(const struct command *k,
                  enum err (*run)(struct work *w, const struct command *k));
int command_usage(const struct command *k, const char *text);
int command_check(const struct command *k);
int command_export(const struct command *k);
int command_drill(const struct command *k);

#endif
