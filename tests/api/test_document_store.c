/* Documents and the program around them: where the key may lie, what backups, restoring and check
   say, and a server that is killed while a scan arrives. */
#include "api/harness_document.h"
#include "api/harness_process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct program p;
static char *office;

static void start(void)
{
    program_start(&p, CHIBO_BINARY);
    program_write_file(
        &p, "o.csv",
        "code,name,kind,category,parent_code,established_on,dissolved_on\n"
        "P,Đảng bộ tỉnh P,province_party,locality,,1991-10-01,\n"
        "B,Xã,base_party,commune,P,1992-01-01,\nC,Chi bộ thôn,cell,village,B,1993-01-01,\n");
    program_write_file(&p, "m.csv",
                       "full_name,cell_code,record_number,admitted_on,official_on\n"
                       "Lò Văn Thử,C,000001PP,2001-01-01,2002-01-01\n");
    ck_assert_int_eq(program_run(&p, NULL, "import", "organizations", "o.csv", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "import", "members", "m.csv", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "token", "add", "--name", "máy", "--role", "office",
                                 "--org", "P", NULL),
                     0);
    office = strndup(p.out.p, strcspn(p.out.p, "\n"));
}

static void stop(void)
{
    free(office);
    program_stop(&p);
}

static int64_t scanned(size_t n)
{
    int64_t id = document_new(&p.at, office, "member_id", 1);
    document_scanned(&p.at, office, id, n);
    return id;
}

START_TEST(the_key_lies_beside_the_folder_or_where_one_says_but_never_in_it)
{
    struct stat st;
    program_serve(&p, NULL, NULL);
    scanned(1000);
    ck_assert_int_eq(stat(program_path(&p, "data-documents.key"), &st), 0);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    ck_assert_int_eq(mkdir(program_path(&p, "keys"), 0700), 0);
    ck_assert_int_eq(
        rename(program_path(&p, "data-documents.key"), program_path(&p, "keys/chibo.key")), 0);
    program_serve(&p, "--document-key", program_path(&p, "keys/chibo.key"), NULL);
    int64_t id = scanned(2000);
    ck_assert_int_eq(document_fetch(&p.at, office, id), 200);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    static const char *const inside[] = {"data/key", "data/../data/tmp/key", "data/backups/key"};
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        ck_assert_int_eq(program_run(&p, NULL, "serve", "--listen", "127.0.0.1:0", "--document-key",
                                     program_path(&p, inside[i]), NULL),
                         1);
        ck_assert_ptr_nonnull(strstr(p.err.p, "outside the data folder"));
    }
}
END_TEST

START_TEST(a_backup_names_the_key_and_restoring_says_whether_it_is_there)
{
    program_serve(&p, NULL, NULL);
    ck_assert_int_eq(program_run(&p, NULL, "backup", "empty.db", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "document key -\n"));
    int64_t id = scanned(70000);
    ck_assert_int_eq(program_run(&p, NULL, "backup", "b.db", NULL), 0);
    const char *line = strstr(p.out.p, "document key ");
    ck_assert_ptr_nonnull(line);
    char *mark = strndup(line + 13, 32);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    ck_assert_int_eq(program_run(&p, NULL, "restore", "b.db", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.err.p, mark));
    ck_assert_ptr_nonnull(strstr(p.err.p, "it is in"));
    ck_assert_int_eq(rename(program_path(&p, "data-documents.key"), program_path(&p, "aside.key")),
                     0);
    ck_assert_int_eq(program_run(&p, NULL, "restore", "b.db", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.err.p, "put its file at"));
    ck_assert_int_eq(rename(program_path(&p, "aside.key"), program_path(&p, "data-documents.key")),
                     0);
    program_serve(&p, NULL, NULL);
    ck_assert_int_eq(document_fetch(&p.at, office, id), 200);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    free(mark);
}
END_TEST

START_TEST(check_finds_a_scan_that_is_not_what_was_put_there)
{
    struct conn *c;
    program_serve(&p, NULL, NULL);
    scanned(200000);
    scanned(100);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    ck_assert_int_eq(conn_open(p.data, CONN_WRITE, &c), OK);
    ck_assert_int_eq(conn_script(c, "DELETE FROM document_part WHERE part = 2"), OK);
    conn_close(c);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 1);
    ck_assert_ptr_nonnull(strstr(p.out.p, "file 1 is damaged"));
    ck_assert_ptr_null(strstr(p.out.p, "Biên bản"));
}
END_TEST

/* As many bytes as a scan has, and then the server is gone. */
START_TEST(a_server_killed_while_scans_arrive_keeps_whole_ones_only)
{
    char *pdf = document_pdf(3000000, "x");
    program_serve(&p, NULL, NULL);
    scanned(1000);
    int64_t ids[8];
    for (int i = 0; i < 8; i++)
        ids[i] = document_new(&p.at, office, "member_id", 1);
    pid_t sender = fork();
    if (sender == 0) {
        for (int i = 0; i < 8; i++) {
            struct answer a =
                document_put(&p.at, office, ids[i], "", 0, "application/pdf", pdf, 3000000);
            answer_free(&a);
        }
        _exit(0);
    }
    int there = 0;
    while (there == 0) { /* in the middle of the second at the earliest */
        struct answer a = server_get(&p.at, office, "%s", document_path(ids[0], ""));
        there = (int)answer_int(&a, "files");
        answer_free(&a);
    }
    program_end(&p, SIGKILL);
    kill(sender, SIGKILL);
    waitpid(sender, NULL, 0);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
    program_serve(&p, NULL, NULL);
    for (int i = 0; i < 8; i++) {
        struct answer a = server_get(&p.at, office, "%s", document_path(ids[i], ""));
        int files = (int)answer_int(&a, "files");
        answer_free(&a);
        ck_assert_int_eq(document_fetch(&p.at, office, ids[i]), files == 1 ? 200 : 404);
    }
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    free(pdf);
}
END_TEST

HARNESS_MAIN("document_store", 120, start, stop,
             the_key_lies_beside_the_folder_or_where_one_says_but_never_in_it,
             a_backup_names_the_key_and_restoring_says_whether_it_is_there,
             check_finds_a_scan_that_is_not_what_was_put_there,
             a_server_killed_while_scans_arrive_keeps_whole_ones_only)
