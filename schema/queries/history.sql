-- What happened to one person: saves, and intervals as they hold now.

-- name: member_changes
SELECT c.id, x.at, x.actor, x.role, x.reason, c.op, c.version, c.fields, c.before, c.after, c.resource
  FROM change c JOIN tx x ON x.id = c.tx_id
 WHERE c.resource = 'members' AND c.row_id = ?1 ORDER BY c.id DESC LIMIT 500;

-- name: member_cells_history
SELECT s.valid_from, s.valid_to, s.status, s.activity, s.counted, o.id, o.code, o.name, o.path,
       s.entry, s.exit
  FROM member_span s JOIN organization o ON o.id = s.cell_id
 WHERE s.person_id = ?1 ORDER BY s.valid_from;
