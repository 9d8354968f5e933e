-- The synthetic province.

-- name: demo_last_person
-- scan: from the end, one row
SELECT max(id) FROM person;

-- name: demo_secretary
-- The longest-serving official member of a cell.
SELECT person_id FROM member_span
 WHERE cell_id = ?1 AND counted = 1 AND status = 'official' AND activity = 'active'
   AND valid_from <= ?2 AND valid_to > ?2
 ORDER BY party_from, person_id LIMIT 1;

-- name: demo_probationers
-- scan: once, in a register that was filled a moment ago
SELECT record_number, admitted_on FROM membership
 WHERE superseded_tx IS NULL AND official_on IS NULL AND left_on IS NULL AND length(admitted_on) = 10
 ORDER BY id;

-- name: demo_subject
-- An official member of a cell with no office there.
SELECT s.person_id FROM member_span s
 WHERE s.cell_id = ?1 AND s.counted = 1 AND s.status = 'official' AND s.activity = 'active'
   AND s.valid_from <= ?2 AND s.valid_to > ?2
   AND NOT EXISTS (SELECT 1 FROM post x WHERE x.person_id = s.person_id AND x.superseded_tx IS NULL)
 ORDER BY s.person_id LIMIT 1 OFFSET ?3;
