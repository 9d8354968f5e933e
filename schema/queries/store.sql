-- The store itself: migrations that were applied, reference tables, what a backup is compared by.

-- name: migration_last
-- scan: a row a migration
SELECT coalesce(max(number), 0) FROM schema_migration;

-- name: migration_hash
SELECT hash FROM schema_migration WHERE number = ?1;

-- name: migration_put
INSERT INTO schema_migration (number, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4);

-- name: meta_put
INSERT INTO meta (key, value) VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: rule_insert_shipped
-- Only where the office has no value of its own yet.
INSERT INTO rule (uid, name, value, unit, label, label_en, effective_from, effective_to, citation,
       tag, confirmed)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
 WHERE NOT EXISTS (SELECT 1 FROM rule r WHERE r.name = ?2 AND r.superseded_tx IS NULL
                      AND r.effective_from < ?8 AND r.effective_to > ?7);

-- name: store_counts
-- scan: counting is the point
-- What a backup is compared by: numbers of rows of the tables that matter most.
SELECT json_array((SELECT count(*) FROM organization), (SELECT count(*) FROM person),
                  (SELECT count(*) FROM membership), (SELECT count(*) FROM change),
                  (SELECT count(*) FROM access_read), (SELECT count(*) FROM tx),
                  (SELECT count(*) FROM confidential_change), (SELECT count(*) FROM confidential_read));
