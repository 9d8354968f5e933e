/* A local certificate authority for an office LAN: `chibo tls-init`. Needs no lock on the store. */
#ifndef CHIBO_HTTP_TLS_INIT_H
#define CHIBO_HTTP_TLS_INIT_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * Writes DIR/tls/ca.pem, ca.key (10 years; kept when they exist), server.pem, server.key (825 days,
 * for the comma-separated names and addresses) and HUONG-DAN.txt, the one-page guide for the
 * office's PCs. Keys have mode 0600. false and *why in the arena on failure.
 */
bool tls_init(struct arena *a, const char *dir, const char *hosts, const char **why);

#endif
