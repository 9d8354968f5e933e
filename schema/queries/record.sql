-- Targets and rule parameters.

-- name: target_org
SELECT org_id, version, from_on, to_on FROM target WHERE id = ?1 AND deleted_tx IS NULL;

-- name: rule_row
SELECT name, value, unit, label, label_en, effective_from, effective_to, citation, tag, confirmed,
       version, uid
  FROM rule WHERE id = ?1 AND superseded_tx IS NULL;

-- name: rule_at
-- The parameter whose period holds the day, or the last one before it.
SELECT id, unit, label, label_en, effective_from, effective_to FROM rule
 WHERE name = ?1 AND superseded_tx IS NULL AND effective_from <= ?2 AND effective_to > ?2;

-- name: rule_known
SELECT count(*) FROM rule WHERE name = ?1 AND superseded_tx IS NULL;

-- name: rule_close
UPDATE rule SET effective_to = ?2, version = version + 1 WHERE id = ?1;

-- name: rule_insert
INSERT INTO rule (uid, name, value, unit, label, label_en, effective_from, effective_to, citation,
       tag, confirmed, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'local', ?10, ?11);

-- name: rule_set
UPDATE rule SET citation = coalesce(?2, citation), confirmed = CASE WHEN ?3 < 0 THEN confirmed ELSE ?3 END,
       version = version + 1
 WHERE id = ?1;
