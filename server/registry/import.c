/* Reading files row by row and applying them all or none. What a row means is its resource's
   business (organization_import.c, member_import.c, import_records.c). */
#include "registry/import.h"
#include "base/text.h"
#include "registry/codes.h"
#include "registry/dict_list.h"
#include "registry/import_columns.h"
#include "registry/import_records.h"
#include "registry/import_values.h"
#include "registry/member.h"
#include "registry/member_values.h"
#include "registry/organization.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows */

/* What is told of a row beside its outcome. */
struct told {
    const char *changes;
    const char **flags;
    int n_flags;
    int64_t id;
};

/* The codes outlive the row: they are the dictionary's own text. */
static const char *lasting(const char *code)
{
    const struct code *k = code_get(&codes_quality_flag, code);
    return k != NULL ? k->code : "other";
}

static void count_code(void *ctx, const char *code)
{
    import_warn(ctx, lasting(code), 1);
}

/* Flags of the person just written, in the row's arena. */
static void take_flags(struct import_pass *r, struct work *row, int64_t id, struct told *told)
{
    struct member m = {.id = id};
    told->flags = arena_alloc(row->arena, 16 * sizeof *told->flags);
    told->n_flags = member_flag_codes(&m, row, told->flags);
    for (int i = 0; i < told->n_flags; i++)
        import_warn(r->result, lasting(told->flags[i]), 1);
}

static const char *label_of(const struct import_pass *r, const struct record *record)
{
    static const char *const names[] = {"code", "full_name", "org_code", "record_number"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dict_find(r->dict, names[i]) >= 0 && record_text(record, names[i]) != NULL)
            return record_text(record, names[i]);
    return "";
}

static enum err apply(struct import_pass *r, struct work *row, const struct record *record,
                      enum import_outcome *outcome, struct told *told)
{
    int64_t id = 0;
    enum err e;
    const char *flag = NULL;
    if (r->organizations) {
        e = organization_import_row(row, record, outcome, &id, &told->changes);
        told->id = id;
        r->w->scope = row->scope; /* the first organisation is the root of whoever imports it */
        return e;
    }
    if (r->members) {
        e = member_import_row(row, record, outcome, &id, &told->changes);
        told->id = id;
        if (e == OK)
            take_flags(r, row, id, told);
        return e;
    }
    if (r->dict == &dict_candidate)
        e = candidate_import_row(row, record, outcome, &told->id, &told->changes, &flag);
    else if (r->targets)
        e = target_import_row(row, record, outcome, &told->changes);
    else
        e = discipline_import_row(row, record, outcome, &told->changes, &flag);
    if (e == OK && flag != NULL) {
        import_warn(r->result, lasting(flag), 1);
        told->flags = arena_alloc(row->arena, sizeof *told->flags);
        told->flags[told->n_flags++] = lasting(flag);
    }
    return e;
}

static void tell(struct import_pass *r, const struct work *row, long line, const char *state,
                 const char *label, const char *const *fields, size_t n, const struct told *told)
{
    if (r->each == NULL)
        return;
    struct import_row out = {.line = line,
                             .state = state,
                             .label = label,
                             .cells = fields,
                             .n_cells = n,
                             .faults = &row->faults,
                             .changes = told->changes,
                             .flags = told->flags,
                             .n_flags = told->n_flags,
                             .id = told->id};
    r->each(r->ctx, &out);
}

/* Sums, signatures, titles between the rows: text, but in no column that is known. */
static bool says_nothing(const struct record *r)
{
    for (size_t i = 0; i < sizeof r->present / sizeof *r->present; i++)
        if (r->present[i] != 0)
            return false;
    return true;
}

/* ERR_NOT_FOUND without a fault: an organisation whose superior comes later in the file. */
static enum err one_row(struct import_pass *r, long line, const char *const *fields, size_t n,
                        bool last_chance)
{
    struct work row = *r->w;
    struct record record;
    enum import_outcome outcome = IMPORT_UNCHANGED;
    struct told told = {.changes = NULL};
    arena_clear(r->row_arena);
    row.arena = r->row_arena;
    faults_init(&row.faults, r->row_arena, r->w->faults.lang);
    faults_init(&row.warnings, r->row_arena, r->w->faults.lang);
    import_take_cells(r, &row, fields, n, &record);
    if (says_nothing(&record) && row.faults.count == 0) {
        import_warn(r->result, "row_without_data", 1);
        return OK;
    }
    enum err e = row.faults.count > 0 ? ERR_BAD_BODY : apply(r, &row, &record, &outcome, &told);
    if (e == ERR_NOT_FOUND && row.faults.count == 0) {
        if (!last_chance)
            return ERR_NOT_FOUND;
        fault_add(&row.faults, "parent_code", "not_found", "không có cấp trên mang mã này",
                  "no superior has this code");
    }
    if (e != OK && e != ERR_BAD_BODY && e != ERR_CONFLICT && e != ERR_NOT_FOUND && e != ERR_RULE)
        return e; /* the store's own trouble is no fault of the row */
    if (e != OK && row.faults.count == 0)
        fault_add(&row.faults, "", "conflict", "mâu thuẫn với dữ liệu đang có",
                  "conflicts with what is recorded");
    r->result->rows++;
    const char *label = label_of(r, &record);
    if (e != OK) {
        r->result->refused++;
        told = (struct told){.id = told.id};
        tell(r, &row, line, "refused", label, fields, n, &told);
        return OK;
    }
    r->result->flagged += told.n_flags > 0;
    r->result->added += outcome == IMPORT_ADDED;
    r->result->updated += outcome == IMPORT_UPDATED;
    r->result->unchanged += outcome == IMPORT_UNCHANGED;
    static const char *const states[] = {"unchanged", "new", "changed"};
    tell(r, &row, line, states[outcome], label, fields, n, &told);
    return OK;
}

static void broken_row(struct import_pass *r, long line, enum csv_result what)
{
    struct work row = *r->w;
    arena_clear(r->row_arena);
    faults_init(&row.faults, r->row_arena, r->w->faults.lang);
    if (what == CSV_BAD_QUOTE)
        fault_add(&row.faults, "", "quote", "dấu ngoặc kép không khép",
                  "a quotation mark is not closed");
    else if (what == CSV_TOO_MANY_FIELDS)
        fault_add(&row.faults, "", "columns", "quá nhiều ô", "too many cells");
    else
        fault_add(&row.faults, "", "too_long", "ô quá dài", "a cell is too long");
    r->result->rows++;
    r->result->refused++;
    struct told told = {.changes = NULL};
    tell(r, &row, line, "refused", "", NULL, 0, &told);
}

/* ---- rows that wait for their superior */

struct deferred {
    struct deferred *next;
    long line;
    const char **cells;
    size_t n;
};

static struct deferred *defer(struct import_pass *r, long line, const char *const *fields, size_t n)
{
    struct deferred *d = arena_alloc(r->w->arena, sizeof *d);
    d->line = line;
    d->n = n;
    d->cells = arena_alloc(r->w->arena, n * sizeof *d->cells);
    for (size_t i = 0; i < n; i++)
        d->cells[i] = arena_dup(r->w->arena, fields[i]);
    return d;
}

static enum err run_deferred(struct import_pass *r, struct deferred *first)
{
    bool progress = true;
    enum err e = OK;
    while (first != NULL && e == OK) {
        struct deferred *again = NULL, **end = &again;
        bool any = false;
        for (struct deferred *d = first, *next; d != NULL && e == OK; d = next) {
            next = d->next;
            e = one_row(r, d->line, (const char *const *)d->cells, d->n, !progress);
            if (e == ERR_NOT_FOUND) {
                d->next = NULL;
                *end = d;
                end = &d->next;
                e = OK;
            } else {
                any = true;
            }
        }
        progress = any;
        first = again;
    }
    return e;
}

static enum err all_rows(struct import_pass *r, struct rows *rows)
{
    struct deferred *waiting = NULL, **end = &waiting;
    const char *const *fields;
    const size_t *lengths;
    size_t n;
    enum csv_result got;
    enum err e = OK;
    while (e == OK && (got = rows->next(rows, &fields, &lengths, &n)) != CSV_END) {
        if (got == CSV_IO)
            return fault_fail(ERR_BAD_PARAMETER, &r->w->faults, "", "io", "không đọc được tệp",
                              "the file cannot be read");
        bool nul = false;
        for (size_t i = 0; got == CSV_ROW && i < n; i++)
            nul = nul || strlen(fields[i]) != lengths[i];
        if (got != CSV_ROW || nul) {
            broken_row(r, rows->line(rows), nul ? CSV_FIELD_TOO_LONG : got);
            continue;
        }
        e = one_row(r, rows->line(rows), fields, n, !r->organizations);
        if (e == ERR_NOT_FOUND) {
            *end = defer(r, rows->line(rows), fields, n);
            end = &(*end)->next;
            e = OK;
        }
    }
    return e == OK ? run_deferred(r, waiting) : e;
}

/* ---- the whole */

/* Everyone's figures may have moved: the sequence of each organisation is brought forward once. */
static enum err bump_all(struct work *w)
{
    return w->tx->last_change == 0 ? OK
                                   : conn_run(w->conn, SQL_org_seq_all, "i", w->tx->last_change);
}

const struct dict *import_kind(struct work *w, const char *kind)
{
    const struct dict *d = import_dict(kind);
    if (d == NULL)
        fault_add(&w->faults, "kind", "code", "không có loại nhập này", "no such kind of import");
    return d;
}

enum err import_run(struct work *w, const struct dict *d, const struct heading *heading,
                    struct rows *rows, import_row_fn each, void *ctx, struct import_result *out)
{
    struct import_pass *r = arena_alloc(w->arena, sizeof *r);
    *out = (struct import_result){.rows = 0};
    *r = (struct import_pass){.w = w,
                              .dict = d,
                              .columns = heading->columns,
                              .n_columns = heading->n,
                              .result = out,
                              .each = each,
                              .ctx = ctx,
                              .personal_id = dict_find(d, "personal_id"),
                              .organizations = d == &dict_organization,
                              .members = d == &dict_member,
                              .targets = d == &dict_target};
    for (size_t i = 0; i < r->n_columns; i++)
        if (r->columns[i].role == COLUMN_UNKNOWN && !import_empty(r->columns[i].header))
            import_warn(out, arena_printf(w->arena, "unknown_column: %s", r->columns[i].header), 1);
    r->memo = arena_alloc(w->arena, MEMO_SLOTS * sizeof *r->memo);
    r->row_arena = arena_new();
    bool quiet = w->tx->quiet_seq;
    w->tx->quiet_seq = true;
    enum err e = all_rows(r, rows);
    if (e == OK && out->refused == 0 && out->added + out->updated > 0)
        e = organization_flags(w, r->members || r->organizations ? count_code : NULL, out);
    if (e == OK)
        e = bump_all(w);
    w->tx->quiet_seq = quiet;
    arena_free(r->row_arena);
    return e == OK && out->refused > 0 ? ERR_BAD_BODY : e;
}

enum err import_read(struct work *w, const char *kind, csv_read_fn read, void *source,
                     import_row_fn each, void *ctx, struct import_result *out)
{
    const struct dict *d = import_kind(w, kind);
    struct heading *heading = arena_alloc(w->arena, sizeof *heading);
    struct rows *rows = d != NULL ? heading_open(w, d, rows_read(read, source), heading) : NULL;
    if (rows == NULL)
        return ERR_BAD_PARAMETER;
    enum err e = import_run(w, d, heading, rows, each, ctx, out);
    rows_close(rows);
    return e;
}
