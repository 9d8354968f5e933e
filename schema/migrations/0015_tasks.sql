-- Those in probation now, without the seventy thousand probations that are over.
DROP INDEX member_span_probation;
CREATE INDEX member_span_probation ON member_span (cell_id)
 WHERE counted = 1 AND status = 'probationary' AND valid_to = '9999-12-31';
