-- The journal as it is read.

-- name: changes_after
-- Registry changes in a range of today's tree.
SELECT c.id, x.at, c.resource, c.uid, c.op, c.version, c.org_id, o.code, o.name
  FROM change c JOIN tx x ON x.id = c.tx_id JOIN organization o ON o.id = c.org_id
 WHERE c.id > ?1 AND o.path >= ?2 AND o.path < ?3
   AND c.resource NOT IN ('users', 'tokens', 'imports', 'rules')
 ORDER BY c.id LIMIT ?4;
