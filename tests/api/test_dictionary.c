/* The dictionaries hang together: names, labels in both languages, types and flags that agree. */
#include "base/text.h"
#include "registry/dict_list.h"
#include "unit/unit.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define EACH_FIELD(d, f)                                                                           \
    for (size_t i_ = 0; i_ < dicts_count; i_++)                                                    \
        for (const struct dict *d = dicts[i_]; d != NULL; d = NULL)                                \
            for (const struct field *f = d->fields; f < d->fields + d->n; f++)

START_TEST(every_field_has_a_plain_name_of_its_own_and_both_labels)
{
    EACH_FIELD (d, f) {
        for (const char *p = f->name; *p != '\0'; p++)
            ck_assert_msg(islower((unsigned char)*p) || isdigit((unsigned char)*p) || *p == '_',
                          "%s.%s", d->schema, f->name);
        ck_assert_msg(f->vi != NULL && f->vi[0] != '\0' && f->en != NULL && f->en[0] != '\0',
                      "%s.%s", d->schema, f->name);
        ck_assert_msg(dict_find(d, f->name) == (int)(f - d->fields), "%s.%s stands there twice",
                      d->schema, f->name);
        ck_assert_msg((f->hint_vi == NULL) == (f->hint_en == NULL),
                      "%s.%s has a hint in one language", d->schema, f->name);
    }
}
END_TEST

START_TEST(codes_and_references_lead_somewhere)
{
    EACH_FIELD (d, f) {
        if (f->type == FIELD_CODE)
            ck_assert_msg(f->codes != NULL && code_set_find(f->codes->name) == f->codes, "%s.%s",
                          d->schema, f->name);
        if (f->type == FIELD_REFERENCE_CODE)
            ck_assert_msg(f->ref != NULL, "%s.%s", d->schema, f->name);
        if (f->type == FIELD_DIGITS)
            ck_assert_msg(f->max > 0 && f->min <= f->max, "%s.%s", d->schema, f->name);
    }
}
END_TEST

START_TEST(flags_do_not_contradict_each_other)
{
    EACH_FIELD (d, f) {
        /* every body has a reason of its own: the save's, not the row's */
        ck_assert_msg((f->flags & (F_CREATE | F_PATCH)) == 0 || strcmp(f->name, "reason") != 0,
                      "%s.%s hides the reason of a save", d->schema, f->name);
        bool written = (f->flags & (F_CREATE | F_PATCH)) != 0, shown = f->sql != NULL;
        ck_assert_msg(!((f->flags & F_COMPUTED) && written), "%s.%s is computed and written",
                      d->schema, f->name);
        ck_assert_msg(!((f->flags & F_SECRET) && shown), "%s.%s is secret and shown", d->schema,
                      f->name);
        ck_assert_msg(!((f->flags & (F_FILTER | F_SORT | F_LIST)) && !shown),
                      "%s.%s is listed without a column", d->schema, f->name);
        ck_assert_msg(!((f->flags & F_REQUIRED) && !written), "%s.%s is required and never written",
                      d->schema, f->name);
        ck_assert_msg(!((f->flags & F_SENSITIVE) && (f->flags & F_SORT)),
                      "%s.%s sorts by a sensitive field", d->schema, f->name);
    }
}
END_TEST

START_TEST(every_group_named_by_a_field_has_a_label)
{
    EACH_FIELD (d, f) {
        bool found = f->group == NULL || d->n_groups == 0;
        for (size_t k = 0; k < d->n_groups; k++)
            found = found || strcmp(d->groups[k].name, f->group) == 0;
        ck_assert_msg(found, "%s.%s is of the group %s", d->schema, f->name, f->group);
    }
}
END_TEST

START_TEST(every_code_set_is_found_by_code_label_and_alias)
{
    ck_assert(text_init());
    for (size_t i = 0; i < code_sets_count; i++) {
        const struct code_set *set = code_sets[i];
        for (size_t k = 0; k < set->n; k++) {
            const struct code *c = &set->codes[k];
            ck_assert_ptr_eq(code_get(set, c->code), c);
            ck_assert_msg(strcmp(code_match(set, c->code), c->code) == 0, "%s: %s", set->name,
                          c->code);
            ck_assert_msg(strcmp(code_match(set, c->vi), c->code) == 0, "%s: \"%s\" is %s",
                          set->name, c->vi, code_match(set, c->vi));
            ck_assert_msg(strcmp(code_match(set, c->en), c->code) == 0, "%s: \"%s\" is %s",
                          set->name, c->en, code_match(set, c->en));
        }
        ck_assert_ptr_null(code_match(set, "không có gì như vậy"));
    }
}
END_TEST

UNIT_MAIN("dictionary", every_field_has_a_plain_name_of_its_own_and_both_labels,
          codes_and_references_lead_somewhere, flags_do_not_contradict_each_other,
          every_group_named_by_a_field_has_a_label, every_code_set_is_found_by_code_label_and_alias)
