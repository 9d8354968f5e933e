/*
 * What is kept encrypted: a key in a file of its own, streams sealed under it (libsodium's
 * secretstream, XChaCha20-Poly1305), and a veil for what lies in a temporary file. Any thread.
 */
#ifndef CHIBO_BASE_VAULT_H
#define CHIBO_BASE_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VAULT_KEY_BYTES 32
#define VAULT_MARK_LEN 33 /* 32 hex digits and the NUL */

struct vault_key {
    uint8_t bytes[VAULT_KEY_BYTES];
    char mark[VAULT_MARK_LEN]; /* fingerprint: tells keys apart and gives nothing away */
};

enum vault_result { VAULT_OK, VAULT_ABSENT, VAULT_UNREADABLE };
/* The key in the file; VAULT_UNREADABLE: no permission, or not a key. */
enum vault_result vault_read(const char *path, struct vault_key *out);
/* A new key in a new file of mode 0600, on disk when this returns; VAULT_UNREADABLE when the file
   cannot be written or exists (errno tells). */
enum vault_result vault_create(const char *path, struct vault_key *out);
void vault_forget(struct vault_key *key);

/* ---- sealed streams: pieces of any size up to SEAL_PIECE, each SEAL_EXTRA bytes longer sealed */

#define SEAL_PIECE 65536
#define SEAL_EXTRA 17
#define SEAL_HEADER 24

struct seal {
    uint64_t opaque[7];
};
/* `about` is bound to every piece: what was sealed for one row opens for no other. */
void seal_begin(struct seal *s, const struct vault_key *key, uint8_t header[SEAL_HEADER]);
void seal_piece(struct seal *s, const char *about, const void *in, size_t n, bool last,
                uint8_t *out);
bool seal_open(struct seal *s, const struct vault_key *key, const uint8_t header[SEAL_HEADER]);
/* False: not what was sealed, or not in this order. *last: nothing may follow. n includes
   SEAL_EXTRA. */
bool seal_opened(struct seal *s, const char *about, const uint8_t *in, size_t n, void *out,
                 bool *last);

/* ---- a veil: its key lives as long as the struct; forgotten, nobody reads the file again */

struct veil {
    uint8_t key[32], nonce[24];
};
void veil_new(struct veil *v);
/* Veils or unveils n bytes that stand at offset `at`, in place. */
void veil_apply(const struct veil *v, uint64_t at, uint8_t *bytes, size_t n);
void veil_forget(struct veil *v);

#endif
