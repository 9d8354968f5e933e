/* Users, grants, tokens, sessions, set-up: the operations behind the API and the command line.
   All write inside the writer's savepoint with a tx and journal themselves. */
#ifndef CHIBO_ACCESS_ACCOUNT_H
#define CHIBO_ACCESS_ACCOUNT_H

#include "access/caller.h"
#include "registry/work.h"

#define SESSION_IDLE_MS (30LL * 60 * 1000)
#define SESSION_ABSOLUTE_MS (12LL * 60 * 60 * 1000)
#define CODE_VALID_MS (72LL * 60 * 60 * 1000)

/* Argon2id text of a password; slow (about 0.1 s, 64 MiB): SLOW lane or command line only. */
bool password_hash(const char *password, char out[128]);
bool password_verify(const char *hash, const char *password);
/* ≥ 12 characters, ≤ 128, not beginning with the user name, not in the built-in list of common
   ones. Adds a fault at pointer that says which: length, common, weak. */
bool password_check(struct work *w, const char *pointer, const char *username,
                    const char *password);

/* A readable one-time code: 4 groups of 4 from an alphabet without look-alikes; hash stored. */
void code_new(char out[20], uint8_t hash[32]);
void secret_hash(const char *secret, uint8_t hash[32]); /* of cookies, tokens, codes */

struct new_user {
    const char *username, *full_name;
    const char *password_hash; /* NULL: a one-time code is made */
    enum role role;
    int64_t org_id; /* 0 only for system_admin before there is a root */
};
/* ERR_CONFLICT with a fault when the name is taken. code: 20 bytes, "" when a password was given.
 */
enum err user_create(struct work *w, const struct new_user *u, int64_t *id, char *code);
/* A new one-time code in place of the password; ends the user's sessions, switches two-step log-in
   off. */
enum err user_reset(struct work *w, int64_t id, char *code);
enum err user_set_disabled(struct work *w, int64_t id, bool disabled);
enum err user_set_password(struct work *w, int64_t id, const char *hash); /* ends other sessions */
enum err grant_add(struct work *w, int64_t user_id, enum role role, int64_t org_id, int64_t *id);
enum err grant_revoke(struct work *w, int64_t user_id, int64_t grant_id);
/* Journals that `fields` (a JSON array) of the user changed, without any value; its version counts.
 */
enum err user_note(struct work *w, int64_t id, const char *fields);
int64_t user_by_name(struct conn *c, const char *username); /* 0: unknown */
bool admin_exists(struct conn *c);

struct new_token {
    const char *name;
    enum role role;
    int64_t org_id;
    const char *expires_on; /* NULL: never */
    int suppress_below;
};
/* secret: 64 bytes, shown once. */
enum err token_create(struct work *w, const struct new_token *t, int64_t *id, char *secret);
enum err token_revoke(struct work *w, int64_t id);

/* Sets a new set-up code (20 bytes out) unless an administrator exists: ERR_CONFLICT. */
enum err setup_code_new(struct work *w, char *code);
bool setup_code_check(struct conn *c, const char *code);

#endif
