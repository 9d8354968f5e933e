/* The data folder: made, locked, brought up to date, refused, backed up, restored. */
#include "unit/db/folder.h"

#include "base/date.h"

#include <dirent.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct folder f;

static enum store_result again(void)
{
    struct store other;
    return store_open(f.arena, f.dir, &other, &f.why);
}

START_TEST(a_new_store_holds_the_schema_the_references_and_a_key_only_its_owner_reads)
{
    struct stat st;
    char path[128];
    folder_open(&f);
    ck_assert_int_eq(folder_int(&f, "SELECT max(number) FROM schema_migration"),
                     folder_int(&f, "SELECT count(*) FROM schema_migration"));
    ck_assert_int_ge(folder_int(&f, "SELECT count(*) FROM ref_ethnicity"), 54);
    ck_assert_int_eq(
        folder_int(&f, "SELECT count(*) FROM meta WHERE key = 'epoch' AND length(value) = 32"), 1);
    snprintf(path, sizeof path, "%s/key", f.dir);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(st.st_size, 32);
    ck_assert_int_eq(stat(f.dir, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0700);
    folder_remove(&f);
}
END_TEST

START_TEST(durability_is_asserted_on_the_writing_connection)
{
    struct conn *c;
    folder_open(&f);
    ck_assert_int_eq(conn_open(f.dir, CONN_WRITE, &c), OK);
    static const struct {
        const char *pragma, *value;
    } expected[] = {
        {"PRAGMA journal_mode", "wal"}, {"PRAGMA synchronous", "2"}, {"PRAGMA foreign_keys", "1"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        stmt *s = conn_compose(c, expected[i].pragma);
        ck_assert(stmt_row(s, NULL));
        ck_assert_str_eq(stmt_text(s, 0), expected[i].value);
        stmt_reset(s);
    }
    conn_close(c);
    folder_remove(&f);
}
END_TEST

START_TEST(a_reading_connection_cannot_write)
{
    struct conn *c;
    folder_open(&f);
    ck_assert_int_eq(conn_open(f.dir, CONN_READ, &c), OK);
    ck_assert_int_ne(conn_script(c, "DELETE FROM meta"), OK);
    ck_assert_int_ne(conn_script(c, "CREATE TABLE x (y)"), OK);
    conn_close(c);
    folder_remove(&f);
}
END_TEST

START_TEST(a_second_opener_is_turned_away_and_a_later_one_is_not)
{
    folder_open(&f);
    ck_assert_int_eq(again(), STORE_IN_USE);
    ck_assert_int_eq(store_restore(f.arena, f.dir, "/dev/null", &f.why), STORE_IN_USE);
    store_close(&f.store);
    ck_assert_msg(store_open(f.arena, f.dir, &f.store, &f.why) == STORE_OK, "%s", f.why);
    folder_remove(&f);
}
END_TEST

START_TEST(the_lock_goes_with_a_killed_process)
{
    folder_make(&f);
    int ready[2];
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct store s;
        char c = store_open(f.arena, f.dir, &s, &f.why) == STORE_OK ? 'y' : 'n';
        if (write(ready[1], &c, 1) == 1)
            pause();
        _exit(1);
    }
    char c = 0;
    ck_assert_int_eq(read(ready[0], &c, 1), 1);
    ck_assert_int_eq(c, 'y');
    ck_assert_int_eq(again(), STORE_IN_USE);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    ck_assert_msg(store_open(f.arena, f.dir, &f.store, &f.why) == STORE_OK, "%s", f.why);
    close(ready[0]);
    close(ready[1]);
    folder_remove(&f);
}
END_TEST

START_TEST(a_store_of_a_newer_program_is_refused_untouched)
{
    folder_open(&f);
    store_close(&f.store);
    folder_tamper(
        &f,
        "INSERT INTO schema_migration (number, name, hash, applied_at) SELECT max(number) + 1, 'later',"
        " zeroblob(32), '2030-01-01' FROM schema_migration");
    ck_assert_int_eq(again(), STORE_NEWER);
    ck_assert_ptr_nonnull(strstr(f.why, "newer"));
    folder_remove(&f);
}
END_TEST

START_TEST(a_store_whose_migration_was_another_one_is_refused)
{
    folder_open(&f);
    store_close(&f.store);
    folder_tamper(&f, "UPDATE schema_migration SET hash = zeroblob(32) WHERE number = 1");
    ck_assert_int_eq(again(), STORE_DAMAGED);
    folder_remove(&f);
}
END_TEST

START_TEST(a_file_that_is_no_database_is_refused)
{
    char path[128];
    folder_make(&f);
    snprintf(path, sizeof path, "%s/chibo.db", f.dir);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("this is not a database ", file);
    fclose(file);
    ck_assert_int_ne(again(), STORE_OK);
    folder_remove(&f);
}
END_TEST

static const char *backup_path(const char *name)
{
    return arena_printf(f.arena, "%s/backups/%s", f.dir, name);
}

START_TEST(a_backup_restores_what_was_and_starts_a_new_epoch)
{
    folder_open(&f);
    folder_tamper(&f, "INSERT INTO meta (key, value) VALUES ('mark', '1')");
    const char *file = backup_path("mine.db");
    ck_assert_msg(store_backup(f.arena, f.dir, file, &f.why) == OK, "%s", f.why);
    ck_assert_msg(store_backup(f.arena, f.dir, file, &f.why) != OK, "a backup was overwritten");
    folder_tamper(
        &f,
        "UPDATE meta SET value = '2' WHERE key = 'mark'; UPDATE meta SET value = 'old' WHERE key = 'epoch'");
    store_close(&f.store);
    ck_assert_msg(store_restore(f.arena, f.dir, file, &f.why) == STORE_OK, "%s", f.why);
    ck_assert_int_eq(folder_int(&f, "SELECT value FROM meta WHERE key = 'mark'"), 1);
    ck_assert_int_eq(
        folder_int(
            &f,
            "SELECT count(*) FROM meta WHERE key = 'epoch' AND value <> 'old' AND length(value) = 32"),
        1);
    /* what stood there before is kept, too */
    int kept = 0;
    DIR *d = opendir(backup_path(""));
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        kept += strncmp(e->d_name, "before-restore-", 15) == 0;
    closedir(d);
    ck_assert_int_eq(kept, 1);
    folder_remove(&f);
}
END_TEST

START_TEST(a_damaged_backup_restores_nothing)
{
    folder_open(&f);
    const char *file = backup_path("bad.db");
    ck_assert_int_eq(store_backup(f.arena, f.dir, file, &f.why), OK);
    store_close(&f.store);
    FILE *out = fopen(file, "r+");
    fseek(out, 4096 * 3, SEEK_SET);
    for (int i = 0; i < 40960; i++)
        fputc(0xA5, out);
    fclose(out);
    folder_tamper(&f, "INSERT INTO meta (key, value) VALUES ('mark', '7')");
    ck_assert_int_ne(store_restore(f.arena, f.dir, file, &f.why), STORE_OK);
    ck_assert_int_eq(folder_int(&f, "SELECT value FROM meta WHERE key = 'mark'"), 7);
    folder_remove(&f);
}
END_TEST

START_TEST(rotation_keeps_days_weeks_and_months_and_touches_no_other_file)
{
    char path[160];
    folder_open(&f);
    for (int day = 0; day < 400; day++) {
        int64_t at = 20000 + day; /* 2024-10-04 and after */
        date_text text;
        date_from_days(at, text);
        snprintf(path, sizeof path, "%s/backups/auto-%.4s%.2s%.2s-020000.db", f.dir, text, text + 5,
                 text + 8);
        fclose(fopen(path, "w"));
    }
    fclose(fopen(backup_path("hand-made.db"), "w"));
    store_rotate(f.dir);
    int automatic = 0, others = 0;
    DIR *d = opendir(backup_path(""));
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        automatic += strncmp(e->d_name, "auto-", 5) == 0;
        others += strcmp(e->d_name, "hand-made.db") == 0;
    }
    closedir(d);
    ck_assert_int_eq(others, 1);
    ck_assert_msg(automatic >= 7 + 12 && automatic <= 7 + 5 + 12, "%d are left", automatic);
    folder_remove(&f);
}
END_TEST

UNIT_MAIN("store", a_new_store_holds_the_schema_the_references_and_a_key_only_its_owner_reads,
          durability_is_asserted_on_the_writing_connection, a_reading_connection_cannot_write,
          a_second_opener_is_turned_away_and_a_later_one_is_not,
          the_lock_goes_with_a_killed_process, a_store_of_a_newer_program_is_refused_untouched,
          a_store_whose_migration_was_another_one_is_refused, a_file_that_is_no_database_is_refused,
          a_backup_restores_what_was_and_starts_a_new_epoch, a_damaged_backup_restores_nothing,
          rotation_keeps_days_weeks_and_months_and_touches_no_other_file)
