/* Copies of the store through the standard streams, and restoring one. */
#ifndef CHIBO_CLI_BACKUP_COMMAND_H
#define CHIBO_CLI_BACKUP_COMMAND_H

#include "cli/options.h"

/* `chibo backup -`: `store_command` (the server's or the process's own) makes a verified copy in
   DIR/tmp, whose bytes are then the standard output; what it would have printed is left out.
   Refused on a terminal. Exit code. */
int backup_to_stdout(struct options *o, int (*store_command)(const struct options *));
/* `chibo restore FILE`; "-" is the standard input, a .gz is read as what is inside. Exit code. */
int restore_command(const struct options *o);

#endif
