-- What `chibo check` looks for; each gives one text a finding.

-- name: check_profile_overlap
-- scan: everything is checked on purpose
SELECT 'profile ' || a.id || ': overlaps profile ' || b.id FROM profile a JOIN profile b
    ON b.person_id = a.person_id AND b.id > a.id AND b.superseded_tx IS NULL
   AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to
 WHERE a.superseded_tx IS NULL;

-- name: check_membership_open
-- scan: everything is checked on purpose
SELECT 'person ' || person_id || ': has ' || count(*) || ' open memberships' FROM membership
 WHERE superseded_tx IS NULL AND left_on IS NULL GROUP BY person_id HAVING count(*) > 1;

-- name: check_cell_overlap
-- scan: everything is checked on purpose
SELECT 'membership_cell ' || a.id || ': overlaps ' || b.id FROM membership_cell a JOIN membership_cell b
    ON b.membership_id = a.membership_id AND b.id > a.id AND b.superseded_tx IS NULL
   AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to
 WHERE a.superseded_tx IS NULL;

-- name: check_placement_overlap
-- scan: everything is checked on purpose
SELECT 'placement ' || a.id || ': overlaps ' || b.id FROM placement a JOIN placement b
    ON b.org_id = a.org_id AND b.id > a.id AND b.superseded_tx IS NULL
   AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to
 WHERE a.superseded_tx IS NULL;

-- name: check_span_overlap
-- scan: everything is checked on purpose
SELECT 'member_span ' || a.id || ': person ' || a.person_id || ' counts twice' FROM member_span a JOIN member_span b
    ON b.person_id = a.person_id AND b.id > a.id AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to;

-- name: check_span_missing
-- scan: everything is checked on purpose
SELECT 'person ' || p.id || ': has no derived rows' FROM person p
 WHERE EXISTS (SELECT 1 FROM profile f WHERE f.person_id = p.id AND f.superseded_tx IS NULL)
   AND NOT EXISTS (SELECT 1 FROM member_span s WHERE s.person_id = p.id);

-- name: check_span_cell
-- scan: everything is checked on purpose
SELECT 'member_span ' || s.id || ': its cell is no cell' FROM member_span s JOIN organization o ON o.id = s.cell_id
 WHERE o.kind NOT IN ('cell', 'base_cell') AND s.counted = 1 AND s.valid_to = '9999-12-31';

-- name: check_flows
-- Every counted stretch begins by a cause or goes on where another ended: stock = opening + increase - decrease.
-- scan: everything is checked on purpose
SELECT 'member_span ' || s.id || ': begins without a cause' FROM member_span s
 WHERE s.counted = 1 AND s.entry IS NULL
   AND NOT EXISTS (SELECT 1 FROM member_span b WHERE b.person_id = s.person_id AND b.counted = 1
                      AND b.valid_to = s.valid_from AND b.exit IS NULL)
UNION ALL
SELECT 'member_span ' || s.id || ': ends without a cause' FROM member_span s
 WHERE s.counted = 1 AND s.exit IS NULL AND s.valid_to <> '9999-12-31'
   AND NOT EXISTS (SELECT 1 FROM member_span b WHERE b.person_id = s.person_id AND b.counted = 1
                      AND b.valid_from = s.valid_to AND b.entry IS NULL);

-- name: check_stock
-- The balance of the whole registry over all days up to today.
-- scan: everything is checked on purpose
SELECT 'stock on ' || ?1 || ' is ' || stock || ', increase minus decrease gives ' || balance FROM (
    SELECT (SELECT count(*) FROM member_span WHERE counted = 1 AND valid_from <= ?1 AND valid_to > ?1) AS stock,
           (SELECT count(*) FROM member_span WHERE entry IS NOT NULL AND counted = 1 AND valid_from <= ?1)
         - (SELECT count(*) FROM member_span WHERE exit IS NOT NULL AND counted = 1 AND valid_to <= ?1) AS balance)
 WHERE stock <> balance;

-- name: check_path
-- scan: everything is checked on purpose
SELECT 'organization ' || o.id || ': its path is not its superior''s' FROM organization o
  LEFT JOIN organization p ON p.id = o.parent_id
 WHERE o.path <> coalesce(p.path, '/') || o.id || '/' AND o.path < '~';
