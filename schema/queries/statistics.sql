-- What statistics need beside their composed statements.

-- name: target_for
-- The target of exactly the asked period, else the shortest that contains it.
SELECT value, from_on, to_on FROM target
 WHERE org_id = ?1 AND indicator = ?2 AND coalesce(scope, '') = ?5 AND deleted_tx IS NULL
   AND from_on <= ?3 AND to_on >= ?4
 ORDER BY julianday(to_on) - julianday(from_on), id LIMIT 1;

-- name: tx_at
-- scan: from the end, one row
SELECT id FROM tx WHERE at <= ?1 ORDER BY id DESC LIMIT 1;

-- name: units_on
-- The organisations right below on a day.
SELECT o.id, o.code, o.name FROM placement p JOIN organization o ON o.id = p.org_id
 WHERE p.parent_id = ?1 AND p.superseded_tx IS NULL AND p.valid_to > ?2
   AND p.id = (SELECT x.id FROM placement x WHERE x.org_id = p.org_id AND x.superseded_tx IS NULL
                  AND x.valid_to > ?2 ORDER BY x.valid_from LIMIT 1)
 ORDER BY o.sort_key, o.id;

-- name: org_name_on
SELECT o.code, coalesce((SELECT f.name FROM org_fact f WHERE f.org_id = o.id AND f.superseded_tx IS NULL
         AND f.valid_from <= ?2 AND f.valid_to > ?2), o.name)
  FROM organization o WHERE o.id = ?1;
