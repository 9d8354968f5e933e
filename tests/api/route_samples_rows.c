/* The samples of dossiers and of movements: each in every state its routes are tried on. */
#include "api/route_samples.h"

#include <stdio.h>
#include <string.h>

static int64_t candidate_of(struct samples *m, int64_t cell)
{
    char body[200];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Quàng Thị Mẫu\",\"cell_id\":%lld,\"listed_on\":\"2026-01-05\"}",
             (long long)cell);
    return samples_post(m, m->office, "/api/v1/candidates", body);
}

/* Dossiers: just listed; one with a step and a paper; one to act on; one that has ended. */
void samples_candidates(struct samples *m, enum place p)
{
    char path[80];
    int64_t *const made[] = {m->candidate, m->going, m->leaving, m->ended};
    for (int i = 0; i < 4; i++)
        made[i][p] = candidate_of(m, m->cell[p]);
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/documents", (long long)m->going[p]);
    m->paper[p] =
        samples_post(m, m->office, path, "{\"kind\":\"other\",\"issued_on\":\"2026-01-06\"}");
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/steps", (long long)m->going[p]);
    m->step[p] =
        samples_post(m, m->office, path, "{\"step\":\"sympathizer\",\"day\":\"2026-01-07\"}");
    snprintf(path, sizeof path, "/api/v1/candidates/%lld/exit", (long long)m->ended[p]);
    samples_post(m, m->office, path,
                 "{\"exit\":\"withdrawn\",\"day\":\"2026-01-08\",\"why\":\"Thử\"}");
}

/* Which of them a route below a dossier is tried on. */
void samples_candidate_ids(const struct samples *m, const struct route *r, enum place p,
                           int64_t id[2])
{
    bool steps = strstr(r->path, "/steps") != NULL, exits = strstr(r->path, "/exit") != NULL;
    bool papers = strstr(r->path, "/documents") != NULL, acts = r->method == HTTP_POST;
    id[0] = (steps || exits) && acts ? m->leaving[p]
            : exits                  ? m->ended[p]
            : steps || papers        ? m->going[p]
                                     : m->candidate[p];
    id[1] = steps ? m->step[p] : m->paper[p];
}

static int64_t person_of(struct samples *m, int64_t cell, const char *name)
{
    char body[200];
    snprintf(body, sizeof body,
             "{\"full_name\":\"%s\",\"cell_id\":%lld,\"admitted_on\":\"1980-01-01\","
             "\"official_on\":\"1981-01-01\"}",
             name, (long long)cell);
    return samples_post(m, m->office, "/api/v1/members", body);
}

/* One who was lost and one badge; a proposed transfer; one under way to elsewhere. */
void samples_movements(struct samples *m, enum place p)
{
    static const char out[] = "\"kind\":\"official\",\"to_outside\":\"Đảng bộ tỉnh khác\"";
    char path[128], body[200];
    m->mover[p] = person_of(m, m->cell[p], "Người Lạc");
    snprintf(path, sizeof path, "/api/v1/members/%lld/status-changes", (long long)m->mover[p]);
    m->change[p] =
        samples_post(m, m->office, path, "{\"kind\":\"lost_contact\",\"day\":\"2026-10-01\"}");
    snprintf(body, sizeof body, "{\"member_id\":%lld,\"years\":40,\"awarded_on\":\"2026-11-07\"}",
             (long long)m->mover[p]);
    m->badge[p] = samples_post(m, m->office, "/api/v1/badges", body);
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers",
             (long long)person_of(m, m->cell[p], "Người Xin Đi"));
    snprintf(body, sizeof body, "{%s}", out);
    m->proposal[p] = samples_post(m, m->office, path, body);
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers",
             (long long)person_of(m, m->cell[p], "Người Đi"));
    snprintf(body, sizeof body, "{%s,\"letter_number\":\"1\",\"sent_on\":\"2026-10-02\"}", out);
    m->under_way[p] = samples_post(m, m->office, path, body);
    snprintf(path, sizeof path, "/api/v1/members/%lld/transfers",
             (long long)person_of(m, m->cell[p], "Người Trở Về"));
    m->returning[p] = samples_post(m, m->office, path, body);
}
