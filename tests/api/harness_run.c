/* The frame around the tests of one program; see harness_run.h. */
#include "api/harness_run.h"
#include "base/buf.h"
#include "base/files.h"
#include "base/log.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *own_folder(void)
{
    return getenv("CHIBO_TEST_DIR");
}

void harness_folder(char *path, size_t size)
{
    const char *within = own_folder();
    snprintf(path, size, "%s/chibo-test-XXXXXX", within ? within : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(path));
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void harness_remove(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct app *harness_app_start(const char *dir, int *code)
{
    struct app_config config = {.data = dir, .listen = "127.0.0.1:0", .workers = 2, .quiet = true};
    log_set_level(LOG_ERROR);
    return app_start(&config, code);
}

static void fresh_path(char *path, size_t size, const char *file)
{
    snprintf(path, size, "%s/fresh%s", own_folder(), file);
}

/* In a process of its own: its threads and what it leaves in memory are not for the tests. */
static bool fresh_make(void)
{
    char dir[128];
    int status = 0;
    fresh_path(dir, sizeof dir, "");
    pid_t child = fork();
    if (child == 0) {
        int code = 0;
        struct app *app = harness_app_start(dir, &code);
        if (app != NULL)
            app_stop(app);
        exit(app == NULL ? code : EXIT_SUCCESS); /* past what looks for leaks */
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* The store alone: a folder's key and lock are its own. */
void harness_fresh_copy(const char *dir)
{
    char path[128];
    struct stat st;
    struct buf bytes = {0};
    if (own_folder() == NULL)
        return;
    fresh_path(path, sizeof path, "/chibo.db");
    if (access(path, R_OK) != 0)
        ck_assert_msg(fresh_make(), "the server does not start on an empty folder");
    int from = open(path, O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(from, 0);
    ck_assert_int_eq(fstat(from, &st), 0);
    buf_reserve(&bytes, (size_t)st.st_size);
    ck_assert(file_read_at(from, 0, bytes.p, (size_t)st.st_size));
    snprintf(path, sizeof path, "%s/chibo.db", dir);
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ck_assert_int_ge(to, 0);
    ck_assert(file_write_all(to, bytes.p, (size_t)st.st_size));
    close(from);
    close(to);
    buf_free(&bytes);
}

int harness_run(const char *name, int seconds, void (*start)(void), void (*stop)(void),
                const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *t = tcase_create(name);
    tcase_set_timeout(t, seconds);
    tcase_add_checked_fixture(t, start, stop);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(t, tests[i]);
    suite_add_tcase(suite, t);
    char folder[] = "/tmp/chibo-tests-XXXXXX";
    if (mkdtemp(folder) == NULL || setenv("CHIBO_TEST_DIR", folder, 1) != 0)
        return EXIT_FAILURE;
    SRunner *r = srunner_create(suite);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    harness_remove(folder);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
