/* Discipline and inspections in the sample of every route: in each place a case with a step and a
   reader, one to record a step of, and one to remove. */
#include "api/route_samples.h"

#include <stdio.h>
#include <string.h>

static int64_t open_case(struct samples *m, enum place p)
{
    char body[300];
    snprintf(body, sizeof body,
             "{\"org_id\":%lld,\"title\":\"Vụ việc mẫu\",\"source\":\"inspection\",\"received_on\":"
             "\"2026-10-01\",\"authority\":\"upper_committee\"}",
             (long long)m->org[p]);
    return samples_post(m, m->inspector, "/api/v1/discipline", body);
}

static int64_t plan(struct samples *m, enum place p)
{
    char body[300];
    snprintf(
        body, sizeof body,
        "{\"org_id\":%lld,\"year\":2026,\"title\":\"Cuộc mẫu\",\"kind\":\"regular_inspection\",\"actor\":"
        "\"committee\",\"planned_from\":\"2026-03-01\",\"planned_to\":\"2026-04-01\"}",
        (long long)m->org[p]);
    return samples_post(m, m->inspector, "/api/v1/inspections", body);
}

static void inspections(struct samples *m, enum place p)
{
    char path[100], body[100];
    m->held[p] = plan(m, p);
    m->unbegun[p] = plan(m, p);
    snprintf(path, sizeof path, "/api/v1/inspections/%lld/subjects", (long long)m->held[p]);
    snprintf(body, sizeof body, "{\"org_id\":%lld}", (long long)m->org[p]);
    m->looked_at[p] = samples_post(m, m->inspector, path, body);
    snprintf(path, sizeof path, "/api/v1/inspections/%lld/recommendations", (long long)m->held[p]);
    m->advised[p] = samples_post(m, m->inspector, path, "{\"what\":\"Chấn chỉnh\"}");
}

void samples_inspection_ids(const struct samples *m, const struct route *r, enum place p,
                            int64_t id[2])
{
    bool below = strncmp(r->path, "/api/v1/inspections/{id}/", 25) == 0;
    id[0] = r->method == HTTP_DELETE && !below ? m->unbegun[p] : m->held[p];
    id[1] = strstr(r->path, "/subjects") ? m->looked_at[p] : m->advised[p];
}

void samples_discipline(struct samples *m, enum place p)
{
    char path[100], body[150];
    if (p == PLACE_OWN) { /* whom the sample names as a reader */
        snprintf(
            body, sizeof body,
            "{\"username\":\"hai-doc\",\"full_name\":\"Hai\",\"role\":\"office\",\"org_id\":%lld}",
            (long long)m->org[p]);
        samples_post(m, m->admin, "/api/v1/users", body);
    }
    inspections(m, p);
    m->fresh[p] = open_case(m, p);
    m->affair[p] = open_case(m, p);
    m->begun[p] = open_case(m, p);
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/steps", (long long)m->affair[p]);
    samples_post(m, m->inspector, path, "{\"step\":\"verification\",\"day\":\"2026-10-02\"}");
    snprintf(path, sizeof path, "/api/v1/discipline/%lld/readers", (long long)m->affair[p]);
    samples_post(m, m->inspector, path, "{\"username\":\"mot\",\"note\":\"Thử\"}");
}

void samples_discipline_ids(const struct samples *m, const struct route *r, enum place p,
                            int64_t id[2])
{
    bool below = strncmp(r->path, "/api/v1/discipline/{id}/", 24) == 0;
    id[0] = r->method == HTTP_DELETE && !below                                 ? m->fresh[p]
            : r->method == HTTP_POST && strstr(r->path, "/steps")              ? m->begun[p]
            : below && !(r->method == HTTP_POST && strstr(r->path, "/appeal")) ? m->affair[p]
            : r->method == HTTP_PATCH                                          ? m->affair[p]
                                                                               : m->decision[p];
    id[1] = p == PLACE_ABSENT ? 999 : strstr(r->path, "/readers") ? 1 : 2;
}
