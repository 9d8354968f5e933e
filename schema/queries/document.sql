-- Documents: papers of members, dossiers and cases, and their encrypted files.

-- name: document_row
-- Whose paper it is: the person by whom a merged record goes on, the dossier, or the case.
SELECT t.version, t.uid, coalesce(p.merged_into, t.person_id, 0), coalesce(t.candidate_id, 0),
       coalesce(t.case_id, 0), t.title,
       (SELECT count(*) FROM document_file f WHERE f.document_id = t.id)
  FROM document t LEFT JOIN person p ON p.id = t.person_id
 WHERE t.id = ?1 AND t.deleted_tx IS NULL;

-- name: document_of_person
-- The papers of a person, of the records merged into it, and of the dossiers it came by.
SELECT t.id FROM document t WHERE t.person_id = ?1 AND t.deleted_tx IS NULL
UNION ALL
SELECT t.id FROM person x JOIN document t ON t.person_id = x.id AND t.deleted_tx IS NULL WHERE x.merged_into = ?1
UNION ALL
SELECT t.id FROM candidate x JOIN document t ON t.candidate_id = x.id AND t.deleted_tx IS NULL WHERE x.person_id = ?1;

-- name: document_case
-- The case a paper belongs to, 0: none.
SELECT coalesce(case_id, 0) FROM document WHERE id = ?1;

-- name: document_bump
UPDATE document SET version = version + 1 WHERE id = ?1;

-- name: document_file_row
-- One of its files; 0 (?2): the last.
SELECT number, media_type, bytes, header FROM document_file
 WHERE document_id = ?1 AND (number = ?2 OR ?2 = 0) ORDER BY number DESC LIMIT 1;

-- name: document_file_insert
INSERT INTO document_file (document_id, number, media_type, bytes, name, fingerprint, recorded_tx, header, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: document_file_hash
UPDATE document_file SET hash = ?3 WHERE document_id = ?1 AND number = ?2;

-- name: document_part_insert
INSERT INTO document_part (document_id, number, part, bytes) VALUES (?1, ?2, ?3, ?4);

-- name: document_parts
SELECT bytes FROM document_part WHERE document_id = ?1 AND number = ?2 ORDER BY part;

-- name: document_key_get
-- scan: a store has one key
SELECT fingerprint FROM document_key ORDER BY since DESC LIMIT 1;

-- name: document_key_put
INSERT INTO document_key (fingerprint, since) VALUES (?1, ?2) ON CONFLICT (fingerprint) DO NOTHING;

-- name: check_document_files
-- scan: checking is the point
SELECT f.document_id, f.number, t.uid, f.header, f.hash FROM document_file f
  JOIN document t ON t.id = f.document_id ORDER BY f.document_id, f.number;
