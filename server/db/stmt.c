/* Prepared statements: parameters in, columns out, SQLite's results turned into enum err. */
#include "base/log.h"
#include "db/conn.h"
#include "db/internal.h"

#include <sqlite3.h>
#include <stdarg.h>

enum err sqlite_err(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
        return OK;
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_NOMEM:
        return ERR_NO_MEMORY;
    default:
        return ERR_STORE;
    }
}

void stmt_bind_args(stmt *s, const char *format, va_list args)
{
    int at = 1;
    for (const char *p = format; *p != '\0'; p++, at++) {
        switch (*p) {
        case 'i':
            sqlite3_bind_int64(s, at, va_arg(args, int64_t));
            break;
        case 's': {
            int64_t v = va_arg(args, int64_t);
            if (v == 0)
                sqlite3_bind_null(s, at);
            else
                sqlite3_bind_int64(s, at, v);
            break;
        }
        case 'b':
            sqlite3_bind_int(s, at, va_arg(args, int));
            break;
        case 't':
            stmt_bind_text(s, at, va_arg(args, const char *));
            break;
        case 'd':
            sqlite3_bind_double(s, at, va_arg(args, double));
            break;
        case 'h':
            sqlite3_bind_blob(s, at, va_arg(args, const void *), 32, SQLITE_STATIC);
            break;
        default:
            sqlite3_bind_null(s, at);
            break;
        }
    }
}

void stmt_bind(stmt *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    stmt_bind_args(s, format, args);
    va_end(args);
}

void stmt_bind_text(stmt *s, int at, const char *text)
{
    if (text == NULL)
        sqlite3_bind_null(s, at);
    else
        sqlite3_bind_text(s, at, text, -1, SQLITE_STATIC);
}

void stmt_bind_int(stmt *s, int at, int64_t v)
{
    sqlite3_bind_int64(s, at, v);
}

void stmt_bind_null(stmt *s, int at)
{
    sqlite3_bind_null(s, at);
}

void stmt_bind_blob(stmt *s, int at, const void *p, size_t n)
{
    sqlite3_bind_blob64(s, at, n > 0 ? p : "", n, SQLITE_STATIC);
}

bool stmt_row(stmt *s, enum err *e)
{
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        return true;
    if (e != NULL)
        *e = sqlite_err(rc);
    if (sqlite_err(rc) == ERR_STORE)
        log_line(LOG_ERROR, "step", "code=%d error=\"%s\"", rc,
                 sqlite3_errmsg(sqlite3_db_handle(s)));
    stmt_reset(s);
    return false;
}

enum err stmt_run(stmt *s)
{
    enum err e;
    while (stmt_row(s, &e))
        continue;
    return e;
}

static _Thread_local uint64_t steps;

uint64_t stmt_steps(void)
{
    return steps;
}

void stmt_reset(stmt *s)
{
    steps += (uint64_t)sqlite3_stmt_status(s, SQLITE_STMTSTATUS_VM_STEP, 1);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
}

int64_t stmt_int(stmt *s, int col)
{
    return sqlite3_column_int64(s, col);
}

const char *stmt_text(stmt *s, int col)
{
    return (const char *)sqlite3_column_text(s, col);
}

size_t stmt_bytes(stmt *s, int col)
{
    return (size_t)sqlite3_column_bytes(s, col);
}

const void *stmt_blob(stmt *s, int col)
{
    return sqlite3_column_blob(s, col);
}

double stmt_double(stmt *s, int col)
{
    return sqlite3_column_double(s, col);
}

bool stmt_is_null(stmt *s, int col)
{
    return sqlite3_column_type(s, col) == SQLITE_NULL;
}

bool stmt_is_number(stmt *s, int col)
{
    int type = sqlite3_column_type(s, col);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

int stmt_columns(stmt *s)
{
    return sqlite3_column_count(s);
}
