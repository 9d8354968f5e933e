/* What discipline does to the register: an expulsion ends the membership, a removal ends the
   offices, an annulment brings back. Ordinary saves, in the transaction of the step. */
#include "registry/dict_list.h"
#include "registry/discipline_parts.h"
#include "registry/member_act.h"
#include "registry/post.h"
#include "registry/undo.h"

#include <string.h>

static bool is(const char *text, const char *what)
{
    return text != NULL && strcmp(text, what) == 0;
}

static enum err come_into_force(struct work *w, const struct discipline_file *f, const char *form,
                                const char *day, const char *number)
{
    if (is(form, "removal_from_office"))
        return member_posts_end(w, f->person_id, 0, day);
    return is(form, "expulsion") ? member_leave(w, f->person_id, day, "expelled", number) : OK;
}

/* Only who is out by an expulsion comes back by its annulment. */
static enum err come_back(struct work *w, const struct discipline_file *f, const struct record *r)
{
    struct member m;
    struct record back = {.dict = &dict_status_change};
    int64_t id;
    if (!member_load(w, f->person_id, &m) ||
        !is(member_last_spell(&m)->v[MEMBERSHIP_left_reason], "expelled"))
        return OK;
    record_set_text(&back, "kind", "restoration");
    record_set_text(&back, "day", record_text(r, "day"));
    record_set_text(&back, "decision_number", record_text(r, "decision_number"));
    if (record_int(r, "cell_id") != 0)
        record_set_int(&back, "cell_id", record_int(r, "cell_id"));
    return member_act_add(w, f->person_id, &back, &id);
}

/* The offices that the removal ended go on; one that somebody else holds by now is told of. */
static enum err offices_again(struct work *w, const struct discipline_file *f)
{
    struct record r = {.dict = &dict_post};
    struct faults before = w->faults;
    int64_t ids[64];
    int n = 0;
    stmt *s = conn_stmt(w->conn, SQL_post_ended);
    stmt_bind(s, "it", f->person_id, f->announced_on);
    while (n < 64 && stmt_row(s, NULL))
        ids[n++] = stmt_int(s, 0);
    stmt_reset(s);
    record_set_text(&r, "to", NULL);
    enum err e = OK;
    for (int i = 0; i < n && e == OK; i++) {
        e = post_change(w, ids[i], &r);
        if (e != ERR_CONFLICT)
            continue;
        w->faults = before; /* judged before anything was written */
        fault_add(&w->warnings, "", "office_taken",
                  "một chức vụ đã có người khác giữ nên không tự phục hồi",
                  "an office is held by somebody else by now and was not given back");
        e = OK;
    }
    return e;
}

static enum err carry_out(struct work *w, const struct discipline_file *f, const struct record *r)
{
    const char *day = record_text(r, "day"), *form = record_text(r, "form"),
               *outcome = record_text(r, "outcome"), *number = record_text(r, "decision_number");
    switch (discipline_step_of(record_text(r, "step"))) {
    case CASE_ANNOUNCEMENT:
        return come_into_force(w, f, f->form, day, f->decision_number);
    case CASE_ANNULMENT:
        return is(f->form, "expulsion")             ? come_back(w, f, r)
               : is(f->form, "removal_from_office") ? offices_again(w, f)
                                                    : OK;
    case CASE_APPEAL_OUTCOME:
        if (is(f->form, "removal_from_office") &&
            (is(outcome, "annulled") || is(outcome, "reduced")))
            return offices_again(w, f);
        if (is(f->form, "expulsion") && (is(outcome, "annulled") || is(outcome, "reduced"))) {
            enum err e = come_back(w, f, r);
            return e != OK || form == NULL ? e : come_into_force(w, f, form, day, number);
        }
        return is(outcome, "increased") ? come_into_force(w, f, form, day, number) : OK;
    default:
        return OK;
    }
}

enum err discipline_effect(struct work *w, const struct discipline_file *f, const struct record *r,
                           int64_t *save)
{
    *save = 0;
    if (f->person_id == 0)
        return OK;
    enum err e = carry_out(w, f, r);
    *save = w->tx->id;
    return e;
}

enum err discipline_effect_undo(struct work *w, int64_t save)
{
    return save != 0 ? save_undo(w, save) : OK;
}
