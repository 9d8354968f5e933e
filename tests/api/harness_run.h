/*
 * A program of tests: a main that runs every test in the same checked fixture, the temporary
 * folder they all stay in, and the store each of them starts on.
 */
#ifndef CHIBO_TESTS_HARNESS_RUN_H
#define CHIBO_TESTS_HARNESS_RUN_H

#include "api/harness.h"

/* Makes a new folder within the program's own and writes its path; fails the test otherwise. */
void harness_folder(char *path, size_t size);
/* Removes a folder with all that is in it. */
void harness_remove(const char *folder);
/* A quiet server on the folder, with port 0; NULL and the exit code when it does not start. */
struct app *harness_app_start(const char *dir, int *code);
/*
 * Puts the program's fresh store into the folder: the one that a first start leaves, made once for
 * all tests of the program, since making it anew was two thirds of a test's time under a sanitizer.
 * Nothing outside a harness_run, where the server then makes its own.
 */
void harness_fresh_copy(const char *dir);
/*
 * Runs the tests of one program, each in its own process with the checked fixture; all of them in
 * one temporary folder, so that a test that fails and never reaches its stop leaves nothing behind.
 */
int harness_run(const char *name, int seconds, void (*start)(void), void (*stop)(void),
                const TTest *const *tests, size_t n);
#define HARNESS_MAIN(name, seconds, start, stop, ...)                                              \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return harness_run(name, seconds, start, stop, tests, sizeof tests / sizeof *tests);       \
    }

#endif
