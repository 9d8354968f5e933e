/* Passwords, one-time codes and the hashes of secrets. */
#include "access/account.h"
#include "base/crypto.h"
#include "base/text.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define PASSWORD_MIN 12
#define PASSWORD_MAX 128
#define OPS 2
#define MEMORY (64u * 1024u * 1024u)

bool password_hash(const char *password, char out[128])
{
    return crypto_pwhash_str(out, password, strlen(password), OPS, MEMORY) == 0;
}

bool password_verify(const char *hash, const char *password)
{
    return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

/* What attackers try first, and what offices write on the first line of a notebook. */
static const char *const common[] = {
    "123456789012",     "1234567890123", "111111111111",  "000000000000",       "password1234",
    "passwordpassword", "qwertyuiop12",  "qwertyuiop123", "abcdefghijkl",       "administrator",
    "administrator1",   "matkhau12345",  "matkhau123456", "matkhau@123456",     "anhyeuem1234",
    "vietnam12345",     "vietnam123456", "dangcongsan1",  "dangcongsanvietnam", "dangcongsan",
    "dangvien1234",     "dangbo123456",  "chibo1234567",  "chibo12345678",      "letmein12345",
    "iloveyou1234",     "welcome12345",  "hanoi1234567",  "saigon123456",       "changeme1234",
    "admin1234567",     "admin@123456",  "p@ssw0rd1234",  "123456abcdef",       "abc123456789",
    "abcd12345678",     "aaaaaaaaaaaa"};

static bool one_character(const char *text)
{
    return strspn(text, (char[]){text[0], '\0'}) == strlen(text);
}

static const char *without_blanks(struct arena *a, const char *text)
{
    char *out = arena_dup(a, text), *to = out;
    for (const char *p = text; *p != '\0'; p++)
        if (*p != ' ')
            *to++ = *p;
    *to = '\0';
    return out;
}

static bool is_common(struct arena *a, const char *folded)
{
    const char *joined = without_blanks(a, folded);
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcmp(joined, common[i]) == 0)
            return true;
    return false;
}

bool password_check(struct work *w, const char *pointer, const char *username, const char *password)
{
    size_t n = text_code_points(password);
    const char *folded = text_fold(w->arena, password);
    int before = w->faults.count;
    if (n < PASSWORD_MIN || strlen(password) > PASSWORD_MAX)
        fault_add(&w->faults, pointer, "length", "mật khẩu phải có từ %d đến %d ký tự",
                  "a password has from %d to %d characters", PASSWORD_MIN, PASSWORD_MAX);
    else if (is_common(w->arena, folded))
        fault_add(&w->faults, pointer, "common",
                  "mật khẩu này nằm trong danh sách những mật khẩu bị thử đầu tiên",
                  "this password is on the list of those that are tried first");
    else if (one_character(password))
        fault_add(&w->faults, pointer, "weak", "mật khẩu chỉ là một ký tự lặp lại",
                  "the password is one character again and again");
    else if (strstr(folded, text_fold(w->arena, username)) == folded)
        fault_add(&w->faults, pointer, "weak", "mật khẩu bắt đầu bằng tên đăng nhập",
                  "the password begins with the user name");
    return w->faults.count == before;
}

void secret_hash(const char *secret, uint8_t hash[32])
{
    hash_bytes(hash, secret, strlen(secret));
}

/* Codes are read out and typed: no 0/O, 1/I/L; what is typed may be in any case, with blanks. */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

void code_new(char out[20], uint8_t hash[32])
{
    char plain[17];
    for (int i = 0; i < 16; i++)
        plain[i] = alphabet[randombytes_uniform(sizeof alphabet - 1)];
    plain[16] = '\0';
    snprintf(out, 20, "%.4s-%.4s-%.4s-%.4s", plain, plain + 4, plain + 8, plain + 12);
    secret_hash(out, hash);
}
