/* Scopes as ranges of paths: a subtree and nothing beside it. */
#include "db/scope.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

START_TEST(a_scope_holds_its_top_and_everything_below_and_nothing_else)
{
    struct scope s;
    scope_from_path(&s, 5, "/1/5/");
    ck_assert(scope_has_path(&s, "/1/5/") && scope_has_path(&s, "/1/5/33/") &&
              scope_has_path(&s, "/1/5/9/1/"));
    ck_assert(!scope_has_path(&s, "/1/") && !scope_has_path(&s, "/1/50/") &&
              !scope_has_path(&s, "/1/4/5/") && !scope_has_path(&s, "/1/55/5/") &&
              !scope_has_path(&s, "/15/") && !scope_has_path(&s, ""));
}
END_TEST

START_TEST(without_an_organisation_nothing_is_seen)
{
    struct scope nothing = {0};
    ck_assert(!scope_has_path(&nothing, "/1/") && !scope_has_path(&nothing, ""));
}
END_TEST

/* A random tree of up to 60 organisations as paths; the parent of each comes before it. */
static int grow(uint64_t *seed, char path[60][64])
{
    int n = 2 + random_below(seed, 58), depth[60] = {0};
    strcpy(path[0], "/1/");
    for (int i = 1; i < n; i++) {
        int up = random_below(seed, i);
        while (depth[up] > 6)
            up = random_below(seed, i);
        depth[i] = depth[up] + 1;
        snprintf(path[i], 64, "%s%d/", path[up], i + 1);
    }
    return n;
}

START_TEST(the_range_is_the_same_as_climbing_up_from_each)
{
    uint64_t seed = 37;
    for (int round = 0; round < 300; round++) {
        char path[60][64], mark[16];
        int n = grow(&seed, path), top = random_below(&seed, n);
        struct scope s;
        scope_from_path(&s, top + 1, path[top]);
        snprintf(mark, sizeof mark, "/%d/", top + 1);
        for (int i = 0; i < n; i++) {
            bool below = strstr(path[i], mark) != NULL;
            ck_assert_msg(scope_has_path(&s, path[i]) == below, "%s in %s", path[i], path[top]);
            if (!s.whole)
                ck_assert_msg((strcmp(path[i], s.lo) >= 0 && strcmp(path[i], s.hi) < 0) == below,
                              "%s in %s", path[i], path[top]);
        }
    }
}
END_TEST

UNIT_MAIN("scope", a_scope_holds_its_top_and_everything_below_and_nothing_else,
          without_an_organisation_nothing_is_seen, the_range_is_the_same_as_climbing_up_from_each)
