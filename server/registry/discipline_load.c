/* Cases out of their tables, and which of them a caller may read. */
#include "registry/dict_list.h"
#include "registry/discipline_parts.h"

#include <string.h>

/* ---- who reads what */

/* ` IN (…)` of the cases one is named on, and how many: few, and none for most. They stand in the
   query as numbers, which SQLite takes into the views it reads; with a query in their place it
   would look at every case there is, and the time of the answer would tell how many there are. */
static const char *named_on(struct work *w, int *n)
{
    struct buf ids = {0};
    stmt *s = conn_stmt(w->conn, SQL_discipline_named);
    stmt_bind(s, "it", w->actor->user_id, w->today);
    buf_str(&ids, " IN (");
    for (*n = 0; stmt_row(s, NULL); ++*n)
        buf_printf(&ids, *n > 0 ? ", %lld" : "%lld", (long long)stmt_int(s, 0));
    buf_str(&ids, ")");
    const char *text = arena_dup(w->arena, buf_text(&ids));
    buf_free(&ids);
    return text;
}

/* An office's decisions in force, or what the secretary of the cell reads, and whole the cases one
   is named on: arms of their own, so that each finds its rows by an index. */
static void own_rows(struct work *w, struct sql_part *p)
{
    int n;
    const char *named = named_on(w, &n);
    if (w->cases == CASES_NAMED) {
        part_add(p, "(SELECT x.* FROM discipline_told x WHERE " DISCIPLINE_IN_FORCE("x", "?"));
        part_text(p, w->today);
    } else {
        part_add(p, "(SELECT x.* FROM discipline_all x WHERE x.cell_reads = 1");
    }
    if (n > 0)
        part_add(p, arena_printf(w->arena,
                                 " AND NOT x.id%s UNION ALL SELECT x.* FROM discipline_all x"
                                 " WHERE x.id%s",
                                 named, named));
    part_add(p, ")");
}

bool discipline_readable(struct work *w, struct sql_part *p, const char *before, const char *column)
{
    int n = 0;
    bool office = w->cases == CASES_NAMED || w->cases == CASES_NONE;
    if (w->cases == CASES_NAMED)
        named_on(w, &n);
    if (office && n == 0)
        return false;
    part_add(p, before);
    part_add(p, column);
    part_add(p, " IN (SELECT r.case_id FROM discipline_reader r WHERE r.user_id = ?"
                " AND r.deleted_tx IS NULL AND (r.until IS NULL OR r.until >= ?)");
    part_int(p, w->actor->user_id);
    part_text(p, w->today);
    if (!office) {
        part_add(p,
                 " UNION ALL SELECT a.id FROM organization b CROSS JOIN discipline_case a"
                 " ON a.org_id = b.id WHERE b.path >= ? AND b.path < ? AND a.deleted_tx IS NULL");
        part_text(p, w->scope.lo); /* narrows: whoever lists papers checks their place, too */
        part_text(p, w->scope.hi);
        if (w->cases == CASES_OF_CELL)
            part_add(p, " AND a.cell_reads = 1");
    }
    part_add(p, ")");
    return true;
}

void discipline_from(struct work *w, struct list_request *q)
{
    bool all = w->cases == CASES_NONE || w->cases == CASES_ALL;
    list_init(q, &dict_discipline);
    part_add(&q->from, "FROM (SELECT ? AS day) d CROSS JOIN ");
    part_text(&q->from, w->today);
    if (all)
        part_add(&q->from, "discipline_all");
    else
        own_rows(w, &q->from);
    part_add(&q->from, " t JOIN organization o ON o.id = t.org_id");
    part_add(&q->where, w->cases == CASES_NONE ? "0" : "1");
    q->id_sql = "t.id";
}

/* ---- loading */

static const char *keep(struct work *w, stmt *s, int col)
{
    return stmt_is_null(s, col) ? NULL : arena_dup(w->arena, stmt_text(s, col));
}

static bool load_row(struct work *w, const struct scope *scope, enum cases_seen seen,
                     struct discipline_file *f)
{
    stmt *s = conn_stmt(w->conn, SQL_discipline_case_row);
    stmt_bind(s, "ittiit", f->id, scope->lo, scope->hi, (int64_t)seen, w->actor->user_id, w->today);
    if (!stmt_row(s, NULL))
        return false;
    const char **text[] = {
        &f->received_on,  &f->without_vote,    &f->authority,      &f->content,
        &f->violation_on, &f->decision_number, &f->reason,         &f->paper_on,
        &f->form,         &f->concluded_on,    &f->decided_on,     &f->announced_on,
        &f->ends_on,      &f->annulled_on,     &f->state,          &f->title,
        &f->path,         &f->paper_number,    &f->paper_given_on, &f->expected_authority};
    f->uid = keep(w, s, 0);
    f->version = stmt_int(s, 1);
    f->joint_id = stmt_int(s, 2);
    f->person_id = stmt_int(s, 3);
    f->org_id = stmt_int(s, 4);
    f->org_kind = keep(w, s, 5);
    f->by_cell = stmt_int(s, 6) != 0;
    f->adopted = stmt_int(s, 7) != 0;
    f->grave = stmt_int(s, 8) != 0;
    f->assigned = stmt_int(s, 9) != 0;
    f->decider_id = stmt_int(s, 10);
    for (int i = 0; i < (int)(sizeof text / sizeof *text); i++)
        *text[i] = keep(w, s, 11 + i);
    stmt_reset(s);
    return true;
}

static void load_steps(struct work *w, struct discipline_file *f)
{
    int room = 0;
    stmt *s = conn_stmt(w->conn, SQL_discipline_steps);
    stmt_bind(s, "i", f->id);
    while (stmt_row(s, NULL)) {
        if (f->n_steps == room) {
            struct discipline_step_row *more =
                arena_alloc(w->arena, (size_t)(2 * room + 16) * sizeof *more);
            if (room > 0)
                memcpy(more, f->steps, (size_t)room * sizeof *more);
            f->steps = more;
            room = 2 * room + 16;
        }
        f->steps[f->n_steps++] =
            (struct discipline_step_row){.row_id = stmt_int(s, 0),
                                         .id = stmt_int(s, 1),
                                         .step = discipline_step_of(stmt_text(s, 2)),
                                         .day = keep(w, s, 3),
                                         .agreed = stmt_int(s, 4) != 0,
                                         .form = keep(w, s, 5),
                                         .outcome = keep(w, s, 6),
                                         .until = keep(w, s, 7),
                                         .effect_tx = stmt_int(s, 8),
                                         .decision_number = keep(w, s, 9),
                                         .version = stmt_int(s, 11),
                                         .received_on = keep(w, s, 12),
                                         .authority = keep(w, s, 13),
                                         .decided_by = keep(w, s, 14),
                                         .violation = keep(w, s, 15)};
    }
}

/* Where the steps lead; what is in force ends by itself on its day. */
static void follow(struct work *w, struct discipline_file *f)
{
    f->at = (struct discipline_course){.direct = f->person_id == 0 || f->without_vote != NULL};
    for (int i = 0; i < f->n_steps; i++) {
        struct discipline_act act = {.step = f->steps[i].step,
                                     .agreed = f->steps[i].agreed,
                                     .outcome = f->steps[i].outcome != NULL
                                                    ? appeal_outcome_of(f->steps[i].outcome)
                                                    : OUTCOME_KEPT};
        discipline_take(&f->at, &act);
    }
    if (f->at.state == CASE_IN_FORCE && f->ends_on != NULL && strcmp(f->ends_on, w->today) <= 0)
        f->at.state = CASE_ENDED;
}

static bool load(struct work *w, const struct scope *scope, enum cases_seen seen, int64_t id,
                 struct discipline_file *out)
{
    *out = (struct discipline_file){.id = id};
    if (!load_row(w, scope, seen, out))
        return false;
    load_steps(w, out);
    follow(w, out);
    return true;
}

bool discipline_load(struct work *w, int64_t id, struct discipline_file *out)
{
    return w->cases != CASES_NONE && load(w, &w->scope, w->cases, id, out);
}

bool discipline_load_any(struct work *w, int64_t id, struct discipline_file *out)
{
    struct scope all;
    scope_from_path(&all, 0, "/");
    return load(w, &all, CASES_ALL, id, out);
}

const struct discipline_step_row *discipline_step_last(const struct discipline_file *f,
                                                       enum discipline_step step)
{
    for (int i = f->n_steps - 1; i >= 0; i--)
        if (f->steps[i].step == step)
            return &f->steps[i];
    return NULL;
}

enum err discipline_judge_pending(struct work *w, int64_t person_id, const char *rule,
                                  const char *day, bool in_force)
{
    struct conditions judged = {.n = 0};
    if (w->cases != CASES_NAMED)
        return OK;
    bool pending = conn_get_int(w->conn, SQL_discipline_pending, 0, "i", person_id) != 0;
    bool holds =
        in_force && conn_get_int(w->conn, SQL_discipline_holds, 0, "it", person_id, w->today) != 0;
    if (!pending && !holds)
        return OK;
    condition_say(w, condition_add(w, rule, day, 0, &judged), false, "", "discipline",
                  pending ? "đang xem xét kỷ luật" : "đang trong thời hạn kỷ luật",
                  pending ? "a discipline case is under way" : "discipline is in force");
    return conditions_apply(w, &judged);
}

enum err discipline_judge_office(struct work *w, int64_t person_id, const char *from)
{
    struct conditions judged = {.n = 0};
    date_text until;
    const char *removed =
        conn_get_text(w->conn, w->arena, SQL_discipline_removed, "it", person_id, from);
    if (removed == NULL)
        return OK;
    struct condition *k = condition_add(w, "discipline_office_months", removed, 12, &judged);
    date_add_months(removed, k->rule.number, until);
    k->only_told = true;
    condition_say(
        w, k, strcmp(from, until) >= 0, "/from", "removed_from_office",
        arena_printf(w->arena,
                     "bị cách chức ngày %s: đến %s chưa được giữ chức vụ tương đương, cao hơn",
                     fault_day(&w->faults, removed), fault_day(&w->faults, until)),
        arena_printf(w->arena, "removed from office on %s: no equal or higher one until %s",
                     removed, until));
    return conditions_apply(w, &judged);
}
