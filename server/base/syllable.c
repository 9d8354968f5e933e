/* How Vietnamese syllables are built: an onset, a rhyme, one tone. */
#include "base/legacy.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define LETTERS_MAX 12 /* "nghiêng" has seven */

/* Longest first where one is the beginning of another. */
static const char *const onsets[] = {"ngh", "ng", "nh", "n", "ch", "c", "th", "tr", "t", "kh",
                                     "k",   "gi", "gh", "g", "ph", "p", "qu", "b",  "d", "đ",
                                     "h",   "l",  "m",  "r", "s",  "v", "x",  ""};

static const char rhymes[] =
    " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    " e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu"
    " i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu"
    " o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet"
    " oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt"
    " u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ"
    " uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu"
    " ưt ưu y ych yêm yên yêng yêt yêu ynh yt yu ";

static bool is_tone(UChar32 c)
{
    return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

/* Lower case without the tone, NFC; the number of tones, or -1 for what is no word. */
static int plain(const char *word, char out[static 64])
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&e), *nfc = unorm2_getNFCInstance(&e);
    size_t n = strlen(word), len = 0;
    int tones = 0, letters = 0;
    UChar base[4 * LETTERS_MAX], whole[4 * LETTERS_MAX];
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        UChar parts[8];
        size_t k = utf8_decode((const unsigned char *)word + i, n - i, &cp);
        if (k == 0 || ++letters > LETTERS_MAX || !u_isalpha((UChar32)cp))
            return -1;
        i += k;
        int32_t m = unorm2_getDecomposition(nfd, u_tolower((UChar32)cp), parts, 8, &e);
        if (m < 0) {
            parts[0] = (UChar)u_tolower((UChar32)cp);
            m = 1;
        }
        for (int32_t p = 0; p < m && len < sizeof base / sizeof *base; p++)
            if (is_tone(parts[p]))
                tones++;
            else
                base[len++] = parts[p];
    }
    int32_t m = unorm2_normalize(nfc, base, (int32_t)len, whole, 4 * LETTERS_MAX, &e);
    size_t at = 0;
    for (int32_t i = 0; i < m && U_SUCCESS(e) && at < 58; i++)
        at += utf8_encode(out + at, whole[i]);
    out[at] = '\0';
    return U_SUCCESS(e) && letters > 0 ? tones : -1;
}

bool syllable_vietnamese(const char *word)
{
    char text[64], rhyme[72];
    int tones = plain(word, text);
    if (tones < 0 || tones > 1)
        return false;
    for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
        size_t n = strlen(onsets[i]);
        if (strncmp(text, onsets[i], n) != 0 || text[n] == '\0')
            continue;
        size_t m = strlen(text + n);
        rhyme[0] = ' ';
        memcpy(rhyme + 1, text + n, m);
        memcpy(rhyme + 1 + m, " ", 2);
        if (strstr(rhymes, rhyme) != NULL)
            return true;
    }
    return false;
}
