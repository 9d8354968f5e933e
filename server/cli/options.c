/* Options of the command line, and the store a command without a server opens for itself. */
#include "cli/options.h"
#include "api/commands.h"
#include "cli/owner.h"

#include <stdio.h>
#include <string.h>

static const char *const with_value[] = {
    "--data",    "--listen",         "--tls-cert",  "--tls-key", "--base-url", "--workers",
    "--host",    "--username",       "--full-name", "--role",    "--org",      "--name",
    "--expires", "--suppress-below", "--members",   "--id",      "--purpose",  "--document-key",
    NULL};
static const char *const flags[] = {"--behind-proxy",   "--demo",    "--isolated",
                                    "--password-stdin", "--dry-run", NULL};

bool options_listed(const char *const *list, const char *name)
{
    for (; *list != NULL; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

bool options_parse(int argc, char **argv, struct options *o)
{
    *o = (struct options){.data = "./data", .argc = argc, .argv = argv};
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        if (strncmp(a, "--", 2) == 0) {
            if (options_listed(flags, a))
                continue;
            if (!options_listed(with_value, a) || i + 1 >= argc) {
                fprintf(stderr, "chibo: %s %s\n",
                        options_listed(with_value, a) ? "no value for" : "unknown option", a);
                return false;
            }
            i++;
            if (strcmp(a, "--data") == 0)
                o->data = argv[i];
        } else if (o->n < 8) {
            o->words[o->n++] = a;
        } else {
            return false;
        }
    }
    return o->n > 0;
}

const char *options_value(const struct options *o, const char *name)
{
    return command_option(o->argc, (const char *const *)o->argv, name);
}

/* A flag stands alone; every other option takes the word behind it. */
bool options_takes_none(const char *name)
{
    return options_listed(flags, name);
}

bool options_flag(const struct options *o, const char *name)
{
    return options_value(o, name) != NULL;
}

int own_store_open(const struct options *o, struct own_store *s)
{
    const char *why = "";
    if (!owner_become(o->data))
        return EXIT_FAILED;
    *s = (struct own_store){.arena = arena_new()};
    enum store_result r = store_open(s->arena, o->data, &s->store, &why);
    if (r == STORE_OK && writer_start(o->data, 0, &s->writer) == OK)
        return 0;
    fprintf(stderr, "chibo: %s\n", why[0] ? why : "the store cannot be opened");
    if (r == STORE_OK)
        store_close(&s->store);
    arena_free(s->arena);
    return r == STORE_IN_USE ? EXIT_IN_USE : EXIT_FAILED;
}

void own_store_close(struct own_store *s)
{
    writer_stop(s->writer);
    store_close(&s->store);
    arena_free(s->arena);
}
