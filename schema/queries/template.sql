-- Word templates and their files.

-- name: template_row
-- What an act on a template needs to know, with the path of who keeps it.
SELECT t.uid, t.version, coalesce(t.org_id, 0), coalesce(o.path, ''), t.code, t.name, t.subject, f.number, f.origin
  FROM template t LEFT JOIN organization o ON o.id = t.org_id
  JOIN template_file f ON f.template_id = t.id AND f.superseded_tx IS NULL
 WHERE t.id = ?1 AND t.deleted_tx IS NULL;

-- name: template_insert
INSERT INTO template (uid, org_id, code, name, name_en, subject, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: template_shipped
SELECT id FROM template WHERE code = ?1 AND coalesce(org_id, 0) = 0 AND deleted_tx IS NULL;

-- name: template_code_taken
SELECT id FROM template WHERE code = ?1 AND coalesce(org_id, 0) = ?2 AND deleted_tx IS NULL;

-- name: template_bump
UPDATE template SET version = version + 1 WHERE id = ?1;

-- name: template_file_last
SELECT coalesce(max(number), 0) FROM template_file WHERE template_id = ?1;

-- name: template_file_supersede
UPDATE template_file SET superseded_tx = ?2 WHERE template_id = ?1 AND superseded_tx IS NULL;

-- name: template_file_insert
INSERT INTO template_file (template_id, number, origin, file_name, fields, hash, bytes, recorded_tx, superseded_tx, file)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: template_file_again
-- An earlier file once more, as the newest one.
INSERT INTO template_file (template_id, number, origin, file_name, fields, hash, bytes, recorded_tx, file)
SELECT template_id, ?3, origin, file_name, fields, hash, bytes, ?4, file FROM template_file
 WHERE template_id = ?1 AND number = ?2;

-- name: template_file_shipped
-- Number and hash of the newest file that came with the program.
SELECT number, hash FROM template_file WHERE template_id = ?1 AND origin = 'shipped'
 ORDER BY number DESC LIMIT 1;

-- name: template_file_get
-- One file; 0: the one that holds now.
SELECT number, fields, file_name, file FROM template_file
 WHERE template_id = ?1 AND CASE WHEN ?2 = 0 THEN superseded_tx IS NULL ELSE number = ?2 END;

-- name: template_file_history
SELECT f.number, f.origin, f.file_name, f.bytes, x.at, x.actor, x.role, x.reason, f.superseded_tx IS NULL, f.fields
  FROM template_file f JOIN tx x ON x.id = f.recorded_tx
 WHERE f.template_id = ?1 ORDER BY f.number DESC;

-- name: template_superior
-- What stands above the organisation on a paper's head, whoever may look at it.
SELECT p.name FROM organization o JOIN organization p ON p.id = o.parent_id WHERE o.id = ?1;

-- name: template_signer
SELECT coalesce(h.holder_name, (SELECT p.full_name FROM profile p WHERE p.person_id = h.person_id
       AND p.superseded_tx IS NULL AND p.valid_from <= ?2 AND p.valid_to > ?2))
  FROM post h WHERE h.org_id = ?1 AND h.post = 'secretary' AND h.superseded_tx IS NULL AND h.deleted = 0
   AND h.valid_from <= ?2 AND h.valid_to > ?2 ORDER BY h.valid_from DESC LIMIT 1;

-- name: template_stock
-- Members that count in a range of today's tree: all, official.
SELECT count(*), coalesce(sum(s.status = 'official'), 0) FROM member_span s
  JOIN organization o ON o.id = s.cell_id
 WHERE s.counted = 1 AND s.valid_from <= ?1 AND s.valid_to > ?1 AND o.path >= ?2 AND o.path < ?3;
