-- What dispatch needs of its own: fresh scopes and kept answers.

-- name: scope_path
SELECT path FROM organization WHERE id = ?1;

-- name: idempotency_get
SELECT body_hash, status, json_extract(headers, '$.etag'), json_extract(headers, '$.location'), body
  FROM idempotency WHERE caller = ?1 AND key = ?2 AND created_at >= ?3;

-- name: idempotency_put
INSERT OR REPLACE INTO idempotency (caller, key, route, body_hash, status, headers, body, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, json_object('etag', ?6, 'location', ?7), ?8, ?9);

-- name: idempotency_trim
DELETE FROM idempotency WHERE created_at < ?1;

-- name: session_trim
-- scan: sessions are few
DELETE FROM session WHERE expires_at < ?1 OR last_seen_at < ?2;

-- name: organization_count
-- scan: one count
SELECT count(*) FROM organization;

-- name: meta_get
SELECT value FROM meta WHERE key = ?1;

-- name: root_path
SELECT path FROM organization WHERE parent_id IS NULL ORDER BY id LIMIT 1;

-- name: org_id_by_code
SELECT id FROM organization WHERE code = ?1;
