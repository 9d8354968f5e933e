-- The day on which a decision ends by itself, kept as it was judged: a later change of the parameter
-- moves no decision that was made. Until now it was worked out with twelve months (30-QĐ/TW) at every
-- reading; an expulsion and a disbandment have no end.
ALTER TABLE discipline_decision ADD COLUMN ends_on TEXT;
UPDATE discipline_decision
   SET ends_on = printf('%04d', CAST(substr(decided_on, 1, 4) AS INTEGER) + 1)
              || CASE substr(decided_on, 5) WHEN '-02-29' THEN '-02-28' ELSE substr(decided_on, 5) END
 WHERE form <> 'expulsion' AND form <> 'disbandment';
