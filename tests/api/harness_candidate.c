/* A good way from the listing to the recognition; the little world's cell has five voters. */
#include "api/harness_candidate.h"

#include <stdio.h>
#include <string.h>

int64_t dossier_member(struct server *s, const char *token, const char *record_number)
{
    struct answer a = server_get(s, token, "/api/v1/members?q=%s", record_number);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

struct dossier dossier_new(struct server *s, const char *token, const char *born_on,
                           const char *more)
{
    char body[800];
    struct dossier d = {.s = s, .token = token};
    snprintf(body, sizeof body,
             "{\"full_name\":\"Xa Thị Sen\",\"gender\":\"female\",\"cell_id\":%lld,"
             "\"listed_on\":\"2025-01-05\",\"born_on\":\"%s\","
             "\"general_education\":\"upper_secondary\",\"helper_id\":%lld,"
             "\"introducer_id\":%lld,\"introducer_since\":\"2020-01-01\","
             "\"introducer2_id\":%lld,\"introducer2_since\":\"2021-01-01\"%s}",
             (long long)server_org(s, "D1.B1.C1"), born_on,
             (long long)dossier_member(s, token, "100001HB"),
             (long long)dossier_member(s, token, "100002HB"),
             (long long)dossier_member(s, token, "100003HB"), more);
    struct answer a = server_send(s, token, "POST", "/api/v1/candidates", 0, body);
    ck_status(a, 201);
    d.id = answer_int(&a, "id");
    answer_free(&a);
    return d;
}

#define PAPER(kind, day) "{\"kind\":\"" kind "\",\"issued_on\":\"" day "\"}"
#define FIVE "\"eligible\":5,\"in_favour\":4,\"against\":1,\"absent\":0"
#define NINE "\"eligible\":9,\"in_favour\":7,\"against\":0,\"absent\":2"

const char *dossier_body(enum admission_step step)
{
    static const struct {
        const char *day, *more, *papers;
    } of[STEP_COUNT] = {
        [STEP_SYMPATHIZER] = {"2025-01-10", "", ""},
        [STEP_AWARENESS_COURSE] = {"2025-03-03", "", PAPER("awareness_certificate", "2025-03-01")},
        [STEP_APPLICATION] = {"2025-04-07", "",
                              PAPER("application", "2025-04-01") "," PAPER("biography",
                                                                           "2025-04-02")},
        [STEP_VERIFICATION] = {"2025-05-05", "", PAPER("verification", "2025-05-05")},
        [STEP_OPINIONS] = {"2025-05-06", "", PAPER("opinions_synthesis", "2025-05-06")},
        [STEP_CELL_VOTE] = {"2025-06-02", "," FIVE,
                            PAPER("cell_resolution", "2025-06-02") "," PAPER(
                                "introduction", "2025-05-20") "," PAPER("introduction",
                                                                        "2025-05-21")},
        [STEP_COMMITTEE_VOTE] = {"2025-07-01", "," NINE,
                                 PAPER("committee_resolution", "2025-07-01")},
        [STEP_DECISION] = {"2025-07-15",
                           ",\"decision_number\":\"12-QĐ/HU\",\"received_on\":\"2025-07-20\"", ""},
        [STEP_CEREMONY] = {"2025-08-01", ",\"place\":\"Nhà văn hóa thôn 1\"", ""},
        [STEP_RECOGNITION_REVIEW] =
            {"2026-08-03", "",
             PAPER("new_member_certificate", "2026-06-01") "," PAPER(
                 "self_review",
                 "2026-07-30") "," PAPER("helper_remark",
                                         "2026-07-30") "," PAPER("recognition_synthesis",
                                                                 "2026-07-31")},
        [STEP_RECOGNITION_CELL_VOTE] = {"2026-08-10", "," FIVE,
                                        PAPER("recognition_cell_resolution", "2026-08-10")},
        [STEP_RECOGNITION_COMMITTEE_VOTE] = {"2026-08-20", "," NINE,
                                             PAPER("recognition_committee_resolution",
                                                   "2026-08-20")},
        [STEP_RECOGNITION_DECISION] = {"2026-09-01", ",\"decision_number\":\"45-QĐ/HU\"", ""},
    };
    static char body[700];
    snprintf(body, sizeof body, "{\"step\":\"%s\",\"day\":\"%s\"%s,\"documents\":[%s]}",
             admission_step_code(step), of[step].day, of[step].more, of[step].papers);
    return body;
}

struct answer dossier_step(const struct dossier *d, const char *token, enum admission_step step,
                           const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/steps", (long long)d->id);
    return server_send(d->s, token, "POST", path, 0, body ? body : dossier_body(step));
}

void dossier_lead_from(const struct dossier *d, enum admission_step first, enum admission_step last)
{
    for (int step = (int)first; step <= (int)last; step++) {
        if (step == STEP_SECTION_REVIEW) /* no section party in the little world */
            continue;
        struct answer a = dossier_step(d, d->token, (enum admission_step)step, NULL);
        ck_assert_msg(a.status == 201, "%s: %d %s", admission_step_code((enum admission_step)step),
                      a.status, a.body);
        answer_free(&a);
    }
}

void dossier_lead(const struct dossier *d, enum admission_step last)
{
    dossier_lead_from(d, STEP_SYMPATHIZER, last);
}

struct answer dossier_get(const struct dossier *d)
{
    struct answer a = server_get(d->s, d->token, "/api/v1/candidates/%lld", (long long)d->id);
    ck_status(a, 200);
    return a;
}

int64_t dossier_last_step(const struct dossier *d, int64_t *version)
{
    struct answer a =
        server_get(d->s, d->token, "/api/v1/candidates/%lld/steps?undone=false&sort=-id&limit=1",
                   (long long)d->id);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    *version = answer_int(&a, "items/0/version");
    answer_free(&a);
    return id;
}

struct answer dossier_undo(const struct dossier *d, const char *token)
{
    char path[120];
    int64_t version, step = dossier_last_step(d, &version);
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/steps/%lld?reason=ghi+nh%%E1%%BA%%A7m",
             (long long)d->id, (long long)step);
    return server_send(d->s, token, "DELETE", path, version, NULL);
}

struct answer dossier_exit(const struct dossier *d, const char *token, const char *body)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/exit", (long long)d->id);
    return server_send(d->s, token, "POST", path, 0, body);
}
