/* Copies of the store through the standard streams, and restoring one. */
#include "cli/backup_command.h"
#include "api/document_key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool send_file(int in)
{
    char chunk[65536];
    ssize_t n;
    while ((n = read(in, chunk, sizeof chunk)) > 0)
        if (fwrite(chunk, 1, (size_t)n, stdout) != (size_t)n)
            return false;
    return n == 0 && fflush(stdout) == 0;
}

int backup_to_stdout(struct options *o, int (*store_command)(const struct options *))
{
    if (isatty(STDOUT_FILENO)) {
        fprintf(stderr, "chibo: a copy of the store is no text for a terminal\n");
        return EXIT_USAGE;
    }
    char file[4096];
    int n = snprintf(file, sizeof file, "%s/tmp/backup-%ld.db", o->data, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof file)
        return EXIT_FAILED;
    /* The command prints the copy's name and chains; here only its bytes may be on the output. */
    fflush(stdout);
    int out = dup(STDOUT_FILENO), none = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(none, STDOUT_FILENO);
    o->words[1] = file;
    int code = store_command(o);
    fflush(stdout);
    dup2(out, STDOUT_FILENO);
    close(out);
    close(none);
    if (code != 0)
        return code;
    int in = open(file, O_RDONLY | O_CLOEXEC);
    bool sent = in >= 0 && send_file(in);
    if (!sent)
        fprintf(stderr, "chibo: the copy cannot be sent: %s\n", strerror(errno));
    if (in >= 0)
        close(in);
    unlink(file);
    return sent ? 0 : EXIT_FAILED;
}

/* A restored store opens its documents with the key they were put away under, and no other. */
static void tell_key(struct arena *a, const char *data, const char *given)
{
    struct vault_key key = {.mark = ""};
    const char *needed = store_backup_key(a, arena_printf(a, "%s/chibo.db", data)), *why = "";
    if (needed == NULL)
        return;
    const char *path = document_key_path(a, data, given, &why);
    bool there = path != NULL && vault_read(path, &key) == VAULT_OK;
    bool right = there && strcmp(key.mark, needed) == 0;
    vault_forget(&key);
    fprintf(stderr, "chibo: documents need the key %s: %s %s\n", needed,
            right   ? "it is in"
            : there ? "another key is in"
                    : "put its file at",
            path != NULL ? path : why);
}

int restore_command(const struct options *o)
{
    const char *why = "";
    const char *file = strcmp(o->words[1], "-") == 0 ? "/dev/stdin" : o->words[1];
    struct arena *a = arena_new();
    enum store_result r = store_restore(a, o->data, file, &why);
    if (r != STORE_OK)
        fprintf(stderr, "chibo: %s\n", why);
    else
        tell_key(a, o->data, options_value(o, "--document-key"));
    arena_free(a);
    return r == STORE_OK ? 0 : r == STORE_IN_USE ? EXIT_IN_USE : EXIT_FAILED;
}
