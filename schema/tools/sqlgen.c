/*
 * Host tool: sqlgen SCHEMA OUT. Applies SCHEMA/migrations to an empty database, prepares every
 * statement of SCHEMA/queries against it and writes OUT/sql.h and OUT/sql.c with the statements,
 * the migrations and the reference tables. A misspelt column, or a full scan that nobody gave a
 * reason for ("-- scan: why"), stops the build here.
 */
#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 256
#define QUERIES_MAX 1024

struct query {
    char name[96];
    char *text;
    bool scan_allowed;
};

static struct query queries[QUERIES_MAX];
static int n_queries;

static void die(const char *what, const char *detail)
{
    fprintf(stderr, "sqlgen: %s: %s\n", what, detail);
    exit(1);
}

static char *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        die(path, strerror(errno));
    size_t n = 0, cap = 1 << 16;
    char *text = malloc(cap);
    for (size_t got; text != NULL && (got = fread(text + n, 1, cap - n - 1, f)) > 0;) {
        n += got;
        if (cap - n < 2)
            text = realloc(text, cap *= 2);
    }
    fclose(f);
    if (text == NULL)
        die(path, "out of memory");
    text[n] = '\0';
    if (size != NULL)
        *size = n;
    return text;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names of the folder's files that end with suffix, in order. */
static int folder(const char *dir, const char *suffix, char **names)
{
    DIR *d = opendir(dir);
    int n = 0;
    for (struct dirent *f = d ? readdir(d) : NULL; f != NULL; f = readdir(d)) {
        size_t len = strlen(f->d_name), s = strlen(suffix);
        if (len > s && strcmp(f->d_name + len - s, suffix) == 0 && f->d_name[0] != '.' &&
            n < FILES_MAX)
            names[n++] = strdup(f->d_name);
    }
    if (d != NULL)
        closedir(d);
    qsort(names, (size_t)n, sizeof *names, by_text);
    return n;
}

static void write_literal(FILE *out, const char *text, size_t n)
{
    fputs("\n    \"", out);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n')
            fputs(i + 1 < n ? "\\n\"\n    \"" : "\\n", out);
        else if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c >= 0x7f || c == '?')
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputs("\"", out);
}

/* ---- queries */

static char *trim(char *text)
{
    while (*text == '\n' || *text == ' ')
        text++;
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' ' || text[n - 1] == ';'))
        text[--n] = '\0';
    return text;
}

static void split_queries(const char *file, char *text)
{
    static const char mark[] = "-- name: ";
    char *at = strstr(text, mark);
    while (at != NULL) {
        char *name = at + strlen(mark);
        char *end = strchr(name, '\n');
        if (end == NULL)
            die(file, "a name without a statement");
        *end = '\0';
        char *next = strstr(end + 1, mark);
        if (next != NULL)
            next[-1] = '\0';
        if (n_queries == QUERIES_MAX || strlen(name) >= sizeof queries[0].name)
            die(file, "too many queries, or a name too long");
        struct query *q = &queries[n_queries++];
        snprintf(q->name, sizeof q->name, "%s", name);
        if (strspn(q->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(q->name))
            die(file, q->name);
        for (int i = 0; i < n_queries - 1; i++)
            if (strcmp(queries[i].name, q->name) == 0)
                die("two queries of one name", q->name);
        q->scan_allowed = strstr(end + 1, "-- scan: ") != NULL;
        q->text = trim(end + 1);
        at = next;
    }
}

static void check_plan(sqlite3 *db, const struct query *q)
{
    char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", q->text);
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        die(q->name, sqlite3_errmsg(db));
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(s, 3);
        if (strncmp(detail, "SCAN ", 5) != 0 || strstr(detail, "CONSTANT ROW") != NULL ||
            strstr(detail, "VIRTUAL TABLE") != NULL || q->scan_allowed)
            continue;
        fprintf(stderr, "sqlgen: %s: full scan without \"-- scan: reason\": %s\n", q->name, detail);
        exit(1);
    }
    sqlite3_finalize(s);
    sqlite3_free(sql);
}

static void check_query(sqlite3 *db, const struct query *q)
{
    sqlite3_stmt *s = NULL;
    const char *tail = NULL;
    if (sqlite3_prepare_v2(db, q->text, -1, &s, &tail) != SQLITE_OK)
        die(q->name, sqlite3_errmsg(db));
    if (s == NULL)
        die(q->name, "no statement");
    while (tail != NULL && (*tail == '\n' || *tail == ' ' || *tail == ';'))
        tail++;
    if (tail != NULL && *tail != '\0' && strncmp(tail, "--", 2) != 0)
        die(q->name, "more than one statement");
    sqlite3_finalize(s);
    check_plan(db, q);
}

/* ---- output */

static void write_header(FILE *h)
{
    fputs("/* Written by schema/tools/sqlgen.c from schema/; do not edit. */\n"
          "#ifndef CHIBO_SQL_H\n#define CHIBO_SQL_H\n\n#include <stddef.h>\n\nenum sql_id {\n",
          h);
    for (int i = 0; i < n_queries; i++)
        fprintf(h, "    SQL_%s,\n", queries[i].name);
    fputs("    SQL_COUNT\n};\n"
          "extern const char *const sql_text[SQL_COUNT];\n"
          "extern const char *const sql_name[SQL_COUNT];\n\n"
          "struct sql_file { const char *name, *text; size_t bytes; };\n"
          "extern const struct sql_file sql_migrations[];\n"
          "extern const size_t sql_migrations_count;\n"
          "extern const struct sql_file sql_references[];\n"
          "extern const size_t sql_references_count;\n\n#endif\n",
          h);
}

static void write_files(FILE *c, const char *symbol, const char *dir, char **names, int n)
{
    char path[4096];
    fprintf(c, "const struct sql_file %s[] = {\n", symbol);
    for (int i = 0; i < n; i++) {
        size_t size;
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        char *text = read_file(path, &size);
        fprintf(c, "    {\"%.*s\",", (int)(strrchr(names[i], '.') - names[i]), names[i]);
        write_literal(c, text, size);
        fprintf(c, ",\n     %zu},\n", size);
        free(text);
    }
    fprintf(c, "    {NULL, NULL, 0}};\nconst size_t %s_count = %d;\n\n", symbol, n);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        die("usage", "sqlgen SCHEMA OUT");
    char migrations[4096], dir[4096], references[4096], path[8192];
    snprintf(migrations, sizeof migrations, "%s/migrations", argv[1]);
    snprintf(dir, sizeof dir, "%s/queries", argv[1]);
    snprintf(references, sizeof references, "%s/reference", argv[1]);
    char *mig[FILES_MAX], *qry[FILES_MAX], *ref[FILES_MAX];
    int n_mig = folder(migrations, ".sql", mig);
    int n_qry = folder(dir, ".sql", qry);
    int n_ref = folder(references, ".csv", ref);

    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        die("sqlite", "cannot open a database in memory");
    /* of the program itself, not of a migration: see server/db/migrate.c */
    sqlite3_exec(db,
                 "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                 " hash BLOB NOT NULL, applied_at TEXT NOT NULL) STRICT",
                 NULL, NULL, NULL);
    for (int i = 0; i < n_mig; i++) {
        snprintf(path, sizeof path, "%s/%s", migrations, mig[i]);
        char *text = read_file(path, NULL), *error = NULL;
        if (atoi(mig[i]) != i + 1)
            die(mig[i], "migrations must be numbered without gaps");
        if (sqlite3_exec(db, text, NULL, NULL, &error) != SQLITE_OK)
            die(mig[i], error);
        free(text);
    }
    for (int i = 0; i < n_qry; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, qry[i]);
        split_queries(qry[i], read_file(path, NULL));
    }
    for (int i = 0; i < n_queries; i++)
        check_query(db, &queries[i]);
    sqlite3_close(db);

    snprintf(path, sizeof path, "%s/sql.h", argv[2]);
    FILE *h = fopen(path, "w");
    snprintf(path, sizeof path, "%s/sql.c", argv[2]);
    FILE *c = fopen(path, "w");
    if (h == NULL || c == NULL)
        die(argv[2], strerror(errno));
    write_header(h);
    fputs(
        "/* Written by schema/tools/sqlgen.c from schema/; do not edit. */\n#include \"sql.h\"\n\n"
        "const char *const sql_text[SQL_COUNT] = {\n",
        c);
    for (int i = 0; i < n_queries; i++) {
        fprintf(c, "    [SQL_%s] =", queries[i].name);
        write_literal(c, queries[i].text, strlen(queries[i].text));
        fputs(",\n", c);
    }
    fputs("};\n\nconst char *const sql_name[SQL_COUNT] = {\n", c);
    for (int i = 0; i < n_queries; i++)
        fprintf(c, "    [SQL_%s] = \"%s\",\n", queries[i].name, queries[i].name);
    fputs("};\n\n", c);
    write_files(c, "sql_migrations", migrations, mig, n_mig);
    write_files(c, "sql_references", references, ref, n_ref);
    if (fclose(h) != 0 || fclose(c) != 0)
        die(argv[2], "cannot write");
    for (int i = 0; i < FILES_MAX; i++) { /* for leak checkers: this runs inside sanitized builds */
        free(i < n_mig ? mig[i] : NULL);
        free(i < n_qry ? qry[i] : NULL);
        free(i < n_ref ? ref[i] : NULL);
    }
    return 0;
}
