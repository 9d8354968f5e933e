/* Event-thread half of a call: everything that is decided before a handler runs, and the lanes. */
#include "api/dispatch.h"
#include "access/account.h"
#include "access/session.h"
#include "api/answer.h"
#include "api/answer_cache.h"
#include "api/call.h"
#include "api/params.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/log.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* ---- who calls */

static enum err authenticate(struct call *c, struct app_worker *worker, uint64_t commits)
{
    const char *bearer = http_header(c->http, "Authorization");
    if (bearer != NULL) {
        if (strncmp(bearer, "Bearer ", 7) != 0)
            return ERR_NO_LOGIN;
        return caller_by_token(worker->conn, worker->callers, commits, bearer + 7, c->work.today,
                               &c->caller);
    }
    const char *cookie = http_cookie(c->http, "chibo_session");
    if (cookie == NULL)
        return ERR_NO_LOGIN;
    return caller_by_session(worker->conn, worker->callers, commits, cookie, time_now_ms(),
                             &c->caller);
}

/* scheme://host of the base URL, or of this request as its Host header tells it. */
static bool own_origin(const struct call *c, const char *origin)
{
    const char *base = c->app->config.base_url;
    if (base != NULL) {
        size_t n = strlen(base);
        while (n > 0 && base[n - 1] == '/')
            n--;
        if (strlen(origin) == n && strncmp(origin, base, n) == 0)
            return true;
    }
    const char *host = http_header(c->http, "Host");
    const char *scheme = c->http->secure ? "https://" : "http://";
    size_t n = strlen(scheme);
    return host != NULL && strncmp(origin, scheme, n) == 0 && strcmp(origin + n, host) == 0;
}

static enum err check_origin(const struct call *c)
{
    const char *origin = http_header(c->http, "Origin");
    if (origin != NULL)
        return own_origin(c, origin) ? OK : ERR_BAD_ORIGIN;
    bool unsafe = c->http->method != HTTP_GET;
    return unsafe && http_cookie(c->http, "chibo_session") != NULL ? ERR_BAD_ORIGIN : OK;
}

static enum err check_permission(const struct call *c)
{
    enum permission p = c->route->permission;
    if (p == PERMISSION_PUBLIC)
        return OK;
    if (c->caller.must_change_password && strncmp(c->route->path, "/api/v1/session", 15) != 0)
        return ERR_FORBIDDEN;
    return role_may(c->caller.role, p) ? OK : ERR_FORBIDDEN;
}

static enum cases_seen cases_of(enum role role)
{
    if (!role_may(role, PERMISSION_DISCIPLINE_READ))
        return CASES_NONE;
    if (role_may(role, PERMISSION_DISCIPLINE_ALL))
        return CASES_ALL;
    return role_may(role, PERMISSION_DISCIPLINE_WRITE) ? CASES_OF_CELL : CASES_NAMED;
}

static void fill_work(struct call *c)
{
    c->actor =
        (struct actor){.user_id = c->caller.user_id,
                       .token_id = c->caller.token_id,
                       .label = c->caller.label,
                       .role = c->caller.kind == CALLER_NONE ? NULL : role_code(c->caller.role),
                       .org_id = c->caller.org_id,
                       .channel = "api",
                       .request_id = http_request_id(c->http)};
    c->tx.actor = &c->actor;
    c->work.actor = &c->actor;
    c->work.scope = c->caller.scope;
    bool known = c->caller.kind != CALLER_NONE;
    c->work.see_people = known && role_may(c->caller.role, PERMISSION_MEMBER_READ);
    c->work.see_sensitive = known && role_may(c->caller.role, PERMISSION_MEMBER_SENSITIVE);
    c->work.see_discipline = known && role_may(c->caller.role, PERMISSION_DISCIPLINE_STATISTICS);
    c->work.cases = known ? cases_of(c->caller.role) : CASES_NONE;
    if (known) {
        bool token = c->caller.kind == CALLER_TOKEN;
        c->http->log_role = role_code(c->caller.role);
        c->http->log_kind = token ? 't' : 'u';
        c->http->log_id = token ? c->caller.token_id : c->caller.user_id;
    }
}

/* ---- what is asked */

static enum err parse_ids(struct call *c)
{
    for (int i = 0; i < 4 && c->http->segment[i] != NULL; i++) {
        const char *p = c->http->segment[i];
        int64_t v = 0;
        for (; *p >= '0' && *p <= '9' && v < INT64_MAX / 16; p++)
            v = v * 10 + (*p - '0');
        if (*p != '\0' || v == 0 || c->http->segment[i][0] == '0')
            return ERR_NOT_FOUND;
        c->id[i] = v;
    }
    return OK;
}

static enum err parse_if_match(struct call *c)
{
    const char *h = http_header(c->http, "If-Match");
    if (h == NULL)
        return OK;
    if (strcmp(h, "*") == 0) {
        c->if_match = -1;
        return OK;
    }
    char *end = NULL;
    if (h[0] == '"')
        c->if_match = strtoll(h + 1, &end, 10);
    /* a tag that is not ours matches nothing: stale, not malformed */
    if (end == NULL || strcmp(end, "\"") != 0 || c->if_match <= 0)
        c->if_match = INT64_MAX;
    return OK;
}

static void json_free_object(void *json)
{
    json_decref(json);
}

static enum err parse_body(struct call *c)
{
    const struct route *r = c->route;
    if (r->body == BODY_NONE || r->body == BODY_FILE || r->body == BODY_SCAN)
        return OK;
    json_error_t error;
    if (!body_depth_ok(c->http->body, c->http->body_len)) {
        fault_add(&c->work.faults, "", "depth", "JSON lồng quá 32 mức hoặc không phải JSON",
                  "JSON nested deeper than 32 levels or not JSON");
        return ERR_BAD_BODY;
    }
    c->json = json_loadb(c->http->body ? c->http->body : "", c->http->body_len,
                         JSON_REJECT_DUPLICATES, &error);
    if (c->json == NULL) {
        fault_add(&c->work.faults, "", "json", "không phải JSON hợp lệ (dòng %d, cột %d)",
                  "not valid JSON (line %d, column %d)", error.line, error.column);
        return ERR_BAD_BODY;
    }
    arena_defer(c->http->arena, json_free_object, c->json);
    if (!json_is_object(c->json)) {
        fault_add(&c->work.faults, "", "type", "phải là một đối tượng JSON",
                  "must be a JSON object");
        return ERR_BAD_BODY;
    }
    if (r->body_dict == NULL)
        return OK;
    static const char *const patch_extra[] = {"effective_on", "reason", NULL};
    static const char *const create_extra[] = {"reason", NULL};
    return record_parse(&c->work, r->body_dict, c->json,
                        r->body == BODY_PATCH ? RECORD_PATCH : RECORD_CREATE,
                        r->body == BODY_PATCH ? patch_extra : create_extra, &c->body);
}

static enum err check_idempotency_key(struct call *c)
{
    const char *key = http_header(c->http, "Idempotency-Key");
    if (key == NULL || c->http->method != HTTP_POST)
        return OK;
    size_t n = strlen(key);
    bool good = n > 0 && n <= 200;
    for (size_t i = 0; good && i < n; i++)
        good = key[i] > 0x20 && key[i] < 0x7f;
    if (good)
        return OK;
    fault_add(&c->work.faults, "Idempotency-Key", "format",
              "phải có 1–200 ký tự ASCII nhìn thấy được", "must be 1–200 visible ASCII characters");
    return ERR_BAD_PARAMETER;
}

static enum err prepare(struct call *c, struct app_worker *worker, uint64_t commits)
{
    enum err e = OK;
    if (c->route->permission != PERMISSION_PUBLIC) {
        e = authenticate(c, worker, commits);
        if (e != OK)
            return e;
    }
    fill_work(c);
    if ((e = check_origin(c)) != OK || (e = check_permission(c)) != OK)
        return e;
    if ((e = params_check(c)) != OK || (e = check_idempotency_key(c)) != OK)
        return e;
    if ((e = parse_if_match(c)) != OK || (e = parse_body(c)) != OK)
        return e;
    return parse_ids(c);
}

/* ---- lanes */

static void write_done(struct write_job *job, enum err result)
{
    struct call *c = (struct call *)((char *)job - offsetof(struct call, job));
    if (c->result != OK)
        result = c->result; /* a kept job committed, but its caller is still refused */
    if (c->previewed)
        result = OK;
    answer_send(c, result);
    http_resume(c->http);
}

static enum err write_run(struct conn *conn, struct write_job *job)
{
    struct call *c = (struct call *)((char *)job - offsetof(struct call, job));
    c->result = OK;
    enum err e = write_call(c, conn);
    job->keep = c->keep;
    if (e != OK && c->keep)
        c->result = e;
    c->previewed = c->preview && e == OK;
    return c->previewed ? ERR_CONFLICT : e; /* an error is how the writer is told to roll back */
}

/* The handler of a request that reads; its work is counted. */
static enum err handle_read(struct call *c)
{
    uint64_t before = stmt_steps();
    enum err e = c->route->handler(c);
    atomic_fetch_add(&c->app->read_steps, stmt_steps() - before);
    return e;
}

static void slow_run(void *arg)
{
    struct call *c = arg;
    enum err e;
    c->work.conn = slow_conn(c->app);
    if (c->work.conn == NULL) {
        e = ERR_STORE;
    } else {
        conn_snapshot(c->work.conn, writer_commits(c->app->writer));
        e = handle_read(c);
        conn_release(c->work.conn);
        if (e == OK && c->reading.fields != NULL)
            e = record_reading_now(c);
    }
    answer_send(c, e);
    http_resume(c->http);
}

static enum lane lane_of(const struct call *c)
{
    /* a download may be long: never on an event thread */
    if (c->format != FORMAT_JSON && c->route->lane == LANE_READ)
        return LANE_SLOW;
    /* what goes on after its answer only has to be begun */
    if (c->route->lane == LANE_ASYNC)
        return call_wants_async(c) ? LANE_SLOW : LANE_LONG;
    return c->route->lane;
}

static void touch_done(struct write_job *job, enum err result)
{
    (void)result;
    free(job);
}

struct touch {
    struct write_job job;
    int64_t session_id, now;
};

static enum err touch_run(struct conn *conn, struct write_job *job)
{
    struct touch *t = (struct touch *)job;
    return session_touch(conn, t->session_id, t->now);
}

static void touch_session(struct call *c)
{
    int64_t now = time_now_ms();
    if (c->caller.kind != CALLER_SESSION || !caller_needs_touch(&c->caller, now))
        return;
    struct touch *t = calloc(1, sizeof *t);
    if (t == NULL)
        return;
    *t = (struct touch){.job = {.run = touch_run, .done = touch_done},
                        .session_id = c->caller.session_id,
                        .now = now};
    if (writer_submit(c->app->writer, &t->job) != OK)
        free(t);
}

static void wait_for_news(struct call *c)
{
    buf_free(&c->out);
    if (http_park(c->http, c->wait_ms))
        return;
    fault_add(&c->work.faults, "wait", "crowded",
              "quá nhiều nơi đang chờ thay đổi: hãy hỏi lại không kèm wait",
              "too many are waiting for changes: ask again without wait");
    answer_send(c, ERR_BUSY);
}

static void run_read(struct call *c, struct answer_cache *answers, uint64_t commits)
{
    if (answer_cache_get(answers, commits, c)) {
        answer_send(c, OK);
        return;
    }
    enum err e = handle_read(c);
    if (e == OK && c->wait_ms > 0) {
        wait_for_news(c);
        return;
    }
    if (e == OK)
        answer_cache_put(answers, commits, c);
    if (e != OK || c->reading.fields == NULL) {
        answer_send(c, e);
        return;
    }
    /* the answer waits until the reading is on disk */
    c->job = (struct write_job){.run = reading_run, .done = write_done};
    http_suspend(c->http);
    if (writer_submit(c->app->writer, &c->job) != OK) {
        answer_send(c, ERR_BUSY);
        http_resume(c->http);
    }
}

/* After a suspension the call may be over at any moment: nothing touches it any more. */
static void run_in_lane(struct call *c, struct app_worker *worker, uint64_t commits)
{
    touch_session(c);
    enum lane lane = lane_of(c);
    switch (lane) {
    case LANE_READ:
        run_read(c, worker->answers, commits);
        return;
    case LANE_WRITE:
    case LANE_MANY:
        c->job =
            (struct write_job){.run = write_run, .done = write_done, .alone = lane == LANE_MANY};
        http_suspend(c->http);
        if (writer_submit(c->app->writer, &c->job) == OK)
            return;
        break;
    case LANE_SLOW:
    case LANE_LONG:
    case LANE_ASYNC:
        http_suspend(c->http);
        if (slow_submit(lane == LANE_LONG ? c->app->longs : c->app->slow, slow_run, c))
            return;
        break;
    }
    answer_send(c, ERR_BUSY);
    http_resume(c->http);
}

void dispatch_handle(void *app_ctx, struct http_request *req)
{
    struct app *app = app_ctx;
    struct app_worker *worker = &app->worker[req->worker];
    struct call *c = arena_alloc(req->arena, sizeof *c);
    c->app = app;
    c->http = req;
    c->route = &routes[req->route_index];
    c->out_fd = -1;
    c->work.arena = req->arena;
    c->work.conn = worker->conn;
    char *today = arena_alloc(req->arena, sizeof(date_text));
    date_today(today);
    c->work.today = today;
    faults_init(&c->work.faults, req->arena, req->lang);
    faults_init(&c->work.warnings, req->arena, req->lang);
    req->app = c;

    uint64_t commits = writer_commits(app->writer);
    conn_snapshot(worker->conn, commits);
    enum err e = prepare(c, worker, commits);
    if (e != OK)
        answer_send(c, e);
    else
        run_in_lane(c, worker, commits);
    if (writer_crowded(app->writer))
        conn_release(worker->conn);
}

/* Nothing is allocated until there is news, or a long wait under load would fill the arena. */
bool dispatch_again(void *app_ctx, struct http_request *req, bool over)
{
    struct app *app = app_ctx;
    struct app_worker *worker = &app->worker[req->worker];
    struct call *c = req->app;
    uint64_t commits = writer_commits(app->writer);
    conn_snapshot(worker->conn, commits);
    bool look = over || conn_get_int(worker->conn, SQL_org_seq_get, 0, "i", c->caller.org_id) >
                            c->wait_from;
    if (look) {
        char *today = arena_alloc(req->arena, sizeof(date_text));
        date_today(today);
        c->work.today = today;
        c->wait_ms = 0;
        c->wait_over = over;
        enum err e = authenticate(c, worker, commits);
        if (e == OK) {
            fill_work(c);
            e = check_permission(c);
        }
        if (e == OK)
            e = handle_read(c);
        look = e != OK || c->wait_ms == 0;
        if (look)
            answer_send(c, e);
        else
            buf_free(&c->out);
    }
    if (writer_crowded(app->writer))
        conn_release(worker->conn);
    return look;
}
