/* Reference tables shipped with the program: NAME.csv goes into table NAME when its hash is new.
   Rule parameters and the calendar are the office's own once they are there: a newer program adds
   what is missing and touches nothing else. */
#include "base/buf.h"
#include "base/crypto.h"
#include "base/csv.h"
#include "db/internal.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS_MAX 16

struct source {
    const char *at;
    size_t left;
};

static ssize_t source_read(void *ctx, void *into, size_t max)
{
    struct source *s = ctx;
    size_t n = s->left < max ? s->left : max;
    memcpy(into, s->at, n);
    s->at += n;
    s->left -= n;
    return (ssize_t)n;
}

static const char *upsert_sql(struct arena *a, const char *table, const char *const *names,
                              size_t n)
{
    struct buf b = {0};
    buf_printf(&b, "INSERT OR REPLACE INTO %s (", table);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i ? ", " : "", names[i]);
    buf_str(&b, ") VALUES (");
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s?%zu", i ? ", " : "", i + 1);
    buf_char(&b, ')');
    const char *sql = arena_dup(a, buf_text(&b));
    buf_free(&b);
    return sql;
}

/* aliases are NOT NULL: an empty cell is the empty text there, elsewhere it is a missing value. */
static enum err put_table_row(struct conn *c, const char *sql, const char *const *names,
                              const char *const *fields, size_t n)
{
    stmt *s = conn_compose(c, sql);
    if (s == NULL)
        return ERR_STORE;
    for (size_t i = 0; i < n; i++)
        stmt_bind_text(s, (int)i + 1,
                       fields[i][0] != '\0' || strcmp(names[i], "aliases") == 0 ? fields[i] : NULL);
    return stmt_run(s);
}

static const char *rule_cell(const char *const *names, const char *const *fields, size_t n,
                             const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0 && fields[i][0] != '\0')
            return fields[i];
    return NULL;
}

static enum err put_rule(struct conn *c, const char *const *names, const char *const *f, size_t n)
{
    char uid[UID_LEN];
    const char *from = rule_cell(names, f, n, "effective_from");
    const char *to = rule_cell(names, f, n, "effective_to");
    const char *name = rule_cell(names, f, n, "name");
    const char *confirmed = rule_cell(names, f, n, "confirmed");
    char key[200];
    snprintf(key, sizeof key, "%s %s", name ? name : "", from ? from : "");
    uid_from(uid, "rule", key);
    return conn_run(c, SQL_rule_insert_shipped, "ttttttttttt", uid, name,
                    rule_cell(names, f, n, "value"), rule_cell(names, f, n, "unit"),
                    rule_cell(names, f, n, "label"), rule_cell(names, f, n, "label_en"),
                    from ? from : "0001-01-01", to ? to : "9999-12-31",
                    rule_cell(names, f, n, "citation"), rule_cell(names, f, n, "tag"),
                    confirmed ? confirmed : "0");
}

static enum err put_day(struct conn *c, const char *const *names, const char *const *f, size_t n)
{
    char uid[UID_LEN];
    const char *day = rule_cell(names, f, n, "day");
    const char *confirmed = rule_cell(names, f, n, "confirmed");
    uid_from(uid, "calendar_day", day ? day : "");
    return conn_run(c, SQL_calendar_insert_shipped, "tttttb", uid, day,
                    rule_cell(names, f, n, "kind"), rule_cell(names, f, n, "name"),
                    rule_cell(names, f, n, "citation"), confirmed && confirmed[0] == '1');
}

static enum err load_rows(struct conn *c, struct arena *a, const struct sql_file *file)
{
    struct source source = {file->text, file->bytes};
    struct csv *csv = csv_open(source_read, &source);
    const char *const *fields;
    const size_t *lengths;
    size_t n = 0, count;
    const char *names[COLUMNS_MAX];
    enum err e = ERR_STORE;
    bool rules = strcmp(file->name, "rule") == 0;
    bool days = strcmp(file->name, "calendar_day") == 0;
    const char *sql = NULL;
    if (csv_next(csv, &fields, &lengths, &n) == CSV_ROW && n <= COLUMNS_MAX) {
        for (size_t i = 0; i < n; i++)
            names[i] = arena_dup(a, fields[i]);
        sql = upsert_sql(a, file->name, names, n);
        e = OK;
    }
    while (e == OK && csv_next(csv, &fields, &lengths, &count) == CSV_ROW) {
        const char *cells[COLUMNS_MAX];
        for (size_t i = 0; i < n; i++)
            cells[i] = i < count ? fields[i] : "";
        e = rules  ? put_rule(c, names, cells, n)
            : days ? put_day(c, names, cells, n)
                   : put_table_row(c, sql, names, cells, n);
    }
    csv_close(csv);
    return e;
}

static enum err load_file(struct conn *c, const struct sql_file *file)
{
    uint8_t hash[HASH_BYTES];
    char hex[HASH_HEX], key[128];
    hash_bytes(hash, file->text, file->bytes);
    hex_encode(hex, hash, sizeof hash);
    snprintf(key, sizeof key, "reference:%s", file->name);
    struct arena *a = arena_new();
    const char *seen = conn_get_text(c, a, SQL_meta_get, "t", key);
    enum err e = OK;
    bool wanted = seen == NULL || strcmp(seen, hex) != 0;
    if (wanted)
        e = load_rows(c, a, file);
    if (e == OK && wanted)
        e = conn_run(c, SQL_meta_put, "tt", key, hex);
    arena_free(a);
    return e;
}

enum err reference_load(struct conn *c)
{
    enum err e = conn_script(c, "BEGIN IMMEDIATE");
    for (size_t i = 0; i < sql_references_count && e == OK; i++)
        e = load_file(c, &sql_references[i]);
    if (e == OK)
        return conn_script(c, "COMMIT");
    conn_script(c, "ROLLBACK");
    return e;
}
