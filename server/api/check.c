/* `chibo check`: integrity, foreign keys, overlaps, derived rows, balance, both chains. One line a
   finding, nothing personal in any of them. */
#include "api/command_parts.h"
#include "base/date.h"

#include <stdio.h>
#include <string.h>

struct findings {
    struct command_output *out;
    int64_t n;
};

static void finding(void *ctx, const char *text)
{
    struct findings *f = ctx;
    buf_printf(&f->out->out, "%s\n", text);
    f->n++;
}

static void each_row(struct conn *c, struct findings *f, const char *sql, const char *good)
{
    stmt *s = conn_compose(c, sql);
    if (s == NULL) {
        finding(f, sql);
        return;
    }
    while (stmt_row(s, NULL)) {
        const char *text = stmt_text(s, 0);
        char line[400];
        if (good != NULL && strcmp(text, good) == 0)
            continue;
        snprintf(line, sizeof line, "%s: %s", good ? "integrity" : "foreign key", text);
        finding(f, line);
    }
}

static void each_query(struct conn *c, struct findings *f, const char *today)
{
    static const enum sql_id queries[] = {
        SQL_check_profile_overlap,   SQL_check_membership_open, SQL_check_cell_overlap,
        SQL_check_placement_overlap, SQL_check_span_overlap,    SQL_check_span_missing,
        SQL_check_span_cell,         SQL_check_flows,           SQL_check_path};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        stmt *s = conn_stmt(c, queries[i]);
        while (stmt_row(s, NULL))
            finding(f, stmt_text(s, 0));
    }
    stmt *s = conn_stmt(c, SQL_check_stock);
    stmt_bind(s, "t", today);
    while (stmt_row(s, NULL))
        finding(f, stmt_text(s, 0));
}

int command_check(const struct command *k)
{
    struct conn *c;
    struct findings f = {.out = k->out};
    int64_t changes = 0, readings = 0;
    date_text today;
    date_today(today);
    if (conn_open(k->ctx->data, CONN_READ, &c) != OK) {
        buf_printf(&k->out->err, "chibo: the store cannot be opened\n");
        return 1;
    }
    conn_snapshot(c, 0);
    each_row(c, &f, "PRAGMA integrity_check(20)", "ok");
    each_row(c, &f, "PRAGMA foreign_key_check", NULL);
    each_query(c, &f, today);
    if (journal_verify(c, finding, &f, &changes, &readings) != OK)
        finding(&f, "the chains cannot be read");
    conn_close(c);
    if (f.n == 0)
        buf_printf(&k->out->err, "good: %lld changes, %lld readings\n", (long long)changes,
                   (long long)readings);
    return f.n == 0 ? 0 : 1;
}
