/* Fields of templates: each answers to its names alone, and a slip of the pen is understood. */
#include "base/text.h"
#include "registry/codes.h"
#include "registry/template_field.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

#define NAMES_MAX 1000

struct names {
    struct arena *arena;
    const struct template_subject *subject;
    struct {
        const char *text;
        bool row;
        struct template_field of;
    } seen[NAMES_MAX];
    int n;
};

static void one_name(struct names *k, const struct template_field *f, const char *text)
{
    bool row = f->set == TEMPLATE_ROWS;
    const char *key = text_fold(k->arena, text);
    for (int i = 0; i < k->n; i++) {
        bool same = k->seen[i].of.set == f->set && strcmp(k->seen[i].of.name, f->name) == 0;
        ck_assert_msg(same || k->seen[i].row != row || strcmp(k->seen[i].text, key) != 0,
                      "%s: {{%s}} may be %s or %s", k->subject->code, text, k->seen[i].of.vi,
                      f->vi);
    }
    ck_assert_int_lt(k->n, NAMES_MAX);
    k->seen[k->n].text = key;
    k->seen[k->n].row = row;
    k->seen[k->n++].of = *f;
}

static void each_name(void *ctx, const struct template_field *f)
{
    one_name(ctx, f, f->vi);
    one_name(ctx, f, f->en);
    one_name(ctx, f, f->name);
}

START_TEST(no_two_fields_of_a_subject_answer_to_one_name)
{
    ck_assert(text_init());
    for (size_t i = 0; i < codes_template_subject.n; i++) {
        struct names k = {.arena = arena_new()};
        k.subject = template_subject(codes_template_subject.codes[i].code);
        ck_assert_ptr_nonnull(k.subject);
        template_fields_each(k.subject, each_name, &k);
        ck_assert_int_gt(k.n, 20);
        arena_free(k.arena);
    }
    ck_assert_ptr_null(template_subject("khong-co"));
}
END_TEST

static const char *found(const char *subject, const char *text)
{
    struct arena *a = arena_new();
    struct template_field f;
    bool there = template_field_find(template_subject(subject), a, text, &f);
    arena_free(a);
    return there ? f.name : "";
}

START_TEST(a_field_is_found_by_label_name_and_without_diacritics_but_rows_only_as_rows)
{
    ck_assert(text_init());
    ck_assert_str_eq(found("member", "Họ và tên"), "full_name");
    ck_assert_str_eq(found("member", "HỌ  VÀ TÊN"), "full_name");
    ck_assert_str_eq(found("member", "ho va ten"), "full_name");
    ck_assert_str_eq(found("member", "Full name"), "full_name");
    ck_assert_str_eq(found("member", "full_name"), "full_name");
    ck_assert_str_eq(found("members", "Họ và tên"), "");
    ck_assert_str_eq(found("members", "hàng.Họ và tên"), "full_name");
    ck_assert_str_eq(found("members", "hàng.TT"), "row");
    ck_assert_str_eq(found("member", "hàng.TT"), "");
    ck_assert_str_eq(found("letter", "Nội dung"), "content");
    ck_assert_str_eq(found("member", "Nội dung"), "");
}
END_TEST

static void suggests(const char *subject, const char *text, const char *expected)
{
    struct arena *a = arena_new();
    const char *s = template_field_suggest(template_subject(subject), a, text);
    ck_assert_msg(expected == NULL ? s == NULL : s != NULL && strcmp(s, expected) == 0,
                  "%s: %s instead of %s", text, s ? s : "nothing", expected ? expected : "nothing");
    arena_free(a);
}

START_TEST(an_unknown_name_brings_the_nearest_field_or_nothing)
{
    ck_assert(text_init());
    suggests("member", "Họ tên", "{{Họ và tên}}");
    suggests("member", "Ngày sịnh nhật", "{{Ngày sinh}}");
    suggests("members", "Họ và tên", "{{hàng.Họ và tên}}");
    suggests("member", "hàng.Giới tính", "{{Giới tính}}");
    suggests("member", "xyzxyzxyzxyz", NULL);
}
END_TEST

UNIT_MAIN("template_field", no_two_fields_of_a_subject_answer_to_one_name,
          a_field_is_found_by_label_name_and_without_diacritics_but_rows_only_as_rows,
          an_unknown_name_brings_the_nearest_field_or_nothing)
