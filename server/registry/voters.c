/* Who votes in a cell; see the header. */
#include "registry/voters.h"
#include "registry/candidate.h"
#include "rules/voting.h"

int voters_official(struct work *w, int64_t cell_id, const char *day)
{
    return (int)conn_get_int(w->conn, SQL_voters_official, 0, "it", cell_id, day);
}

int voters_away(struct work *w, int64_t cell_id, const char *day)
{
    struct admission_way way;
    int64_t base;
    candidate_way(w, cell_id, day, &way, &base);
    return (int)conn_get_int(w->conn, SQL_voters_away, 0, "iti", cell_id, day, base);
}

int voters_of_cell(struct work *w, int64_t cell_id, const char *day)
{
    return voting_eligible(voters_official(w, cell_id, day), voters_away(w, cell_id, day), 0);
}
