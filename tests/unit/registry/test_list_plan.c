/* How SQLite answers the list that is opened most: a page by name reads its index in order, a count
   reads no table it has no condition on. */
#include "registry/dict_list.h"
#include "registry/internal_list.h"
#include "registry/member.h"
#include "registry/own_work.h"
#include "unit/db/folder.h"

#include <sqlite3.h>

static struct folder f;
static struct conn *reader;
static struct own_work own;

static void start(void)
{
    folder_open(&f);
    ck_assert_int_eq(conn_open(f.dir, CONN_READ, &reader), OK);
    own_work_open(&own, reader, "test", "test");
    own.work.scope.whole = true;
}

static void stop(void)
{
    own_work_close(&own);
    conn_close(reader);
    folder_remove(&f);
}

static void plan_of(enum list_shape shape, char *plan, size_t room)
{
    struct list_request q;
    struct list_columns shown = {0}, hidden = {0};
    struct org_filter whole = {.org_id = 1, .range = own.work.scope, .as_of = own.work.today};
    enum err e;
    list_init(&q, &dict_member);
    member_list_from(&own.work, &q, &whole);
    list_columns(&own.work, &q, false, &shown, &hidden);
    stmt *s = list_statement(&own.work, &q, &shown, shape, &e);
    ck_assert_ptr_nonnull(s);
    char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sqlite3_sql(s));
    sqlite3_stmt *explain;
    ck_assert_int_eq(sqlite3_prepare_v2(sqlite3_db_handle(s), sql, -1, &explain, NULL), SQLITE_OK);
    plan[0] = '\0';
    while (sqlite3_step(explain) == SQLITE_ROW)
        snprintf(plan + strlen(plan), room - strlen(plan), "%s\n", sqlite3_column_text(explain, 3));
    sqlite3_finalize(explain);
    sqlite3_free(sql);
    list_end(&q);
}

START_TEST(a_page_by_name_comes_from_its_index_in_order)
{
    char plan[4096];
    start();
    plan_of(LIST_PAGE, plan, sizeof plan);
    ck_assert_msg(strstr(plan, "s USING INDEX member_span_sort") != NULL, "%s", plan);
    ck_assert_msg(strstr(plan, "TEMP B-TREE") == NULL, "%s", plan);
    stop();
}
END_TEST

START_TEST(a_count_leaves_out_what_no_condition_needs)
{
    char plan[4096];
    start();
    plan_of(LIST_COUNT, plan, sizeof plan);
    ck_assert_msg(strstr(plan, " s") != NULL, "%s", plan);
    ck_assert_msg(strstr(plan, "LEFT-JOIN") == NULL, "%s", plan);
    stop();
}
END_TEST

UNIT_MAIN("list_plan", a_page_by_name_comes_from_its_index_in_order,
          a_count_leaves_out_what_no_condition_needs)
