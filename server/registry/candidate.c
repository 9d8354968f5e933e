/* The dossier out of its tables, and the tree and the voters of a day. */
#include "registry/candidate.h"
#include "registry/candidate_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- loading */

static const char *keep(struct work *w, stmt *s, int col)
{
    return stmt_is_null(s, col) ? NULL : arena_dup(w->arena, stmt_text(s, col));
}

static bool load_row(struct work *w, struct candidate *c)
{
    stmt *s = conn_stmt(w->conn, SQL_candidate_row);
    stmt_bind(s, "i", c->id);
    if (!stmt_row(s, NULL))
        return false;
    const char **text[] = {&c->state,
                           &c->stage,
                           &c->next_step,
                           &c->full_name,
                           &c->gender,
                           &c->born_on,
                           &c->ethnicity,
                           &c->religion,
                           &c->personal_id,
                           &c->hometown,
                           &c->residence,
                           &c->phone,
                           &c->occupation,
                           &c->job_title,
                           &c->workplace,
                           &c->general_education,
                           &c->professional_level,
                           &c->theory_level,
                           &c->youth_union_on,
                           &c->listed_on};
    c->version = stmt_int(s, 0);
    c->uid = keep(w, s, 1);
    c->cell_id = stmt_int(s, 2);
    c->person_id = stmt_int(s, 3);
    for (int i = 0; i < (int)(sizeof text / sizeof *text); i++)
        *text[i] = keep(w, s, 4 + i);
    c->helper[0] = stmt_int(s, 24);
    c->helper[1] = stmt_int(s, 25);
    c->introducer[0] = stmt_int(s, 26);
    c->introducer_since[0] = keep(w, s, 27);
    c->introducer[1] = stmt_int(s, 28);
    c->introducer_since[1] = keep(w, s, 29);
    c->introducing_body = keep(w, s, 30);
    c->previous_id = stmt_int(s, 31);
    c->hardship = stmt_int(s, 32) != 0;
    c->record_cleared_on = keep(w, s, 33);
    stmt_reset(s);
    return true;
}

static void load_steps(struct work *w, struct candidate *c)
{
    stmt *s = conn_stmt(w->conn, SQL_candidate_steps);
    stmt_bind(s, "i", c->id);
    while (stmt_row(s, NULL)) {
        enum admission_step at = admission_step_of(stmt_text(s, 1));
        if (at == STEP_COUNT)
            continue;
        if (at != STEP_LISTED)
            c->last_step_id = stmt_int(s, 0);
        struct candidate_step *step = &c->step[at];
        if (stmt_int(s, 3) == 0) {
            step->failed++;
            continue;
        }
        c->passed |= STEP_BIT(at);
        step->id = stmt_int(s, 0);
        step->day = keep(w, s, 2);
        step->received_on = keep(w, s, 4);
        step->vote = (struct candidate_vote){.given = !stmt_is_null(s, 6),
                                             .eligible = (int)stmt_int(s, 5),
                                             .in_favour = (int)stmt_int(s, 6),
                                             .against = (int)stmt_int(s, 7),
                                             .absent = (int)stmt_int(s, 8)};
        step->decision_number = keep(w, s, 9);
        step->place = keep(w, s, 10);
        step->recorded_tx = stmt_int(s, 11);
        step->decided_by = keep(w, s, 12);
    }
}

static void load_papers(struct work *w, struct candidate *c)
{
    stmt *s = conn_stmt(w->conn, SQL_candidate_papers);
    stmt_bind(s, "i", c->id);
    int room = 0;
    while (stmt_row(s, NULL)) {
        if (c->n_papers == room) {
            struct candidate_paper *more =
                arena_alloc(w->arena, (size_t)(2 * room + 16) * sizeof *more);
            if (room > 0)
                memcpy(more, c->papers, (size_t)room * sizeof *more);
            c->papers = more;
            room = 2 * room + 16;
        }
        c->papers[c->n_papers++] =
            (struct candidate_paper){keep(w, s, 0), keep(w, s, 1), keep(w, s, 2)};
    }
}

bool candidate_load_any(struct work *w, int64_t id, struct candidate *out)
{
    *out = (struct candidate){.id = id};
    if (!load_row(w, out))
        return false;
    load_steps(w, out);
    load_papers(w, out);
    return true;
}

bool candidate_load(struct work *w, int64_t id, struct candidate *out)
{
    struct org_row cell;
    return candidate_load_any(w, id, out) && org_get(w, out->cell_id, &cell);
}

/* ---- the tree of the day */

void candidate_way(struct work *w, int64_t cell_id, const char *day, struct admission_way *out,
                   int64_t *committee_id)
{
    *out = (struct admission_way){false, false};
    *committee_id = 0;
    const char *path = conn_get_text(w->conn, w->arena, SQL_org_path_on, "it", cell_id, day);
    if (path == NULL)
        path = conn_get_text(w->conn, w->arena, SQL_org_path_on, "it", cell_id, w->today);
    for (const char *at = path; at != NULL && *at != '\0';) {
        at += *at == '/';
        int64_t id = atoll(at);
        const char *kind =
            id == 0 ? NULL : conn_get_text(w->conn, w->arena, SQL_org_kind_on, "it", id, day);
        if (kind != NULL && strcmp(kind, "base_party") == 0) {
            out->committee = true;
            *committee_id = id;
        } else if (kind != NULL && strcmp(kind, "section_party") == 0) {
            out->section = true;
        }
        at = strchr(at, '/');
    }
}
