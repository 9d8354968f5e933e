/* Values of rule parameters: what each unit takes and what it refuses. */
#include "rules/parameter.h"
#include "unit/unit.h"

START_TEST(numbers_are_plain_digits)
{
    ck_assert_int_eq(parameter_fits("months", "12"), PARAMETER_FITS);
    ck_assert_int_eq(parameter_fits("members", "0"), PARAMETER_FITS);
    static const char *const wrong[] = {"",    "twelve", "-1",    "1.5", "1,5",
                                        "12 ", " 12",    "12345", "0x1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(parameter_fits("months", wrong[i]) == PARAMETER_NOT_NUMBER, "'%s'", wrong[i]);
}
END_TEST

START_TEST(each_unit_has_its_bounds)
{
    ck_assert_int_eq(parameter_fits("percent", "100"), PARAMETER_FITS);
    ck_assert_int_eq(parameter_fits("percent", "101"), PARAMETER_NOT_NUMBER);
    ck_assert_int_eq(parameter_fits("yes/no", "1"), PARAMETER_FITS);
    ck_assert_int_eq(parameter_fits("yes/no", "2"), PARAMETER_NOT_NUMBER);
    ck_assert_int_eq(parameter_fits("table", "table"), PARAMETER_FIXED);
}
END_TEST

START_TEST(a_share_is_a_fraction_of_the_whole)
{
    ck_assert_int_eq(parameter_fits("share", "2/3"), PARAMETER_FITS);
    ck_assert_int_eq(parameter_fits("share", "1/1"), PARAMETER_FITS);
    static const char *const wrong[] = {"", "2", "0/3", "4/3", "2/0", "2/3/4", "2/", "/3", "66%"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(parameter_fits("share", wrong[i]) == PARAMETER_NOT_SHARE, "'%s'", wrong[i]);
}
END_TEST

UNIT_MAIN("parameter", numbers_are_plain_digits, each_unit_has_its_bounds,
          a_share_is_a_fraction_of_the_whole)
