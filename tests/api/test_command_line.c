/* Commands of the real program on a folder of their own: what they print and how they end. */
#include "api/harness_accounts.h"
#include "api/harness_process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static struct program p;

static void start(void)
{
    program_start(&p, CHIBO_BINARY);
}

static void stop(void)
{
    program_stop(&p);
}

#define ORGS                                                                                                  \
    "code,name,kind,category,parent_code,established_on,dissolved_on\n"                                       \
    "P,Đảng bộ tỉnh P,province_party,locality,,1991-10-01,\nD,Huyện,district_party,,P,1991-10-01,\n" \
    "B,Xã,base_party,commune,D,1992-01-01,\nC,Chi bộ thôn,cell,village,B,1993-01-01,\n"
#define PEOPLE                                                                                                             \
    "full_name,gender,record_number,cell_code,admitted_on,official_on,ethnicity\n"                                         \
    "Nguyễn Văn An,male,000001PP,C,2010-05-19,2011-05-19,Kinh\nBùi Thị Bình,female,000002PP,C,2011,2012,Mường\n" \
    "Lò Văn Cường,male,000003PP,C,2012-05-19,2013-05-19,Thái\nĐinh Thị Dung,,000004PP,C,2026-01-02,,\n"

static void import_world(void)
{
    program_write_file(&p, "o.csv", ORGS);
    program_write_file(&p, "m.csv", PEOPLE);
    ck_assert_int_eq(program_run(&p, NULL, "import", "organizations", "o.csv", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv", NULL), 0);
}

/* What an export prints; free() it. */
static char *exported(const char *kind)
{
    ck_assert_int_eq(program_run(&p, NULL, "export", kind, "-", NULL), 0);
    return strdup(buf_text(&p.out));
}

START_TEST(wrong_usage_ends_with_2_and_prints_nothing_on_stdout)
{
    ck_assert_int_eq(program_run_plain(&p, NULL, NULL), 2);
    program_printed(&p, "");
    static const char *const wrong[][4] = {{"fly"},
                                           {"serve", "--wings"},
                                           {"serve", "--listen"},
                                           {"serve", "more"},
                                           {"import", "members"},
                                           {"import", "horoscopes", "o.csv"},
                                           {"export", "members"},
                                           {"export", "horoscopes", "-"},
                                           {"restore"},
                                           {"backup"},
                                           {"demo", "--members", "0"},
                                           {"tls-init"},
                                           {"user", "add"},
                                           {"user", "fly"},
                                           {"token", "add"},
                                           {"token"}};
    program_write_file(&p, "o.csv", ORGS);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int code = program_run(&p, NULL, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], NULL);
        ck_assert_msg(code == 2, "%s %s: %d", wrong[i][0], wrong[i][1] ? wrong[i][1] : "", code);
        program_printed(&p, "");
        ck_assert_uint_gt(p.err.len, 0);
    }
}
END_TEST

START_TEST(import_prints_counts_as_its_last_line)
{
    program_write_file(&p, "o.csv", ORGS);
    program_write_file(&p, "m.csv", PEOPLE);
    ck_assert_int_eq(program_run(&p, NULL, "import", "organizations", "o.csv", NULL), 0);
    ck_assert_str_eq(program_last_line(&p), "4 rows: 4 added, 0 updated, 0 refused");
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv", "--dry-run", NULL), 0);
    ck_assert_str_eq(program_last_line(&p), "4 rows: 4 added, 0 updated, 0 refused");
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv", NULL),
                     0); /* the dry run kept nothing */
    ck_assert_str_eq(program_last_line(&p), "4 rows: 4 added, 0 updated, 0 refused");
    ck_assert_ptr_nonnull(
        strstr(p.out.p, "missing_gender: 1\n")); /* warnings by kind, with counts */
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv", NULL), 0);
    ck_assert_str_eq(program_last_line(&p), "4 rows: 0 added, 0 updated, 0 refused");
}
END_TEST

START_TEST(running_dossiers_go_out_and_come_back_unchanged)
{
    import_world();
    ck_assert_int_eq(program_run(&p,
                                 "full_name,born_on,cell_code,listed_on,application_on\n"
                                 "Xa Thị Sen,2000-03-04,C,2025-01-05,2025-04-01\n"
                                 "Hà Văn Mới,2001-03-04,C,2025-01-06,\n",
                                 "import", "candidates", "-", NULL),
                     0);
    char *before = exported("candidates");
    ck_assert_ptr_nonnull(strstr(before, "2025-04-01"));
    ck_assert_int_eq(program_run(&p, before, "import", "candidates", "-", NULL), 0);
    ck_assert_str_eq(program_last_line(&p), "2 rows: 0 added, 0 updated, 0 refused");
    char *after = exported("candidates");
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

START_TEST(import_names_each_refused_row_and_keeps_none)
{
    import_world();
    char *before = exported("members");
    ck_assert_int_eq(
        program_run(&p,
                    "full_name,record_number,cell_code,admitted_on,gender\nA,000009PP,C,2020,male\n"
                    "B,000010PP,NO,2020,male\n\nD,000011PP,C,2020-02-30,robot\n",
                    "import", "members", "-", NULL),
        1);
    ck_assert_ptr_nonnull(strstr(p.out.p, "line 3: cell_code: "));
    ck_assert_ptr_nonnull(strstr(p.out.p, "line 5: admitted_on: "));
    ck_assert_ptr_nonnull(strstr(p.out.p, "line 5: gender: "));
    ck_assert_str_eq(program_last_line(&p), "3 rows: 1 added, 0 updated, 2 refused");
    for (const char *line = p.out.p; line[0] != '\0';
         line = strchr(line, '\n') + 1) /* nothing else stands there */
        ck_assert_msg(strncmp(line, "line ", 5) == 0 || strstr(line, " rows: ") != NULL ||
                          strstr(line, "missing_") == line,
                      "%s", line);
    char *after = exported("members");
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "absent.csv", NULL), 1);
    program_printed(&p, "");
}
END_TEST

START_TEST(import_and_export_read_and_write_compressed_files_and_streams)
{
    ck_assert_int_eq(program_run(&p, ORGS, "import", "organizations", "-", NULL), 0);
    gzFile gz = gzopen(program_path(&p, "m.csv.gz"), "wb");
    ck_assert_int_eq(gzwrite(gz, PEOPLE, sizeof PEOPLE - 1), (int)sizeof PEOPLE - 1);
    gzclose(gz);
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv.gz", NULL), 0);
    ck_assert_str_eq(program_last_line(&p), "4 rows: 4 added, 0 updated, 0 refused");
    char *plain = exported("members");
    ck_assert_int_eq(program_run(&p, NULL, "export", "members", "out.csv.gz", NULL), 0);
    program_printed(&p, "");
    size_t n;
    char *packed = program_read_file(&p, "out.csv.gz", &n);
    ck_assert(n > 2 && packed[0] == '\x1f' && packed[1] == '\x8b');
    char unpacked[20000];
    gz = gzopen(program_path(&p, "out.csv.gz"), "rb");
    int got = gzread(gz, unpacked, sizeof unpacked - 1);
    gzclose(gz);
    unpacked[got > 0 ? got : 0] = '\0';
    ck_assert_str_eq(unpacked, plain);
    free(packed);
    free(plain);
}
END_TEST

START_TEST(export_imported_into_an_empty_store_exports_the_same)
{
    static const char *const kinds[] = {"organizations", "members", "targets", "discipline"};
    char *first[4];
    import_world();
    ck_assert_int_eq(
        program_run(
            &p,
            "org_code,indicator,from,to,value,scope\nP,admissions,2026-01-01,2026-12-31,5,district_party\n"
            "B,admissions,2025-01-01,2025-12-31,2,\n",
            "import", "targets", "-", NULL),
        0);
    ck_assert_int_eq(
        program_run(
            &p,
            "subject,record_number,form,decided_on,decision_number,authority,reason\n"
            "member,000001PP,reprimand,2022-02-24,1-QĐ,cell,\"Vi phạm, nhẹ\"\nmember,000003PP,expulsion,2023-02-24,2-QĐ,base_committee,Nặng\n",
            "import", "discipline", "-", NULL),
        0);
    for (int i = 0; i < 4; i++) {
        first[i] = exported(kinds[i]);
        program_write_file(&p, kinds[i], first[i]);
    }
    ck_assert_ptr_nonnull(strstr(first[1], "expelled")); /* who has left is part of it */
    snprintf(p.data, sizeof p.data, "%s/other", p.dir);
    for (int i = 0; i < 4; i++)
        ck_assert_msg(program_run(&p, NULL, "import", kinds[i], kinds[i], NULL) == 0, "%s: %s%s",
                      kinds[i], buf_text(&p.out), buf_text(&p.err));
    for (int i = 0; i < 4; i++) {
        char *second = exported(kinds[i]);
        ck_assert_str_eq(first[i], second);
        free(first[i]);
        free(second);
    }
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
}
END_TEST

START_TEST(backup_restored_is_the_registry_of_that_moment)
{
    import_world();
    char *then = exported("members");
    ck_assert_int_eq(program_run(&p, NULL, "backup", "b.db", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "\nchanges ")); /* the chain's head, to find a cut tail */
    ck_assert_int_eq(
        program_run(&p, "record_number,phone\n000001PP,0912\n", "import", "members", "-", NULL), 0);
    char *later = exported("members");
    ck_assert_str_ne(then, later);
    free(later);
    ck_assert_int_eq(program_run(&p, NULL, "restore", "b.db", NULL), 0);
    program_printed(&p, "");
    char *again = exported("members");
    ck_assert_str_eq(then, again);
    free(again);
    free(then);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
    program_printed(&p, ""); /* one line a finding: none */
    ck_assert_int_eq(program_run(&p, NULL, "restore", "absent.db", NULL), 1);
    program_write_file(&p, "broken.db", "this is no backup");
    ck_assert_int_eq(program_run(&p, NULL, "restore", "broken.db", NULL), 1);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0); /* what was there is still there */
}
END_TEST

START_TEST(a_drill_says_whether_a_backup_can_be_restored)
{
    import_world();
    ck_assert_int_eq(program_run(&p, NULL, "drill", NULL), 1); /* there is none yet */
    ck_assert_int_eq(program_run(&p, NULL, "backup", "b.db", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "drill", "b.db", NULL), 0);
    program_printed(&p, "b.db: good, 0 findings, …");
    program_write_file(&p, "broken.db", "this is no backup");
    ck_assert_int_eq(program_run(&p, NULL, "drill", "broken.db", NULL), 1);
    program_printed(&p, "broken.db: failed, …");
    ck_assert_int_eq(program_run(&p, NULL, "drill", "absent.db", NULL), 1);
    program_printed(&p, "");
}
END_TEST

START_TEST(a_backup_goes_through_the_standard_streams_and_gzip)
{
    import_world();
    char *then = exported("members"), line[600];
    snprintf(line, sizeof line, "cd %s && %s backup --data data - | gzip >b.db.gz", p.dir,
             CHIBO_BINARY);
    ck_assert_int_eq(system(line), 0);
    ck_assert_int_eq(
        program_run(&p, "record_number,phone\n000001PP,0912\n", "import", "members", "-", NULL), 0);
    snprintf(line, sizeof line, "cd %s && head -c 9000 b.db.gz | %s restore --data data - 2>&1",
             p.dir, CHIBO_BINARY);
    ck_assert_int_ne(system(line), 0); /* cut off: what was there stays */
    snprintf(line, sizeof line, "cd %s && %s restore --data data - <b.db.gz", p.dir, CHIBO_BINARY);
    ck_assert_int_eq(system(line), 0);
    char *again = exported("members");
    ck_assert_str_eq(then, again);
    free(again);
    free(then);
    snprintf(line, sizeof line, "ls -A %s/tmp | grep -q .", p.data);
    ck_assert_msg(system(line) != 0, "the copy was left in tmp/");
}
END_TEST

START_TEST(check_finds_a_forged_journal)
{
    import_world();
    struct conn *c;
    ck_assert_int_eq(conn_open(p.data, CONN_WRITE, &c), OK);
    ck_assert_int_eq(
        conn_script(
            c,
            "DROP TRIGGER IF EXISTS change_no_update; UPDATE change SET after = '{}' WHERE id = 2"),
        OK);
    conn_close(c);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 1);
    ck_assert_uint_gt(p.out.len, 0);
    ck_assert_ptr_null(strstr(p.out.p, "Nguyễn"));
}
END_TEST

START_TEST(demo_is_whole_and_of_the_size_asked_for)
{
    ck_assert_int_eq(program_run(&p, NULL, "demo", "--members", "300", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
    char *people = exported("members");
    int lines = 0;
    for (const char *at = people; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    ck_assert_int_eq(lines, 301);
    free(people);
    ck_assert_int_eq(program_run(&p, NULL, "demo", "--members", "300", NULL),
                     1); /* never over real data */
}
END_TEST

START_TEST(every_command_but_restore_makes_an_absent_store)
{
    struct stat st;
    ck_assert_int_eq(program_run(&p, NULL, "restore", "absent.db", NULL), 1);
    ck_assert_int_ne(stat(program_path(&p, "data/chibo.db"), &st), 0);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
    ck_assert_int_eq(stat(p.data, &st), 0);
    ck_assert_int_eq(st.st_mode & 077, 0); /* nobody else's */
}
END_TEST

START_TEST(tls_init_makes_a_certificate_and_a_guide)
{
    ck_assert_int_eq(program_run(&p, NULL, "tls-init", "--host", "so.xa.vn,10.0.0.5", NULL), 0);
    static const char *const files[] = {"data/tls/ca.pem", "data/tls/server.pem",
                                        "data/tls/server.key", "data/tls/HUONG-DAN.txt"};
    for (int i = 0; i < 4; i++) {
        struct stat st;
        ck_assert_msg(stat(program_path(&p, files[i]), &st) == 0 && st.st_size > 0, "%s", files[i]);
        ck_assert(i != 2 || (st.st_mode & 077) == 0);
    }
}
END_TEST

/* Only root can become anybody: for other users there is nothing to see. */
START_TEST(root_becomes_the_owner_of_the_data_folder)
{
    enum { NOBODY = 65534 };
    if (geteuid() != 0)
        return;
    import_world();
    char give[300];
    snprintf(give, sizeof give, "chmod 711 $(dirname %s) && chown %d:%d %s && chown -R %d:%d %s",
             p.dir, NOBODY, NOBODY, p.dir, NOBODY, NOBODY, p.data);
    ck_assert_int_eq(system(give), 0);
    ck_assert_int_eq(chmod(program_path(&p, "m.csv"), 0600), 0); /* root's own: opened before */
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "tls-init", "--host", "so.xa.vn", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "user", "list", NULL), 0);
    char find[200];
    snprintf(find, sizeof find, "find %s -user 0 | grep -q .", p.data);
    ck_assert_msg(system(find) != 0, "root left a file of its own in the folder");
}
END_TEST

HARNESS_MAIN("command_line", 60, start, stop, wrong_usage_ends_with_2_and_prints_nothing_on_stdout,
             import_prints_counts_as_its_last_line, running_dossiers_go_out_and_come_back_unchanged,
             import_names_each_refused_row_and_keeps_none,
             import_and_export_read_and_write_compressed_files_and_streams,
             export_imported_into_an_empty_store_exports_the_same,
             backup_restored_is_the_registry_of_that_moment,
             a_drill_says_whether_a_backup_can_be_restored,
             a_backup_goes_through_the_standard_streams_and_gzip, check_finds_a_forged_journal,
             demo_is_whole_and_of_the_size_asked_for,
             every_command_but_restore_makes_an_absent_store,
             tls_init_makes_a_certificate_and_a_guide, root_becomes_the_owner_of_the_data_folder)
