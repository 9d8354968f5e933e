/*
 * The only file that sees libsodium's hashes and random source. Passwords are not its business
 * (access/ hashes them).
 */
#include "base/crypto.h"

#include "base/date.h"

#include <sodium.h>
#include <stdatomic.h>
#include <string.h>

_Static_assert(sizeof(struct hasher) >= sizeof(crypto_generichash_state), "hasher is too small");
_Static_assert(_Alignof(struct hasher) >= _Alignof(crypto_generichash_state), "hasher alignment");
_Static_assert(HASH_BYTES == crypto_generichash_BYTES, "BLAKE2b-256");

bool crypto_start(void)
{
    return sodium_init() >= 0;
}

void random_bytes(void *out, size_t n)
{
    randombytes_buf(out, n);
}

int64_t random_id(void)
{
    uint64_t bits;
    random_bytes(&bits, sizeof bits);
    return (int64_t)(bits >> 12) | INT64_C(1) << 40;
}

void random_token(char *out, size_t size, size_t n)
{
    /* whole groups of three bytes encode apart, so a token of any length needs no allocation */
    uint8_t piece[48];
    char *end = out + size;
    if (size)
        *out = '\0';
    while (n) {
        size_t take = n < sizeof piece ? n : sizeof piece;
        randombytes_buf(piece, take);
        /* aborts when `out` is too small */
        sodium_bin2base64(out, (size_t)(end - out), piece, take,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING);
        out += strlen(out);
        n -= take;
    }
    sodium_memzero(piece, sizeof piece);
}

static void uid_write(char out[UID_LEN], uint8_t b[16], int version)
{
    b[6] = (uint8_t)((b[6] & 0x0F) | version << 4);
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80);
    char hex[33];
    hex_encode(hex, b, 16);
    const char *from = hex;
    char *to = out;
    static const int groups[] = {8, 4, 4, 4, 12};
    for (int g = 0; g < 5; g++) {
        if (g)
            *to++ = '-';
        memcpy(to, from, (size_t)groups[g]);
        to += groups[g];
        from += groups[g];
    }
    *to = '\0';
}

/*
 * RFC 9562 §6.2 method 1: milliseconds and a 12-bit counter as one number that only grows. A clock
 * that is set back, or more than 4096 ids a millisecond, borrow from the next milliseconds.
 */
void uid_new(char out[UID_LEN])
{
    static _Atomic uint64_t last;
    uint64_t now = (uint64_t)time_now_ms() << 12, seen = atomic_load(&last), next;
    do {
        next = now > seen ? now : seen + 1;
    } while (!atomic_compare_exchange_weak(&last, &seen, next));

    uint8_t b[16];
    uint64_t ms = next >> 12;
    for (int i = 0; i < 6; i++)
        b[i] = (uint8_t)(ms >> (40 - 8 * i));
    b[6] = (uint8_t)(next >> 8 & 0x0F);
    b[7] = (uint8_t)next;
    randombytes_buf(b + 8, 8);
    uid_write(out, b, 7);
}

void uid_from(char out[UID_LEN], const char *space, const char *name)
{
    struct hasher h;
    uint8_t hash[HASH_BYTES];
    hasher_start(&h);
    hasher_add(&h, space, strlen(space) + 1); /* the NUL keeps ("ab","c") and ("a","bc") apart */
    hasher_add(&h, name, strlen(name));
    hasher_end(&h, hash);
    uid_write(out, hash, 8); /* version 8: a hash of one's own choice */
}

void hash_bytes(uint8_t out[HASH_BYTES], const void *p, size_t n)
{
    crypto_generichash(out, HASH_BYTES, p, n, NULL, 0);
}

void hasher_start(struct hasher *h)
{
    crypto_generichash_init((crypto_generichash_state *)(void *)h, NULL, 0, HASH_BYTES);
}

void hasher_add(struct hasher *h, const void *p, size_t n)
{
    crypto_generichash_update((crypto_generichash_state *)(void *)h, p, n);
}

void hasher_end(struct hasher *h, uint8_t out[HASH_BYTES])
{
    crypto_generichash_final((crypto_generichash_state *)(void *)h, out, HASH_BYTES);
}

void hex_encode(char *out, const void *p, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *b = p;
    for (size_t i = 0; i < n; i++) {
        *out++ = digits[b[i] >> 4];
        *out++ = digits[b[i] & 15];
    }
    *out = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_decode(uint8_t *out, size_t n, const char *hex)
{
    for (size_t i = 0; i < n; i++) {
        int high = hex_value(hex[2 * i]);
        int low = high < 0 ? -1 : hex_value(hex[2 * i + 1]);
        if (low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return !hex[2 * n];
}

bool equal_secret(const char *a, const char *b)
{
    size_t n = strlen(a);
    return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}
