/* Whom a command run as root becomes. */
#ifndef CHIBO_CLI_OWNER_H
#define CHIBO_CLI_OWNER_H

#include <stdbool.h>

/* Run as root in a data folder that belongs to another user, the process becomes that user for good
   (groups first), so that no file of the register ends up unreadable to the service. Nothing
   happens for anybody else, or while the folder does not exist. False when it should have and could
   not (said on stderr). Before any thread is started. */
bool owner_become(const char *data);

#endif
