-- Reference tables: small, read whole.

-- name: ref_ethnicity_names
-- scan: 56 rows
SELECT code, name, name_en, aliases FROM ref_ethnicity ORDER BY code;

-- name: ref_religion_names
-- scan: some 20 rows
SELECT code, name, name_en, aliases FROM ref_religion ORDER BY code;

-- name: ref_admin_units
-- scan: the whole list is asked for
SELECT code, name, kind, parent_code FROM ref_admin_unit WHERE valid_to IS NULL ORDER BY code;
