-- What is due in a range of the tree (?1 ≤ path < ?2) on a day (?3).

-- name: task_dossiers
-- Dossiers with a deadline; a recognition a month before the probation ends (?4), a certificate half
-- a year before it runs out (?5).
SELECT t.id, t.full_name, t.cell_id, o.name, o.path, t.due_on, t.last_due_on, t.due_rule,
       t.probation_ends_on, t.next_step
  FROM candidate t JOIN organization o ON o.id = t.cell_id
 WHERE t.state = 'open' AND t.deleted_tx IS NULL AND t.due_on > '' AND o.path >= ?1 AND o.path < ?2
   AND (t.probation_ends_on IS NULL OR t.probation_ends_on <= ?4)
   AND (t.due_rule <> 'awareness_certificate_months' OR t.due_on <= ?5) AND ?3 > '';

-- name: task_probationers
-- Probationers nobody keeps a dossier of, admitted so long ago (?4) that the end is near.
-- scan: those in probation, by an index that holds nobody else
SELECT s.person_id, s.cell_id, o.name, o.path, m.admitted_on
  FROM member_span s INDEXED BY member_span_probation CROSS JOIN organization o ON o.id = s.cell_id
  CROSS JOIN membership m INDEXED BY membership_admission ON m.id = s.membership_row AND m.superseded_tx IS NULL
 WHERE s.counted = 1 AND s.status = 'probationary' AND s.valid_to = '9999-12-31' AND s.valid_from <= ?3
   AND o.path >= ?1 AND o.path < ?2 AND m.admitted_on <= ?4
   AND NOT EXISTS (SELECT 1 FROM candidate c
                    WHERE c.person_id = s.person_id AND c.state = 'open' AND c.deleted_tx IS NULL)
 ORDER BY m.admitted_on;

-- name: task_transfers
SELECT t.id, (SELECT p.full_name FROM profile p WHERE p.person_id = t.person_id
                 AND p.superseded_tx IS NULL ORDER BY p.valid_from DESC LIMIT 1),
       t.state, t.send_by, t.present_by, t.from_cell_id, a.name, a.path, coalesce(t.to_cell_id, 0),
       coalesce(b.name, t.to_outside), b.path, t.letter_number, t.kind, t.ends_on
  FROM transfer t JOIN organization a ON a.id = t.from_cell_id
  LEFT JOIN organization b ON b.id = t.to_cell_id
 WHERE t.deleted_tx IS NULL AND (t.state = 'proposed' OR t.state = 'sent')
   AND ((a.path >= ?1 AND a.path < ?2) OR (b.path >= ?1 AND b.path < ?2)) AND ?3 > '';

-- name: task_stays
-- Temporary stays that end before long (?4): the sender's business, or the host's of a guest.
SELECT t.id, coalesce(t.guest_name, (SELECT p.full_name FROM profile p WHERE p.person_id = t.person_id
                 AND p.superseded_tx IS NULL ORDER BY p.valid_from DESC LIMIT 1)),
       a.id, a.name, a.path, t.ends_on
  FROM transfer t JOIN organization a ON a.id = coalesce(t.from_cell_id, t.to_cell_id)
 WHERE t.deleted_tx IS NULL AND t.kind = 'temporary' AND t.state = 'arrived' AND t.ends_on <= ?4
   AND a.path >= ?1 AND a.path < ?2 AND ?3 > '';

-- name: task_until
-- Suspensions that end and exemptions that are looked at again before long (?4): the newest act.
SELECT t.person_id, p.full_name, s.cell_id, o.name, o.path, t.until, t.kind
  FROM status_change t JOIN member_span s ON s.person_id = t.person_id
   AND s.valid_from <= ?3 AND s.valid_to > ?3 AND s.counted = 1
   AND (s.activity = 'suspended' OR s.activity = 'exempt')
  JOIN organization o ON o.id = s.cell_id JOIN profile p ON p.id = s.profile_id
 WHERE t.until IS NOT NULL AND t.until <= ?4 AND t.deleted_tx IS NULL AND o.path >= ?1 AND o.path < ?2
   AND t.id = (SELECT max(x.id) FROM status_change x WHERE x.person_id = t.person_id AND x.deleted_tx IS NULL);

-- name: task_organizations
-- Organisations that are suspended today (?3) and active again by a day (?4).
-- scan: status has no index, the organisations are thousands at most
SELECT o.id, o.name, o.id, o.name, o.path,
       (SELECT min(f.valid_from) FROM org_fact f WHERE f.org_id = o.id AND f.superseded_tx IS NULL
           AND f.valid_from > ?3 AND f.status <> 'suspended') AS until
  FROM organization o
 WHERE o.status = 'suspended' AND o.path >= ?1 AND o.path < ?2 AND until <= ?4;

-- name: task_posts
-- Offices whose holder's work is suspended today (?3) and begins again by a day (?4).
SELECT h.post_id, coalesce(h.holder_name, (SELECT p.full_name FROM profile p WHERE p.person_id = h.person_id
                 AND p.superseded_tx IS NULL AND p.valid_from <= ?3 AND p.valid_to > ?3)),
       o.id, o.name, o.path, h.suspended_to
  FROM post h INDEXED BY post_suspended_to JOIN organization o ON o.id = h.org_id
 WHERE h.suspended_to > ?3 AND h.suspended_to <= ?4 AND h.suspended_from <= ?3
   AND h.superseded_tx IS NULL AND h.deleted = 0 AND h.valid_to > h.suspended_to
   AND o.path >= ?1 AND o.path < ?2;

-- name: task_badges
-- How many reach a badge after the round before (?4) and up to this one (?5), without having it yet.
-- scan: the twelve badges there are, each a range of the index of party ages
WITH b (years) AS (VALUES (30), (40), (45), (50), (55), (60), (65), (70), (75), (80), (85), (90))
SELECT count(*)
  FROM b CROSS JOIN member_span s INDEXED BY member_span_party_from JOIN organization o ON o.id = s.cell_id
 WHERE s.counted = 1 AND s.party_from IS NOT NULL AND s.valid_to = '9999-12-31' AND s.valid_from <= ?3
   AND s.party_from > printf('%04d', CAST(substr(?4, 1, 4) AS INTEGER) - b.years) || substr(?4, 5)
   AND s.party_from <= printf('%04d', CAST(substr(?5, 1, 4) AS INTEGER) - b.years) || substr(?5, 5)
   AND length(s.party_from) = 10 AND o.path >= ?1 AND o.path < ?2
   AND NOT EXISTS (SELECT 1 FROM badge x WHERE x.person_id = s.person_id AND x.years = b.years AND x.deleted_tx IS NULL);

-- name: rule_period
-- A parameter's value on a day, with the days it holds for.
SELECT CAST(value AS INTEGER), effective_from, effective_to FROM rule
 WHERE name = ?1 AND superseded_tx IS NULL AND effective_from <= ?2 AND effective_to > ?2;

-- name: task_letter
-- The letter of a transfer, for the line that is shown.
SELECT letter_number, sent_on FROM transfer WHERE id = ?1;

-- name: task_discipline
-- Times that run out before long (?4) on cases the caller may read: all (?5 = 3), those of the cell
-- (?5 = 2), those the user (?6) is named on. No other case is looked at.
-- scan: of what the first part found
SELECT k.id, coalesce((SELECT p.full_name FROM profile p WHERE p.person_id = k.person_id
                          AND p.superseded_tx IS NULL ORDER BY p.valid_from DESC LIMIT 1), o.name),
       o.id, o.name, o.path, k.due_on, k.due_rule
  FROM (SELECT a.id FROM organization b CROSS JOIN discipline_case a ON a.org_id = b.id
         WHERE ?5 = 3 AND a.deleted_tx IS NULL AND b.path >= ?1 AND b.path < ?2
        UNION
        SELECT a.id FROM organization b CROSS JOIN discipline_case a INDEXED BY discipline_case_cell ON a.org_id = b.id
         WHERE ?5 = 2 AND a.cell_reads = 1 AND a.deleted_tx IS NULL AND b.path >= ?1 AND b.path < ?2
        UNION
        SELECT a.id FROM discipline_reader r JOIN discipline_case a ON a.id = r.case_id JOIN organization b ON b.id = a.org_id
         WHERE r.user_id = ?6 AND r.deleted_tx IS NULL AND (r.until IS NULL OR r.until >= ?3)
           AND b.path >= ?1 AND b.path < ?2) x
  CROSS JOIN discipline_case k ON k.id = x.id JOIN organization o ON o.id = k.org_id
 WHERE k.due_on IS NOT NULL AND k.due_on <= ?4 AND k.deleted_tx IS NULL
   AND NOT (k.state = 'in_force' AND coalesce(k.ends_on, '9999-12-31') <= ?3) /* it has ended by itself */;
