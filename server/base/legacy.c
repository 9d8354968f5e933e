/* TCVN3 and VNI-Windows: their tables, and which one a text was typed in. */
#include "base/legacy.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/* TCVN 5712:1993, third table, from 0xA1: one character a byte. 0: none. */
static const uint16_t tcvn3[] = {
    0x102,  0xC2,   0xCA,   0xD4,   0x1A0,  0x1AF,  0x110,  0x103,  0xE2,   0xEA,   /* A1–AA */
    0xF4,   0x1A1,  0x1B0,  0x111,  0,      0,      0,      0,      0,      0,      /* AB–B4 */
    0xE0,   0x1EA3, 0xE3,   0xE1,   0x1EA1, 0,      0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, /* B5–BE */
    0,      0,      0,      0,      0,      0,      0,      0x1EB7, 0x1EA7, 0x1EA9, /* BF–C8 */
    0x1EAB, 0x1EA5, 0x1EAD, 0xE8,   0,      0x1EBB, 0x1EBD, 0xE9,   0x1EB9, 0x1EC1, /* C9–D2 */
    0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0xEC,   0x1EC9, 0,      0,      0,      0x129,  /* D3–DC */
    0xED,   0x1ECB, 0xF2,   0,      0x1ECF, 0xF5,   0xF3,   0x1ECD, 0x1ED3, 0x1ED5, /* DD–E6 */
    0x1ED7, 0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0xF9,   0,      /* E7–F0 */
    0x1EE7, 0x169,  0xFA,   0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3, /* F1–FA */
    0x1EF7, 0x1EF9, 0xFD,   0x1EF5};                                                /* FB–FE */

/* VNI-Windows: characters that stand alone, in small letters. */
static const struct {
    uint16_t vni, unicode;
} vni_alone[] = {{0xF1, 0x111},  {0xF4, 0x1A1}, {0xF6, 0x1B0},  {0xEC, 0xEC},  {0xED, 0xED},
                 {0xE6, 0x1EC9}, {0xF3, 0x129}, {0xF2, 0x1ECB}, {0xEE, 0x1EF5}};

/* … and marks behind a vowel: the sign of the vowel and the tone, in small letters. */
static const struct {
    uint16_t vni;
    const char *vowels; /* it may follow */
    const char *give;   /* what they become together, in the same order, two or three bytes each */
} vni_marks[] = {{0xF8, "aeouy\u00f4\u00f6", "àèòùỳờừ"},
                 {0xF9, "aeouy\u00f4\u00f6", "áéóúýớứ"},
                 {0xFB, "aeouy\u00f4\u00f6", "ảẻỏủỷởử"},
                 {0xF5, "aeouy\u00f4\u00f6", "ãẽõũỹỡữ"},
                 {0xEF, "aeou\u00f4\u00f6", "ạẹọụợự"},
                 {0xE2, "aeo", "âêô"},
                 {0xE0, "aeo", "ầềồ"},
                 {0xE1, "aeo", "ấếố"},
                 {0xE5, "aeo", "ẩểổ"},
                 {0xE3, "aeo", "ẫễỗ"},
                 {0xE4, "aeo", "ậệộ"},
                 {0xEA, "a", "ă"},
                 {0xE8, "a", "ằ"},
                 {0xE9, "a", "ắ"},
                 {0xFA, "a", "ẳ"},
                 {0xFC, "a", "ẵ"},
                 {0xEB, "a", "ặ"}};

static uint32_t next(const char **p)
{
    uint32_t cp;
    size_t k = utf8_decode((const unsigned char *)*p, strlen(*p), &cp);
    if (k == 0) { /* no UTF-8: passed on as it is */
        k = 1;
        cp = (unsigned char)**p;
    }
    *p += k;
    return cp;
}

static void put(struct buf *b, uint32_t cp)
{
    char bytes[4];
    buf_add(b, bytes, utf8_encode(bytes, cp));
}

static uint32_t cased(uint32_t small, bool upper)
{
    return upper ? (uint32_t)u_toupper((UChar32)small) : small;
}

/* The vowel and the mark behind it as one letter; 0: they do not belong together. */
static uint32_t vni_pair(uint32_t vowel, uint32_t mark)
{
    bool upper = u_isupper((UChar32)vowel);
    uint32_t small = (uint32_t)u_tolower((UChar32)vowel);
    mark = (uint32_t)u_tolower((UChar32)mark);
    for (size_t i = 0; i < sizeof vni_marks / sizeof *vni_marks; i++) {
        if (vni_marks[i].vni != mark)
            continue;
        const char *v = vni_marks[i].vowels, *g = vni_marks[i].give;
        while (*v != '\0') {
            uint32_t at = next(&v), given = next(&g);
            if (at == small)
                return cased(given, upper);
        }
    }
    return 0;
}

static uint32_t vni_single(uint32_t c)
{
    bool upper = u_isupper((UChar32)c);
    uint32_t small = (uint32_t)u_tolower((UChar32)c);
    for (size_t i = 0; i < sizeof vni_alone / sizeof *vni_alone; i++)
        if (vni_alone[i].vni == small)
            return cased(vni_alone[i].unicode, upper);
    return c;
}

static void decode_vni(struct buf *out, const char *text)
{
    while (*text != '\0') {
        uint32_t c = next(&text);
        const char *ahead = text;
        uint32_t pair = *text != '\0' ? vni_pair(c, next(&ahead)) : 0;
        if (pair != 0)
            text = ahead;
        put(out, pair != 0 ? pair : vni_single(c));
    }
}

static void decode_tcvn3(struct buf *out, const char *text)
{
    while (*text != '\0') {
        uint32_t c = next(&text);
        uint32_t known = c >= 0xA1 && c <= 0xFE ? tcvn3[c - 0xA1] : 0;
        put(out, known != 0 ? known : c);
    }
}

static void decode(struct buf *out, enum legacy e, const char *text)
{
    out->len = 0;
    if (e == LEGACY_TCVN3)
        decode_tcvn3(out, text);
    else
        decode_vni(out, text);
}

/* ---- plausibility */

/* Letters, and whatever Latin-1 shows in the place of letters. */
static bool in_word(uint32_t c)
{
    return c >= 0xA1 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Calls judge for every word with a character beyond ASCII. */
static void each_word(const char *text, void (*judge)(void *ctx, const char *word), void *ctx)
{
    while (*text != '\0') {
        char word[64];
        size_t n = 0;
        bool beyond = false;
        const char *p = text;
        while (*p != '\0') {
            const char *ahead = p;
            uint32_t c = next(&ahead);
            if (!in_word(c))
                break;
            beyond = beyond || c > 0x7F;
            if (n + 4 < sizeof word)
                n += utf8_encode(word + n, c);
            p = ahead;
        }
        word[n] = '\0';
        if (beyond)
            judge(ctx, word);
        text = p;
        if (*text != '\0' && n == 0)
            next(&text);
    }
}

struct tally {
    struct buf scratch;
    struct legacy_votes votes;
};

static void vote(void *ctx, const char *word)
{
    struct tally *t = ctx;
    t->votes.words++;
    if (syllable_vietnamese(word)) {
        t->votes.none++;
        return;
    }
    decode(&t->scratch, LEGACY_TCVN3, word);
    bool as_tcvn3 = syllable_vietnamese(buf_text(&t->scratch));
    decode(&t->scratch, LEGACY_VNI, word);
    bool as_vni = syllable_vietnamese(buf_text(&t->scratch));
    t->votes.tcvn3 += as_tcvn3 && !as_vni;
    t->votes.vni += as_vni && !as_tcvn3;
}

void legacy_count(struct legacy_votes *v, const char *text)
{
    struct tally t = {.votes = *v};
    each_word(text, vote, &t);
    buf_free(&t.scratch);
    *v = t.votes;
}

enum legacy legacy_judge(const struct legacy_votes *v)
{
    long more = v->tcvn3 > v->vni ? v->tcvn3 : v->vni;
    long less = v->tcvn3 + v->vni - more;
    /* some columns may be Unicode: a twentieth is enough, a chance hit in a long list is not */
    if (more < 2 || more <= 2 * less || (v->none > 0 && more < 3) || more * 20 < v->words)
        return LEGACY_NONE;
    return more == v->tcvn3 ? LEGACY_TCVN3 : LEGACY_VNI;
}

struct weight {
    long plausible;
};

static void weigh(void *ctx, const char *word)
{
    ((struct weight *)ctx)->plausible += syllable_vietnamese(word);
}

/* Characters that Vietnamese in Unicode has among those of Latin-1. */
static bool vietnamese_latin1(uint32_t c)
{
    static const uint8_t letters[] = {0xE0, 0xE1, 0xE2, 0xE3, 0xE8, 0xE9, 0xEA, 0xEC,
                                      0xED, 0xF2, 0xF3, 0xF4, 0xF5, 0xF9, 0xFA, 0xFD};
    uint32_t small = (uint32_t)u_tolower((UChar32)c);
    return c <= 0x7F || (small <= 0xFF && memchr(letters, (int)small, sizeof letters) != NULL);
}

static bool holds(const char *text, bool (*what)(uint32_t c))
{
    while (*text != '\0')
        if (what(next(&text)))
            return true;
    return false;
}

static bool beyond_latin1(uint32_t c)
{
    return c > 0xFF;
}

static bool foreign_latin1(uint32_t c)
{
    return !vietnamese_latin1(c);
}

const char *legacy_convert(struct arena *a, enum legacy e, const char *text)
{
    struct buf b = {0};
    struct weight before = {0}, after = {0};
    if (e == LEGACY_NONE || holds(text, beyond_latin1))
        return text;
    decode(&b, e, text);
    each_word(text, weigh, &before);
    each_word(buf_text(&b), weigh, &after);
    /* names of many peoples are no Vietnamese syllables: then a sign that Unicode would not use */
    bool convert = after.plausible != before.plausible ? after.plausible > before.plausible
                                                       : holds(text, foreign_latin1);
    const char *out = convert ? arena_dup(a, buf_text(&b)) : text;
    buf_free(&b);
    return out;
}

const char *legacy_name(enum legacy e)
{
    static const char *const names[] = {"unicode", "tcvn3", "vni"};
    return names[e];
}
