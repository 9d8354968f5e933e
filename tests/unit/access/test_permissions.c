/* Who may do what: the table of roles against api.md §2, row by row; nothing for the unknown. */
#include "access/caller.h"
#include "unit/unit.h"

#include <string.h>

START_TEST(no_role_and_no_unknown_permission_may_do_anything)
{
    for (int p = 0; p < PERMISSION_COUNT; p++) {
        ck_assert(!role_may(ROLE_COUNT, (enum permission)p));
        ck_assert(!role_may((enum role)99, (enum permission)p));
        ck_assert(permission_code((enum permission)p)[0] != '\0');
    }
    for (int r = 0; r < ROLE_COUNT; r++)
        ck_assert(!role_may((enum role)r, PERMISSION_COUNT));
}
END_TEST

START_TEST(every_role_has_a_code_that_leads_back_to_it)
{
    for (int r = 0; r < ROLE_COUNT; r++) {
        ck_assert_int_eq(role_parse(role_code((enum role)r)), r);
        ck_assert(role_label((enum role)r, true)[0] != '\0' &&
                  role_label((enum role)r, false)[0] != '\0');
    }
    ck_assert_int_eq(role_parse("root"), ROLE_COUNT);
    ck_assert_int_eq(role_parse(""), ROLE_COUNT);
}
END_TEST

START_TEST(administration_sees_no_people_and_the_desk_no_accounts)
{
    ck_assert(role_may(ROLE_SYSTEM_ADMIN, PERMISSION_SETTINGS));
    ck_assert(!role_may(ROLE_SYSTEM_ADMIN, PERMISSION_MEMBER_READ));
    ck_assert(!role_may(ROLE_SYSTEM_ADMIN, PERMISSION_MEMBER_SENSITIVE));
    ck_assert(!role_may(ROLE_OFFICE, PERMISSION_SETTINGS));
    ck_assert(role_may(ROLE_OFFICE, PERMISSION_MEMBER_READ) &&
              role_may(ROLE_OFFICE, PERMISSION_MEMBER_SENSITIVE));
}
END_TEST

START_TEST(dashboards_count_and_name_nobody)
{
    static const enum role dashboards[] = {ROLE_DASHBOARD, ROLE_INSPECTION_DASHBOARD};
    for (size_t i = 0; i < 2; i++) {
        ck_assert(role_may(dashboards[i], PERMISSION_STATISTICS_READ));
        ck_assert(!role_may(dashboards[i], PERMISSION_MEMBER_READ) &&
                  !role_may(dashboards[i], PERMISSION_MEMBER_SENSITIVE));
    }
    ck_assert(!role_may(ROLE_DASHBOARD, PERMISSION_DISCIPLINE_STATISTICS));
    ck_assert(role_may(ROLE_INSPECTION_DASHBOARD, PERMISSION_DISCIPLINE_STATISTICS));
}
END_TEST

START_TEST(whoever_sees_sensitive_fields_may_read_people_at_all)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        if (role_may((enum role)r, PERMISSION_MEMBER_SENSITIVE))
            ck_assert_msg(role_may((enum role)r, PERMISSION_MEMBER_READ), "%s",
                          role_code((enum role)r));
}
END_TEST

UNIT_MAIN("permissions", no_role_and_no_unknown_permission_may_do_anything,
          every_role_has_a_code_that_leads_back_to_it,
          administration_sees_no_people_and_the_desk_no_accounts, dashboards_count_and_name_nobody,
          whoever_sees_sensitive_fields_may_read_people_at_all)
