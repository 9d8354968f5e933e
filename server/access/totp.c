/* Codes of RFC 6238 over GnuTLS's HMAC; base32 for the secret. */
#include "access/totp.h"
#include "base/crypto.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <string.h>

#define MAC_BYTES 20
#define DRIFT 1 /* steps that the two clocks may differ */

void totp_secret_text(const uint8_t secret[TOTP_SECRET_BYTES], char out[TOTP_SECRET_TEXT])
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned held = 0, bits = 0;
    for (int i = 0; i < TOTP_SECRET_BYTES; i++) {
        held = held << 8 | secret[i];
        for (bits += 8; bits >= 5; bits -= 5)
            *out++ = alphabet[held >> (bits - 5) & 31];
    }
    *out = '\0'; /* 20 bytes are 32 letters: nothing is left over */
}

int64_t totp_step(int64_t now_ms)
{
    return now_ms / TOTP_STEP_MS;
}

/* RFC 4226 §5.3: four bytes from where the last nibble points, without their sign. */
bool totp_code(const uint8_t secret[TOTP_SECRET_BYTES], int64_t step, char out[TOTP_CODE_TEXT])
{
    uint8_t counter[8], mac[MAC_BYTES];
    out[0] = '\0';
    for (int i = 0; i < 8; i++)
        counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
    if (gnutls_hmac_fast(GNUTLS_MAC_SHA1, secret, TOTP_SECRET_BYTES, counter, sizeof counter, mac) <
        0)
        return false;
    const uint8_t *at = mac + (mac[MAC_BYTES - 1] & 15);
    uint32_t number =
        (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    snprintf(out, TOTP_CODE_TEXT, "%06u", (unsigned)(number % 1000000u));
    return true;
}

/* Exactly six digits once blanks are left out. */
static bool digits_of(const char *typed, char out[TOTP_CODE_TEXT])
{
    int n = 0;
    for (; *typed != '\0'; typed++) {
        if (*typed == ' ')
            continue;
        if (*typed < '0' || *typed > '9' || n == TOTP_CODE_TEXT - 1)
            return false;
        out[n++] = *typed;
    }
    out[n] = '\0';
    return n == TOTP_CODE_TEXT - 1;
}

int64_t totp_match(const uint8_t secret[TOTP_SECRET_BYTES], const char *typed, int64_t now_ms,
                   int64_t last_step)
{
    char digits[TOTP_CODE_TEXT], code[TOTP_CODE_TEXT];
    int64_t present = totp_step(now_ms), found = -1;
    if (!digits_of(typed, digits))
        return -1;
    for (int64_t step = present - DRIFT; step <= present + DRIFT; step++)
        if (totp_code(secret, step, code) && equal_secret(code, digits) && step > last_step)
            found = step;
    return found;
}
