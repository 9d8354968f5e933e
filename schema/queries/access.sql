-- Accounts, grants, sessions, tokens, set-up code, throttling.

-- name: session_find
SELECT s.id, s.user_id, s.grant_id, s.last_seen_at, s.expires_at, u.username,
       u.password_hash IS NULL, g.role, coalesce(g.org_id, 0), o.path
  FROM session s
  JOIN user_account u ON u.id = s.user_id
  JOIN role_grant g ON g.id = s.grant_id
  LEFT JOIN organization o ON o.id = g.org_id
 WHERE s.hash = ?1 AND u.disabled = 0 AND g.revoked_tx IS NULL;

-- name: session_insert
INSERT INTO session (hash, user_id, grant_id, created_at, last_seen_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?4, ?5);

-- name: session_touch
UPDATE session SET last_seen_at = ?2 WHERE id = ?1 AND last_seen_at < ?2;

-- name: session_delete
DELETE FROM session WHERE id = ?1;

-- name: session_delete_own
-- One session, if it is this user's.
DELETE FROM session WHERE id = ?1 AND user_id = ?2;

-- name: session_delete_user
-- All sessions of a user but one (0: all).
-- scan: sessions are few
DELETE FROM session WHERE user_id = ?1 AND id <> ?2;

-- name: session_delete_grant
-- scan: sessions are few
DELETE FROM session WHERE grant_id = ?1;

-- name: session_switch
UPDATE session SET grant_id = ?2 WHERE id = ?1;

-- name: session_expiry
SELECT expires_at FROM session WHERE id = ?1;

-- name: totp_get
SELECT secret, confirmed_at IS NOT NULL, last_step FROM totp WHERE user_id = ?1;

-- name: totp_put
-- A new secret in place of one that was never confirmed.
INSERT INTO totp (user_id, secret, started_at) VALUES (?1, ?2, ?3)
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, started_at = excluded.started_at,
       last_step = 0
 WHERE confirmed_at IS NULL;

-- name: totp_confirm
UPDATE totp SET confirmed_at = ?2 WHERE user_id = ?1;

-- name: totp_used
UPDATE totp SET last_step = ?2 WHERE user_id = ?1;

-- name: totp_delete
DELETE FROM totp WHERE user_id = ?1;

-- name: token_find
SELECT t.id, t.name, t.role, coalesce(t.org_id, 0), coalesce(t.suppress_below, 0), o.path
  FROM token t LEFT JOIN organization o ON o.id = t.org_id
 WHERE t.hash = ?1 AND t.revoked_at IS NULL AND (t.expires_on IS NULL OR t.expires_on >= ?2);

-- name: token_insert
INSERT INTO token (uid, name, hash, role, org_id, expires_on, suppress_below, created_at, created_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: token_revoke
UPDATE token SET revoked_at = ?2, version = version + 1 WHERE id = ?1 AND revoked_at IS NULL;

-- name: token_row
SELECT uid, version, name, role, coalesce(org_id, 0), expires_on, revoked_at FROM token WHERE id = ?1;

-- name: user_insert
INSERT INTO user_account (uid, username, full_name, password_hash, code_hash, code_expires_at, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: user_by_name
SELECT id FROM user_account WHERE username = ?1;

-- name: user_row
SELECT uid, version, username, full_name, disabled, password_hash, code_hash,
       coalesce(code_expires_at, 0)
  FROM user_account WHERE id = ?1;

-- name: user_bump
UPDATE user_account SET version = version + 1 WHERE id = ?1;

-- name: user_full_name
UPDATE user_account SET full_name = ?2, version = version + 1 WHERE id = ?1;

-- name: user_disable
UPDATE user_account SET disabled = ?2, version = version + 1 WHERE id = ?1;

-- name: user_password
UPDATE user_account SET password_hash = ?2, code_hash = NULL, code_expires_at = NULL,
       version = version + 1
 WHERE id = ?1;

-- name: user_code
UPDATE user_account SET password_hash = NULL, code_hash = ?2, code_expires_at = ?3,
       version = version + 1
 WHERE id = ?1;

-- name: user_code_used
UPDATE user_account SET code_hash = NULL, code_expires_at = NULL WHERE id = ?1;

-- name: user_logged_in
UPDATE user_account SET last_login_at = ?2 WHERE id = ?1;

-- name: user_names
-- scan: accounts are few
SELECT u.username, u.full_name, u.disabled,
       coalesce((SELECT group_concat(g.role || '@' || coalesce(o.code, '-'), ' ')
                   FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id
                  WHERE g.user_id = u.id AND g.revoked_tx IS NULL), '')
  FROM user_account u ORDER BY u.username;

-- name: token_names
-- scan: tokens are few
SELECT t.id, t.name, t.role, coalesce(o.code, '-'), coalesce(t.expires_on, '-'),
       coalesce(t.revoked_at, '')
  FROM token t LEFT JOIN organization o ON o.id = t.org_id ORDER BY t.id;

-- name: grant_insert
INSERT INTO role_grant (user_id, role, org_id, granted_tx) VALUES (?1, ?2, ?3, ?4);

-- name: grant_revoke
UPDATE role_grant SET revoked_tx = ?3 WHERE id = ?1 AND user_id = ?2 AND revoked_tx IS NULL;

-- name: grant_row
SELECT g.user_id, g.role, coalesce(g.org_id, 0), coalesce(o.path, ''), coalesce(o.code, ''),
       coalesce(o.name, ''), coalesce(o.kind, '')
  FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id
 WHERE g.id = ?1 AND g.revoked_tx IS NULL;

-- name: grant_list
-- scan: grants are few
SELECT g.id, g.role, coalesce(g.org_id, 0), coalesce(o.code, ''), coalesce(o.name, ''),
       coalesce(o.kind, '')
  FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id
 WHERE g.user_id = ?1 AND g.revoked_tx IS NULL ORDER BY g.id;

-- name: grant_first
-- A log-in begins with the registry's own work; administering is switched to.
-- scan: grants are few
SELECT id FROM role_grant WHERE user_id = ?1 AND revoked_tx IS NULL
ORDER BY role = 'system_admin', id LIMIT 1;

-- name: grant_root
-- A system_admin made before there was a root gets it once it exists.
-- scan: grants are few
UPDATE role_grant SET org_id = ?1 WHERE org_id IS NULL AND revoked_tx IS NULL;

-- name: admin_count
-- Active administrators of the whole installation.
-- scan: grants are few
SELECT count(DISTINCT u.id) FROM role_grant g JOIN user_account u ON u.id = g.user_id
  LEFT JOIN organization o ON o.id = g.org_id
 WHERE g.role = 'system_admin' AND g.revoked_tx IS NULL AND u.disabled = 0
   AND (g.org_id IS NULL OR o.parent_id IS NULL);

-- name: admin_other
-- Whether another active administrator of the whole installation remains.
-- scan: grants are few
SELECT count(*) FROM role_grant g JOIN user_account u ON u.id = g.user_id
  LEFT JOIN organization o ON o.id = g.org_id
 WHERE g.role = 'system_admin' AND g.revoked_tx IS NULL AND u.disabled = 0
   AND (g.org_id IS NULL OR o.parent_id IS NULL) AND u.id <> ?1;

-- name: admin_is
-- scan: grants are few
SELECT count(*) FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id
 WHERE g.role = 'system_admin' AND g.revoked_tx IS NULL AND g.user_id = ?1
   AND (g.org_id IS NULL OR o.parent_id IS NULL);

-- name: user_in_scope
-- A user is within an administrator's reach when every grant is.
-- scan: grants are few
SELECT count(*) > 0 AND sum(o.id IS NULL OR o.path < ?2 OR o.path >= ?3) = 0
  FROM role_grant g LEFT JOIN organization o ON o.id = g.org_id
 WHERE g.user_id = ?1 AND g.revoked_tx IS NULL;

-- name: throttle_get
SELECT failures, first_at, blocked_until FROM login_throttle WHERE key = ?1;

-- name: throttle_put
INSERT INTO login_throttle (key, failures, first_at, blocked_until) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, first_at = excluded.first_at,
       blocked_until = excluded.blocked_until;

-- name: throttle_clear
DELETE FROM login_throttle WHERE key = ?1;

-- name: setup_code_put
INSERT INTO setup_code (id, hash, created_at) VALUES (1, ?1, ?2)
    ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at;

-- name: setup_code_get
SELECT hash FROM setup_code WHERE id = 1;

-- name: setup_code_clear
DELETE FROM setup_code WHERE id = 1;
