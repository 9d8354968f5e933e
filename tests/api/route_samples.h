/*
 * One good request for every route of the table, on things of four places in the tree. The
 * authorisation matrix and the test that every route is exercised are made from it; a route without
 * a sample fails both.
 */
#ifndef CHIBO_TESTS_ROUTE_SAMPLES_H
#define CHIBO_TESTS_ROUTE_SAMPLES_H

#include "api/call.h"
#include "api/harness_accounts.h"

/* Seen from a caller on D1.B1: its own, its sibling D1.B2, what stands above it, and D2. */
enum place { PLACE_OWN, PLACE_SIBLING, PLACE_PARENT, PLACE_OTHER, PLACE_ABSENT, PLACE_COUNT };
extern const char *const place_name[PLACE_COUNT];

struct thing {
    const char *collection; /* "/api/v1/members" */
    int64_t id;
    int64_t row; /* of the collection named in the path's third part; 0: none */
    int64_t version, row_version;
};

struct samples {
    struct server *s;
    char *admin, *office, *inspector; /* tokens on the root */
    int64_t org[PLACE_COUNT], cell[PLACE_COUNT], member[PLACE_COUNT], post[PLACE_COUNT],
        target[PLACE_COUNT], decision[PLACE_COUNT], import[PLACE_COUNT], national[PLACE_COUNT],
        congress[PLACE_COUNT], save[PLACE_COUNT], namesake[PLACE_COUNT], filter[PLACE_COUNT],
        candidate[PLACE_COUNT], going[PLACE_COUNT], leaving[PLACE_COUNT], ended[PLACE_COUNT],
        step[PLACE_COUNT], paper[PLACE_COUNT], mover[PLACE_COUNT], change[PLACE_COUNT],
        proposal[PLACE_COUNT], under_way[PLACE_COUNT], returning[PLACE_COUNT], badge[PLACE_COUNT],
        affair[PLACE_COUNT], begun[PLACE_COUNT], fresh[PLACE_COUNT], held[PLACE_COUNT],
        unbegun[PLACE_COUNT], looked_at[PLACE_COUNT], advised[PLACE_COUNT], scanned[PLACE_COUNT],
        unscanned[PLACE_COUNT], scrap[PLACE_COUNT];
    int64_t family[PLACE_COUNT], training[PLACE_COUNT], work[PLACE_COUNT];
    int64_t user, grant, token, rule, template, day, drill;
    char *docx; /* a file for templates */
    size_t docx_len;
    int64_t logged_in, session; /* a user with an open session */
};

/* POST as office, which must be answered 201; the id. */
int64_t samples_post(struct samples *m, const char *token, const char *path, const char *body);
/* Rows of route_samples_rows.c for one place, and which of them a route below a dossier is for. */
void samples_candidates(struct samples *m, enum place p);
void samples_candidate_ids(const struct samples *m, const struct route *r, enum place p,
                           int64_t id[2]);
void samples_movements(struct samples *m, enum place p);
/* Those of route_samples_discipline.c. */
void samples_discipline(struct samples *m, enum place p);
void samples_inspection_ids(const struct samples *m, const struct route *r, enum place p,
                            int64_t id[2]);
void samples_discipline_ids(const struct samples *m, const struct route *r, enum place p,
                            int64_t id[2]);

/* Those of route_samples_documents.c. */
void samples_documents(struct samples *m, enum place p);
int64_t samples_document_id(const struct samples *m, const struct route *r, enum place p);

/* Fills the little world with a row of every resource in each place. */
void samples_make(struct samples *m, struct server *s);
void samples_end(struct samples *m);

struct sample {
    char path[256];          /* with query where one is needed */
    const char *body, *type; /* NULL: none */
    size_t body_len;         /* 0: strlen */
    char text[512];          /* body may point here */
    bool scoped;             /* the object belongs to an organisation, so places differ */
    bool secret;             /* public or of a session: has no token form */
};
/* False when there is no sample for the route: the table grew and this file did not. */
bool sample_of(const struct samples *m, const struct route *r, enum place place,
               struct sample *out);
/* If-Match for PATCH and DELETE, from a GET of the same object as office on the root or
 * administrator; 0: none. */
int64_t sample_version(const struct samples *m, const struct route *r, const struct sample *q);

/* The token of whoever may take the route: an office, an inspector, an administrator. */
const char *samples_token(const struct samples *m, const struct route *r);

#endif
