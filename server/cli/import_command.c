/* `chibo import`: all rows or none, refused rows line by line, then warnings by kind, then the sum.
 */
#include "base/csv.h"
#include "cli/options.h"
#include "office/sheet.h"
#include "registry/import.h"
#include "registry/own_work.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct import_job {
    struct write_job job;
    const char *kind;
    int fd;
    struct import_result result;
    bool dry_run, terminal;
    int64_t seen;
    enum err ran;
};

static void show_row(void *ctx, const struct import_row *row)
{
    struct import_job *j = ctx;
    j->seen++;
    if (j->terminal && j->seen % 1000 == 0)
        fprintf(stderr, "\r%lld", (long long)j->seen);
    if (strcmp(row->state, "refused") != 0)
        return;
    for (const struct fault *f = row->faults->first; f != NULL; f = f->next)
        printf("line %ld: %s: %s\n", row->line, f->pointer[0] == '/' ? f->pointer + 1 : f->pointer,
               f->detail);
}

static enum err read_file(struct work *w, struct import_job *j)
{
    struct sheet_info info;
    struct sheet_fault fault;
    const struct dict *d = import_kind(w, j->kind);
    if (d == NULL || strcmp(j->kind, "reconciliation") == 0) /* it only compares: a page's work */
        return ERR_BAD_PARAMETER;
    struct rows *rows = sheet_open(j->fd, NULL, w->arena, &info, &fault);
    if (rows == NULL)
        return fault_fail(ERR_BAD_PARAMETER, &w->faults, "", fault.code, "%s", "%s", fault.en);
    struct heading *heading = arena_alloc(w->arena, sizeof *heading);
    rows = heading_open(w, d, rows, heading);
    if (rows == NULL)
        return ERR_BAD_PARAMETER;
    if (heading->encoding != LEGACY_NONE)
        fprintf(stderr, "chibo: text in %s is converted\n", legacy_name(heading->encoding));
    enum err e = import_run(w, d, heading, rows, show_row, j, &j->result);
    rows_close(rows);
    return e;
}

static enum err import_write(struct conn *conn, struct write_job *job)
{
    struct import_job *j = (struct import_job *)job;
    struct own_work own;
    own_work_open(&own, conn, "cli", "import");
    struct work *w = &own.work;
    j->ran = read_file(w, j);
    for (const struct fault *f = w->faults.first; f != NULL; f = f->next)
        fprintf(stderr, "chibo: %s%s%s\n", f->pointer, f->pointer[0] ? ": " : "", f->detail);
    for (int i = 0; i < j->result.n_warnings; i++) /* the texts live in the arena */
        printf("%s: %lld\n", j->result.warnings[i].code, (long long)j->result.warnings[i].count);
    own_work_close(&own);
    return j->ran == OK && j->dry_run ? ERR_CONFLICT : j->ran;
}

/* "-" is standard input, which may be a pipe: it is read as CSV. */
static int open_file(const char *path)
{
    return strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

int import_command(const struct options *o)
{
    /* Opened first: once the store is open, root has become the folder's owner, who may not enter
       the home of whoever brought the file. */
    struct import_job j = {.job = {.run = import_write, .alone = true},
                           .kind = o->words[1],
                           .fd = open_file(o->words[2]),
                           .dry_run = options_flag(o, "--dry-run"),
                           .terminal = isatty(STDERR_FILENO)};
    if (j.fd < 0) {
        fprintf(stderr, "chibo: %s: %s\n", o->words[2], strerror(errno));
        return EXIT_FAILED;
    }
    struct own_store s;
    int code = own_store_open(o, &s);
    if (code != 0) {
        close(j.fd);
        return code;
    }
    enum err e = writer_run(s.writer, &j.job);
    close(j.fd);
    if (j.terminal)
        fprintf(stderr, "\r");
    if (j.ran == OK || j.ran == ERR_BAD_BODY)
        printf("%lld rows: %lld added, %lld updated, %lld refused\n", (long long)j.result.rows,
               (long long)j.result.added, (long long)j.result.updated, (long long)j.result.refused);
    else if (e != OK)
        fprintf(stderr, "chibo: %s\n", err_title(e, LANG_EN));
    own_store_close(&s);
    if (j.ran == ERR_BAD_PARAMETER)
        return EXIT_USAGE;
    return e == OK || (j.dry_run && j.ran == OK) ? 0 : EXIT_FAILED;
}
