/*
 * Random acts on discipline cases, and days that pass, against a slow model: a list of steps from
 * which everything is worked out anew as domain.md §6 has it. Whatever the sequence: state, form
 * and days are the model's; what may follow is; what is due is; a decision is told to the office
 * exactly while it is in force; figures sum to their total, which is the model's. CHIBO_MODEL_ACTS
 * and CHIBO_MODEL_SEED choose longer and other runs.
 */
#include "api/harness_discipline.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES 60
#define STEPS 24
#define BEGINS "2024-01-01"

static struct discipline_world w;
#define S (&w.s)
static uint64_t dice;
static date_text today;
static long done, refused, undone;

static unsigned roll(unsigned n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice >> 33) % n;
}

/* ---- the model */

enum form { NO_FORM, REPRIMAND, WARNING };
static const char *const forms[] = {NULL, "reprimand", "warning"};

/* clang-format off */
enum kind { VERIFICATION, CONCLUSION, SELF_REVIEW, CELL_VOTE, PROPOSAL, DECISION, ANNOUNCEMENT, APPEAL,
            APPEAL_OUTCOME, DEFERRAL, RESUMPTION, LAPSE, ANNULMENT, KINDS };
static const char *const kinds[] = {"verification", "conclusion", "self_review", "cell_vote", "proposal",
    "decision", "announcement", "appeal", "appeal_outcome", "deferral", "resumption", "lapse", "annulment"};
enum state { RECEIVED, VERIFYING, CONCLUDED, REVIEWED, VOTED, PROPOSED, DEFERRED, DECIDED, IN_FORCE, APPEALED,
             CLEARED, LAPSED, ENDED, ANNULLED };
static const char *const states[] = {"received", "verifying", "concluded", "reviewed", "voted", "proposed",
    "deferred", "decided", "in_force", "appealed", "cleared", "lapsed", "ended", "annulled"};
/* clang-format on */

enum outcome { KEPT, REDUCED, INCREASED, ANNULS };
static const char *const outcomes[] = {"kept", "reduced", "increased", "annulled"};

struct step {
    enum kind kind;
    date_text day, until;
    bool agreed;
    enum form form;
    enum outcome outcome;
};
struct file {
    int64_t id;
    int member;
    bool direct; /* no vote of the cell */
    date_text violation;
    struct step steps[STEPS];
    int n;
};
static struct file files[CASES];
static int n_files;

struct facts {
    enum state state, deferred_from;
    enum form form;
    date_text concluded, decided, announced, annulled, since, appealed, until, ends;
};

/* Where a step leads and which day it sets. */
static void take(struct facts *f, const struct step *s)
{
    static const enum state to[KINDS] = {VERIFYING, CONCLUDED, REVIEWED, VOTED,    PROPOSED,
                                         DECIDED,   IN_FORCE,  APPEALED, IN_FORCE, DEFERRED,
                                         RECEIVED,  LAPSED,    ANNULLED};
    enum state from = f->state;
    if (s->form != NO_FORM && (s->agreed || s->kind == CONCLUSION))
        f->form = s->form;
    if (s->kind != CELL_VOTE || s->agreed)
        f->state = to[s->kind];
    if (s->kind == CONCLUSION && !s->agreed)
        f->state = CLEARED;
    if (s->kind == RESUMPTION)
        f->state = f->deferred_from;
    if (s->kind == DEFERRAL)
        f->deferred_from = from;
    bool annuls = s->kind == ANNULMENT || (s->kind == APPEAL_OUTCOME && s->outcome == ANNULS);
    if (annuls)
        f->state = ANNULLED;
    char *day[] = {s->kind == CONCLUSION ? f->concluded : NULL,
                   s->kind == DECISION ? f->decided : NULL,
                   s->kind == ANNOUNCEMENT ? f->announced : NULL,
                   s->kind == ANNOUNCEMENT || s->kind == APPEAL_OUTCOME ? f->since : NULL,
                   s->kind == APPEAL ? f->appealed : NULL,
                   annuls ? f->annulled : NULL};
    for (size_t i = 0; i < sizeof day / sizeof *day; i++)
        if (day[i] != NULL)
            strcpy(day[i], s->day);
    if (s->kind == DEFERRAL)
        strcpy(f->until, s->until);
}

static struct facts steps_of(const struct file *c)
{
    struct facts f = {.state = RECEIVED};
    for (int i = 0; i < c->n; i++)
        take(&f, &c->steps[i]);
    return f;
}

/* A year from the announcement or the answer to an appeal; a new violation within it keeps the old
   decision as long as the new one. */
static void end_of(const struct file *c, date_text out)
{
    struct facts f = steps_of(c);
    date_text year;
    out[0] = '\0';
    if (f.since[0] == '\0' || f.annulled[0] != '\0')
        return;
    date_add_months(f.since, 12, year);
    strcpy(out, year);
    for (int i = 0; i < n_files; i++) {
        struct facts other = steps_of(&files[i]);
        date_text its;
        if (&files[i] == c || files[i].member != c->member || other.announced[0] == '\0' ||
            other.annulled[0] != '\0' || strcmp(files[i].violation, f.since) < 0 ||
            strcmp(files[i].violation, year) >= 0)
            continue;
        end_of(&files[i], its);
        if (strcmp(its, out) > 0)
            strcpy(out, its);
    }
}

static struct facts facts_of(const struct file *c)
{
    struct facts f = steps_of(c);
    end_of(c, f.ends);
    if (f.state == IN_FORCE && strcmp(f.ends, today) <= 0)
        f.state = ENDED;
    return f;
}

static bool open_now(const struct file *c, enum kind k)
{
    enum state s = facts_of(c).state;
    bool passed = s == CONCLUDED || s == REVIEWED || s == VOTED || s == PROPOSED;
    switch (k) {
    case VERIFICATION:
        return s == RECEIVED;
    case CONCLUSION:
        return s == VERIFYING || (c->direct && s == RECEIVED);
    case SELF_REVIEW:
        return s == CONCLUDED;
    case CELL_VOTE:
        return s == REVIEWED;
    case PROPOSAL:
        return s == VOTED || (c->direct && s == REVIEWED);
    case DECISION:
        return s == VOTED || s == PROPOSED || (c->direct && (s == CONCLUDED || s == REVIEWED));
    case ANNOUNCEMENT:
        return s == DECIDED;
    case APPEAL:
        return s == IN_FORCE;
    case APPEAL_OUTCOME:
        return s == APPEALED;
    case DEFERRAL:
        return passed;
    case RESUMPTION:
        return s == DEFERRED;
    case LAPSE:
        return s == VOTED || s == PROPOSED || (c->direct && (s == CONCLUDED || s == REVIEWED));
    case ANNULMENT:
        return s == IN_FORCE || s == APPEALED || s == ENDED;
    case KINDS:
        break;
    }
    return false;
}

static bool lapsed(const struct file *c, enum form form)
{
    date_text last;
    date_add_months(c->violation, form == REPRIMAND ? 60 : 120, last);
    return strcmp(steps_of(c).concluded, last) > 0;
}

/* Whether the limitation lets it through. */
static bool in_time(const struct file *c, const struct step *s)
{
    if (s->kind == DECISION)
        return !lapsed(c, s->form);
    return s->kind != LAPSE || lapsed(c, facts_of(c).form);
}

/* ---- acting */

static void open_case(void)
{
    struct file *c = &files[n_files];
    char more[200];
    *c = (struct file){.member = (int)roll(2), .direct = roll(3) > 0};
    /* now and then so long ago that the limitation has passed */
    date_add_days(today, -(int)roll(roll(6) == 0 ? 4200 : 60), c->violation);
    snprintf(more, sizeof more, ",\"violation_on\":\"%s\"%s", c->violation,
             c->direct ? ",\"without_vote\":\"superior\"" : "");
    c->id = discipline_case(S, w.inspector, c->member ? w.second : w.member, "base_committee",
                            today, more);
    n_files++;
}

static struct step any_step(const struct file *c)
{
    struct step s = {.kind = (enum kind)roll(KINDS), .agreed = true};
    for (int i = 0; i < 30 && !open_now(c, s.kind) && roll(20) > 0; i++)
        s.kind = (enum kind)roll(KINDS);
    const char *from = c->n > 0 ? c->steps[c->n - 1].day : NULL;
    strcpy(s.day, today);
    if (roll(3) == 0 && from != NULL)
        date_add_days(from, (int)roll((unsigned)(date_days(today) - date_days(from)) + 1), s.day);
    if (s.kind == CONCLUSION || s.kind == CELL_VOTE)
        s.agreed = roll(5) > 0;
    if ((s.kind == CONCLUSION && s.agreed) || s.kind == CELL_VOTE || s.kind == PROPOSAL ||
        s.kind == DECISION)
        s.form = roll(3) > 0 ? REPRIMAND : WARNING;
    if (s.kind == APPEAL_OUTCOME) {
        enum form now = facts_of(c).form;
        s.outcome = (enum outcome)roll(4);
        if (s.outcome == REDUCED && now != WARNING)
            s.outcome = KEPT;
        if (s.outcome == INCREASED && now != REPRIMAND)
            s.outcome = KEPT;
        s.form = s.outcome == REDUCED ? REPRIMAND : s.outcome == INCREASED ? WARNING : NO_FORM;
    }
    if (s.kind == DEFERRAL)
        date_add_days(s.day, 1 + (int)roll(90), s.until);
    return s;
}

static const char *body_of(const struct step *s)
{
    static char text[400];
    int n = snprintf(text, sizeof text, "{\"step\":\"%s\",\"day\":\"%s\"", kinds[s->kind], s->day);
#define ADD(...) n += snprintf(text + n, sizeof text - (size_t)n, __VA_ARGS__)
    if (s->form != NO_FORM)
        ADD(",\"form\":\"%s\"", forms[s->form]);
    if (s->kind == CONCLUSION)
        ADD(",\"agreed\":%s", s->agreed ? "true" : "false");
    if (s->kind == CELL_VOTE)
        ADD(",\"eligible\":6,\"in_favour\":%d", s->agreed ? 4 : 3);
    if (s->kind == PROPOSAL)
        ADD(",\"authority\":\"base_committee\"");
    if (s->kind == DECISION || s->kind == ANNULMENT || s->kind == APPEAL_OUTCOME)
        ADD(",\"decision_number\":\"1\"");
    if (s->kind == APPEAL_OUTCOME)
        ADD(",\"outcome\":\"%s\"", outcomes[s->outcome]);
    if (s->kind == DEFERRAL)
        ADD(",\"ground\":\"hospital\",\"until\":\"%s\"", s->until);
    ADD("}");
#undef ADD
    return text;
}

static void act(struct file *c)
{
    struct step s = any_step(c);
    bool good = open_now(c, s.kind) && in_time(c, &s);
    if (c->n >= STEPS)
        return;
    struct answer a;
    if (s.kind == APPEAL) {
        char path[80], body[60];
        snprintf(path, sizeof path, "/api/v1/discipline/%lld/appeal", (long long)c->id);
        snprintf(body, sizeof body, "{\"day\":\"%s\"}", s.day);
        a = server_send(S, w.inspector, "POST", path, 0, body);
    } else {
        a = discipline_step(S, w.inspector, c->id, body_of(&s));
    }
    ck_assert_msg(a.status == (good ? 201 : 409) || (!good && a.status == 400),
                  "%s on %s in state %s: %d %s", kinds[s.kind], s.day, states[facts_of(c).state],
                  a.status, a.body);
    answer_free(&a);
    done += good;
    refused += !good;
    if (good)
        c->steps[c->n++] = s;
}

static void take_back(struct file *c)
{
    if (c->n == 0)
        return;
    discipline_back(S, w.inspector, c->id, 204);
    c->n--;
    undone++;
}

/* ---- comparing */

static void same_day(const struct answer *a, const char *field, const char *model)
{
    json_t *v = answer_at(a, field);
    const char *is = json_is_null(v) ? "" : json_string_value(v);
    ck_assert_msg(strcmp(is, model) == 0, "%s is %s, the model has %s (today %s): %s", field, is,
                  model, today, a->body);
}

static void compare_file(const struct file *c)
{
    struct facts f = facts_of(c);
    struct answer a = server_get(S, w.inspector, "/api/v1/discipline/%lld", (long long)c->id);
    ck_status(a, 200);
    ck_assert_str_eq(answer_text(&a, "state"), states[f.state]);
    if (f.form != NO_FORM)
        ck_assert_str_eq(answer_text(&a, "form"), forms[f.form]);
    same_day(&a, "concluded_on", f.concluded);
    same_day(&a, "decided_on", f.decided);
    same_day(&a, "announced_on", f.announced);
    same_day(&a, "annulled_on", f.annulled);
    same_day(&a, "ends_on", f.ends);
    date_text due = "";
    if (f.state == RECEIVED || f.state == VERIFYING) /* of the lightest form */
        date_add_months(c->violation, 60, due);
    if (f.state == DEFERRED)
        strcpy(due, f.until);
    if (f.state == DECIDED)
        date_add_days(f.decided, 15, due);
    if (f.state == APPEALED)
        date_add_days(f.appealed, 90, due);
    same_day(&a, "due_on", due);
    answer_free(&a);
    a = server_get(S, w.inspector, "/api/v1/discipline/%lld/checklist", (long long)c->id);
    for (int k = 0; k < KINDS; k++) {
        bool told = false;
        size_t i;
        json_t *step;
        json_array_foreach (answer_at(&a, "steps"), i, step)
            told = told || strcmp(json_string_value(json_object_get(step, "step")), kinds[k]) == 0;
        ck_assert_msg(told == open_now(c, (enum kind)k), "%s in state %s: %d", kinds[k],
                      states[f.state], told);
    }
    answer_free(&a);
    bool in_force = f.announced[0] != '\0' && f.annulled[0] == '\0' && strcmp(f.ends, today) > 0;
    a = server_get(S, w.office, "/api/v1/discipline/%lld", (long long)c->id);
    ck_assert_msg(a.status == (in_force ? 200 : 404), "the office reads a case in state %s: %d",
                  states[f.state], a.status);
    answer_free(&a);
}

/* Decisions count from the day they were taken, announced or not. */
static void compare_figures(void)
{
    static const char *const by[] = {
        "form", "unit",      "month",     "content,form", "authority,quarter",
        "post", "year,form", "unit,month"};
    date_text from, to;
    enum form only = (enum form)roll(3);
    date_add_days(BEGINS, (int)roll(2500), from);
    date_add_days(from, (int)roll(600), to);
    int count = 0;
    for (int i = 0; i < n_files; i++) {
        struct facts f = facts_of(&files[i]);
        count += f.decided[0] != '\0' && f.annulled[0] == '\0' && strcmp(f.decided, from) >= 0 &&
                 strcmp(f.decided, to) <= 0 && (only == NO_FORM || f.form == only);
    }
    struct answer a =
        server_get(S, w.inspector, "/api/v1/statistics/discipline?from=%s&to=%s&by=%s%s%s", from,
                   to, by[roll(sizeof by / sizeof *by)], only != NO_FORM ? "&form=" : "",
                   only != NO_FORM ? forms[only] : "");
    ck_status(a, 200);
    int64_t sum = 0;
    size_t i;
    json_t *row;
    json_array_foreach (answer_at(&a, "rows"), i, row)
        sum += json_integer_value(json_object_get(row, "count"));
    ck_assert_int_eq(sum, answer_int(&a, "total"));
    ck_assert_msg(sum == count, "%lld decisions, the model has %d: %s", (long long)sum, count,
                  a.body);
    answer_free(&a);
}

static void pass_days(void)
{
    date_text next;
    date_add_days(today, (int)roll(roll(9) == 0 ? 120 : 6), next);
    strcpy(today, next);
    date_set_today(today);
}

/* ---- the run */

static void start(void)
{
    discipline_world_start(&w);
    strcpy(today, BEGINS);
    date_set_today(today);
}

static void stop(void)
{
    discipline_world_stop(&w);
}

START_TEST(whatever_is_done_a_case_stands_where_the_model_has_it)
{
    const char *seed = getenv("CHIBO_MODEL_SEED"), *acts = getenv("CHIBO_MODEL_ACTS");
    int n = acts != NULL ? atoi(acts) : 900;
    dice = seed != NULL ? strtoull(seed, NULL, 10) : 20261130;
    for (int i = 0; i < n; i++) {
        if (n_files == 0 || (n_files < CASES && roll(9) == 0))
            open_case();
        struct file *c = &files[n_files - 1 - (int)roll((unsigned)(n_files < 8 ? n_files : 8))];
        if (roll(7) == 0)
            take_back(c);
        else
            act(c);
        pass_days();
        compare_file(c);
        /* one act may lead another case's decision on */
        for (int k = 0; i % 5 == 0 && k < n_files; k++)
            if (files[k].member == c->member)
                compare_file(&files[k]);
        compare_figures();
    }
    for (int i = 0; i < n_files; i++)
        compare_file(&files[i]);
    printf("# %ld acts, %ld refused, %ld taken back, %d cases, until %s\n", done, refused, undone,
           n_files, today);
    ck_assert_int_gt(done, n / 4);
    ck_assert_int_gt(undone, 0);
}
END_TEST

HARNESS_MAIN("discipline_model", 600, start, stop,
             whatever_is_done_a_case_stands_where_the_model_has_it)
