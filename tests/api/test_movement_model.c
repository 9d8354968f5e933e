/*
 * Random acts on memberships against a slow model: a table of who is where in which state on every
 * day. Whatever the sequence, the register agrees with the table on any day, stock is opening plus
 * increase less decrease, an act that the state does not allow is refused by a rule, and what is
 * taken back leaves no trace in the figures. CHIBO_MODEL_ACTS and CHIBO_MODEL_SEED choose longer
 * and other runs.
 */
#include "api/harness_accounts.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS 1200
#define PEOPLE 24
#define CELLS 4
#define STACK 40
#define BEGINS "2026-12-01"

enum state { OUT, ACTIVE, EXEMPT, SUSPENDED, LOST, MOVING };
static const char *const state_names[] = {NULL,        "active",       "exempt",
                                          "suspended", "lost_contact", "in_transfer"};
static const char *const cell_codes[CELLS] = {"D1.B1.C1", "D1.B1.C2", "D1.B2.C1", "D2.B1.C1"};

struct day {
    signed char cell; /* index; meaningless when out */
    signed char state;
};
/* A person as the model has it; what an act did is taken back by the copy from before it. */
struct person {
    struct day on[DAYS];
    int left;  /* 0: counted, 1: died, 2: out and may come back */
    int since; /* first day of the running activity */
    int to;    /* cell of an open transfer */
    char open; /* of a transfer: 0 none, 'p' proposed, 's' sent */
    int64_t transfer;
    int n_acts;
};
struct act {
    bool transfer;
    int64_t id;
    struct person before;
};
static struct person people[PEOPLE];
static int64_t ids[PEOPLE];
static struct act acts[PEOPLE][STACK]; /* newest last */
static struct server s;
static char *office;
static uint64_t dice;
static int today;
static long done, refused, undone;

static unsigned roll(unsigned n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(dice >> 33) % n;
}

static const char *day_text(int day)
{
    static date_text text[8];
    static int next;
    next = (next + 1) % 8;
    date_from_days(date_days(BEGINS) + day, text[next]);
    return text[next];
}

static void start(void)
{
    server_start(&s);
    date_set_today(BEGINS);
    server_little_world(&s);
    office = server_token(&s, ROLE_OFFICE, server_org(&s, "P"));
}

static void stop(void)
{
    date_set_today(NULL);
    free(office);
    server_stop(&s);
}

/* ---- the model: which acts are open, and what they do to the table */

struct kind {
    const char *code;
    unsigned open; /* bits of states */
    const char *body;
};
#define IN(state) (1u << (state))
/* written from domain.md §5, not from the program's table */
static const struct kind kinds[] = {
    {"exemption", IN(ACTIVE) | IN(LOST), "\"ground\":\"illness\",\"in_favour\":3,\"eligible\":3"},
    {"exemption_end", IN(EXEMPT), NULL},
    {"suspension", IN(ACTIVE) | IN(EXEMPT) | IN(LOST), "\"decision_number\":\"1\""},
    {"suspension_extension", IN(SUSPENDED), "\"decision_number\":\"2\""},
    {"suspension_end", IN(SUSPENDED), NULL},
    {"lost_contact", IN(ACTIVE) | IN(EXEMPT), NULL},
    {"contact_again", IN(LOST), NULL},
    {"name_removal", IN(ACTIVE) | IN(EXEMPT) | IN(SUSPENDED) | IN(LOST),
     "\"ground\":\"inactive\",\"decision_number\":\"3\",\"in_favour\":3,\"eligible\":3"},
    {"resignation", IN(ACTIVE) | IN(EXEMPT) | IN(LOST),
     "\"decision_number\":\"4\",\"in_favour\":3,\"eligible\":3"},
    {"death", IN(ACTIVE) | IN(EXEMPT) | IN(SUSPENDED) | IN(LOST) | IN(MOVING), NULL},
    {"annulment", IN(ACTIVE) | IN(EXEMPT) | IN(SUSPENDED) | IN(LOST), "\"decision_number\":\"5\""},
    {"restoration", 0, "\"decision_number\":\"6\""},
};
/* clang-format off */
enum { K_EXEMPT, K_EXEMPT_END, K_SUSPEND, K_EXTEND, K_SUSPEND_END, K_LOST, K_AGAIN, K_REMOVE,
       K_RESIGN, K_DEATH, K_ANNUL, K_RESTORE, KINDS };
/* clang-format on */

static enum state now_of(const struct person *p)
{
    return (enum state)p->on[today].state;
}

static bool is_open(const struct person *p, int kind)
{
    if (p->left != 0)
        return kind == K_RESTORE && p->left == 2;
    return (kinds[kind].open & IN(now_of(p))) != 0;
}

static void fill(struct person *p, int from, int to, enum state state, int cell)
{
    for (int d = from; d < to; d++) {
        p->on[d].state = (signed char)state;
        if (cell >= 0)
            p->on[d].cell = (signed char)cell;
    }
    p->since = from;
}

static void apply(struct person *p, int kind, int until)
{
    switch (kind) {
    case K_EXEMPT:
        fill(p, today, DAYS, EXEMPT, -1);
        break;
    case K_SUSPEND:
        fill(p, today, DAYS, ACTIVE, -1);
        fill(p, today, until, SUSPENDED, -1);
        break;
    case K_EXTEND:
        for (int d = today; d < DAYS; d++)
            p->on[d].state = d < until ? SUSPENDED : ACTIVE;
        break;
    case K_LOST:
        fill(p, today, DAYS, LOST, -1);
        break;
    case K_REMOVE:
    case K_RESIGN:
    case K_DEATH:
    case K_ANNUL:
        fill(p, today, DAYS, OUT, -1);
        p->left = kind == K_DEATH ? 1 : 2;
        p->open = 0;
        break;
    default: /* ends and the restoration */
        fill(p, today, DAYS, ACTIVE, -1);
        p->left = 0;
    }
}

/* ---- asking the register */

static void remember(int who, bool transfer, int64_t id, const struct person *before)
{
    struct person *p = &people[who];
    if (p->n_acts == STACK) {
        memmove(acts[who], acts[who] + 1, (STACK - 1) * sizeof **acts);
        p->n_acts--;
    }
    acts[who][p->n_acts++] = (struct act){transfer, id, *before};
    done++;
}

/* 4xx, and the first error names the rule it was judged by. */
static void is_refused(struct answer *a, const char *what)
{
    ck_assert_msg(a->status >= 400 && a->status < 500, "%s was taken: %s", what, a->body);
    const json_t *first = json_array_get(json_object_get(a->json, "errors"), 0);
    ck_assert_msg(json_string_value(json_object_get(first, "rule")) != NULL,
                  "%s is refused without a rule: %s", what, a->body);
    refused++;
    answer_free(a);
}

static void change_status(int who)
{
    struct person *p = &people[who], before = *p;
    char path[100], body[400], more[60] = "";
    int kind = (int)roll(KINDS), until = today + 30 + (int)roll(50);
    if ((kind == K_REMOVE || kind == K_RESIGN || kind == K_DEATH || kind == K_ANNUL) && roll(3))
        return; /* else everybody is gone soon */
    if (kind == K_EXTEND)
        until = p->since + 100 + (int)roll(70);
    if ((kind == K_SUSPEND || kind == K_EXTEND) && until > today)
        snprintf(more, sizeof more, ",\"until\":\"%s\"", day_text(until));
    bool short_vote = kind == K_REMOVE && roll(5) == 0;
    snprintf(body, sizeof body, "{\"kind\":\"%s\",\"day\":\"%s\"%s%s%s}", kinds[kind].code,
             day_text(today), kinds[kind].body ? "," : "",
             short_vote ? "\"ground\":\"inactive\",\"decision_number\":\"3\",\"in_favour\":1,"
                          "\"eligible\":3"
             : kinds[kind].body ? kinds[kind].body
                                : "",
             more);
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)ids[who]);
    struct answer a = server_send(&s, office, "POST", path, 0, body);
    if (!is_open(p, kind) || short_vote) {
        is_refused(&a, body);
        return;
    }
    ck_assert_msg(a.status == 201, "%s: %s", body, a.body);
    apply(p, kind, until);
    remember(who, false, answer_int(&a, "id"), &before);
    answer_free(&a);
}

static bool may_move(const struct person *p)
{
    return p->left == 0 && (IN(now_of(p)) & (IN(ACTIVE) | IN(EXEMPT) | IN(LOST))) != 0;
}

static void begin_transfer(int who)
{
    struct person *p = &people[who], before = *p;
    char path[100], body[300], letter[100] = "";
    bool send = roll(2) == 0;
    int to = (int)roll(CELLS);
    if (p->open != 0 || to == p->on[today].cell)
        return;
    if (send)
        snprintf(letter, sizeof letter, ",\"letter_number\":\"1-G\",\"sent_on\":\"%s\"",
                 day_text(today));
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers", (long long)ids[who]);
    snprintf(body, sizeof body, "{\"kind\":\"official\",\"to_cell_id\":%lld%s}",
             (long long)server_org(&s, cell_codes[to]), letter);
    struct answer a = server_send(&s, office, "POST", path, 0, body);
    if (!may_move(p)) {
        is_refused(&a, body);
        return;
    }
    ck_assert_msg(a.status == 201, "%s: %s", body, a.body);
    p->transfer = answer_int(&a, "id");
    p->to = to;
    p->open = send ? 's' : 'p';
    if (send)
        fill(p, today, DAYS, MOVING, -1);
    remember(who, true, p->transfer, &before);
    answer_free(&a);
}

static void go_on_with_transfer(int who)
{
    struct person *p = &people[who], before = *p;
    char path[100], body[120];
    const char *act = p->open == 'p' ? "decision" : roll(4) == 0 ? "return" : "arrival";
    if (p->open == 0)
        return;
    if (p->open == 'p')
        snprintf(body, sizeof body, "{\"letter_number\":\"2-G\",\"sent_on\":\"%s\"}",
                 day_text(today));
    else
        snprintf(body, sizeof body, "{\"day\":\"%s\"}", day_text(today));
    snprintf(path, sizeof path, "/api/v1/transfers/%lld/%s", (long long)p->transfer, act);
    struct answer a = server_send(&s, office, "POST", path, 0, body);
    if (p->open == 'p' && !may_move(p)) {
        is_refused(&a, act);
        return;
    }
    ck_assert_msg(a.status == 200, "%s: %s", act, a.body);
    answer_free(&a);
    if (p->open == 'p')
        fill(p, today, DAYS, MOVING, -1);
    else
        fill(p, today, DAYS, ACTIVE, strcmp(act, "arrival") == 0 ? p->to : -1);
    p->open = p->open == 'p' ? 's' : 0;
    remember(who, true, p->transfer, &before);
}

static void take_back(int who)
{
    struct person *p = &people[who];
    char path[120], with[140];
    if (p->n_acts == 0)
        return;
    struct act *newest = &acts[who][p->n_acts - 1];
    if (newest->transfer)
        snprintf(path, sizeof path, "/api/v1/transfers/%lld", (long long)newest->id);
    else
        snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes/%lld", (long long)ids[who],
                 (long long)newest->id);
    struct answer a = server_get(&s, office, "%s", path);
    ck_status(a, 200);
    int64_t version = answer_int(&a, "version");
    answer_free(&a);
    snprintf(with, sizeof with, "%s?reason=ghi+nham", path);
    a = server_send(&s, office, "DELETE", with, version, NULL);
    ck_assert_msg(a.status == 204, "%s on %s: %d %s", path, day_text(today), a.status, a.body);
    answer_free(&a);
    int left = p->n_acts - 1;
    *p = newest->before;
    p->n_acts = left;
    undone++;
}

/* ---- comparing */

static void compare_person(int who)
{
    const struct person *p = &people[who];
    int day = (int)roll((unsigned)today + 1);
    struct answer a =
        server_get(&s, office, "/api/v1/members/%lld?as_of=%s", (long long)ids[who], day_text(day));
    ck_status(a, 200);
    const char *activity = json_string_value(json_object_get(a.json, "activity")),
               *status = answer_text(&a, "status");
    bool counted = strcmp(status, "official") == 0 || strcmp(status, "probationary") == 0;
    ck_assert_msg(counted == (p->on[day].state != OUT), "%s: %s", day_text(day), a.body);
    if (counted) {
        ck_assert_msg(activity != NULL && strcmp(activity, state_names[p->on[day].state]) == 0,
                      "%s instead of %s: %s", day_text(day), state_names[p->on[day].state], a.body);
        ck_assert_str_eq(answer_text(&a, "cell_code"), cell_codes[p->on[day].cell]);
    }
    answer_free(&a);
}

static int64_t stock(const char *org, int day)
{
    int64_t n = 0;
    size_t len = strlen(org);
    for (int i = 0; i < PEOPLE; i++)
        if (people[i].on[day].state != OUT &&
            (strcmp(org, "P") == 0 || strncmp(cell_codes[people[i].on[day].cell], org, len) == 0))
            n++;
    return n;
}

static int64_t sum(const struct answer *a, const char *what)
{
    int64_t n = 0;
    const char *cause;
    json_t *v;
    json_object_foreach (json_object_get(a->json, what), cause, v)
        n += json_integer_value(v);
    return n;
}

static void compare_figures(void)
{
    static const char *const orgs[] = {"P",        "D1",       "D2",       "D1.B1", "D1.B2",
                                       "D1.B1.C1", "D1.B1.C2", "D1.B2.C1", "D2.B1"};
    const char *org = orgs[roll(9)];
    if (today < 2)
        return;
    int from = 1 + (int)roll((unsigned)today - 1),
        to = from + (int)roll((unsigned)(today - from) + 1);
    struct answer a = server_get(&s, office, "/api/v1/statistics/members?org_code=%s&as_of=%s", org,
                                 day_text(to));
    ck_status(a, 200);
    ck_assert_msg(answer_int(&a, "total") == stock(org, to), "%s on %s: %lld instead of %lld", org,
                  day_text(to), (long long)answer_int(&a, "total"), (long long)stock(org, to));
    answer_free(&a);
    a = server_get(&s, office, "/api/v1/statistics/flows?org_code=%s&from=%s&to=%s", org,
                   day_text(from), day_text(to));
    ck_status(a, 200);
    int64_t opening = answer_int(&a, "opening"), closing = answer_int(&a, "closing");
    ck_assert_msg(opening == stock(org, from - 1) && closing == stock(org, to) &&
                      opening + sum(&a, "increase") - sum(&a, "decrease") == closing,
                  "%s from %s to %s: %s", org, day_text(from), day_text(to), a.body);
    answer_free(&a);
}

static void check_intervals(void)
{
#define OVERLAP(table, owner, id, alive)                                                           \
    "SELECT count(*) FROM " table " a JOIN " table " b ON a." owner " = b." owner " AND a." id     \
    " < b." id " AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to" alive
#define CURRENT " WHERE a.superseded_tx IS NULL AND b.superseded_tx IS NULL"
    static const char *const none[] = {
        "SELECT count(*) FROM (SELECT 1 FROM membership WHERE superseded_tx IS NULL AND left_on IS"
        " NULL GROUP BY person_id HAVING count(*) > 1)",
        OVERLAP("member_span", "person_id", "rowid", ""),
        OVERLAP("membership_cell", "membership_id", "id", CURRENT),
        OVERLAP("membership_activity", "membership_id", "id", CURRENT)};
    for (int i = 0; i < 4; i++)
        ck_assert_msg(harness_number(&s, none[i]) == 0, "%s", none[i]);
}

static void load_people(void)
{
    struct answer a =
        server_get(&s, office, "/api/v1/members?limit=100&fields=id,cell_code&sort=record_number");
    ck_status(a, 200);
    ck_assert_uint_eq(json_array_size(answer_at(&a, "items")), PEOPLE);
    for (int i = 0; i < PEOPLE; i++) {
        const json_t *row = json_array_get(answer_at(&a, "items"), (size_t)i);
        const char *code = json_string_value(json_object_get(row, "cell_code"));
        int cell = 0;
        while (strcmp(cell_codes[cell], code) != 0)
            cell++;
        ids[i] = json_integer_value(json_object_get(row, "id"));
        fill(&people[i], 0, DAYS, ACTIVE, cell);
    }
    answer_free(&a);
}

START_TEST(random_acts_agree_with_a_table_of_every_day)
{
    const char *wanted = getenv("CHIBO_MODEL_ACTS"), *seed = getenv("CHIBO_MODEL_SEED");
    long n = wanted != NULL ? atol(wanted) : 2500;
    dice = seed != NULL ? strtoull(seed, NULL, 10) : 20261201u;
    load_people();
    for (long i = 0; i < n && today < DAYS - 200; i++) {
        int who = (int)roll(PEOPLE);
        if ((long)roll(1000000) < 1000000L * (DAYS - 240) / 2 / n) { /* the table lasts */
            today += 1 + (int)roll(3);
            date_set_today(day_text(today));
        }
        switch (roll(8)) {
        case 0:
        case 1:
            begin_transfer(who);
            break;
        case 2:
        case 3:
            go_on_with_transfer(who);
            break;
        case 4:
            take_back(who);
            break;
        default:
            change_status(who);
        }
        compare_person(who);
        if (i % 5 == 0)
            compare_figures();
    }
    check_intervals();
    printf("# %ld acts, %ld refused by a rule, %ld taken back, until %s\n", done, refused, undone,
           day_text(today));
    ck_assert_int_gt(done, n / 10);
    ck_assert_int_gt(refused, n / 20);
}
END_TEST

HARNESS_MAIN("movement_model", 400, start, stop, random_acts_agree_with_a_table_of_every_day)
