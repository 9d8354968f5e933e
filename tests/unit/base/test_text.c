/* Vietnamese text: what is cleaned, what is refused, how names are searched and sorted. */
#include "base/text.h"
#include "base/utf8.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

static const char *clean(struct arena *a, const char *in)
{
    const char *out = NULL;
    ck_assert_int_eq(text_clean(a, in, strlen(in), 200, false, &out), TEXT_OK);
    return out;
}

START_TEST(clean_composes_marks_and_mends_the_wrong_letter_d)
{
    struct arena *a = arena_new();
    ck_assert(text_init());
    ck_assert_str_eq(clean(a, "Nguye\u0302\u0303n"), "Nguyễn");
    ck_assert_str_eq(clean(a, "\u00d0ỗ \u00f0ình"), "Đỗ đình");
    ck_assert_str_eq(clean(a, "  Lò\u00a0 Văn \t Sơn "), "Lò Văn Sơn");
    ck_assert_str_eq(clean(a, "\ufeffBùi"), "Bùi");
    ck_assert_str_eq(clean(a, " \u3000 "), "");
    arena_free(a);
}
END_TEST

START_TEST(clean_refuses_what_would_deceive_a_reader)
{
    static const struct {
        const char *in;
        size_t n;
        enum text_fault fault;
    } bad[] = {
        {"a\0b", 3, TEXT_CONTROL},          {"a\x1b[2J", 5, TEXT_CONTROL},
        {"\xc3", 1, TEXT_NOT_UTF8},         {"\xc0\xaf", 2, TEXT_NOT_UTF8},
        {"\xed\xa0\x80", 3, TEXT_NOT_UTF8}, {"a\u202eb", 5, TEXT_BIDI},
        {"a\u2066b", 5, TEXT_BIDI},         {"\x7f", 1, TEXT_CONTROL},
    };
    struct arena *a = arena_new();
    ck_assert(text_init());
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *out = NULL;
        ck_assert_msg(text_clean(a, bad[i].in, bad[i].n, 200, false, &out) == bad[i].fault,
                      "case %zu", i);
    }
    arena_free(a);
}
END_TEST

START_TEST(clean_counts_code_points_and_not_bytes)
{
    char text[700] = "";
    struct arena *a = arena_new();
    const char *out;
    ck_assert(text_init());
    for (int i = 0; i < 200; i++)
        strcat(text, "ễ");
    ck_assert_int_eq(text_clean(a, text, strlen(text), 200, false, &out), TEXT_OK);
    ck_assert_uint_eq(text_code_points(out), 200);
    strcat(text, "x");
    ck_assert_int_eq(text_clean(a, text, strlen(text), 200, false, &out), TEXT_TOO_LONG);
    arena_free(a);
}
END_TEST

START_TEST(line_breaks_stay_only_where_lines_are_wanted)
{
    struct arena *a = arena_new();
    const char *out;
    ck_assert(text_init());
    ck_assert_int_eq(text_clean(a, "một\r\nhai", strlen("một\r\nhai"), 200, true, &out), TEXT_OK);
    ck_assert_str_eq(out, "một\nhai");
    ck_assert_str_eq(clean(a, "mot\nhai"), "mot hai");
    arena_free(a);
}
END_TEST

/* Letters, marks, blanks and odd ones in any mixture. */
static size_t any_text(uint64_t *seed, char *to)
{
    static const uint32_t points[] = {'a',   'Z',   ' ',   0xA0,  0x300, 0x301,  0x303,  0x309,
                                      0x323, 0x302, 0x306, 0x31B, 0xD0,  0x111,  0x1EC5, 0x1B0,
                                      'o',   'u',   'e',   '7',   '-',   0x200B, 0x2003, 0x1F600};
    size_t n = 0;
    for (int i = random_below(seed, 24); i >= 0; i--)
        n += utf8_encode(to + n, points[random_below(seed, sizeof points / sizeof *points)]);
    to[n] = '\0';
    return n;
}

START_TEST(cleaning_twice_changes_nothing_more)
{
    uint64_t seed = 20261124;
    ck_assert(text_init());
    for (int i = 0; i < 5000; i++) {
        struct arena *a = arena_new();
        char text[128];
        const char *once, *twice;
        size_t n = any_text(&seed, text);
        enum text_fault fault = text_clean(a, text, n, 200, false, &once);
        if (fault == TEXT_OK) {
            ck_assert_int_eq(text_clean(a, once, strlen(once), 200, false, &twice), TEXT_OK);
            ck_assert_msg(strcmp(once, twice) == 0, "case %d: \"%s\", then \"%s\"", i, once, twice);
            const char *key = text_fold(a, once);
            ck_assert_msg(strcmp(key, text_fold(a, key)) == 0, "case %d: fold of \"%s\"", i, once);
        }
        arena_free(a);
    }
}
END_TEST

START_TEST(fold_forgets_case_and_marks_of_every_vowel)
{
    struct arena *a = arena_new();
    ck_assert(text_init());
    ck_assert_str_eq(text_fold(a, "ĐẶNG THỊ Ỷ LAN"), "dang thi y lan");
    ck_assert_str_eq(text_fold(a, "Nguyễn Văn Được"), "nguyen van duoc");
    ck_assert_str_eq(text_fold(a, "Ê Ban H’Mông"), text_fold(a, "ê ban h’mông"));
    arena_free(a);
}
END_TEST

START_TEST(a_name_falls_into_family_middle_and_given_name)
{
    struct arena *a = arena_new();
    struct name_parts n;
    ck_assert(text_init());
    name_split(a, "Nguyễn Thị Minh Khai", &n);
    ck_assert_str_eq(n.family, "Nguyễn");
    ck_assert_str_eq(n.middle, "Thị Minh");
    ck_assert_str_eq(n.given, "Khai");
    name_split(a, "Sùng", &n);
    ck_assert_str_eq(n.family, "");
    ck_assert_str_eq(n.given, "Sùng");
    arena_free(a);
}
END_TEST

static int by_key(const void *x, const void *y)
{
    struct arena *a = arena_new();
    struct name_parts one, two;
    name_split(a, *(const char *const *)x, &one);
    name_split(a, *(const char *const *)y, &two);
    int way = strcmp(name_sort_key(a, &one), name_sort_key(a, &two));
    arena_free(a);
    return way;
}

START_TEST(names_stand_in_the_order_of_the_vietnamese_alphabet)
{
    /* given name first; a < ă < â, d < đ, o < ô < ơ; then the family name */
    static const char *const expected[] = {"Lê An",      "Trần An",  "Lê Văn Ánh", "Lê Ân",
                                           "Bùi Dung",   "Bùi Đạt",  "Hà Oanh",    "Hà Ơn",
                                           "Vì Văn Sơn", "Lò Thị Ủy"};
    const char *names[] = {"Lò Thị Ủy",  "Hà Ơn", "Bùi Đạt",  "Lê Ân",   "Trần An",
                           "Vì Văn Sơn", "Lê An", "Bùi Dung", "Hà Oanh", "Lê Văn Ánh"};
    ck_assert(text_init());
    qsort(names, sizeof names / sizeof *names, sizeof *names, by_key);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_str_eq(names[i], expected[i]);
}
END_TEST

UNIT_MAIN("text", clean_composes_marks_and_mends_the_wrong_letter_d,
          clean_refuses_what_would_deceive_a_reader, clean_counts_code_points_and_not_bytes,
          line_breaks_stay_only_where_lines_are_wanted, cleaning_twice_changes_nothing_more,
          fold_forgets_case_and_marks_of_every_vowel,
          a_name_falls_into_family_middle_and_given_name,
          names_stand_in_the_order_of_the_vietnamese_alphabet)
