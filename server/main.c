/* The command line of chibo (see `chibo help`). Every command is a few lines here; what it does
   lives in server/api and below. */
#include "api/app.h"
#include "api/commands.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "cli/backup_command.h"
#include "cli/options.h"
#include "cli/owner.h"
#include "http/tls_init.h"
#include "registry/demo.h"
#include "registry/own_work.h"

#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char usage[] =
    "chibo – sổ đảng viên của tổ chức đảng / membership registry\n\n"
    "  chibo serve   [--data DIR] [--listen ADDR:PORT] [--tls-cert FILE --tls-key FILE] [--base-url URL]\n"
    "                [--behind-proxy] [--workers N] [--document-key FILE] [--demo] [--isolated]\n"
    "  chibo setup-code --data DIR\n"
    "  chibo tls-init   --data DIR --host NAME[,NAME...]\n"
    "  chibo user add   --data DIR --username U --full-name N --role R --org CODE [--password-stdin]\n"
    "  chibo user list | disable --username U | reset --username U\n"
    "  chibo token add  --data DIR --name N --role R --org CODE [--expires DATE] [--suppress-below N]\n"
    "  chibo token list | revoke --id ID\n"
    "  chibo import  --data DIR organizations|members|targets|discipline|candidates FILE [--dry-run]\n"
    "  chibo export  --data DIR organizations|members|targets|discipline|candidates FILE\n"
    "  chibo backup  --data DIR FILE   |  chibo restore --data DIR FILE\n"
    "  chibo check   --data DIR        |  chibo drill --data DIR [BACKUP]\n"
    "  chibo demo    --data DIR [--members N]\n\n"
    "Mặc định / defaults: --data ./data, --listen 127.0.0.1:8080. FILE: \"-\" là dòng vào ra chuẩn, .gz đọc được luôn.\n"
    "Mã kết thúc / exit codes: 0 tốt, 1 thất bại hoặc có vấn đề, 2 sai cách dùng, 75 thư mục dữ liệu đang được dùng.\n";
static int wrong(const char *what)
{
    fprintf(stderr, "chibo: %s\n\n%s", what, usage);
    return EXIT_USAGE;
}

/* ---- serve */

static int serve(const struct options *o)
{
    const char *workers = options_value(o, "--workers");
    struct app_config k = {.data = o->data,
                           .listen = options_value(o, "--listen") ? options_value(o, "--listen")
                                                                  : "127.0.0.1:8080",
                           .tls_cert = options_value(o, "--tls-cert"),
                           .tls_key = options_value(o, "--tls-key"),
                           .base_url = options_value(o, "--base-url"),
                           .behind_proxy = options_flag(o, "--behind-proxy"),
                           .workers = workers ? (unsigned)atoi(workers) : 0,
                           .document_key = options_value(o, "--document-key"),
                           .isolated = options_flag(o, "--isolated"),
                           .demo = options_flag(o, "--demo")};
    if ((k.tls_cert == NULL) != (k.tls_key == NULL))
        return wrong("--tls-cert and --tls-key belong together");
    if (o->n > 1)
        return wrong("serve takes no further words");
    int code;
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigaddset(&end, SIGINT);
    pthread_sigmask(SIG_BLOCK, &end, NULL); /* before any thread: they all inherit it */
    struct app *app = app_start(&k, &code);
    if (app == NULL)
        return code;
    int got;
    sigwait(&end, &got);
    log_line(LOG_INFO, "stop", "signal=%d", got);
    app_stop(app);
    return 0;
}
/* ---- commands that a running server carries out */

static int ask_server(const char *data, int argc, const char *const *argv, bool *asked)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    int n = snprintf(a.sun_path, sizeof a.sun_path, "%s/control", data);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    *asked = fd >= 0 && n > 0 && (size_t)n < sizeof a.sun_path &&
             connect(fd, (struct sockaddr *)&a, sizeof a) == 0;
    if (!*asked) {
        if (fd >= 0)
            close(fd);
        return EXIT_FAILED;
    }
    json_t *args = json_array();
    for (int i = 0; i < argc; i++)
        json_array_append_new(args, json_string(argv[i]));
    char *line = json_dumps(args, JSON_COMPACT);
    json_decref(args);
    struct buf b = {0};
    buf_printf(&b, "%s\n", line);
    free(line);
    size_t at = 0;
    while (at < b.len) {
        ssize_t put = send(fd, b.p + at, b.len - at, MSG_NOSIGNAL);
        if (put <= 0)
            break;
        at += (size_t)put;
    }
    b.len = 0;
    char chunk[65536];
    for (ssize_t got; (got = recv(fd, chunk, sizeof chunk, 0)) > 0;)
        buf_add(&b, chunk, (size_t)got);
    close(fd);
    json_t *reply = b.len ? json_loadb(b.p, b.len, 0, NULL) : NULL;
    int code = reply ? (int)json_integer_value(json_object_get(reply, "code")) : EXIT_FAILED;
    json_t *out = json_object_get(reply, "out");
    if (out != NULL)
        fwrite(json_string_value(out), 1, json_string_length(out), stdout);
    fputs(reply ? json_string_value(json_object_get(reply, "err"))
                : "chibo: the server did not answer\n",
          stderr);
    json_decref(reply);
    buf_free(&b);
    return code;
}

static int run_here(const struct options *o, int argc, const char *const *argv)
{
    struct own_store s;
    int code = own_store_open(o, &s);
    if (code != 0)
        return code;
    struct command_output out = {0};
    struct command_context ctx = {.data = o->data, .writer = s.writer};
    code = command_run(&ctx, argc, argv, &out);
    fwrite(out.out.p ? out.out.p : "", 1, out.out.len, stdout);
    fwrite(out.err.p ? out.err.p : "", 1, out.err.len, stderr);
    buf_free(&out.out);
    buf_free(&out.err);
    own_store_close(&s);
    return code;
}

static const char *absolute(struct arena *a, const char *file)
{
    char here[4096];
    if (file[0] == '/' || strcmp(file, "-") == 0 || getcwd(here, sizeof here) == NULL)
        return file;
    return arena_printf(a, "%s/%s", here, file);
}

/* The command's words and options without --data; file names made absolute, the password taken from
   the standard input. */
static int store_command(const struct options *o)
{
    struct arena *a = arena_new();
    const char *argv[64];
    int argc = 0;
    static const char *const with_file[] = {"backup", "export", "drill", NULL};
    bool files = options_listed(with_file, o->words[0]);
    for (int i = 0; i < o->n; i++)
        argv[argc++] = files && i == o->n - 1 && i > 0 ? absolute(a, o->words[i]) : o->words[i];
    if (strcmp(o->words[0], "backup") == 0 || strcmp(o->words[0], "drill") == 0) {
        /* their one word is the file */
    } else {
        for (int i = 1; i < o->argc && argc < 60; i++) {
            if (strncmp(o->argv[i], "--", 2) != 0 || options_takes_none(o->argv[i]))
                continue;
            if (strcmp(o->argv[i], "--data") != 0) {
                argv[argc++] = o->argv[i];
                argv[argc++] = o->argv[i + 1];
            }
            i++;
        }
    }
    char password[300] = "";
    if (options_flag(o, "--password-stdin")) {
        if (fgets(password, sizeof password, stdin) == NULL) {
            arena_free(a);
            return wrong("no password on the standard input");
        }
        password[strcspn(password, "\r\n")] = '\0';
        argv[argc++] = "--password";
        argv[argc++] = password;
    }
    argv[argc] = NULL;
    bool asked;
    int code = ask_server(o->data, argc, argv, &asked);
    if (!asked)
        code = run_here(o, argc, argv);
    arena_free(a);
    return code;
}
/* ---- demo, tls-init */

struct demo_job {
    struct write_job job;
    int members;
};

static enum err demo_write(struct conn *conn, struct write_job *job)
{
    struct demo_job *d = (struct demo_job *)job;
    struct own_work own;
    own_work_open(&own, conn, "demo", "cli");
    struct work *w = &own.work;
    enum err e = demo_fill(w, d->members);
    for (const struct fault *f = w->faults.first; e != OK && f != NULL; f = f->next)
        fprintf(stderr, "chibo: %s\n", f->detail);
    own_work_close(&own);
    return e;
}

static int demo(const struct options *o)
{
    struct own_store s;
    const char *members = options_value(o, "--members");
    struct demo_job d = {.job = {.run = demo_write}, .members = members ? atoi(members) : 5000};
    if (d.members < 1 || d.members > 1000000)
        return wrong("--members must be from 1 to 1000000");
    int code = own_store_open(o, &s);
    if (code != 0)
        return code;
    enum err e = writer_run(s.writer, &d.job);
    own_store_close(&s);
    if (e == OK)
        printf("%d synthetic members (dữ liệu mẫu, không phải người thật)\n", d.members);
    return e == OK ? 0 : EXIT_FAILED;
}

static int make_tls(const struct options *o)
{
    const char *host = options_value(o, "--host"), *why = "";
    if (host == NULL)
        return wrong("tls-init needs --host");
    struct arena *a = arena_new();
    bool good = tls_init(a, o->data, host, &why);
    if (good)
        printf("%s/tls/ca.pem\n%s/tls/server.pem\n%s/tls/server.key\n%s/tls/HUONG-DAN.txt\n",
               o->data, o->data, o->data, o->data);
    else
        fprintf(stderr, "chibo: %s\n", why);
    arena_free(a);
    return good ? 0 : EXIT_FAILED;
}

int main(int argc, char **argv)
{
    struct options o;
    signal(SIGPIPE, SIG_IGN);
    if (argc == 2 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0)) {
        printf("chibo %s\n", CHIBO_VERSION);
        return 0;
    }
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        fputs(usage, stdout);
        return 0;
    }
    if (!options_parse(argc, argv, &o)) {
        fputs(usage, stderr);
        return EXIT_USAGE;
    }
    if (!crypto_start() || !text_init()) {
        fprintf(stderr, "chibo: libsodium or ICU cannot start\n");
        return EXIT_FAILED;
    }
    static const char *const store_commands[] = {"user",   "token", "setup-code", "backup",
                                                 "export", "check", "drill",      NULL};
    const char *command = o.words[0];
    static const char *const folder_commands[] = {"serve", "restore", "tls-init", NULL};
    if (options_listed(folder_commands, command) && !owner_become(o.data))
        return EXIT_FAILED;
    if (strcmp(command, "serve") == 0)
        return serve(&o);
    if (strcmp(command, "import") == 0)
        return o.n == 3 ? import_command(&o) : wrong("import needs a kind and a file");
    if (strcmp(command, "demo") == 0)
        return demo(&o);
    if (strcmp(command, "restore") == 0)
        return o.n == 2 ? restore_command(&o) : wrong("restore needs a file");
    if (strcmp(command, "backup") == 0 && o.n == 2 && strcmp(o.words[1], "-") == 0)
        return backup_to_stdout(&o, store_command);
    if (strcmp(command, "tls-init") == 0)
        return make_tls(&o);
    if (options_listed(store_commands, command))
        return store_command(&o);
    return wrong("unknown command");
}
