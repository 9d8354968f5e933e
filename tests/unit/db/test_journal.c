/* The chains, open and confidential: what is appended verifies, and nothing of it can be changed,
 * taken out or moved unseen. */
#include "db/journal.h"
#include "unit/db/folder.h"

#include <stdio.h>

static struct folder f;
static const struct actor actor = {.label = "thử", .channel = "cli"};

static void append(struct conn *c, int changes, int readings)
{
    ck_assert_int_eq(conn_script(c, "BEGIN IMMEDIATE"), OK);
    for (int i = 0; i < changes; i++) {
        struct tx tx = {.actor = &actor, .reason = "thử"};
        char after[64];
        snprintf(after, sizeof after, "{\"n\":%d}", i);
        struct change change = {.resource = "members",
                                .row_id = 1 + i % 3,
                                .uid = "u",
                                .op = i ? "update" : "create",
                                .version = i + 1,
                                .fields = "[\"n\"]",
                                .after = after};
        ck_assert_int_eq(journal_change(c, &tx, &change), OK);
        ck_assert_int_gt(tx.last_change, 0);
        struct tx hidden = {.actor = &actor, .reason = "thử", .confidential = true};
        ck_assert_int_eq(journal_change(c, &hidden, &change), OK);
    }
    int64_t people[] = {7, 8, 9};
    for (int i = 0; i < readings; i++) {
        struct reading r = {.what = "/api/v1/members/{id}",
                            .fields = "[\"religion\"]",
                            .people = people,
                            .n_people = 3};
        ck_assert_int_eq(journal_reading(c, &actor, &r), OK);
        r.confidential = true;
        ck_assert_int_eq(journal_reading(c, &actor, &r), OK);
    }
    ck_assert_int_eq(conn_script(c, "COMMIT"), OK);
}

static void count_finding(void *ctx, const char *text)
{
    (void)text;
    ++*(int *)ctx;
}

/* How many breaks a check finds after `tamper`; the chains had 12 changes and 6 readings of each
 * kind. */
static int breaks_after(const char *tamper)
{
    struct conn *c;
    int found = 0;
    int64_t changes, readings;
    folder_open(&f);
    ck_assert_int_eq(conn_open(f.dir, CONN_WRITE, &c), OK);
    append(c, 12, 6);
    if (tamper != NULL)
        ck_assert_msg(conn_script(c, tamper) == OK, "%s: %s", tamper, conn_error(c));
    ck_assert_int_eq(journal_verify(c, count_finding, &found, &changes, &readings), OK);
    if (tamper == NULL) {
        ck_assert_int_eq(changes, 24);
        ck_assert_int_eq(readings, 12);
    }
    conn_close(c);
    folder_remove(&f);
    return found;
}

START_TEST(chains_that_nobody_touched_verify)
{
    ck_assert_int_eq(breaks_after(NULL), 0);
}
END_TEST

static const char *const forgeries[] = {
    "UPDATE change SET after = '{\"n\":99}' WHERE id = 5",
    "UPDATE change SET row_id = 2 WHERE id = 1",
    "UPDATE change SET op = 'delete' WHERE id = 7",
    "UPDATE change SET fields = '[]' WHERE id = 7",
    "UPDATE change SET org_id = 1 WHERE id = 7",
    "UPDATE change SET version = 50 WHERE id = 7",
    "UPDATE change SET payload_hash = zeroblob(32) WHERE id = 3",
    "UPDATE change SET hash = zeroblob(32) WHERE id = 12",
    "DELETE FROM change WHERE id = 4",
    "DELETE FROM change WHERE id = 1",
    "UPDATE change SET id = 100 WHERE id = 6",
    "UPDATE access_read SET actor = 'ai đó' WHERE id = 2",
    "UPDATE access_read SET people = 0 WHERE id = 2",
    "UPDATE access_read SET fields = '[]' WHERE id = 2",
    "UPDATE access_read SET at = '2020-01-01T00:00:00.000Z' WHERE id = 2",
    "DELETE FROM access_person WHERE access_id = 3; DELETE FROM access_read WHERE id = 3",
    "DELETE FROM access_person WHERE access_id = 3 AND person_id = 8",
    "UPDATE confidential_change SET after = '{\"n\":99}' WHERE id = 5",
    "UPDATE confidential_change SET org_id = 1 WHERE id = 7",
    "DELETE FROM confidential_change WHERE id = 4",
    "UPDATE confidential_read SET actor = 'ai đó' WHERE id = 2",
    "DELETE FROM confidential_person WHERE access_id = 3; DELETE FROM confidential_read WHERE id = 3",
    "INSERT INTO confidential_person (person_id, access_id) VALUES (99, 2)",
};

START_TEST(a_forgery_is_found)
{
    ck_assert_msg(breaks_after(forgeries[_i]) > 0, "%s", forgeries[_i]);
}
END_TEST

START_TEST(a_tail_cut_off_shows_against_the_head_a_backup_printed)
{
    struct conn *c;
    char head[65], reading[65];
    folder_open(&f);
    ck_assert_int_eq(conn_open(f.dir, CONN_WRITE, &c), OK);
    ck_assert_str_eq(journal_head(c, f.arena, CHAIN_CHANGES), "");
    append(c, 4, 4);
    snprintf(head, sizeof head, "%s", journal_head(c, f.arena, CHAIN_CHANGES));
    snprintf(reading, sizeof reading, "%s", journal_head(c, f.arena, CHAIN_READINGS));
    ck_assert_uint_eq(strlen(head), 64);
    ck_assert_int_eq(
        conn_script(
            c,
            "DELETE FROM change WHERE id = 4;"
            "DELETE FROM access_person WHERE access_id = 4; DELETE FROM access_read WHERE id = 4"),
        OK);
    ck_assert_str_ne(journal_head(c, f.arena, CHAIN_CHANGES), head);
    ck_assert_str_ne(journal_head(c, f.arena, CHAIN_READINGS), reading);
    conn_close(c);
    folder_remove(&f);
}
END_TEST

START_TEST(values_taken_out_are_told_once_and_the_chain_behind_them_stays_whole)
{
    ck_assert_int_eq(breaks_after("UPDATE change SET before = NULL, after = NULL WHERE id = 5"), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("journal");
    TCase *t = tcase_create("unit");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, chains_that_nobody_touched_verify);
    tcase_add_loop_test(t, a_forgery_is_found, 0, (int)(sizeof forgeries / sizeof *forgeries));
    tcase_add_test(t, a_tail_cut_off_shows_against_the_head_a_backup_printed);
    tcase_add_test(t, values_taken_out_are_told_once_and_the_chain_behind_them_stays_whole);
    suite_add_tcase(suite, t);
    SRunner *r = srunner_create(suite);
    srunner_run_all(r, CK_ENV);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
