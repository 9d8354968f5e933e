/* Keys in files, sealed streams, veils. */
#include "base/vault.h"
#include "base/crypto.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/chibo-vault-XXXXXX";

static const char *in_dir(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *f = fopen(in_dir(name), "w");
    fputs(text, f);
    fclose(f);
}

static void start(void)
{
    ck_assert(crypto_start());
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void stop(void)
{
    static const char *const names[] = {"a", "b", "c"};
    for (size_t i = 0; i < 3; i++)
        unlink(in_dir(names[i]));
    rmdir(dir);
}

START_TEST(a_key_is_made_once_read_again_and_told_from_others)
{
    struct vault_key a, again, b;
    struct stat st;
    start();
    ck_assert_int_eq(vault_read(in_dir("a"), &a), VAULT_ABSENT);
    ck_assert_int_eq(vault_create(in_dir("a"), &a), VAULT_OK);
    ck_assert_int_eq(stat(in_dir("a"), &st), 0);
    ck_assert_int_eq((int)(st.st_mode & 0777), 0600);
    ck_assert_int_eq(vault_create(in_dir("a"), &b), VAULT_UNREADABLE);
    ck_assert_int_eq(vault_read(in_dir("a"), &again), VAULT_OK);
    ck_assert_mem_eq(&a, &again, sizeof a);
    ck_assert_int_eq(vault_create(in_dir("b"), &b), VAULT_OK);
    ck_assert_str_ne(a.mark, b.mark);
    ck_assert_uint_eq(strlen(a.mark), 32);
    ck_assert_int_eq(vault_create(in_dir("none/a"), &b), VAULT_UNREADABLE);
    stop();
}
END_TEST

START_TEST(what_is_no_key_is_none)
{
    struct vault_key key;
    static const char *const texts[] = {
        "",
        "chibo document key 1\n",
        "chibo document key 1\nabc\n",
        "chibo document key 2\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n",
        "chibo document key 1\nzz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n",
        "chibo document key 1\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00\n"};
    start();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put("c", texts[i]);
        ck_assert_msg(vault_read(in_dir("c"), &key) == VAULT_UNREADABLE, "%zu", i);
    }
    /* typed off a print-out, with the line ends of another system */
    put("c",
        "chibo document key 1\n00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF\r\n");
    ck_assert_int_eq(vault_read(in_dir("c"), &key), VAULT_OK);
    stop();
}
END_TEST

/* Seals n bytes in pieces of `piece`; the sealed bytes, with the header before them. */
static size_t seal_all(const struct vault_key *key, const uint8_t *in, size_t n, size_t piece,
                       uint8_t *out)
{
    struct seal s;
    size_t at = 0, to = SEAL_HEADER;
    seal_begin(&s, key, out);
    do {
        size_t take = n - at < piece ? n - at : piece;
        seal_piece(&s, "row/1", in + at, take, at + take == n, out + to);
        at += take;
        to += take + SEAL_EXTRA;
    } while (at < n);
    return to;
}

/* Whether it opens whole, and as what it was. */
static bool opens(const struct vault_key *key, const char *about, const uint8_t *sealed, size_t n,
                  size_t piece, const uint8_t *plain)
{
    struct seal s;
    static uint8_t out[SEAL_PIECE];
    bool last = false;
    size_t at = SEAL_HEADER, from = 0;
    if (!seal_open(&s, key, sealed))
        return false;
    while (at < n && !last) {
        size_t take = n - at < piece + SEAL_EXTRA ? n - at : piece + SEAL_EXTRA;
        if (!seal_opened(&s, about, sealed + at, take, out, &last))
            return false;
        if (memcmp(out, plain + from, take - SEAL_EXTRA) != 0)
            return false;
        from += take - SEAL_EXTRA;
        at += take;
    }
    return last && at == n;
}

START_TEST(what_was_sealed_opens_for_its_key_and_its_row_whole_or_not_at_all)
{
    struct vault_key key = {.mark = ""}, other = {.mark = "", .bytes = {1}};
    static uint8_t plain[3000], sealed[4000];
    ck_assert(crypto_start());
    random_bytes(plain, sizeof plain);
    for (size_t n = 1; n <= sizeof plain; n += 271) {
        size_t size = seal_all(&key, plain, n, 1000, sealed);
        ck_assert(opens(&key, "row/1", sealed, size, 1000, plain));
        ck_assert(!opens(&other, "row/1", sealed, size, 1000, plain));
        ck_assert(!opens(&key, "row/2", sealed, size, 1000, plain));
        ck_assert(!opens(&key, "row/1", sealed, size - 1, 1000, plain));
        if (n > 1000) /* a whole piece less is no file either */
            ck_assert(!opens(&key, "row/1", sealed, SEAL_HEADER + 1000 + SEAL_EXTRA, 1000, plain));
        for (size_t k = 0; k < size; k += 97) {
            sealed[k] ^= 4;
            ck_assert_msg(!opens(&key, "row/1", sealed, size, 1000, plain), "byte %zu", k);
            sealed[k] ^= 4;
        }
    }
}
END_TEST

START_TEST(a_veil_lifts_at_any_place_and_in_any_pieces)
{
    struct veil v;
    static uint8_t plain[1000], veiled[1000];
    uint64_t seed = 7;
    ck_assert(crypto_start());
    veil_new(&v);
    random_bytes(plain, sizeof plain);
    for (int round = 0; round < 200; round++) {
        memcpy(veiled, plain, sizeof plain);
        for (size_t at = 0; at < sizeof plain;) {
            size_t n = 1 + (size_t)random_below(&seed, 200);
            n = sizeof plain - at < n ? sizeof plain - at : n;
            veil_apply(&v, at, veiled + at, n);
            at += n;
        }
        ck_assert(memcmp(veiled, plain, sizeof plain) != 0);
        size_t from = (size_t)random_below(&seed, 900), n = 1 + (size_t)random_below(&seed, 100);
        veil_apply(&v, from, veiled + from, n);
        ck_assert_mem_eq(veiled + from, plain + from, n);
    }
}
END_TEST

UNIT_MAIN("vault", a_key_is_made_once_read_again_and_told_from_others, what_is_no_key_is_none,
          what_was_sealed_opens_for_its_key_and_its_row_whole_or_not_at_all,
          a_veil_lifts_at_any_place_and_in_any_pieces)
