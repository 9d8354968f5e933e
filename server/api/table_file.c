/* Downloads of tables. A sheet's library wants a name: it has one below DATA/tmp until it is done.
 */
#include "api/table_file.h"
#include "office/book.h"
#include "registry/setting.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool open_sheet(struct table_file *f, struct call *c, const char *title)
{
    char dir[4096], path[4200];
    snprintf(dir, sizeof dir, "%s/tmp", c->app->config.data);
    snprintf(path, sizeof path, "%s/book-XXXXXX", dir);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return false;
    close(fd);
    f->path = strdup(path);
    const struct code *label = setting_classification(c->work.conn);
    struct book_look look = {
        .sheet = title, .title = title, .label = label ? label->vi : NULL, .landscape = true};
    f->table = book_open(path, dir, &look);
    return true;
}

bool table_file_open(struct table_file *f, struct call *c, const char *name, const char *title)
{
    const char *header = call_param(c, "header");
    *f = (struct table_file){.spool = {.fd = -1}, .name = name};
    if (c->format == FORMAT_XLSX)
        return open_sheet(f, c, title);
    if (!spool_open(&f->spool, c->app->config.data))
        return false;
    f->table = table_csv(spool_write, &f->spool, header != NULL && strcmp(header, "labels") == 0);
    return true;
}

static bool end_sheet(struct table_file *f)
{
    struct stat st;
    f->spool.fd = open(f->path, O_RDONLY | O_CLOEXEC);
    unlink(f->path);
    free(f->path);
    if (f->spool.fd < 0 || fstat(f->spool.fd, &st) != 0)
        return false;
    f->spool.size = (uint64_t)st.st_size;
    return true;
}

enum err table_file_done(struct table_file *f, struct call *c, enum err e)
{
    bool sheet = f->path != NULL, good = f->table->finish(f->table);
    free(f->table);
    good = (sheet ? end_sheet(f) : spool_done(&f->spool)) && good;
    if (e == OK && !good)
        e = ERR_STORE;
    if (e != OK) {
        spool_drop(&f->spool);
        return e;
    }
    c->out_fd = f->spool.fd;
    c->out_fd_size = f->spool.size;
    c->content_type = sheet ? XLSX_TYPE : "text/csv; charset=utf-8";
    c->attachment =
        arena_printf(c->work.arena, "%s-%s.%s", f->name, c->work.today, sheet ? "xlsx" : "csv");
    return OK;
}
