/* See the header. */
#include "registry/confidential.h"

void confidential_begin(struct work *w, struct tx *save, struct work *out)
{
    *save = (struct tx){.actor = w->actor, .reason = w->tx->reason, .confidential = true};
    *out = *w;
    out->tx = save;
}
