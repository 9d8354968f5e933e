/* Steps of a case: recorded, carried out, taken back. */
#include "registry/dict_list.h"
#include "registry/discipline_parts.h"

#include <string.h>

static int vote_at(const struct conditions *k)
{
    int i = 0;
    while (i < k->n && (k->at[i].pointer == NULL || strcmp(k->at[i].pointer, "/in_favour") != 0))
        i++;
    return i < k->n ? i : -1;
}

/* A vote that reached its share is agreed; one that did not was said to have failed. */
static enum err check_agreed(struct work *w, const struct record *r, const struct conditions *k)
{
    int vote = vote_at(k);
    bool failed = record_has(r, "agreed") && record_int(r, "agreed") == 0;
    if (vote >= 0 && failed && k->at[vote].state == CONDITION_MET)
        return fault_fail(ERR_BAD_BODY, &w->faults, "/agreed", "reached", "đã đủ tỷ lệ tán thành",
                          "the share was reached");
    return OK;
}

enum err discipline_step_write(struct work *hidden, const struct discipline_file *f,
                               const struct record *r, int64_t *row_id, int64_t *number)
{
    *number = conn_get_int(hidden->conn, SQL_discipline_step_next, 1, "i", f->id);
    const struct fixed_column to[] = {{"case_id", f->id}, {"id", *number}};
    return record_insert(hidden, r, to, 2, f->org_id, row_id);
}

/* What a conclusion establishes of the case itself. */
static enum err write_facts(struct work *hidden, const struct discipline_file *f,
                            const struct record *r)
{
    enum err e = OK;
    if (discipline_step_of(record_text(r, "step")) == CASE_CONCLUSION) {
        stmt *s = conn_stmt(hidden->conn, SQL_discipline_case_facts);
        stmt_bind(s, "itt", f->id, record_text(r, "violation_on"), record_text(r, "content"));
        if (record_has(r, "grave"))
            stmt_bind_int(s, 4, record_int(r, "grave"));
        e = stmt_run(s);
    }
    return e != OK ? e : conn_run(hidden->conn, SQL_discipline_case_bump, "i", f->id);
}

/* Who runs a decision on the day of a new violation runs it longer: it needs a case to be seen by.
 */
static enum err adopt_loose(struct work *w, const struct discipline_file *f)
{
    int64_t ids[32];
    int n = 0;
    if (f->violation_on == NULL)
        return OK;
    stmt *s = conn_stmt(w->conn, SQL_discipline_loose);
    stmt_bind(s, "iit", f->person_id, f->org_id, f->violation_on);
    while (n < 32 && stmt_row(s, NULL))
        ids[n++] = stmt_int(s, 0);
    stmt_reset(s);
    enum err e = OK;
    for (int i = 0; i < n && e == OK; i++)
        e = discipline_adopt(w, ids[i]);
    return e;
}

enum err discipline_step_add(struct work *w, const struct discipline_file *f,
                             const struct record *r, int64_t *number)
{
    struct conditions judged;
    struct record row = *r;
    struct tx save, effects = {.actor = w->actor, .reason = w->tx->reason};
    struct work hidden, open = *w;
    int64_t row_id, effect;
    enum err e = discipline_judge(w, f, &row, &judged);
    if (e == OK)
        e = check_agreed(w, &row, &judged);
    if (e != OK)
        return e;
    record_set_text(&row, "judged", conditions_text(w, &judged));
    confidential_begin(w, &save, &hidden);
    e = discipline_step_write(&hidden, f, &row, &row_id, number);
    if (e == OK)
        e = write_facts(&hidden, f, &row);
    if (e != OK)
        return e;
    open.tx = &effects;
    e = discipline_effect(&open, f, &row, &effect);
    w->faults = open.faults;
    w->warnings = open.warnings;
    if (e == OK)
        e = conn_run(w->conn, SQL_discipline_step_effect, "ii", row_id, effect);
    if (e == OK && discipline_step_of(record_text(r, "step")) == CASE_ANNOUNCEMENT)
        e = adopt_loose(w, f);
    if (e == OK)
        e = discipline_derive(&hidden, f->id);
    return e != OK ? e : discipline_derive_others(&hidden, f);
}

/* ---- taking back */

static enum err note_undo(struct work *hidden, const struct discipline_file *f,
                          const struct discipline_step_row *s)
{
    struct change c = {.resource = "discipline_steps",
                       .row_id = s->row_id,
                       .uid = f->uid,
                       .op = "delete",
                       .version = s->version + 1,
                       .org_id = f->org_id,
                       .fields = "[\"step\",\"day\"]",
                       .before = arena_printf(hidden->arena, "{\"step\":\"%s\",\"day\":\"%s\"}",
                                              discipline_step_code(s->step), s->day)};
    return journal_change(hidden->conn, hidden->tx, &c);
}

enum err discipline_step_undo(struct work *w, const struct discipline_file *f, int64_t number)
{
    const struct discipline_step_row *last = f->n_steps > 0 ? &f->steps[f->n_steps - 1] : NULL;
    struct tx save, effects = {.actor = w->actor, .reason = w->tx->reason};
    struct work hidden, open = *w;
    if (last == NULL || last->id != number)
        return fault_fail(ERR_CONFLICT, &w->faults, "", "not_last",
                          "chỉ hoàn tác được bước ghi sau cùng",
                          "only the newest step can be taken back");
    if (f->n_steps == (f->adopted ? 3 : 1))
        return fault_fail(ERR_CONFLICT, &w->faults, "", "intake",
                          "hồ sơ lập nhầm thì xóa hồ sơ, không hoàn tác bước tiếp nhận",
                          "a case opened by mistake is removed as a whole");
    open.tx = &effects;
    enum err e = discipline_effect_undo(&open, last->effect_tx);
    w->faults = open.faults;
    if (e != OK)
        return e;
    confidential_begin(w, &save, &hidden);
    int64_t tx = tx_begin(w->conn, &save);
    e = tx < 0 ? ERR_STORE : conn_run(w->conn, SQL_discipline_step_undo, "ii", last->row_id, tx);
    if (e == OK)
        e = note_undo(&hidden, f, last);
    if (e == OK)
        e = conn_run(w->conn, SQL_discipline_case_bump, "i", f->id);
    if (e == OK)
        e = discipline_derive(&hidden, f->id);
    return e != OK ? e : discipline_derive_others(&hidden, f);
}
