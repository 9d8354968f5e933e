/* Collecting what is due; see the header. */
#include "registry/task.h"
#include "base/date.h"
#include "registry/calendar.h"
#include "rules/admission_due.h"
#include "rules/badge.h"

#include <stdlib.h>
#include <string.h>

/* How long before its day something is told; own judgement, no regulation. */
#define SOON_DAYS 30
#define CERTIFICATE_DAYS 183
#define ROUND_DAYS 60

static const char *const codes[TASK_KINDS] = {"recognition",
                                              "admission",
                                              "ceremony",
                                              "certificate",
                                              "transfer_send",
                                              "transfer_arrival",
                                              "transfer_under_way",
                                              "stay_end",
                                              "suspension_end",
                                              "organization_suspension_end",
                                              "post_suspension_end",
                                              "exemption_review",
                                              "badges",
                                              "discipline_announcement",
                                              "discipline_paper",
                                              "discipline_appeal",
                                              "discipline_limitation",
                                              "discipline_deferral",
                                              "inspection_start",
                                              "inspection_end",
                                              "inspection_recommendation"};

const char *task_kind_code(enum task_kind kind)
{
    return kind < TASK_KINDS ? codes[kind] : NULL;
}

enum task_kind task_kind_of(const char *code)
{
    for (int i = 0; i < TASK_KINDS; i++)
        if (strcmp(codes[i], code) == 0)
            return (enum task_kind)i;
    return TASK_KINDS;
}

struct due_range {
    const char *lo, *hi;
};

static struct task *add(struct work *w, struct task_list *l)
{
    if (l->n == l->room) {
        l->room = 2 * l->room + 64;
        struct task *grown = arena_alloc(w->arena, (size_t)l->room * sizeof *grown);
        if (l->n > 0)
            memcpy(grown, l->at, (size_t)l->n * sizeof *grown);
        l->at = grown;
    }
    l->at[l->n] = (struct task){.state = "coming"};
    return &l->at[l->n++];
}

static const char *keep(struct work *w, stmt *s, int col)
{
    return stmt_is_null(s, col) ? NULL : arena_dup(w->arena, stmt_text(s, col));
}

static void place(struct work *w, stmt *s, int col, struct task *t)
{
    t->cell_id = stmt_int(s, col);
    t->cell_name = keep(w, s, col + 1);
    t->path = keep(w, s, col + 2);
}

static const char *later(struct work *w, int days)
{
    date_text day;
    date_add_days(w->today, days, day);
    return arena_dup(w->arena, day);
}

static const char *after(const char *today, const char *due)
{
    return due != NULL && strcmp(today, due) > 0 ? "overdue" : "coming";
}

/* A row of id, name, place and day, which is due on that day. */
static void take_due(struct work *w, stmt *s, enum task_kind kind, const char *resource,
                     struct task_list *l)
{
    struct task *t = add(w, l);
    t->kind = kind;
    t->resource = resource;
    t->id = stmt_int(s, 0);
    t->name = keep(w, s, 1);
    place(w, s, 2, t);
    t->due_on = keep(w, s, 5);
    t->state = after(w->today, t->due_on);
}

/* Every such row of a query that asks for the range, today and the day until which something is
 * told. */
static void all_due(struct work *w, enum sql_id query, struct due_range r, enum task_kind kind,
                    const char *resource, struct task_list *l)
{
    stmt *s = conn_stmt(w->conn, query);
    stmt_bind(s, "tttt", r.lo, r.hi, w->today, later(w, SOON_DAYS));
    while (stmt_row(s, NULL))
        take_due(w, s, kind, resource, l);
}

/* ---- dossiers */

/* The same judgement as the dossier's own, from the days that stand beside it. */
static const char *dossier_state(struct work *w, const struct task *t, enum admission_due_kind kind)
{
    struct admission_due d = {
        .kind = kind, .has_last = t->last_due != NULL, .has_ends = t->ends_on != NULL};
    memcpy(d.due, t->due_on, sizeof d.due);
    if (d.has_last)
        memcpy(d.last, t->last_due, sizeof d.last);
    if (d.has_ends)
        memcpy(d.ends, t->ends_on, sizeof d.ends);
    return admission_due_state_code(admission_due_judge(&d, w->today));
}

static void dossiers(struct work *w, struct due_range r, struct task_list *l)
{
    static const enum task_kind of[DUE_KINDS] = {[DUE_CERTIFICATE] = TASK_CERTIFICATE,
                                                 [DUE_DECISION] = TASK_ADMISSION,
                                                 [DUE_CEREMONY] = TASK_CEREMONY,
                                                 [DUE_RECOGNITION_REVIEW] = TASK_RECOGNITION,
                                                 [DUE_RECOGNITION_DECISION] = TASK_RECOGNITION};
    stmt *s = conn_stmt(w->conn, SQL_task_dossiers);
    stmt_bind(s, "ttttt", r.lo, r.hi, w->today, later(w, SOON_DAYS), later(w, CERTIFICATE_DAYS));
    while (stmt_row(s, NULL)) {
        struct task *t = add(w, l);
        t->resource = "candidates";
        t->id = stmt_int(s, 0);
        t->name = keep(w, s, 1);
        place(w, s, 2, t);
        t->due_on = keep(w, s, 5);
        t->last_due = keep(w, s, 6);
        t->ends_on = keep(w, s, 8);
        t->step = keep(w, s, 9);
        enum admission_due_kind due = DUE_CERTIFICATE;
        while (due + 1 < DUE_KINDS && strcmp(admission_due_rule(due), stmt_text(s, 7)) != 0)
            due++;
        t->kind = of[due];
        t->state = dossier_state(w, t, due);
    }
}

/* ---- probationers without a dossier */

/* A parameter with the days it holds for: hundreds of probations ask for the same four. */
struct kept_rule {
    const char *name;
    int usual, number;
    const char *from, *to;
};

static int limit_on(struct work *w, struct kept_rule *k, const char *day)
{
    if (k->from != NULL && strcmp(k->from, day) <= 0 && strcmp(day, k->to) < 0)
        return k->number;
    stmt *s = conn_stmt(w->conn, SQL_rule_period);
    stmt_bind(s, "tt", k->name, day);
    k->number = k->usual;
    k->from = NULL;
    if (stmt_row(s, NULL)) {
        k->number = (int)stmt_int(s, 0);
        k->from = keep(w, s, 1);
        k->to = keep(w, s, 2);
    }
    stmt_reset(s);
    return k->number;
}

/* What is due of a probation begun by the ceremony of that day, as a dossier would have it. */
static void begun(struct work *w, const struct work_calendar *calendar, struct kept_rule rules[4],
                  const char *admitted_on, struct task *t)
{
    struct admission_due due;
    date_text whole;
    date_from_days(date_days(admitted_on), whole);
    struct admission_days days = {.ceremony_on = whole};
    struct admission_limits limits = {
        .probation = {.months = limit_on(w, &rules[0], whole),
                      .cell_days = limit_on(w, &rules[1], whole),
                      .decision_days = limit_on(w, &rules[2], whole),
                      .extension_days = limit_on(w, &rules[3], whole)}};
    admission_due(calendar, &limits, &days, &due);
    t->state = admission_due_state_code(admission_due_judge(&due, w->today));
    t->due_on = arena_dup(w->arena, due.due);
    t->last_due = arena_dup(w->arena, due.last);
    t->ends_on = arena_dup(w->arena, due.ends);
}

static void probationers(struct work *w, struct due_range r, struct task_list *l)
{
    struct kept_rule rules[4] = {{.name = "probation_months", .usual = 12},
                                 {.name = "recognition_review_working_days", .usual = 30},
                                 {.name = "recognition_decision_working_days", .usual = 30},
                                 {.name = "decision_extension_working_days", .usual = 30}};
    struct work_calendar calendar;
    struct task same = {.state = NULL};
    const char *day = "";
    date_text latest;
    /* the shortest probation there may be is eleven months and a bit: the clock decides */
    date_add_months(later(w, SOON_DAYS), -12, latest);
    calendar_load(w, &calendar);
    const char *until = arena_dup(w->arena, latest);
    stmt *s = conn_stmt(w->conn, SQL_task_probationers);
    stmt_bind(s, "tttt", r.lo, r.hi, w->today, until);
    while (stmt_row(s, NULL)) {
        struct task *t = add(w, l);
        const char *admitted = stmt_text(s, 4);
        if (strcmp(day, admitted) != 0) { /* in order: one clock a day */
            day = arena_dup(w->arena, admitted);
            begun(w, &calendar, rules, day, &same);
        }
        t->kind = TASK_RECOGNITION;
        t->resource = "members";
        t->id = stmt_int(s, 0);
        place(w, s, 1, t);
        t->due_on = same.due_on;
        t->last_due = same.last_due;
        t->ends_on = same.ends_on;
        t->state = same.state;
    }
}

/* ---- transfers */

static bool inside(struct due_range r, const char *path)
{
    return path != NULL && strcmp(path, r.lo) >= 0 && strcmp(path, r.hi) < 0;
}

static void transfers(struct work *w, struct due_range r, struct task_list *l)
{
    stmt *s = conn_stmt(w->conn, SQL_task_transfers);
    stmt_bind(s, "ttt", r.lo, r.hi, w->today);
    while (stmt_row(s, NULL)) {
        bool sent = strcmp(stmt_text(s, 2), "sent") == 0;
        bool receives = inside(r, stmt_is_null(s, 10) ? NULL : stmt_text(s, 10));
        if (!sent && !inside(r, stmt_text(s, 7)))
            continue; /* a proposal is the sender's own business */
        struct task *t = add(w, l);
        t->kind = !sent      ? TASK_TRANSFER_SEND
                  : receives ? TASK_TRANSFER_ARRIVAL
                             : TASK_TRANSFER_UNDER_WAY;
        t->resource = "transfers";
        t->id = stmt_int(s, 0);
        t->name = keep(w, s, 1);
        place(w, s, sent && receives ? 8 : 5, t);
        t->due_on = keep(w, s, sent ? 4 : 3);
        t->state = after(w->today, t->due_on);
    }
    all_due(w, SQL_task_stays, r, TASK_STAY_END, "transfers", l);
}

/* ---- what ends, and badges */

static void ending(struct work *w, struct due_range r, struct task_list *l)
{
    stmt *s = conn_stmt(w->conn, SQL_task_until);
    stmt_bind(s, "tttt", r.lo, r.hi, w->today, later(w, SOON_DAYS));
    while (stmt_row(s, NULL)) {
        take_due(w, s,
                 strcmp(stmt_text(s, 6), "exemption") == 0 ? TASK_EXEMPTION_REVIEW
                                                           : TASK_SUSPENSION_END,
                 "members", l);
    }
    all_due(w, SQL_task_organizations, r, TASK_ORGANIZATION_SUSPENSION_END, "organizations", l);
    all_due(w, SQL_task_posts, r, TASK_POST_SUSPENSION_END, "posts", l);
}

static void badges(struct work *w, struct due_range r, const struct org_filter *f,
                   struct task_list *l)
{
    date_text round, before;
    badge_round(w->today, round);
    if (date_days(round) - date_days(w->today) > ROUND_DAYS)
        return;
    badge_round_before(round, before);
    stmt *s = conn_stmt(w->conn, SQL_task_badges);
    stmt_bind(s, "ttttt", r.lo, r.hi, w->today, before, round);
    int64_t n = stmt_row(s, NULL) ? stmt_int(s, 0) : 0;
    stmt_reset(s);
    if (n == 0)
        return;
    struct org_row org;
    struct task *t = add(w, l);
    t->kind = TASK_BADGES;
    t->resource = "badges";
    t->id = n;
    t->due_on = arena_dup(w->arena, round);
    t->cell_id = f->org_id;
    if (org_get(w, f->org_id, &org)) {
        t->cell_name = org.name;
        t->path = org.path;
    }
}

/* ---- discipline: of the cases the caller may read */

static enum task_kind discipline_kind(const char *rule)
{
    static const struct {
        const char *rule;
        enum task_kind kind;
    } of[] = {{"discipline_announcement_days", TASK_DISCIPLINE_ANNOUNCEMENT},
              {"discipline_paper_days", TASK_DISCIPLINE_PAPER},
              {"discipline_appeal_resolution_days", TASK_DISCIPLINE_APPEAL},
              {"discipline_appeal_resolution_days_central", TASK_DISCIPLINE_APPEAL},
              {"discipline_deferral", TASK_DISCIPLINE_DEFERRAL}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (strcmp(of[i].rule, rule) == 0)
            return of[i].kind;
    return TASK_DISCIPLINE_LIMITATION;
}

static void discipline(struct work *w, struct due_range r, struct task_list *l)
{
    if (w->cases == CASES_NONE)
        return;
    stmt *s = conn_stmt(w->conn, SQL_task_discipline);
    stmt_bind(s, "ttttii", r.lo, r.hi, w->today, later(w, SOON_DAYS), (int64_t)w->cases,
              w->actor->user_id);
    while (stmt_row(s, NULL)) {
        take_due(w, s, discipline_kind(stmt_text(s, 6)), "discipline", l);
    }
}

/* ---- inspections: of those who keep them */

static void inspections(struct work *w, struct due_range r, struct task_list *l)
{
    if (w->cases != CASES_OF_CELL && w->cases != CASES_ALL)
        return;
    stmt *s = conn_stmt(w->conn, SQL_task_inspections);
    stmt_bind(s, "tttt", r.lo, r.hi, w->today, later(w, SOON_DAYS));
    while (stmt_row(s, NULL)) {
        take_due(w, s, stmt_int(s, 6) != 0 ? TASK_INSPECTION_END : TASK_INSPECTION_START,
                 "inspections", l);
    }
    all_due(w, SQL_task_recommendations, r, TASK_INSPECTION_RECOMMENDATION, "inspections", l);
}

static int by_day(const void *a, const void *b)
{
    const struct task *x = a, *y = b;
    if ((x->due_on == NULL) != (y->due_on == NULL))
        return x->due_on == NULL ? 1 : -1;
    int c = x->due_on == NULL ? 0 : strcmp(x->due_on, y->due_on);
    if (c == 0)
        c = (int)x->kind - (int)y->kind;
    return c != 0 ? c : (x->id > y->id) - (x->id < y->id);
}

void tasks_collect(struct work *w, const struct org_filter *f, struct task_list *out)
{
    struct due_range r = {f->range.lo, f->range.hi};
    *out = (struct task_list){.n = 0};
    if (w->cases != CASES_ALL) { /* discipline is an inspector's whole business */
        dossiers(w, r, out);
        probationers(w, r, out);
        transfers(w, r, out);
        ending(w, r, out);
        badges(w, r, f, out);
    }
    discipline(w, r, out);
    inspections(w, r, out);
    if (out->n > 1)
        qsort(out->at, (size_t)out->n, sizeof *out->at, by_day);
}
