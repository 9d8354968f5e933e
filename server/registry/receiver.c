/* The receiver of a transfer or of a dossier; see the header. */
#include "registry/receiver.h"
#include "rules/formation.h"

#include <string.h>

static enum err bad(struct work *w, const char *pointer, const char *code, const char *vi,
                    const char *en)
{
    return fault_fail(ERR_BAD_BODY, &w->faults, pointer, code, vi, en);
}

enum err receiver_check(struct work *w, const struct record *r, int64_t from,
                        const struct receiver_words *words)
{
    int64_t to = record_int(r, "to_cell_id");
    if ((to != 0) == (record_text(r, "to_outside") != NULL))
        return bad(w, "/to_cell_id", "receiver", "ghi đúng một: chi bộ trong sổ hoặc nơi ngoài sổ",
                   "name either a cell of the register or a place outside");
    if (to == 0)
        return OK;
    if (to == from)
        return bad(w, "/to_cell_id", "itself", words->itself_vi, words->itself_en);
    stmt *s = conn_stmt(w->conn, SQL_org_row);
    stmt_bind(s, "i", to);
    if (!stmt_row(s, NULL))
        return bad(w, "/to_cell_id", "not_found", "không có chi bộ này", "no such cell");
    bool cell = formation_holds_members(stmt_text(s, 6));
    bool active = strcmp(stmt_text(s, 7), "active") == 0;
    stmt_reset(s);
    if (!cell)
        return bad(w, "/to_cell_id", "not_a_cell", words->no_cell_vi, words->no_cell_en);
    return active ? OK
                  : fault_fail(ERR_CONFLICT, &w->faults, "/to_cell_id", "not_active",
                               "chi bộ không hoạt động", "the cell is not active");
}
