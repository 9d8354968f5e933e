/* The samples: which things there are, and what a good request on each looks like. */
#include "api/route_samples.h"
#include "api/harness_forms.h"
#include "api/harness_paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const place_name[PLACE_COUNT] = {"own", "sibling", "parent", "other", "absent"};
#define ABSENT 987654321

int64_t samples_post(struct samples *m, const char *token, const char *path, const char *body)
{
    struct answer a = server_send(m->s, token, "POST", path, 0, body);
    ck_assert_msg(a.status == 201, "POST %s: %d %s", path, a.status, a.body);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static int64_t post_of(struct samples *m, int64_t org, int64_t holder)
{
    char body[200];
    snprintf(body, sizeof body,
             "{\"org_id\":%lld,\"post\":\"secretary\",\"member_id\":%lld,\"from\":\"2025-01-01\"}",
             (long long)org, (long long)holder);
    return samples_post(m, m->office, "/api/v1/posts", body);
}

static int64_t target_of(struct samples *m, int64_t org)
{
    char body[200];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"indicator\":\"admissions\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\",\"value\":3}",
        (long long)org);
    return samples_post(m, m->office, "/api/v1/targets", body);
}

static int64_t drill_of(struct samples *m)
{
    struct answer backup = server_send(m->s, m->admin, "POST", "/api/v1/backups", 0, NULL);
    answer_free(&backup);
    return samples_post(m, m->admin, "/api/v1/backups/drills", "{}");
}

static int64_t row_of(struct samples *m, int64_t member, const char *table, const char *body)
{
    char path[128];
    snprintf(path, sizeof path, "/api/v1/members/%lld/%s", (long long)member, table);
    return samples_post(m, m->office, path, body);
}

static int64_t upload(struct samples *m, const char *token)
{
    struct answer a = server_ask(
        m->s,
        (struct ask){
            .method = "POST",
            .path = "/api/v1/imports?kind=members",
            .token = token,
            .type = "text/csv",
            .body =
                "full_name,cell_code,record_number,admitted_on,official_on\nLò Văn Nhập,D1.B1.C1,200001HB,2001-01-01,2002-01-01\n"});
    ck_status(a, 201);
    int64_t id = answer_int(&a, "id");
    answer_free(&a);
    return id;
}

static int64_t first_id(struct samples *m, const char *path)
{
    struct answer a = server_get(m->s, m->office, "%s", path);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/id");
    answer_free(&a);
    return id;
}

static void put_photo(struct samples *m, int64_t member)
{
    char path[80];
    snprintf(path, sizeof path, "/api/v1/members/%lld/photo", (long long)member);
    struct answer a = server_ask(m->s, (struct ask){.method = "PUT",
                                                    .path = path,
                                                    .token = m->office,
                                                    .type = "image/png",
                                                    .body = "\x89PNG\r\n\x1a\n ảnh"});
    ck_status(a, 204);
    answer_free(&a);
}

static int64_t congress_of(struct samples *m, int64_t org, const char *term)
{
    char body[100];
    snprintf(body, sizeof body, "{\"org_id\":%lld,\"term\":\"%s\"}", (long long)org, term);
    return samples_post(m, m->office, "/api/v1/congresses", body);
}

/* The save in which the congress was recorded. */
static int64_t save_of(struct samples *m, int64_t congress)
{
    struct answer a = server_get(m->s, m->office, "/api/v1/audit?resource=congresses&row_id=%lld",
                                 (long long)congress);
    ck_status(a, 200);
    int64_t id = answer_int(&a, "items/0/save_id");
    answer_free(&a);
    return id;
}

static void fill_place(struct samples *m, enum place p, const char *org, const char *cell,
                       const char *record)
{
    char path[128], csv[300];
    m->org[p] = server_org(m->s, org);
    m->cell[p] = server_org(m->s, cell);
    snprintf(path, sizeof path, "/api/v1/members?q=%s", record);
    m->member[p] = first_id(m, path);
    snprintf(path, sizeof path, "/api/v1/members?cell_id=%lld&sort=-name&limit=1",
             (long long)m->cell[p]);
    m->namesake[p] = first_id(m, path);
    put_photo(m, m->member[p]);
    samples_documents(m, p);
    m->post[p] = post_of(m, m->org[p], m->member[p]);
    m->target[p] = target_of(m, m->org[p]);
    samples_candidates(m, p);
    samples_movements(m, p);
    snprintf(
        csv, sizeof csv,
        "subject,record_number,form,decided_on,decision_number,authority,reason\nmember,%s,reprimand,2026-05-05,%d-QĐ,cell,Thử\n",
        record, (int)p + 1);
    server_import(m->s, "discipline", csv);
    m->family[p] =
        row_of(m, m->member[p], "family", "{\"relation\":\"father\",\"full_name\":\"Cha Mẫu\"}");
    m->training[p] =
        row_of(m, m->member[p], "training", "{\"kind\":\"theory\",\"school\":\"Trường mẫu\"}");
    m->work[p] = row_of(m, m->member[p], "work-history",
                        "{\"from_on\":\"2001-01\",\"to_on\":\"2005-01\",\"what\":\"Giáo viên\"}");
}

/* Somebody who is logged in, so that there is a session to look at. */
static void log_somebody_in(struct samples *m, int64_t root)
{
    char body[200], path[64];
    snprintf(body, sizeof body,
             "{\"username\":\"ba\",\"full_name\":\"Ba\",\"role\":\"viewer\",\"org_id\":%lld}",
             (long long)root);
    struct answer a = server_send(m->s, m->admin, "POST", "/api/v1/users", 0, body);
    ck_status(a, 201);
    m->logged_in = answer_int(&a, "id");
    struct answer in = harness_log_in(m->s, "ba", answer_text(&a, "one_time_code"));
    ck_status(in, 201);
    answer_free(&in);
    answer_free(&a);
    snprintf(path, sizeof path, "/api/v1/users/%lld/sessions", (long long)m->logged_in);
    a = server_get(m->s, m->admin, "%s", path);
    ck_status(a, 200);
    m->session = answer_int(&a, "items/0/id");
    answer_free(&a);
}

void samples_make(struct samples *m, struct server *s)
{
    memset(m, 0, sizeof *m);
    m->s = s;
    server_little_world(s);
    int64_t root = server_org(s, "P");
    m->admin = server_token(s, ROLE_SYSTEM_ADMIN, root);
    m->inspector = server_token(s, ROLE_INSPECTOR, root);
    m->office = server_token(s, ROLE_OFFICE, root);
    fill_place(m, PLACE_OWN, "D1.B1", "D1.B1.C1", "100001HB");
    fill_place(m, PLACE_SIBLING, "D1.B2", "D1.B2.C1", "100013HB");
    fill_place(m, PLACE_OTHER, "D2.B1", "D2.B1.C1", "100019HB");
    /* what stands above holds no members: its own offices, targets and uploads are tried */
    enum place p = PLACE_PARENT;
    m->org[p] = server_org(s, "D1");
    m->cell[p] = m->member[p] = m->decision[p] = m->family[p] = m->training[p] = m->work[p] =
        m->candidate[p] = m->going[p] = m->leaving[p] = m->ended[p] = m->step[p] = m->paper[p] =
            m->mover[p] = m->change[p] = m->proposal[p] = m->under_way[p] = m->returning[p] =
                m->badge[p] = ABSENT;
    m->post[p] = post_of(m, m->org[p], m->member[PLACE_SIBLING]);
    m->target[p] = target_of(m, m->org[p]);
    static const char *const holder[] = {"D1.B1", "D1.B2", "D1", "D2.B1"};
    for (int i = 0; i < 4; i++) {
        char *token = server_token(s, ROLE_OFFICE, server_org(s, holder[i]));
        m->import[i] = strcmp(holder[i], "D2.B1") == 0 || strcmp(holder[i], "D1.B2") == 0
                           ? upload(m, m->office)
                           : upload(m, token);
        m->congress[i] = congress_of(m, m->org[i], "2025-2030");
        m->save[i] = save_of(m, congress_of(m, m->org[i], "1990-1995"));
        m->filter[i] = samples_post(m, token, "/api/v1/saved-filters",
                                    "{\"resource\":\"members\",\"name\":\"Nữ\",\"query\":"
                                    "\"gender=female\",\"shared\":true}");
        m->national[i] = samples_post(m, token, "/api/v1/national-exports", "{}");
        free(token);
    }
    struct answer a = server_get(s, m->office, "/api/v1/discipline?sort=decided_on&limit=10");
    size_t i;
    json_t *row;
    json_array_foreach (answer_at(&a, "items"), i, row)
        for (int k = 0; k < PLACE_COUNT; k++)
            if (json_integer_value(json_object_get(row, "member_id")) == m->member[k])
                m->decision[k] = json_integer_value(json_object_get(row, "id"));
    answer_free(&a);
    ck_assert_int_ne(m->decision[PLACE_OWN], 0);
    ck_assert_int_ne(m->decision[PLACE_OTHER], 0);
    int64_t *const absent[] = {m->org,       m->cell,      m->member,  m->post,     m->target,
                               m->decision,  m->import,    m->family,  m->training, m->work,
                               m->candidate, m->mover,     m->change,  m->proposal, m->under_way,
                               m->returning, m->badge,     m->affair,  m->begun,    m->held,
                               m->unbegun,   m->looked_at, m->advised, m->fresh};
    for (size_t k = 0; k < sizeof absent / sizeof *absent; k++)
        absent[k][PLACE_ABSENT] = ABSENT;
    char body[200];
    snprintf(body, sizeof body,
             "{\"username\":\"mot\",\"full_name\":\"Một\",\"role\":\"viewer\",\"org_id\":%lld}",
             (long long)root);
    m->user = samples_post(m, m->admin, "/api/v1/users", body);
    snprintf(body, sizeof body, "{\"role\":\"inspector\",\"org_id\":%lld}", (long long)root);
    char path[64];
    snprintf(path, sizeof path, "/api/v1/users/%lld/grants", (long long)m->user);
    m->grant = samples_post(m, m->admin, path, body);
    snprintf(body, sizeof body, "{\"name\":\"thử\",\"role\":\"dashboard\",\"org_id\":%lld}",
             (long long)root);
    m->token = samples_post(m, m->admin, "/api/v1/tokens", body);
    m->rule = first_id(m, "/api/v1/rules?limit=1");
    m->day = first_id(m, "/api/v1/calendar?limit=1");
    m->drill = drill_of(m);
    m->docx = harness_docx("field {{Họ và tên}}\n", &m->docx_len);
    m->template = harness_template(s, m->office, "member", m->docx, m->docx_len);
    log_somebody_in(m, root);
    for (int place = 0; place < PLACE_ABSENT; place++)
        samples_discipline(m, (enum place)place);
}

void samples_end(struct samples *m)
{
    free(m->admin);
    free(m->inspector);
    free(m->office);
    free(m->docx);
}

/* ---- what to send */

static void put_body(const struct samples *m, const char *pattern, enum place p, char *to,
                     size_t room)
{
    size_t n = 0;
    for (const char *c = pattern; *c != '\0' && n + 24 < room; c++) {
        if (*c != '%') {
            to[n++] = *c;
            continue;
        }
        c++;
        int64_t v = *c == 'O'   ? m->org[p]
                    : *c == 'C' ? m->cell[p]
                    : *c == 'M' ? m->member[p == PLACE_PARENT ? PLACE_OWN : p]
                    : *c == 'm' ? m->member[p]
                    : *c == 'N'
                        ? m->namesake[p == PLACE_PARENT || p == PLACE_ABSENT ? PLACE_OWN : p]
                    : *c == 'B' ? m->mover[p]
                    : *c == 'W' ? (p == PLACE_PARENT || p == PLACE_ABSENT ? ABSENT : m->namesake[p])
                    : *c == 'D' ? server_org(m->s, "D2.B1")
                    : *c == 'S' ? server_org(m->s, "D1.B1.C2")
                                : server_org(m->s, "P");
        n += (size_t)snprintf(to + n, room - n, "%lld", (long long)v);
    }
    to[n] = '\0';
}

static bool starts(const char *path, const char *with)
{
    return strncmp(path, with, strlen(with)) == 0;
}

/* Ids of the path: the object, then its row. */
static bool ids_of(const struct samples *m, const struct route *r, enum place p, int64_t id[2],
                   bool *scoped)
{
    const char *path = r->path;
    *scoped = true;
    id[1] = 0;
    if (starts(path, "/api/v1/organizations/"))
        id[0] = strstr(path, "placement") || strstr(path, "dissolution") || strstr(path, "merge") ||
                        strstr(path, "split") || strstr(path, "suspension") ||
                        strstr(path, "resumption")
                    ? m->cell[p]
                    : m->org[p];
    else if (starts(path, "/api/v1/cells/"))
        id[0] = m->cell[p];
    else if (strstr(path, "/status-changes/"))
        id[0] = m->mover[p], id[1] = m->change[p];
    else if (starts(path, "/api/v1/transfers/"))
        id[0] = strstr(path, "/arrival")  ? m->under_way[p]
                : strstr(path, "/return") ? m->returning[p]
                                          : m->proposal[p];
    else if (starts(path, "/api/v1/badges/"))
        id[0] = m->badge[p];
    else if (starts(path, "/api/v1/members/"))
        id[0] = m->member[p], id[1] = strstr(path, "/family")     ? m->family[p]
                                      : strstr(path, "/training") ? m->training[p]
                                                                  : m->work[p];
    else if (starts(path, "/api/v1/posts/"))
        id[0] = m->post[p];
    else if (starts(path, "/api/v1/candidates/"))
        samples_candidate_ids(m, r, p, id);
    else if (starts(path, "/api/v1/targets/"))
        id[0] = m->target[p];
    else if (starts(path, "/api/v1/discipline/"))
        samples_discipline_ids(m, r, p, id);
    else if (starts(path, "/api/v1/inspections/"))
        samples_inspection_ids(m, r, p, id);
    else if (starts(path, "/api/v1/documents/"))
        id[0] = samples_document_id(m, r, p);
    else if (starts(path, "/api/v1/imports/"))
        id[0] = m->import[p];
    else if (starts(path, "/api/v1/congresses/"))
        id[0] = m->congress[p];
    else if (starts(path, "/api/v1/audit/"))
        id[0] = m->save[p];
    else if (starts(path, "/api/v1/national-exports/"))
        id[0] = m->national[p];
    else {
        *scoped = false;
        if (starts(path, "/api/v1/users/") && strstr(path, "/sessions"))
            id[0] = m->logged_in, id[1] = m->session;
        else if (starts(path, "/api/v1/users/"))
            id[0] = m->user, id[1] = m->grant;
        else if (starts(path, "/api/v1/saved-filters/"))
            id[0] = m->filter[p], *scoped = true;
        else if (starts(path, "/api/v1/session/"))
            id[0] = m->session;
        else if (starts(path, "/api/v1/tokens/"))
            id[0] = m->token;
        else if (starts(path, "/api/v1/rules/"))
            id[0] = m->rule;
        else if (starts(path, "/api/v1/calendar/"))
            id[0] = m->day;
        else if (starts(path, "/api/v1/templates/"))
            id[0] = m->template;
        else if (starts(path, "/api/v1/backups/drills/"))
            id[0] = m->drill;
        else
            return strchr(path, '{') == NULL;
    }
    return true;
}

bool sample_of(const struct samples *m, const struct route *r, enum place p, struct sample *out)
{
    char key[160];
    int64_t id[2];
    memset(out, 0, sizeof *out);
    snprintf(key, sizeof key, "%s %s", http_method_name(r->method), r->path);
    const struct route_form *form = route_form_of(key);
    if (!ids_of(m, r, p, id, &out->scoped) || (form == NULL && r->body != BODY_NONE))
        return false;
    size_t n = 0;
    int at = 0;
    for (const char *c = r->path; *c != '\0'; c++) {
        if (*c == '{') {
            n += (size_t)snprintf(out->path + n, sizeof out->path - n, "%lld", (long long)id[at++]);
            c = strchr(c, '}');
        } else {
            out->path[n++] = *c;
        }
    }
    if (form != NULL && form->query != NULL)
        snprintf(out->path + n, sizeof out->path - n, "?%s", form->query);
    if (form != NULL && form->body == route_form_docx) {
        out->body = m->docx;
        out->body_len = m->docx_len;
    } else if (form != NULL && form->body != NULL) {
        put_body(m, form->body, p, out->text, sizeof out->text);
        out->body = out->text;
    }
    if (r->body == BODY_FILE)
        out->type = "text/csv";
    if (r->body == BODY_SCAN)
        out->type = "image/png";
    if (strchr(r->path, '{') == NULL && r->method != HTTP_GET &&
        (strstr(r->path, "/organizations") || strstr(r->path, "/posts") ||
         strstr(r->path, "/members") || strstr(r->path, "/targets") ||
         strstr(r->path, "/candidates") || strstr(r->path, "/transfers") ||
         strstr(r->path, "/badges") || strstr(r->path, "/congresses") ||
         strstr(r->path, "/discipline") || strstr(r->path, "/inspections") ||
         strstr(r->path, "/documents")))
        out->scoped = true; /* the organisation is in the body */
    else if (strchr(r->path, '{') == NULL)
        out->scoped = false;
    out->secret = r->permission == PERMISSION_PUBLIC || starts(r->path, "/api/v1/session");
    return true;
}

int64_t sample_version(const struct samples *m, const struct route *r, const struct sample *q)
{
    if (r->method != HTTP_PATCH && r->method != HTTP_DELETE)
        return 0;
    char path[256];
    bool family = strstr(q->path, "/family/") != NULL;
    snprintf(path, sizeof path, "%.*s%s", (int)strcspn(q->path, "?"), q->path,
             family ? "?include=sensitive" : "");
    static const char *const part[] = {"/grants/", "/photo"}; /* go by the version of the whole */
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (strstr(path, part[i]) != NULL)
            *strstr(path, part[i]) = '\0';
    struct answer a = server_get(m->s, samples_token(m, r), "%s", path);
    int64_t version = a.status == 200 ? answer_int(&a, "version") : 1;
    answer_free(&a);
    return version;
}

const char *samples_token(const struct samples *m, const struct route *r)
{
    /* an office reads decisions, and no case it is not named on */
    bool office =
        role_may(ROLE_OFFICE, r->permission) && !starts(r->path, "/api/v1/discipline/{id}/");
    return office ? m->office : role_may(ROLE_INSPECTOR, r->permission) ? m->inspector : m->admin;
}
