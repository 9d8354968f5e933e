-- An office that is kept while its holder's work on the committee is suspended (22-QĐ/TW art. 28–31).
-- Without an end it lasts as long as the procedure has it by law.
ALTER TABLE post ADD COLUMN suspended_from TEXT;
ALTER TABLE post ADD COLUMN suspended_to TEXT CHECK (suspended_to IS NULL OR suspended_to > suspended_from);
ALTER TABLE post ADD COLUMN suspended_by TEXT CHECK ((suspended_by IS NULL) = (suspended_from IS NULL));
CREATE INDEX post_suspended_to ON post (suspended_to) WHERE suspended_to IS NOT NULL AND superseded_tx IS NULL;
