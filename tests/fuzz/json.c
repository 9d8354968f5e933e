/* Fuzz target: the body of a POST or PATCH as api/dispatch.c reads it: depth, jansson, dictionary.
   First byte: which of the routes that take a dictionary's body; the rest: the body. Values are
   looked up in an empty store of this process, in a temporary folder. */
#include "fuzz.h"

#include "api/params.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/store.h"

#include <ftw.h>
#include <unistd.h>

#define DEPTH_MAX 32

static struct store store;
static struct conn *conn;
static char folder[512];
static const struct route **taking; /* routes with a body dictionary */
static size_t n_taking;

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

static void leave_nothing(void)
{
    conn_close(conn);
    store_close(&store);
    free(taking);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *tmp = getenv("TMPDIR"), *why = "";
    snprintf(folder, sizeof folder, "%s/chibo-fuzz-XXXXXX", tmp != NULL ? tmp : "/tmp");
    log_set_level(LOG_ERROR);
    REQUIRE(crypto_start() && text_init() && mkdtemp(folder) != NULL);
    struct arena *a = arena_new();
    REQUIRE(store_open(a, folder, &store, &why) == STORE_OK);
    arena_free(a);
    REQUIRE(conn_open(folder, CONN_READ, &conn) == OK);
    taking = calloc(routes_count, sizeof *taking);
    REQUIRE(taking != NULL);
    for (size_t i = 0; i < routes_count; i++)
        if (routes[i].body_dict != NULL)
            taking[n_taking++] = &routes[i];
    atexit(leave_nothing);
    return 0;
}

static int depth_of(const json_t *j)
{
    int deepest = 0;
    const char *key;
    size_t i;
    json_t *v;
    json_object_foreach ((json_t *)j, key, v) {
        int d = depth_of(v);
        deepest = d > deepest ? d : deepest;
    }
    json_array_foreach ((json_t *)j, i, v) {
        int d = depth_of(v);
        deepest = d > deepest ? d : deepest;
    }
    return json_is_object(j) || json_is_array(j) ? deepest + 1 : 0;
}

/* What the journal would keep of an accepted record is JSON that can be read again. */
static void check_record(struct arena *a, const struct record *r)
{
    for (size_t i = 0; i < r->dict->n; i++) {
        const struct field *f = &r->dict->fields[i];
        if (!record_has(r, f->name))
            continue;
        const char *text = record_text(r, f->name);
        REQUIRE(text == NULL || is_utf8(text));
    }
    const char *kept = record_json(a, r), *names = record_fields(a, r);
    json_t *values = json_loads(kept, JSON_REJECT_DUPLICATES, NULL);
    json_t *list = json_loads(names, 0, NULL);
    REQUIRE(json_is_object(values) && json_is_array(list));
    json_decref(values);
    json_decref(list);
}

static void read_body(struct arena *a, const struct route *route, const json_t *body)
{
    static const char *const extra[] = {"effective_on", "reason", NULL};
    bool patch = route->body == BODY_PATCH;
    struct actor actor = {.label = "fuzz", .channel = "test"};
    struct tx tx = {.actor = &actor};
    struct work w = {.conn = conn, .arena = a, .actor = &actor, .tx = &tx, .today = "2026-01-31"};
    struct record *r = arena_alloc(a, sizeof *r);
    faults_init(&w.faults, a, LANG_EN);
    faults_init(&w.warnings, a, LANG_EN);
    enum err e = record_parse(&w, route->body_dict, body, patch ? RECORD_PATCH : RECORD_CREATE,
                              patch ? extra : extra + 1, r);
    REQUIRE(e == OK || e == ERR_BAD_BODY);
    REQUIRE((e == OK) == (w.faults.count == 0));
    for (const struct fault *f = w.faults.first; f != NULL; f = f->next)
        REQUIRE(f->pointer[0] == '/' && f->code[0] != '\0');
    if (e == OK)
        check_record(a, r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    size_t n = size - 1;
    char *body = text_of(data + 1, n);
    if (body_depth_ok(body, n)) {
        json_error_t error;
        json_t *j = json_loadb(body, n, JSON_REJECT_DUPLICATES, &error);
        REQUIRE(j == NULL || depth_of(j) <= DEPTH_MAX);
        if (json_is_object(j)) {
            struct arena *a = arena_new();
            read_body(a, taking[data[0] % n_taking], j);
            arena_free(a);
        }
        json_decref(j);
    }
    free(body);
    return 0;
}
