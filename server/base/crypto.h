/* Random values, hashes and identifiers, by libsodium. Any thread. */
#ifndef CHIBO_BASE_CRYPTO_H
#define CHIBO_BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_BYTES 32
#define HASH_HEX (2 * HASH_BYTES + 1)
#define UID_LEN 37

bool crypto_start(void);
void random_bytes(void *out, size_t n);
/* For rows whose numbers must tell nothing: 41 to 52 bits, exact in a browser's numbers, never one
   that counting would give. */
int64_t random_id(void);
/* URL-safe text of n random bytes; out holds at least 4*n/3+4 bytes. */
void random_token(char *out, size_t size, size_t n);
/* UUIDv7 of now, increasing within the process. */
void uid_new(char out[UID_LEN]);
/* Deterministic UUID from a namespace and a name (demo data, imports of the same row). */
void uid_from(char out[UID_LEN], const char *space, const char *name);
/* BLAKE2b-256 */
void hash_bytes(uint8_t out[HASH_BYTES], const void *p, size_t n);
struct hasher {
    uint64_t opaque[48];
} __attribute__((aligned(64)));
void hasher_start(struct hasher *h);
void hasher_add(struct hasher *h, const void *p, size_t n);
void hasher_end(struct hasher *h, uint8_t out[HASH_BYTES]);
void hex_encode(char *out, const void *p, size_t n); /* out: 2n+1 */
bool hex_decode(uint8_t *out, size_t n, const char *hex);
bool equal_secret(const char *a, const char *b); /* constant time on equal lengths */

#endif
