-- Holidays and swapped working days.

-- name: calendar_row
SELECT version, day, kind FROM calendar_day WHERE id = ?1 AND deleted_tx IS NULL;

-- name: calendar_days
-- scan: some hundred rows, read whole in order
-- What counts: a weekend day is worked only once somebody confirmed it.
SELECT day, kind FROM calendar_day
 WHERE deleted_tx IS NULL AND (kind = 'off' OR confirmed = 1) ORDER BY day;

-- name: calendar_insert_shipped
-- A day that the office has or had is left as the office wants it.
INSERT OR IGNORE INTO calendar_day (uid, day, kind, name, citation, confirmed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
