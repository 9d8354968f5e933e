/* Who votes in a cell; see the header. */
#include "registry/voters.h"
#include "registry/candidate.h"

void cell_voters(struct work *w, int64_t cell_id, const char *day, struct cell_voters *out)
{
    struct admission_way way;
    int64_t base;
    candidate_way(w, cell_id, day, &way, &base);
    out->official = (int)conn_get_int(w->conn, SQL_voters_official, 0, "it", cell_id, day);
    out->away = (int)conn_get_int(w->conn, SQL_voters_away, 0, "iti", cell_id, day, base);
}
