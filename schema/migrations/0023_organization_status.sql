-- By whose decision an organisation is suspended, or active after a suspension (22-QĐ/TW art. 28–31).
ALTER TABLE org_fact ADD COLUMN status_by TEXT;
