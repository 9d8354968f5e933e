-- Taking a save back: rows it wrote are superseded, rows it superseded are written again. Nothing
-- is deleted; the save that takes back stands in the journal like any other.

-- name: undo_job
SELECT id FROM tx WHERE undoes = ?1;

-- name: undo_mark
UPDATE tx SET undoes = ?2 WHERE id = ?1;

-- name: undo_changes
-- What the save changed, newest first.
SELECT resource, row_id, uid, op, coalesce(org_id, 0), fields, before, after FROM change
 WHERE tx_id = ?1 ORDER BY id DESC;

-- name: undo_later
-- Somebody changed one of the same rows since, in a save that still holds.
SELECT m.resource, m.row_id FROM change m
  JOIN change l ON l.resource = m.resource AND l.row_id = m.row_id AND l.tx_id > ?1
 WHERE m.tx_id = ?1 AND NOT EXISTS (SELECT 1 FROM tx u WHERE u.undoes = l.tx_id)
   AND NOT EXISTS (SELECT 1 FROM tx u WHERE u.id = l.tx_id AND u.undoes IS NOT NULL) LIMIT 1;

-- name: undo_member_later
-- Somebody changed the member since, in a save that still holds.
SELECT l.id FROM change l
 WHERE l.resource = 'members' AND l.row_id = ?1 AND l.tx_id > ?2
   AND NOT EXISTS (SELECT 1 FROM tx u WHERE u.undoes = l.tx_id)
   AND NOT EXISTS (SELECT 1 FROM tx u WHERE u.id = l.tx_id AND u.undoes IS NOT NULL) LIMIT 1;

-- name: undo_person_used
-- Something of a person that the save brought in stands elsewhere by now.
SELECT p.id FROM person p WHERE p.created_tx = ?1 AND (
       EXISTS (SELECT 1 FROM post x WHERE x.person_id = p.id AND x.superseded_tx IS NULL AND x.deleted = 0
                  AND x.recorded_tx <> ?1)
    OR EXISTS (SELECT 1 FROM family_member x WHERE x.person_id = p.id AND x.deleted_tx IS NULL AND x.recorded_tx <> ?1)
    OR EXISTS (SELECT 1 FROM training x WHERE x.person_id = p.id AND x.deleted_tx IS NULL AND x.recorded_tx <> ?1)
    OR EXISTS (SELECT 1 FROM work_history x WHERE x.person_id = p.id AND x.deleted_tx IS NULL AND x.recorded_tx <> ?1)
    OR EXISTS (SELECT 1 FROM discipline_decision x WHERE x.person_id = p.id AND x.deleted_tx IS NULL
                  AND x.recorded_tx <> ?1)) LIMIT 1;

-- name: undo_organizations
-- Organisations that the save brought in: all their facts are its own.
SELECT DISTINCT f.org_id FROM org_fact f
 WHERE f.recorded_tx = ?1
   AND NOT EXISTS (SELECT 1 FROM org_fact o WHERE o.org_id = f.org_id AND o.recorded_tx <> ?1);

-- name: undo_organization_used
-- scan: localities and accounts are few, and taking back is rare
SELECT 1 WHERE EXISTS (SELECT 1 FROM membership_cell x WHERE x.cell_id = ?1 AND x.superseded_tx IS NULL
                          AND x.recorded_tx <> ?2)
    OR EXISTS (SELECT 1 FROM placement x WHERE x.parent_id = ?1 AND x.superseded_tx IS NULL AND x.recorded_tx <> ?2)
    OR EXISTS (SELECT 1 FROM post x WHERE x.org_id = ?1 AND x.superseded_tx IS NULL AND x.deleted = 0
                  AND x.recorded_tx <> ?2)
    OR EXISTS (SELECT 1 FROM target x WHERE x.org_id = ?1 AND x.deleted_tx IS NULL AND x.recorded_tx <> ?2)
    OR EXISTS (SELECT 1 FROM discipline_decision x WHERE x.org_id = ?1 AND x.deleted_tx IS NULL
                  AND x.recorded_tx <> ?2)
    OR EXISTS (SELECT 1 FROM locality x WHERE x.upper_id = ?1 OR x.cell_id = ?1)
    OR EXISTS (SELECT 1 FROM role_grant x WHERE x.org_id = ?1 AND x.revoked_tx IS NULL)
    OR EXISTS (SELECT 1 FROM token x WHERE x.org_id = ?1 AND x.revoked_at IS NULL);

-- name: undo_organization_withdraw
-- The row stays for the history that names it; its code is free again, no range of the tree holds it.
UPDATE organization SET code = '~' || uid, path = '~' || id || '/', parent_id = NULL, status = 'dissolved',
       search_key = '', version = version + 1
 WHERE id = ?1;

-- name: undo_moved_members
-- People whose derived rows depend on what the save wrote or superseded.
SELECT DISTINCT m.person_id FROM membership_cell c JOIN membership m ON m.membership_id = c.membership_id
 WHERE c.recorded_tx = ?1 OR c.superseded_tx = ?1
UNION SELECT person_id FROM membership WHERE recorded_tx = ?1 OR superseded_tx = ?1
UNION SELECT person_id FROM profile WHERE recorded_tx = ?1 OR superseded_tx = ?1
UNION SELECT m.person_id FROM membership_activity a JOIN membership m ON m.membership_id = a.membership_id
 WHERE a.recorded_tx = ?1 OR a.superseded_tx = ?1;

-- name: undo_identifiers_clear
DELETE FROM identifier WHERE person_id = ?1;

-- name: undo_person_bump
UPDATE person SET version = version + 1 WHERE id = ?1;

-- name: undo_flags_clear
UPDATE quality_flag SET cleared_tx = ?3 WHERE resource = ?1 AND row_id = ?2 AND cleared_tx IS NULL;

-- name: undo_foreign
-- Not 0: the save touches what the caller may not take back, or there is no such save.
SELECT CASE WHEN count(*) = 0 THEN 1 ELSE
       sum(o.id IS NULL OR o.path < ?2 OR o.path >= ?3 OR c.resource NOT IN
           ('members', 'organizations', 'posts', 'family', 'training', 'work_history', 'targets',
            'discipline', 'congresses', 'status_changes', 'transfers', 'badges', 'candidates',
            'documents')
           /* a file that came stays: the paper's earlier ones are all there */
           OR CASE WHEN c.resource = 'documents' THEN c.fields = '["file"]' ELSE 0 END
           /* a dossier's steps have their own way back; what is taken back here is its opening.
              CASE: an OR of values would look for the opening of every row */
           OR CASE WHEN c.resource = 'candidates' THEN NOT EXISTS (SELECT 1 FROM change x
               WHERE x.resource = c.resource AND x.row_id = c.row_id AND +x.tx_id = c.tx_id AND x.op = 'create')
              ELSE 0 END
           /* what a discipline case did is taken back with its step */
           OR CASE WHEN c.resource = 'discipline' THEN EXISTS (SELECT 1 FROM discipline_case k WHERE k.id = c.row_id)
              ELSE EXISTS (SELECT 1 FROM discipline_step s WHERE s.effect_tx = ?1) END) END
  FROM change c LEFT JOIN organization o ON o.id = c.org_id WHERE c.tx_id = ?1;
