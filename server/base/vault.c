/* See the header. */
#include "base/vault.h"
#include "base/crypto.h"
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

_Static_assert(sizeof(struct seal) >= sizeof(crypto_secretstream_xchacha20poly1305_state), "seal");
_Static_assert(SEAL_EXTRA == crypto_secretstream_xchacha20poly1305_ABYTES, "extra");
_Static_assert(SEAL_HEADER == crypto_secretstream_xchacha20poly1305_HEADERBYTES, "header");
_Static_assert(VAULT_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES, "key");

/* ---- the file of the key: a line that says what it is, a line with the key in hex */

static const char title[] = "chibo document key 1\n";
#define TITLE (sizeof title - 1)
#define FILE_BYTES (TITLE + 2 * VAULT_KEY_BYTES + 1)

/* A hash with a purpose of its own: the key itself cannot be guessed at by it. */
static void mark(struct vault_key *key)
{
    static const char purpose[] = "chibo document key fingerprint";
    uint8_t hash[(VAULT_MARK_LEN - 1) / 2];
    crypto_generichash(hash, sizeof hash, key->bytes, sizeof key->bytes, (const uint8_t *)purpose,
                       sizeof purpose - 1);
    hex_encode(key->mark, hash, sizeof hash);
}

enum vault_result vault_read(const char *path, struct vault_key *out)
{
    char text[FILE_BYTES + 2] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? VAULT_ABSENT : VAULT_UNREADABLE;
    ssize_t n = read(fd, text, FILE_BYTES + 1);
    close(fd);
    bool good = n > (ssize_t)TITLE && memcmp(text, title, TITLE) == 0;
    if (good) {
        text[TITLE + strcspn(text + TITLE, "\r\n")] = '\0';
        good = hex_decode(out->bytes, sizeof out->bytes, text + TITLE);
    }
    sodium_memzero(text, sizeof text);
    if (!good)
        return VAULT_UNREADABLE;
    mark(out);
    return VAULT_OK;
}

static bool sync_folder(const char *path)
{
    struct arena *a = arena_new();
    bool good = file_sync(file_folder(a, path));
    arena_free(a);
    return good;
}

enum vault_result vault_create(const char *path, struct vault_key *out)
{
    char text[FILE_BYTES + 1];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return VAULT_UNREADABLE;
    crypto_secretstream_xchacha20poly1305_keygen(out->bytes);
    memcpy(text, title, TITLE);
    hex_encode(text + TITLE, out->bytes, sizeof out->bytes);
    text[FILE_BYTES - 1] = '\n';
    bool good = file_write_all(fd, text, FILE_BYTES) && fsync(fd) == 0;
    int why = errno;
    good = close(fd) == 0 && good && sync_folder(path);
    sodium_memzero(text, sizeof text);
    if (!good) { /* half a key is worse than none */
        unlink(path);
        vault_forget(out);
        errno = why;
        return VAULT_UNREADABLE;
    }
    mark(out);
    return VAULT_OK;
}

void vault_forget(struct vault_key *key)
{
    sodium_memzero(key, sizeof *key);
}

/* ---- sealed streams */

static crypto_secretstream_xchacha20poly1305_state *state(struct seal *s)
{
    return (crypto_secretstream_xchacha20poly1305_state *)(void *)s;
}

void seal_begin(struct seal *s, const struct vault_key *key, uint8_t header[SEAL_HEADER])
{
    crypto_secretstream_xchacha20poly1305_init_push(state(s), header, key->bytes);
}

void seal_piece(struct seal *s, const char *about, const void *in, size_t n, bool last,
                uint8_t *out)
{
    crypto_secretstream_xchacha20poly1305_push(
        state(s), out, NULL, in, n, (const uint8_t *)about, strlen(about),
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
}

bool seal_open(struct seal *s, const struct vault_key *key, const uint8_t header[SEAL_HEADER])
{
    return crypto_secretstream_xchacha20poly1305_init_pull(state(s), header, key->bytes) == 0;
}

bool seal_opened(struct seal *s, const char *about, const uint8_t *in, size_t n, void *out,
                 bool *last)
{
    uint8_t tag = 0;
    if (n < SEAL_EXTRA ||
        crypto_secretstream_xchacha20poly1305_pull(state(s), out, NULL, &tag, in, n,
                                                   (const uint8_t *)about, strlen(about)) != 0)
        return false;
    *last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return true;
}

/* ---- a veil */

#define BLOCK 64

void veil_new(struct veil *v)
{
    random_bytes(v, sizeof *v);
}

/* The cipher counts blocks; what begins inside one is put at its place in a copy first. */
void veil_apply(const struct veil *v, uint64_t at, uint8_t *bytes, size_t n)
{
    size_t skip = (size_t)(at % BLOCK);
    if (skip > 0) {
        uint8_t block[BLOCK] = {0};
        size_t take = n < BLOCK - skip ? n : BLOCK - skip;
        memcpy(block + skip, bytes, take);
        crypto_stream_xchacha20_xor_ic(block, block, skip + take, v->nonce, at / BLOCK, v->key);
        memcpy(bytes, block + skip, take);
        sodium_memzero(block, sizeof block);
        at += take;
        bytes += take;
        n -= take;
    }
    if (n > 0)
        crypto_stream_xchacha20_xor_ic(bytes, bytes, n, v->nonce, at / BLOCK, v->key);
}

void veil_forget(struct veil *v)
{
    sodium_memzero(v, sizeof *v);
}
