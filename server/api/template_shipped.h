/* The templates that come with the program. */
#ifndef CHIBO_API_TEMPLATE_SHIPPED_H
#define CHIBO_API_TEMPLATE_SHIPPED_H

#include "registry/work.h"

/* Takes in what is new or made otherwise since the last start. `data`: the folder, for the file
   while it is written. Writer. */
enum err templates_ship(struct work *w, const char *data);

#endif
