-- Saves, the chain of changes, the chain of readings.

-- name: tx_insert
INSERT INTO tx (at, user_id, token_id, actor, role, org_id, channel, reason, request_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: change_head
-- scan: from the end, one row
SELECT id, hash FROM change ORDER BY id DESC LIMIT 1;

-- name: change_insert
INSERT INTO change (id, tx_id, resource, row_id, uid, op, version, org_id, fields, before, after,
       payload_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: org_seq_path
SELECT path FROM organization WHERE id = ?1;

-- name: org_seq_put
INSERT INTO org_seq (org_id, change_id) VALUES (?1, ?2)
    ON CONFLICT (org_id) DO UPDATE SET change_id = excluded.change_id;

-- name: org_seq_get
SELECT change_id FROM org_seq WHERE org_id = ?1;

-- name: access_head
-- scan: from the end, one row
SELECT id, hash FROM access_read ORDER BY id DESC LIMIT 1;

-- name: access_insert
INSERT INTO access_read (id, at, user_id, token_id, actor, role, org_id, what, fields, purpose,
       people, request_id, payload_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: access_person_insert
INSERT OR IGNORE INTO access_person (person_id, access_id) VALUES (?1, ?2);

-- name: change_chain
-- scan: the whole chain is read on purpose
SELECT id, tx_id, resource, row_id, coalesce(uid, ''), op, version, coalesce(org_id, 0), fields,
       before, after, payload_hash, hash
  FROM change ORDER BY id;

-- name: access_chain
-- scan: the whole chain is read on purpose
SELECT id, at, actor, coalesce(role, ''), coalesce(org_id, 0), what, fields, coalesce(purpose, ''),
       people, payload_hash, hash
  FROM access_read ORDER BY id;

-- name: access_people
SELECT p.person_id FROM access_person p WHERE p.access_id = ?1 ORDER BY p.person_id;

-- name: tx_get
SELECT at, actor, coalesce(reason, '') FROM tx WHERE id = ?1;

-- name: org_seq_all
-- scan: an import moves every figure
INSERT INTO org_seq (org_id, change_id) SELECT id, ?1 FROM organization WHERE true
    ON CONFLICT (org_id) DO UPDATE SET change_id = excluded.change_id;

-- name: confidential_head
-- scan: from the end, one row
SELECT id, hash FROM confidential_read ORDER BY id DESC LIMIT 1;

-- name: confidential_insert
INSERT INTO confidential_read (id, at, user_id, token_id, actor, role, org_id, what, fields, purpose,
       people, request_id, payload_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: confidential_person_insert
INSERT OR IGNORE INTO confidential_person (person_id, access_id) VALUES (?1, ?2);

-- name: confidential_chain
-- scan: the whole chain is read on purpose
SELECT id, at, actor, coalesce(role, ''), coalesce(org_id, 0), what, fields, coalesce(purpose, ''),
       people, payload_hash, hash
  FROM confidential_read ORDER BY id;

-- name: confidential_people
SELECT p.person_id FROM confidential_person p WHERE p.access_id = ?1 ORDER BY p.person_id;

-- name: confidential_tx_insert
INSERT INTO confidential_tx (at, user_id, token_id, actor, role, org_id, channel, reason, request_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: confidential_change_head
-- scan: from the end, one row
SELECT id, hash FROM confidential_change ORDER BY id DESC LIMIT 1;

-- name: confidential_change_insert
INSERT INTO confidential_change (id, tx_id, resource, row_id, uid, op, version, org_id, fields, before,
       after, payload_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: confidential_change_chain
-- scan: the whole chain is read on purpose
SELECT id, tx_id, resource, row_id, coalesce(uid, ''), op, version, coalesce(org_id, 0), fields,
       before, after, payload_hash, hash
  FROM confidential_change ORDER BY id;

-- name: confidential_seq_put
INSERT INTO confidential_seq (org_id, change_id) VALUES (?1, ?2)
    ON CONFLICT (org_id) DO UPDATE SET change_id = excluded.change_id;

-- name: confidential_seq_get
SELECT change_id FROM confidential_seq WHERE org_id = ?1;
