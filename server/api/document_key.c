/* See the header. */
#include "api/document_key.h"
#include "base/files.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char *document_key_code(enum document_key_state s)
{
    static const char *const codes[] = {"ready", "unneeded", "missing", "foreign", "unreadable"};
    return codes[s];
}

/* ---- where */

static const char *real(struct arena *a, const char *path)
{
    char *found = realpath(path, NULL);
    const char *text = found != NULL ? arena_dup(a, found) : NULL;
    free(found);
    return text;
}

const char *document_key_path(struct arena *a, const char *data, const char *given,
                              const char **why)
{
    const char *dir = real(a, data);
    if (dir == NULL) {
        *why = arena_printf(a, "%s: %s", data, strerror(errno));
        return NULL;
    }
    if (given == NULL)
        return arena_printf(a, "%s-documents.key", dir);
    const char *folder = real(a, file_folder(a, given)), *slash = strrchr(given, '/');
    if (folder == NULL) {
        *why = arena_printf(a, "--document-key %s: %s", given, strerror(errno));
        return NULL;
    }
    size_t n = strlen(dir);
    if (strncmp(folder, dir, n) == 0 && (folder[n] == '\0' || folder[n] == '/')) {
        *why = "--document-key must lie outside the data folder: whoever has a copy of the folder"
               " must not have the key";
        return NULL;
    }
    return arena_printf(a, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
                        slash != NULL ? slash + 1 : given);
}

/* ---- how it is */

enum document_key_state document_key_look(const struct app *app, struct conn *conn,
                                          struct vault_key *out)
{
    char known[VAULT_MARK_LEN] = "";
    stmt *s = conn_stmt(conn, SQL_document_key_get);
    if (stmt_row(s, NULL)) {
        strncpy(known, stmt_text(s, 0), sizeof known - 1);
        stmt_reset(s);
    }
    switch (vault_read(app->document_key, out)) {
    case VAULT_ABSENT:
        return known[0] != '\0' ? DOCUMENT_KEY_MISSING : DOCUMENT_KEY_UNNEEDED;
    case VAULT_UNREADABLE:
        return DOCUMENT_KEY_UNREADABLE;
    case VAULT_OK:
        break;
    }
    if (known[0] == '\0' || strcmp(known, out->mark) == 0)
        return DOCUMENT_KEY_READY;
    vault_forget(out);
    return DOCUMENT_KEY_FOREIGN;
}

static enum err refuse(struct call *c, enum document_key_state state)
{
    static const char *const vi[] = {
        [DOCUMENT_KEY_MISSING] =
            "không thấy tệp khóa tài liệu của sổ này: quản trị viên cần đặt lại tệp khóa",
        [DOCUMENT_KEY_FOREIGN] =
            "tệp khóa tài liệu không phải của sổ này: quản trị viên cần đặt đúng tệp khóa",
        [DOCUMENT_KEY_UNREADABLE] =
            "máy chủ không đọc hoặc không ghi được tệp khóa tài liệu: quản trị viên cần xem lại",
    };
    static const char *const en[] = {
        [DOCUMENT_KEY_MISSING] =
            "the key file of this registry's documents is missing: the administrator must put it back",
        [DOCUMENT_KEY_FOREIGN] =
            "the key file is not that of this registry: the administrator must put the right one there",
        [DOCUMENT_KEY_UNREADABLE] =
            "the key file of documents cannot be read or written: the administrator must look at it",
    };
    return fault_fail(ERR_STORE, &c->work.faults, "", "document_key", vi[state], en[state]);
}

enum err document_key_get(struct call *c, bool create, struct vault_key *out)
{
    enum document_key_state state = document_key_look(c->app, c->work.conn, out);
    if (state == DOCUMENT_KEY_UNNEEDED && create) {
        /* whoever else made it meanwhile made it for the same store */
        if (vault_create(c->app->document_key, out) == VAULT_OK)
            return OK;
        state = document_key_look(c->app, c->work.conn, out);
    }
    if (state == DOCUMENT_KEY_UNNEEDED)
        state = DOCUMENT_KEY_UNREADABLE;
    return state == DOCUMENT_KEY_READY ? OK : refuse(c, state);
}
