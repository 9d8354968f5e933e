/* `chibo check`: integrity, foreign keys, overlaps, derived rows, balance, both chains. One line a
   finding, nothing personal in any of them. */
#include "api/check.h"
#include "api/command_parts.h"
#include "base/date.h"
#include "registry/document.h"

#include <stdio.h>
#include <string.h>

struct findings {
    void (*each)(void *ctx, const char *text);
    void *ctx;
    int64_t n;
};

static void finding(void *ctx, const char *text)
{
    struct findings *f = ctx;
    f->each(f->ctx, text);
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

enum err store_check(const char *data, void (*each)(void *ctx, const char *text), void *ctx,
                     struct store_check *out)
{
    struct conn *c;
    struct findings f = {.each = each, .ctx = ctx};
    date_text today;
    date_today(today);
    *out = (struct store_check){0};
    if (conn_open(data, CONN_READ, &c) != OK)
        return ERR_STORE;
    conn_snapshot(c, 0);
    each_row(c, &f, "PRAGMA integrity_check(20)", "ok");
    each_row(c, &f, "PRAGMA foreign_key_check", NULL);
    each_query(c, &f, today);
    document_verify(c, finding, &f);
    if (journal_verify(c, finding, &f, &out->changes, &out->readings) != OK)
        finding(&f, "the chains cannot be read");
    conn_close(c);
    out->findings = f.n;
    return OK;
}

static void print(void *ctx, const char *text)
{
    struct command_output *out = ctx;
    buf_printf(&out->out, "%s\n", text);
}

int command_check(const struct command *k)
{
    struct store_check found;
    if (store_check(k->ctx->data, print, k->out, &found) != OK) {
        buf_printf(&k->out->err, "chibo: the store cannot be opened\n");
        return 1;
    }
    if (found.findings == 0)
        buf_printf(&k->out->err, "good: %lld changes, %lld readings\n", (long long)found.changes,
                   (long long)found.readings);
    return found.findings == 0 ? 0 : 1;
}
