/*
 * Which role may call what, written down a second time, from the contract (api.md §2) and by hand:
 * the authorisation matrix computes what it expects from permissions.def and routes.def, so a row
 * of theirs that let in too many would let the matrix expect it, too. Here it turns red.
 */
#include "api/call.h"
#include "api/harness_accounts.h"

#include <string.h>

/* A system_admin, O office, S secretary, I inspector, V viewer, D dashboard, E
   inspection_dashboard, U auditor; "*" everybody who is logged in, "" nobody needs to be. */
static const char letters[] = "AOSIVDEU";

static const struct {
    const char *method; /* GET, or "act" for all others */
    const char *path;   /* begins with; the first that fits holds */
    const char *roles;
} contract[] = {
    /* accounts and the machine */
    {"GET", "/api/v1/health", ""},
    {"GET", "/api/v1/openapi.json", ""},
    {"GET", "/api/v1/setup", ""},
    {"act", "/api/v1/setup", ""},
    {"act", "/api/v1/session/", "*"},
    {"GET", "/api/v1/session", "*"},
    {"GET", "/api/v1/dictionary", "*"},
    {"GET", "/api/v1/reference", "*"},
    {"GET", "/api/v1/roles", "*"},
    {"GET", "/api/v1/users", "A"},
    {"act", "/api/v1/users", "A"},
    {"GET", "/api/v1/tokens", "A"},
    {"act", "/api/v1/tokens", "A"},
    {"GET", "/api/v1/metrics", "A"},
    {"GET", "/api/v1/operations", "A"},
    {"GET", "/api/v1/settings", "A"},
    {"act", "/api/v1/settings", "A"},
    {"GET", "/api/v1/backups", "A"},
    {"act", "/api/v1/backups", "A"},
    {"GET", "/api/v1/rules", "AOSIV"},
    {"act", "/api/v1/rules", "A"},
    {"GET", "/api/v1/calendar", "AOSIV"},
    {"act", "/api/v1/calendar", "A"},
    /* the trail */
    {"GET", "/api/v1/audit", "OU"},
    {"act", "/api/v1/audit", "O"},
    {"GET", "/api/v1/changes", "OSIVDE"},
    /* the tree */
    {"GET", "/api/v1/organizations/directory", "OS"},
    {"GET", "/api/v1/organizations", "AOSIVDE"},
    {"act", "/api/v1/organizations", "O"},
    {"GET", "/api/v1/cells/{id}/members", "OSIV"},
    {"GET", "/api/v1/cells", "AOSIVDE"},
    {"GET", "/api/v1/congresses", "AOSIVDE"},
    {"act", "/api/v1/congresses", "O"},
    {"GET", "/api/v1/posts", "OSIV"},
    {"act", "/api/v1/posts", "O"},
    {"GET", "/api/v1/targets", "OSIVDE"},
    {"act", "/api/v1/targets", "O"},
    {"GET", "/api/v1/saved-filters", "AOSIVDE"}, /* one's own */
    {"act", "/api/v1/saved-filters", "AOSIVDE"},
    /* people */
    {"GET", "/api/v1/members/{id}/access-log", "OIU"},
    {"GET", "/api/v1/members/{id}/family", "OSI"},
    {"GET", "/api/v1/members/duplicates", "O"},
    {"GET", "/api/v1/members/{id}/status-changes/checklist", "O"},
    {"GET", "/api/v1/members", "OSIV"},
    {"act", "/api/v1/members/{id}/transfers", "OS"},
    {"act", "/api/v1/members", "O"},
    {"GET", "/api/v1/candidates", "OSV"},
    {"act", "/api/v1/candidates", "OS"},
    {"GET", "/api/v1/transfers", "OSV"},
    {"DELETE", "/api/v1/transfers", "OS"}, /* a proposal of one's own */
    {"act", "/api/v1/transfers", "O"},
    {"GET", "/api/v1/badges", "OSV"},
    {"act", "/api/v1/badges", "O"},
    {"GET", "/api/v1/tasks", "OSIV"},
    {"GET", "/api/v1/imports", "O"},
    {"act", "/api/v1/imports", "O"},
    {"GET", "/api/v1/national-exports", "O"},
    {"act", "/api/v1/national-exports", "O"},
    {"act", "/api/v1/templates/{id}/fill", "OSI"},
    {"GET", "/api/v1/templates", "OSI"},
    {"act", "/api/v1/templates", "O"},
    /* discipline and inspection */
    {"GET", "/api/v1/discipline/{id}/readers", "I"},
    {"act", "/api/v1/discipline/{id}/readers", "I"},
    {"GET", "/api/v1/discipline", "OSI"},
    {"act", "/api/v1/discipline", "SI"},
    {"GET", "/api/v1/inspections", "SI"},
    {"act", "/api/v1/inspections", "SI"},
    {"GET", "/api/v1/documents", "OSI"}, /* whose, is decided by what they belong to */
    {"act", "/api/v1/documents", "OSI"},
    /* figures */
    {"GET", "/api/v1/statistics/discipline", "IE"},
    {"GET", "/api/v1/statistics/inspections", "IE"},
    {"GET", "/api/v1/statistics/tasks", "OSIV"},
    {"GET", "/api/v1/statistics/quality", "OSIV"},
    {"GET", "/api/v1/statistics/", "OSIVDE"},
};

static bool fits(const char *method, enum http_method of)
{
    return strcmp(method, http_method_name(of)) == 0 ||
           (strcmp(method, "act") == 0 && of != HTTP_GET);
}

static const char *roles_of(const struct route *r)
{
    for (size_t i = 0; i < sizeof contract / sizeof *contract; i++)
        if (fits(contract[i].method, r->method) &&
            strncmp(r->path, contract[i].path, strlen(contract[i].path)) == 0)
            return contract[i].roles;
    return NULL;
}

/* What a permission lets in, in the same words. */
static bool lets_in(enum permission p, const char *roles)
{
    if (p == PERMISSION_PUBLIC || roles[0] == '\0')
        return p == PERMISSION_PUBLIC && roles[0] == '\0';
    for (int role = 0; role < ROLE_COUNT; role++)
        if (role_may((enum role)role, p) !=
            (roles[0] == '*' || strchr(roles, letters[role]) != NULL))
            return false;
    return true;
}

START_TEST(every_route_lets_in_whom_the_contract_names_and_nobody_else)
{
    for (size_t i = 0; i < routes_count; i++) {
        const struct route *r = &routes[i];
        /* logging in needs no session, logging out does */
        const char *roles = strcmp(r->path, "/api/v1/session") == 0 && r->method != HTTP_GET
                                ? (r->method == HTTP_POST ? "" : "*")
                                : roles_of(r);
        ck_assert_msg(roles != NULL, "%s %s is not in the contract", http_method_name(r->method),
                      r->path);
        ck_assert_msg(lets_in(r->permission, roles), "%s %s: %s instead of %s",
                      http_method_name(r->method), r->path, permission_code(r->permission), roles);
    }
}
END_TEST

/* The check that is removed: any route open to everybody, or any permission one role wider. */
START_TEST(no_route_could_lose_its_permission_unseen)
{
    size_t closed = 0;
    for (size_t i = 0; i < routes_count; i++) {
        const char *roles = roles_of(&routes[i]);
        if (roles == NULL || roles[0] == '*' || roles[0] == '\0')
            continue;
        closed++;
        ck_assert(!lets_in(PERMISSION_ANYONE, roles));
        ck_assert(!lets_in(PERMISSION_PUBLIC, roles));
    }
    ck_assert_uint_gt(closed, 150);
}
END_TEST

/* Permissions that no route names: what they open is decided inside. */
static const struct {
    enum permission permission;
    const char *roles;
} inside[] = {
    {PERMISSION_DISCIPLINE_FEED, "OI"}, /* changes of decisions in force */
    {PERMISSION_DOCUMENT_FEED, "OS"},   /* changes of papers that are no case's */
};

START_TEST(every_permission_is_held_by_the_contract)
{
    for (int p = 0; p < PERMISSION_COUNT; p++) {
        bool held = false;
        for (size_t i = 0; i < routes_count && !held; i++)
            held = routes[i].permission == (enum permission)p;
        for (size_t i = 0; i < sizeof inside / sizeof *inside && !held; i++)
            held = inside[i].permission == (enum permission)p && lets_in(p, inside[i].roles);
        ck_assert_msg(held, "%s", permission_code((enum permission)p));
    }
}
END_TEST

static void start(void)
{
}

static void stop(void)
{
}

HARNESS_MAIN("role_contract", 30, start, stop,
             every_route_lets_in_whom_the_contract_names_and_nobody_else,
             no_route_could_lose_its_permission_unseen, every_permission_is_held_by_the_contract)
