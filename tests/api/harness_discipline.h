/* What tests of discipline cases say again and again. */
#ifndef CHIBO_TESTS_HARNESS_DISCIPLINE_H
#define CHIBO_TESTS_HARNESS_DISCIPLINE_H

#include "api/harness_accounts.h"

/* The little world on 2026-11-24 with an office and an inspector of the whole, the secretary of
   D1.B1.C1, and two members of that cell; the second is on its committee. */
struct discipline_world {
    struct server s;
    char *office, *inspector, *secretary;
    int64_t member, second, cell;
};
void discipline_world_start(struct discipline_world *w);
void discipline_world_stop(struct discipline_world *w);

int64_t discipline_person(struct server *s, const char *token, const char *record_number);

/* Opens a case about a member; more: further members of the body, ",..." or "". The id. */
int64_t discipline_case(struct server *s, const char *token, int64_t member, const char *authority,
                        const char *received_on, const char *more);
/* Records a step: the answer, or asserts 201. */
struct answer discipline_step(struct server *s, const char *token, int64_t id, const char *body);
void discipline_done(struct server *s, const char *token, int64_t id, const char *body);
/* From the intake to the superior's decision of the form, without a vote of the cell, on the days
   2026-10-02 (verification), -05 (conclusion) and -10 (decision). */
void discipline_decided(struct server *s, const char *token, int64_t id, const char *form,
                        const char *violation_on);
/* Takes the newest step back; asserts the status. */
void discipline_back(struct server *s, const char *token, int64_t id, int status);
/* A text of the case as the token reads it; static. "" when it is null. */
const char *discipline_text(struct server *s, const char *token, int64_t id, const char *field);
/* The session of a new office user "vanphong" on D1, to be named on cases; free() it. */
char *discipline_reader_cookie(struct server *s, const char *admin);
/* How many tasks of a kind the token is told of. */
int64_t discipline_due(struct server *s, const char *token, const char *kind);
/* How many rows a list has. */
size_t discipline_rows(struct server *s, const char *token, const char *path);

#endif
