-- Acts on a membership, transfers, badges.

-- name: status_change_last
-- The newest act of the member that holds.
SELECT id FROM status_change WHERE person_id = ?1 AND deleted_tx IS NULL ORDER BY id DESC LIMIT 1;

-- name: status_change_save
SELECT recorded_tx FROM status_change WHERE id = ?1;

-- name: status_change_version
SELECT version FROM status_change WHERE id = ?1 AND person_id = ?2 AND deleted_tx IS NULL;

-- name: member_name
SELECT full_name FROM profile WHERE person_id = ?1 AND superseded_tx IS NULL ORDER BY valid_from DESC LIMIT 1;

-- name: transfer_row
SELECT t.version, t.uid, coalesce(t.person_id, 0), t.kind, t.state, coalesce(t.from_cell_id, 0), coalesce(t.to_cell_id, 0), t.sent_on,
       t.basis_on, t.arrived_on, t.present_by, a.path, b.path
  FROM transfer t LEFT JOIN organization a ON a.id = t.from_cell_id
  LEFT JOIN organization b ON b.id = t.to_cell_id
 WHERE t.id = ?1 AND t.deleted_tx IS NULL;

-- name: transfer_arrived_of
-- The letter somebody came in with from outside on the day.
SELECT id FROM transfer
 WHERE person_id = ?1 AND from_outside IS NOT NULL AND arrived_on = ?2 AND deleted_tx IS NULL;

-- name: transfer_open_of
SELECT id FROM transfer
 WHERE person_id = ?1 AND (state = 'proposed' OR state = 'sent') AND deleted_tx IS NULL;

-- name: transfer_last_save
-- The newest save that changed the transfer and still holds.
SELECT l.tx_id FROM change l
 WHERE l.resource = 'transfers' AND l.row_id = ?1
   AND NOT EXISTS (SELECT 1 FROM tx u WHERE u.undoes = l.tx_id)
   AND NOT EXISTS (SELECT 1 FROM tx u WHERE u.id = l.tx_id AND u.undoes IS NOT NULL)
 ORDER BY l.id DESC LIMIT 1;

-- name: transfer_in_save
SELECT count(*) FROM change WHERE tx_id = ?1 AND resource = 'transfers';

-- name: badge_row
-- With the place where its holder is now (the first interval that has not ended on ?2).
SELECT t.version, s.cell_id, o.path
  FROM badge t JOIN member_span s ON s.id = (SELECT x.id FROM member_span x
        WHERE x.person_id = t.person_id AND x.valid_to > ?2 ORDER BY x.valid_from LIMIT 1)
  JOIN organization o ON o.id = s.cell_id
 WHERE t.id = ?1 AND t.deleted_tx IS NULL;
