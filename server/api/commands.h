/*
 * Commands of the administrator that work on the store: user, token, setup-code, backup, drill,
 * export, check. They run in the server when one is there (control.c), else in the command's own
 * process.
 */
#ifndef CHIBO_API_COMMANDS_H
#define CHIBO_API_COMMANDS_H

#include "base/buf.h"
#include "db/writer.h"

struct app;

struct command_context {
    const char *data;
    struct writer *writer;
    struct app *app; /* NULL outside a server */
};
struct command_output {
    struct buf out, err; /* what goes to stdout and stderr */
};

/* argv[0] is the command; file names are absolute or "-" (then `out` is the file). A password
   stands as --password VALUE. Returns the exit code: 0, 1 failed, 2 wrong usage. */
int command_run(const struct command_context *ctx, int argc, const char *const *argv,
                struct command_output *out);

/* Value of an option, NULL when absent; "" for a flag without one. */
const char *command_option(int argc, const char *const *argv, const char *name);

#endif
