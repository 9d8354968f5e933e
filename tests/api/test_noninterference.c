/*
 * What a caller may not see changes nothing it can see: every GET route is asked by every role,
 * hidden discipline is recorded, and the same questions are answered byte for byte as before, by
 * the same work of the store: what is hidden is not even looked at, so that no time tells of it.
 */
#include "api/harness_discipline.h"
#include "api/harness_document.h"
#include "api/route_samples.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server s;
static struct samples m;
static char *token[ROLE_COUNT];

/* Answers that tell of the asking itself, or of the moment. */
static const char *const of_the_moment[] = {
    "/api/v1/metrics", "/api/v1/operations", "/api/v1/health", "/api/v1/members/{id}/access-log",
    "/api/v1/national-exports/{id}/file" /* a package with the minute it was made */
};

static void start(void)
{
    server_start(&s);
    date_set_today("2026-11-24");
    samples_make(&m, &s);
    int64_t other = server_org(&s, "D2");
    for (int role = 0; role < ROLE_COUNT; role++) {
        /* whoever reads discipline sits where the cases are not */
        bool reads = role == ROLE_INSPECTOR || role == ROLE_INSPECTION_DASHBOARD;
        token[role] =
            server_token(&s, (enum role)role,
                         reads                                               ? other
                         : role == ROLE_SECRETARY                            ? m.cell[PLACE_OWN]
                         : role == ROLE_SYSTEM_ADMIN || role == ROLE_AUDITOR ? server_org(&s, "P")
                                                                             : m.org[PLACE_OWN]);
    }
}

static void stop(void)
{
    date_set_today(NULL);
    for (int role = 0; role < ROLE_COUNT; role++)
        free(token[role]);
    samples_end(&m);
    server_stop(&s);
}

/* ---- what was answered */

struct told {
    const struct route *route;
    int role;
    char *text; /* status, headers but for the date and the number of the request, body */
    uint64_t steps;
};

/* The work of all that was asked until now. */
static uint64_t steps_until_now(void)
{
    struct answer a = server_get(&s, token[ROLE_SYSTEM_ADMIN], "/api/v1/metrics");
    const char *name = "\nchibo_read_steps_total ", *at = strstr(a.body, name);
    ck_assert_ptr_nonnull(at);
    uint64_t steps = strtoull(at + strlen(name), NULL, 10);
    answer_free(&a);
    return steps;
}

static void drop_line(char *head, const char *name)
{
    char *line = strstr(head, name);
    char *end = line != NULL ? strstr(line, "\r\n") : NULL;
    if (end != NULL)
        memmove(line, end + 2, strlen(end + 2) + 1);
}

static void drop_value(char *body, const char *name)
{
    char *at = body;
    while ((at = strstr(at, name)) != NULL) {
        at += strlen(name);
        char *end = strchr(at, '"');
        memmove(at, end, strlen(end) + 1);
    }
}

static char *ask(const struct route *r, const char *path, const char *who)
{
    struct answer a = server_ask(&s, (struct ask){.path = path, .token = who});
    drop_line(a.head, "Date: ");
    drop_line(a.head, "X-Request-Id: ");
    drop_value(a.body, "\"request_id\":\"");
    if (strcmp(r->path, "/api/v1/tokens") == 0 || strncmp(r->path, "/api/v1/tokens/", 15) == 0)
        drop_value(a.body, "\"last_used_at\":\""); /* of whoever asks */
    size_t n = strlen(a.head) + a.body_len + 2;
    char *text = malloc(n);
    snprintf(text, n, "%s%s", a.head, a.body);
    answer_free(&a);
    return text;
}

static size_t ask_all(struct told *out, size_t room)
{
    size_t n = 0;
    uint64_t before = steps_until_now();
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        struct sample q;
        bool skipped = r->method != HTTP_GET;
        for (size_t k = 0; k < sizeof of_the_moment / sizeof *of_the_moment; k++)
            skipped = skipped || strcmp(r->path, of_the_moment[k]) == 0;
        if (skipped || !sample_of(&m, r, PLACE_OWN, &q))
            continue;
        for (int role = 0; role < ROLE_COUNT && n < room; role++) {
            char *text = ask(r, q.path, token[role]);
            uint64_t now = steps_until_now();
            out[n++] = (struct told){r, role, text, now - before};
            before = now; /* asking for the figure is no work of the store */
        }
    }
    return n;
}

/* ---- what is hidden */

static void hide_some(void)
{
    int64_t id = discipline_case(&s, m.inspector, m.member[PLACE_OWN], "inspection_committee",
                                 "2026-10-01", ",\"without_vote\":\"superior\"");
    discipline_decided(&s, m.inspector, id, "warning", "2025-03-01");
    id = discipline_case(&s, m.inspector, m.member[PLACE_OWN], "base_committee", "2026-10-01", "");
    discipline_done(&s, m.inspector, id, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    discipline_back(&s, m.inspector, id, 204);
    /* a decision that was over before it was recorded, and then found wrong */
    id = discipline_case(&s, m.inspector, m.namesake[PLACE_OWN], "inspection_committee",
                         "2025-01-01", ",\"without_vote\":\"superior\"");
    static const char *const steps[] = {
        "{\"step\":\"verification\",\"day\":\"2025-01-02\"}",
        "{\"step\":\"conclusion\",\"day\":\"2025-01-03\",\"agreed\":true,\"form\":\"reprimand\","
        "\"violation_on\":\"2024-06-01\"}",
        "{\"step\":\"decision\",\"day\":\"2025-01-04\",\"form\":\"reprimand\",\"decision_number\":"
        "\"1\"}",
        "{\"step\":\"announcement\",\"day\":\"2025-01-05\"}",
        "{\"step\":\"annulment\",\"day\":\"2026-03-01\",\"decision_number\":\"2\"}"};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        discipline_done(&s, m.inspector, id, steps[i]);
    char path[100];
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/readers", (long long)id);
    samples_post(&m, m.inspector, path, "{\"username\":\"ba\",\"note\":\"Thử\"}");
    int64_t paper = document_new(&s, m.inspector, "case_id", id);
    document_scanned(&s, m.inspector, paper, 70000);
    char body[300];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"year\":2026,\"title\":\"Cuộc\",\"kind\":\"sign_inspection\",\"actor\":"
        "\"inspection_committee\",\"planned_from\":\"2026-11-01\",\"planned_to\":\"2026-11-20\"}",
        (long long)m.org[PLACE_OWN]);
    samples_post(&m, m.inspector, "/api/v1/inspections", body);
}

/* A search that finds an index at its end takes a step less than one that finds another's row
   there, and an answer may take a few searches; a row that is looked at takes five steps or more.
   Who reads discipline, but elsewhere, looks at all cases there are and is shown those of its part
   of the tree: the work tells it how many there are anywhere, not whose they are. The switches of
   tests/mutation/scope take the indexes away. */
static bool same_work(const struct told *first, const struct told *then)
{
    bool inspects = first->role == ROLE_INSPECTOR || first->role == ROLE_INSPECTION_DASHBOARD;
    bool all = strcmp(first->route->path, "/api/v1/discipline") == 0 ||
               strcmp(first->route->path, "/api/v1/statistics/discipline") == 0;
    bool switched = getenv("CHIBO_MUTANT") != NULL;
    return switched || (inspects && all) ||
           (then->steps <= first->steps + 4 && first->steps <= then->steps + 4);
}

START_TEST(nothing_that_is_hidden_changes_an_answer_or_its_work)
{
    size_t room = routes_count * ROLE_COUNT, wrong = 0;
    struct told *first = calloc(room, sizeof *first), *then = calloc(room, sizeof *then);
    struct answer a = server_get(&s, m.inspector, "/api/v1/discipline?count=exact");
    int64_t known = answer_int(&a, "total");
    answer_free(&a);
    size_t n = ask_all(first, room);
    ck_assert_uint_gt(n, 8 * 80);
    hide_some();
    a = server_get(&s, m.inspector, "/api/v1/discipline?count=exact");
    ck_assert_int_eq(answer_int(&a, "total"), known + 3);
    answer_free(&a);
    ck_assert_uint_eq(ask_all(then, room), n);
    uint64_t steps = 0;
    for (size_t i = 0; i < n; i++) {
        steps += first[i].steps;
        if (!same_work(&first[i], &then[i]) && wrong++ < 5)
            fprintf(stderr, "%s as %s: %llu steps, then %llu\n", first[i].route->path,
                    role_code((enum role)first[i].role), (unsigned long long)first[i].steps,
                    (unsigned long long)then[i].steps);
        if (strcmp(first[i].text, then[i].text) != 0 && wrong++ < 5)
            fprintf(stderr, "%s as %s:\n--- before\n%.1500s\n--- after\n%.1500s\n",
                    first[i].route->path, role_code((enum role)first[i].role), first[i].text,
                    then[i].text);
        free(first[i].text);
        free(then[i].text);
    }
    free(first);
    free(then);
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_gt(steps, 0);
}
END_TEST

HARNESS_MAIN("noninterference", 120, start, stop,
             nothing_that_is_hidden_changes_an_answer_or_its_work)
