/* Passwords and codes: what is too weak, what a code looks like, that hashes tell and hide. */
#include "access/account.h"
#include "base/crypto.h"
#include "base/text.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

static bool accepted(const char *username, const char *password)
{
    struct arena *a = arena_new();
    struct work w = {.arena = a};
    ck_assert(crypto_start() && text_init());
    faults_init(&w.faults, a, LANG_VI);
    bool good = password_check(&w, "/password", username, password);
    ck_assert(good == (w.faults.count == 0));
    arena_free(a);
    return good;
}

START_TEST(passwords_that_anybody_would_guess_are_refused)
{
    ck_assert(accepted("van-phong", "bốn con trâu trên nương"));
    ck_assert(!accepted("van-phong", "ngan-qua-a1")); /* eleven characters */
    ck_assert(!accepted("van-phong", "aaaaaaaaaaaaaaaa"));
    ck_assert(!accepted("van-phong", "Van-Phong-2026")); /* begins with the name */
    ck_assert(!accepted("van-phong", "DangCongSanVietNam"));
    ck_assert(!accepted("van-phong", "Đảng Cộng sản"));
    char text[200];
    memset(text, 'x', 199);
    text[0] = 'y';
    text[199] = '\0';
    ck_assert(!accepted("van-phong", text));
}
END_TEST

/* The code of the only fault. */
static const char *refusal(const char *password)
{
    static char code[32];
    struct arena *a = arena_new();
    struct work w = {.arena = a};
    ck_assert(crypto_start() && text_init());
    faults_init(&w.faults, a, LANG_VI);
    ck_assert(!password_check(&w, "/new", "van-phong", password));
    ck_assert_int_eq(w.faults.count, 1);
    ck_assert_str_eq(w.faults.first->pointer, "/new");
    snprintf(code, sizeof code, "%s", w.faults.first->code);
    arena_free(a);
    return code;
}

START_TEST(a_refused_password_is_told_why)
{
    ck_assert_str_eq(refusal("ngan-qua-a1"), "length");
    ck_assert_str_eq(refusal("Mật khẩu 12345"), "common"); /* on the list, however it is spelt */
    ck_assert_str_eq(refusal("aaaaaaaaaaaa"), "common");
    ck_assert_str_eq(refusal("bbbbbbbbbbbb"), "weak");
    ck_assert_str_eq(refusal("Van-Phong-2026"), "weak");
}
END_TEST

START_TEST(a_code_can_be_read_out_and_comes_once)
{
    char one[20], two[20];
    uint8_t hash[32], again[32];
    ck_assert(crypto_start());
    for (int i = 0; i < 500; i++) {
        code_new(one, hash);
        code_new(two, again);
        ck_assert_uint_eq(strlen(one), 19);
        ck_assert_uint_eq(strcspn(one, "01ILO"), 19);
        ck_assert(one[4] == '-' && one[9] == '-' && one[14] == '-');
        ck_assert_str_ne(one, two);
        secret_hash(one, again);
        ck_assert_mem_eq(hash, again, 32);
    }
}
END_TEST

START_TEST(a_password_is_kept_as_argon2id_with_its_own_salt)
{
    char one[128], two[128];
    ck_assert(crypto_start());
    ck_assert(password_hash("bốn con trâu trên nương", one));
    ck_assert(password_hash("bốn con trâu trên nương", two));
    ck_assert_int_eq(strncmp(one, "$argon2id$", 10), 0);
    ck_assert_str_ne(one, two);
    ck_assert(password_verify(one, "bốn con trâu trên nương"));
    ck_assert(!password_verify(one, "bốn con trâu trên nươn"));
    ck_assert(!password_verify(one, "") && !password_verify("", "x") &&
              !password_verify("$argon2id$", "x"));
}
END_TEST

UNIT_MAIN("secret", passwords_that_anybody_would_guess_are_refused, a_refused_password_is_told_why,
          a_code_can_be_read_out_and_comes_once, a_password_is_kept_as_argon2id_with_its_own_salt)
