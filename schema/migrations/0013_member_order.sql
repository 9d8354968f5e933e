-- The first page of a list by name comes from the index alone: it holds what the usual conditions
-- ask (who counts, on which day, in which cell, the search), so that only the rows shown are read.
DROP INDEX member_span_sort;
CREATE INDEX member_span_sort
    ON member_span (sort_key, person_id, counted, valid_to, valid_from, cell_id, search_key);
