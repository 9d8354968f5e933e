/* What a step of a case must say, and the rules it is judged by. */
#include "base/date.h"
#include "registry/codes.h"
#include "registry/dict_list.h"
#include "registry/discipline_parts.h"
#include "registry/tree.h"
#include "registry/voters.h"

#include <string.h>

/* ---- the body: which fields belong to which step */

enum {
    AGREED = 1,
    FORM = 1 << 1,
    OUTCOME = 1 << 2,
    GROUND = 1 << 3,
    UNTIL = 1 << 4,
    RECEIVED = 1 << 5,
    VOTES = 1 << 6,
    NUMBER = 1 << 7,
    ISSUER = 1 << 8,
    AUTHORITY = 1 << 9,
    FACTS = 1 << 10, /* violation_on, content, grave */
    VIOLATION = 1 << 11,
    CELL = 1 << 12
};

static const struct {
    const char *name;
    unsigned bit;
    const char *vi, *en;
} fields[] = {
    {"agreed", AGREED, "cần nói có phải kỷ luật không", "whether discipline is due is needed"},
    {"form", FORM, "cần hình thức", "the form is needed"},
    {"outcome", OUTCOME, "cần kết quả", "the outcome is needed"},
    {"ground", GROUND, "cần căn cứ", "the ground is needed"},
    {"until", UNTIL, "cần ngày", "the day is needed"},
    {"received_on", RECEIVED, "cần ngày nhận", "the day of receipt is needed"},
    {"in_favour", VOTES, "cần số tán thành", "the votes are needed"},
    {"eligible", VOTES, NULL, NULL},
    {"against", VOTES, NULL, NULL},
    {"decision_number", NUMBER, "cần số quyết định", "the number of the decision is needed"},
    {"decided_by", ISSUER, "cần cơ quan ban hành", "who issued it is needed"},
    {"authority", AUTHORITY, "cần cấp quyết định", "the authority is needed"},
    {"violation_on", FACTS, NULL, NULL},
    {"content", FACTS, NULL, NULL},
    {"grave", FACTS, NULL, NULL},
    {"violation", VIOLATION, NULL, NULL},
    {"cell_id", CELL, NULL, NULL}};

static const struct {
    unsigned takes, needs;
} shape[CASE_STEP_COUNT] = {
    [CASE_VERIFICATION] = {NUMBER | ISSUER, 0},
    [CASE_CONCLUSION] = {AGREED | FORM | NUMBER | ISSUER | FACTS, AGREED},
    [CASE_SELF_REVIEW] = {0, 0},
    [CASE_CELL_VOTE] = {AGREED | FORM | VOTES, FORM | VOTES},
    [CASE_PROPOSAL] = {FORM | NUMBER | ISSUER | AUTHORITY, FORM | AUTHORITY},
    [CASE_DECISION] = {FORM | VOTES | NUMBER | ISSUER | AUTHORITY | VIOLATION, FORM},
    [CASE_ANNOUNCEMENT] = {RECEIVED, 0},
    [CASE_APPEAL] = {RECEIVED | ISSUER, 0},
    [CASE_APPEAL_OUTCOME] = {OUTCOME | FORM | GROUND | NUMBER | ISSUER | CELL, OUTCOME | NUMBER},
    [CASE_DEFERRAL] = {GROUND | UNTIL, GROUND},
    [CASE_ANNULMENT] = {NUMBER | ISSUER | CELL, NUMBER},
};

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

static void check_fields(struct work *w, enum discipline_step step, const struct record *r)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        bool given =
            record_has(r, fields[i].name) && !r->v[dict_find(r->dict, fields[i].name)].null;
        const char *pointer = arena_printf(w->arena, "/%s", fields[i].name);
        if (given && (shape[step].takes & fields[i].bit) == 0)
            fault_add(&w->faults, pointer, "unknown", "bước này không ghi mục này",
                      "does not belong to this step");
        else if (!given && fields[i].vi != NULL && (shape[step].needs & fields[i].bit) != 0)
            fault_add(&w->faults, pointer, "required", fields[i].vi, fields[i].en);
    }
}

static enum err check_day(struct work *w, const struct discipline_file *f, const char *day)
{
    if (strcmp(day, w->today) > 0)
        return bad(w, "/day", "future", "chưa đến ngày này", "lies in the future");
    const char *last = f->n_steps > 0 ? f->steps[f->n_steps - 1].day : f->received_on;
    return strcmp(day, last) >= 0
               ? OK
               : fault_fail(ERR_BAD_BODY, &w->faults, "/day", "order", "trước bước đã ghi ngày %s",
                            "before the step recorded for %s", fault_day(&w->faults, last));
}

static enum err check_values(struct work *w, const struct discipline_file *f,
                             enum discipline_step step, const struct record *r)
{
    const char *day = record_text(r, "day"), *form = record_text(r, "form"),
               *outcome = record_text(r, "outcome"), *ground = record_text(r, "ground"),
               *received = record_text(r, "received_on"), *until = record_text(r, "until");
    bool moved =
        outcome != NULL && (strcmp(outcome, "reduced") == 0 || strcmp(outcome, "increased") == 0);
    if (step == CASE_CONCLUSION && record_int(r, "agreed") != 0 && form == NULL)
        return bad(w, "/form", "required", "cần hình thức dự kiến", "the form is needed");
    if (step == CASE_APPEAL_OUTCOME && moved != (form != NULL))
        return moved ? bad(w, "/form", "required", "cần hình thức mới", "the new form is needed")
                     : bad(w, "/form", "unknown", "hình thức không đổi", "the form stays");
    if (moved && (discipline_form_of(form) < discipline_form_of(f->form)) !=
                     (strcmp(outcome, "reduced") == 0))
        return bad(w, "/form", "order", "hình thức mới không khớp với kết quả",
                   "the new form does not fit the outcome");
    if (ground != NULL && discipline_ground_defers(ground) != (step == CASE_DEFERRAL))
        return bad(w, "/ground", "code", "căn cứ này không thuộc bước này",
                   "is no ground of this step");
    if (ground != NULL && step == CASE_APPEAL_OUTCOME && strcmp(outcome, "kept") != 0)
        return bad(w, "/ground", "unknown", "không xem xét khiếu nại thì quyết định giữ nguyên",
                   "an appeal not taken up keeps the decision");
    if (received != NULL && (strcmp(received, w->today) > 0 || strcmp(received, f->decided_on) < 0))
        return bad(w, "/received_on", "order", "phải từ ngày quyết định đến hôm nay",
                   "must lie between the decision and today");
    if (until != NULL && strcmp(until, day) <= 0)
        return bad(w, "/until", "order", "phải sau ngày hoãn", "must come after the day");
    if (step == CASE_DECISION && record_text(r, "decision_number") == NULL &&
        strcmp(record_text(r, "authority") ? record_text(r, "authority") : f->authority, "cell") !=
            0)
        return bad(w, "/decision_number", "required", "cần số quyết định",
                   "the number of the decision is needed");
    const char *violation = record_text(r, "violation_on");
    if (violation != NULL && strcmp(violation, day) > 0)
        return bad(w, "/violation_on", "order", "phải trước khi kết luận",
                   "must come before the conclusion");
    return OK;
}

static enum err check_votes(struct work *w, const struct discipline_file *f,
                            enum discipline_step step, struct record *r)
{
    if (record_count(r, "in_favour") < 0)
        return record_count(r, "eligible") < 0 && record_count(r, "against") < 0
                   ? OK
                   : bad(w, "/in_favour", "required", "cần số tán thành", "the votes are needed");
    if (record_count(r, "eligible") < 0 && step == CASE_CELL_VOTE)
        record_set_int(r, "eligible", voters_of_cell(w, f->org_id, record_text(r, "day")));
    if (record_count(r, "eligible") < 0)
        return bad(w, "/eligible", "required", "cần số được biểu quyết", "how many vote is needed");
    int against = record_count(r, "against");
    return record_count(r, "in_favour") + (against > 0 ? against : 0) > record_count(r, "eligible")
               ? bad(w, "/in_favour", "too_many", "nhiều hơn số được biểu quyết",
                     "more than may vote")
               : OK;
}

/* ---- the rules */

static void judge_order(struct work *w, const struct discipline_file *f, enum discipline_step step,
                        const char *day, struct conditions *out)
{
    const char *now = code_words(w, &codes_discipline_state, discipline_state_code(f->at.state)),
               *what = code_words(w, &codes_discipline_step, discipline_step_code(step));
    condition_say(w, condition_add(w, "discipline_order", day, 0, out),
                  discipline_step_open(&f->at, step), "/step", "order",
                  arena_printf(w->arena, "đang ở “%s”: chưa ghi được “%s”", now, what),
                  arena_printf(w->arena, "“%s” now: “%s” cannot be recorded", now, what));
}

struct stands {
    struct discipline_matter matter;
    bool office;
};

static struct stands look_up(struct work *w, const struct discipline_file *f, const char *day)
{
    struct stands s = {.matter = {.subject = SUBJECT_ORGANIZATION,
                                  .assigned_from_above = f->assigned,
                                  .direct_subordinate = true}};
    if (f->person_id == 0) {
        s.matter.direct_subordinate =
            f->decider_id == 0 ||
            conn_get_int(w->conn, SQL_org_parent, 0, "i", f->org_id) == f->decider_id;
        return s;
    }
    s.matter.subject = SUBJECT_OFFICIAL;
    stmt *q = conn_stmt(w->conn, SQL_span_cell_on);
    stmt_bind(q, "it", f->person_id, day);
    if (stmt_row(q, NULL)) {
        if (stmt_int(q, 3) != 0)
            s.matter.subject = SUBJECT_PROBATIONARY;
        stmt_reset(q);
    }
    q = conn_stmt(w->conn, SQL_post_offices);
    stmt_bind(q, "iti", f->person_id, day, f->org_id);
    if (stmt_row(q, NULL)) {
        s.office = stmt_int(q, 0) > 0;
        s.matter.office_above_cell = stmt_int(q, 1) > 0;
        stmt_reset(q);
    }
    return s;
}

static void judge_form(struct work *w, const struct stands *s, enum discipline_form form,
                       const char *day, struct conditions *out)
{
    condition_say(w, condition_add(w, "discipline_forms", day, 0, out),
                  discipline_form_fits(form, s->matter.subject, s->office), "/form", "form",
                  form == FORM_REMOVAL_FROM_OFFICE && s->matter.subject == SUBJECT_OFFICIAL
                      ? "không giữ chức vụ nào nên không thể cách chức"
                      : "hình thức không dùng cho đối tượng này",
                  form == FORM_REMOVAL_FROM_OFFICE && s->matter.subject == SUBJECT_OFFICIAL
                      ? "holds no office to be removed from"
                      : "this form is not for this subject");
}

static void judge_authority(struct work *w, const struct stands *s, const char *authority,
                            enum discipline_form form, const char *day, struct conditions *out)
{
    condition_say(w, condition_add(w, "discipline_authority", day, 0, out),
                  discipline_may_decide(discipline_authority_of(authority), form, &s->matter),
                  "/authority", "authority",
                  arena_printf(w->arena, "%s không quyết định hình thức này",
                               code_words(w, &codes_authority, authority)),
                  arena_printf(w->arena, "%s does not decide this form",
                               code_words(w, &codes_authority, authority)));
}

/* The time from the violation to the conclusion. Without a day there is nothing to judge by, which
   is told. */
static void judge_limitation(struct work *w, const struct discipline_file *f,
                             enum discipline_form form, bool lapses, const char *day,
                             struct conditions *out)
{
    const char *rule = discipline_limitation_rule(form);
    if (!discipline_has_limitation(form, f->grave)) {
        if (lapses)
            condition_say(w, condition_add(w, "discipline_order", day, 0, out), false, "/step",
                          "no_limitation", "vi phạm này không có thời hiệu",
                          "no time covers this violation");
        return;
    }
    struct condition *k = condition_add(w, rule, day, 60, out);
    k->only_told = f->violation_on == NULL;
    if (f->violation_on == NULL || f->concluded_on == NULL) {
        condition_unknown(w, k, "/violation_on", "chưa rõ ngày vi phạm để tính thời hiệu",
                          "the day of the violation is not known");
        return;
    }
    bool over = discipline_lapsed(f->violation_on, f->concluded_on, k->rule.number);
    condition_say(w, k, over == lapses, "/form", lapses ? "not_lapsed" : "lapsed",
                  arena_printf(w->arena,
                               lapses ? "vi phạm ngày %s, kết luận ngày %s: còn thời hiệu"
                                      : "vi phạm ngày %s, kết luận ngày %s: đã quá thời hiệu",
                               fault_day(&w->faults, f->violation_on),
                               fault_day(&w->faults, f->concluded_on)),
                  arena_printf(w->arena,
                               lapses ? "violation %s, conclusion %s: not lapsed"
                                      : "violation %s, conclusion %s: lapsed",
                               f->violation_on, f->concluded_on));
}

/* Only a sentence of a certain weight means expulsion, which the case does not say: it is told. */
static void judge_sentence(struct work *w, const struct discipline_file *f, const struct stands *s,
                           enum discipline_form form, const char *day, struct conditions *out)
{
    if (f->without_vote == NULL || strcmp(f->without_vote, "court_sentence") != 0 ||
        s->matter.subject != SUBJECT_OFFICIAL)
        return;
    struct condition *k = condition_add(w, "discipline_sentence", day, 0, out);
    k->only_told = true;
    condition_say(w, k, form == FORM_EXPULSION, "/form", "sentence",
                  "bản án từ cải tạo không giam giữ trở lên thì phải khai trừ",
                  "a sentence of non-custodial reform or more means expulsion");
}

/* Days that ought to be kept: what happened late is recorded all the same, with a word. */
static void judge_within(struct work *w, const char *rule, int usual, const char *from,
                         const char *day, struct conditions *out)
{
    struct condition *k = condition_add(w, rule, from, usual, out);
    date_text last;
    date_add_days(from, k->rule.number, last);
    k->only_told = true;
    condition_say(w, k, strcmp(day, last) <= 0, "/day", "late",
                  arena_printf(w->arena, "quá hạn: chậm nhất ngày %s", fault_day(&w->faults, last)),
                  arena_printf(w->arena, "late: %s at the latest", last));
}

static void judge_vote(struct work *w, const struct discipline_file *f, const struct stands *s,
                       enum discipline_step step, struct record *r, enum discipline_form form,
                       struct conditions *out)
{
    if (record_count(r, "in_favour") < 0)
        return;
    bool proposal =
        step == CASE_CELL_VOTE && (strcmp(f->authority, "cell") != 0 ||
                                   !discipline_may_decide(AUTHORITY_CELL, form, &s->matter));
    struct condition *k =
        condition_add(w, discipline_share_rule(form, proposal), record_text(r, "day"), 0, out);
    condition_vote(w, k, record_count(r, "in_favour"), record_count(r, "eligible"), "/in_favour");
    /* a vote that fell short is recorded as such, whether or not that is said */
    if (step == CASE_CELL_VOTE && !record_has(r, "agreed"))
        record_set_int(r, "agreed", k->state == CONDITION_MET);
    k->only_told = record_has(r, "agreed") && record_int(r, "agreed") == 0;
}

static void judge_times(struct work *w, const struct discipline_file *f, enum discipline_step step,
                        const struct record *r, struct conditions *out)
{
    const char *day = record_text(r, "day"), *received = record_text(r, "received_on");
    bool cell = strcmp(f->authority, "cell") == 0;
    if (step == CASE_ANNOUNCEMENT && !cell)
        judge_within(w, "discipline_announcement_days", 15, f->decided_on, day, out);
    if (step == CASE_ANNOUNCEMENT && cell && received != NULL)
        judge_within(w, "discipline_paper_days", 10, day, received, out);
    if (step == CASE_APPEAL) {
        const char *from = received != NULL      ? received
                           : f->paper_on != NULL ? f->paper_on
                                                 : f->announced_on;
        judge_within(w, "discipline_appeal_days", 30, from, day, out);
    }
    if (step == CASE_APPEAL_OUTCOME)
        judge_within(w, discipline_resolution_rule(discipline_authority_of(f->authority)), 90,
                     discipline_step_last(f, CASE_APPEAL)->day, day, out);
}

static void judge_rules(struct work *w, const struct discipline_file *f, enum discipline_step step,
                        struct record *r, struct conditions *out)
{
    const char *day = record_text(r, "day"), *form = record_text(r, "form");
    const char *authority =
        record_text(r, "authority") ? record_text(r, "authority") : f->authority;
    struct stands s = look_up(w, f, day);
    if (form != NULL) {
        enum discipline_form which = discipline_form_of(form);
        judge_form(w, &s, which, day, out);
        judge_vote(w, f, &s, step, r, which, out);
        if (step == CASE_DECISION) {
            judge_authority(w, &s, authority, which, day, out);
            judge_limitation(w, f, which, false, day, out);
            judge_sentence(w, f, &s, which, day, out);
        }
    }
    if (step == CASE_LAPSE && f->form != NULL)
        judge_limitation(w, f, discipline_form_of(f->form), true, day, out);
    judge_times(w, f, step, r, out);
}

enum err discipline_judge(struct work *w, const struct discipline_file *f, struct record *r,
                          struct conditions *out)
{
    enum discipline_step step = discipline_step_of(record_text(r, "step"));
    out->n = 0;
    if (step == CASE_RECEIVED)
        return bad(w, "/step", "code", "hồ sơ được lập bằng cách tiếp nhận",
                   "a case begins by being opened");
    check_fields(w, step, r);
    enum err e = w->faults.count > 0 ? ERR_BAD_BODY : check_day(w, f, record_text(r, "day"));
    if (e != OK)
        return e;
    judge_order(w, f, step, record_text(r, "day"), out);
    if (out->at[0].state != CONDITION_MET)
        return conditions_apply(w, out);
    e = check_values(w, f, step, r);
    if (e == OK)
        e = check_votes(w, f, step, r);
    if (e != OK)
        return e;
    judge_rules(w, f, step, r, out);
    return conditions_apply(w, out);
}
