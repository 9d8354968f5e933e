/* Text typed in legacy fonts: recognised by whole syllables, converted cell by cell. */
#include "base/legacy.h"
#include "base/text.h"
#include "base/utf8.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    "Nguyễn Văn Ánh",
    "Trần Thị Thủy",
    "Đỗ Đình Khuê",
    "Lê Quý Đôn",
    "Bùi Thị Ngọc Yến",
    "Vũ Hữu Phước",
    "Phạm Gia Nghĩa",
    "Hoàng Thượng",
    "Đặng Thị Diễm",
    "Lò Văn Ưởng",
    "Nguyễn Đức Kiên",
    "Trương Mỹ Duyên",
    "Huỳnh Tấn Phát",
    "Ngô Thị Nhuỵ",
    "Chử Đồng Tử",
    "Phường Trần Hưng Đạo, xã Mỹ Lộc",
    "Chi bộ tổ dân phố số 3",
    "trường tiểu học",
};
#define NAMES ((int)(sizeof names / sizeof *names))

/* ---- the fonts' own way, letter by letter */

struct pair {
    const char *unicode, *typed;
};
static const struct pair tcvn3[] = {
    {"à", "µ"},
    {"ả", "¶"},
    {"ã", "·"},
    {"á", "¸"},
    {"ạ", "¹"},
    {"ă", "¨"},
    {"ằ", "»"},
    {"ẳ", "¼"},
    {"ẵ", "½"},
    {"ắ", "¾"},
    {"ặ", "Æ"},
    {"â", "©"},
    {"ầ", "Ç"},
    {"ẩ", "È"},
    {"ẫ", "É"},
    {"ấ", "Ê"},
    {"ậ", "Ë"},
    {"đ", "®"},
    {"è", "Ì"},
    {"ẻ", "Î"},
    {"ẽ", "Ï"},
    {"é", "Ð"},
    {"ẹ", "Ñ"},
    {"ê", "ª"},
    {"ề", "Ò"},
    {"ể", "Ó"},
    {"ễ", "Ô"},
    {"ế", "Õ"},
    {"ệ", "Ö"},
    {"ì", "×"},
    {"ỉ", "Ø"},
    {"ĩ", "Ü"},
    {"í", "Ý"},
    {"ị", "Þ"},
    {"ò", "ß"},
    {"ỏ", "á"},
    {"õ", "â"},
    {"ó", "ã"},
    {"ọ", "ä"},
    {"ô", "«"},
    {"ồ", "å"},
    {"ổ", "æ"},
    {"ỗ", "ç"},
    {"ố", "è"},
    {"ộ", "é"},
    {"ơ", "¬"},
    {"ờ", "ê"},
    {"ở", "ë"},
    {"ỡ", "ì"},
    {"ớ", "í"},
    {"ợ", "î"},
    {"ù", "ï"},
    {"ủ", "ñ"},
    {"ũ", "ò"},
    {"ú", "ó"},
    {"ụ", "ô"},
    {"ư", "\u00ad"},
    {"ừ", "õ"},
    {"ử", "ö"},
    {"ữ", "÷"},
    {"ứ", "ø"},
    {"ự", "ù"},
    {"ỳ", "ú"},
    {"ỷ", "û"},
    {"ỹ", "ü"},
    {"ý", "ý"},
    {"ỵ", "þ"},
    {"Đ", "§"},
    {"Ă", "¡"},
    {"Â", "¢"},
    {"Ê", "£"},
    {"Ô", "¤"},
    {"Ơ", "¥"},
    {"Ư", "¦"},
    /* capitals with a tone have no code of their own: the small one in a font of capitals */
    {"Á", "¸"},
    {"Ý", "ý"},
    {"Ưở", "¦ë"},
};
static const struct pair vni[] = {
    {"à", "aø"}, {"ả", "aû"}, {"ã", "aõ"}, {"á", "aù"}, {"ạ", "aï"}, {"ă", "aê"}, {"ằ", "aè"},
    {"ẳ", "aú"}, {"ẵ", "aü"}, {"ắ", "aé"}, {"ặ", "aë"}, {"â", "aâ"}, {"ầ", "aà"}, {"ẩ", "aå"},
    {"ẫ", "aã"}, {"ấ", "aá"}, {"ậ", "aä"}, {"đ", "ñ"},  {"è", "eø"}, {"ẻ", "eû"}, {"ẽ", "eõ"},
    {"é", "eù"}, {"ẹ", "eï"}, {"ê", "eâ"}, {"ề", "eà"}, {"ể", "eå"}, {"ễ", "eã"}, {"ế", "eá"},
    {"ệ", "eä"}, {"ì", "ì"},  {"ỉ", "æ"},  {"ĩ", "ó"},  {"í", "í"},  {"ị", "ò"},  {"ò", "oø"},
    {"ỏ", "oû"}, {"õ", "oõ"}, {"ó", "où"}, {"ọ", "oï"}, {"ô", "oâ"}, {"ồ", "oà"}, {"ổ", "oå"},
    {"ỗ", "oã"}, {"ố", "oá"}, {"ộ", "oä"}, {"ơ", "ô"},  {"ờ", "ôø"}, {"ở", "ôû"}, {"ỡ", "ôõ"},
    {"ớ", "ôù"}, {"ợ", "ôï"}, {"ù", "uø"}, {"ủ", "uû"}, {"ũ", "uõ"}, {"ú", "uù"}, {"ụ", "uï"},
    {"ư", "ö"},  {"ừ", "öø"}, {"ử", "öû"}, {"ữ", "öõ"}, {"ứ", "öù"}, {"ự", "öï"}, {"ỳ", "yø"},
    {"ỷ", "yû"}, {"ỹ", "yõ"}, {"ý", "yù"}, {"ỵ", "î"},  {"Đ", "Ñ"},  {"Á", "AÙ"}, {"Ư", "Ö"},
};

static void type_in(const struct pair *font, size_t n, const char *text, char *out)
{
    *out = '\0';
    while (*text != '\0') {
        uint32_t cp;
        size_t k = utf8_decode((const unsigned char *)text, strlen(text), &cp), i = 0;
        while (i < n && (strlen(font[i].unicode) != k || strncmp(font[i].unicode, text, k) != 0))
            i++;
        if (i < n)
            strcat(out, font[i].typed);
        else
            strncat(out, text, k);
        text += k;
    }
}
#define TYPE(font, text, out) type_in(font, sizeof font / sizeof *font, text, out)

/* A capital with a tone comes back small from TCVN3: its font alone made it one. */
static bool same_but_case(struct arena *a, const char *x, const char *y)
{
    return strcmp(text_sort_key(a, x), text_sort_key(a, y)) == 0 ||
           strcasecmp(text_fold(a, x), text_fold(a, y)) == 0;
}

START_TEST(what_was_typed_in_either_font_comes_back_in_unicode)
{
    struct arena *a = arena_new();
    char typed[400];
    ck_assert(text_init());
    for (int i = 0; i < NAMES; i++) {
        TYPE(tcvn3, names[i], typed);
        const char *back = legacy_convert(a, LEGACY_TCVN3, typed);
        ck_assert_msg(same_but_case(a, back, names[i]), "%s: %s", names[i], back);
        TYPE(vni, names[i], typed);
        ck_assert_str_eq(legacy_convert(a, LEGACY_VNI, typed), names[i]);
    }
    ck_assert_str_eq(legacy_convert(a, LEGACY_TCVN3, "NguyÔn V¨n Minh"), "Nguyễn Văn Minh");
    ck_assert_str_eq(legacy_convert(a, LEGACY_VNI, "Nguyeãn Vaên Minh"), "Nguyễn Văn Minh");
    ck_assert_str_eq(legacy_convert(a, LEGACY_VNI, "ÑAËNG THÒ HÖÔØNG"), "ĐẶNG THỊ HƯỜNG");
    arena_free(a);
}
END_TEST

START_TEST(a_list_of_names_tells_its_font)
{
    uint64_t seed = 20;
    for (int round = 0; round < 200; round++) {
        struct legacy_votes t = {0}, v = {0}, u = {0};
        char typed[400];
        for (int i = 0; i < 6; i++) {
            const char *name = names[random_below(&seed, NAMES)];
            TYPE(tcvn3, name, typed);
            legacy_count(&t, typed);
            TYPE(vni, name, typed);
            legacy_count(&v, typed);
            legacy_count(&u, name);
        }
        ck_assert_int_eq(legacy_judge(&t), LEGACY_TCVN3);
        ck_assert_int_eq(legacy_judge(&v), LEGACY_VNI);
        ck_assert_int_eq(legacy_judge(&u), LEGACY_NONE);
    }
}
END_TEST

START_TEST(text_in_unicode_is_never_touched_even_in_a_legacy_file)
{
    static const char *const more[] = {"Hoà Bình", "Trà My",     "Lò Văn Sơn", "Ông Tú",
                                       "Hồ Thị Ý", "2024-05-01", "12/05/1990", "DV000123HB",
                                       "a@b.vn",   "Café Crème", "",           "Kỳ Sơn",
                                       "Là lá la", "Bế Văn Đàn", "Lê Hà",      "Tô Hiến Thành"};
    struct arena *a = arena_new();
    for (int i = 0; i < NAMES; i++) {
        ck_assert_str_eq(legacy_convert(a, LEGACY_TCVN3, names[i]), names[i]);
        ck_assert_str_eq(legacy_convert(a, LEGACY_VNI, names[i]), names[i]);
    }
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        ck_assert_str_eq(legacy_convert(a, LEGACY_TCVN3, more[i]), more[i]);
        ck_assert_str_eq(legacy_convert(a, LEGACY_VNI, more[i]), more[i]);
        ck_assert_str_eq(legacy_convert(a, LEGACY_NONE, more[i]), more[i]);
    }
    arena_free(a);
}
END_TEST

START_TEST(a_file_with_one_legacy_column_among_unicode_ones_is_recognised)
{
    struct legacy_votes v = {0};
    char typed[400];
    for (int i = 0; i < NAMES; i++) {
        TYPE(tcvn3, names[i], typed);
        legacy_count(&v, typed);
        for (int k = 0; k < 5; k++)
            legacy_count(&v, names[k]);
    }
    ck_assert_int_eq(legacy_judge(&v), LEGACY_TCVN3);
}
END_TEST

START_TEST(syllables_are_told_from_other_words)
{
    static const char *const yes[] = {"nghiêng", "Nguyễn", "QUỲNH", "giữ", "gì",
                                      "yêu",     "khuya",  "đường", "ăn",  "Ý",
                                      "thuở",    "quyết",  "xoong"};
    static const char *const no[] = {"V¨n", "nguyÔn", "Vaên", "ñình", "straße", "x1",
                                     "",    "ngn",    "hàá",  "văan", "queue",  "Müller"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(syllable_vietnamese(yes[i]), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(!syllable_vietnamese(no[i]), "%s", no[i]);
}
END_TEST

UNIT_MAIN("legacy", what_was_typed_in_either_font_comes_back_in_unicode,
          a_list_of_names_tells_its_font, text_in_unicode_is_never_touched_even_in_a_legacy_file,
          a_file_with_one_legacy_column_among_unicode_ones_is_recognised,
          syllables_are_told_from_other_words)
