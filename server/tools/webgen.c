/*
 * Host tool: webgen WEB OUT. Embeds every file of WEB into the binary, plain and compressed once,
 * each with a strong ETag over its bytes. Writes OUT/assets.S (.incbin), OUT/assets.c and the
 * compressed files under OUT/gz.
 */
#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#define FILES_MAX 1024

static char *files[FILES_MAX];
static int n_files;

static void die(const char *what, const char *detail)
{
    fprintf(stderr, "webgen: %s: %s\n", what, detail);
    exit(1);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void walk(const char *root, const char *below)
{
    char dir[4096];
    snprintf(dir, sizeof dir, "%s%s", root, below);
    DIR *d = opendir(dir);
    if (d == NULL)
        die(dir, strerror(errno));
    for (struct dirent *f; (f = readdir(d)) != NULL;) {
        char name[4096], path[8192];
        struct stat st;
        if (f->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "%s/%s", below, f->d_name);
        snprintf(path, sizeof path, "%s%s", root, name);
        if (stat(path, &st) != 0)
            die(path, strerror(errno));
        if (S_ISDIR(st.st_mode))
            walk(root, name);
        else if (n_files < FILES_MAX)
            files[n_files++] = strdup(name);
        else
            die(root, "too many files");
    }
    closedir(d);
}

static unsigned char *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        die(path, strerror(errno));
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    unsigned char *bytes = malloc((size_t)size + 1);
    if (bytes == NULL || fread(bytes, 1, (size_t)size, f) != (size_t)size)
        die(path, "cannot be read");
    fclose(f);
    *n = (size_t)size;
    return bytes;
}

static const char *mime_of(const char *path)
{
    static const char *const types[][2] = {{".html", "text/html; charset=utf-8"},
                                           {".css", "text/css; charset=utf-8"},
                                           {".js", "text/javascript; charset=utf-8"},
                                           {".json", "application/json; charset=utf-8"},
                                           {".svg", "image/svg+xml"},
                                           {".png", "image/png"},
                                           {".ico", "image/x-icon"},
                                           {".woff2", "font/woff2"},
                                           {".txt", "text/plain; charset=utf-8"},
                                           {".webmanifest", "application/manifest+json"}};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

/* Deterministic: no name and no time in the gzip header. */
static size_t compress_file(const unsigned char *in, size_t n, const char *path)
{
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        die(path, "zlib");
    size_t cap = deflateBound(&z, n) + 64;
    unsigned char *out = malloc(cap);
    z.next_in = (unsigned char *)in;
    z.avail_in = (unsigned)n;
    z.next_out = out;
    z.avail_out = (unsigned)cap;
    if (out == NULL || deflate(&z, Z_FINISH) != Z_STREAM_END)
        die(path, "zlib");
    size_t len = z.total_out;
    deflateEnd(&z);
    if (len + 64 >= n) {
        free(out);
        return 0;
    }
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(out, 1, len, f) != len || fclose(f) != 0)
        die(path, "cannot be written");
    free(out);
    return len;
}

int main(int argc, char **argv)
{
    char path[8192], gz[8192];
    if (argc != 3 || sodium_init() < 0)
        die("usage", "webgen WEB OUT");
    walk(argv[1], "");
    qsort(files, (size_t)n_files, sizeof *files, by_text);
    snprintf(path, sizeof path, "%s/gz", argv[2]);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/assets.c", argv[2]);
    FILE *c = fopen(path, "w");
    snprintf(path, sizeof path, "%s/assets.S", argv[2]);
    FILE *s = fopen(path, "w");
    if (c == NULL || s == NULL)
        die(argv[2], strerror(errno));
    fputs("/* Written by server/tools/webgen.c; do not edit. */\n#include \"http/assets.h\"\n\n",
          c);
    fputs("    .section .rodata\n", s);
    for (int i = 0; i < n_files; i++)
        fprintf(c, "extern const unsigned char asset_%d[], asset_%d_gz[];\n", i, i);
    fputs("\nconst struct http_asset http_assets[] = {\n", c);
    for (int i = 0; i < n_files; i++) {
        size_t n;
        unsigned char hash[16];
        char hex[33];
        snprintf(path, sizeof path, "%s%s", argv[1], files[i]);
        snprintf(gz, sizeof gz, "%s/gz/%d.gz", argv[2], i);
        unsigned char *bytes = read_all(path, &n);
        size_t packed = compress_file(bytes, n, gz);
        crypto_generichash(hash, sizeof hash, bytes, n, NULL, 0);
        sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
        fprintf(
            s, "    .global asset_%d\n    .balign 16\nasset_%d:\n    .incbin \"%s\"\n    .byte 0\n",
            i, i, path);
        fprintf(s, "    .global asset_%d_gz\n    .balign 16\nasset_%d_gz:\n", i, i);
        if (packed > 0)
            fprintf(s, "    .incbin \"%s\"\n", gz);
        fputs("    .byte 0\n", s);
        const char *name = strcmp(files[i], "/index.html") == 0 ? "/" : files[i];
        fprintf(c, "    {\"%s\", \"%s\", \"\\\"%s\\\"\", asset_%d, asset_%d_gz, %zu, %zu},\n", name,
                mime_of(files[i]), hex, i, i, n, packed);
        free(bytes);
    }
    fputs("    {0}};\n", c);
    fprintf(c, "const size_t http_assets_count = %d;\n", n_files);
    fputs("    .section .note.GNU-stack,\"\",%progbits\n", s);
    if (fclose(c) != 0 || fclose(s) != 0)
        die(argv[2], "cannot be written");
    return 0;
}
