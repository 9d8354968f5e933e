-- Persons, memberships and what is derived from them. The order of the columns of profile and
-- membership is the order of PROFILE_COLUMNS and MEMBERSHIP_COLUMNS in server/registry/member.h.

-- name: person_insert
INSERT INTO person (uid, created_tx) VALUES (?1, ?2);

-- name: person_version
SELECT version FROM person WHERE id = ?1;

-- name: person_uid
SELECT uid FROM person WHERE id = ?1;

-- name: person_bump
UPDATE person SET version = version + 1 WHERE id = ?1;

-- name: profile_rows
SELECT id, valid_from, valid_to,
       full_name, family_name, middle_name, given_name, name_manual, search_key, sort_key,
       birth_name, other_name, gender, born_on, birth_country, birth_province, birth_place,
       hometown, hometown_province, hometown_commune, hometown_old, residence, residence_province,
       residence_commune, temporary_residence, phone, email, ethnicity, nationality, religion,
       religious_rank, personal_id, old_id_number, family_background, occupation,
       occupation_before, job_title, workplace, recruited_on, general_education,
       general_education_text, professional_level, professional_field, academic_title,
       theory_level, state_management, foreign_languages, computer_skills, ethnic_languages,
       youth_union_on, government_post, union_post, health, war_invalid, family_merit,
       household_economy, income, housing, self_assessment, abroad, locality_id, note
  FROM profile WHERE person_id = ?1 AND superseded_tx IS NULL ORDER BY valid_from;

-- name: profile_insert
INSERT INTO profile (person_id, valid_from, valid_to, recorded_tx,
       full_name, family_name, middle_name, given_name, name_manual, search_key, sort_key,
       birth_name, other_name, gender, born_on, birth_country, birth_province, birth_place,
       hometown, hometown_province, hometown_commune, hometown_old, residence, residence_province,
       residence_commune, temporary_residence, phone, email, ethnicity, nationality, religion,
       religious_rank, personal_id, old_id_number, family_background, occupation,
       occupation_before, job_title, workplace, recruited_on, general_education,
       general_education_text, professional_level, professional_field, academic_title,
       theory_level, state_management, foreign_languages, computer_skills, ethnic_languages,
       youth_union_on, government_post, union_post, health, war_invalid, family_merit,
       household_economy, income, housing, self_assessment, abroad, locality_id, note)
VALUES (?1, ?2, ?3, ?4,
       ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
       ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41,
       ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59,
       ?60, ?61, ?62, ?63);

-- name: profile_supersede
UPDATE profile SET superseded_tx = ?2 WHERE id = ?1;

-- name: membership_rows
SELECT id, membership_id, coalesce(previous_id, 0),
       entry, record_number, card_number, old_card_number, card_issued_on, card_issued_by,
       admission_decided_on, admission_decision, admitted_on, admission_place, introducers,
       joined_on, joined_from, official_on, official_decision, official_place, time_out_months,
       left_on, left_reason, left_decision
  FROM membership WHERE person_id = ?1 AND superseded_tx IS NULL
 ORDER BY coalesce(joined_on, admitted_on);

-- name: membership_insert
INSERT INTO membership (id, membership_id, person_id, recorded_tx, previous_id,
       entry, record_number, card_number, old_card_number, card_issued_on, card_issued_by,
       admission_decided_on, admission_decision, admitted_on, admission_place, introducers,
       joined_on, joined_from, official_on, official_decision, official_place, time_out_months,
       left_on, left_reason, left_decision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
        ?22, ?23, ?24, ?25);

-- name: membership_next
-- The id of the next row: a new membership is known by its first row's id.
SELECT coalesce(max(id), 0) + 1 FROM membership;

-- name: membership_supersede
UPDATE membership SET superseded_tx = ?2 WHERE id = ?1;

-- name: membership_cell_rows
SELECT id, cell_id, valid_from, valid_to FROM membership_cell
 WHERE membership_id = ?1 AND superseded_tx IS NULL ORDER BY valid_from;

-- name: membership_cell_insert
INSERT INTO membership_cell (membership_id, cell_id, valid_from, valid_to, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: membership_cell_supersede
UPDATE membership_cell SET superseded_tx = ?2 WHERE id = ?1;

-- name: membership_activity_rows
SELECT id, activity, valid_from, valid_to FROM membership_activity
 WHERE membership_id = ?1 AND superseded_tx IS NULL ORDER BY valid_from;

-- name: membership_activity_insert
INSERT INTO membership_activity (membership_id, activity, valid_from, valid_to, recorded_tx)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: membership_activity_supersede
UPDATE membership_activity SET superseded_tx = ?2 WHERE id = ?1;

-- name: identifier_rows
SELECT kind, value FROM identifier WHERE person_id = ?1;

-- name: identifier_delete
DELETE FROM identifier WHERE kind = ?1 AND value = ?2;

-- name: identifier_insert
INSERT INTO identifier (kind, value, person_id) VALUES (?1, ?2, ?3);

-- name: identifier_find
SELECT person_id FROM identifier WHERE kind = ?1 AND value = ?2;

-- name: span_clear
DELETE FROM member_span WHERE person_id = ?1;

-- name: span_insert
INSERT INTO member_span (person_id, version, profile_id, membership_row, cell_id, valid_from, valid_to,
       counted, status, activity, entry, exit, gender, born_on, ethnicity, religion,
       general_education, professional_level, theory_level, occupation, locality_id, party_from,
       sort_key, search_key)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24);

-- name: span_today
-- Where the person counts now, or will count first, or counted last: the first interval that has
-- not ended on the day.
SELECT s.id, s.cell_id, s.version, c.path, s.counted
  FROM member_span s JOIN organization c ON c.id = s.cell_id
 WHERE s.person_id = ?1 AND s.valid_to > ?2 ORDER BY s.valid_from LIMIT 1;

-- name: flag_codes
SELECT code FROM quality_flag WHERE resource = ?1 AND row_id = ?2 AND cleared_tx IS NULL;

-- name: flag_set
INSERT INTO quality_flag (resource, row_id, code, recorded_tx) VALUES (?1, ?2, ?3, ?4);

-- name: flag_clear
UPDATE quality_flag SET cleared_tx = ?4
 WHERE resource = ?1 AND row_id = ?2 AND code = ?3 AND cleared_tx IS NULL;

-- name: cell_for_member
-- What a member's row needs to know of its cell.
SELECT o.id, o.kind, o.path, coalesce(o.established_on, ''), o.status
  FROM organization o WHERE o.id = ?1;

-- name: cell_by_code
SELECT id FROM organization WHERE code = ?1;

-- name: locality_by_code
SELECT id FROM locality WHERE code = ?1;

-- name: locality_exists
SELECT 1 FROM locality WHERE id = ?1;

-- name: member_profiles
-- Every version of a person's profile, for the history.
SELECT p.id, p.valid_from, p.valid_to, p.superseded_tx IS NULL, t.at, t.actor
  FROM profile p JOIN tx t ON t.id = p.recorded_tx
 WHERE p.person_id = ?1 ORDER BY p.valid_from, p.id;

-- name: member_posts
SELECT p.post, p.title, p.term, p.valid_from, p.valid_to, o.id, o.code, o.name, p.suspended_from, p.suspended_to
  FROM post p JOIN organization o ON o.id = p.org_id
 WHERE p.person_id = ?1 AND p.superseded_tx IS NULL AND p.deleted = 0
   AND o.path >= ?2 AND o.path < ?3
 ORDER BY p.valid_from;

-- name: organization_label
SELECT code, name FROM organization WHERE id = ?1;

-- name: cell_established
SELECT established_on FROM organization WHERE id = ?1;
