-- Saved conditions of lists.

-- name: filter_row
SELECT user_id, org_id, version, shared FROM saved_filter WHERE id = ?1 AND deleted_tx IS NULL;
