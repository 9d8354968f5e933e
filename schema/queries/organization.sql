-- Organisations: identity, dated facts, placements. The order of the fact columns is that of
-- ORG_COLUMNS in server/registry/organization.h.

-- name: organization_insert
INSERT INTO organization (uid, code, parent_id, path, depth, name, kind, category, status,
       established_on, dissolved_on, search_key, sort_key)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: organization_set_path
UPDATE organization SET path = ?2 WHERE id = ?1;

-- name: organization_today
UPDATE organization SET code = ?2, name = ?3, kind = ?4, category = ?5, status = ?6,
       established_on = ?7, dissolved_on = ?8, search_key = ?9, sort_key = ?10
 WHERE id = ?1;

-- name: organization_bump
UPDATE organization SET version = version + 1 WHERE id = ?1;

-- name: organization_stale
-- Organisations whose columns of today differ from the facts of the day.
-- scan: the whole tree is compared at midnight
SELECT o.id FROM organization o
  JOIN org_fact f ON f.org_id = o.id AND f.superseded_tx IS NULL
       AND f.valid_from <= ?1 AND f.valid_to > ?1
 WHERE (o.code, o.name, o.kind, o.status) IS NOT (f.code, f.name, f.kind, f.status)
    OR o.category IS NOT f.category OR o.established_on IS NOT f.established_on
    OR o.dissolved_on IS NOT f.dissolved_on;

-- name: org_fact_rows
SELECT id, valid_from, valid_to, code, name, kind, category, status, established_on,
       established_by, dissolved_on, dissolved_by, approval, address, phone, email, note, status_by
  FROM org_fact WHERE org_id = ?1 AND superseded_tx IS NULL ORDER BY valid_from;

-- name: org_fact_insert
INSERT INTO org_fact (org_id, valid_from, valid_to, recorded_tx, code, name, kind, category, status,
       established_on, established_by, dissolved_on, dissolved_by, approval, address, phone, email, note,
       status_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);

-- name: org_fact_supersede
UPDATE org_fact SET superseded_tx = ?2 WHERE id = ?1;

-- name: org_fact_history
SELECT f.valid_from, f.valid_to, f.code, f.name, f.kind, f.category, f.status, t.at, t.actor,
       t.reason, s.at, f.status_by
  FROM org_fact f JOIN tx t ON t.id = f.recorded_tx LEFT JOIN tx s ON s.id = f.superseded_tx
 WHERE f.org_id = ?1 ORDER BY f.valid_from, f.id;

-- name: placement_rows
SELECT id, parent_id, valid_from, valid_to FROM placement
 WHERE org_id = ?1 AND superseded_tx IS NULL ORDER BY valid_from;

-- name: placement_insert
INSERT INTO placement (org_id, parent_id, valid_from, valid_to, recorded_tx, decision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: placement_supersede
UPDATE placement SET superseded_tx = ?2 WHERE id = ?1;

-- name: placement_history
SELECT p.valid_from, p.valid_to, p.parent_id, o.code, o.name, o.path, p.decision, t.at, t.actor,
       t.reason, s.at
  FROM placement p JOIN organization o ON o.id = p.parent_id JOIN tx t ON t.id = p.recorded_tx
  LEFT JOIN tx s ON s.id = p.superseded_tx
 WHERE p.org_id = ?1 ORDER BY p.valid_from, p.id;

-- name: org_path_copy
-- A new organisation has its superior's life in the tree, one step longer.
INSERT INTO org_path (org_id, valid_from, valid_to, path)
SELECT ?1, valid_from, valid_to, path || ?1 || '/' FROM org_path WHERE org_id = ?2;

-- name: organization_open_children
SELECT count(*) FROM organization WHERE parent_id = ?1 AND dissolved_on IS NULL;

-- name: organization_members_on
SELECT count(*), coalesce(sum(status = 'official'), 0) FROM member_span
 WHERE cell_id = ?1 AND counted = 1 AND valid_from <= ?2 AND valid_to > ?2;

-- name: organization_kind_parent
SELECT kind, coalesce(established_on, '') FROM organization WHERE id = ?1;

-- name: organization_cells_counted
-- For the flags after an import: members of each cell today, official and all.
-- scan: every cell is judged
SELECT o.id, o.kind, o.dissolved_on IS NULL,
       coalesce(sum(s.status = 'official'), 0), count(s.id)
  FROM organization o
  LEFT JOIN member_span s ON s.cell_id = o.id AND s.counted = 1 AND s.valid_from <= ?1 AND s.valid_to > ?1
 WHERE o.kind IN ('cell', 'base_cell')
 GROUP BY o.id;

-- name: rule_on
SELECT value, label, label_en, citation, confirmed FROM rule
 WHERE name = ?1 AND superseded_tx IS NULL AND effective_from <= ?2 AND effective_to > ?2;

-- name: organization_pairs
-- For the flags after an import: each organisation beside its superior.
-- scan: every organisation is judged
SELECT o.id, o.kind, o.established_on, p.kind, p.established_on
  FROM organization o JOIN organization p ON p.id = o.parent_id;
