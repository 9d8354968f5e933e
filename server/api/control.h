/*
 * The control socket DATA/control (0600): while a server runs, the command line's `user`, `token`,
 * `setup-code`, `backup`, `export` and `check` are carried out by it, never by a second writer.
 */
#ifndef CHIBO_API_CONTROL_H
#define CHIBO_API_CONTROL_H

#include "api/app.h"

struct control;

/* Starts the thread that answers on the socket; NULL on failure. */
struct control *control_start(struct app *app);
void control_stop(struct control *c);

#endif
